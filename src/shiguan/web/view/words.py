"""What was said: statements with their filters, and the drawer under one of them."""

from itertools import groupby
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from shiguan.annals.chronicle import Word
from shiguan.annals.register import Register
from shiguan.annals.speech import day_of, word
from shiguan.link.day import days_of
from shiguan.model.span import Span
from shiguan.web.frame import page
from shiguan.web.shelf import register_of
from shiguan.web.spine import Notch, notch_of
from shiguan.web.view.chronicle import cursor_of, query_of

ENTRIES = 30


@get("/words", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show the statements that the address asks for, newest first."""
    register = register_of(request)
    asked = dict(request.query_params)
    query = query_of(request)
    words = register.words(query, after=cursor_of(asked.get("before")), limit=ENTRIES + 1, newest_first=True)
    shown = words[:ENTRIES]
    last = shown[-1] if len(words) > ENTRIES else None
    return page(
        request,
        "words",
        query=query,
        asked=asked,
        days=by_day(shown),
        carriers=carriers_of(register, shown),
        total=register.count_words(query),
        older=f"{-1 if last.day is None else last.day}.{last.id}" if last else None,
    )


@get("/word/{id:str}/drawer", sync_to_thread=True, include_in_schema=False)
def drawer(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show the characters of a statement, whose page it stands on and when that was."""
    register = register_of(request)
    found = word(register.store, register.shelf, id)
    if found is None:
        raise NotFoundException(f"{id}: no statement of this register has that id")
    span = Span(found.statement.start, found.statement.end)
    document = register.reading(found.page).document
    return page(request, "saying", word=found, quote=register.shelf.quote(found.page, span), document=document)


def by_day(words: list[Word]) -> list[tuple[Notch, list[Word]]]:
    """Return statements by the place of the spine that they have."""
    return [(notch, list(group)) for notch, group in groupby(words, key=place_of)]


def place_of(word: Word) -> Notch:
    """Return the place of a statement on the spine, no more exact than its date is told."""
    if word.day is None:
        return notch_of(None)
    told = word.statement.date
    return notch_of(told if told and days_of(told)[0] == word.day else day_of(word.day).isoformat())


def carriers_of(register: Register, words: list[Word]) -> dict[str, tuple[str, str]]:
    """Return title and publisher of the pages of some statements."""
    found = {}
    for page_id in {one.page for one in words}:
        document = register.reading(page_id).document
        found[page_id] = (document.title or page_id, document.publisher or "")
    return found

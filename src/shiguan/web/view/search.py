"""Full text over pages, in either script, by publisher and year."""

from typing import Any

from litestar import Request, Response, get

from shiguan.annals.chronicle import Query
from shiguan.annals.find import Answer, seek
from shiguan.annals.register import Register
from shiguan.link.place import state_code, state_name
from shiguan.model.span import Span
from shiguan.web.frame import page
from shiguan.web.mark import cut
from shiguan.web.shelf import register_of

RESULTS = 30
NOTHING = Answer(total=0, pages=[], publishers=[], years=[])


@get("/search", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show the pages that have all the words, the newest first."""
    register = register_of(request)
    given = request.query_params
    asked = given.get("q", "").strip()[:200]
    skip = given.get("skip", "")[:6]
    offset = int(skip) if skip.isascii() and skip.isdecimal() else 0
    publisher, year = given.get("publisher"), given.get("year")
    answer = (
        seek(register.store, asked, publisher=publisher, year=year, limit=RESULTS, offset=offset) if asked else NOTHING
    )
    return page(
        request,
        "search",
        q=asked,
        answer=answer,
        quotes={
            one.page: [register.shelf.quote(one.page, Span(*place)) for place in one.places] for one in answer.pages
        },
        titles={one.page: cut(one.title or one.label, one.title_places if one.title else ()) for one in answer.pages},
        offset=offset,
        step=RESULTS,
        publisher=publisher,
        year=year,
        shortcuts=shortcuts(register, asked) if asked and offset == 0 else [],
    )


def shortcuts(register: Register, asked: str) -> list[tuple[str, str, str, int]]:
    """Return the rooms that a search may have meant: kind, address, name and number of deeds."""
    found = []
    code = state_code(asked)
    if code is not None:
        count = register.count_deeds(Query(states=(code,)))
        found.append(("state", f"/state/{code}", state_name(code), count))
    person = register.count_deeds(Query(person=asked))
    if person:
        found.append(("person", "/person/", asked, person))
    mechanism = register.count_deeds(Query(mechanism=asked))
    if mechanism:
        found.append(("mechanism", "/?mechanism=", asked, mechanism))
    return [one for one in found if one[3]]

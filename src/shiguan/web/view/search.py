"""Full text over pages, in either script, by publisher and year."""

from typing import Any

import msgspec
from litestar import Request, Response, get

from shiguan.annals.chronicle import Query
from shiguan.annals.find import Answer, Found, seek
from shiguan.annals.register import Register
from shiguan.link.place import state_code, state_name
from shiguan.model.span import Span
from shiguan.web.frame import page
from shiguan.web.mark import cut
from shiguan.web.shelf import register_of

RESULTS = 30
NEAR = 40  # characters between words that are shown in one line
LINES = 3
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
        lines={one.page: lines_of(register, one) for one in answer.pages},
        titles={one.page: cut(one.title or one.label, one.title_places if one.title else ()) for one in answer.pages},
        offset=offset,
        step=RESULTS,
        publisher=publisher,
        year=year,
        shortcuts=shortcuts(register, asked) if asked and offset == 0 else [],
    )


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a page around one or more of the words, those marked."""

    start: int
    end: int
    prefix: str
    pieces: list[tuple[str, bool]]
    suffix: str


def lines_of(register: Register, found: Found) -> list[Line]:
    """Return the stretches around the words of a search; words near each other stand in one."""
    groups: list[list[tuple[int, int]]] = []
    for place in sorted(found.places):
        if groups and place[0] - groups[-1][-1][1] <= NEAR:
            groups[-1].append(place)
        else:
            groups.append([place])
    lines = []
    for group in groups[:LINES]:
        start, end = group[0][0], max(last for _, last in group)
        quote = register.shelf.quote(found.page, Span(start, end))
        pieces = cut(quote.exact, [(first - start, last - start) for first, last in group])
        lines.append(Line(start=start, end=end, prefix=quote.prefix, pieces=pieces, suffix=quote.suffix))
    return lines


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

"""Who has to do with whom in a period: states or people by the deeds they share."""

from typing import Any

import msgspec
from litestar import Request, Response, get

from shiguan.annals.chronicle import Query
from shiguan.annals.circle import Circle, Sort, circle
from shiguan.web.draw.network import draw
from shiguan.web.frame import page, picture, state_names, tongue_of
from shiguan.web.shelf import recalled
from shiguan.web.view.chronicle import query_of

MOST = 26  # members on one picture


@get("/network", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any]) -> Response[str] | Response[bytes]:
    """Show the states or people that share the most deeds in the period asked for."""
    query = query_of(request)
    sort = Sort.PEOPLE if request.query_params.get("of") == Sort.PEOPLE else Sort.STATES
    found: Circle = recalled(request, f"circle {sort} {query}", lambda book: circle(book.store, query, sort, MOST))
    if sort is Sort.STATES:
        name = state_names(tongue_of(request))
        named = (msgspec.structs.replace(one, name=name(one.key)) for one in found.members)
        found = msgspec.structs.replace(found, members=tuple(named))
    values: dict[str, Any] = {"circle": found, "drawing": draw(found), "sort": sort, "query": query}
    if request.query_params.get("as") == "svg":
        return picture(request, "network", str(sort), **values)
    return page(request, "network", asked=dict(request.query_params), period=period_of(query), **values)


def period_of(query: Query) -> dict[str, str]:
    """Return the period as the addresses behind the picture carry it."""
    return {key: value for key, value in (("from", query.since), ("to", query.until)) if value}

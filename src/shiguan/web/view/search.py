"""Full text over pages, in either script."""

from typing import Any

from litestar import Request, Response, get

from shiguan.model.span import Span
from shiguan.web.frame import page
from shiguan.web.shelf import register_of

RESULTS = 30


@get("/search", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show the pages that have all the words, the newest first."""
    register = register_of(request)
    asked = request.query_params.get("q", "").strip()[:200]
    skip = request.query_params.get("skip", "")
    offset = int(skip) if skip.isdecimal() else 0
    total, found = register.search(asked, limit=RESULTS, offset=offset) if asked else (0, [])
    quotes = {one.page: [register.shelf.quote(one.page, Span(*place)) for place in one.places] for one in found}
    return page(request, "search", q=asked, total=total, found=found, quotes=quotes, offset=offset, step=RESULTS)

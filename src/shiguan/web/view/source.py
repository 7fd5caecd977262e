"""A stored page as a book page: its text with what was read marked in place, the items beside their lines."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.web.frame import page
from shiguan.web.mark import marked
from shiguan.web.shelf import register_of


@get("/page/{id:str}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show a page's text; `start` and `end` in the address are the stretch to open at."""
    register = register_of(request)
    reading = register.reading(id)
    asked = request.query_params
    start, end = asked.get("start", ""), asked.get("end", "")
    wanted = (int(start), int(end)) if start.isdecimal() and end.isdecimal() else None
    return page(
        request,
        "source",
        id=id,
        reading=reading,
        paragraphs=marked(reading, wanted),
        items=register.items(id),
        wanted=wanted,
    )

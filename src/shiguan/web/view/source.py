"""A stored page as a book page: its text with what was read marked in place, the items beside their lines."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.web.frame import page
from shiguan.web.mark import leaf_of, leaves, marked
from shiguan.web.shelf import register_of

LARGEST = 10**9


@get("/page/{id:str}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show a page's text; `start` and `end` in the address are the stretch to open at, `leaf` a part of a long text."""
    register = register_of(request)
    reading = register.reading(id)
    start, end = number(request, "start"), number(request, "end")
    wanted = (start, end) if start is not None and end is not None and start < end else None
    cuts = leaves(reading.document.text)
    asked = number(request, "leaf")
    leaf = leaf_of(cuts, wanted[0]) if wanted else 0
    leaf = asked - 1 if asked and 0 < asked <= len(cuts) else leaf
    return page(
        request,
        "source",
        id=id,
        reading=reading,
        address=safe_address(reading.document.url),
        paragraphs=marked(reading, wanted, cuts[leaf]),
        leaf=leaf,
        leaves=len(cuts),
        items=register.items(id),
        wanted=wanted,
    )


def number(request: Request[Any, Any, Any], name: str) -> int | None:
    """Return a number from the address, None for anything else."""
    text = request.query_params.get(name, "")
    return min(int(text), LARGEST) if text.isascii() and text.isdecimal() and len(text) < 12 else None


def safe_address(url: str | None) -> str | None:
    """Return where a page came from, if that is an address that a reader may follow."""
    return url if url and url.lower().startswith(("https://", "http://")) else None

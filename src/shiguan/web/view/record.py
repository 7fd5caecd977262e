"""One record: every value with the characters that say so, and those that say otherwise."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.web.frame import page
from shiguan.web.shelf import register_of


@get("/record/{id:str}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show a record by its own id or that of one of its accounts."""
    register = register_of(request)
    record = register.record(id)
    return page(request, "record", record=record, quotes=register.quotes, carriers=register.carriers(record.pages))


@get("/record/{id:str}/drawer", sync_to_thread=True, include_in_schema=False)
def drawer(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show what opens below a line of the chronicle."""
    register = register_of(request)
    return page(request, "drawer", record=register.record(id), quotes=register.quotes)

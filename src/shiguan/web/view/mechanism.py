"""Mechanisms: the list, and one with its sessions on a time line and the table under it."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.web import roll
from shiguan.web.access.gate import today_of
from shiguan.web.draw.line import line_of
from shiguan.web.frame import page
from shiguan.web.refusal import known
from shiguan.web.shelf import register_of

LISTED = 300


@get("/mechanisms", sync_to_thread=True, include_in_schema=False)
def everyone(request: Request[Any, Any, Any]) -> Response[str]:
    """Show the mechanisms that the register knows, the most told first."""
    words = request.query_params.get("q", "").strip()[:100]
    found = roll.mechanisms(request, words)
    return page(request, "mechanisms", q=words, found=found[:LISTED], total=len(found))


@get("/mechanism/{name:path}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str]:
    """Show the sessions of a mechanism by any of its names."""
    register, today = register_of(request), today_of(request)
    found = known(lambda: register.mechanism(name.strip("/")[:200], today=today))
    return page(request, "mechanism", found=found, drawn=line_of(found))

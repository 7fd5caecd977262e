"""What is answered where a page cannot be: as a page to readers, as data to programs."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException, NotFoundException
from litestar.response import Redirect

from shiguan.errors import RegisterError, ShiguanError, UnknownError, UsageError
from shiguan.web.frame import page

Answer = TypeVar("Answer")
API = "/api/"
HEADINGS = {401: "sign_in_first", 403: "not_allowed", 404: "not_found", 503: "no_register"}


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer."""

    status_code: int
    detail: str


def refused(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Return why there is no answer; a reader who has to sign in is led there."""
    status, says = said(error)
    headers = dict(getattr(error, "headers", None) or {})
    if f"{request.url.path}/".startswith(API):
        return Response(Fault(status_code=status, detail=says), status_code=status, headers=headers)
    if status == 401 and request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        return Redirect(f"/login?next={quote(request.url.path + query, safe='')}", status_code=303)
    heading = HEADINGS.get(status, "error")
    return page(request, "error", status=status, heading=heading, says=says)


def said(error: Exception) -> tuple[int, str]:
    """Return the status of an error and its words; of what nobody foresaw only the kind."""
    if isinstance(error, HTTPException):
        return error.status_code, str(error.detail)
    if isinstance(error, UnknownError):
        return 404, str(error)
    if isinstance(error, RegisterError):
        return 503, " ".join(str(error).split())
    if isinstance(error, ShiguanError):
        return 400, str(error)
    return 500, type(error).__name__


def known(ask: Callable[[], Answer]) -> Answer:
    """Return an answer; raises NotFoundException where the register does not know what is asked for."""
    try:
        return ask()
    except UsageError as error:
        raise NotFoundException(str(error)) from error

"""What is answered where a page cannot be: as a page to readers, as data to programs; what fails here is noted."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import quote

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, NotFoundException
from litestar.response import Redirect

from shiguan.errors import RegisterError, ShiguanError, UnknownError, UsageError
from shiguan.web.fault import note_fault
from shiguan.web.frame import page
from shiguan.web.interface import Tongue, word

Answer = TypeVar("Answer")
API = "/api/"
OURS = 500  # the least status of what is no fault of the one who asks
HEADINGS = {401: "sign_in_first", 403: "not_allowed", 404: "not_found", 500: "fault", 503: "no_register"}
PLAIN = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>史官</title>'
    '<p>{en} <code>{id}</code></p><p lang="zh">{zh} <code>{id}</code></p><p><a href="/">史官</a></p></html>'
)


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer."""

    status_code: int
    detail: str


def refused(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    """Return why there is no answer; a reader who has to sign in is led there."""
    status, says = said(error)
    headers = dict(getattr(error, "headers", None) or {})
    noted = note_fault(request, error, status) if status >= OURS else None
    if f"{request.url.path}/".startswith(API):
        detail = f"{says}; it is noted in the log as {noted}" if status == OURS else says
        return Response(Fault(status_code=status, detail=detail), status_code=status, headers=headers)
    if status == 401 and request.method == "GET":
        query = f"?{request.url.query}" if request.url.query else ""
        return Redirect(f"/login?next={quote(request.url.path + query, safe='')}", status_code=303)
    if status == OURS:
        return confessed(request, noted or "")
    heading = HEADINGS.get(status, "error")
    return page(request, "error", status=status, heading=heading, says=says, noted=noted)


def confessed(request: Request[Any, Any, Any], noted: str) -> Response[Any]:
    """Return the page that says that something failed here, and under which id the log has it.

    Where pages themselves fail it is a bare one, in both languages.
    """
    try:
        return page(request, "error", status=OURS, heading=HEADINGS[OURS], says=None, noted=noted)
    except Exception as error:  # noqa: BLE001 # whatever fails in a page must not keep the reader from its id
        note_fault(request, error, OURS, id=noted)
        text = PLAIN.format(en=word("noted", Tongue.ENGLISH), zh=word("noted", Tongue.CHINESE), id=noted)
        return Response(text, media_type=MediaType.HTML, status_code=OURS)


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
    return OURS, type(error).__name__


def known(ask: Callable[[], Answer]) -> Answer:
    """Return an answer; raises NotFoundException where the register does not know what is asked for."""
    try:
        return ask()
    except UsageError as error:
        raise NotFoundException(str(error)) from error

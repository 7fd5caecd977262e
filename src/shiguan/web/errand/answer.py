"""The answer to a question that takes long: its result where it is there, else how far it has come."""

from pathlib import Path
from typing import Any

from litestar import Request, Response
from litestar.response import File

from shiguan.errors import UsageError
from shiguan.web.errand.errands import Errand, Errands
from shiguan.web.errand.task import AnyTask
from shiguan.web.frame import page, switched
from shiguan.web.shelf import edition_of


def result_of(request: Request[Any, Any, Any], task: AnyTask, title: str) -> Path | Response[str]:
    """Return where the result of a task lies, or the page that shows how far it has come.

    With `progress` in its question, an address answers with that alone. Raises UsageError where it failed.
    """
    errands: Errands = request.app.state.errands
    errand = errands.ask(edition_of(request), task)
    if errand.fault and errand.ended.is_set():
        raise UsageError(errand.fault)
    if "progress" in request.query_params:
        return shown(request, errand, title, "progress")
    return errand.path if errand.is_done else shown(request, errand, title, "waiting")


def shown(request: Request[Any, Any, Any], errand: Errand, title: str, name: str) -> Response[str]:
    """Return how far an errand has come: as a page, or as the part of it that changes."""
    size = errand.path.stat().st_size if errand.is_done else 0
    address = switched(request, progress=None)
    return page(
        request, name, status=200 if errand.is_done else 202, errand=errand, title=title, address=address, size=size
    )


def file_of(request: Request[Any, Any, Any], task: AnyTask, name: str) -> Response[Any]:
    """Return the result of a task as a file to keep, named without its ending, once it is there."""
    found = result_of(request, task, name)
    if isinstance(found, Response):
        return found
    return File(path=found, filename=f"{name}{found.suffix}", content_disposition_type="attachment")

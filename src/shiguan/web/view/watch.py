"""How the watch stands: a page for persons, and figures for a monitor."""

from typing import Any

from litestar import Request, Response, get

from shiguan.watch.count import Counted
from shiguan.watch.status import metrics_of, status_of
from shiguan.web.frame import page
from shiguan.web.shelf import register_of

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@get("/watch", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show each source with what became of what it named, the last alerts, and what could not be had."""
    return page(request, "watch", status_of_watch=status_of(register_of(request).store), counted=tuple(Counted))


@get("/metrics", sync_to_thread=True, include_in_schema=False)
def metrics(request: Request[Any, Any, Any]) -> Response[str]:
    """Return the figures of the watch in the text form of Prometheus."""
    return Response(metrics_of(register_of(request).store), media_type=PROMETHEUS)

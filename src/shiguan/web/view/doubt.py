"""Lists to work through: what was announced and never confirmed, what is told otherwise, who may be whom."""

from typing import Any

from litestar import Request, Response, get

from shiguan.annals.register import Register
from shiguan.annals.who import Doubtful
from shiguan.web import roll
from shiguan.web.access.gate import today_of
from shiguan.web.frame import page
from shiguan.web.shelf import recalled

LISTED = roll.LISTED


@get("/unconfirmed", sync_to_thread=True, include_in_schema=False)
def unconfirmed(request: Request[Any, Any, Any]) -> Response[str]:
    """Show announcements whose day has passed without a report, the latest first."""
    total, found = roll.unconfirmed(request, today_of(request))
    return page(request, "unconfirmed", found=found, total=total)


@get("/conflicts", sync_to_thread=True, include_in_schema=False)
def conflicts(request: Request[Any, Any, Any]) -> Response[str]:
    """Show what is told otherwise, the latest first."""
    found = roll.conflicts(request)
    return page(request, "conflicts", found=found[:LISTED], total=len(found))


@get("/doubtful", sync_to_thread=True, include_in_schema=False)
def doubtful(request: Request[Any, Any, Any]) -> Response[str]:
    """Show pairs of persons who may be one."""
    found = recalled(request, "doubtful", listed_doubts)
    return page(request, "doubtful", found=found[:LISTED], total=len(found[:LISTED]), more=len(found) > LISTED)


def listed_doubts(register: Register) -> list[Doubtful]:
    """Return the pairs that are listed, and one more where there are more."""
    return register.doubtful(limit=LISTED + 1)

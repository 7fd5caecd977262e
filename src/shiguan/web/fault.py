"""The log of what failed: one line of JSON for each request that could not be answered through no fault of its own."""

import re
import secrets
import sys
import traceback
from collections.abc import Iterator
from pathlib import PurePath
from typing import Any

from litestar import Request

from shiguan.errors import ShiguanError
from shiguan.watch.log import Log

GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")  # an id that a proxy gave the request
LONGEST = 500  # characters of a path or message
DEEPEST = 12  # steps of a trace, the last ones


def to_standard_error(line: str) -> None:
    """Write a line where servers are watched."""
    sys.stderr.write(line)
    sys.stderr.flush()


def note_fault(request: Request[Any, Any, Any], error: Exception, status: int, *, id: str | None = None) -> str:
    """Note that a request failed and return the id of the note: its proxy's where it has one.

    What was asked stands in it without its question, which may hold a token.
    """
    given = request.headers.get("x-request-id", "")
    found = id or (given if GIVEN.fullmatch(given) else secrets.token_hex(6))
    log: Log = request.app.state.log
    told = {"id": found, "method": request.method, "path": request.url.path[:LONGEST], "status": status}
    says = f"{type(error).__name__}: {error}"[:LONGEST]
    if isinstance(error, ShiguanError):  # one line that tells all
        log.say("fault", **told, error=says)
    else:
        log.say("fault", **told, error=says, trace=list(steps(error))[-DEEPEST:])
    return found


def steps(error: BaseException) -> Iterator[str]:
    """Yield where an error came through, of what caused it first."""
    if error.__cause__ is not None:
        yield from steps(error.__cause__)
    for frame in traceback.extract_tb(error.__traceback__):
        yield f"{'/'.join(PurePath(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"

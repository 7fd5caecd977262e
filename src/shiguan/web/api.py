"""The register as data under /api: the same questions as on the command line, answered from the same structs."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, Router, get
from litestar.exceptions import HTTPException, NotFoundException, ValidationException
from litestar.params import FromPath, FromQuery, QueryParameter

from shiguan.annals.chronicle import Cursor, Query, Word
from shiguan.annals.find import Found
from shiguan.errors import RegisterError, UsageError
from shiguan.link.day import days_of
from shiguan.model.engagement import Kind, Status
from shiguan.model.reading import Reading
from shiguan.model.record import Record
from shiguan.web.shelf import register_of

MOST = 500  # entries to an answer

Day = Annotated[str | None, QueryParameter(description="An EDTF day, month or year.", pattern=r"^\d{4}(-\d\d){0,2}$")]
Limit = Annotated[int, QueryParameter(ge=1, le=MOST, description="At most so many entries.")]
After = Annotated[
    str | None, QueryParameter(pattern=r"^-?\d{1,8}\.[0-9a-f]{1,64}$", description="The `next` of the answer before.")
]
Text = Annotated[str | None, QueryParameter(max_length=200)]
States = Annotated[list[str] | None, QueryParameter(name="state", max_items=8, description="By code or name.")]


class Records(msgspec.Struct, frozen=True, kw_only=True):
    """Some records of the chronicle; `next` is where the following ones begin, null at the end."""

    records: list[Record]
    next: str | None


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """Some statements; `next` is where the following ones begin, null at the end."""

    words: list[Word]
    next: str | None


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """Pages that have all the words: how many there are, and some of them."""

    total: int
    pages: list[Found]


@get("/chronicle", sync_to_thread=True, raises=[ValidationException])
def chronicle(
    request: Request[Any, Any, Any],
    since: Day = None,
    until: Day = None,
    states: States = None,
    person: Text = None,
    mechanism: Text = None,
    kind: FromQuery[list[Kind] | None] = None,
    statuses: Annotated[list[Status] | None, QueryParameter(name="status")] = None,
    origins: Annotated[int, QueryParameter(ge=1, le=99)] = 1,
    conflicts: FromQuery[bool] = False,
    limit: Limit = 100,
    after: After = None,
) -> Records:
    """Return who did what with whom, the newest first."""
    query = Query(
        since=sound(since),
        until=sound(until),
        states=tuple(states or ()),
        person=person,
        mechanism=mechanism,
        kinds=tuple(kind or ()),
        statuses=tuple(statuses or ()),
        least_origins=origins,
        conflicts_only=conflicts,
    )
    found = register_of(request).deeds(query, after=cursor(after), limit=limit + 1, newest_first=True)
    return Records(records=found[:limit], next=following(found, limit, lambda one: one.first))


@get("/words", sync_to_thread=True, raises=[ValidationException])
def words(
    request: Request[Any, Any, Any],
    since: Day = None,
    until: Day = None,
    states: States = None,
    person: Text = None,
    limit: Limit = 100,
    after: After = None,
) -> Words:
    """Return who said what, the newest first."""
    query = Query(since=sound(since), until=sound(until), states=tuple(states or ()), person=person)
    found = register_of(request).words(query, after=cursor(after), limit=limit + 1, newest_first=True)
    return Words(words=found[:limit], next=following(found, limit, lambda one: one.day))


@get("/record/{id:str}", sync_to_thread=True, raises=[NotFoundException])
def record(request: Request[Any, Any, Any], id: FromPath[str]) -> Record:
    """Return one record with all its claims and citations, by its id or that of any of its accounts."""
    return register_of(request).record(id)


@get("/page/{id:str}", sync_to_thread=True, raises=[NotFoundException])
def page(request: Request[Any, Any, Any], id: FromPath[str]) -> Reading:
    """Return what one page says, its text among it; offsets count code points."""
    return register_of(request).reading(id)


@get("/search", sync_to_thread=True, raises=[ValidationException])
def search(
    request: Request[Any, Any, Any],
    q: Annotated[str, QueryParameter(min_length=1, max_length=200)],
    limit: Limit = 30,
    skip: Annotated[int, QueryParameter(ge=0, le=100_000)] = 0,
) -> Pages:
    """Return the pages that have all the words, the newest first, in either script."""
    total, found = register_of(request).search(q, limit=limit, offset=skip)
    return Pages(total=total, pages=found)


def sound(value: str | None) -> str | None:
    """Return an EDTF value as given; raises ValidationException where it is none."""
    try:
        if value:
            days_of(value)
    except UsageError as error:
        raise ValidationException(str(error)) from error
    return value


def cursor(text: str | None) -> Cursor | None:
    """Return the place that an answer before named."""
    if text is None:
        return None
    day, _, entry = text.partition(".")
    return Cursor(int(day), entry)


def following(found: Sequence[Any], limit: int, day: Callable[[Any], int | None]) -> str | None:
    """Return the place of the last entry shown, where there are more."""
    if len(found) <= limit:
        return None
    last = found[limit - 1]
    first = day(last)
    return f"{-1 if first is None else first}.{last.id}"


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Why there is no answer."""

    status_code: int
    detail: str


def fault(_request: Request[Any, Any, Any], error: Exception) -> Response[Fault]:
    """Return why there is no answer, as data."""
    if isinstance(error, RegisterError):
        return Response(Fault(status_code=404, detail=str(error)), status_code=404)
    if isinstance(error, HTTPException):
        return Response(Fault(status_code=error.status_code, detail=error.detail), status_code=error.status_code)
    return Response(Fault(status_code=500, detail=type(error).__name__), status_code=500)


router = Router(
    path="/api",
    route_handlers=[chronicle, words, record, page, search],
    exception_handlers={RegisterError: fault, HTTPException: fault, 500: fault},
    tags=["register"],
)

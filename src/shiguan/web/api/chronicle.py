"""Deeds, words and pages as data."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath, FromQuery, QueryParameter

from shiguan.annals.chronicle import Query, Word
from shiguan.annals.find import Found
from shiguan.annals.issue import Issue
from shiguan.export.cell import ENGAGEMENT_COLUMNS, STATEMENT_COLUMNS, engagement_row, statement_row
from shiguan.model.engagement import Kind, Status
from shiguan.model.reading import Reading
from shiguan.model.record import Record
from shiguan.web.api.answer import BESIDE, Leaf, Listing, Sheet, listed, sheet_of
from shiguan.web.api.question import After, Day, Form, Format, Limit, States, Text, cursor, sound
from shiguan.web.shelf import register_of

UNDATED = -1


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


@get("/chronicle", sync_to_thread=True, operation_class=Listing, responses=BESIDE)
def chronicle(
    request: Request[Any, Any, Any],
    since: Day = None,
    until: Day = None,
    states: States = None,
    person: Text = None,
    mechanism: Text = None,
    kind: FromQuery[list[Kind] | None] = None,
    statuses: Annotated[list[Status] | None, QueryParameter(name="status")] = None,
    origins: Annotated[int, QueryParameter(ge=1, le=99, description="At least so many independent origins.")] = 1,
    conflicts: Annotated[bool, QueryParameter(description="Only where accounts disagree.")] = False,
    vague: Annotated[bool, QueryParameter(description="Only what is dated more vaguely than the period.")] = False,
    rejected: Annotated[bool, QueryParameter(description="Also what somebody rejected.")] = False,
    limit: Limit = 100,
    after: After = None,
    format: Format = Form.JSON,
) -> Response[Records]:
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
        vague=vague,
        rejected=rejected,
    )
    register = register_of(request)
    found = register.deeds(query, after=cursor(after), limit=limit + 1, newest_first=True)
    leaf = Leaf(found, limit, lambda one: place(one.first, one.id))
    imprint = Issue(register.store).imprint
    sheet = Sheet(ENGAGEMENT_COLUMNS, lambda one: engagement_row(one, imprint))
    return listed(request, Records(records=leaf.items, next=leaf.next), leaf, format, sheet)


@get("/words", sync_to_thread=True, operation_class=Listing, responses=BESIDE)
def words(
    request: Request[Any, Any, Any],
    since: Day = None,
    until: Day = None,
    states: States = None,
    person: Text = None,
    limit: Limit = 100,
    after: After = None,
    format: Format = Form.JSON,
) -> Response[Words]:
    """Return who said what, the newest first."""
    query = Query(since=sound(since), until=sound(until), states=tuple(states or ()), person=person)
    register = register_of(request)
    found = register.words(query, after=cursor(after), limit=limit + 1, newest_first=True)
    leaf = Leaf(found, limit, lambda one: place(one.day, one.id))
    imprint = Issue(register.store).imprint
    sheet = Sheet(STATEMENT_COLUMNS, lambda one: statement_row(one.id, one.page, one.statement, imprint, day=one.day))
    return listed(request, Words(words=leaf.items, next=leaf.next), leaf, format, sheet)


@get("/search", sync_to_thread=True, operation_class=Listing, responses=BESIDE)
def search(
    request: Request[Any, Any, Any],
    q: Annotated[str, QueryParameter(min_length=1, max_length=200, description="Words that a page must all have.")],
    limit: Limit = 30,
    skip: Annotated[int, QueryParameter(ge=0, le=100_000)] = 0,
    format: Format = Form.JSON,
) -> Response[Pages]:
    """Return the pages that have all the words, the newest first, in either script."""
    total, found = register_of(request).search(q, limit=limit, offset=skip)
    leaf = Leaf(found, limit, lambda one: one.page)
    return listed(request, Pages(total=total, pages=found), leaf, format, sheet_of(Found))


@get("/record/{id:str}", sync_to_thread=True, raises=[NotFoundException], responses=BESIDE)
def record(request: Request[Any, Any, Any], id: FromPath[str]) -> Record:
    """Return one record with all its claims and citations, by its id or that of any of its accounts."""
    return register_of(request).record(id)


@get("/page/{id:str}", sync_to_thread=True, raises=[NotFoundException], responses=BESIDE)
def page(request: Request[Any, Any, Any], id: FromPath[str]) -> Reading:
    """Return what one page says, its text among it; offsets count code points."""
    return register_of(request).reading(id)


def place(day: int | None, id: str) -> str:
    """Return the place of an entry in the order of time, as `after` names it."""
    return f"{UNDATED if day is None else day}.{id}"


HANDLERS: Sequence[Any] = (chronicle, words, search, record, page)

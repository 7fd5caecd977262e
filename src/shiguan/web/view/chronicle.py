"""The two scribes' page: words on the left, deeds on the right, time down the middle."""

import datetime
from itertools import groupby
from typing import Any

import msgspec
from litestar import Request, Response, get

from shiguan.annals.chronicle import Cursor, Query, Word
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.link.day import days_of
from shiguan.model.engagement import Kind, Status
from shiguan.model.record import Record
from shiguan.web.frame import page
from shiguan.web.shelf import register_of

ENTRIES = 40  # deeds to a page
LEAST_WORDS = 2  # of a day; beyond them two to a deed
UNDATED = -1


class Line(msgspec.Struct, frozen=True):
    """One day of the spine with what was said and done on it. `more` words stand on a page of their own."""

    day: datetime.date | None
    words: list[Word]
    more: int
    deeds: list[Record]


@get("/", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show the chronicle that the address asks for, newest first."""
    register = register_of(request)
    asked = dict(request.query_params)
    query = query_of(request)
    deeds = register.deeds(query, after=cursor_of(asked.get("before")), limit=ENTRIES + 1, newest_first=True)
    shown, more = deeds[:ENTRIES], len(deeds) > ENTRIES
    opened = register.record(asked["open"]) if asked.get("open") else None
    return page(
        request,
        "chronicle",
        query=query,
        asked=asked,
        lines=lines_of(register, query, shown),
        months=register.months(query),
        opened=opened,
        quotes=register.quotes,
        older=cursor_text(shown[-1]) if more else None,
        kinds=list(Kind),
        statuses=list(Status),
    )


def query_of(request: Request[Any, Any, Any]) -> Query:
    """Return what an address asks of the chronicle; what it asks wrongly is left out."""
    asked = request.query_params
    return Query(
        since=sound_day(asked.get("from")),
        until=sound_day(asked.get("to")),
        states=tuple(filter(None, (state.strip() for state in asked.get("state", "").replace(",", " ").split()))),
        person=asked.get("person") or None,
        mechanism=asked.get("mechanism") or None,
        kinds=tuple(Kind(kind) for kind in asked.getall("kind", []) if kind in set(Kind)),
        statuses=tuple(Status(status) for status in asked.getall("status", []) if status in set(Status)),
        least_origins=int(asked["origins"]) if asked.get("origins", "").isdecimal() else 1,
        conflicts_only=bool(asked.get("conflicts")),
    )


def sound_day(value: str | None) -> str | None:
    """Return an EDTF value as given, None where it is none."""
    try:
        return value if value and days_of(value) else None
    except UsageError:
        return None


def cursor_of(text: str | None) -> Cursor | None:
    """Return the place in the chronicle that an address names."""
    day, _, entry = (text or "").partition(".")
    return Cursor(int(day), entry) if entry and day.lstrip("-").isdecimal() else None


def cursor_text(record: Record) -> str:
    """Return the place of a record as an address names it."""
    return f"{UNDATED if record.first is None else record.first}.{record.id}"


def lines_of(register: Register, query: Query, deeds: list[Record]) -> list[Line]:
    """Return the days of some deeds with the words said on them."""
    found = []
    for first, group in groupby(deeds, key=lambda record: record.first):
        if first is None:
            found.append(Line(None, [], 0, list(group)))
            continue
        day = datetime.date.fromordinal(first)
        of_day = msgspec.structs.replace(query, since=day.isoformat(), until=day.isoformat())
        done = list(group)
        words = register.words(of_day, limit=max(LEAST_WORDS, 2 * len(done)), newest_first=True)
        found.append(Line(day, words, register.count_words(of_day) - len(words), done))
    return found

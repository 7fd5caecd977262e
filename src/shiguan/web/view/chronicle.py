"""The two scribes' page: words on the left, deeds on the right, time down the middle."""

from itertools import groupby
from typing import Any

import msgspec
from litestar import Request, Response, get

from shiguan.annals.chronicle import Cursor, Query, Word
from shiguan.annals.register import Register
from shiguan.annals.speech import Beside, words_beside
from shiguan.errors import UnknownError, UsageError
from shiguan.link.day import days_of
from shiguan.link.place import state_code
from shiguan.model.engagement import Kind, Status
from shiguan.model.record import Record
from shiguan.web.draw.strip import strip
from shiguan.web.frame import page
from shiguan.web.shelf import recalled, register_of
from shiguan.web.spine import Notch, notch_of

ENTRIES = 40  # deeds to a page
UNDATED = -1
MOST_STATES = 8
LONGEST = 200  # characters of a question


class Entry(msgspec.Struct, frozen=True):
    """A deed and the word beside it; `own` where the word belongs to the deed, not only to its day."""

    record: Record
    word: Word | None
    own: bool


class Line(msgspec.Struct, frozen=True):
    """What stands at one place of the spine. `more` words of that day stand on a page of their own."""

    notch: Notch
    day: str | None  # where the place is one day
    more: int
    entries: list[Entry]


@get("/", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show the chronicle that the address asks for, newest first."""
    register = register_of(request)
    asked = dict(request.query_params)
    query = query_of(request)
    deeds = register.deeds(query, after=cursor_of(asked.get("before")), limit=ENTRIES + 1, newest_first=True)
    shown, more = deeds[:ENTRIES], len(deeds) > ENTRIES
    days = [record.first for record in shown if record.first is not None]
    opened = opened_of(register, asked.get("open"), shown)
    total, months = recalled(request, f"months {query}", lambda book: (book.count_deeds(query), book.months(query)))
    return page(
        request,
        "chronicle",
        query=query,
        asked=asked,
        lines=lines_of(shown, words_beside(register.store, register.shelf, query, shown)),
        total=total,
        strip=strip(months, (min(days), max(days)) if days else None),
        opened=opened,
        lone=opened is not None and opened.id not in {record.id for record in shown},
        quotes=register.quotes,
        older=cursor_text(shown[-1]) if more else None,
        kinds=list(Kind),
        statuses=list(Status),
    )


def opened_of(register: Register, id: str | None, shown: list[Record]) -> Record | None:
    """Return the record whose drawer is to stand open: one on this page, or one that has to be fetched."""
    if not id:
        return None
    try:
        return next((one for one in shown if one.id == id), None) or register.record(id[:LONGEST])
    except UnknownError:
        return None


def query_of(request: Request[Any, Any, Any]) -> Query:
    """Return what an address asks of the chronicle; what it asks wrongly is left out."""
    asked = request.query_params
    origins = asked.get("origins", "")
    return Query(
        since=sound_day(asked.get("from")),
        until=sound_day(asked.get("to")),
        states=states_in(asked.get("state", "")[:LONGEST]),
        person=asked.get("person", "").strip()[:LONGEST] or None,
        mechanism=asked.get("mechanism", "").strip()[:LONGEST] or None,
        kinds=tuple(Kind(kind) for kind in asked.getall("kind", []) if kind in set(Kind)),
        statuses=tuple(Status(status) for status in asked.getall("status", []) if status in set(Status)),
        least_origins=max(1, int(origins[:4])) if origins.isascii() and origins.isdecimal() else 1,
        conflicts_only=bool(asked.get("conflicts")),
    )


def states_in(text: str) -> tuple[str, ...]:
    """Return the states that somebody wrote, each a word, or a name of several words between commas: South Korea."""
    parts = text.replace("、", ",").replace("，", ",").split(",")
    found = [name for part in parts for name in ([part.strip()] if state_code(part) else part.split())]
    return tuple(name for name in found if name)[:MOST_STATES]


def sound_day(value: str | None) -> str | None:
    """Return an EDTF value as given, None where it is none."""
    try:
        return value if value and days_of(value) else None
    except UsageError:
        return None


def cursor_of(text: str | None) -> Cursor | None:
    """Return the place in the chronicle that an address names."""
    day, _, entry = (text or "").partition(".")
    number = day[1:] if day.startswith("-") else day
    if not entry or not number.isascii() or not number.isdecimal() or len(number) > 8:
        return None
    return Cursor(int(day), entry[:LONGEST])


def cursor_text(record: Record) -> str:
    """Return the place of a record as an address names it."""
    return f"{UNDATED if record.first is None else record.first}.{record.id}"


def lines_of(records: list[Record], beside: Beside) -> list[Line]:
    """Return the places of the spine with what was done and said there; exact days before vaguer dates."""
    found = []
    for first, of_day in groupby(records, key=lambda record: record.first):
        words = list(beside.loose.get(first, ())) if first is not None else []
        more = beside.more.get(first, 0) if first is not None else 0
        placed = [(notch_of(record.date), record) for record in of_day]
        placed.sort(key=lambda one: (not one[0].day, bool(one[0].until), one[0]))
        for notch, group in groupby(placed, key=lambda one: one[0]):
            exact = bool(notch.day and not notch.until and first is not None)
            entries = []
            for _, record in group:
                own = beside.own.get(record.id)
                spare = words.pop(0) if words and own is None and exact else None
                entries.append(Entry(record, own or spare, own is not None))
            day = entries[0].record.date if exact else None
            found.append(Line(notch, day[:10] if day else None, more if exact else 0, entries))
    return found

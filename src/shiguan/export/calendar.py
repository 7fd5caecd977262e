"""iCalendar (RFC 5545): records as all-day events, and sessions that are expected as the days of their window.

A record dated to a month or vaguer has no place in a calendar.
"""

import datetime
import hashlib
from collections.abc import Iterable, Iterator

from shiguan.export.cell import Imprints, party_name
from shiguan.model.ahead import Ahead
from shiguan.model.engagement import Status
from shiguan.model.record import Record

LONGEST = 31  # days; what is vaguer is no date for a calendar
STATUS = {
    Status.HELD: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
# What an expectation rests on, in both languages.
BASIS = {
    "announced": ("据预告", "as announced"),
    "intervals": ("据历次间隔", "from the days between sessions"),
    "cadence": ("据举行周期", "from how often it is held"),
    "put_off": ("上次推迟，未定新期", "put off with no new day"),
}


def calendar_lines(records: Iterable[Record], imprints: Imprints, expected: Iterable[Ahead] = ()) -> Iterator[bytes]:
    """Yield a calendar; the stamp of an event is the day of the page that told of it last, so that it is repeatable.

    The stamp of an expected session is the day of the session before it.
    """
    yield from map(line, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shiguan//Register//EN", "X-WR-CALNAME:史官"))
    for record in records:
        if record.first is None or record.last is None or record.last - record.first >= LONGEST:
            continue
        yield from map(line, event(record, record.first, record.last, imprints))
    for session in expected:
        yield from map(line, window(session))
    yield line("END:VCALENDAR")


def event(record: Record, first: int, last: int, imprints: Imprints) -> Iterator[str]:
    """Yield the properties of one event."""
    told = max(filter(None, (imprints(page).published for page in record.pages)), default="1970-01-01")
    number = f" 第{record.round}次" if record.round is not None else ""
    sides = "、".join(map(party_name, record.parties))
    imprint = imprints(record.pages[0])
    yield "BEGIN:VEVENT"
    yield f"UID:{record.id}@shiguan"
    yield f"DTSTAMP:{told.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day(first)}"
    yield f"DTEND;VALUE=DATE:{day(last + 1)}"
    yield f"SUMMARY:{escaped((record.mechanism or record.kind.value) + number + (' ' + sides if sides else ''))}"
    if record.place:
        yield f"LOCATION:{escaped(record.place)}"
    yield f"STATUS:{STATUS[record.status]}"
    source = " ".join(filter(None, (imprint.publisher, imprint.published, imprint.title)))
    yield f"DESCRIPTION:{escaped(source)}"
    if imprint.url and imprint.url.startswith(("http://", "https://")):
        yield f"URL:{imprint.url}"
    yield "END:VEVENT"


def window(session: Ahead) -> Iterator[str]:
    """Yield the properties of an expected session: the days on which it may be, none of which is taken."""
    number = f" 第{session.round}次" if session.round is not None else ""
    yield "BEGIN:VEVENT"
    yield f"UID:expected-{hashlib.sha256(session.key.encode()).hexdigest()[:16]}@shiguan"
    yield f"DTSTAMP:{day(session.after)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day(session.first)}"
    yield f"DTEND;VALUE=DATE:{day(session.last + 1)}"
    yield f"SUMMARY:{escaped(f'预计 {session.mechanism}{number}')}"
    yield f"STATUS:{STATUS[Status.PLANNED]}"
    yield "TRANSP:TRANSPARENT"
    yield "CATEGORIES:EXPECTED"
    yield f"DESCRIPTION:{escaped(reasons(session))}"
    yield "END:VEVENT"


def reasons(session: Ahead) -> str:
    """Return the window with its likeliest day and what it rests on, in both languages."""
    first, middle, last = map(told, (session.first, session.middle, session.last))
    chinese, english = BASIS[session.basis]
    days = "、".join(map(str, session.intervals))
    between = f"（{days}天）" if days else ""
    hosted = f"；主办方 {session.host}" if session.host else ""
    days_en = f" ({', '.join(map(str, session.intervals))})" if session.intervals else ""
    host_en = f"; host {session.host}" if session.host else ""
    return (
        f"预计{first}至{last}，最可能{middle}；{chinese}{between}{hosted}。"
        f" Expected {first} to {last}, likeliest {middle}; {english}{days_en}{host_en}."
    )


def told(ordinal: int) -> str:
    """Return a day as it is read: 2024-05-16."""
    return datetime.date.fromordinal(ordinal).isoformat()


def day(ordinal: int) -> str:
    """Return a day as iCalendar writes it."""
    return datetime.date.fromordinal(ordinal).strftime("%Y%m%d")


def escaped(text: str) -> str:
    """Return a text value with its marks escaped and no line end."""
    flat = " ".join(text.split())
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def line(text: str) -> bytes:
    """Return a content line folded at 75 octets, never within a character."""
    parts: list[bytes] = [b""]
    for character in "".join(one for one in text if one >= " "):
        raw = character.encode("utf-8", errors="replace")
        if len(parts[-1]) + len(raw) > (75 if len(parts) == 1 else 74):
            parts.append(b"")
        parts[-1] += raw
    return b"\r\n ".join(parts) + b"\r\n"

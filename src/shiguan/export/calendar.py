"""iCalendar (RFC 5545): records as all-day events, and sessions expected; what is dated vaguely has no place there."""

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from shiguan.export.cell import Imprints, party_name
from shiguan.model.engagement import Status
from shiguan.model.record import Record

LONGEST = 31  # days; what is vaguer is no date for a calendar
STATUS = {
    Status.HELD: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.POSTPONED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A session expected from a first to a last day, likeliest in the middle, as of the day `asked`: ordinals."""

    id: str
    name: str
    round: int | None
    first: int
    middle: int
    last: int
    asked: int


def calendar_lines(records: Iterable[Record], imprints: Imprints, due: Iterable[Due] = ()) -> Iterator[bytes]:
    """Yield a calendar; the stamp of an event is the day of the page that told of it last, so that it is repeatable.

    What is due stands on its likeliest day, as tentative, and says within which days it is expected.
    """
    yield from map(line, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shiguan//Register//EN", "X-WR-CALNAME:史官"))
    for record in records:
        if record.first is None or record.last is None or record.last - record.first >= LONGEST:
            continue
        yield from map(line, event(record, record.first, record.last, imprints))
    for one in due:
        yield from map(line, expected(one))
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


def expected(due: Due) -> Iterator[str]:
    """Yield the properties of a session expected; it keeps its UID as the expectation moves."""
    number = f" 第{due.round}次" if due.round is not None else ""
    span = f"{datetime.date.fromordinal(due.first)} – {datetime.date.fromordinal(due.last)}"
    yield "BEGIN:VEVENT"
    yield f"UID:next-{due.id}@shiguan"
    yield f"DTSTAMP:{day(due.asked)}T000000Z"
    yield f"DTSTART;VALUE=DATE:{day(due.middle)}"
    yield f"DTEND;VALUE=DATE:{day(due.middle + 1)}"
    yield f"SUMMARY:{escaped(f'预计：{due.name}{number}')}"
    yield "STATUS:TENTATIVE"
    yield "TRANSP:TRANSPARENT"
    yield f"DESCRIPTION:{escaped(span)}"
    yield "END:VEVENT"


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

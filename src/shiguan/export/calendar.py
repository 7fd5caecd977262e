"""iCalendar (RFC 5545): records as all-day events; what is dated to a month or vaguer has no place in a calendar."""

import datetime
from collections.abc import Iterable, Iterator

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


def calendar_lines(records: Iterable[Record], imprints: Imprints) -> Iterator[bytes]:
    """Yield a calendar; the stamp of an event is the day of the page that told of it last, so that it is repeatable."""
    yield from map(line, ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Shiguan//Register//EN", "X-WR-CALNAME:史官"))
    for record in records:
        if record.first is None or record.last is None or record.last - record.first >= LONGEST:
            continue
        yield from map(line, event(record, record.first, record.last, imprints))
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

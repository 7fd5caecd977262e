"""schema.org JSON-LD: engagements are Events, mechanisms EventSeries, statements Quotations, pages NewsArticles."""

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from shiguan.export.cell import Imprints, party_name
from shiguan.model.engagement import Mode, Status
from shiguan.model.imprint import Imprint
from shiguan.model.record import Party, Record
from shiguan.model.statement import Statement

ENCODE = msgspec.json.Encoder()
STATUS = {
    Status.HELD: "https://schema.org/EventScheduled",
    Status.PLANNED: "https://schema.org/EventScheduled",
    Status.POSTPONED: "https://schema.org/EventPostponed",
    Status.CANCELLED: "https://schema.org/EventCancelled",
}
ONLINE = frozenset({Mode.VIDEO, Mode.PHONE, Mode.WRITTEN})
CONTEXT = b'{"@context":"https://schema.org","@graph":[\n'


def schema_org_document(
    records: Iterable[Record], words: Iterable[tuple[str, str, Statement]], imprints: Imprints
) -> Iterator[bytes]:
    """Yield one JSON-LD document, item by item. `words` are (id, page, statement)."""
    yield CONTEXT
    first = True
    for item in items(records, words, imprints):
        yield (b"" if first else b",\n") + ENCODE.encode(item)
        first = False
    yield b"\n]}\n"


def items(
    records: Iterable[Record], words: Iterable[tuple[str, str, Statement]], imprints: Imprints
) -> Iterator[dict[str, object]]:
    """Yield events, the series they belong to (once), and quotations."""
    series: set[str] = set()
    for record in records:
        if record.mechanism_key and record.mechanism_key not in series:
            series.add(record.mechanism_key)
            yield {
                "@type": "EventSeries",
                "@id": f"urn:shiguan:mechanism:{record.mechanism_key}",
                "name": record.mechanism,
            }
        yield event(record, imprints)
    for id, page, statement in words:
        yield quotation(id, statement, imprints(page))


def event(record: Record, imprints: Imprints) -> dict[str, object]:
    """Return a record as an Event; what it does not know it leaves out."""
    found: dict[str, object | None] = {
        "@type": "Event",
        "@id": f"urn:shiguan:record:{record.id}",
        "name": " ".join(filter(None, (record.mechanism, "、".join(map(party_name, record.parties)))))
        or record.kind.value,
        "additionalType": f"urn:shiguan:kind:{record.kind.value}",
        "startDate": day(record.first) if record.last == record.first else (record.date or "").split("/")[0] or None,
        "endDate": (record.date or "").split("/")[1] if "/" in (record.date or "") else None,
        "temporalCoverage": record.date,
        "eventStatus": STATUS[record.status],
        "eventAttendanceMode": attendance(record.mode),
        "location": {"@type": "Place", "name": record.place} if record.place else None,
        "superEvent": {"@id": f"urn:shiguan:mechanism:{record.mechanism_key}"} if record.mechanism_key else None,
        "position": record.round,
        "attendee": [person(party) for party in record.parties],
        "subjectOf": [article(imprints(page)) for page in record.pages],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def attendance(mode: Mode | None) -> str | None:
    """Return how people attended, None where it is not told."""
    if mode is None:
        return None
    return f"https://schema.org/{'Online' if mode in ONLINE else 'Offline'}EventAttendanceMode"


def person(party: Party) -> dict[str, str]:
    """Return a party as a Person, or as the Organization that stands for itself."""
    found = {"@type": "Person" if party.name else "Organization", "name": party_name(party)}
    if party.office:
        found["jobTitle"] = party.office
    if party.state and party.name:
        found["affiliation"] = party.state
    return found


def article(imprint: Imprint) -> dict[str, object]:
    """Return a page as a NewsArticle."""
    found = {
        "@type": "NewsArticle",
        "@id": f"urn:shiguan:page:{imprint.page}",
        "headline": imprint.title,
        "datePublished": imprint.published,
        "publisher": {"@type": "Organization", "name": imprint.publisher} if imprint.publisher else None,
        "url": imprint.url,
    }
    return {key: value for key, value in found.items() if value}


def quotation(id: str, statement: Statement, imprint: Imprint) -> dict[str, object]:
    """Return a statement as a Quotation."""
    speaker = statement.speaker
    found = {
        "@type": "Quotation",
        "@id": f"urn:shiguan:statement:{id}",
        "text": statement.content,
        "spokenByCharacter": {
            "@type": "Person" if speaker.name else "Organization",
            "name": speaker.name or speaker.organisation or speaker.office,
        },
        "dateCreated": statement.date,
        "isPartOf": article(imprint),
    }
    return {key: value for key, value in found.items() if value}


def day(ordinal: int | None) -> str | None:
    """Return an ordinal as a day."""
    return datetime.date.fromordinal(ordinal).isoformat() if ordinal else None

"""PLOVER events: CONSULT and its modes, AGREE, COOPERATE; who initiates is `source`, who receives `target`.

PLOVER has no category for statements, so they stay in a table of their own; see docs/reference/exports.md.
"""

from collections.abc import Iterable, Iterator

import msgspec

from shiguan.export.cell import Imprints, by_lead, party_name
from shiguan.model.engagement import Kind, Mode, Status
from shiguan.model.record import Party, Record

# kind -> PLOVER event type and mode; a call is a consultation by phone whatever its verb.
TYPES = {
    Kind.MEETING: ("CONSULT", "meet"),
    Kind.CALL: ("CONSULT", "phone"),
    Kind.VISIT: ("CONSULT", "visit"),
    Kind.CONSULTATION: ("CONSULT", "negotiate"),
    Kind.CONFERENCE: ("CONSULT", "multilateral"),
    Kind.SIGNING: ("AGREE", "sign"),
    Kind.MESSAGE: ("COOPERATE", "message"),
    Kind.CEREMONY: ("COOPERATE", "ceremony"),
    Kind.OTHER: ("COOPERATE", "other"),
}
ENCODE = msgspec.json.Encoder()


def plover_lines(records: Iterable[Record], imprints: Imprints) -> Iterator[bytes]:
    """Yield an event a line. A cancelled event is none; a planned or postponed one says so in `contexts`."""
    for record in records:
        if record.status is not Status.CANCELLED:
            yield ENCODE.encode(event(record, imprints)) + b"\n"


def event(record: Record, imprints: Imprints) -> dict[str, object]:
    """Return one record as a PLOVER event."""
    kind, mode = TYPES[record.kind]
    if record.mode is Mode.VIDEO:
        mode = "video"
    imprint = imprints(record.pages[0])
    ordered = by_lead(record.parties)
    return {
        "id": record.id,
        "date": record.date,
        "event_type": kind,
        "mode": [mode],
        "contexts": ["diplomatic", *([] if record.status is Status.HELD else [record.status.value])],
        "source": [actor(party) for party in ordered[:1]],
        "target": [actor(party) for party in ordered[1:]],
        "location": record.place,
        "mechanism": record.mechanism,
        "round": record.round,
        "origins": record.origins,
        "publisher": imprint.publisher,
        "url": imprint.url,
        "text_ids": list(record.pages),
        "coder": "shiguan",
    }


def actor(party: Party) -> dict[str, str | None]:
    """Return one who takes part as a PLOVER actor."""
    return {
        "actor": party.state,
        "sector": "GOV",
        "name": party_name(party),
        "title": party.office,
        "role": party.role.value,
    }

"""FollowTheMoney entities: an Event for each record, a Person for each name, a PublicBody for each nameless side."""

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator

import msgspec

from shiguan.export.cell import Imprints, party_name
from shiguan.lexicon import tables
from shiguan.model.record import Party, Record

ENCODE = msgspec.json.Encoder()
FORMER = {"CS": "cshh", "SU": "suhh", "YU": "yucs"}  # the format's own codes for states that are no more
PLAIN_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")  # seasons and decades have no place in the format


def follow_the_money_lines(records: Iterable[Record], imprints: Imprints) -> Iterator[bytes]:
    """Yield an entity a line, each once."""
    seen: set[str] = set()
    for record in records:
        for party in record.parties:
            who = entity_id(party)
            if who not in seen:
                seen.add(who)
                yield ENCODE.encode(actor(party, who)) + b"\n"
        yield ENCODE.encode(event(record, imprints)) + b"\n"


def entity_id(party: Party) -> str:
    """Return one id for all records' parties of one name, or of one nameless side, and state."""
    return hashlib.sha256(f"{party.key or party.office or ''}|{party.state or ''}".encode()).hexdigest()[:16]


def actor(party: Party, who: str) -> dict[str, object]:
    """Return a party as an entity."""
    properties = {"name": [party_name(party)]}
    if party.state and party.state in countries():
        properties["country"] = [FORMER.get(party.state, party.state.lower())]
    if party.name and party.office:
        properties["position"] = [party.office]
    return {"id": who, "schema": "Person" if party.name else "PublicBody", "properties": properties}


@functools.cache
def countries() -> frozenset[str]:
    """Return the codes that are countries: WB and UN are none."""
    return frozenset(row["code"] for row in tables.rows("states"))


def event(record: Record, imprints: Imprints) -> dict[str, object]:
    """Return a record as an Event."""
    start, _, end = (record.date or "").partition("/")
    properties: dict[str, list[str]] = {
        "name": [" ".join(filter(None, (record.mechanism or record.kind.value, str(record.round or ""))))],
        "involved": [entity_id(party) for party in record.parties],
        "keywords": [record.kind.value, record.status.value],
        "sourceUrl": [url for page in record.pages if (url := imprints(page).url) and url.startswith("http")],
    }
    for key, value in (("startDate" if end else "date", start), ("endDate", end), ("location", record.place)):
        if value and (key == "location" or PLAIN_DAY.fullmatch(value)):
            properties[key] = [value]
    return {
        "id": record.id,
        "schema": "Event",
        "properties": {key: value for key, value in properties.items() if value},
    }

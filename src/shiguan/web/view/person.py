"""A person: what they did, with whom, and what they said."""

from collections import Counter
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.annals.chronicle import Query
from shiguan.link.name import name_key
from shiguan.model.record import Record
from shiguan.web.frame import page
from shiguan.web.shelf import register_of

LATEST = 20
LOOKED_AT = 300  # records from which names and company are counted
COMPANY = 12


class Company(msgspec.Struct, frozen=True):
    """Somebody met, and in how many of the deeds looked at."""

    name: str
    state: str | None
    count: int


@get("/person/{name:path}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str]:
    """Show whom the name stands for in the register; namesakes stand together."""
    register = register_of(request)
    asked = name.strip("/")[:200]
    key = name_key(asked) if asked else ""
    query = Query(person=key or asked)
    records = register.deeds(query, limit=LOOKED_AT, newest_first=True) if key else []
    words = register.words(query, limit=LATEST, newest_first=True) if key else []
    return page(
        request,
        "person",
        status=200 if records or words else 404,
        asked=asked,
        key=key,
        names=told_as(key, records),
        states=states_of(key, records),
        company=company(key, records),
        records=records[:LATEST],
        words=words,
        deed_count=register.count_deeds(query) if key else 0,
        word_count=register.count_words(query) if key else 0,
    )


def told_as(key: str, records: list[Record]) -> list[tuple[str, int]]:
    """Return the spellings of a name, the most frequent first."""
    counts = Counter(party.name for record in records for party in record.parties if party.key == key and party.name)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:6]


def states_of(key: str, records: list[Record]) -> list[tuple[str, int]]:
    """Return the states with which a name is told, the most frequent first."""
    counts = Counter(party.state for record in records for party in record.parties if party.key == key and party.state)
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:4]


def company(key: str, records: list[Record]) -> list[Company]:
    """Return whom somebody met most."""
    counts: Counter[str] = Counter()
    states: dict[str, str | None] = {}
    for record in records:
        for other in {party.key: party for party in record.parties if party.key and party.key != key}.values():
            counts[other.key] += 1
            states.setdefault(other.key, other.state)
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:COMPANY]
    return [Company(name, states[name], count) for name, count in ranked]

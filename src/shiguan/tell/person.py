"""Who somebody is over time: offices with the days on which pages attest them, names, states."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.model.attestation import Attestation
from shiguan.model.person import Person, Tenure
from shiguan.model.record import Record
from shiguan.tell.level import Level, level_of


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office as pages attest it: from the first to the last day, on how many pages."""

    office: str
    state: str | None
    level: Level
    first: str | None
    last: str | None
    pages: int


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """A spelling of the name and on how many pages it stands."""

    name: str
    pages: int


class Engaged(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody met in common events, and in how many."""

    key: str
    name: str
    state: str | None
    deeds: int


class Biography(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `states` are told by how often; `deeds` and `statements` count all, the records are the latest."""

    id: str
    key: str
    names: tuple[Alias, ...]
    states: tuple[tuple[str, int], ...]
    offices: tuple[Office, ...]
    deeds: int
    statements: int
    kinds: dict[str, int]
    met: tuple[Engaged, ...]
    records: tuple[Record, ...]


def tell_person(who: Person, records: Sequence[Record], *, statements: int) -> Biography:
    """Return what the register has of one person. `records` are the latest first."""
    return Biography(
        id=who.id,
        key=who.key,
        names=aliases(who.attestations),
        states=tuple(most(one.state for one in who.attestations if one.state)),
        offices=offices(who.offices),
        deeds=len(records),
        statements=statements,
        kinds=dict(sorted(Counter(record.kind.value for record in records).items())),
        met=met(who.key, records),
        records=tuple(records),
    )


def aliases(attested: Iterable[Attestation]) -> tuple[Alias, ...]:
    """Return the spellings of a name, the most usual first."""
    pages: dict[str, set[str]] = {}
    for one in attested:
        pages.setdefault(one.name, set()).add(one.page)
    return tuple(
        Alias(name=name, pages=len(on)) for name, on in sorted(pages.items(), key=lambda item: (-len(item[1]), item[0]))
    )


def offices(tenures: Iterable[Tenure]) -> tuple[Office, ...]:
    """Return the offices of one person, each with the days on which pages attest it."""
    return tuple(
        Office(
            office=one.office,
            state=one.state or None,
            level=level_of(one.wordings[0][0] if one.wordings else one.office),
            first=one.first,
            last=one.last,
            pages=len({attested.page for attested in one.attestations}),
        )
        for one in tenures
    )


def met(key: str, records: Iterable[Record]) -> tuple[Engaged, ...]:
    """Return who took part in the same events, the most frequent first; those of the same state are left out."""
    found: Counter[str] = Counter()
    names: dict[str, tuple[str, str | None]] = {}
    for record in records:
        own = {party.state for party in record.parties if party.key == key}
        for party in record.parties:
            if party.key and party.key != key and party.state not in own:
                found[party.key] += 1
                names.setdefault(party.key, (party.name or party.key, party.state))
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Engaged(key=one, name=names[one][0], state=names[one][1], deeds=count) for one, count in ordered)


def most(values: Iterable[str]) -> list[tuple[str, int]]:
    """Return values by how often they occur."""
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))

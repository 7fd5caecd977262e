"""Who somebody is over time: offices with the days on which pages attest them, names, states."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import msgspec

from shiguan.model.attestation import Attestation
from shiguan.model.person import Person, Tenure
from shiguan.model.record import Record
from shiguan.tell.level import Level, level_of


class Place(msgspec.Struct, frozen=True):
    """Characters of a page."""

    page: str
    start: int
    end: int


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """An office as pages attest it: from the first to the last day, on how many pages."""

    office: str
    state: str | None
    level: Level
    first: str | None
    last: str | None
    pages: int
    seen: Place | None  # where it is attested last


class Alias(msgspec.Struct, frozen=True, kw_only=True):
    """A spelling of the name, on how many pages it stands, and where for example."""

    name: str
    pages: int
    seen: Place


class Engaged(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody met in common events, and in how many."""

    key: str
    name: str
    state: str | None
    deeds: int


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """A way in which pages name somebody, under the id that it would have alone: 'apart' parts a person by two."""

    id: str
    name: str
    state: str | None
    sort: str  # of office, "" where none is told
    told: int


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
    wordings: tuple[Wording, ...] = ()


class Side(msgspec.Struct, frozen=True):
    """The part of a party that tells who was there."""

    key: str
    name: str | None
    state: str | None


class Occasion(msgspec.Struct, frozen=True):
    """The part of a record that is counted for those who took part."""

    id: str
    kind: str
    parties: tuple[Side, ...]


def tell_person(
    who: Person,
    deeds: Sequence[Occasion],
    records: Sequence[Record],
    *,
    statements: int,
    wordings: tuple[Wording, ...] = (),
) -> Biography:
    """Return what the register has of one person. `deeds` are all, `records` those to be shown, the latest first."""
    return Biography(
        id=who.id,
        key=who.key,
        names=aliases(who.attestations),
        states=tuple(most(one.state for one in who.attestations if one.state)),
        offices=offices(who.offices),
        deeds=len(deeds),
        statements=statements,
        kinds=dict(sorted(Counter(deed.kind for deed in deeds).items())),
        met=met(names_of(who), deeds),
        records=tuple(records),
        wordings=wordings,
    )


def aliases(attested: Iterable[Attestation]) -> tuple[Alias, ...]:
    """Return the spellings of a name, the most usual first."""
    by_name: dict[str, list[Attestation]] = {}
    for one in attested:
        by_name.setdefault(one.name, []).append(one)
    found = [
        Alias(name=name, pages=len({one.page for one in some}), seen=place_of(min(some, key=in_order)))
        for name, some in by_name.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.pages, one.name)))


def in_order(attested: Attestation) -> tuple[str, str, int]:
    """Return where an attestation stands among others: by day, page and place."""
    return attested.day or "", attested.page, attested.span.start


def place_of(attested: Attestation) -> Place:
    """Return the characters that attest somebody."""
    return Place(attested.page, attested.span.start, attested.span.end)


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
            seen=place_of(max(one.attestations, key=in_order)) if one.attestations else None,
        )
        for one in tenures
    )


def names_of(who: Person) -> frozenset[str]:
    """Return the keys of all names of a person: more than one where somebody called two of different names one."""
    return frozenset({who.key, *(one.key for one in who.attestations)})


def met(keys: Collection[str], deeds: Iterable[Occasion]) -> tuple[Engaged, ...]:
    """Return who took part in the same events, the most frequent first; those of the same state are left out."""
    found: Counter[str] = Counter()
    names: dict[str, tuple[str, str | None]] = {}
    for deed in deeds:
        own = {party.state for party in deed.parties if party.key in keys}
        for party in deed.parties:
            if party.key and party.key not in keys and party.state not in own:
                found[party.key] += 1
                names.setdefault(party.key, (party.name or party.key, party.state))
    ordered = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Engaged(key=one, name=names[one][0], state=names[one][1], deeds=count) for one, count in ordered)


def most(values: Iterable[str]) -> list[tuple[str, int]]:
    """Return values by how often they occur."""
    return sorted(Counter(values).items(), key=lambda item: (-item[1], item[0]))

"""Who somebody is over time: offices with the days on which pages attest them, names, states."""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.grammar.fold import fold
from shiguan.model.attestation import Attestation
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


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """One person. `states` are told by how often; `deeds` and `statements` count all, the records are the latest."""

    key: str
    names: tuple[Alias, ...]
    states: tuple[tuple[str, int], ...]
    offices: tuple[Office, ...]
    deeds: int
    statements: int
    kinds: dict[str, int]
    met: tuple[Engaged, ...]
    records: tuple[Record, ...]


def tell_person(
    key: str, attested: Sequence[Attestation], records: Sequence[Record], *, deeds: int, statements: int
) -> Person:
    """Return what pages attest of one person. `attested` are that person's alone; their order plays no part."""
    return Person(
        key=key,
        names=aliases(attested),
        states=tuple(most(one.state for one in attested if one.state)),
        offices=tuple(offices(attested)),
        deeds=deeds,
        statements=statements,
        kinds=dict(sorted(Counter(record.kind.value for record in records).items())),
        met=met(key, records),
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


def offices(attested: Iterable[Attestation]) -> list[Office]:
    """Return the offices told of one person in the order in which they are first attested."""
    told: dict[tuple[str, str | None], list[Attestation]] = {}
    for one in attested:
        if one.office:
            told.setdefault((fold(one.office), one.state), []).append(one)
    found = []
    for (office, state), some in told.items():
        days = sorted(one.day for one in some if one.day)
        found.append(
            Office(
                office=office,
                state=state,
                level=level_of(office),
                first=days[0] if days else None,
                last=days[-1] if days else None,
                pages=len({one.page for one in some}),
            )
        )
    return sorted(found, key=lambda one: (one.first or "9999", one.office, one.state or ""))


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


def parted(attested: Iterable[Attestation]) -> list[list[Attestation]]:
    """Return the attestations of one name parted by state, the most attested first: namesakes of two states are two.

    Those that name no state go with the most attested. It stands in until `link` tells persons apart.
    """
    by_state: dict[str | None, list[Attestation]] = {}
    for one in attested:
        by_state.setdefault(one.state, []).append(one)
    stateless = by_state.pop(None, [])
    groups = [by_state[state] for state in sorted(by_state, key=lambda state: (-len(by_state[state]), state or ""))]
    if not groups:
        return [stateless] if stateless else []
    return [[*groups[0], *stateless], *groups[1:]]

"""Conflicts as records of their own: who tells what otherwise, of which event or figure."""

import hashlib
import itertools
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from shiguan.model.engagement import Kind, Role, Status
from shiguan.model.record import Agreed, Aspect, Citation, Claim, Party, Record

PARTICIPANTS = "participants"
FIGURE = "figure"
# Where each side has one person who acts for it; at other occasions many of one state may be there.
BILATERAL = frozenset({Kind.MEETING, Kind.CALL, Kind.CONSULTATION, Kind.VISIT, Kind.SIGNING, Kind.MESSAGE})
LEADING = frozenset({Role.HOST, Role.GUEST, Role.COCHAIR, Role.SENDER, Role.RECIPIENT})
UNMERGED = "conflict/across-records"


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One of the values told, by how many origins, and where."""

    value: str
    origins: int
    citations: tuple[Citation, ...]


class About(StrEnum):
    """What a conflict is about."""

    RECORD = "record"
    FIGURE = "figure"


class Conflict(msgspec.Struct, frozen=True, kw_only=True):
    """Values of one field that cannot all be right. `told` begins with the value chosen, where one was chosen.

    `id` follows from what the conflict is about (the id of its record, or the measure, whose and of when) and from
    the field: it stays while that stands.
    """

    id: str
    about: About
    records: tuple[str, ...]
    field: str
    date: str | None
    label: str
    told: tuple[Told, ...]
    rule: str


def conflict_id(*parts: str) -> str:
    """Return twelve hex digits of what a conflict is about."""
    return hashlib.sha256("|".join(("conflict", *parts)).encode()).hexdigest()[:12]


def conflicts_of(record: Record) -> list[Conflict]:
    """Return the conflicts among the accounts of one record."""
    found = [
        conflict(record, aspect.value, told_values(agreed), agreed.rule)
        for aspect, agreed in sorted(record.values.items())
        if agreed.conflicting
    ]
    others = rivals(record)
    if others:
        found.append(conflict(record, PARTICIPANTS, others, "conflict/one-acts-for-each-side"))
    return found


def conflict(record: Record, field: str, told: tuple[Told, ...], rule: str) -> Conflict:
    """Return a conflict about one field of a record."""
    return Conflict(
        id=conflict_id(record.id, field),
        about=About.RECORD,
        records=(record.id,),
        field=field,
        date=record.date,
        label=label_of(record),
        told=told,
        rule=rule,
    )


def told_values(agreed: Agreed) -> tuple[Told, ...]:
    """Return the value chosen and those against it, the best supported first."""
    chosen = Told(
        value=agreed.value, origins=agreed.origins, citations=tuple(claim.citation for claim in agreed.supporting)
    )
    rest = [told_by(value, claims) for value, claims in by_value(agreed.conflicting)]
    return (chosen, *sorted(rest, key=lambda one: (-one.origins, one.value)))


def by_value(claims: Iterable[Claim]) -> list[tuple[str, list[Claim]]]:
    """Return claims by their value."""
    ordered = sorted(claims)
    return [(value, list(some)) for value, some in itertools.groupby(ordered, key=lambda claim: claim.value)]


def told_by(value: str, claims: Sequence[Claim]) -> Told:
    """Return a value with those who tell it."""
    return Told(
        value=value,
        origins=len({claim.citation.origin for claim in claims}),
        citations=tuple(claim.citation for claim in claims),
    )


def rivals(record: Record) -> tuple[Told, ...]:
    """Return the people of one state of whom each account has another one act for it, () where there are none."""
    if record.kind not in BILATERAL:
        return ()
    acting: dict[str, list[Party]] = {}
    for party in record.parties:
        if party.name and party.state and party.role in LEADING:
            acting.setdefault(party.state, []).append(party)
    for _, some in sorted(acting.items()):
        for one, other in itertools.combinations(some, 2):
            if not accounts_of(one) & accounts_of(other):
                return tuple(
                    Told(
                        value=f"{party.name} {party.state}",
                        origins=len({citation.origin for citation in party.citations}),
                        citations=party.citations,
                    )
                    for party in sorted((one, other), key=lambda party: (-len(party.citations), party.key))
                )
    return ()


def accounts_of(party: Party) -> set[str]:
    """Return the accounts that name somebody."""
    return {citation.account for citation in party.citations}


def across(pairs: Iterable[tuple[Record, Record]]) -> list[Conflict]:
    """Return the conflicts between records that stand apart: one session on two days, or one day with two numbers.

    Each pair shares a mechanism and either its number or its day.
    """
    found = []
    for one, other in pairs:
        if one.status is not Status.HELD or other.status is not Status.HELD:
            continue
        field = Aspect.DATE if one.round == other.round else Aspect.ROUND
        told = tuple(value_of(record, field) for record in (one, other))
        found.append(
            Conflict(
                id=conflict_id(*sorted((one.id, other.id)), field.value),
                about=About.RECORD,
                records=(one.id, other.id),
                field=field.value,
                date=one.date,
                label=label_of(one),
                told=told,
                rule=UNMERGED,
            )
        )
    return found


def value_of(record: Record, field: Aspect) -> Told:
    """Return what a record as a whole tells of a field."""
    agreed = record.values[field]
    return Told(
        value=agreed.value, origins=agreed.origins, citations=tuple(claim.citation for claim in agreed.supporting)
    )


def label_of(record: Record) -> str:
    """Return an event in a few words: mechanism and number, else its kind, with its sides: of each state one first."""
    number = f" 第{record.round}" if record.round is not None else ""
    acting = sorted(record.parties, key=lambda party: (party.role is Role.ATTENDEE, -len(party.citations)))
    first = {party.state: party for party in reversed(acting)}.values()
    shown = sorted(acting, key=lambda party: not any(party is one for one in first))[:4]
    sides = "、".join(dict.fromkeys(party.name or party.state or "" for party in shown))
    return " ".join(part for part in ((record.mechanism or record.kind.value) + number, sides) if part)

"""What was announced for a day that has passed, and of which no report tells that it was held."""

import datetime
from collections.abc import Sequence

import msgspec

from shiguan.model.engagement import Kind, Status
from shiguan.model.record import Party, Record

NEAR = 3  # days around the time announced in which an event of the same sides may be the one


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """What was searched in vain: the pages of the register from the first day announced to `until`, of them those that
    name what was announced, and the records held of the same mechanism or sides around the day."""

    words: tuple[str, ...]
    pages: int
    until: str | None  # the last day of which the register has pages
    naming: tuple[str, ...]
    near: tuple[str, ...]


class Unconfirmed(msgspec.Struct, frozen=True, kw_only=True):
    """An announcement come to nothing that is known. `days` have passed since the last day for which it was meant."""

    record: str
    kind: Kind
    date: str | None
    days: int
    told: str | None  # the day on which it was last announced
    mechanism: str | None
    round: int | None
    place: str | None
    parties: tuple[Party, ...]
    origins: int
    pages: tuple[str, ...]
    search: Search


def unconfirmed(records: Sequence[Record], today: int) -> list[Record]:
    """Return those of the records that are announced, whose last day lies before `today`, the latest first.

    What is told only afterwards (昨天将举行) is no announcement.
    """
    return sorted(
        (one for one in records if one.last is not None and one.last < today and announced_before(one)),
        key=lambda one: (-(one.last or 0), one.id),
    )


def announced_before(record: Record) -> bool:
    """True where a page told of the event as planned, not after its last day."""
    if record.status is not Status.PLANNED or record.last is None:
        return False
    days = [turn.told for turn in record.history if turn.status is Status.PLANNED and turn.told]
    return not days or datetime.date.fromisoformat(min(days)).toordinal() <= record.last


def search_words(record: Record) -> tuple[str, ...]:
    """Return the words by which pages would name an event: its mechanism, else the people who take part."""
    if record.mechanism:
        return (record.mechanism,)
    return tuple(party.key for party in record.parties if party.key)[:2]


def near_records(record: Record, others: Sequence[Record]) -> tuple[str, ...]:
    """Return the records held around the day of an announcement that may be the event: by mechanism, or by sides."""
    return tuple(sorted({one.id for one in others if one.status is Status.HELD and may_be(record, one)}))


def may_be(record: Record, other: Record) -> bool:
    """True where a record held around that day has the mechanism, or people of two sides, or the two states."""
    if record.first is None or record.last is None or other.first is None or other.last is None:
        return False
    if max(record.first - other.last, other.first - record.last) > NEAR or other.last - other.first > 31:
        return False
    if record.mechanism_key:
        return record.mechanism_key == other.mechanism_key and record.round in (None, other.round)
    mine, yours = states_of(record), states_of(other)
    if len(mine & yours) < 2:
        return False
    names, theirs = keys_of(record), keys_of(other)
    return not names or not theirs or bool(names & theirs)


def states_of(record: Record) -> set[str]:
    """Return the states that take part."""
    return {party.state for party in record.parties if party.state}


def keys_of(record: Record) -> set[str]:
    """Return the keys of the people who take part."""
    return {party.key for party in record.parties if party.key}


def tell(record: Record, search: Search, today: int) -> Unconfirmed:
    """Return an announcement with the search done for it."""
    told = [turn.told for turn in record.history if turn.told]
    return Unconfirmed(
        record=record.id,
        kind=record.kind,
        date=record.date,
        days=today - (record.last or today),
        told=max(told, default=None),
        mechanism=record.mechanism,
        round=record.round,
        place=record.place,
        parties=record.parties,
        origins=record.origins,
        pages=record.pages,
        search=search,
    )

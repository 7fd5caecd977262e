"""Day and place of a session that no page dates: those who led it met otherwise on one day, and were in one place.

What follows is no claim of a page: it is shown as inferred, with the records that it follows from.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from shiguan.model.engagement import Kind, Status
from shiguan.model.record import Party, Record

WEEK = 7  # days before a session is told in which it was held
PAIR = 2
# What tells where people are on a day; a visit lasts, a message and a call need no place.
PRESENT = frozenset({Kind.MEETING, Kind.CONSULTATION, Kind.CONFERENCE, Kind.SIGNING, Kind.CEREMONY})


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """A day, and a place where one is known, with the records that they follow from."""

    day: int
    place: str | None
    records: tuple[str, ...]


def wants_setting(record: Record) -> bool:
    """True for a session told as held, on no day, by those who led it."""
    dated = record.first is not None and record.first == record.last
    return record.status is Status.HELD and not dated and len({one.state for one in leaders(record)}) >= PAIR


def leaders(record: Record) -> list[Party]:
    """Return those of a record who have a name and a state."""
    return [one for one in record.parties if one.name and one.state]


def told_on(record: Record) -> int | None:
    """Return the day on which a record was first told as held."""
    days = [turn.told for turn in record.history if turn.status is Status.HELD and turn.told]
    return datetime.date.fromisoformat(min(days)).toordinal() if days else None


def setting_of(record: Record, beside: Iterable[Record], places: Mapping[str, str]) -> Setting | None:
    """Return when and where those who led a session were together in the week before it was told; None where no one
    day shows. `beside` are records in which they take part, `places` the paths of their places; order plays no part.
    """
    told = told_on(record)
    if told is None:
        return None
    near = [
        one for one in beside if one.id != record.id and is_present(one) and told - WEEK <= (one.first or 0) <= told
    ]
    if record.first is not None and record.last is not None:
        near = [one for one in near if record.first <= (one.first or 0) <= record.last]
    states = {one.key: one.state for one in leaders(record)}
    together = [one for one in near if len({states[key] for key in keys(one) & states.keys()}) >= PAIR]
    days = {one.first for one in together}
    if len(days) != 1:
        return None
    day = together[0].first or 0
    there = [one for one in near if one.first == day and one.place and "/" in places.get(one.place, "")]
    there = [one for one in there if keys(one) & states.keys()]
    where = {places[one.place or ""] for one in there}
    place = min(one.place or "" for one in there) if len(where) == 1 else None
    found = {one.id for one in together} | ({one.id for one in there} if place else set())
    return Setting(day=day, place=place, records=tuple(sorted(found)))


def is_present(record: Record) -> bool:
    """True where people were together on one day."""
    return (
        record.kind in PRESENT
        and record.status is Status.HELD
        and record.first is not None
        and record.first == record.last
    )


def keys(record: Record) -> set[str]:
    """Return who takes part in a record, by key."""
    return {one.key for one in record.parties if one.key}


def settings_of(records: Sequence[Record], beside: Sequence[Record], places: Mapping[str, str]) -> dict[str, Setting]:
    """Return the setting of each record that has one, by id."""
    found = {one.id: setting_of(one, beside, places) for one in records if wants_setting(one)}
    return {id: setting for id, setting in found.items() if setting is not None}

"""What a state did and said over time, with another or with all: by month and level."""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.model.engagement import Kind, Status
from shiguan.tell.level import Level, highest, level_of, lowest


class Actor(msgspec.Struct, frozen=True):
    """The part of a party that its level is told by."""

    key: str = ""
    office: str | None = None
    state: str | None = None


class Deed(msgspec.Struct, frozen=True):
    """The part of a record that is counted."""

    id: str
    kind: Kind
    status: Status
    date: str | None = None
    parties: tuple[Actor, ...] = ()


class Month(msgspec.Struct, frozen=True, kw_only=True):
    """The deeds of a month by level and by kind, and how many statements were made; month None where undated."""

    month: str | None
    deeds: int
    planned: int
    levels: dict[str, int]
    kinds: dict[str, int]
    statements: int


class Relations(msgspec.Struct, frozen=True, kw_only=True):
    """What a state, or two with each other, did and said. `partners` are the others by how often they took part."""

    states: tuple[str, ...]
    deeds: int
    statements: int
    levels: dict[str, int]
    months: tuple[Month, ...]
    partners: tuple[tuple[str, int], ...]


def tell_relations(states: Sequence[str], deeds: Sequence[Deed], words: Iterable[int | None]) -> Relations:
    """Return the deeds of states and the days (ordinals) of their words by month; their order plays no part."""
    offices = known_levels(deeds)
    by_month: dict[str | None, list[Deed]] = {}
    for deed in deeds:
        by_month.setdefault(month_of(deed.date), []).append(deed)
    spoken = Counter(month_of(datetime.date.fromordinal(day).isoformat() if day is not None else None) for day in words)
    levels = {deed.id: meeting_level(deed, states, offices) for deed in deeds}
    months = sorted({*by_month, *spoken}, key=lambda month: month or "9999")
    partners = Counter(
        state for deed in deeds for state in {one.state for one in deed.parties if one.state} - set(states)
    )
    return Relations(
        states=tuple(states),
        deeds=len(deeds),
        statements=sum(spoken.values()),
        levels=counted(levels.values()),
        months=tuple(month_line(month, by_month.get(month, []), levels, spoken[month]) for month in months),
        partners=tuple(sorted(partners.items(), key=lambda item: (-item[1], item[0]))),
    )


def month_line(month: str | None, deeds: Sequence[Deed], levels: dict[str, Level], statements: int) -> Month:
    """Return a month with its counts."""
    return Month(
        month=month,
        deeds=len(deeds),
        planned=sum(deed.status is Status.PLANNED for deed in deeds),
        levels=counted(levels[deed.id] for deed in deeds),
        kinds=dict(sorted(Counter(deed.kind.value for deed in deeds).items())),
        statements=statements,
    )


def counted(levels: Iterable[Level]) -> dict[str, int]:
    """Return how often each level occurs, the highest first, without those that do not."""
    found = Counter(levels)
    return {level.value: found[level] for level in Level if found[level]}


def known_levels(deeds: Iterable[Deed]) -> dict[str, Level]:
    """Return the highest level at which each person is told to act, for records that leave the office out."""
    found: dict[str, set[Level]] = {}
    for deed in deeds:
        for one in deed.parties:
            if one.key and one.office:
                found.setdefault(one.key, set()).add(level_of(one.office))
    return {key: highest(levels) for key, levels in found.items()}


def meeting_level(deed: Deed, states: Sequence[str], offices: dict[str, Level]) -> Level:
    """Return the level of a deed: that of its highest person on each side asked for, the lower of two sides.

    A side without a person does not count, as long as another names one.
    """
    sides: dict[str, list[Level]] = {state: [] for state in states}
    for one in deed.parties:
        if one.state in sides:
            level = level_of(one.office)
            if level in (Level.OFFICIAL, Level.UNNAMED):  # 主席 says less than 国家主席 elsewhere
                level = highest([level, offices.get(one.key, Level.UNNAMED)])
            sides[one.state].append(level)
    found = [highest(levels) for levels in sides.values()]
    return lowest(level for level in found if level is not Level.UNNAMED)


def month_of(date: str | None) -> str | None:
    """Return the month in which a date begins, or its year where it is no more exact."""
    if date is None:
        return None
    return date[:7] if re.match(r"\d{4}-\d{2}", date) else date[:4]

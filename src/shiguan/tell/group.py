"""Which records of a mechanism tell of one session: by number, else by date, else as an announcement of the next."""

import datetime
from collections.abc import Callable, Iterable

from shiguan.model.engagement import Status
from shiguan.model.record import Record

EXACT = 14  # days: what spans more is a stretch in which the session lies, not its date
NEAR = 3  # days between two records of one session, where no number says so
ANNOUNCED = 150  # days before a session in which an announcement without a date may stand
RECALLED = 75  # days after it in which a mention without a date may look back on it
UNKNOWN = 10**7  # days: farther apart than any two dates

Fits = Callable[[Record, Record], bool]


def group_records(records: Iterable[Record]) -> tuple[list[list[Record]], list[Record]]:
    """Return the records grouped by session, and those that name the mechanism without number, date or place in time.

    Their order plays no part.
    """
    ordered = sorted(records, key=lambda one: one.id)
    numbered: dict[int, list[Record]] = {}
    for record in ordered:
        if record.round is not None:
            numbered.setdefault(record.round, []).append(record)
    found = [numbered[number] for number in sorted(numbered)]
    bare = [record for record in ordered if record.round is None]
    for record in sorted((one for one in bare if is_exact(one)), key=lambda one: (one.first, one.id)):
        put(record, found, same_days)
    for record in (one for one in bare if one.first is not None and not is_exact(one)):
        put(record, found, holds_the_day)
    loose = [one for one in bare if one.first is None and not join(one, found, may_tell_of)]
    return found, loose


def put(record: Record, groups: list[list[Record]], fits: Fits) -> None:
    """Put a record into the group that it fits, else into one of its own."""
    if not join(record, groups, fits):
        groups.append([record])


def join(record: Record, groups: list[list[Record]], fits: Fits) -> bool:
    """Put a record into the only group that it fits, the nearest where it names days; False where there is none."""
    fitting = [group for group in groups if any(fits(record, other) for other in group)]
    if len(fitting) > 1 and is_exact(record):
        fitting = [min(fitting, key=lambda group: min(apart(record, other) for other in group))]
    if len(fitting) != 1:
        return False
    fitting[0].append(record)
    return True


def same_days(record: Record, other: Record) -> bool:
    """True where both name days that lie next to each other."""
    return is_exact(other) and apart(record, other) <= NEAR


def holds_the_day(record: Record, other: Record) -> bool:
    """True where the month or year told holds the day of a session; what was put off was not held in it."""
    return record.status is not Status.POSTPONED and apart(record, other) == 0


def may_tell_of(record: Record, other: Record) -> bool:
    """True where a record without a date was told in the months before a session, or in the weeks after it."""
    told = told_on(record)
    if told is None or other.first is None or other.last is None or not is_exact(other):
        return False
    if record.status is Status.PLANNED:
        return 0 <= other.last - told <= ANNOUNCED
    return record.status is Status.HELD and 0 <= told - other.first <= RECALLED


def told_on(record: Record) -> int | None:
    """Return the day on which a record was first told."""
    days = [turn.told for turn in record.history if turn.told]
    return datetime.date.fromisoformat(min(days)).toordinal() if days else None


def is_exact(record: Record) -> bool:
    """True where the date is one of days, not of a month or a year."""
    return record.first is not None and record.last is not None and record.last - record.first <= EXACT


def apart(one: Record, other: Record) -> int:
    """Return the days between two dates, 0 where they overlap, many where one is unknown."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return UNKNOWN
    return max(0, one.first - other.last, other.first - one.last)

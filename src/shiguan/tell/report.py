"""What each account of a session tells, drawn out of the records: the fullest one speaks for the session."""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from shiguan.model.engagement import Mode, Role, Status
from shiguan.model.record import Aspect, Record

HEADS = (Role.HOST, Role.COCHAIR, Role.GUEST)
TOLD = (Aspect.STATUS, Aspect.DATE, Aspect.PLACE, Aspect.ROUND, Aspect.MODE)


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One account of a session. `days` are the ordinals of its date where that names days; `order` is its place in
    its record, by day of publication; `named` counts the people it names, `leading` those who lead."""

    record: Record
    account: str
    order: int
    held: bool
    date: str | None
    days: tuple[int, int] | None
    place: str | None
    path: str
    round: int | None
    mode: str | None
    named: int
    leading: int

    @property
    def travels(self) -> bool:
        """True where one person alone is named: it may tell of that person's coming and going, not of the session."""
        return self.named == 1


def reports_of(records: Iterable[Record], places: Mapping[str, str]) -> list[Report]:
    """Return the accounts of records, the fullest first; the order of the records plays no part."""
    found = [one for record in records for one in accounts_of(record, places)]
    stretches = [one.days for one in found if one.days and one.days[0] < one.days[1]]
    return sorted(found, key=lambda one: (*(-part for part in fullness(one, stretches)), one.order, one.account))


def fullness(one: Report, stretches: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Return how fully an account tells of a session: that it was held, on which day, where, which, led by whom.

    Of the days on which somebody alone is told to have come, been there and left, the last is chosen that lies within
    the stretches told: who travels arrives first, and flies home when all is over.
    """
    strays = one.days is not None and bool(stretches) and all(apart(one.days, each) > 0 for each in stretches)
    on_one_day = one.days is not None and one.days[0] == one.days[1]
    return (
        one.held,
        not strays,
        one.days is not None,
        on_one_day,
        one.place is not None,
        one.round is not None,
        min(one.leading, 2),
        one.named,
        one.path.count("/"),
        one.days[0] if one.days and one.travels else 0,
    )


def accounts_of(record: Record, places: Mapping[str, str]) -> list[Report]:
    """Return the accounts of one record in the order told."""
    told: dict[str, dict[Aspect, str]] = {account: {} for account in record.accounts}
    for aspect in TOLD:
        agreed = record.values.get(aspect)
        for claim in (*agreed.supporting, *agreed.conflicting) if agreed else ():
            told[claim.citation.account][aspect] = claim.value
    people = {account: [0, 0] for account in record.accounts}
    for party in record.parties:
        for account in {citation.account for citation in party.citations} if party.name else ():
            people[account][0] += 1
            people[account][1] += party.role in HEADS
    return [
        Report(
            record=record,
            account=account,
            order=order,
            held=values.get(Aspect.STATUS) == Status.HELD,
            date=values.get(Aspect.DATE),
            days=days_of(values.get(Aspect.DATE)),
            place=values.get(Aspect.PLACE),
            path=places.get(values.get(Aspect.PLACE, ""), ""),
            round=int(values[Aspect.ROUND]) if Aspect.ROUND in values else None,
            mode=values.get(Aspect.MODE),
            named=people[account][0],
            leading=people[account][1],
        )
        for order, (account, values) in enumerate(told.items())
    ]


def days_of(date: str | None) -> tuple[int, int] | None:
    """Return the ordinals of a date that names a day or two, None for a month, a year, or an open end."""
    if date is None:
        return None
    first, _, last = date.partition("/")
    try:
        found = tuple(datetime.date.fromisoformat(one[:10]).toordinal() for one in (first, last or first))
    except ValueError:
        return None
    return found[0], found[1]


def apart(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the days between two dates, 0 where they overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def placed_by(reports: Sequence[Report]) -> Report | None:
    """Return the report that names the place most others name too: the state first, then the city in it.

    Of equals it is the fullest report.
    """
    telling = [one for one in reports if one.place]
    lands = Counter(land_of(one) for one in telling)
    here = [one for one in telling if lands[land_of(one)] == max(lands.values())]
    exact = [one for one in here if "/" in one.path and land_of(one) == land_of(here[0])] or here
    support = {one.account: sum(agree(one, other) for other in here) for one in exact}
    return min(exact, key=lambda one: (-support[one.account], -one.path.count("/"), exact.index(one)), default=None)


def land_of(report: Report) -> str:
    """Return the state that a place lies in, the place itself where that is not known."""
    return report.path.partition("/")[0] or report.place or ""


def agree(one: Report, other: Report) -> bool:
    """True where two places are one, or lie one in the other."""
    mine, yours = one.path or one.place or "", other.path or other.place or ""
    return (mine + "/").startswith(yours + "/") or (yours + "/").startswith(mine + "/")


def is_video(reports: Iterable[Report]) -> bool:
    """True where the fullest report that tells how the sides were together says by video."""
    return next((one.mode for one in reports if one.mode), None) == Mode.VIDEO

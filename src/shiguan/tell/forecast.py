"""When the next session of a mechanism is to be expected, from the days between those held."""

import datetime
import itertools
import statistics
from collections.abc import Sequence
from enum import StrEnum

import msgspec

YEAR = 365
NEARLY = 0.25  # of a year: a series that is about yearly comes back at its time of year
SPREAD = 0.2  # of the usual interval: how far off the next one is where little is known (benchmarks.forecast)
LEAST = 14  # days on either side: no series is more punctual than that


class Point(msgspec.Struct, frozen=True):
    """A session held: its first day as an ordinal, its number, and whether it had been put off."""

    day: int
    round: int | None = None
    put_off: bool = False


class Basis(StrEnum):
    """What an expectation rests on."""

    ANNOUNCED = "announced"  # a report names the day
    INTERVALS = "intervals"  # the days between sessions held
    CADENCE = "cadence"  # told or named to be yearly, say
    PUT_OFF = "put_off"  # put off from a time told, with no new one


class Window(msgspec.Struct, frozen=True, kw_only=True):
    """From when to when a session is expected, the likeliest day, and the intervals (days a round) behind it."""

    first: int
    middle: int
    last: int
    basis: Basis
    intervals: tuple[int, ...]


def intervals(points: Sequence[Point], *, as_meant: bool = False) -> tuple[int, ...]:
    """Return the days between sessions, in the order of the sessions; over missing rounds, the days a round.

    With `as_meant`, those that end at a session that had been put off are left out.
    """
    found = []
    for before, after in itertools.pairwise(sorted(points, key=in_time)):
        rounds = 1
        if before.round is not None and after.round is not None and after.round > before.round:
            rounds = after.round - before.round
        if not (as_meant and after.put_off):
            found.append(round((after.day - before.day) / rounds))
    return tuple(one for one in found if one > 0)


def expect(points: Sequence[Point], *, cadence: int | None = None) -> Window | None:
    """Return when the session after the last is expected, None where neither intervals nor a cadence are known.

    The middle is the last session and the median interval, a year where it is nearly one. The window reaches to the
    intervals' 20th and 80th percentile, and at least `SPREAD` of the interval to either side. `cadence` (days) counts
    as one interval more, so that one odd interval does not speak alone. Intervals lengthened by a postponement count
    only where there is nothing else.
    """
    if not points:
        return None
    known = intervals(points)
    meant = intervals(points, as_meant=True) or (() if cadence else known)
    samples = sorted((*meant, cadence) if cadence else meant)
    if not samples:
        return None
    usual = seasonal(round(statistics.median(samples)))
    slack = max(LEAST, round(SPREAD * usual))
    last = max(point.day for point in points)
    return Window(
        first=last + min(usual - slack, quantile(samples, 0.2)),
        middle=last + usual,
        last=last + max(usual + slack, quantile(samples, 0.8)),
        basis=Basis.INTERVALS if meant else Basis.CADENCE,
        intervals=known,
    )


def within_one(
    points: Sequence[Point], *, cadence: int | None, after: int, basis: Basis | None = None
) -> Window | None:
    """Return the window of a session that must come within one interval of a day: it was put off then, or a page told
    then how many had been held. None where neither intervals nor a cadence are known.
    """
    known = expect(points, cadence=cadence)
    if known is None:
        return None
    usual = known.middle - max(point.day for point in points)
    slack = max(LEAST, round(SPREAD * usual))
    return Window(
        first=after,
        middle=after + usual // 2,
        last=after + usual + slack,
        basis=basis or known.basis,
        intervals=known.intervals,
    )


def seasonal(days: int) -> int:
    """Return a year for an interval that is nearly one, any other interval as it is."""
    return YEAR if abs(days - YEAR) <= NEARLY * YEAR else days


def in_time(point: Point) -> tuple[int, int]:
    """Return where a session stands among others."""
    return (point.day, point.round or 0)


def quantile(ordered: Sequence[int], share: float) -> int:
    """Return the value below which a share of sorted values lies, between two neighbours in proportion."""
    place = share * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    return round(ordered[low] + (ordered[high] - ordered[low]) * (place - low))


class Turns(msgspec.Struct, frozen=True, kw_only=True):
    """How often the host changed from one session to the next as alternation wants it."""

    kept: int
    of: int

    @property
    def alternates(self) -> bool:
        """True where more turns than not were kept."""
        return self.of > 0 and self.kept * 2 > self.of


def turns(hosts: Sequence[tuple[int | None, str | None]]) -> Turns:
    """Return how far hosts (number of the session, state) alternate, in the order held; unknown hosts are passed over.

    Over missing rounds the host is expected to be the same where their difference is even.
    """
    known = [(number, host) for number, host in hosts if host]
    kept = 0
    for (before, mine), (after, yours) in itertools.pairwise(known):
        steps = after - before if before is not None and after is not None else 1
        kept += (mine != yours) is (steps % 2 == 1)
    return Turns(kept=kept, of=max(0, len(known) - 1))


def iso(day: int) -> str:
    """Return an ordinal as a day."""
    return datetime.date.fromordinal(day).isoformat()

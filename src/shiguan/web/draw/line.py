"""The time line of a mechanism: a marker a session, above or below by its host, gaps hatched, the next as a band."""

import datetime
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from shiguan.link.day import days_of
from shiguan.tell.mechanism import Mechanism
from shiguan.tell.session import Session

WIDTH = 1000
MARGIN = 46  # on both sides, so that the first and last label stand whole
AXIS = 78
STEP = 30  # how far above or below the axis a marker stands
HEIGHT = 150
LEAST_APART = 34  # between two labels; of a crowd every other one is left out
MOST_TICKS = 14


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One session: where its marker stands and what is written beside it."""

    x: float
    y: float
    label: str
    session: Session
    above: bool


class Tick(msgspec.Struct, frozen=True):
    """A year on the axis."""

    x: float
    year: int


class Stretch(msgspec.Struct, frozen=True):
    """From where to where something reaches on the axis."""

    start: float
    end: float

    @property
    def width(self) -> float:
        """Return how wide it is; never nothing."""
        return round(max(self.end - self.start, 3), 1)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn mechanism; `sides` are the hosts that stand above and below, where there are two."""

    width: int
    height: int
    axis: int
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    gaps: tuple[Stretch, ...]
    expected: Stretch | None
    above: str | None
    below: str | None


def line_of(mechanism: Mechanism) -> Line | None:
    """Return the drawing of a mechanism, None where no session of it is dated."""
    dated = [(day, one) for one in mechanism.sessions if (day := day_of(one)) is not None]
    if not dated:
        return None
    days = [day for day, _ in dated]
    band = mechanism.expected
    if band:
        days += [days_of(band.first)[0], days_of(band.last)[0]]
    scale = Scale(min(days), max(days))
    hosts = mechanism.sides if len(mechanism.sides) == 2 and all(mechanism.sides) else ()
    return Line(
        width=WIDTH,
        height=HEIGHT,
        axis=AXIS,
        dots=dots_of(dated, scale, hosts),
        ticks=scale.ticks(),
        gaps=gaps_of(dated, scale),
        expected=Stretch(scale.x(days_of(band.first)[0]), scale.x(days_of(band.last)[0])) if band else None,
        above=hosts[1] if hosts else None,
        below=hosts[0] if hosts else None,
    )


class Scale:
    """Days on the axis."""

    def __init__(self, first: int, last: int) -> None:
        spare = max((last - first) // 30, 60)
        self.first, self.last = first - spare, last + spare

    def x(self, day: int) -> float:
        """Return where a day stands."""
        share = (day - self.first) / (self.last - self.first)
        return round(MARGIN + share * (WIDTH - 2 * MARGIN), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Return the beginnings of years, not more than are legible."""
        years = range(datetime.date.fromordinal(self.first).year + 1, datetime.date.fromordinal(self.last).year + 1)
        step = max(1, -(-len(years) // MOST_TICKS))
        return tuple(Tick(self.x(datetime.date(year, 1, 1).toordinal()), year) for year in years[::step])


def day_of(session: Session) -> int | None:
    """Return the day under which a session stands: its first, or the first of its month or year."""
    if session.first is not None:
        return session.first
    return days_of(session.date)[0] if session.date else None


def dots_of(dated: Sequence[tuple[int, Session]], scale: Scale, hosts: Sequence[str]) -> tuple[Dot, ...]:
    """Return the markers; a label that would stand on the one before it is left out."""
    found: list[Dot] = []
    free = {True: 0.0, False: 0.0}
    for day, session in sorted(dated, key=lambda one: one[0]):
        x = scale.x(day)
        side = hosts.index(session.host) if session.host in hosts else None
        y = AXIS if side is None else AXIS + (STEP if side == 0 else -STEP)
        above = side != 0
        wanted = str(session.round) if session.round is not None else ""
        label = wanted if x - free[above] >= LEAST_APART else ""
        if label:
            free[above] = x
        found.append(Dot(x=x, y=y, label=label, session=session, above=above))
    return tuple(found)


def gaps_of(dated: Sequence[tuple[int, Session]], scale: Scale) -> tuple[Stretch, ...]:
    """Return the stretches between known rounds in which others must have been held."""
    numbered = sorted((one.round, day) for day, one in dated if one.round is not None)
    return tuple(
        Stretch(scale.x(day), scale.x(later))
        for (number, day), (after, later) in pairwise(numbered)
        if after > number + 1 and later > day
    )

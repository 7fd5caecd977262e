"""A series as a plot: a dot a figure over its period, values of the same sort of period joined, faults marked."""

import datetime
import math
import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from shiguan.errors import UsageError
from shiguan.link.day import days_of
from shiguan.tell.figure import Point, Series
from shiguan.web.interface import Tongue

WIDTH, HEIGHT = 960, 260
LEFT, RIGHT, TOP, BOTTOM = 64, 18, 18, 30
LEAST = 0.4  # of the highest value: from here on upwards the axis need not begin at nothing
LONE = 0.5  # of the whole time: a gap as long as that parts early stragglers from the rest
MOST_TIMES = 14  # on the axis
TICKS = 4
SCALES = {
    Tongue.CHINESE: ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    Tongue.ENGLISH: ((1e12, " tn"), (1e9, " bn"), (1e6, " m"), (1e3, " k")),
}
MONTH = re.compile(r"\d{4}-\d\d")


class Dot(msgspec.Struct, frozen=True, kw_only=True):
    """One figure: its place, how far its period reaches, and whether somebody tells otherwise or a check fails."""

    point: Point
    x: float
    y: float
    start: float
    end: float
    is_doubted: bool


class Tick(msgspec.Struct, frozen=True):
    """A mark on an axis and what stands there."""

    at: float
    label: str


class Plot(msgspec.Struct, frozen=True, kw_only=True):
    """A drawn series. `lines` join figures of the same sort of period; `undrawn` figures are left to the table."""

    dots: tuple[Dot, ...]
    lines: tuple[tuple[float, float, float, float], ...]
    times: tuple[Tick, ...]
    values: tuple[Tick, ...]
    undrawn: int
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    foot: int = HEIGHT - BOTTOM


class Placed(msgspec.Struct, frozen=True):
    """A figure with the days of its period."""

    point: Point
    first: int
    last: int


def plot(series: Series, tongue: Tongue) -> Plot | None:
    """Return the plot of a series, None where fewer than two periods have days."""
    known = without_stragglers([placed for point in series.points if (placed := place(point))])
    if len({one.first for one in known}) < 2:
        return None
    begin, end = min(one.first for one in known), max(one.last for one in known)
    low, high = bounds([one.point.value for one in known])
    doubted = doubted_in(series)

    def x(day: float) -> float:
        return round(LEFT + (day - begin) / (end - begin) * (WIDTH - LEFT - RIGHT), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM), 1)

    dots = [
        Dot(
            point=one.point,
            x=x((one.first + one.last) / 2),
            y=y(one.point.value),
            start=x(one.first),
            end=x(one.last),
            is_doubted=one.point.id in doubted,
        )
        for one in known
    ]
    return Plot(
        dots=tuple(dots),
        lines=lines_of(dots),
        times=tuple(Tick(x(day), name) for day, name in times_between(begin, end)),
        values=tuple(Tick(y(value), label(value, tongue)) for value in steps(low, high)),
        undrawn=len(series.points) - len(dots),
    )


def place(point: Point) -> Placed | None:
    """Return a figure with the days of its period, None where it has none or they are open."""
    if not point.period or ".." in point.period:
        return None
    try:
        first, last = days_of(point.period)
    except UsageError:
        return None
    return Placed(point, first, last)


def without_stragglers(known: Sequence[Placed]) -> list[Placed]:
    """Return figures by day, without few early ones that would press all others to the edge."""
    found = sorted(known, key=lambda one: (one.first, one.last, one.point.id))
    for at in range(1, max(1, len(found) // 4)):
        whole = found[-1].last - found[0].first
        if found[at].first - found[at - 1].first > LONE * whole:
            return found[at:]
    return found


def bounds(values: Sequence[float]) -> tuple[float, float]:
    """Return the lowest and highest value of the axis: nothing is its foot, unless all values are far above it."""
    low, high = min(values), max(values)
    if 0 < low < LEAST * high or low == high > 0:
        low = 0.0
    if low == high:
        return low - 1, high + 1
    step = step_of(high - low)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def step_of(extent: float) -> float:
    """Return the distance of two marks: 1, 2 or 5 times a power of ten."""
    rough = extent / TICKS
    power: float = 10.0 ** math.floor(math.log10(rough))
    return next(times * power for times in (1, 2, 5, 10) if times * power >= rough)


def steps(low: float, high: float) -> list[float]:
    """Return the values at which the axis is marked."""
    step = step_of(high - low)
    return [low + number * step for number in range(round((high - low) / step) + 1)]


def label(value: float, tongue: Tongue) -> str:
    """Return a value as a reader says it: 1.2万亿, 340 bn."""
    for size, name in SCALES[tongue]:
        if abs(value) >= size:
            return f"{value / size:.4g}{name}"
    return f"{value:.4g}"


def lines_of(dots: Sequence[Dot]) -> tuple[tuple[float, float, float, float], ...]:
    """Return the lines between figures of the same sort of period, the first told of each."""
    sorts: dict[str, dict[str, Dot]] = {}
    for dot in dots:
        sorts.setdefault(sort_of(dot.point.period or ""), {}).setdefault(dot.point.period or "", dot)
    return tuple(
        (one.x, one.y, other.x, other.y)
        for of_sort in sorts.values()
        for one, other in pairwise(sorted(of_sort.values(), key=lambda dot: (dot.x, dot.point.id)))
    )


def sort_of(period: str) -> str:
    """Return what periods have in common that may be joined: a day, a month, a year, or from where they run."""
    begin, slash, _ = period.partition("/")
    return f"from {begin}" if slash and MONTH.match(begin) else f"{len(period)}"


def times_between(begin: int, end: int) -> list[tuple[int, str]]:
    """Return the beginnings of years with their names, or of months in a short time, not more than are legible."""
    first, last = datetime.date.fromordinal(begin), datetime.date.fromordinal(end)
    if last.year - first.year >= 2:
        step = -(-(last.year - first.year) // MOST_TIMES)
        years = range(first.year + 1, last.year + 1, step)
        return [(datetime.date(year, 1, 1).toordinal(), str(year)) for year in years]
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    step = -(-len(months) // MOST_TIMES) or 1
    return [
        (datetime.date(month // 12, month % 12 + 1, 1).toordinal(), f"{month // 12}-{month % 12 + 1:02}")
        for month in months[::step]
    ]


def doubted_in(series: Series) -> set[str]:
    """Return the ids of the figures that a check or another origin calls into question."""
    failing = {check.later for check in series.checks if not check.holds}
    against = {
        citation.account for conflict in series.conflicts for told in conflict.told for citation in told.citations
    }
    return failing | against

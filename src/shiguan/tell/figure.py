"""Figures of one measure over time, from many reports: what they say of each other."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from shiguan.model.record import Citation
from shiguan.model.span import Span
from shiguan.tell.conflict import About, Conflict, Told, conflict_id

LIKE = 2  # times: values farther apart than that are of different things under one name
HALF = 0.5
PERCENT = 100
YEARS = re.compile(r"\b(\d{4})(?=-|/|$)")
MONTH = re.compile(r"(\d{4})-(\d{2})")
DIGITS = re.compile(r"\d+(?:\.(\d+))?")
SCALES = {"万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3}


class Basis(StrEnum):
    """What a growth is measured against."""

    YEAR_ON_YEAR = "year_on_year"
    MONTH_ON_MONTH = "month_on_month"


class Point(msgspec.Struct, frozen=True, kw_only=True):
    """One figure of the series: value and words, what change it tells, and who says so on which page."""

    id: str
    measure: str
    about: str
    period: str | None
    unit: str | None
    value: float
    text: str
    change_percent: float | None
    change_basis: str | None
    page: str
    start: int
    end: int
    published: str | None
    origin: str


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """The growth that one report tells against the values that it and an earlier report give."""

    holds: bool
    told: float
    computed: float
    later: str  # ids of the figures
    earlier: str
    says: str


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one measure, of the same thing in the same unit, by period."""

    measure: str
    about: str
    unit: str | None
    points: tuple[Point, ...]
    checks: tuple[Check, ...]
    conflicts: tuple[Conflict, ...]


def tell_series(points: Iterable[Point]) -> list[Series]:
    """Return figures as series, the longest first; their order plays no part."""
    found: dict[tuple[str, str, str | None], list[Point]] = {}
    for point in points:
        found.setdefault((point.measure, point.about, point.unit), []).append(point)
    series = [
        Series(
            measure=measure,
            about=about,
            unit=unit,
            points=tuple(sorted(some, key=in_time)),
            checks=tuple(checks(some)),
            conflicts=tuple(conflicts(some)),
        )
        for (measure, about, unit), some in found.items()
    ]
    return sorted(series, key=lambda one: (-len(one.points), one.measure, one.about, one.unit or ""))


def in_time(point: Point) -> tuple[str, str, str]:
    """Return where a figure stands in its series: by period, then by day told."""
    return (point.period or "9999", point.published or "", point.id)


def checks(points: Sequence[Point]) -> list[Check]:
    """Return the growth told by each figure against the value another report gives for the period before."""
    by_period: dict[str, list[Point]] = {}
    for point in points:
        if point.period:
            by_period.setdefault(point.period, []).append(point)
    found = []
    for point in sorted(points, key=in_time):
        before = earlier_period(point)
        if before is None or point.change_percent is None:
            continue
        for other in sorted(by_period.get(before, ()), key=in_time):
            if other.page != point.page and other.value:
                found.append(check(point, other, point.change_percent))
    return found


def earlier_period(point: Point) -> str | None:
    """Return the period that a growth is measured against: a year before, or the month before; None for neither."""
    if point.period is None:
        return None
    if point.change_basis == Basis.YEAR_ON_YEAR:
        return YEARS.sub(lambda year: f"{int(year[1]) - 1:04}", point.period)
    month = MONTH.fullmatch(point.period)
    if point.change_basis == Basis.MONTH_ON_MONTH and month:
        year, number = int(month[1]), int(month[2])
        return f"{year:04}-{number - 1:02}" if number > 1 else f"{year - 1:04}-12"
    return None


def check(later: Point, earlier: Point, told: float) -> Check:
    """Return whether a growth told follows from two values, as exactly as they are rounded."""
    computed = (later.value / earlier.value - 1) * PERCENT
    slack = rounding(later) / abs(later.value or 1) + rounding(earlier) / abs(earlier.value)
    allowed = PERCENT * slack * (1 + abs(computed) / PERCENT) + told_rounding(told)
    holds = abs(computed - told) <= allowed
    return Check(
        holds=holds,
        told=told,
        computed=round(computed, 2),
        later=later.id,
        earlier=earlier.id,
        says=f"{later.period} {later.text} against {earlier.period} {earlier.text}: {computed:+.1f}%, told {told:+g}%",
    )


def told_rounding(told: float) -> float:
    """Return half of the last digit of a percentage as told."""
    return HALF * 10.0 ** -len(f"{told:g}".partition(".")[2]) + 1e-9


def rounding(point: Point) -> float:
    """Return half of the last digit that a figure is told to, in its unit: 1.2万亿 is told to 500亿."""
    found = DIGITS.search(point.text.replace(",", ""))
    if not found:
        return 0.0
    scale = next((size for word, size in SCALES.items() if word in point.text), 1)
    return float(HALF * scale * 10.0 ** -len(found[1] or ""))


def conflicts(points: Sequence[Point]) -> list[Conflict]:
    """Return where different origins tell one measure, of the same thing and period, differently beyond rounding.

    Values far apart are told of different things; a figure that names neither whose it is nor of when compares to none.
    """
    grouped: dict[str, list[Point]] = {}
    for point in points:
        if point.period and point.about:
            grouped.setdefault(point.period, []).append(point)
    found = []
    for period, some in sorted(grouped.items()):
        ordered = sorted(some, key=in_time)
        against = [one for one in ordered[1:] if differs(ordered[0], one)]
        if not against:
            continue
        first = ordered[0]
        agreeing = [one for one in ordered if one not in against]
        values = sorted({one.text for one in against})
        found.append(
            Conflict(
                id=conflict_id(first.measure, first.about, period, first.unit or ""),
                about=About.FIGURE,
                records=tuple(one.id for one in ordered),
                field="figure",
                date=period,
                label=" ".join(part for part in (first.measure, first.about) if part),
                told=(
                    told(first.text, agreeing),
                    *(told(text, [one for one in against if one.text == text]) for text in values),
                ),
                rule="conflict/first-told",
            )
        )
    return found


def told(text: str, points: Sequence[Point]) -> Told:
    """Return a figure as told with those who tell it."""
    return Told(
        value=text,
        origins=len({one.origin for one in points}),
        citations=tuple(
            Citation(account=one.id, page=one.page, spans=(Span(one.start, one.end),), origin=one.origin)
            for one in points
        ),
    )


def differs(one: Point, other: Point) -> bool:
    """True where two origins give values that no rounding reconciles, though they are of one size."""
    if one.origin == other.origin or not one.value or not other.value or one.value * other.value < 0:
        return False
    if abs(one.value - other.value) <= rounding(one) + rounding(other):
        return False
    return 1 / LIKE <= one.value / other.value <= LIKE

"""The density strip: a bar a month, thin years as one bar, thin decades as one; the newest at the top."""

import datetime
from collections.abc import Sequence
from itertools import groupby

import msgspec

from shiguan.annals.chronicle import Month

DENSE = 24  # records in a year that earn it a bar a month; a quarter of the fullest year is enough
RECENT = 5  # years behind the newest dense one whose decade is not drawn as one
BAR, GAP = 7, 4  # height of a bar, and the room above a year
WIDTH = 34


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A bar of the strip. The chronicle is to begin under `before`; `label` names the first of a year."""

    y: int
    held: float
    planned: float
    label: str
    says: str
    before: int
    shown: bool


class Strip(msgspec.Struct, frozen=True, kw_only=True):
    """All bars and how much room they take."""

    bars: tuple[Bar, ...]
    height: int


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """What one bar stands for."""

    name: str
    count: int
    planned: int
    start: datetime.date
    end: datetime.date  # the first day after it
    year: str


def strip(months: Sequence[Month], shown: tuple[int, int] | None) -> Strip:
    """Return the strip of some months, the newest first; `shown` are the first and last day on the page."""
    spans = spans_of([month for month in months if sound(month.month)])
    most = max((span.count for span in spans), default=1)
    bars = []
    y = 0
    year = ""
    for span in spans:
        y += GAP if span.year != year else 0
        here = shown is not None and span.start.toordinal() <= shown[1] and shown[0] < span.end.toordinal()
        planned = round(WIDTH * span.planned / most, 1)
        bars.append(
            Bar(
                y=y,
                held=max(1.0, round(WIDTH * span.count / most, 1)) - planned,
                planned=planned,
                label=span.year if span.year != year else "",
                says=f"{span.name} · {span.count}",
                before=span.end.toordinal(),
                shown=here,
            )
        )
        year = span.year
        y += BAR
    return Strip(bars=tuple(bars), height=y)


def spans_of(months: Sequence[Month]) -> list[Span]:
    """Return what each bar stands for: months of dense years, else years, else decades."""
    years = [(year, list(group)) for year, group in groupby(months, key=lambda one: int(one.month[:4]))]
    counts = {year: sum(one.count for one in found) for year, found in years}
    enough = min(DENSE, max(counts.values(), default=0) / 4)
    dense = {year for year, count in counts.items() if count >= enough}
    recent = (max(dense) - RECENT) // 10 * 10 if dense else datetime.MAXYEAR
    single = {year // 10 for year in dense}  # decades in which years stand alone

    def scale(of_year: tuple[int, list[Month]]) -> tuple[int, int]:
        """Where the bar of a year begins, and how many years it spans: none for a bar a month."""
        year = of_year[0]
        if year >= recent or year // 10 in single:
            return year, int(year not in dense)
        return year // 10 * 10, 10

    found: list[Span] = []
    for (begin, length), group in groupby(years, key=scale):
        inside = [month for _, several in group for month in several]
        found += [year_span(begin, length, inside)] if length else [month_span(month) for month in inside]
    return found


def year_span(begin: int, length: int, months: Sequence[Month]) -> Span:
    """Return the span of a thin year or decade."""
    name = f"{begin}s" if length > 1 else str(begin)
    count, planned = sum(one.count for one in months), sum(one.planned for one in months)
    start, end = datetime.date(max(begin, 1), 1, 1), datetime.date(min(begin + length, datetime.MAXYEAR), 1, 1)
    return Span(name=name, count=count, planned=planned, start=start, end=end, year=name)


def month_span(month: Month) -> Span:
    """Return the span of one month."""
    year, number = int(month.month[:4]), int(month.month[5:7])
    start = datetime.date(year, number, 1)
    end = datetime.date(year + number // 12, number % 12 + 1, 1)
    return Span(name=month.month, count=month.count, planned=month.planned, start=start, end=end, year=str(year))


def sound(month: str) -> bool:
    """True for a month of a year that the calendar has; seasons are none."""
    return month[:4].isdecimal() and month[5:7].isdecimal() and 1 <= int(month[5:7]) <= 12 and int(month[:4]) > 0

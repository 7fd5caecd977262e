"""The density strip: a bar a month, thin years as one bar, thin decades as one; the newest at the top."""

import datetime
from collections.abc import Sequence
from itertools import groupby

import msgspec

from shiguan.annals.chronicle import Month

DENSE = 24  # records in a year that earn it a bar a month
RECENT = 10  # years behind the newest that are never drawn together
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
    newest = max((year for year, found in years if sum(one.count for one in found) >= DENSE), default=9999)
    found: list[Span] = []
    for (begin, length, name), group in groupby(years, key=lambda one: scale_of(one[0], one[1], newest)):
        inside = [month for _, several in group for month in several]
        if length == 0:
            found += [month_span(month) for month in inside]
            continue
        start, end = datetime.date(begin, 1, 1), datetime.date(min(begin + length, datetime.MAXYEAR), 1, 1)
        count, planned = sum(one.count for one in inside), sum(one.planned for one in inside)
        found.append(Span(name=name, count=count, planned=planned, start=start, end=end, year=name))
    return found


def scale_of(year: int, months: Sequence[Month], newest: int) -> tuple[int, int, str]:
    """Return where the bar of a year begins, how many years it spans (0: a bar a month), and its name."""
    if sum(month.count for month in months) >= DENSE:
        return year, 0, str(year)
    if year > newest - RECENT:
        return year, 1, str(year)
    return year - year % 10, 10, f"{year - year % 10}s"


def month_span(month: Month) -> Span:
    """Return the span of one month."""
    year, number = int(month.month[:4]), int(month.month[5:7])
    start = datetime.date(year, number, 1)
    end = datetime.date(year + number // 12, number % 12 + 1, 1)
    return Span(name=month.month, count=month.count, planned=month.planned, start=start, end=end, year=str(year))


def sound(month: str) -> bool:
    """True for a month of a year that the calendar has; seasons are none."""
    return month[:4].isdecimal() and month[5:7].isdecimal() and 1 <= int(month[5:7]) <= 12 and int(month[:4]) > 0

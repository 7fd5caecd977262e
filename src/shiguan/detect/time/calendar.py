"""Calendar arithmetic: periods with their EDTF values, months, weeks, and named days."""

import calendar
import datetime
import functools
from collections.abc import Iterator

import msgspec

from shiguan.detect.time.lunar import lunar_day
from shiguan.lexicon import tables

Date = datetime.date
DAY = datetime.timedelta(days=1)


class Period(msgspec.Struct, frozen=True, gc=False):
    """A stretch of days with its EDTF value; a day, a month or a year is one, and so is any interval.

    `grain` is the finest part the words tell: day, week, month, quarter, year, or "" where it is of no use.
    """

    value: str
    first: Date
    last: Date
    grain: str = ""
    mod: str | None = None


# A time that has no value: the page does not tell enough.
UNKNOWN = Period("", Date.min, Date.min)
# Words that look like a time and are none: 每年的7月13日.
NO_TIME = Period("", Date.max, Date.max)
EDGES = {"底": "END", "末": "END", "终": "END", "初": "START", "中": "MID", "期": "MID"}  # TIMEX3 mod


def known(day: Date | None) -> Period:
    """Return the period of a day that may be missing."""
    return UNKNOWN if day is None else day_period(day)


def day_period(day: Date, mod: str | None = None) -> Period:
    """Return the one day."""
    return Period(day.isoformat(), day, day, "day", mod)


def month_period(year: int, month: int, mod: str | None = None) -> Period:
    """Return the whole month; months beyond 1 to 12 run over into other years."""
    year, month = shift_month(year, month, 0)
    first = Date(year, month, 1)
    return Period(f"{year:04}-{month:02}", first, Date(year, month, month_length(year, month)), "month", mod)


def year_period(year: int, mod: str | None = None) -> Period:
    """Return the whole year."""
    return Period(f"{year:04}", Date(year, 1, 1), Date(year, 12, 31), "year", mod)


def day_span(first: Date, last: Date, grain: str = "day") -> Period:
    """Return the interval of days."""
    return Period(f"{first.isoformat()}/{last.isoformat()}", first, last, grain)


def month_span(year: int, first: int, last: int, grain: str = "month") -> Period:
    """Return the interval of months, both of the same year: 2021-01/2021-04."""
    return join_periods(month_period(year, first), month_period(year, last), grain)


def join_periods(start: Period, end: Period, grain: str | None = None) -> Period:
    """Return the interval from the beginning of one period to the end of the other."""
    value = f"{start.value.partition('/')[0]}/{end.value.rpartition('/')[2]}"
    return Period(value, start.first, end.last, end.grain if grain is None else grain)


def week_period(day: Date) -> Period:
    """Return the week from Monday to Sunday that holds the day."""
    monday = day - day.weekday() * DAY
    return day_span(monday, monday + 6 * DAY, "week")


MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_length(year: int, month: int) -> int:
    """Return how many days the month has."""
    # calendar.monthrange works out a weekday as well, which nobody asks for.
    return 29 if month == 2 and calendar.isleap(year) else MONTH_LENGTHS[month - 1]


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Return year and month that lie `by` months later."""
    months = year * 12 + month - 1 + by
    return months // 12, months % 12 + 1


def shift_day(day: Date, days: int = 0, months: int = 0) -> Date | None:
    """Return the day so much later, in a shorter month its last; None beyond the calendar."""
    year, month = shift_month(day.year, day.month, months)
    if not 1 <= year <= 9999:
        return None
    try:
        return Date(year, month, min(day.day, month_length(year, month))) + days * DAY
    except OverflowError:
        return None


def make_day(year: int, month: int, day: int) -> Date | None:
    """Return the day, or None where the calendar has none such."""
    if 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= month_length(year, month):
        return Date(year, month, day)
    return None


def years_around(year: int, month: int, day: int) -> Iterator[Date]:
    """Yield the day in the year before, the year and the year after; 29 February only where there is one."""
    for near in (year - 1, year, year + 1):
        found = make_day(near, month, day)
        if found is not None:
            yield found


def months_around(anchor: Date, day: int) -> Iterator[Date]:
    """Yield the days of that number within two months of the anchor."""
    for by in (-2, -1, 0, 1, 2):
        found = make_day(*shift_month(anchor.year, anchor.month, by), day)
        if found is not None:
            yield found


def nearest(days: Iterator[Date], anchor: Date, ahead: int) -> Date | None:
    """Return the latest day not after the anchor, or the next after it if that lies at most `ahead` days off."""
    latest = None
    for day in days:
        if day <= anchor:
            latest = day
        elif (day - anchor).days <= ahead:
            return day
        else:
            break
    return latest


@functools.cache
def holidays() -> dict[str, tuple[str, int, int]]:
    """Return name -> (calendar, month, day)."""
    return {
        row["word"]: (row["calendar"], int(row["month"]), int(row["day"] or 0)) for row in tables.rows("time_holidays")
    }


def holiday(name: str, year: int) -> Date | None:
    """Return the day a holiday falls on in a year, None where the tables do not reach."""
    kind, month, day = holidays()[name]
    if kind == "solar":
        return make_day(year, month, day)
    if kind == "lunar":
        # 除夕 is told by the year that ends with it in speech, by the new year's in the calendar of offices.
        return lunar_day(year - 1 if month == 12 else year, month, day)
    if kind == "term":
        return clear_and_bright(year)
    weekday = 6 if kind == "nth-sunday" else 3
    first = Date(year, month, 1)
    return first + ((weekday - first.weekday()) % 7 + 7 * (day - 1)) * DAY


def clear_and_bright(year: int) -> Date | None:
    """Return the solar term 清明 by the usual approximation, right from 1990 to 2050."""
    if not 1990 <= year <= 2050:
        return None
    of_century = year % 100
    return Date(year, 4, int(of_century * 0.2422 + (4.81 if year >= 2000 else 5.59)) - of_century // 4)

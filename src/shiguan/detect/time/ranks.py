"""The n-th of a longer time: 9月的第一个星期天, 上个月的第二周, 本月最后一天, 2018年第三十周."""

import datetime
import re

from shiguan.detect.time.calendar import (
    DAY,
    UNKNOWN,
    Date,
    Period,
    day_period,
    day_span,
    make_day,
    month_length,
    week_period,
)
from shiguan.detect.time.context import Context
from shiguan.detect.time.months import relative_month
from shiguan.detect.time.pattern import read_number
from shiguan.detect.time.words import WEEKDAYS
from shiguan.detect.time.years import stated_year

Match = re.Match[str]


def read_rank_in_month(match: Match, context: Context) -> Period | None:
    """Read 9月的第一个星期天, 上个月的第二周, 本月最后一天; None where the month has no such."""
    month = named_month(match, context)
    if month is None:
        return UNKNOWN
    number = read_rank(match["number"])
    if match["weekday"]:
        day = rank_of_weekday(*month, WEEKDAYS[match["weekday"]], number)
        return None if day is None else day_period(day)
    if match["unit"].endswith("末"):
        day = rank_of_weekday(*month, WEEKDAYS["六"], number)
        return None if day is None else day_span(day, day + DAY, "week")
    if match["unit"] in ("天", "日"):
        day = make_day(*month, number or month_length(*month))
        return None if day is None else day_period(day)
    # A week is of the month that holds its Thursday, as the weeks of a year are counted.
    day = rank_of_weekday(*month, WEEKDAYS["四"], number)
    return None if day is None else week_period(day)


def named_month(match: Match, context: Context) -> tuple[int, int] | None:
    """Return year and month of 9月, 去年10月, 下个月."""
    if match["relative"]:
        return relative_month(match["relative"], context)
    month = read_number(match["month"])
    if match["year"] is None:
        period = context.near_month(month)
        return None if period is None else (period.first.year, month)
    year = stated_year(match, context)
    return None if year is None else (year, month)


def read_rank(words: str) -> int:
    """Return 2 for 第二, 1 for 首, 0 for 最后一."""
    if words.startswith("最后"):
        return 0
    return 1 if words == "首" else read_number(words.removeprefix("第"))


def rank_of_weekday(year: int, month: int, weekday: int, number: int) -> Date | None:
    """Return the n-th such weekday of the month, the last for 0; None where the month has fewer."""
    first = Date(year, month, 1)
    days = range(1 + (weekday - first.weekday()) % 7, month_length(year, month) + 1, 7)
    return Date(year, month, days[number - 1]) if number <= len(days) else None


def read_week_of_year(match: Match, context: Context) -> Period | None:
    """Read 2018年第三十周, counted as ISO 8601 counts weeks."""
    year = stated_year(match, context)
    if year is None:
        return UNKNOWN
    try:
        return week_period(datetime.date.fromisocalendar(year, read_number(match["number"]), 1))
    except ValueError:
        return None

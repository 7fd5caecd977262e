"""Days as the calendar writes them: 5月25日, 25日, 5月3-5日, 2010/1/29, 农历五月初五, 今年国庆节."""

import datetime
import re

from shiguan.detect.time.calendar import NO_TIME, UNKNOWN, Period, day_period, day_span, holiday, known, make_day
from shiguan.detect.time.context import Context
from shiguan.detect.time.lunar import lunar_day
from shiguan.detect.time.pattern import read_number, shifts
from shiguan.detect.time.years import stated_year, year_of

Match = re.Match[str]


def read_numeric_date(match: Match, _context: Context) -> Period | None:
    """Read 2010/1/29."""
    day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return None if day is None else day_period(day)


def read_day_first(match: Match, context: Context) -> Period | None:
    """Read 25/12/2018 and 03/28/2019; 1/7/2019 names the month first unless the page is of that week of July."""
    year, first, second = int(match["year"]), int(match["first"]), int(match["second"])
    month_first, day_first = make_day(year, first, second), make_day(year, second, first)
    near = day_first is not None and context.document is not None and abs((day_first - context.document).days) <= 7
    day = day_first if near or month_first is None else month_first
    return None if day is None else day_period(day)


def read_month_day(match: Match, context: Context) -> Period | None:
    """Read 5月25日, with a year before it or not."""
    if match["year"] is None and context.is_habit():
        return NO_TIME
    month, number = read_number(match["month"]), read_number(match["day"])
    if make_day(2000, month, number) is None:
        return None
    if match["year"] is None:
        return known(context.near_month_day(month, number))
    year = stated_year(match, context)
    return UNKNOWN if year is None else known(make_day(year, month, number))


def read_day(match: Match, context: Context) -> Period | None:
    """Read 25日."""
    if context.is_habit():
        return NO_TIME
    return known(context.near_day(read_number(match["day"])))


def read_day_of_note(match: Match, context: Context) -> Period | None:
    """Read 12号 in a note; on a page it may number anything."""
    return read_day(match, context) if context.is_note else None


def read_last_day(match: Match, context: Context) -> Period | None:
    """Read 12号 where it ends a range: 一月十号到十二号; alone it may number anything."""
    return None if context.range_start is None else read_day(match, context)


def read_day_range(match: Match, context: Context) -> Period | None:
    """Read 5月3-5日, 3至5日 and 13、14日."""
    first, last = read_number(match["from"]), read_number(match["to"])
    if first >= last or ("、" in match[0] and last != first + 1):
        return None
    if match["month"] is None:
        day = context.near_day(first)
    elif match["year"] is None:
        day = context.near_month_day(read_number(match["month"]), first)
    else:
        year = stated_year(match, context)
        day = None if year is None else make_day(year, read_number(match["month"]), first)
    end = None if day is None else make_day(day.year, day.month, last)
    return UNKNOWN if day is None or end is None else day_span(day, end)


def read_holiday(match: Match, context: Context) -> Period | None:
    """Read 今年国庆节, 2024年春节, 在元旦."""
    year = year_of(match["year"], context) if match["year"] else None
    if year is not None or context.document is None:
        return UNKNOWN if year is None else known(holiday(match["name"], year))
    days = feasts(match["name"], [context.document.year + by for by in (-1, 0, 1)])
    if context.range_start is not None:
        return known(next((day for day in days if day >= context.range_start.first), None))
    ahead = context.looks_ahead()
    near = [day for day in days if (day >= context.document if ahead else day <= context.document)]
    return known((near[0] if ahead else near[-1]) if near else None)


def read_feast(match: Match, context: Context) -> Period | None:
    """Read 感恩节 in a note: the nearest such day, for notes look ahead as often as back."""
    document = context.document
    if not context.is_note:
        return None
    if context.is_habit():
        return NO_TIME
    if document is None:
        return UNKNOWN
    year = context.sentence_year
    around = [year] if year else [document.year + by for by in (-1, 0, 1)]
    days = feasts(match["name"], around)
    if context.sentence_day in days:
        return known(context.sentence_day)  # 3月8日妇女节
    if context.range_start is not None:
        return known(next((day for day in days if day >= context.range_start.first), None))
    return known(min(days, key=lambda day: abs((day - document).days), default=None))


def read_next_feast(match: Match, context: Context) -> Period | None:
    """Read 下个春节, 上一个国庆节."""
    document = context.document
    if document is None:
        return UNKNOWN
    days = feasts(match["name"], [document.year + by for by in (-1, 0, 1)])
    if shifts()[match["shift"]] > 0:
        return known(next((day for day in days if day > document), None))
    return known(max((day for day in days if day < document), default=None))


def feasts(name: str, years: list[int]) -> list[datetime.date]:
    """Return the days a holiday falls on in those years, as far as the tables reach."""
    return [day for year in years if (day := holiday(name, year)) is not None]


def read_lunar_day(match: Match, context: Context) -> Period | None:
    """Read 农历五月初五, 农历2015年十月初一, 正月十五, 大年三十."""
    month = {"": 12 if match["day"] == "三十" else 1, "正": 1, "冬": 11, "腊": 12}.get(match["month"]) or read_number(
        match["month"]
    )
    year = stated_year(match, context)
    if context.document is not None and (year is None or match["year"] == "今年"):
        # 腊月 in January is of the lunar year that is about to end.
        year = context.document.year - (month == 12 and context.document.month < 3)
    if year is None:
        return UNKNOWN
    return known(lunar_day(year, month, read_number(match["day"].removeprefix("初"))))

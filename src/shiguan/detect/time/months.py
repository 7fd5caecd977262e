"""Months and what they add up to: 5月底, 1—5月份, 上个月, 三季度, 上半年, 前四个月."""

import datetime
import re

from shiguan.detect.time.calendar import (
    DAY,
    EDGES,
    NO_TIME,
    UNKNOWN,
    Period,
    day_span,
    join_periods,
    known,
    make_day,
    month_length,
    month_period,
    month_span,
    shift_day,
    shift_month,
    year_period,
)
from shiguan.detect.time.context import Context
from shiguan.detect.time.pattern import read_number, shifts
from shiguan.detect.time.years import stated_year, year_of

Match = re.Match[str]


def relative_month(words: str, context: Context) -> tuple[int, int] | None:
    """Return year and month of 本月, 上个月, 当月."""
    if words in ("当月", "同月", "次月"):
        told = context.told_day or context.document
        if context.sentence_period is not None and context.sentence_period.grain == "month":
            told = context.sentence_period.last
        return None if told is None else shift_month(told.year, told.month, int(words == "次月"))
    shift = shifts()[words.removesuffix("份").removesuffix("月").removesuffix("个")]
    # 较上月: the month before the one just told.
    compared = words == "上月" or (
        words == "上个月" and context.folded[context.start - 1 : context.start] in ("比", "较")
    )
    if compared and context.sentence_period is not None and context.sentence_period.grain == "month":
        told = context.sentence_period.last
        return shift_month(told.year, told.month, shift)
    return None if context.today is None else shift_month(context.today.year, context.today.month, shift)


def read_relative_month_day(match: Match, context: Context) -> Period | None:
    """Read 本月5日 and 上个月20日."""
    month = relative_month(match["month"], context)
    if month is None:
        return UNKNOWN
    number = read_number(match["day"] or match["spoken"])
    day = make_day(*month, number)
    if day is None and context.document is not None and context.document.day >= number:
        # 上月31日 after a month of 30 days: where the page was written the next month had begun.
        day = make_day(context.document.year, context.document.month, number)
    return known(day)


def read_relative_month(match: Match, context: Context) -> Period | None:
    """Read 上个月, 本月底, 本月早些时候 and the bare 月底."""
    if not match["month"]:
        if context.is_habit():
            return NO_TIME
        month = None if context.document is None else (context.document.year, context.document.month)
    else:
        month = relative_month(match["month"], context)
    return UNKNOWN if month is None else part_of_month(*month, match["edge"])


def part_of_month(year: int, month: int, part: str | None) -> Period:
    """Return a month, or a third of it where the page says 旬."""
    if part is None or part == "内":
        return month_period(year, month)
    year, month = shift_month(year, month, 0)
    if part.endswith("旬"):
        first, last = {"上": (1, 10), "中": (11, 20), "下": (21, month_length(year, month))}[part[0]]
        return day_span(datetime.date(year, month, first), datetime.date(year, month, last), "month")
    if part.endswith("半月"):
        middle = datetime.date(year, month, 15)
        period = month_period(year, month)
        return (
            day_span(period.first, middle, "month") if part[0] == "上" else day_span(middle + DAY, period.last, "month")
        )
    return month_period(year, month, EDGES.get(part[-1]))


def read_month(match: Match, context: Context) -> Period | None:
    """Read 5月, 2021年5月, 去年5月底, 6月下旬."""
    month = read_number(match["month"])
    if match["year"] is None:
        if context.is_habit():
            return NO_TIME
        period = context.near_month(month)
        return UNKNOWN if period is None else part_of_month(period.first.year, month, match["edge"])
    year = stated_year(match, context)
    return UNKNOWN if year is None else part_of_month(year, month, match["edge"])


def read_numeric_month(match: Match, _context: Context) -> Period | None:
    """Read 2023-05 and 2022/11; 2008-09 and 2010/11 are years in a row."""
    year, month = int(match["year"]), int(match["month"])
    return None if month == (year + 1) % 100 else month_period(year, month)


def read_month_range(match: Match, context: Context) -> Period | None:
    """Read 1—5月份 and 2021年1-4月."""
    first, last = read_number(match["from"]), read_number(match["to"])
    year = stated_year(match, context)
    if year is None and match["year"] is None:
        end = context.near_month(last)
        year = None if end is None else end.first.year - (first > last)
    if year is None:
        return UNKNOWN
    return join_periods(month_period(year, first), month_period(year + (first > last), last))


def bare_period_year(context: Context, first_month: int, last_month: int) -> int | None:
    """Return the year of 三季度, 前五个月, 上半年 without a year: the latest that is over or under way."""
    if context.sentence_year is not None:
        return context.sentence_year
    if context.document is None:
        return None
    if first_month == 1 and last_month > 3:
        # Sums since January are told when they are complete, or nearly.
        early = context.document.month + 1 < last_month and last_month != 6 and not context.looks_ahead()
        return context.document.year - early
    near = context.near_month(first_month)
    return None if near is None else near.first.year


def months_of_year(match: Match, context: Context, first: int, last: int, grain: str) -> Period:
    """Return those months of the year the match names, or of the one that is meant."""
    year = bare_period_year(context, first, last) if match["year"] is None else stated_year(match, context)
    return UNKNOWN if year is None else month_span(year, first, last, grain)


def read_half_year(match: Match, context: Context) -> Period | None:
    """Read 上半年, 去年下半年."""
    return months_of_year(match, context, *((1, 6) if match["half"] in "上前" else (7, 12)), "half")


def read_quarter(match: Match, context: Context) -> Period | None:
    """Read 三季度, 2023年第一季度."""
    quarter = read_number(match["number"])
    return months_of_year(match, context, quarter * 3 - 2, quarter * 3, "quarter")


def read_quarter_of_year(match: Match, context: Context) -> Period | None:
    """Read 明年第二个季度, 2022年第四季, 2019Q3: often the far end of a comparison, so its year is not kept."""
    quarter = read_number(match["number"] or match["rank"])
    year = int(match["figures"]) if match["figures"] else year_of(match["year"], context)
    return UNKNOWN if year is None else month_span(year, quarter * 3 - 2, quarter * 3, "quarter")


def read_first_quarters(match: Match, context: Context) -> Period | None:
    """Read 前三季度."""
    return months_of_year(match, context, 1, read_number(match["number"]) * 3, "quarter")


def read_first_months(match: Match, context: Context) -> Period | None:
    """Read 今年前四个月, 头两个月."""
    number = read_number(match["number"])
    return months_of_year(match, context, 1, number, "month") if 1 < number <= 12 else None


def read_relative_quarter(match: Match, context: Context) -> Period | None:
    """Read 本季度, 上个季度."""
    if context.today is None:
        return UNKNOWN
    quarter = (context.today.month - 1) // 3 + shifts()[match["shift"]]
    year = context.today.year + quarter // 4
    return month_span(year, quarter % 4 * 3 + 1, quarter % 4 * 3 + 3, "quarter")


def read_same_period(_match: Match, context: Context) -> Period | None:
    """Read 去年同期: the period told before, a year earlier."""
    told = context.sentence_period
    if told is None and context.told_period is not None and context.told_period.grain != "year":
        told = context.told_period
    if told is None or told.grain not in ("month", "quarter", "half", "year"):
        return UNKNOWN if context.document is None else year_period(context.document.year - 1)
    start, slash, end = told.value.partition("/")
    back = [f"{int(part[:4]) - 1:04}{part[4:]}" for part in (start, end) if part]
    first, last = shift_day(told.first, months=-12), shift_day(told.last, months=-12)
    return None if first is None or last is None else Period(slash.join(back), first, last)

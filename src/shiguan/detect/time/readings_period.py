"""How halves, quarters, seasons, holidays, decades, centuries and fiscal years become periods."""

from shiguan.detect.time.calendar import Period
from shiguan.detect.time.calendar import day_period
from shiguan.detect.time.calendar import holiday
from shiguan.detect.time.calendar import month_period
from shiguan.detect.time.calendar import month_span
from shiguan.detect.time.calendar import week_period
from shiguan.detect.time.calendar import year_period
from shiguan.detect.time.context import Context
from shiguan.detect.time.lunar import lunar_day
from shiguan.detect.time.pattern import read_number
from shiguan.detect.time.readings import Match
from shiguan.detect.time.readings import UNKNOWN
from shiguan.detect.time.readings import known
from shiguan.detect.time.readings import shifts
from shiguan.detect.time.readings import stated_year
from shiguan.detect.time.readings import year_of
from shiguan.lexicon import tables
import datetime
import functools


@functools.cache
def seasons() -> dict[str, int]:
    """Return 春 -> 21."""
    return {row["word"]: int(row["code"]) for row in tables.rows("time_seasons")}


def bare_period_year(context: Context, first_month: int, last_month: int) -> int | None:
    """Return the year of 三季度, 前五个月, 上半年 without a year: the latest that is over or under way."""
    if context.sentence_year is not None:
        return context.sentence_year
    if context.document is None:
        return None
    if first_month == 1 and last_month > 3:
        # Sums since January are told when they are complete, or nearly.
        return context.document.year - (
            context.document.month + 1 < last_month and not context.looks_ahead() and last_month != 6
        )
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


def read_edge_of_year(match: Match, context: Context) -> Period | None:
    """Read 2016年的最后一周, 今年第一个月."""
    year = stated_year(match, context)
    if year is None:
        return UNKNOWN
    last = match["edge"] == "最后"
    day = datetime.date(year, 12, 31) if last else datetime.date(year, 1, 1)
    if match["unit"] == "月":
        return month_period(year, 12 if last else 1)
    return week_period(day) if match["unit"] in ("周", "星期") else day_period(day)


def read_season(match: Match, context: Context) -> Period | None:
    """Read 今年暑期, 2024年春季, 今春."""
    words = match["year"]
    year = year_of(words if len(words) > 1 else words + "年", context)
    if year is None:
        return UNKNOWN
    code = seasons()[match["season"]]
    first = code % 20 * 3
    return Period(f"{year:04}-{code}", datetime.date(year, first, 1), month_period(year, first + 2).last, "season")


def read_holiday(match: Match, context: Context) -> Period | None:
    """Read 今年国庆节, 2024年春节, 在元旦."""
    year = year_of(match["year"], context) if match["year"] else None
    if year is not None or context.document is None:
        return UNKNOWN if year is None else known(holiday(match["name"], year))
    days = [holiday(match["name"], context.document.year + by) for by in (-1, 0, 1)]
    ahead = context.looks_ahead()
    near = [day for day in days if day is not None and (day >= context.document if ahead else day <= context.document)]
    return known((near[0] if ahead else near[-1]) if near else None)


def read_lunar_day(match: Match, context: Context) -> Period | None:
    """Read 农历五月初五, 正月十五."""
    month = {"正": 1, "冬": 11, "腊": 12}.get(match["month"]) or read_number(match["month"])
    year = stated_year(match, context)
    if year is None and context.document is not None:
        year = context.document.year - (month == 12 and context.document.month < 3)
    if year is None:
        return UNKNOWN
    return known(lunar_day(year, month, read_number(match["day"].removeprefix("初"))))


def read_decade(match: Match, context: Context) -> Period | None:
    """Read 1980年代, 上世纪90年代, 九十年代."""
    if match["decade"] is not None:
        first = int(match["decade"])
    else:
        tens = read_number(match["tens"])
        century = 20 if match["century"] is None and tens >= 30 else read_century_number(match["century"] or "本")
        first = (century - 1) * 100 + tens
    return Period(f"{first // 10}X", datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31), "decade")


def read_century_number(words: str) -> int:
    """Return 20 for 上, 21 for 本, else the number."""
    return {"上": 20, "上个": 20, "上一": 20, "本": 21, "这个": 21}.get(words) or read_number(words)


def read_century(match: Match, context: Context) -> Period | None:
    """Read 20世纪初, 本世纪."""
    number = read_century_number(match["century"])
    if not 10 <= number <= 22:
        return None
    first = (number - 1) * 100
    return Period(f"{number - 1}XX", datetime.date(first, 1, 1), datetime.date(first + 99, 12, 31), "century")


def read_fiscal_year(match: Match, context: Context) -> Period | None:
    """Read 2024财年, 上一财年; the months are not told, so the year stays a year."""
    if match["year"] is not None:
        year: int | None = int(match["year"])
    elif context.told_period is not None and context.told_period.grain == "fiscal":
        year = context.told_period.first.year + shifts()[match["shift"]]
    else:
        year = None if context.document is None else context.document.year + shifts()[match["shift"]]
    if year is None:
        return UNKNOWN
    return Period(f"{year:04}", datetime.date(year, 1, 1), datetime.date(year, 12, 31), "fiscal")


def read_new_year(match: Match, context: Context) -> Period | None:
    """Read 新的一年: the year of publication, towards its end the next."""
    if context.document is None:
        return UNKNOWN
    return year_period(context.document.year + (context.document.month >= 11))

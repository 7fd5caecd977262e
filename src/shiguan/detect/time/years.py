"""Years and longer: 2021年, 去年, 2023年底, 今年暑期, 90年代, 20世纪, 2024财年."""

import datetime
import functools
import re

from shiguan.detect.time.calendar import (
    EDGES,
    NO_TIME,
    UNKNOWN,
    Period,
    day_period,
    join_periods,
    month_period,
    week_period,
    year_period,
)
from shiguan.detect.time.context import Context
from shiguan.detect.time.pattern import read_number, read_year, shifts
from shiguan.lexicon import tables

Match = re.Match[str]


@functools.cache
def word_years() -> dict[str, tuple[int, str]]:
    """Return 去年 -> (-1, what it is counted from)."""
    return {row["word"]: (int(row["offset"]), row["anchor"]) for row in tables.rows("time_years")}


@functools.cache
def seasons() -> dict[str, int]:
    """Return 春 -> 21."""
    return {row["word"]: int(row["code"]) for row in tables.rows("time_seasons")}


def year_of(words: str, context: Context) -> int | None:
    """Return the year of 2021年, 去年, 同年; None where it cannot be told."""
    words = words.removesuffix("度")
    if words not in word_years():
        return read_year(words)
    offset, anchor = word_years()[words]
    if anchor == "told" and context.told_year is not None:
        return context.told_year + offset
    return None if context.document is None else context.document.year + offset


def stated_year(match: Match, context: Context) -> int | None:
    """Return the year the match itself names, and keep it for the rest of the sentence."""
    words = match["year"]
    year = None if words is None else year_of(words, context)
    if year is not None:
        context.sentence_year = year
    return year


def read_year_range(match: Match, _context: Context) -> Period | None:
    """Read 2022—2023年 and 2021至25年."""
    first, last = int(match["from"]), int(match["to"])
    last = last if last > 100 else first - first % 100 + last
    return join_periods(year_period(first), year_period(last)) if first < last else None


def read_year_alone(match: Match, context: Context) -> Period | None:
    """Read 2021年, 去年, 同年."""
    words = match["year"]
    if words == "当年" and (
        context.told_year is None or context.document is None or context.told_year >= context.document.year
    ):
        return None  # 当年: in those days
    if words in ("次年", "翌年") and context.told_year is None:
        return None
    year = year_of(words, context)
    if year is None:
        return UNKNOWN
    if words[0].isdigit() and match.start() <= context.sentence_start + 2:
        context.sentence_year = year
    return year_period(year) if 1 <= year <= 9999 else None


def read_year_edge(match: Match, context: Context) -> Period | None:
    """Read 2023年底, 去年年初, 2022年中期 and the bare 年底."""
    mod = EDGES[match["edge"][-1]]
    if not match["year"]:
        if context.is_habit():
            return NO_TIME
        year = context.sentence_year or (context.document.year if context.document else None)
    else:
        year = stated_year(match, context)
    if year is None:
        return UNKNOWN
    if mod == "MID":
        return year_period(year, mod)
    return month_period(year, 12 if mod == "END" else 1, mod)


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


def read_decade(match: Match, _context: Context) -> Period | None:
    """Read 1980年代, 上世纪90年代, 九十年代."""
    if match["decade"]:
        first = int(match["decade"])
    else:
        tens = read_number(match["tens"])
        century = 20 if not match["century"] and tens >= 30 else read_century_number(match["century"] or "本")
        first = (century - 1) * 100 + tens
    return Period(f"{first // 10}X", datetime.date(first, 1, 1), datetime.date(first + 9, 12, 31), "decade")


def read_century_number(words: str) -> int:
    """Return 20 for 上, 21 for 本, else the number."""
    return {"上": 20, "上个": 20, "上一": 20, "本": 21, "这个": 21}.get(words) or read_number(words)


def read_century(match: Match, _context: Context) -> Period | None:
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


def read_new_year(_match: Match, context: Context) -> Period | None:
    """Read 新的一年: the year of publication, towards its end the next."""
    if context.document is None:
        return UNKNOWN
    return year_period(context.document.year + (context.document.month >= 11))


def read_two_years(match: Match, context: Context) -> Period | None:
    """Read 今明两年."""
    if context.document is None:
        return UNKNOWN
    first = context.document.year - (match[0][0] != "今")
    return join_periods(year_period(first), year_period(first + 1))


def read_bare_year(match: Match, _context: Context) -> Period | None:
    """Read 原定于2020举行: a year that lost its 年."""
    return year_period(int(match["year"]))

"""Days, weeks and stretches counted from another day: 昨晚, 上周三, 4年前, 过去24小时."""

import datetime
import functools
import re

from shiguan.detect.time.calendar import (
    DAY,
    NO_TIME,
    UNKNOWN,
    Period,
    day_period,
    day_span,
    join_periods,
    known,
    month_period,
    shift_day,
    shift_month,
    week_period,
    year_period,
)
from shiguan.detect.time.context import Context
from shiguan.detect.time.pattern import read_number, shifts
from shiguan.detect.time.years import word_years
from shiguan.lexicon import tables

Match = re.Match[str]

WEEKDAYS = {figure: weekday for weekday, figure in enumerate("一二三四五六日")} | {"天": 6}
# 今天（11月15日）: the bracket says which day the page means.
BRACKET = re.compile(r"（(?:(?:[0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日")


@functools.cache
def word_days() -> dict[str, tuple[int, str]]:
    """Return 昨天 -> (-1, what it is counted from)."""
    return {row["word"]: (int(row["offset"]), row["anchor"]) for row in tables.rows("time_days")}


def read_two_days(match: Match, context: Context) -> Period | None:
    """Read 今明两天."""
    if context.today is None:
        return UNKNOWN
    first = context.today - (match[0][0] != "今") * DAY
    return day_span(first, first + DAY)


def bracket_day(context: Context, around: datetime.date, end: int) -> datetime.date | None:
    """Return the day in the bracket behind a word for a day, where it lies within two days of `around`."""
    bracket = BRACKET.match(context.folded, end)
    if bracket is None:
        return None
    near = (around + by * DAY for by in (0, -1, 1, -2, 2))
    month, number = int(bracket[1] or 0), int(bracket[2])
    return next((day for day in near if day.day == number and month in (0, day.month)), None)


def read_word_day(match: Match, context: Context) -> Period | None:
    """Read 今天, 昨晚, 当天上午."""
    offset, anchor = word_days()[match["word"]]
    told_day = context.narrated_day if context.is_of_speech(match.end()) else context.told_day
    base = (told_day or context.today) if anchor == "told" else context.today
    if base is None:
        return UNKNOWN
    day = base + offset * DAY
    if anchor == "document":
        told = bracket_day(context, day, match.end())
        if told is not None and told != day:
            context.today = told - offset * DAY
            day = told
    return day_period(day)


def read_day_of_other_year(match: Match, context: Context) -> Period | None:
    """Read 去年的今天, 上个月的今天."""
    if context.today is None:
        return UNKNOWN
    months = shifts()[match["shift"]] if match["shift"] else word_years()[match["year"]][0] * 12
    return known(shift_day(context.today, months=months))


def read_today_in_brackets(match: Match, context: Context) -> Period | None:
    """Read 今（27）日."""
    day = context.near_day(int(match["day"]))
    if day is not None:
        context.today = day + (match[0][0] == "昨") * DAY
    return known(day)


def read_weekday(match: Match, context: Context) -> Period | None:
    """Read 周四, 上星期三, 下周一."""
    if context.is_habit():
        return NO_TIME
    weekday = WEEKDAYS[match["weekday"]]
    if match["shift"] is None and context.told_day is not None and context.told_day.weekday() == weekday:
        # 7月28日（周二）: the weekday of the date just told.
        if context.folded[context.read_to : match.start()] in ("", " ", "（", "，"):
            return day_period(context.told_day)
    if match["shift"] is None:
        day = context.near_weekday(weekday)
        told = None if day is None else bracket_day(context, day, match.end())
        return known(told if told is not None and told.weekday() == weekday else day)
    if context.today is None:
        return UNKNOWN
    return day_period(context.today + (shifts()[match["shift"]] * 7 + weekday - context.today.weekday()) * DAY)


def read_week(match: Match, context: Context) -> Period | None:
    """Read 本周, 上个星期, 本周末, 本周早些时候."""
    if context.today is None:
        return UNKNOWN
    week = week_period(context.today + 7 * shifts()[match["shift"]] * DAY)
    return day_span(week.last - DAY, week.last, "week") if match["edge"] == "末" else week


def read_weekend(_match: Match, context: Context) -> Period | None:
    """Read 周末 in a note: the weekend of the week; pages speak of weekends past and of weekends at large."""
    if not context.is_note or context.is_habit():
        return None
    return UNKNOWN if context.today is None else weekend(context.today)


def weekend(day: datetime.date) -> Period:
    """Return Saturday and Sunday of the week that holds the day."""
    last = week_period(day).last
    return day_span(last - DAY, last, "week")


def anchor_day(context: Context) -> datetime.date | None:
    """Return the day that 一天前 and 过去一周 count from: the one told in the sentence, else today."""
    return context.sentence_day or context.today


def reach(anchor: datetime.date, number: int, unit: str) -> Period | None:
    """Return the day, month or year that lies `number` units from the anchor, as precise as the unit."""
    if unit in ("年", "世纪"):
        year = anchor.year + number * (100 if unit == "世纪" else 1)
        return year_period(year) if 1 <= year <= 9999 else None
    if unit in ("月", "季度"):
        return month_period(*shift_month(anchor.year, anchor.month, number * (3 if unit == "季度" else 1)))
    days = number * 7 if unit in ("周", "星期", "礼拜") else number
    if unit == "小时":
        days = (abs(number) + 23) // 24 * (1 if number > 0 else -1)
    day = shift_day(anchor, days=days)
    return None if day is None else day_period(day)


def read_ago(match: Match, context: Context) -> Period | None:
    """Read 4年前, 一天前, 半年前."""
    return counted(match, anchor_day(context), -1)


def read_hence(match: Match, context: Context) -> Period | None:
    """Read 两周后: a tale goes on from the day or year it told last, talk goes on from today."""
    anchor = context.told_day or context.today
    if match["unit"] == "年" and context.told_year is not None:
        anchor = datetime.date(context.told_year, 1, 1)
    return counted(match, anchor, 1)


def counted(match: Match, anchor: datetime.date | None, sign: int) -> Period | None:
    """Return what lies the number of units told before or after the anchor."""
    if anchor is None:
        return UNKNOWN
    if match["number"] == "半":
        return reach(anchor, 6 * sign, "月") if match["unit"] == "年" else reach(anchor, 15 * sign, "天")
    return reach(anchor, read_number(match["number"]) * sign, match["unit"])


def read_stretch(match: Match, context: Context) -> Period | None:
    """Read 过去24小时, 未来两周, 今后5年, 近十年来, 半年来, 四个月来."""
    anchor = anchor_day(context)
    if anchor is None:
        return UNKNOWN
    unit, words = match["unit"], match["number"]
    if words == "半":
        number, unit = (6, "月") if unit == "年" else (15, "天")
    else:
        number = read_number(words)
    now = day_period(anchor)
    if unit == "年" and number == 1:
        then = year_ago(anchor, match)
    else:
        then = reach(anchor, -number if is_past(match) else number, unit)
        if unit == "年":
            now = year_period(anchor.year)
        elif unit == "月" and words != "半":
            now = month_period(anchor.year, anchor.month)
    if then is None:
        return None
    span = join_periods(then, now) if is_past(match) else join_periods(now, then)
    return Period(span.value, span.first, span.last)


def year_ago(anchor: datetime.date, match: Match) -> Period | None:
    """Return where 过去一年 begins, or 未来一年 ends: the same day; 一年来 is told less exactly, by the month."""
    if match["way"]:
        day = shift_day(anchor, months=-12 if is_past(match) else 12)
        return None if day is None else day_period(day)
    return reach(anchor, -12, "月")


def is_past(match: Match) -> bool:
    """Tell whether a stretch ends now: 过去一年; else it begins now: 未来一年."""
    return match["way"] not in ("未来", "今后", "接下来")

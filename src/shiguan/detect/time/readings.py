"""How each rule's match becomes a period. None: no time after all; UNKNOWN: a time without a value."""

import datetime
import functools
import re

from shiguan.detect.time.calendar import (
    DAY,
    Period,
    day_period,
    day_span,
    holiday,
    join_periods,
    make_day,
    month_length,
    month_period,
    month_span,
    shift_day,
    shift_month,
    week_period,
    year_period,
)
from shiguan.detect.time.context import Context
from shiguan.detect.time.lunar import lunar_day
from shiguan.detect.time.pattern import read_number, read_year
from shiguan.lexicon import tables

Match = re.Match[str]
UNKNOWN = Period("", datetime.date.min, datetime.date.min)
WEEKDAYS = {figure: weekday for weekday, figure in enumerate("一二三四五六日")} | {"天": 6}
EDGES = {"底": "END", "末": "END", "终": "END", "尾": "END", "初": "START", "中": "MID", "期": "MID"}
# 今天（11月15日）: the bracket says which day the page means.
BRACKET = re.compile(r"（(?:(?:[0-9]{4})年)?(?:([0-9]{1,2})月)?([0-9]{1,2})日")


@functools.cache
def word_days() -> dict[str, tuple[int, str]]:
    """Return 昨天 -> (-1, what it is counted from)."""
    return {row["word"]: (int(row["offset"]), row["anchor"]) for row in tables.rows("time_days")}


@functools.cache
def word_years() -> dict[str, tuple[int, str]]:
    """Return 去年 -> (-1, what it is counted from)."""
    return {row["word"]: (int(row["offset"]), row["anchor"]) for row in tables.rows("time_years")}


@functools.cache
def shifts() -> dict[str, int]:
    """Return 上 -> -1, 下 -> 1."""
    return {row["word"]: int(row["offset"]) for row in tables.rows("time_shifts")}


@functools.cache
def seasons() -> dict[str, int]:
    """Return 春 -> 21."""
    return {row["word"]: int(row["code"]) for row in tables.rows("time_seasons")}


def known(day: datetime.date | None) -> Period:
    """Return the period of a day that may be missing."""
    return UNKNOWN if day is None else day_period(day)


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


def read_numeric_date(match: Match, context: Context) -> Period | None:
    """Read 2010/1/29."""
    day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
    return None if day is None else day_period(day)


def read_month_day(match: Match, context: Context) -> Period | None:
    """Read 5月25日, with a year before it or not."""
    if match["year"] is None and context.is_habit():
        return None
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
        return None
    return known(context.near_day(read_number(match["day"])))


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


def read_relative_month_day(match: Match, context: Context) -> Period | None:
    """Read 本月5日 and 上个月20日."""
    month = relative_month(match["month"], context)
    return UNKNOWN if month is None else known(make_day(*month, read_number(match["day"])))


def relative_month(words: str, context: Context) -> tuple[int, int] | None:
    """Return year and month of 本月, 上个月, 当月."""
    if words in ("当月", "同月", "次月"):
        told = context.told_day or context.document
        if context.sentence_period is not None and context.sentence_period.grain == "month":
            told = context.sentence_period.last
        return None if told is None else shift_month(told.year, told.month, int(words == "次月"))
    shift = shifts()[words.removesuffix("份").removesuffix("月").removesuffix("个")]
    # 较上月: the month before the one just told.
    if words == "上月" and context.sentence_period is not None and context.sentence_period.grain == "month":
        told = context.sentence_period.last
        return shift_month(told.year, told.month, shift)
    return None if context.today is None else shift_month(context.today.year, context.today.month, shift)


def read_relative_month(match: Match, context: Context) -> Period | None:
    """Read 上个月, 本月底, 本月早些时候 and the bare 月底."""
    if not match["month"]:
        if context.is_habit():
            return None
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
            return None
        period = context.near_month(month)
        return UNKNOWN if period is None else part_of_month(period.first.year, month, match["edge"])
    year = stated_year(match, context)
    return UNKNOWN if year is None else part_of_month(year, month, match["edge"])


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


def read_year_range(match: Match, context: Context) -> Period | None:
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
    if match["year"] is None:
        if context.is_habit():
            return None
        year = context.sentence_year or (context.document.year if context.document else None)
    else:
        year = stated_year(match, context)
    if year is None:
        return UNKNOWN
    if mod == "MID":
        return year_period(year, mod)
    return month_period(year, 12 if mod == "END" else 1, mod)


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


def read_two_years(match: Match, context: Context) -> Period | None:
    """Read 今明两年."""
    if context.document is None:
        return UNKNOWN
    first = context.document.year - (match[0][0] != "今")
    return join_periods(year_period(first), year_period(first + 1))


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
    base = (context.told_day or context.today) if anchor == "told" else context.today
    if base is None:
        return UNKNOWN
    day = base + offset * DAY
    if anchor == "document":
        told = bracket_day(context, day, match.end())
        if told is not None and told != day:
            context.today = told - offset * DAY
            day = told
    return day_period(day)


def read_today_in_brackets(match: Match, context: Context) -> Period | None:
    """Read 今（27）日."""
    day = context.near_day(int(match["day"]))
    if day is not None:
        context.today = day + (match[0][0] == "昨") * DAY
    return known(day)


def read_weekday(match: Match, context: Context) -> Period | None:
    """Read 周四, 上星期三, 下周一."""
    if context.is_habit():
        return None
    weekday = WEEKDAYS[match["weekday"]]
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
    """Read 4年前, 一天前, 两周后, 半年前."""
    anchor = anchor_day(context)
    if anchor is None:
        return UNKNOWN
    sign = -1 if match["way"].endswith("前") else 1
    if match["number"] == "半":
        return reach(anchor, 6 * sign, "月") if match["unit"] == "年" else None
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
        # A single year is told to the month: 一年来 from the same month of the last year.
        then, now = reach(anchor, -12 if is_past(match) else 12, "月"), day_period(anchor)
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


def is_past(match: Match) -> bool:
    """Tell whether a stretch ends now: 过去一年; else it begins now: 未来一年."""
    return match["way"] not in ("未来", "今后", "接下来")


def read_same_period(match: Match, context: Context) -> Period | None:
    """Read 去年同期: the period told before, a year earlier."""
    told = context.sentence_period or context.told_period
    if told is None or told.grain not in ("month", "quarter", "half", "year"):
        return UNKNOWN if context.document is None else year_period(context.document.year - 1)
    start, slash, end = told.value.partition("/")
    back = [f"{int(part[:4]) - 1:04}{part[4:]}" for part in (start, end) if part]
    first, last = shift_day(told.first, months=-12), shift_day(told.last, months=-12)
    return None if first is None or last is None else Period(slash.join(back), first, last)


def read_bare_year(match: Match, context: Context) -> Period | None:
    """Read 原定于2020举行: a year that lost its 年."""
    return year_period(int(match["year"]))

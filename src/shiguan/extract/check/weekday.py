"""Weekdays against the dates written beside them."""

import datetime
import re
from bisect import bisect_left
from collections.abc import Sequence

from shiguan.model.check import Check, CheckKind
from shiguan.model.span import Span
from shiguan.model.timex import Timex

DAYS = "一二三四五六日"
WORD = re.compile(r"(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?!年)")
BETWEEN = re.compile(r"(?:凌晨|早上|上午|中午|下午|傍晚|晚上?|深夜)?[（(， ]{1,2}(?:当地时间)?$")
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
NEAR = 8


def check_weekdays(text: str, folded: str, times: Sequence[Timex]) -> list[Check]:
    """Return whether 周三（29日） and 29日（星期三） name one day."""
    starts = [time.start for time in times]
    found = []
    for word in WORD.finditer(folded):
        date = date_beside(folded, times, starts, word)
        if date is not None:
            found.append(weekday_check(text, word, date))
    return found


def date_beside(folded: str, times: Sequence[Timex], starts: list[int], word: re.Match[str]) -> Timex | None:
    """Return the day of the month that stands in brackets behind the weekday, or before the weekday's bracket."""
    index = bisect_left(starts, word.end())
    if index < len(times) and times[index].start - word.end() <= NEAR and is_date(folded, times[index]):
        between = folded[word.end() : times[index].start]
        if BETWEEN.match(between) and "（" in between:
            return times[index]
    index = bisect_left(starts, word.start()) - 1
    if index >= 0 and word.start() - times[index].end <= NEAR and is_date(folded, times[index]):
        between = folded[times[index].end : word.start()]
        if BETWEEN.match(between) and "（" in between:
            return times[index]
    return None


def is_date(folded: str, time: Timex) -> bool:
    """Say whether the time is a day told by its number, not by a weekday."""
    return DAY.match(time.value or "") is not None and folded[time.start].isdigit()


def weekday_check(text: str, word: re.Match[str], date: Timex) -> Check:
    """Return whether the date falls on the weekday."""
    day = datetime.date.fromisoformat(date.value or "")
    told = DAYS.index(word["day"].replace("天", "日"))
    holds = day.weekday() == told
    verb = "相符" if holds else f"不符，当日是星期{DAYS[day.weekday()]}"
    spans = tuple(sorted((Span(*word.span()), Span(date.start, date.end))))
    return Check(
        kind=CheckKind.WEEKDAY,
        holds=holds,
        says=f"{day.year}年{day.month}月{day.day}日与星期{DAYS[told]}{verb}",
        items=tuple(span.of(text) for span in spans),
        spans=spans,
    )

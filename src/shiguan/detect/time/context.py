"""What a reader of dates keeps in mind while reading down a page."""

import datetime
import functools
import re

from shiguan.detect.time.calendar import (
    DAY,
    Period,
    make_day,
    month_period,
    months_around,
    nearest,
    years_around,
)
from shiguan.lexicon import tables

# How far ahead a date without a year or month may lie, in days, before it is taken for a past one.
SOON = 8  # 28日 in a page of the 25th
PLANNED_DAY = 20  # 将于28日
SAME_YEAR = 240  # 8月 in a page of March
NEXT_YEAR = 31  # 1月5日 in a page of late December
PLANNED = 300
FORMER = 25  # a day told so far before publication may draw a later bare day to its own month
LATE = 3  # days between a dispatch and the page that prints it
NOTE = 80  # characters; one line up to that is a note: chat, a calendar's entry, a subject
# 4日表示, 当天还称: the day on which somebody speaks, not one he speaks of.
SPEAKS = re.compile(r"[^，。；：\n]{0,2}(?:表示|称|说|指出|强调|宣布|呼吁|发表|发布|证实|声明|回应|通报)")
CLAUSE_END = re.compile(r"[，。！？；：、\n“”（）]")


@functools.cache
def aspect_words() -> re.Pattern[str]:
    """Return the pattern of words that tell whether a date near them lies ahead or behind."""
    groups = (
        f"(?P<{aspect}>{'|'.join(tables.words('time_aspects', aspect=aspect))})" for aspect in ("ahead", "behind")
    )
    return re.compile("|".join(groups))


@functools.cache
def habits() -> tuple[str, ...]:
    """Return the words before which a date tells a habit: 每年, 通常."""
    return tables.words("time_habits")


class Context:
    """The day of publication, the dates told so far, and where in the text the reader is."""

    def __init__(self, folded: str, document_time: datetime.date | None) -> None:
        self.folded = folded
        # News is read, not chronicles of other ages: beyond these years arithmetic would leave the calendar.
        known = document_time is not None and 1000 <= document_time.year < 3000
        self.document = document_time if known else None
        self.is_note = len(folded) <= NOTE and "\n" not in folded
        self.today = self.document  # what the page itself calls 今天, where it says so
        self.start = 0  # of the expression now being read
        self.end = 0
        self.read_to = 0  # where the last expression ended
        self.sentence_start = 0
        self.range_start: Period | None = None  # what the expression is the end of: 8月31日至 …
        self.told_day: datetime.date | None = None
        self.narrated_day: datetime.date | None = None  # the last day told outside anybody's words
        self.told_period: Period | None = None  # the last month or longer
        self.told_year: int | None = None
        self.forget_sentence()

    def forget_sentence(self) -> None:
        """Drop what holds only within a sentence."""
        self.sentence_year: int | None = None
        self.sentence_day: datetime.date | None = None
        self.sentence_dated: datetime.date | None = None  # the last day told with its month
        self.sentence_period: Period | None = None
        self.sentence_speaks = False  # somebody has begun to speak in it

    def tell(self, period: Period, *, dated: bool) -> None:
        """Keep what was just read; `dated` where its words name a month or a year themselves."""
        if period.grain in ("day", "week"):
            if period.grain == "day":
                self.told_day = self.sentence_day = period.last
                if not self.sentence_speaks:
                    self.narrated_day = period.last
                    self.sentence_speaks = self.is_of_speech(self.read_to)
            if dated:
                self.sentence_dated = period.last
        elif period.grain:
            self.told_period = self.sentence_period = period
        if dated:
            self.told_year = period.last.year

    def is_of_speech(self, end: int) -> bool:
        """Tell whether somebody speaks right behind the expression that ends there."""
        return SPEAKS.match(self.folded, end) is not None

    def send(self, period: Period) -> None:
        """Count 今天 from the day a dispatch was sent, where the page prints it within days."""
        if self.document is not None and period.grain == "day" and 0 <= (self.document - period.last).days <= LATE:
            self.today = period.last

    def is_habit(self) -> bool:
        """Tell whether the words before make it a habit: 每年9月3日, 一般在年底."""
        return self.folded.endswith(habits(), max(0, self.start - 4), self.start)

    def looks_ahead(self) -> bool:
        """Tell whether the clause says that the date lies ahead: 将于6月16日, 16日将."""
        before = self.folded[max(self.sentence_start, self.start - 12) : self.start]
        cut = [mark.end() for mark in CLAUSE_END.finditer(before)]
        words = [found.lastgroup for found in aspect_words().finditer(before[cut[-1] :] if cut else before)]
        if words:
            return words[-1] == "ahead"
        found = aspect_words().match(self.folded, self.end)
        return found is not None and found.lastgroup == "ahead"

    def near_month_day(self, month: int, day: int) -> datetime.date | None:
        """Return the day that a month and a day without a year mean here."""
        if self.range_start is not None:
            return next((found for found in years_around(self.range_start.first.year, month, day)
                         if found >= self.range_start.first), None)  # fmt: skip
        if self.sentence_year is not None:
            return make_day(self.sentence_year, month, day)
        if self.document is None:
            return None
        ahead = self.looks_ahead()
        same = make_day(self.document.year, month, day)
        if same is not None and same <= self.document:
            following = make_day(self.document.year + 1, month, day)
            limit = 200 if ahead else NEXT_YEAR
            if following is not None and (following - self.document).days <= limit < (self.document - same).days:
                return following
            return same
        return nearest(years_around(self.document.year, month, day), self.document, PLANNED if ahead else SAME_YEAR)

    def near_month(self, month: int) -> Period | None:
        """Return the month that a month without a year means here."""
        if self.document is not None and self.document.month == month and self.sentence_year is None:
            return month_period(self.document.year, month)
        day = self.near_month_day(month, 1 if self.range_start is None else min(28, self.range_start.first.day))
        return None if day is None else month_period(day.year, day.month)

    def near_day(self, number: int) -> datetime.date | None:
        """Return the day that a day without a month means here: 25日."""
        if self.range_start is not None:
            first = self.range_start.first
            return next((found for found in months_around(first, number) if found >= first), None)
        told = self.sentence_dated
        same = make_day(told.year, told.month, number) if told else None
        if self.document is None:
            return same
        # 2019年8月23日…，24日…: the later day of the same month, long before publication.
        if told is not None and same is not None and told <= same and told <= self.document - FORMER * DAY:
            return same
        return nearest(months_around(self.document, number), self.document, PLANNED_DAY if self.looks_ahead() else SOON)

    def near_weekday(self, weekday: int) -> datetime.date | None:
        """Return the day that a weekday means here: the latest such, or the next where the clause looks ahead."""
        if self.range_start is not None:
            return self.range_start.first + ((weekday - self.range_start.first.weekday()) % 7) * DAY
        if self.today is None:
            return None
        back = (self.today.weekday() - weekday) % 7
        return self.today + (-back % 7 if self.looks_ahead() else -back) * DAY

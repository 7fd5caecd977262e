"""The day a page without a stamp was published, told from its text alone; None rather than a guess.

A day of report must stand in the text (新华社…5月26日电, 据…5月26日报道, 今天（5月26日）). It has its year itself where
a dispatch says when it was sent, or what the page tells of lately gives it: fresh figures for months with their year
(2021年1月至4月 … 同期), which come out within weeks, so that the page is of the first such day at most a hundred days
after the latest month; or a day with its year (2021年5月25日) that is at most a week before. A page that tells of a
later day is of none of them. The span covers the day of report.
"""

import datetime
import re
from collections.abc import Sequence

from shiguan.model.span import Span

# 新华社5月26日电, 据…5月26日报道, 今天（5月26日）, 本报北京5月26日讯
REPORTED = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年|(?<!年))(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:上午|下午|晚间?|凌晨)?"
    r"(?:[^，。；\n\d]{0,4}(?:电[）\s，,]|电$|讯[，：\s]|讯$|专电|报道|报导|消息))"
    r"|(?:今[天日]|本日)（(?P<month2>1[0-2]|0?[1-9])月(?P<day2>3[01]|[12]\d|0?[1-9])日）"
)
# 2021年1月至4月 ends in April; 2021年3月5日 is of March.
MONTH = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<first>1[0-2]|0?[1-9])月?(?:[至到—-](?:同年)?(?P<last>1[0-2]|0?[1-9])月)?(?:份|\d|底|初)?"
)
AHEAD = re.compile(r"(?:将|拟|定于|预计|计划|到|至|截止|有望)[^，。；\n]{0,8}$")
FRESH = re.compile(r"[^。；\n]{0,60}(?:同比|同期)")
SENT = re.compile("[电讯]")
DATED = re.compile(r"(?P<year>(?:19|20)\d\d)年(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日")
LONGEST_GAP = datetime.timedelta(days=100)
DAY = datetime.timedelta(days=1)  # the same day of an earlier year is an anniversary
WEEK = datetime.timedelta(days=7)


def publication_day(folded: str) -> tuple[datetime.date, Span] | None:
    """Return the day of publication that the text implies and where its day stands, or None."""
    reported = list(REPORTED.finditer(folded))
    if not reported:
        return None
    month, days = latest_month(folded), told_days(folded)
    found: list[tuple[datetime.date, Span]] = []
    for match in reported:
        day = day_of(match, month, days)
        if day is not None and all(told - day <= WEEK for told in days):
            end = match.end("day") if match["day"] else match.end("day2")
            start = match.start("month") if match["month"] else match.start("month2")
            found.append((day, Span(match.start("year") if match["year"] else start, end + 1)))
    return max(found, key=lambda one: (one[0], -one[1].start), default=None)


def day_of(reported: re.Match[str], month: datetime.date | None, days: Sequence[datetime.date]) -> datetime.date | None:
    """Return the day of report with its year, None where nothing shows it."""
    its_month, its_day = int(reported["month"] or reported["month2"]), int(reported["day"] or reported["day2"])
    if reported["year"]:
        if not SENT.search(reported[0]):
            return None
        return calendar_day(int(reported["year"]), its_month, its_day)
    after = first_after(month, its_month, its_day) if month else None
    if month and after and after - month <= LONGEST_GAP:
        return after
    near = (first_after(day, its_month, its_day) for day in days)
    return max((one for one, day in zip(near, days, strict=True) if one and DAY <= one - day <= WEEK), default=None)


def told_days(folded: str) -> list[datetime.date]:
    """Return the days told with their year, but those that are still to come."""
    found = []
    for match in DATED.finditer(folded):
        day = calendar_day(*map(int, match.groups()))
        if day and not AHEAD.search(folded[max(0, match.start() - 10) : match.start()]):
            found.append(day)
    return found


def calendar_day(year: int, month: int, day: int) -> datetime.date | None:
    """Return the day, None where the calendar lacks it."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def latest_month(folded: str) -> datetime.date | None:
    """Return the first day of the latest month, told with its year, that figures are given for."""
    months = []
    for match in MONTH.finditer(folded):
        if AHEAD.search(folded[max(0, match.start() - 10) : match.start()]):
            continue
        if not FRESH.match(folded, match.end()):
            continue
        months.append(datetime.date(int(match["year"]), int(match["last"] or match["first"]), 1))
    return max(months, default=None)


def first_after(floor: datetime.date, month: int, day: int) -> datetime.date | None:
    """Return the first such day not before `floor`, None for a day the calendar lacks."""
    days = (calendar_day(year, month, day) for year in (floor.year, floor.year + 1))
    return next((one for one in days if one and one >= floor), None)

"""The day a page without a stamp was published, told from its text alone; None rather than a guess.

Two things must stand in the text: a day of report without its year (据…5月26日报道, 今天（5月26日）), and fresh
figures for months with their year (2021年1月至4月 … 同期). Statistics come out within weeks: the page is of the first
such day after the latest such month, if that is at most a hundred days later. The span covers the day of report.
"""

import datetime
import re

from shiguan.model.span import Span

# 新华社5月26日电, 据…5月26日报道, 今天（5月26日）, 本报北京5月26日讯
REPORTED = re.compile(
    r"(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12]\d|0?[1-9])日(?:上午|下午|晚间?|凌晨)?"
    r"(?:[^，。；\n\d]{0,4}(?:电[）\s，,]|电$|讯[，：\s]|讯$|专电|报道|报导|消息))"
    r"|(?:今[天日]|本日)（(?P<month2>1[0-2]|0?[1-9])月(?P<day2>3[01]|[12]\d|0?[1-9])日）"
)
# 2021年1月至4月 ends in April; 2021年3月5日 is of March.
MONTH = re.compile(
    r"(?P<year>(?:19|20)\d\d)年(?P<first>1[0-2]|0?[1-9])月?(?:[至到—-](?:同年)?(?P<last>1[0-2]|0?[1-9])月)?(?:份|\d|底|初)?"
)
AHEAD = re.compile(r"(?:将|拟|定于|预计|计划|到|至|截止|有望)[^，。；\n]{0,8}$")
FRESH = re.compile(r"[^。；\n]{0,60}(?:同比|同期)")
LONGEST_GAP = datetime.timedelta(days=100)


def publication_day(folded: str) -> tuple[datetime.date, Span] | None:
    """Return the day of publication that the text implies and where its day stands, or None."""
    month = latest_month(folded)
    if month is None:
        return None
    found: list[tuple[datetime.date, Span]] = []
    for match in REPORTED.finditer(folded):
        day = first_after(month, int(match["month"] or match["month2"]), int(match["day"] or match["day2"]))
        if day is not None and day - month <= LONGEST_GAP:
            end = match.end("day") if match["day"] else match.end("day2")
            start = match.start("month") if match["month"] else match.start("month2")
            found.append((day, Span(start, end + 1)))
    return max(found, key=lambda one: (one[0], -one[1].start), default=None)


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
    for year in (floor.year, floor.year + 1):
        try:
            found = datetime.date(year, month, day)
        except ValueError:
            continue
        if found >= floor:
            return found
    return None

"""When a page was published: stamps in many shapes, URLs, meta data. Days as the page's own place counts them."""

import datetime
import functools
import re

DAY = re.compile(
    r"(?<![\d/.\-])(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})(?!\d)\s?[日号]?"
    r"|(?<![\d/.\-])(?P<day2>\d{1,2})[/.](?P<month2>\d{1,2})[/.](?P<year2>20\d\d)(?!\d)"
    r"|(?P<day3>\d{1,2})\s(?P<name3>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?，?\s(?P<year3>20\d\d)"
    r"|(?P<name4>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s(?P<day4>\d{1,2})[，,]\s?(?P<year4>20\d\d)"
    r"|(?P<year5>[一二][〇零○九][〇零○一二三四五六七八九]{2})年(?P<month5>[一二三四五六七八九十]{1,2})月(?P<day5>[一二三四五六七八九十]{1,3})日"
)
COMPACT = re.compile(
    r"(?<!\d)(?P<year>20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?=\d{6}(?!\d)|(?!\d)|T)"
)
HOST = re.compile(r"^[a-z]+://[^/]+")
URL_DAY = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/_]?)(?P<month>0[1-9]|1[0-2])[-/_]?(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    r"|/(?P<year2>(?:19|20)\d\d)[-/](?P<month2>[1-9])[-/](?P<day2>[1-9]|[12]\d|3[01])(?=[/_.-])"
)
CLOCK = re.compile(
    r"\d{1,2}[：:时点]\d{1,2}(?:[：:分]\d{1,2}秒?)?(?:\.\d+)?\s?(?:[AaPp][Mm])?|[Zz](?![A-Za-z])|[+-]\d\d：?\d\d"
)
WEEKDAY = re.compile(r"星期[一二三四五六日天]|周[一二三四五六日]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*")
ZONE = re.compile(r"GMT|UTC|BST|CST|EST|HKT|\(?北京时间\)?|上午|下午|凌晨|晚间|早上|中午")
MIDNIGHT_OVERSEAS = re.compile(r"T16:00(?::00(?:\.0+)?)?Z$")
MONTH_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MONTHS = {name: number for number, name in enumerate(MONTH_NAMES, start=1)}
DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "十": 10}
TODAY = re.compile(r"今天是|今日是|现在是")
SENTENCE_END = re.compile(r"[。！？；]")
# 2021-05-26 某某网, 2021年5月26日 10:30 外交部网站: who carried it, behind the day.
OUTLET = re.compile(
    r"日?(?:\s+\d{1,2}[：:]\d{1,2}(?:[：:]\d{1,2})?)?\s+[\u4e00-\u9fff]{1,8}(?:网站?|新闻|[日晚时早]报|通讯社|社|[电视广播]台|报|大?使馆|领馆|客户端)"
)
OFFICE = re.compile(
    r"[\u4e00-\u9fff]{2,12}(?:网站?|社|报|[电视广播]台|司|部|委|办|厅|馆|处|局)\s+"
)  # 商务部国际司 2025-03-28
LONGEST_STAMP = 90
SHORT_REST = 4
MOST_REST = 24  # characters of a stamp line that may be no stamp: "来源：", an outlet, an author


def day_of(found: re.Match[str]) -> str | None:
    """Return the EDTF day a match of DAY, COMPACT or URL_DAY says, or None where no calendar has it."""
    groups = {key: value for key, value in found.groupdict().items() if value}
    year, month, day = (next((value for key, value in groups.items() if key.startswith(part)), "") for part in PARTS)
    if "name3" in groups or "name4" in groups:
        month = str(MONTHS[groups.get("name3") or groups["name4"]])
    if "year5" in groups:
        return written_day(year, month, day)
    first, second = int(month), int(day)
    if "day2" in groups and found.re is DAY and first > 12:  # 07/26/2020: the month stands first after all
        first, second = second, first
    return valid_day(int(year), first, second)


PARTS = ("year", "month", "day")


def written_day(year: str, month: str, day: str) -> str | None:
    """Return the day of 二〇二〇年七月二十二日."""
    return valid_day(int("".join(str(DIGITS[digit]) for digit in year)), small_number(month), small_number(day))


def small_number(written: str) -> int:
    """Return 23 for 二十三; what is no number below a hundred becomes one no calendar has."""
    tens, ten, ones = written.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        return 99
    return (DIGITS.get(tens, 1) * 10 if ten else 0) + (DIGITS[ones] if ones else 0)


def valid_day(year: int, month: int, day: int) -> str | None:
    """Return YYYY-MM-DD, or None where there is no such day or no web to stand on."""
    if not 1980 <= year <= 2099:
        return None
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


@functools.lru_cache(maxsize=1024)  # a day's articles bear the same stamp
def read_day(written: str) -> str | None:
    """Return the first day in a stamp, a meta value or what a caller gives: 2020-07-22T17:00, 20200722, 22/07/2020."""
    written = written.strip()
    for pattern in (DAY, COMPACT):
        for found in pattern.finditer(written):
            day = day_of(found)
            if day and MIDNIGHT_OVERSEAS.search(written):
                # Midnight in China, written in universal time by a careless page: its own day is the next one.
                day = (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()
            if day:
                return day
    return None


def day_in_url(url: str) -> str | None:
    """Return the day that a URL's path tells: /2021-05/26/, /20210526/, t20210526_."""
    path = HOST.sub("", url.split("?", 1)[0])
    for found in URL_DAY.finditer(path):
        if day := day_of(found):
            return day
    return None


def stamp_in(folded: str, labels: re.Pattern[str], *, between: bool = False) -> str | None:
    """Return the day of a line that is a time stamp and little else, or None.

    `labels` are the words that may stand on such a line: 发布时间, 来源, 责任编辑. `between` says that the line
    stands between the title and the text, where a section or an outlet may follow the bare day.
    """
    line = folded.strip()
    if not 6 <= len(line) <= LONGEST_STAMP or SENTENCE_END.search(line) or TODAY.search(line):
        return None
    found = DAY.search(line)
    if not found:
        return None
    day = day_of(found)
    if not day:
        return None
    rest = line[: found.start()] + " " + line[found.end() :]
    clocked = CLOCK.search(rest) is not None
    for pattern in (CLOCK, WEEKDAY, ZONE):
        rest = pattern.sub(" ", rest)
    labelled = labels.search(rest) is not None
    between = (
        between
        or OUTLET.fullmatch(line, found.end()) is not None
        or OFFICE.fullmatch(line, 0, found.start()) is not None
    )
    rest = re.sub(r"[\W\d_]+", "", rest)
    if labelled:
        most = LONGEST_STAMP if clocked else 2 * MOST_REST
    else:
        most = MOST_REST if clocked or between else SHORT_REST
    return day if len(rest) <= most else None

"""Where a deed stands on the spine: its year, month and day as far as they are known, an interval with its end."""

import datetime
import re

import msgspec

from shiguan.tell.day import DAY, SEASONS, point_label

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS_IN_ENGLISH = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}
WEEKDAYS_IN_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LABEL = re.compile(r"(?:(\d{4})年)?(?:(\d+)月|([春夏秋冬]))?(?:(\d+)日)?")
HINT = re.compile(r"(?:(..年) )?星期(.)")


class Notch(msgspec.Struct, frozen=True, order=True):
    """A place on the spine. What is not known is ""; `until` is the end of an interval."""

    year: str
    month: str = ""
    day: str = ""
    until: str = ""
    hint: str = ""


def notch_of(value: str | None) -> Notch:
    """Return the place of an EDTF value: a month has no day, a year no month, an interval an end."""
    if not value:
        return Notch("")
    begin, slash, end = value.partition("/")
    year, month, day = parts_of(begin)
    until = until_of(begin, end) if slash else ""
    return Notch(year, month, day, until, hint_of(begin) if day else "")


def parts_of(point: str) -> tuple[str, str, str]:
    """Return year, month or season, and day of one end of a value."""
    found = DAY.match(point)
    if not found:
        return point[:4], "", ""
    year, month, day = found.groups()
    label = SEASONS.get(month) or (f"{int(month)}月" if month else "")
    return year, label, str(int(day)) if day else ""


def until_of(begin: str, end: str) -> str:
    """Return the end of an interval, as short as its beginning allows."""
    if end in ("", ".."):
        return "…"
    if begin[:7] == end[:7] and len(end) >= len("2024-05-16"):
        return str(int(end[8:10]))
    label = point_label(end)
    return label if begin[:4] == end[:4] and label else f"{end[:4]}{'年' + label if label else ''}"


def hint_of(value: str) -> str:
    """Return weekday and the old-style name of the year; the name is left out where the lunar new year may fall."""
    try:
        day = datetime.date.fromisoformat(value[:10])
    except ValueError:
        return ""
    weekday = f"星期{WEEKDAYS[day.weekday()]}"
    if (1, 20) < (day.month, day.day) < (2, 21):
        return weekday
    number = day.year - 4 - ((day.month, day.day) <= (1, 20))
    return f"{STEMS[number % 10]}{BRANCHES[number % 12]}年 {weekday}"


def in_english(label: str) -> str:
    """Return a label of the spine in English: 10月 is Oct, 2024年7月6日 is 6 Jul 2024; what is no such label stays."""
    found = LABEL.fullmatch(label)
    if not label or found is None:
        return label
    year, month, season, day = found.groups()
    name = MONTHS[int(month) - 1] if month and int(month) <= len(MONTHS) else SEASONS_IN_ENGLISH.get(season, "")
    return " ".join(filter(None, (day, name, year)))


def hint_in_english(hint: str) -> str:
    """Return weekday and old-style name of the year with the weekday in English."""
    found = HINT.fullmatch(hint)
    if found is None:
        return hint
    name, weekday = found.groups()
    return " · ".join(filter(None, (WEEKDAYS_IN_ENGLISH[WEEKDAYS.index(weekday)], name)))

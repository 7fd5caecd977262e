"""EDTF values as a person writes them, no more precise than they are."""

import calendar
import datetime
import re

DAY = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")
SEASONS = {"21": "春", "22": "夏", "23": "秋", "24": "冬"}
UNKNOWN = "?"
LAST = "9999"


def year_of(value: str | None) -> str | None:
    """Return the first four characters of the value (199X stays 199X), or None for no value."""
    return value[:4] if value else None


def sort_key(value: str | None) -> tuple[str, str]:
    """Order by where the value begins; what has no date comes last, an open beginning first."""
    if value is None:
        return (LAST, "")
    begin, _, end = value.partition("/")
    return (begin if begin and begin != ".." else "", end)


def day_label(value: str | None) -> str:
    """Return month and day without the year: 2023-09-14 is 9月14日, 2023-09 is 9月, 2023 is empty, none is "?"."""
    if value is None:
        return UNKNOWN
    begin, slash, end = value.partition("/")
    if not slash:
        return point_label(begin)
    first, last = point_label(begin), point_label(end)
    if begin[:4] != end[:4] and end not in ("", ".."):
        last = f"{end[:4]}年{last}"
    elif begin[:7] == end[:7] and first.endswith("日"):
        last = last.partition("月")[2]
        first = first.removesuffix("日")
    return f"[{first}–{last}]"


def point_label(value: str) -> str:
    """Return one end of an interval, or a single day, month or season."""
    found = DAY.match(value)
    if not found:
        return "" if len(value) == len("199X") else value
    _, month, day = found.groups()
    if month is None:
        return ""
    if month in SEASONS:
        return SEASONS[month]
    return f"{int(month)}月" + (f"{int(day)}日" if day else "")


def span_of(value: str) -> tuple[int, int] | None:
    """Return the ordinals of the first and last day of a day, month or year, None for anything else."""
    found = DAY.match(value)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or (month is not None and month > 12):
        return None
    try:
        first = datetime.date(year, month or 1, day or 1)
        last = first if day else datetime.date(year, month or 12, calendar.monthrange(year, month or 12)[1])
    except ValueError:
        return None
    return first.toordinal(), last.toordinal()

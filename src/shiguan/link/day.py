"""Which days an EDTF value spans, as proleptic ordinals."""

import calendar
import datetime
import re

from shiguan.errors import UsageError

FIRST = datetime.date.min.toordinal()
LAST = datetime.date.max.toordinal()
# EDTF level 2 codes: seasons of the north as meteorologists count them, quarters, halves; month and length.
PARTS = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),
    **{code: (1 + 3 * (code - 33), 3) for code in range(33, 37)},
    **{code: (1 + 4 * (code - 37), 4) for code in range(37, 40)},
    40: (1, 6),
    41: (7, 6),
}
DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?:T.*)?", re.ASCII)
MONTH = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-XX)?", re.ASCII)
YEAR = re.compile(r"(?P<known>\d{2,4})(?P<open>X{0,2})(?:-XX(?:-XX)?)?", re.ASCII)
QUALIFIERS = re.compile(r"[?~%]")


def days_of(value: str) -> tuple[int, int]:
    """Return the first and last day that an EDTF value spans: "2021-05" is 1 to 31 May 2021, "199X" ten years.

    An open end ("2005/..", "../2021") reaches as far as dates go. A winter belongs to the year in which it begins.
    Raises UsageError where the value is no EDTF date or interval.
    """
    start, slash, end = value.partition("/")
    if not slash:
        return point_days(value, value)
    first = point_days(start, value)[0] if start.strip(".") else FIRST
    last = point_days(end, value)[1] if end.strip(".") else LAST
    if first > last:
        raise UsageError(f"'{value}': the interval ends before it begins; swap its ends")
    return first, last


def point_days(point: str, value: str) -> tuple[int, int]:
    """Return the first and last day of a value that is no interval; `value` is named in the error."""
    plain = QUALIFIERS.sub("", point)
    try:
        if found := DAY.fullmatch(plain):
            day = datetime.date(int(found["year"]), int(found["month"]), int(found["day"])).toordinal()
            return day, day
        if found := MONTH.fullmatch(plain):
            return months_days(int(found["year"]), int(found["month"]))
        found = YEAR.fullmatch(plain)
        if found and len(found["known"] + found["open"]) == 4:
            low = max(1, int(found["known"] + "0" * len(found["open"])))
            high = int(found["known"] + "9" * len(found["open"]))
            return datetime.date(low, 1, 1).toordinal(), datetime.date(high, 12, 31).toordinal()
    except ValueError as error:
        raise UsageError(f"'{value}': there is no such date; give an EDTF date that the calendar has") from error
    raise UsageError(f"'{value}': it is no EDTF date; give e.g. 2021-05-25, 2021-05, 199X or 2021-05/2021-06")


def months_days(year: int, month: int) -> tuple[int, int]:
    """Return the first and last day of a month, or of the season, quarter or half that the code stands for."""
    first, length = PARTS.get(month, (month, 1))
    end_year, end_month = year, first + length - 1
    if end_month > 12:
        end_year, end_month = min(year + 1, datetime.MAXYEAR), end_month - 12 if year < datetime.MAXYEAR else 12
    last = calendar.monthrange(end_year, end_month)[1]
    return datetime.date(year, first, 1).toordinal(), datetime.date(end_year, end_month, last).toordinal()

"""EDTF values as the tale needs them: the first day, the month, the most exact of several, what is too long to date."""

import re
from collections.abc import Sequence

from shiguan.extract.engagement.draft import Value
from shiguan.model.timex import Timex

# 比20年前在尼斯举行的峰会短: what is compared with tells nothing of this one.
COMPARED = re.compile(r"(?:比(?!亚|利|尔|勒|绍|什|较|赛|拼|例)|仅次于|逼近|追平|打破)[^，。；：]{0,8}$")
LONGEST_TERM = 15  # years: 过去10年我们多次会面


def is_measure(folded: str, time: Timex) -> bool:
    """True for the time of what something else is measured by: 比20年前."""
    return COMPARED.search(folded, max(0, time.start - 10), time.start) is not None


def month_of(value: Value) -> Value:
    """Return a day as its month, any longer time as it is."""
    return Value(value.value[:7], value.spans) if len(value.value) == 10 else value


def first_day(value: str) -> str:
    """Return the first day of an EDTF value in a form that compares with days: 2021-05 is 2021-05-01."""
    start = value.split("/")[0].replace("X", "0")
    return (start + "-01-01")[:10] if len(start) == 4 else (start + "-01")[:10]


def is_stretch(value: str) -> bool:
    """True for an interval that is open or longer than leaders are in office: 过去80年 in a forum's name."""
    start, _, end = value.partition("/")
    if not end and not value.endswith("/"):
        return False
    return (
        "" in (start, end)
        or ".." in (start, end)
        or int(end[:4].replace("X", "9")) - int(start[:4].replace("X", "0")) > LONGEST_TERM
    )


def exactest(times: Sequence[Timex]) -> Timex:
    """Return the time with the most exact value, the last of equals."""
    return max(reversed(times), key=lambda time: len((time.value or "").split("/")[0]))

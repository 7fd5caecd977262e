"""Setting out, arriving and coming home: the day told of a journey is not that of what it was made for."""

import bisect
import re
from collections.abc import Sequence

from shiguan.model.engagement import Kind

# What somebody travels to.
SESSIONS = frozenset({Kind.CONSULTATION, Kind.CONFERENCE})
# He has only set out: what follows in the sentence is still to come.
LEAVING = re.compile(r"(?:乘(?:专机|包机|机)[^，。]{0,6})?(?:离开(?:北京|首都)|离京|启程)(?=，|前往|赴)")
# 乘机抵达P，开始对A进行访问，并同B举行; 抵达P，出席: what he has come for is still to come.
ARRIVING = re.compile(
    r"(?:抵达|飞抵|到达)[^，。；]{0,12}，(?:[^。；]*?，)?(?:应[^，。；]{1,40}邀请|开始(?:对|为期|进行)[^，。；]*访问)"
    r"|乘(?:坐)?[^，。；]{0,6}机[^，。；]{0,6}(?:抵达|飞抵|到达)[^，。；]{0,12}，"
    r"|(?:抵达|飞抵|到达)[^，。；]{1,14}，?(?:并|将)?$"
)
BEGINS = re.compile(r"(?:抵达|飞抵|到达)[^。；]*开始(?:对|为期|进行)[^，。；]*访问")
# 结束出席, 结束对A的访问，并同B举行…后: what is over by the day told, and was on an earlier one.
ENDED = re.compile(r"结束(?:了)?(?:(?:对|出席|在|访|第|首)[^，。；]*|(?:对|出席|在|访)[^。；]*，并[^，。；]*)$")
# 李强是在结束对A的访问后抵达B的: told of the stop before, on an earlier day and elsewhere.
CAME_FROM = re.compile(r"是在(?:圆满|成功)?结束[^。；]*$")
# 离开河内时, 乘包机离开法国首都巴黎: where a visit came to its end.
DEPARTS = re.compile(r"离开(?:[^，。；]{2,8}首都)?(?=[^，。；时]{2,9}(?:时|，|。|回|抵|返|前往|赴|$))")
# 此次访德: the same journey, not the same day.
JOURNEY = frozenset({"此次", "本次", "这次", "此行"})


def set_out(folded: str, start: int, end: int) -> re.Match[str] | None:
    """Return the words in a stretch that tell that somebody has only set out."""
    return LEAVING.search(folded, start, end)


def come_for(folded: str, start: int, end: int, times: Sequence[int]) -> re.Match[str] | None:
    """Return the words that tell that somebody has arrived for what follows; none where that has a time of its own.

    `times` are the offsets at which times stand on the page.
    """
    arriving = ARRIVING.search(folded, start, end)
    if arriving is None or bisect.bisect_left(times, arriving.start()) < bisect.bisect_left(times, end):
        return None
    return arriving


def begins_visit(folded: str, start: int, end: int) -> bool:
    """True where an arrival begins a visit: the first stop need not be where talks are held."""
    return BEGINS.search(folded, start, end) is not None


def is_over(folded: str, start: int, end: int) -> bool:
    """True where the words between a time and an act tell that the act was over by then."""
    return ENDED.search(folded, start, end) is not None


def came_from(folded: str, start: int, end: int) -> bool:
    """True where a stretch tells of the stop before: X是在结束…后抵达B的."""
    return CAME_FROM.search(folded, start, end) is not None

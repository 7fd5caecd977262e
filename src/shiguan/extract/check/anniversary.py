"""Anniversaries against the years they count from."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from shiguan.grammar.layout import Layout
from shiguan.grammar.numeral import read_count
from shiguan.model.check import Check, CheckKind
from shiguan.model.span import Span
from shiguan.model.timex import Timex

EVENT = r"(?:签署|签订|签定|缔结|建交|成立|生效|建立|创立|创建|诞生|启动|开通|通车|独立|回归|发表|达成)"
ANNIVERSARY = re.compile(
    rf"(?:(?P<before>{EVENT})[^，。；！？\n]{{0,3}}?)?(?P<number>\d{{1,3}}|[一二三四五六七八九十百]{{1,4}})周年(?:[^，。；！？\n]{{0,2}}(?P<after>{EVENT}))?"
)
EVENT_WORD = re.compile(EVENT)
YEAR = re.compile(r"(?P<year>[12]\d{3})(?:-\d\d(?:-\d\d)?)?$")
REACH = 25  # characters between a year and the event it dates
MOST = 40


def check_anniversaries(text: str, folded: str, layout: Layout, times: Sequence[Timex]) -> list[Check]:  # noqa: ARG001
    """Return whether year and anniversary add up, where the page tells year, event and anniversary."""
    if "周年" not in folded:
        return []
    found = []
    starts = [time.start for time in times]
    dated = dated_events(folded, times)
    for match in list(ANNIVERSARY.finditer(folded))[:MOST]:
        event = match["before"] or match["after"]
        celebrated = year_before(times, starts, folded, match.start())
        if event is None or celebrated is None or event not in dated:
            continue
        for origin in dated[event]:
            if is_origin(folded, origin, match.start(), event):
                found.append(anniversary_check(text, origin, celebrated, match))
                break
    return found


def dated_events(folded: str, times: Sequence[Timex]) -> dict[str, list[Timex]]:
    """Return event word -> the past years that stand before it in one clause."""
    found: dict[str, list[Timex]] = {}
    for time in times:
        if not YEAR.match(time.value or ""):
            continue
        for event in EVENT_WORD.finditer(folded, time.end, time.end + REACH):
            between = folded[time.end : event.start()]
            if (
                not any(mark in between for mark in "。；！？\n")
                and "周年" not in folded[event.end() : event.end() + 8]
            ):
                found.setdefault(event[0], []).append(time)
                break
    return found


def year_before(times: Sequence[Timex], starts: list[int], folded: str, start: int) -> Timex | None:
    """Return the time in the anniversary's sentence that says when it is kept: 今年, 2021年."""
    index = bisect_left(starts, start) - 1
    if index < 0:
        return None
    time = times[index]
    if start - time.end > REACH or any(mark in folded[time.end : start] for mark in "。；！？\n"):
        return None
    return time if YEAR.match(time.value or "") else None


def is_origin(folded: str, origin: Timex, start: int, event: str) -> bool:
    """Say whether the dated event is the one celebrated: the only one near, or sharing a word with it."""
    after = folded[origin.end : origin.end + REACH + 20]
    before = folded[max(0, start - 20) : start]
    if 0 < start - origin.end < 80 and "。" not in folded[origin.end : start]:
        return True
    pairs = (before[index : index + 2] for index in range(len(before) - 1))
    return any(
        pair in after for pair in pairs if pair.isalpha() and event not in pair and pair not in ("今年", "年是", "是中")
    )


def anniversary_check(text: str, origin: Timex, celebrated: Timex, match: re.Match[str]) -> Check:
    """Return whether the years differ by the anniversary's number."""
    first = int((origin.value or "")[:4])
    second = int((celebrated.value or "")[:4])
    number = read_count(match["number"])
    holds = second - first == number
    verb = "相符" if holds else f"不符，相差{second - first}年"
    return Check(
        kind=CheckKind.ANNIVERSARY,
        holds=holds,
        says=f"{first}年至{second}年与{number}周年{verb}",
        items=(origin.text, celebrated.text, text[match.start("number") : match.end("number") + 2]),
        spans=(
            Span(origin.start, origin.end),
            Span(celebrated.start, celebrated.end),
            Span(match.start("number"), match.end("number") + 2),
        ),
    )

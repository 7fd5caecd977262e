"""Clauses around a number, and which parts of them are no words for the measure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import msgspec

from shiguan.extract.figure import words
from shiguan.model.span import Span
from shiguan.model.timex import Timex

BREAK = re.compile(r"[，。；﹔：！？\n]")
BRACKET = re.compile(r"（[^（）\n]{0,40}）|[A-Z]{2,4}=[A-Z0-9]*")
DURATION = re.compile(r"(?:近|过去|这)?[一二三四五六七八九十\d]+多?[年天](?:间|来|内)|日均|年均")
AFTER_TIME = re.compile(r"末|底|初|份|间|内(?![地容阁部需外蒙贸])")  # what is left of a time's last word
EDGE = " \t、的之“”（）·—-…─"
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
REACH = 90  # characters of a clause that are looked at on either side of a number


class Scene(msgspec.Struct):
    """A text with its times, looked up by offset."""

    folded: str
    times: Sequence[Timex]
    starts: list[int]

    def times_in(self, start: int, end: int) -> Sequence[Timex]:
        """Return the times that begin in `[start, end)`."""
        return self.times[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def time_over(self, start: int, end: int) -> bool:
        """Say whether a time shares characters with `[start, end)`."""
        last = bisect_right(self.starts, end - 1) - 1
        return last >= 0 and self.times[last].end > start

    def market_day(self) -> Timex | None:
        """Return the first day the page tells: a market report speaks of that day's prices."""
        return next((time for time in self.times if time.value and DAY.match(time.value)), None)


def clause_of(folded: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """Return the bounds of the clause around `[start, end)`, at most REACH characters to either side."""
    first = max(sentence[0], start - REACH)
    last = min(sentence[1], end + REACH)
    left = first
    for found in BREAK.finditer(folded, first, start):
        left = found.end()
    right = BREAK.search(folded, end, last)
    return left, right.start() if right else last


def pieces(scene: Scene, start: int, end: int) -> list[Span]:
    """Return `[start, end)` without its times and brackets, edges trimmed, in pieces."""
    holes = []
    for time in scene.times_in(start, end):
        rest = AFTER_TIME.match(scene.folded, time.end, end)
        holes.append((time.start, rest.end() if rest else time.end))
    holes += [found.span() for found in DURATION.finditer(scene.folded, start, end)]
    holes += [found.span() for found in BRACKET.finditer(scene.folded, start, end)]
    found = []
    at = start
    for left, right in sorted(holes):
        if left > at:
            found.append((at, left))
        at = max(at, right)
    if at < end:
        found.append((at, end))
    trimmed = (trim(scene.folded, left, right) for left, right in found)
    return [Span(left, right) for left, right in trimmed if left < right]


def trim(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds without marks and light words at either edge."""
    lead, light, kept = words.head("lead"), words.tail("light"), words.head("protected")
    while start < end:
        if folded[start] in EDGE and not (folded[start] == "“" and "”" in folded[start:end]):
            start += 1
        elif folded[end - 1] in EDGE and not (folded[end - 1] == "”" and "“" in folded[start:end]):
            end -= 1
        elif not kept.match(folded, start, end) and (found := lead.match(folded, start, end)):
            start = found.end()
        elif found := light.search(folded, max(start, end - 8), end):
            end = found.start()
        else:
            break
    return start, end

"""The values of what a wording tells, each with the characters that say it."""

import functools
import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from shiguan.extract.mechanism.pattern import one_of
from shiguan.grammar.numeral import read_count
from shiguan.model.mechanism_account import Cadence
from shiguan.model.span import Span
from shiguan.model.timex import Timex

DATED = ("founded", "first_held", "postponed")
YEARS = {
    1: Cadence.YEARLY,
    2: Cadence.TWO_YEARLY,
    3: Cadence.THREE_YEARLY,
    4: Cadence.FOUR_YEARLY,
    5: Cadence.FIVE_YEARLY,
}
TIMES_A_YEAR = {1: Cadence.YEARLY, 2: Cadence.HALF_YEARLY, 4: Cadence.QUARTERLY}
PERIODS = {
    "半年": Cadence.HALF_YEARLY,
    "季度": Cadence.QUARTERLY,
    "季": Cadence.QUARTERLY,
    "月": Cadence.MONTHLY,
    "个月": Cadence.MONTHLY,
    "不定期": Cadence.IRREGULAR,
}
FOUNDER = re.compile(r"[^、和与及]+")
FOUNDER_TAIL = re.compile(r"(?:等?[二两三四五六七八九十]国|于|在|共同|联合|首先|率先|一道|正式|的|达成|\ue000)+$")
FOUNDER_HEAD = re.compile(r"^(?:经|在|\ue000|由)+")
NO_FOUNDER = re.compile(r"[，。]|举行|成立|建立|\d{3}|会议|一致|需要|实际")
MOST_FOUNDERS = 8
WHOLE_LEAD = re.compile(r"^(?:.*[在是]|中方|双方|其)?")
NO_WHOLE = re.compile(r"关系|合作伙伴")


class Told(msgspec.Struct, frozen=True):
    """A value and where it is said."""

    value: object
    spans: tuple[Span, ...]


def read_fields(
    text: str, folded: str, times: Sequence[Timex], match: re.Match[str], offset: int
) -> dict[str, Told] | None:
    """Return the fields that a match gives; None where one of them cannot be read."""
    fields: dict[str, Told] = {}
    for name in match.re.groupindex:
        if match[name] is None or name in ("object", "period", "times"):
            continue
        start, end = match.start(name) + offset, match.end(name) + offset
        if name == "cadence":
            cadence = cadence_of(match)
            if cadence is None:
                return None
            spans = (Span(start, end),)
            fields["cadence"] = Told(cadence, spans)
            fields["cadence_text"] = Told(text[start:end], spans)
            continue
        told = read_one(text, folded, times, name, start, end)
        if told is None:
            return None
        fields[name] = told
    return fields


def read_one(text: str, folded: str, times: Sequence[Timex], name: str, start: int, end: int) -> Told | None:
    """Return the value of one field in `[start, end)`."""
    if name in DATED:
        return read_date(times, start)
    if name == "rounds_held":
        return Told(read_count(folded[start:end]), (Span(start, end),))
    if name == "founders":
        return read_founders(text, folded, times, start, end)
    if name == "parent":
        return read_parent(text, folded, start, end)
    return Told(text[start:end], (Span(start, end),))


def read_date(times: Sequence[Timex], start: int) -> Told | None:
    """Return the value of the time that begins at `start`."""
    place = bisect_left(times, start, key=lambda time: time.start)
    if place == len(times) or times[place].start != start or not times[place].value:
        return None
    return Told(times[place].value, (Span(start, times[place].end),))


def read_founders(text: str, folded: str, times: Sequence[Timex], start: int, end: int) -> Told | None:
    """Return the founders as written, parted at 、和与; None where the words name nobody."""
    for time in times:
        if start <= time.start < end:
            if time.start > start + 1:
                end = min(end, time.start)
            else:
                start = time.end
    words = folded[start:end]
    head, tail = FOUNDER_HEAD.match(words), FOUNDER_TAIL.search(words)
    low = start + (head.end() if head else 0)
    # 中俄两国 stays whole, 老挝、越南六国 ends with 越南.
    high = (
        start + tail.start() if tail and ("、" in words or words[tail.start()] not in "等二两三四五六七八九十") else end
    )
    spans = tuple(Span(low + part.start(), low + part.end()) for part in FOUNDER.finditer(folded[low:high]))
    if not spans or len(spans) > MOST_FOUNDERS or NO_FOUNDER.search(folded[low:high]):
        return None
    if any(span.end - span.start < 2 for span in spans):
        return None
    return Told(tuple(span.of(text) for span in spans), spans)


def read_parent(text: str, folded: str, start: int, end: int) -> Told | None:
    """Return the mechanism or body that this one is part of; 两国关系 is none."""
    words = folded[start:end]
    lead = WHOLE_LEAD.match(words)
    low = start + (lead.end() if lead else 0)
    while end > low and folded[end - 1] in "的之”“":
        end -= 1
    if not whole().search(folded[low:end]) or NO_WHOLE.search(folded[low:end]):
        return None
    return Told(text[low:end], (Span(low, end),))


def cadence_of(match: re.Match[str]) -> Cadence | None:
    """Return how often, from the period and how many times in it."""
    period = match["period"]
    if period in PERIODS:
        return PERIODS[period]
    years = read_count(period[:-1]) if period[:-1] else 1
    times = read_count(match["times"]) if match["times"] else 1
    if years == 1:
        return TIMES_A_YEAR.get(times)
    return YEARS.get(years) if times == 1 else None


def level_in_name(text: str, folded: str, spans: Sequence[Span]) -> Told | None:
    """Return the level that a name itself holds: 总理 in 中俄总理定期会晤, 副总理级."""
    for span in spans:
        found = named_level().search(folded, span.start, span.end)
        if found:
            bounds = Span(*found.span("level"))
            return Told(bounds.of(text), (bounds,))
    return None


@functools.cache
def named_level() -> re.Pattern[str]:
    """Return the pattern of a level inside a name."""
    return re.compile(
        rf"(?P<level>(?:{one_of('level')})级?)(?:别)?(?:首次)?(?:年度|定期|非正式|战略|特别|高级别|经贸|安全)*(?:会晤|会议|对话|磋商|峰会|机制|论坛|委员会|理事会)"
    )


@functools.cache
def whole() -> re.Pattern[str]:
    """Return the pattern of what a mechanism may be part of."""
    return re.compile(rf"(?:{one_of('whole')})$")

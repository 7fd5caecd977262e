"""Rounds of one mechanism against each other and against the count told of it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from shiguan.grammar.numeral import read_count
from shiguan.model.check import Check, CheckKind
from shiguan.model.engagement import Engagement, Status
from shiguan.model.span import Span

NUMERAL = r"(?P<number>\d{1,3}|[一二三四五六七八九十百]{1,5})"
# 已延续十五轮, 共举行了十六轮, 已成功举办15届
COUNTED = re.compile(
    rf"(?:已|共|已经|先后|累计|迄今|至今)(?:成功|连续|先后|共)?(?:延续|举行|举办|进行|召开|开展|走过)(?:了|过)?{NUMERAL}(?:轮|次|届)"
)


def check_rounds(text: str, folded: str, engagements: Sequence[Engagement]) -> list[Check]:
    """Return whether later sessions bear higher numbers, and whether a count told agrees with the latest of them."""
    sessions: dict[str, list[Engagement]] = {}
    for engagement in engagements:
        if engagement.mechanism and engagement.round is not None:
            sessions.setdefault(engagement.mechanism, []).append(engagement)
    found = []
    for series in sessions.values():
        dated = sorted((item for item in series if item.date), key=lambda item: (item.date or "", item.round or 0))
        found += [order_check(text, one, other) for one, other in pairwise(dated) if comparable(one, other)]
    for counted in COUNTED.finditer(folded) if sessions else ():
        latest = latest_before(sessions, counted.start())
        if latest is not None:
            found.append(count_check(text, latest, counted))
    return found


def comparable(one: Engagement, other: Engagement) -> bool:
    """Say whether the dates put the two in an order: 2021 and 2021-05 do not."""
    first, second = one.date or "", other.date or ""
    return not second.startswith(first) and one.round is not None and other.round is not None


def order_check(text: str, one: Engagement, other: Engagement) -> Check:
    """Return whether the later of two sessions bears the higher number."""
    holds = (one.round or 0) < (other.round or 0)
    verb = "次序相符" if holds else "次序不符"
    return Check(
        kind=CheckKind.ROUND,
        holds=holds,
        says=f"{one.mechanism}第{one.round}轮在{one.date}，第{other.round}轮在{other.date}，{verb}",
        items=tuple(span.of(text) for span in (round_span(one), round_span(other))),
        spans=(round_span(one), round_span(other)),
    )


def count_check(text: str, latest: Engagement, counted: re.Match[str]) -> Check:
    """Return whether the count told is the latest session's number, or one less where that one is not yet counted."""
    count = read_count(counted["number"])
    number = latest.round or 0
    still_open = latest.status is not Status.HELD
    holds = count in (number, number - 1) and not (still_open and count == number)
    verb = "相符" if holds else "不符"
    return Check(
        kind=CheckKind.ROUND,
        holds=holds,
        says=f"{latest.mechanism}第{number}轮与“{counted[0]}”{verb}",
        items=(round_span(latest).of(text), text[counted.start() : counted.end()]),
        spans=(round_span(latest), Span(*counted.span())),
    )


def latest_before(sessions: dict[str, list[Engagement]], start: int) -> Engagement | None:
    """Return the highest session of the only mechanism the page counts, or of the one named last before `start`."""
    if not sessions:
        return None
    series = max(
        sessions.values(), key=lambda items: max((item.start for item in items if item.start <= start), default=-1)
    )
    return max(series, key=lambda item: item.round or 0)


def round_span(engagement: Engagement) -> Span:
    """Return where the number of the session stands."""
    cited = engagement.cited.get("round", ())
    return cited[0] if cited else Span(engagement.start, engagement.end)

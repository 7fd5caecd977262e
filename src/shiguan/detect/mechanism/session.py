"""Sessions told by number and last word alone, of a series that the page tells of: 第三次会晤在该市举行.

`detect_mechanisms` reads the names of sessions, `detect_standing` those of the series; here both are put together.
会晤, 谈判 and 会谈 are last words of some series and else any meeting: they are read where the page has named such a
series before.
"""

import re
from collections.abc import Sequence

import msgspec

from shiguan.model.mechanism import Gathering, Mechanism, Order, Round
from shiguan.model.span import Span

WORDS = ("会晤", "谈判", "会谈")
LEAST = 2  # sides without which a name tells nothing of who meets
# What stands before the number of a session: a mark, the verb; not 今年, 两国元首, 他们的.
LEAD = re.compile(r"(?:[，。；、：（\n 　]|举行了?|召开了?|进行了?|商定|约定|同意|宣布|确认|透露|其中|^)$")
# What sort of session a forum has, and what has such sessions.
LEVELLED = re.compile(r"(?:部长级|外长|领导人|高官|高级别)(?:会议|会|会晤|磋商)|峰会")
FORUMS = ("论坛", "机制", "组织", "合作")
LEVEL = re.compile(r"元首|总理|首相|外长|防长|国防部长|议长|特别代表|安全顾问")
BEFORE = 60


def resolve_sessions(
    folded: str, rounds: Sequence[Round], named: Sequence[Mechanism], standing: Sequence[Mechanism]
) -> list[Mechanism]:
    """Return the mechanisms of a page with the sessions told by number alone, in reading order.

    `named` are the sessions as they are named, `standing` the series that the page tells of.
    """
    series = sorted((one for one in (*named, *standing) if is_series(one)), key=lambda one: one.start)
    if not series:
        return list(named)
    taken = {one.round.start for one in named if one.round is not None}
    found = [of_forum(folded, settled(one, series), series) for one in named]
    for counted in rounds:
        word = next((one for one in WORDS if folded.startswith(one, counted.end)), None)
        session = session_of(folded, counted, word, series) if word and counted.start not in taken else None
        if session is not None:
            found.append(session)
    return sorted(found, key=lambda one: one.start)


def is_series(one: Mechanism) -> bool:
    """True for a name that tells whose sessions it counts."""
    return one.named and (len(one.states) >= LEAST or (one.international and bool(one.states)))


def settled(one: Mechanism, series: Sequence[Mechanism]) -> Mechanism:
    """Return 第三次会议 as a session of the series named last before it, where only the series itself was named."""
    if one.named or one.round is None or one.round.value is None or len(one.name) > LEAST:
        return one
    meant = latest(series, one.start, one.name)
    return one if meant is None or meant.round is not None else as_session(one.round, one.end, meant)


def of_forum(folded: str, one: Mechanism, series: Sequence[Mechanism]) -> Mechanism:
    """Return 第十届部长级会议 as one of the forum that the paragraph is about: 中阿合作论坛部长级会议."""
    if one.named or one.round is None or one.round.value is None or not LEVELLED.fullmatch(one.name):
        return one
    before = [other for other in series if other.end <= one.start and is_forum(folded, other)]
    if not before or "\n" in folded[before[-1].end : one.start] or latest(series, one.start, one.name):
        return one
    forum = before[-1]
    return msgspec.structs.replace(
        one,
        name=forum.name + one.name,
        spans=(*forum.spans, *one.spans),
        states=forum.states,
        named=True,
        international=True,
        rule="mechanism/session-of-series",
    )


def is_forum(folded: str, one: Mechanism) -> bool:
    """True for a forum, or what is called a mechanism: both have sessions of several levels."""
    return one.name.endswith(FORUMS) or folded.endswith("机制", 0, one.end)


def session_of(folded: str, counted: Round, word: str, series: Sequence[Mechanism]) -> Mechanism | None:
    """Return the session that a number before 会晤 tells, None where it may be any meeting."""
    end = counted.end + len(word)
    meant = latest(series, counted.start, word)
    before = folded[max(0, counted.start - BEFORE) : counted.start]
    if meant is None or not LEAD.search(before):
        return None
    levels = set(LEVEL.findall(re.split("[。；\n]", before)[-1]))
    if levels and levels.isdisjoint(LEVEL.findall(meant.name)):
        return None
    if counted.value is not None:
        return as_session(counted, end, meant)
    if counted.order is not Order.PREVIOUS:
        return None
    bare = as_session(counted, end, meant)
    return msgspec.structs.replace(bare, name=word, spans=(Span(counted.start, end),), states=(), named=False)


def latest(series: Sequence[Mechanism], before: int, word: str) -> Mechanism | None:
    """Return the series named last before an offset whose name ends in the word."""
    return next((one for one in reversed(series) if one.end <= before and one.name.endswith(word)), None)


def as_session(counted: Round, end: int, meant: Mechanism) -> Mechanism:
    """Return a session of a series where its number stands."""
    gathering = Gathering.CONFERENCE if len(meant.states) > LEAST else meant.gathering
    return msgspec.structs.replace(
        meant, start=counted.start, end=end, round=counted, gathering=gathering, rule="mechanism/session-of-series"
    )

"""Which session it was, where the page says so afterwards: 这是该机制下的第九轮会议, 此次磋商为双方第三次举行."""

import re
from collections.abc import Iterator, Sequence

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, Value
from shiguan.extract.engagement.merge import alike
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.trigger import Trigger
from shiguan.model.engagement import Kind
from shiguan.model.mechanism import Mechanism, Round
from shiguan.model.span import Span

REACH = 48
# 这是, 本轮对话系: a session spoken of just before.
POINTS = re.compile(
    r"(?:这|(?:此|本|该|这)(?:一)?[次轮届场](?:[^，。；：！？\n是为系]{0,10}?))(?:也|亦|将|已经?|正)?(?:是|为|系)"
    r"(?P<whose>[^，。；：！？\n]{0,32}?)$"
)
# Whose session: the mechanism's own, both sides'. Anything else is what somebody does: 这是他第三次访问.
WHOSE = re.compile(
    r"(?:该|此一?|这[一个种]?|上述|两国|双方|双边|三国|三方|各方|彼此|之?间|机制|对话|磋商|会晤|谈判|论坛|平台|框架|政府|部门|外交部|国防部"
    r"|下|内|中|的|自|从|于|在|起|来|以来|以后|之后|后|启动|建立|成立|设立|创立|创建|创设|恢复|重启|举行|召开|举办|升级|系列|正式|[\d〇零一二三四五六七八九十]+[年月日])*"
)
# What is counted: a session, or that one is held.
COUNTED = re.compile(
    r"(?:[^，。；：！？\n]{0,10}?(?:会议|磋商|对话|会晤|谈判|会谈|年会|论坛|峰会|协商|举行|召开|举办)|$|(?=[，。；！？\n]))"
)
SESSIONS = frozenset({Kind.CONSULTATION, Kind.CONFERENCE, Kind.MEETING})


def numberings(folded: str, rounds: Sequence[Round]) -> Iterator[Trigger]:
    """Yield a trigger wherever a page says which session the one told before was; `rounds` are its numbers."""
    for counted in rounds:
        low = max(0, counted.start - REACH)
        points = POINTS.search(folded, low, counted.start) if counted.value is not None else None
        if points and COUNTED.match(folded, counted.end):
            yield Trigger(points.start(), points.start("whose"), "是", "number", Kind.CONSULTATION, None)


def read_number(tale: Tale, cue: Cue) -> list[Draft]:
    """Give the session told last the number that the page gives it now, and the name where that is told only here."""
    folded, start = tale.scene.folded, cue.trigger.end
    counted = next((one for one in tale.scene.rounds if start <= one.start < cue.clause[1]), None)
    session = next((one for one in reversed(tale.drafts) if one.kind in SESSIONS), None)
    if counted is None or counted.value is None or session is None or session.section != tale.section:
        return []
    name = next((one for one in tale.scene.mechanisms_in(start, cue.clause[1]) if one.named and one.round), None)
    if name is None and not WHOSE.fullmatch(folded, start, counted.start):
        return []
    if session.round is not None or not may_be(session, name):
        return []
    if name is not None and session.mechanism is None:
        session.mechanism, session.kind = Value(name.name, name.spans), Kind(name.gathering.value)
    session.round = counted.value
    session.round_span = Span(counted.start, counted.end)
    return []


def may_be(session: Draft, name: Mechanism | None) -> bool:
    """True where a session without a number may be the one that is counted: by its name, if the page tells one."""
    if name is None:
        return session.mechanism is not None
    if session.mechanism is not None:
        return alike(session.mechanism.value, name.name)
    return session.kind is Kind.MEETING and (not name.states or set(name.states) == session.states)

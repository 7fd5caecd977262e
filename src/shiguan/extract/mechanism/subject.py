"""Which mechanism a wording tells of: the one named before it, the one behind it, or the one that 该机制 takes up."""

import bisect
import functools
import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.mechanism.pattern import one_of
from shiguan.grammar.layout import Bounds
from shiguan.model.mechanism import Mechanism

REACH = 90  # characters between a name and what is told of it
BACK = 400  # characters between a name and the 该机制 that takes it up
BARE_LEAD = "，。；：！？、\n“”（轮届次的"
TELLING = (
    r"(?=自|于|是|由|每|已|一般|通常|原则上|成立|创|始|的|迄今|至今|轮流|最初|目前|共|首|机制|受|因|被|推迟|暂停|延期)"
)
# A mechanism of one state's own; the last word alone tells of the rest that states hold them together.
DOMESTIC = re.compile(
    r"中共|全国|全省|全市|人大|政协|党组|中央|国务院|工作机制|工作会议|代表大会|常委会|纪委|部门|干部|企业家|预警|监测|监督|协作"
    r"|联动|响应|保障|补偿|奖励|评价|考核|应急|审查|管理机制|长效|市场化|帮扶|村|城镇|校|高校|医院|学术|学会|职业|文学"
)
# 由A和B合并而成: what it was before is not what is told of.
FORMER = re.compile(
    r"(?:[和与、及][^，。；]{2,24})?(?:合并|整合|升级|升格|演变|发展|改组|更名|转变|过渡)(?:而[成来]|为|成)"
)
FORMERLY = re.compile(r"(?:前身|原名|原称|旧称|曾用名)[是为叫]?[^，。；]*\Z")
LASTING = re.compile(r"^政府间|(?:论坛|对话|对话会|磋商|会晤|峰会)$")


class Subject(msgspec.Struct, frozen=True):
    """A mechanism told of: its name in full, and the mention that says it."""

    name: str  # folded, for comparing
    mention: Mechanism


class Names:
    """The mechanisms that a page names, and which of them a short name means."""

    def __init__(self, text: str, folded: str, standing: Sequence[Mechanism], sessions: Sequence[Mechanism]) -> None:
        self.text = text
        self.folded = folded
        self.standing = standing
        self.starts = [one.start for one in standing]
        self.sessions = [one for one in sessions if one.named and one.international]
        full = [one for one in (*standing, *sessions) if one.named and one.international and one.states]
        self.full = sorted(full, key=lambda one: (len(one.name), one.start))

    def plain(self, one: Mechanism) -> str:
        """Return the folded name."""
        return "".join(span.of(self.folded) for span in one.spans)

    def subject(self, one: Mechanism) -> Subject | None:
        """Return the mechanism that a mention names; a short name is that of the shortest full name that ends in it."""
        plain = self.plain(one)
        if not one.states:
            for known in self.full:
                name = self.plain(known)
                if name.endswith(plain) and len(name) > len(plain):
                    return Subject(name, known)
        if not one.named or DOMESTIC.search(plain) or not (one.international or is_lasting(self.folded, one)):
            return None
        return Subject(plain, one)

    def inside(self, start: int, end: int) -> list[Mechanism]:
        """Return the mechanisms named in a stretch."""
        first = bisect.bisect_left(self.starts, start)
        return [one for one in self.standing[first : bisect.bisect_left(self.starts, end)] if one.end <= end]

    def at(self, start: int, end: int) -> Subject | None:
        """Return the mechanism whose name lies in a masked stretch."""
        found = self.inside(start, end)
        return self.subject(found[0]) if found else None

    def before(self, sentence: Bounds, position: int, stop: int, parents: Sequence[Bounds]) -> Subject | None:
        """Return the nearest mechanism before `position` that its sentence tells of, or what 该机制 takes up."""
        low = max(sentence[0], position - REACH)
        taken = self.taken_up(sentence, low, stop)
        for one in reversed(self.inside(sentence[0], position)):
            if one.end < low or (taken is not None and one.start < taken[1]):
                break
            if self.is_aside(one) or any(start <= one.start < end for start, end in parents):
                continue
            found = self.subject(one)
            if found is not None:
                return found
        return taken[0] if taken is not None else None

    def is_aside(self, one: Mechanism) -> bool:
        """True for a mechanism that is only where or when something else happens: 在…论坛期间, 出席…峰会."""
        if behind().match(self.folded, one.end):
            return True
        head = self.folded[max(0, one.start - 4) : one.start]
        return ahead().search(head) is not None or self.is_former(one)

    def is_former(self, one: Mechanism) -> bool:
        """True for what the mechanism told of was before: 由A和B合并而成, 前身是2005年启动的A."""
        before = self.folded[max(0, one.start - 30) : one.start]
        return FORMER.match(self.folded, one.end) is not None or FORMERLY.search(before) is not None

    def is_called_mechanism(self, one: Mechanism) -> bool:
        """True where 机制 stands in or behind the name."""
        return "机制" in self.folded[one.start : one.end + 2]

    def taken_up(self, sentence: Bounds, low: int, stop: int) -> tuple[Subject, int] | None:
        """Return what the last 该机制 (or 机制 that opens a clause) before `stop` takes up, and where it stands."""
        for match in reversed(list(anaphor().finditer(self.folded, max(low, sentence[0]), stop))):
            if match["bare"] and match.start() > sentence[0] and self.folded[match.start() - 1] not in BARE_LEAD:
                continue
            found = self.antecedent(match["bare"] or match["noun"], match.start())
            if found is not None:
                return found, match.start()
        return None

    def antecedent(self, noun: str, position: int) -> Subject | None:
        """Return the mechanism named last before `position`, itself or by a session, that the noun may mean."""
        low = max(0, position - BACK)
        named = [*self.inside(low, position), *(one for one in self.sessions if low <= one.start < position)]
        sort = noun.removesuffix("机制")[-2:]  # 该会晤机制, 该机制
        for one in sorted(named, key=lambda one: one.start, reverse=True):
            subject = self.subject(one)
            if subject is None or self.is_former(one):
                continue
            whole = subject.name + self.folded[one.end - 2 : one.end]
            if sort in ("", "平台") or sort in whole:
                return subject
        return None


def is_lasting(folded: str, one: Mechanism) -> bool:
    """True where 机制 or the last word says that it is a series of talks, whoever holds them."""
    return LASTING.search("".join(span.of(folded) for span in one.spans)) is not None


@functools.cache
def anaphor() -> re.Pattern[str]:
    """Return the pattern of 该机制, 这一论坛, and of a bare 机制 with what is told of it behind."""
    noun = one_of("anaphor")
    return re.compile(rf"(?:该|此|这一|这个|这项|上述|本)(?P<noun>{noun})|(?P<bare>{noun}){TELLING}")


@functools.cache
def behind() -> re.Pattern[str]:
    """Return what stands behind a mechanism that is no more than a time or a place."""
    return re.compile(rf"(?:{one_of('adjunct')})")


@functools.cache
def ahead() -> re.Pattern[str]:
    """Return what stands before a mechanism that somebody attends or speaks of."""
    return re.compile(rf"(?:{one_of('object')})$")

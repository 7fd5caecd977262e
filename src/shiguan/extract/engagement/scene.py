"""The page as engagements see it: clauses, and who stands in them behind which preposition."""

import bisect
import re
from collections.abc import Sequence
from datetime import date

import msgspec

from shiguan.extract.engagement.cast import cast_of, is_unplaced
from shiguan.grammar.layout import Bounds, Layout
from shiguan.model.credit import Credit
from shiguan.model.mechanism import Mechanism, Round
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.place import Place
from shiguan.model.span import Span
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex

CLAUSE_MARK = re.compile(r"[，。；：！？\n]")
JOINT = re.compile(r"(?:（[^）]*）)?(?:[、和与及]|以及|、以及|暨|和?包括)?(?:（[^）]*）)?")
ASIDE = re.compile(r"（[^）\n]{0,60}）|[“”‘’ ]")
BRACKETS = re.compile(r"（[^）\n]{0,60}）")
WITH = re.compile(r"(?:(?<![不共合相随陪如等偕])同|(?<![参给赠])与|(?<![温总缓])和|跟|会同|偕同|连同|以及)$")
TO = re.compile(r"(?:向|(?<![应面])对|给|致|予)$")
BY = re.compile(r"(?:(?<!供)应|受|被|获)$")
AT = re.compile(r"(?:(?<![存现])在|于|赴|抵达|访问|前往|到访|出访|飞抵|来到|离开|造访|回到|返回|驻|抵|访|到)$")
SETTING = re.compile(r"(?:(?<![存现])在|(?<![对关由属基])于|赴|抵达|飞抵|来到|首都)$")
SOURCE = re.compile(r"(?:据|根据|援引|引述)$")
INNER = re.compile(
    r"(?:为|就|针对|面对|对于|将|把|让|使|作为|包括|除|除了|因|由于|关于|涉|有关|支持|反对|谴责|要求|陪同|指责|批评|提及|提到|祝贺|欢迎|代表|告诉|称|邀请|帮助|以|涉及|针对|打击|敦促|率|率领|带领)$"
)
# 来访的, 正在莫斯科的: what stands between a preposition and the name it governs.
RELATIVE = re.compile(
    r"(?P<prep>(?<![不共合陪])同|(?<![参])与|跟|会见了?|和(?=来|到|正|应|前))(?P<middle>[^，。；]{1,40})的$"
)
VISITOR = re.compile(
    r"(?P<prep>(?<![不共合陪])同|(?<![参])与|跟|会见了?|和)(?:正在|正|应邀|前来)*(?:到访|来访|访问|出访|造访|来[华京]|出席|参加)[^，。；]{0,30}的$"
)
ADJECTIVE = re.compile(
    r"(?:[，、。；！？）”和与及同以跟将已曾于在对向也还就并再又均都分别日前近此两双三等举签恢断建互达交召开今昨去上本早首正应表说称称宣要希决拟计"
    r"受赴到访会通磋谈共联派递则仍方因为从把由自是时刚间]|\d|定于|提出|发表|呼吁|敦促|谴责|强调|反对|支持|欢迎|认为|警告|参加|出席|加入|成为|接受|收到|释放|移交|承认|通报|通知|组成的|方面|元首|关系|代表|政府|$)"
)
HEADING_LIMIT = 45
# Bounds that keep a page of one endless sentence linear: no news sentence comes near them.
LONGEST_SENTENCE = 1200
LONGEST_CLAUSE = 300
REACH = 40
# 与斡旋方埃及代表团会谈, 同来访的: what somebody is at the talks.
ROLE_IN_IT = re.compile(r"(?:斡旋方|调解方|调停方|斡旋国|东道主|来访|到访|对手)$")
# 计划、发展和|特别项目部部长
MINISTRY = re.compile(r"[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8})*[、和与及][\u4e00-\u9fff]{0,8}")
PAGE_SAMPLE = 2000
NEIGHBOURHOOD = 800


class Group(msgspec.Struct, frozen=True):
    """Mentions joined by 、 and 和, with the preposition before them: with, to, by, at, source, inner, of, or ""."""

    mentions: tuple[Mention, ...]
    start: int
    end: int
    prep: str


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with its clauses; `section` counts the parts of a digest, `heading` is true for a line of its own."""

    start: int
    end: int
    clauses: tuple[Bounds, ...]
    paragraph: int
    section: int
    heading: bool
    first: bool


class Scene(msgspec.Struct):
    """All that is known of a page before engagements are read."""

    text: str
    folded: str
    document_time: date | None
    times: Sequence[Timex]
    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    credits: Sequence[Credit]
    places: Sequence[Place]
    mechanisms: Sequence[Mechanism]
    rounds: Sequence[Round]
    mention_starts: list[int]
    time_starts: list[int]
    place_starts: list[int]
    mechanism_starts: list[int]
    statement_starts: list[int]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in the bounds, outlets left out."""
        low = bisect.bisect_left(self.mention_starts, start)
        high = bisect.bisect_left(self.mention_starts, end)
        return [mention for mention in self.mentions[low:high] if mention.end <= end]

    def times_in(self, start: int, end: int) -> Sequence[Timex]:
        """Return the times that begin in the bounds and have a value."""
        low = bisect.bisect_left(self.time_starts, start)
        high = bisect.bisect_left(self.time_starts, end)
        return [time for time in self.times[low:high] if time.value]

    def places_in(self, start: int, end: int) -> Sequence[Place]:
        """Return the governed places that begin in the bounds."""
        return self.places[bisect.bisect_left(self.place_starts, start) : bisect.bisect_left(self.place_starts, end)]

    def mechanisms_in(self, start: int, end: int) -> Sequence[Mechanism]:
        """Return the mechanisms that begin in the bounds."""
        low = bisect.bisect_left(self.mechanism_starts, start)
        return self.mechanisms[low : bisect.bisect_left(self.mechanism_starts, end)]

    def unnamed(self, start: int, end: int) -> str:
        """Return a stretch with the names of people masked, for 若泽 is no 若."""
        text = self.folded[start:end]
        for mention in self.mentions_in(start, end):
            if mention.name_span is not None and mention.name_span.start >= start:
                low, high = mention.name_span.start - start, mention.name_span.end - start
                text = text[:low] + "_" * (high - low) + text[high:]
        return text

    def learn(self, name: str, state: str, span: Span) -> None:
        """Know from now on whose person somebody is of whom no title tells it."""
        self.mentions = [
            msgspec.structs.replace(mention, states=(state,), state_span=span)
            if mention.name == name and is_unplaced(mention)
            else mention
            for mention in self.mentions
        ]

    def statement_at(self, offset: int) -> Statement | None:
        """Return the innermost statement whose words hold the offset."""
        index = bisect.bisect_right(self.statement_starts, offset) - 1
        for statement in self.statements[max(0, index - 3) : index + 1][::-1]:
            if statement.start <= offset < statement.end:
                return statement
        return None

    def credit_at(self, offset: int) -> Credit | None:
        """Return the credit that holds at an offset, the nearest before it."""
        near = bisect.bisect_right(self.credits, offset, key=lambda credit: credit.start)
        for credit in self.credits[:1] if near == 0 else self.credits[max(0, near - REACH) : near][::-1]:
            if credit.start <= offset < credit.until or credit.rule == "credit/whole-page":
                return credit
        return None


def stage(
    text: str,
    folded: str,
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    credits: Sequence[Credit],
    places: Sequence[Place],
    mechanisms: Sequence[Mechanism],
    rounds: Sequence[Round],
    document_time: date | None,
) -> Scene:
    """Return the scene of a page."""
    spoken = sorted(statements, key=lambda statement: statement.start)
    mentions = cast_of(folded, mentions, mechanisms)
    return Scene(
        text=text,
        folded=folded,
        document_time=document_time,
        times=times,
        mentions=mentions,
        statements=spoken,
        credits=credits,
        places=places,
        mechanisms=mechanisms,
        rounds=rounds,
        mention_starts=[mention.start for mention in mentions],
        time_starts=[time.start for time in times],
        place_starts=[place.start for place in places],
        mechanism_starts=[mechanism.start for mechanism in mechanisms],
        statement_starts=[statement.start for statement in spoken],
    )


def prevailing_state(scene: Scene, known: set[str], start: int = 0, end: int | None = None) -> Mention | None:
    """Return a mention of the state that a stretch speaks of most as a side (希方, 中希), the `known` left out."""
    count: dict[str, int] = {}
    first: dict[str, Mention] = {}
    mentions = scene.mentions[:PAGE_SAMPLE] if end is None else scene.mentions_in(start, end)[:PAGE_SAMPLE]
    for mention in mentions:
        if mention.kind is MentionKind.PERSON or (mention.kind is MentionKind.STATE and len(mention.states) < 2):
            continue
        for state in mention.states:
            if state not in known:
                count[state] = count.get(state, 0) + 1
                first.setdefault(state, mention)
    best = max(count, key=lambda state: count[state], default=None)
    return first[best] if best is not None and count[best] > 1 else None


def commonest_state(scene: Scene, known: set[str]) -> Mention | None:
    """Return a mention of the one state beside the `known` that a page of two states is about."""
    found: dict[str, list[Mention]] = {}
    for mention in scene.mentions[:PAGE_SAMPLE]:
        for state in mention.states:
            if state not in known and len(state) == 2 and state not in ("UN", "EU", "AU"):
                found.setdefault(state, []).append(mention)
    ranked = sorted(found.values(), key=len, reverse=True)
    if not ranked or len(ranked[0]) < 3 or (len(ranked) > 1 and len(ranked[1]) * 3 > len(ranked[0])):
        return None
    return next((one for one in ranked[0] if len(one.states) == 1), ranked[0][0])


def prevailing_pair(scene: Scene, offset: int) -> Mention | None:
    """Return the first mention of the pair of states that the page names most around an offset: 美越, 中希."""
    count: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], Mention] = {}
    for mention in scene.mentions_in(max(0, offset - NEIGHBOURHOOD), offset + NEIGHBOURHOOD):
        if len(mention.states) == 2:
            pair = tuple(sorted(mention.states))
            count[pair] = count.get(pair, 0) + 1
            first.setdefault(pair, mention)
    best = max(count, key=lambda pair: count[pair], default=None)
    return first[best] if best is not None and count[best] > 1 else None


def sentences_of(folded: str, layout: Layout, wanted: Sequence[int]) -> list[Sentence]:
    """Return the sentences that hold one of the `wanted` offsets, clauses and sections told."""
    found = []
    section = paragraph = next_wanted = 0
    for start, end in layout.sentences:
        first = False
        while paragraph < len(layout.paragraphs) and layout.paragraphs[paragraph][1] <= start:
            paragraph += 1
        bounds = layout.paragraphs[min(paragraph, len(layout.paragraphs) - 1)]
        first = bounds[0] == start
        heading = (
            first and bounds[1] == end and end - start <= HEADING_LIMIT and folded[end - 1] not in "。！？”；：…，）"
        )
        if heading and len(layout.paragraphs) > 1:
            section += 1
        while next_wanted < len(wanted) and wanted[next_wanted] < start:
            next_wanted += 1
        if next_wanted < len(wanted) and wanted[next_wanted] < end:
            heading = heading and len(layout.paragraphs) > 1
            for clauses in pieces(clauses_of(folded, start, end)):
                found.append(Sentence(clauses[0][0], clauses[-1][1], clauses, paragraph, section, heading, first))
    return found


def pieces(clauses: tuple[Bounds, ...]) -> list[tuple[Bounds, ...]]:
    """Return the clauses of a sentence in parts that are not too long; one part for all but endless sentences."""
    if clauses and clauses[-1][1] - clauses[0][0] <= LONGEST_SENTENCE:
        return [clauses]
    parts: list[tuple[Bounds, ...]] = []
    part: list[Bounds] = []
    for low, high in clauses:
        for begin in range(low, high, LONGEST_CLAUSE):
            if part and begin - part[0][0] > LONGEST_SENTENCE:
                parts.append(tuple(part))
                part = []
            part.append((begin, min(begin + LONGEST_CLAUSE, high)))
    return [*parts, tuple(part)] if part else parts


def clauses_of(folded: str, start: int, end: int) -> tuple[Bounds, ...]:
    """Return the stretches between marks; a mark inside round brackets does not part them."""
    found = []
    begin = start
    masked = folded[start:end]
    if "（" in masked:
        masked = BRACKETS.sub(lambda aside: "_" * len(aside[0]), masked)
    for mark in CLAUSE_MARK.finditer(masked):
        if start + mark.start() > begin:
            found.append((begin, start + mark.start()))
        begin = start + mark.end()
    if begin < end:
        found.append((begin, end))
    return tuple(found)


def groups_in(scene: Scene, start: int, end: int) -> list[Group]:
    """Return the groups of mentions in a stretch, each with its preposition."""
    folded = scene.folded
    groups: list[Group] = []
    run: list[Mention] = []
    for mention in scene.mentions_in(start, end):
        if (
            run
            and JOINT.fullmatch(folded, run[-1].end, mention.start)
            and joined(run[-1], mention)
            and not (mention.kind is not MentionKind.STATE and is_setting(folded, run))
        ):
            run.append(mention)
            continue
        if run and is_title(folded, run[-1], mention):
            run[-1] = with_state(mention, run[-1])
            continue
        if run:
            groups.append(group_of(folded, start, run, groups))
        run = [mention]
    if run:
        groups.append(group_of(folded, start, run, groups))
    return groups


def is_title(folded: str, state: Mention, person: Mention) -> bool:
    """True for 巴基斯坦|计划、发展和特别项目部|部长X: a state and its person, a long name between."""
    if state.kind is not MentionKind.STATE or person.kind is not MentionKind.PERSON or len(state.states) != 1:
        return False
    return person.states in ((), state.states) and MINISTRY.fullmatch(folded, state.end, person.start) is not None


def with_state(person: Mention, state: Mention) -> Mention:
    """Return a person whose title begins with a state."""
    span = Span(state.start, state.end)
    return msgspec.structs.replace(person, start=state.start, states=state.states, state_span=person.state_span or span)


def is_setting(folded: str, run: Sequence[Mention]) -> bool:
    """True for the capital in 在塔什干与X举行会谈: where it is, not with whom."""
    low = run[0].start
    return run[-1].kind is MentionKind.STATE and SETTING.search(folded, max(0, low - 3), low) is not None


def joined(before: Mention, after: Mention) -> bool:
    """True where the second belongs to a list with the first: a person does not join a bare state before it."""
    return before.end < after.start or before.kind is after.kind


def group_of(folded: str, floor: int, run: Sequence[Mention], before: Sequence[Group]) -> Group:
    """Return a run of mentions as a group, with the class of its preposition."""
    start, end = run[0].start, run[-1].end
    low = max(floor, before[-1].end if before else floor)
    gap = ASIDE.sub("", folded[low:start])
    prep = preposition(gap)
    if gap == "的" and before:
        prep = visiting(folded, floor, start, before) or prep
    if (gap in ("首都", "首府") or gap.isdigit()) and before:  # 英国|48|家集团俱乐部
        prep = before[-1].prep
    if prep == "at" and run[0].kind is MentionKind.PERSON and gap.endswith("在"):
        prep = ""  # 在习近平主席即将访问越南之际
    if not prep and folded[end : end + 1] == "的":
        prep = "of"
    if not prep and run[-1].kind is MentionKind.STATE and len(run[-1].states) < 2 and not ADJECTIVE.match(folded, end):
        prep = "of"
    return Group(tuple(run), start, end, prep)


def visiting(folded: str, floor: int, start: int, before: Sequence[Group]) -> str:
    """Return the preposition that governs a visitor: 与|到访叙利亚的|伊朗外长, "" for none."""
    relative = VISITOR.search(folded, max(floor, start - REACH), start)
    if relative is None or any(group.start == relative.end("prep") for group in before):
        return ""
    return "object" if relative["prep"].startswith("会见") else "with"


def preposition(gap: str) -> str:
    """Return the class of the preposition a gap ends with; 同来访的 counts as 同."""
    if gap.endswith("的"):
        relative = RELATIVE.search(gap[-44:])
        if relative:
            return "with" if not relative.group("prep").startswith("会见") else "object"
        return "relative"
    tail = ROLE_IN_IT.sub("", gap)[-4:]
    for name, pattern in (("with", WITH), ("to", TO), ("at", AT), ("source", SOURCE), ("by", BY), ("inner", INNER)):
        if pattern.search(tail):
            return name
    return ""

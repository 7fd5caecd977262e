"""The page as engagements see it: clauses, and who stands in them behind which preposition."""

import bisect
import functools
import re
from collections.abc import Sequence
from datetime import date

import msgspec

from shiguan.grammar.layout import Bounds, Layout
from shiguan.grammar.shape import state_codes
from shiguan.lexicon import tables
from shiguan.model.credit import Credit
from shiguan.model.mechanism import Mechanism
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.place import Place
from shiguan.model.span import Span
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex

CLAUSE_MARK = re.compile(r"[，。；：！？\n]")
JOINT = re.compile(r"(?:（[^）]*）)?(?:[、和与及]|以及|、以及|暨|和?包括)?(?:（[^）]*）)?")
ASIDE = re.compile(r"（[^）\n]{0,60}）|[“”‘’ ]")
WITH = re.compile(r"(?:(?<![不共合相随陪如等偕])同|(?<![参给赠])与|(?<![温总缓])和|跟|会同|偕同|连同|以及)$")
TO = re.compile(r"(?:向|(?<![应面])对|给|致|予)$")
BY = re.compile(r"(?:(?<!供)应|受|被|获)$")
AT = re.compile(r"(?:(?<![存现])在|于|赴|抵达|访问|前往|到访|出访|飞抵|来到|离开|造访|回到|返回|驻|抵|访|到)$")
SOURCE = re.compile(r"(?:据|根据|援引|引述)$")
INNER = re.compile(
    r"(?:为|就|针对|面对|对于|将|把|让|使|作为|包括|除|除了|因|由于|关于|涉|有关|支持|反对|谴责|要求|陪同|指责|批评|提及|提到|祝贺|欢迎|代表|告诉|称|邀请|帮助|以|涉及|针对|打击|敦促)$"
)
# 来访的, 正在莫斯科的: what stands between a preposition and the name it governs.
RELATIVE = re.compile(
    r"(?P<prep>(?<![不共合陪])同|(?<![参])与|跟|会见了?|和(?=来|到|正|应|前))(?P<middle>[^，。；]{1,40})的$"
)
ADJECTIVE = re.compile(
    r"(?:[，、。；！？）”和与及同以跟将已曾于在对向也还就并再又均都分别日前近此两双三等举签恢断建互达交召开今昨去上本早首正应表说称称宣要希决拟计"
    r"受赴到访会通磋谈共联派递则仍方因为从把由自是时刚间]|\d|定于|提出|发表|呼吁|敦促|谴责|强调|反对|支持|欢迎|认为|警告|参加|出席|加入|成为|接受|收到|释放|移交|承认|通报|通知|组成的|方面|元首|关系|代表|政府|$)"
)
HEADING_LIMIT = 45
# Bounds that keep a page of one endless sentence linear: no news sentence comes near them.
SENDING = frozenset({MentionKind.BODY, MentionKind.ROLE, MentionKind.GROUP, MentionKind.SIDE})
SENT = re.compile(r"代表|官员|高官|军方|外长|防长|元首|总统|总理|首脑|团队|双方")
LONGEST_SENTENCE = 1200
LONGEST_CLAUSE = 300
REACH = 40
# 习近平主席|特别代表、国务院副总理丁薛祥: who is sent takes part, not who sends him.
ENVOY = re.compile(r"(?:主席|总统|总理|首相|国王|总书记)?的?(?:特别代表|特使|私人代表|个人代表)")
# 与斡旋方埃及代表团会谈, 同来访的: what somebody is at the talks.
ROLE_IN_IT = re.compile(r"(?:斡旋方|调解方|调停方|斡旋国|东道主|来访|到访|对手)$")
CONSORT = re.compile(r"(?:的)?夫人(?=[\u4e00-\u9fff])")  # 国家主席习近平|夫人彭丽媛
COUNCILS = frozenset({"主席团", "部长会议", "国务委员会", "国家", "联邦", "最高会议", "国会", "全国"})
HEADS = frozenset({"", "中央", "中央委员会", "全国委员会", "中央政治局", "总部"})
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
    document_time: date | None,
) -> Scene:
    """Return the scene of a page."""
    spoken = sorted(statements, key=lambda statement: statement.start)
    mentions = titled(folded, [with_pair(folded, mention) for mention in mentions])
    mentions = [mention for mention in mentions if takes_part(mention) and not is_strife(folded, mention)]
    mentions = outside(folded, mentions, [one for one in mechanisms if one.named])
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


@functools.cache
def short_codes() -> dict[str, str]:
    """Return the most usual code of every one-character name of a state."""
    codes: dict[str, str] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] == "short" and len(row["word"]) == 1:
            codes.setdefault(row["word"], row["code"])
    return codes


def with_pair(folded: str, mention: Mention) -> Mention:
    """Return a mention without states with those its first two characters tell: 俄美代表团, 美乌官员."""
    if mention.states or mention.kind not in SENDING or mention.end - mention.start > 8:
        return mention
    if not SENT.search(folded, mention.start, mention.end):
        return mention
    codes = short_codes()
    pair = [codes[letter] for letter in folded[mention.start : mention.start + 2] if letter in codes]
    if len(pair) != 2:
        return mention
    return msgspec.structs.replace(mention, states=tuple(pair), state_span=Span(mention.start, mention.start + 2))


def titled(folded: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions, a party and its head (某党|中央|总书记某) put together: it tells his state."""
    kept: list[Mention] = []
    consort: Mention | None = None
    for mention in mentions:
        if consort is not None and consort.end == mention.start and is_unplaced(mention):
            mention = msgspec.structs.replace(mention, states=consort.states, state_span=consort.state_span)
        consort = mention if mention.name is not None and CONSORT.match(folded, mention.end) else None
        if consort is not None:
            continue
        if mention.name_span is not None and ENVOY.match(folded, mention.name_span.end):
            continue
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.kind in (MentionKind.BODY, MentionKind.STATE)
            and len(last.states) == 1
            and mention.kind is MentionKind.PERSON
            and is_unplaced(mention)
            and folded[last.end : mention.start] in (HEADS if last.kind is MentionKind.BODY else COUNCILS)
        ):
            kept[-1] = msgspec.structs.replace(
                mention, start=last.start, states=last.states, state_span=last.state_span
            )
            continue
        if last is not None and last.name and is_spouse(folded, last, mention):
            mention = msgspec.structs.replace(mention, states=last.states, state_span=last.state_span)
        kept.append(mention)
    return kept


def is_spouse(folded: str, last: Mention, mention: Mention) -> bool:
    """True for 彭丽媛 in 习近平和夫人彭丽媛: of the state of the one before."""
    return (
        mention.kind is MentionKind.PERSON
        and is_unplaced(mention)
        and folded[last.end : mention.end].startswith(("和夫人", "及夫人", "夫人", "和其夫人", "与夫人", "偕夫人"))
    )


def is_unplaced(mention: Mention) -> bool:
    """True for a person whose state is not told: none, or the publisher's own for nothing but a Chinese name."""
    if not mention.states or mention.state_span is None:
        return not mention.states
    return mention.state_span in (mention.name_span, mention.office_span) and mention.office not in state_codes()


def is_strife(folded: str, mention: Mention) -> bool:
    """True for the second half of 冲突双方, which is no Tunisia."""
    return folded[max(0, mention.start - 1) : mention.start + 2].startswith("冲突")


def takes_part(mention: Mention) -> bool:
    """True for people and sides: whoever has a name or a state."""
    return mention.kind is MentionKind.PERSON or (bool(mention.states) and mention.kind is not MentionKind.OUTLET)


def outside(folded: str, mentions: Sequence[Mention], mechanisms: Sequence[Mechanism]) -> list[Mention]:
    """Return the mentions that are no part of a mechanism's name; a title that runs out of one begins behind it."""
    starts = [one.start for one in mechanisms]
    kept = []
    for mention in mentions:
        index = bisect.bisect_right(starts, mention.end - 1) - 1
        if index < 0 or mention.start >= mechanisms[index].end:
            kept.append(mention)
            continue
        name = mechanisms[index]
        if mention.kind is MentionKind.PERSON:
            behind = name.end + (folded[name.end : name.end + 1] == "的")
            inside = mention.start < name.end <= (mention.name_span or mention).start
            kept.append(msgspec.structs.replace(mention, start=behind) if inside else mention)
        elif (mention.start, mention.end) == (name.start, name.end):
            kept.append(mention)
    return kept


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
    masked = re.sub(r"（[^）\n]{0,60}）", lambda aside: "_" * len(aside.group()), folded[start:end])
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
        if run and JOINT.fullmatch(folded, run[-1].end, mention.start) and joined(run[-1], mention):
            run.append(mention)
            continue
        if run:
            groups.append(group_of(folded, start, run, groups))
        run = [mention]
    if run:
        groups.append(group_of(folded, start, run, groups))
    return groups


def joined(before: Mention, after: Mention) -> bool:
    """True where the second belongs to a list with the first: a person does not join a bare state before it."""
    return before.end < after.start or before.kind is after.kind


def group_of(folded: str, floor: int, run: Sequence[Mention], before: Sequence[Group]) -> Group:
    """Return a run of mentions as a group, with the class of its preposition."""
    start, end = run[0].start, run[-1].end
    low = max(floor, before[-1].end if before else floor)
    gap = ASIDE.sub("", folded[low:start])
    prep = preposition(gap)
    if gap in ("首都", "首府") and before:
        prep = before[-1].prep
    if prep == "at" and run[0].kind is MentionKind.PERSON and gap.endswith("在"):
        prep = ""  # 在习近平主席即将访问越南之际
    if not prep and folded[end : end + 1] == "的":
        prep = "of"
    if not prep and run[-1].kind is MentionKind.STATE and len(run[-1].states) < 2 and not ADJECTIVE.match(folded, end):
        prep = "of"
    return Group(tuple(run), start, end, prep)


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

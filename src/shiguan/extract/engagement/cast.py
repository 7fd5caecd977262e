"""The people and sides on a page, put right before engagements are read: titles whole, envoys apart from principals."""

import bisect
import functools
import re
from collections.abc import Sequence

import msgspec

from shiguan.grammar.shape import state_codes
from shiguan.lexicon import tables
from shiguan.model.mechanism import Mechanism
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

PERSON, OUTLET = MentionKind.PERSON, MentionKind.OUTLET  # a member of an enumeration is dear to look up
SENDING = frozenset({MentionKind.BODY, MentionKind.ROLE, MentionKind.GROUP, MentionKind.SIDE})
SENT = re.compile(r"代表|官员|高官|军方|外长|防长|元首|总统|总理|首脑|团队|双方")
# 习近平主席|特别代表、国务院副总理丁薛祥: who is sent takes part, not who sends him.
ENVOY = re.compile(r"(?:主席|总统|总理|首相|国王|总书记)?的?(?:特别代表|特使|私人代表|个人代表)")
CONSORT = re.compile(r"(?:的)?夫人(?=[\u4e00-\u9fff])")  # 国家主席习近平|夫人彭丽媛
COUNCILS = frozenset({"主席团", "部长会议", "国务委员会", "国家", "联邦", "最高会议", "国会", "全国"})
SPOUSES = ("和夫人", "及夫人", "夫人", "和其夫人", "与夫人", "偕夫人")
REGIONS = ("阿拉伯", "中亚", "中欧", "中美洲", "中东", "波罗的海")  # no pairs of letters
# （记者丁一舟）: who writes, and takes no part.
BYLINE = re.compile(r"（[^（）。；]{0,16}(?:记者|通讯员|特派员|特约)[^（）。；]{0,30}$")
HEADS = frozenset({"", "中央", "中央委员会", "全国委员会", "中央政治局", "总部"})


def cast_of(folded: str, mentions: Sequence[Mention], mechanisms: Sequence[Mechanism]) -> list[Mention]:
    """Return the mentions of those who may take part, none of them part of a gathering's name."""
    kept: list[Mention] = []
    consort: Mention | None = None
    for mention in mentions:
        if mention.kind is PERSON:
            if consort is not None and consort.end == mention.start:
                mention = msgspec.structs.replace(mention, start=consort.start)
                if is_unplaced(mention):
                    mention = msgspec.structs.replace(mention, states=consort.states, state_span=consort.state_span)
            consort = mention if is_principal(folded, mention) else None
            if consort is None and not is_sender(folded, mention) and not is_byline(folded, mention):
                add_person(folded, kept, mention)
            continue
        if mention.kind is OUTLET:
            continue
        if not mention.states:
            mention = with_pair(folded, mention)
        if mention.states and not is_strife(folded, mention):
            kept.append(mention)
    return outside(folded, kept, [one for one in mechanisms if one.named])


def add_person(folded: str, kept: list[Mention], mention: Mention) -> None:
    """Keep a person; a party before its head (某党|中央|总书记某) and a spouse tell the state."""
    last = kept[-1] if kept else None
    if last is None or mention.start - last.end > 8 or not is_unplaced(mention):
        kept.append(mention)
        return
    if last.kind in (MentionKind.BODY, MentionKind.STATE) and len(last.states) == 1:
        if folded[last.end : mention.start] in (HEADS if last.kind is MentionKind.BODY else COUNCILS):
            kept[-1] = msgspec.structs.replace(
                mention, start=last.start, states=last.states, state_span=last.state_span
            )
            return
    if last.name and folded[last.end : mention.end].startswith(SPOUSES):
        mention = msgspec.structs.replace(mention, states=last.states, state_span=last.state_span)
    kept.append(mention)


def is_principal(folded: str, mention: Mention) -> bool:
    """True for 习近平 in 国家主席习近平|夫人彭丽媛: whose wife takes part."""
    if mention.name_span is not None and folded.endswith("夫人", mention.name_span.end, mention.end):
        return True
    return folded.startswith(("夫人", "的夫人"), mention.end) and CONSORT.match(folded, mention.end) is not None


def is_byline(folded: str, mention: Mention) -> bool:
    """True for who wrote the report: （记者丁一舟）."""
    start = (mention.name_span or mention).start
    return BYLINE.search(folded, max(0, start - 48), start) is not None


def is_sender(folded: str, mention: Mention) -> bool:
    """True for 习近平 in 习近平主席|特别代表: whose envoy takes part."""
    return mention.name_span is not None and ENVOY.match(folded, mention.name_span.end) is not None


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
    if folded.startswith(REGIONS, mention.start):
        return mention
    pair = [codes[letter] for letter in folded[mention.start : mention.start + 2] if letter in codes]
    if len(pair) != 2:
        return mention
    return msgspec.structs.replace(mention, states=tuple(pair), state_span=Span(mention.start, mention.start + 2))


def is_unplaced(mention: Mention) -> bool:
    """True for a person whose state is not told: none, or the publisher's own for nothing but a Chinese name."""
    if not mention.states or mention.state_span is None:
        return not mention.states
    return mention.state_span in (mention.name_span, mention.office_span) and mention.office not in state_codes()


def is_strife(folded: str, mention: Mention) -> bool:
    """True for the second half of 冲突双方, which is no Tunisia."""
    return folded.startswith("冲突", mention.start - 1) if mention.start else False


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
        if mention.kind is PERSON:
            behind = name.end + (folded[name.end : name.end + 1] == "的")
            inside = mention.start < name.end <= (mention.name_span or mention).start
            kept.append(msgspec.structs.replace(mention, start=behind) if inside else mention)
        elif (mention.start, mention.end) == (name.start, name.end):
            kept.append(mention)
    return kept

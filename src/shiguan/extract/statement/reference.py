"""Whom 他, 发言人, 这名官员 and 声明 refer to."""

import bisect
import re

import msgspec

from shiguan.extract.statement.attribution import Attribution
from shiguan.extract.statement.scribe import PERSONAL, Scribe, is_several
from shiguan.extract.statement.sentence import Sentence
from shiguan.model.mention import Mention, MentionKind

ISSUED = re.compile(r"声明|新闻稿|微博|推文|推特|公开信|帖文|贴文|帖子|文章|公报|公告|通报|通告")


# Papers of a state: whose they are is told by the body before them.
LEGAL = re.compile(r"起诉|诉状|判决|法庭|法院|决议|公告|通告|通报|公报|证词|白皮书|文件|声明")


THEY = re.compile(r"[他她]们")
ONE = re.compile(r"[一这那该][名位个]|某")
NEAR = 80  # characters before a sentence among which those are sought whom 他们 means


PAPERS = ("该报", "该社", "该台", "该网", "该刊", "該報", "該社", "該台", "該網", "該刊")


PROFESSIONS = ("分析师", "专家", "学者", "律师", "教授", "经济学家", "研究员", "分析師", "專家", "學者", "律師")


# Whom 他 cannot mean.
NOBODY = frozenset({MentionKind.STATE, MentionKind.SIDE})


OFFICIAL = ("官员", "人士", "发言人", "专家", "学者")


def resolve(scribe: Scribe, sentence: Sentence, found: Attribution) -> tuple[Mention, ...]:
    """Return the speaker of an attribution: its subject, with pronouns, bare roles and documents looked up."""
    if found.manner in ("pronoun", "carried", "chain") and not found.subject:
        if found.manner == "pronoun":
            return tuple(
                (this_one(scribe, one) or one) if one.kind is MentionKind.ROLE else one
                for one in antecedent(scribe, sentence, found)
            )
        return scribe.last_speaker
    return tuple(resolve_mention(scribe, mention) for mention in found.subject)


def antecedent(scribe: Scribe, sentence: Sentence, found: Attribution) -> tuple[Mention, ...]:
    """Return whom 他 refers to: who heads an earlier clause of the sentence, else who spoke or was told of last."""
    lead = scribe.folded[found.segment : found.segment + 2]
    if lead in ("前者", "后者"):
        named = [
            one for one in scribe.placed.between(sentence.start, found.segment) if one.kind is not MentionKind.OUTLET
        ]
        return ((named[-1],) if lead == "后者" else (named[0],)) if named else ()
    if scribe.masked[sentence.start : found.segment].rstrip("_").endswith(">") and scribe.last_person is not None:
        return (scribe.last_person,)  # …“有义务不干涉。” 她还说: who stands in the words before is not meant
    begin = min(found.segment, max(sentence.start, found.cue_start - NEAR))
    several = THEY.search(scribe.folded, begin, found.cue_start)
    for mention in scribe.placed.between(sentence.start, found.segment):
        before = scribe.masked[mention.start - 1 : mention.start]
        if mention.kind in PERSONAL and (mention.start == sentence.start or before in ",;:>"):
            if several or not is_several(scribe, mention):
                return (mention,)
    heads = [one for one in scribe.placed.between(sentence.start, found.segment) if one.kind is MentionKind.PERSON]
    if heads and not several and scribe.placed.between(sentence.start, found.segment)[0] is not heads[0]:
        first = scribe.placed.between(sentence.start, found.segment)[0]
        if first.kind in PERSONAL and is_several(scribe, first):
            return (heads[-1],)  # 议员们向外长施压，他表示
    if several and scribe.last_speaker and is_several(scribe, scribe.last_speaker[-1]):
        return scribe.last_speaker
    if several:
        told = scribe.placed.between(max(0, sentence.start - NEAR), found.segment)
        groups = [one for one in told if one.kind is MentionKind.GROUP]
        people = [one for one in groups if not ONE.search(scribe.folded, max(0, one.start - 3), one.end)]
        if people:
            return (people[-1],)
    if scribe.last_person is not None:
        return (scribe.last_person,)
    return () if all(one.kind in NOBODY for one in scribe.last_speaker) else scribe.last_speaker


def resolve_mention(scribe: Scribe, mention: Mention) -> Mention:
    """Return a bare role, official or document (发言人, 这名官员, 声明) as whom it refers to, where told before."""
    if mention.kind is MentionKind.PERSON:
        return whole_name(scribe, mention)
    if mention.kind is MentionKind.BODY and THE_BODY.match(scribe.folded, mention.start):
        return body_told(scribe, mention)
    if mention.kind is MentionKind.BODY and not mention.states:
        return whole_body(scribe, mention)
    if mention.kind not in (MentionKind.ROLE, MentionKind.GROUP) or "statement/refer" in scribe.without:
        return mention
    office = office_of(scribe, mention)
    same = this_one(scribe, mention)
    if same is not None:
        return same
    if mention.states and not (is_told_of(mention) or ISSUED.search(office)):
        return mention
    named = mention.office_span is not None and mention.office_span.start - mention.start > 2
    if mention.kind is MentionKind.GROUP and ISSUED.search(office) and scribe.last_speaker and not named:
        return scribe.last_speaker[0]
    if office in PAPERS:
        return next(
            (
                one
                for one in reversed(scribe.placed.mentions)
                if one.kind is MentionKind.OUTLET and one.start < mention.start
            ),
            mention,
        )
    if mention.office_span is not None and scribe.masked[mention.office_span.start] == "P":
        issuer = issuer_before(scribe, mention) or issuer_told(scribe, mention, office)
        if issuer is not None:
            return issuer
        return issued_by(scribe, mention) if LEGAL.search(office) else mention
    if office.endswith(PROFESSIONS) and not re.match(r"[这该那]", scribe.folded[mention.start : mention.start + 1]):
        return mention
    for other in earlier_people(scribe, mention):
        if not other.office or (mention.states and other.states and mention.states != other.states):
            continue
        known = office_of(scribe, other)
        if office == known or office.endswith(known) or known.endswith(office):
            if mention.kind is MentionKind.ROLE and mention.organisation is None and (other.name or other.states):
                return other
            if not other.states:
                continue
            if not mention.states:
                return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
        kind = next((ending for ending in OFFICIAL if office.endswith(ending)), None)
        if kind and not mention.states and other.states and known.endswith(kind) and other.kind is MentionKind.GROUP:
            return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
    return mention


THIS_ONE = re.compile(r"(?:[这该此](?:位|名)|该(?=发言人|官员|议员|外长|大使))")


def this_one(scribe: Scribe, mention: Mention) -> Mention | None:
    """Return whom 这位美国首席外交官 means: the person told of last by name, where states do not speak against it."""
    begin = max(0, mention.start - 2)
    if THIS_ONE.search(scribe.folded, begin, mention.start + 2) is None or is_several(scribe, mention):
        return None
    last = scribe.last_person
    if last is None or last.kind is not MentionKind.PERSON:
        return None
    own = () if is_told_of(mention) else mention.states
    return last if not own or not last.states or own == last.states else None


def whole_name(scribe: Scribe, mention: Mention) -> Mention:
    """Return a person named by the surname alone (罗总统) as the one named so before."""
    name = mention.name_span
    if name is None or name.end - name.start > 1:
        return mention
    surname = scribe.folded[name.start]
    for other in (*earlier_people(scribe, mention), *scribe.placed.mentions):
        span = other.name_span
        if span is not None and span.end - span.start > 1 and scribe.folded[span.start] == surname:
            return other
    return mention


WHOLE = frozenset({MentionKind.BODY, MentionKind.STATE})  # 欧盟执委会 stands for the EU itself


def whole_body(scribe: Scribe, mention: Mention) -> Mention:
    """Return a body in its short form with the state that its full name told before: 执委会 of 欧盟执委会."""
    words = scribe.folded[mention.start : mention.end]
    place = bisect.bisect_left(scribe.placed.starts, mention.start)
    for other in reversed(scribe.placed.mentions[max(0, place - 60) : place]):
        if other.kind in WHOLE and len(other.states) == 1 and other.end - other.start > len(words) > 2:
            if scribe.folded.startswith(words, other.end - len(words)):
                return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
    return mention


THE_BODY = re.compile(r"(?:该|这家|这一|这个)(?!国)")


def body_told(scribe: Scribe, mention: Mention) -> Mention:
    """Return which body 该公司, 该机构, 该组织 means: who spoke last, else the last body of that kind."""
    last = scribe.last_speaker[0] if len(scribe.last_speaker) == 1 else None
    if last is not None and last.kind in (MentionKind.BODY, MentionKind.GROUP) and last.start < mention.start:
        return last if last.kind is MentionKind.BODY else mention
    kind = THE_BODY.sub("", scribe.folded[mention.start : mention.end])
    place = bisect.bisect_left(scribe.placed.starts, mention.start)
    for other in reversed(scribe.placed.mentions[max(0, place - 12) : place]):
        if other.kind is not MentionKind.BODY or THE_BODY.match(scribe.folded, other.start):
            continue
        if kind in ("机构", "组织", "部门", "单位") or scribe.folded[other.start : other.end].endswith(kind):
            return other
    return mention


def office_of(scribe: Scribe, mention: Mention) -> str:
    """Return the folded office of a mention, "" for none."""
    return mention.office_span.of(scribe.folded) if mention.office_span else mention.office or ""


def is_told_of(mention: Mention) -> bool:
    """True where a state is not written with the office: 总统 at home, 这位外长 of a state told before."""
    return (
        mention.state_span is None
        or not mention.start <= mention.state_span.start < mention.end
        or (mention.office_span == mention.state_span)
    )


OF_ISSUE = re.compile(r"[^，。；]{0,6}(?:发布|发表|公布|发出|撰写|签署|出具|提出)的[^，。；]{0,8}")


def issuer_before(scribe: Scribe, mention: Mention) -> Mention | None:
    """Return who issued a document by the words before it: 由世卫组织发布的报告."""
    place = bisect.bisect_left(scribe.placed.starts, mention.start)
    other = scribe.placed.mentions[place - 1] if place else None
    if other is None or not OF_ISSUE.fullmatch(scribe.folded, other.end, mention.start):
        return None
    return other


TOLD_WITHIN = 700
ISSUERS = frozenset({MentionKind.BODY, MentionKind.OUTLET, MentionKind.STATE, MentionKind.PERSON})


def issuer_told(scribe: Scribe, mention: Mention, office: str) -> Mention | None:
    """Return whose document it was when first told of: 货币基金组织在题为…的报告中. 该报告指出."""
    kind = office.removeprefix("该")
    if mention.office_span is None or mention.start < mention.office_span.start - 2:
        return None
    floor = max(0, mention.start - TOLD_WITHIN)
    told = scribe.folded.rfind(kind, floor, mention.start)
    for _ in range(TOLD_OFTEN):
        if told < 0:
            return None
        issuer = issuer_at(scribe, mention, told, told + len(kind))
        if issuer is not None:
            return issuer
        told = scribe.folded.rfind(kind, floor, told)
    return None


TOLD_OFTEN = 3  # times a document is named before, each of which may tell whose it is


def issuer_at(scribe: Scribe, mention: Mention, told: int, end: int) -> Mention | None:
    """Return whose document one sentence tells it is, with the document's words at `[told, end)`."""
    sentence = max(scribe.folded.rfind(mark, 0, told) for mark in "。\n") + 1
    opening = DATELINE.match(scribe.folded, sentence, told)
    sentence = opening.end() if opening else sentence
    whole = next((one for one in scribe.placed.between(sentence, end) if one.end > told), None)
    if whole is not None and whole.states:
        return msgspec.structs.replace(mention, states=whole.states, state_span=whole.state_span)
    before = [one for one in scribe.placed.between(sentence, told) if one.kind in ISSUERS]
    if not before:
        return None
    if scribe.folded[before[-1].end : told] in ("", "的") and before[-1].kind is not MentionKind.PERSON:
        return before[-1]
    if AUTHORED.fullmatch(scribe.folded, before[-1].end, told):
        return before[-1]
    head = before[0]
    return head if head.start - sentence <= 4 and ISSUING.search(scribe.folded, head.end, told) else None


# （法新社伦敦21日电）, 路透布鲁塞尔7月24日 -
DATELINE = re.compile(r"(?:（[^（）]{2,24}电）|[^，。：（）]{4,24}日 *[-—–])\s*")
# 杂志发表甲的重要|文章, 日报发表评论员|文章
AUTHORED = re.compile(r"的?(?:重要|署名)+|的重要|(?:今[天日])?(?:发表|刊发|刊登)了?(?:评论员|署名|本报)?")
ISSUING = re.compile(r"发表|发布|公布|出版|题为|在[^，。]{0,30}的$")


def issued_by(scribe: Scribe, mention: Mention) -> Mention:
    """Return a document with the state of the body named last before it: 检方…起诉书."""
    place = bisect.bisect_left(scribe.placed.starts, mention.start)
    for other in reversed(scribe.placed.mentions[max(0, place - 12) : place]):
        if other.kind is MentionKind.BODY and len(other.states) == 1:
            return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
    return mention


def earlier_people(scribe: Scribe, mention: Mention) -> list[Mention]:
    """Return the people named or speaking before a mention, the nearest first."""
    place = bisect.bisect_left(scribe.placed.starts, mention.start)
    nearest = [
        other for other in reversed(scribe.placed.mentions[max(0, place - 60) : place]) if other.kind in PERSONAL
    ]
    return [*scribe.last_speaker, *nearest]

"""Which cue has which subject: the places of a sentence where somebody begins to speak."""

import re

import msgspec

from shiguan.extract.statement.cue import PUBLISHES, clause_start, is_cue, last_cue
from shiguan.extract.statement.sentence import Sentence
from shiguan.extract.statement.subject import LIGHT, REPORTS, Subjects
from shiguan.model.mention import Mention, MentionKind

CUE = re.compile(r"[Vvy](?:(?<=y)~*|~*(?:[Vv]~*)*)")
LEAD = re.compile(r"(?:[ATE]~*|_|[IDC]~*[^,.;:n]*|M~*)*")
CHAIN = re.compile(r"(?:[AT]~*|_|I(?=T)|E(?!~))*")
JOINTS = str.maketrans("", "", "，：“ ")
TOPICAL = ("谈到", "谈及", "提到", "提及")
UNNAMED = frozenset({MentionKind.SIDE, MentionKind.STATE, MentionKind.GROUP})
# Acts of speech that a side does as such.
ACTS = frozenset(
    {
        "敦促",
        "呼吁",
        "要求",
        "宣布",
        "谴责",
        "警告",
        "下令",
        "通知",
        "指责",
        "抨击",
        "批评",
        "否认",
        "证实",
        "确认",
        "指控",
        "驳斥",
        "反驳",
        "承诺",
        "强烈谴责",
    }
)
THE_REPORT = re.compile(r"(?:但|而|另外，?)?(?:该|这|此|有关|上述)(?:项|篇|则|份)?(?:报道|报导|消息)")
# Verbs of opinion that stand without a subject in the midst of others' words: …，首先表明….
SUBJECT_WANTED = frozenset({"表明", "预计", "估计", "判断", "认定", "公布", "发布", "证实", "预料"})
REPLIES = frozenset({"回应", "回覆", "回复", "答复"})
IN_IT = re.compile(r"(?:其中|文中|信中|当中|文章中|声明中|报告中)(?:还|也|又|并|特别)?")
INTENDS = re.compile(r"可能|也许|会|将|想|打算|准备|应该|能够")
INTENT = re.compile(r"可以|要(?!求)|应(?![邀约])|愿|需|必须|能够|继续")
TAIL = 16  # characters before a cue in which the end of such a clause stands; an endless clause stays cheap
WHILE = re.compile(r"[^，。]{3}(?:时|期间|之际)(?:曾|也|还|又|则|并)?$")
# 要求中国闭馆的限期已届满: the verb is part of a noun phrase.
NOMINAL = re.compile(
    r"[^，。；：“]*的(?:限期|期限|举动|决定|做法|消息|事件|行为|行动|命令|说法|指控|政策|计划|声明|言论|同时|时候|人|国家|文章|信|报告|记者|一员|之一)"
    r"(?:已|是|将|被|也|引|令|使|让|受|遭|在|于|后|前)"
)


class Attribution(msgspec.Struct, frozen=True):
    """A cue with its subject. `segment` is where the words that introduce the speech begin."""

    segment: int
    cue_start: int
    cue_end: int
    subject: tuple[Mention, ...]  # several where two speak together
    manner: str  # direct | topic | carried | pronoun | source


class Finder(Subjects):
    """Finds the attributions of a sentence."""

    def find(self, sentence: Sentence, *, carried: bool) -> list[Attribution]:
        """Return the attributions of a sentence in order. `carried`: somebody spoke before in this paragraph."""
        found: list[Attribution] = []
        for match in CUE.finditer(self.masked, sentence.start, sentence.end):
            cue_start, cue_end = last_cue(match)
            if self.folded.startswith("的话", cue_start):
                cue_start += 2  # 援引王毅的话说: the words begin after 说
            if not is_cue(self.folded, self.masked, cue_start, cue_end, sentence.end):
                continue
            attribution = self.attribute(sentence, match.start(), cue_start, cue_end, found, carried=carried)
            if attribution is None:
                continue
            if found and self.told_on(found[-1], attribution):
                attribution = msgspec.structs.replace(
                    attribution, segment=found[-1].segment, subject=found[-1].subject, manner=found[-1].manner
                )
                found.pop()
            elif found and self.same_clause(found[-1], attribution):
                found.pop()
            found.append(attribution)
        return found

    def told_on(self, earlier: Attribution, later: Attribution) -> bool:
        """True where the later verb belongs to the first one's subject: 甲告诉《世界报》说, 甲谈及…时指出."""
        cue = self.folded[earlier.cue_start : earlier.cue_end]
        between = self.folded[earlier.cue_end : later.cue_start]
        if "告诉" in cue or "告知" in cue:
            return len(between) <= 16 and not any(mark in between for mark in "，。：；“")
        return cue in TOPICAL and between.endswith("时") and "。" not in between

    def same_clause(self, earlier: Attribution, later: Attribution) -> bool:
        """True where an act of speech goes on to the verb that brings the words: 斥责…说, 援引…称."""
        between = self.masked[earlier.cue_end : later.cue_start]
        return (
            (self.masked[earlier.cue_start] == "v" or self.folded[earlier.cue_start : earlier.cue_end] in TOPICAL)
            and self.masked[later.cue_start] == "V"
            and earlier.subject == later.subject
            and not any(mark in between for mark in ",;:.")
        )

    def attribute(
        self, sentence: Sentence, chain: int, cue_start: int, cue_end: int, earlier: list[Attribution], *, carried: bool
    ) -> Attribution | None:
        """Return the cue with its subject, or None where it has none."""
        masked = self.masked
        clause = clause_start(self.folded, self.masked, sentence.start, chain)
        weak = masked[cue_start] == "v" and not (
            self.folded[cue_start:cue_end] in REPLIES and masked.startswith((",", ":", "<"), cue_end)
        )
        inside = self.placed.between(clause, chain)
        subject, begin = self.subject_in(inside, chain, weak=weak) if masked[cue_start] != "y" else ((), 0)
        if (
            subject
            and weak
            and subject[-1].kind is not MentionKind.PERSON
            and NOMINAL.match(self.folded, cue_end, sentence.end)
        ):
            return None
        if subject and self.folded[cue_start:cue_end] in PUBLISHES and not self.publishes(subject, chain):
            return None
        if subject and weak and self.is_inner(subject, sentence, begin, earlier):
            return None
        if subject:
            return Attribution(begin, cue_start, cue_end, subject, "direct")
        owner = self.owner_of_words(inside, chain)
        if owner:
            return Attribution(owner[0].start, cue_start, cue_end, owner, "direct")
        source = self.source_in(inside, clause, chain)
        if source:
            return Attribution(clause, cue_start, cue_end, source, "source")
        if masked[cue_start] == "y":
            return None
        pronoun = re.search(r"H~*", masked[clause:chain])
        if pronoun and (self.preposed(clause + pronoun.start()) or self.is_cut_off(clause + pronoun.start())):
            return None
        if pronoun and weak and INTENDS.search(self.folded, clause + pronoun.end(), cue_start):
            return None
        if pronoun and self.gap_allowed(clause + pronoun.end(), chain, weak=weak):
            return Attribution(clause + pronoun.start(), cue_start, cue_end, (), "pronoun")
        phrase = self.unknown_subject(sentence, clause, chain, cue_end) if not weak else self.acronym(clause, chain)
        if phrase:
            return Attribution(clause, cue_start, cue_end, phrase, "phrase")
        if THE_REPORT.match(self.folded, clause, cue_start):
            return None
        leads = LEAD.fullmatch(masked, clause, chain) or (
            not weak and WHILE.search(self.folded, max(clause, chain - TAIL), chain)
        )
        if not leads or self.folded[cue_start:cue_end].startswith(REPORTS):
            return None
        return self.attribute_without_subject(sentence, clause, chain, cue_start, cue_end, earlier, carried=carried)

    def is_cut_off(self, offset: int) -> bool:
        """True where unknown characters stand right before a pronoun, as of a longer word: 其他, no 到下午她."""
        return self.masked[offset - 1] in "xM0" and self.folded[offset - 1] not in "午晚早天日后时"

    def publishes(self, subject: tuple[Mention, ...], chain: int) -> bool:
        """True for a body that makes known what follows, a time at most between: 统计局今天公布，."""
        body = subject[-1].kind in (MentionKind.BODY, MentionKind.ROLE, MentionKind.PERSON)
        return body and LIGHT.fullmatch(self.masked, subject[-1].end, chain) is not None

    def attribute_without_subject(
        self,
        sentence: Sentence,
        clause: int,
        chain: int,
        cue_start: int,
        cue_end: int,
        earlier: list[Attribution],
        *,
        carried: bool,
    ) -> Attribution | None:
        """Return the cue of a clause that names nobody, its speaker taken from further up."""
        masked = self.masked
        weak = masked[cue_start] == "v"
        if self.folded[cue_start:cue_end] in SUBJECT_WANTED:
            return None
        if clause == sentence.start and IN_IT.fullmatch(self.folded, clause, chain):
            issuer = self.issuer_before(clause)
            if issuer:
                return Attribution(clause, cue_start, cue_end, issuer, "topic")
        issuer = self.issuer_of(earlier[-1].cue_end if earlier else sentence.start, clause)
        if earlier and issuer and CHAIN.fullmatch(masked, clause, chain):
            return Attribution(clause, cue_start, cue_end, issuer, "topic")
        if earlier and CHAIN.fullmatch(masked, clause, chain):
            last = earlier[-1]
            between = self.folded[last.cue_end : cue_start].translate(JOINTS)
            if not between and not weak and self.masked[last.cue_start] == "v" and last.cue_end < cue_start:
                earlier.pop()  # 发表声明驳斥，表示…
                return msgspec.structs.replace(last, cue_start=cue_start, cue_end=cue_end)
            if not between or (weak and chain == clause and self.folded[cue_start:cue_end] not in ACTS):
                return None
            return Attribution(clause, cue_start, cue_end, last.subject, "chain")
        head_pronoun = re.match(r"(?:[AT]~*|_)*H~*", masked[sentence.start : clause])
        if head_pronoun and not weak:
            return Attribution(sentence.start, cue_start, cue_end, (), "pronoun")
        topic = self.topic_of(sentence, clause)
        if topic and weak and INTENT.match(self.folded, topic[-1].end):
            return None  # 双方可以加强交流，鼓励…: what they are to do
        if topic and not weak:
            return Attribution(sentence.start, cue_start, cue_end, topic, "topic")
        if topic and CHAIN.fullmatch(masked, clause, chain) and chain > clause:
            return Attribution(clause, cue_start, cue_end, topic, "topic")
        if topic and weak and chain == clause and self.masked[clause - 1 : clause] == ",":
            return Attribution(clause, cue_start, cue_end, topic, "topic")
        if (
            carried
            and clause == sentence.start
            and (not weak or chain > clause)
            and CHAIN.fullmatch(masked, clause, chain)
        ):
            return Attribution(clause, cue_start, cue_end, (), "carried")
        return None

    def is_inner(
        self, subject: tuple[Mention, ...], sentence: Sentence, begin: int, earlier: list[Attribution]
    ) -> bool:
        """True for a weak cue of a state, side or group in the midst of a sentence: 美国要求… inside other words."""
        if any(mention.kind not in UNNAMED for mention in subject):
            return False
        if earlier:
            return True
        before = self.masked[sentence.start : begin].rstrip("_")
        if LEAD.fullmatch(before.replace(",", "_")) is not None:
            return False
        # 路透里斯本5月16日 - 葡萄牙周四宣布, 继西班牙之后，葡萄牙宣布: what leads up to the state
        return before[-1:] not in ",-)" or not (
            before[:1] in "(IDTA" or before[-1:] in "-)" or self.masked[subject[-1].end] == "T"
        )

"""Who speaks: the subject of a cue among the mentions of its clause, of the clauses before, or among unknown words."""

import re

import msgspec

from shiguan.extract.statement.cue import clause_start
from shiguan.extract.statement.sentence import Placed, Sentence
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

LIGHT = re.compile(r"(?:[AT]~*|_|M~*|\([^)n]*\)|<q{1,12}>)*")
CITES = re.compile(r"(?:援引|引述|引用|引据|转引|转述)[^，。；]{0,6}$")
# The gap between subject and cue may hold a phrase that ends so: 在会见记者时, 在声明中, 就此.
PHRASE_END = re.compile(
    r"(?:时|中|上|后|前|期间|里|下|之际|当天|当日|场合|问题|声明|文章|社交媒体|记者会|发布会|采访|讲话|消息|报告|推特|微博|网站|信|记者|媒体|人士|官员|团|会|[\u4e00-\u9fff]{2}(?<![当各本基土场])地)[，]?$"
)
ON_GROUNDS = re.compile(r"以[^，。]{1,16}(?:为由|为名|为借口|的名义|名义|原则|方式|口吻|形式)$")
PUBLISHED = ("发布", "公布")
TRAILING = re.compile(r"(?:也|还|则|并|再次?|曾|又|一度)+$")
PASSIVE = re.compile(
    r"(?:召开|举行|举办|出席|主持|参加|致电|会见|访问|参观|祝贺|批评|指责|追问|问及|询问|支持|反对|致|据|是|被|遭|受|获|由|让|(?<![大天公特即])使|令|对|向|与|同|和|跟|把|将|为|给|比|从|在|(?<![终由])于|针对|关于|就|因)$"
)
# What may stand between a title, body or state and the name it belongs to: 轮值主席国|匈牙利总理…, 人类学家 Ada Byron.
TITLES = frozenset({MentionKind.STATE, MentionKind.BODY, MentionKind.ROLE})
BEFORE_NAME = re.compile(r"(?:[SQGBbOULRKNMPxsa_*]~*|\(p*\))*")
PRESIDES = "轮值主席国"
# 对|阿拉斯加公共|媒体: the preposition stands before the words that the medium's name begins with.
PREPOSED = re.compile(r"D~*(?:[LSQGBbMxsa]~*)+$")
SPEAKING = frozenset(
    {
        MentionKind.PERSON,
        MentionKind.ROLE,
        MentionKind.BODY,
        MentionKind.SIDE,
        MentionKind.STATE,
        MentionKind.GROUP,
        MentionKind.OUTLET,
    }
)
# Bare words for a report: it tells facts, its outlet is credited elsewhere.
REPORTS = ("报道", "报导", "消息")
ACCORDING = re.compile(r"(?:据|根据)[^，]{0,8}$")
LONGEST_SUBJECT = 40
# Where somebody speaks for himself: 学会的网站上说.
SITE = re.compile(r"(?:官方)?(?:网站|官网|网页|推特|微博|脸书|社交媒体账号)(?:上|中)?")
ISSUES = re.compile(r"[^，。“]{0,10}?(?:发表|发布|发出|致电|致函|致信|写信|发文|发推|撰文|刊文)")
HEADS = re.compile(r"(?:(?:[AET]~*|_)*|.*T~*)")
JOINTLY = re.compile(r"[^，。]{0,12}(?:联合|共同)(?:声明|发表|发布|宣布|举行)|[^，。]{0,12}发表[^，。]{0,4}联合声明")
TURNS_TO = re.compile(r"向(?!来)[^，。；：“]{1,16}$")
DATELINE = re.compile(r"[^，。；：\n]{0,16}?(?:电|讯|\s[-—–]{1,2}\s)")  # 路透7月29日 -
ACRONYM = re.compile(r"(?:但|而|不过|此外)?([A-Z][A-Z0-9&]{2,9})")
OPENS = re.compile(r"(?:[AET]~*|_)*")
OCCASION_ENDS = re.compile(r"[^，]{0,8}(?:时|后|前|期间)")
OWN_PAPER = re.compile(r"的(?:声明|公告|公报|新闻稿|通报|文章|社论|报告|信)(?:中|里|则|还|也|又|并)*")
NAMED_WITH = re.compile(r"[,.;:n(]_*(?:[AT]~*)*[SQG]~*(?:[xs]|M~*){2,4}W$|^[SQG]~*(?:[xs]|M~*){2,4}W$")
MODIFIED = re.compile(r"M~|X|x{1,6}[bB]~")
BESIDE_UNKNOWN = re.compile(r"[,.;:n>/][xsab]{2,6}W$")
JOINED = re.compile(r"(?:[（(][^（）()\n]{1,40}[）)])?(?:[、和与及等]{1,2}|以及)")
WRITTEN_BY = re.compile(r"(?:共同|联合|合作)?(?:撰写|撰稿|执笔|署名|编写|起草)的")
TOGETHER = re.compile(r"(?:还|也|都|均|共同|一致|联合|分别|先后|同时|一起|在|于|\d)")
# 渔民互助项目|在报告中称
IN_A_PAPER = re.compile(
    r"(?:近日|周[一二三四五六日天]|今天|昨天)?在(?:其|一份|一篇|该|最新)?[^，。；：“”在]{0,8}"
    r"(?:声明|报告|文章|公告|新闻稿|电邮|邮件|公开信|推特|脸书|微博)(?:中|上|里)$"
)
PEOPLE = re.compile(r"E?(?:[SQGBbOULRKMxsa]~*){1,10}E")
# Nothing but naming words and unknown characters, with 的 and brackets among them.
UNKNOWN = re.compile(r"(?:[SQGBbOULRKNMZJPxsaF0_*]~*|\(p*\)|<[qQ]{1,14}>|\[[^\]n]{1,16}\]|/)+")


class Subjects(msgspec.Struct):
    """A page as subjects are sought in it."""

    folded: str
    masked: str
    placed: Placed

    def subject_in(self, inside: tuple[Mention, ...], chain: int, *, weak: bool) -> tuple[tuple[Mention, ...], int]:
        """Return the subject among the mentions of the cue's clause, and where it begins."""
        for index in range(len(inside) - 1, 0, -1):
            mention = inside[index]
            if (
                mention.kind in SPEAKING
                and chain - mention.end <= 12
                and CITES.search(self.folded, max(inside[0].end, mention.start - 10), mention.start)
            ):
                return (mention,), mention.start
        for index in range(len(inside) - 1, -1, -1):
            mention = inside[index]
            if mention.kind not in SPEAKING or not LIGHT.fullmatch(self.masked, mention.end, chain):
                break
            if index and self.is_document(mention):
                continue
            joined = self.joined(inside, index)
            first = joined[0]
            if index and PREPOSED.search(self.masked, max(inside[0].end, mention.start - 16), mention.start):
                break
            if not self.preposed(first.start):
                return joined, first.start
            break
        for index, mention in enumerate(inside):
            if mention.kind not in SPEAKING or self.preposed(mention.start) or (index and self.is_document(mention)):
                continue
            if mention.kind is MentionKind.OUTLET and DATELINE.match(self.folded, mention.end):
                continue
            if mention.kind is MentionKind.STATE and self.is_modifier(mention) and index + 1 < len(inside):
                continue
            if index + 1 < len(inside) and self.folded[mention.end] == "的":
                continue
            if index + 1 < len(inside) and self.is_title_of(mention, inside[index + 1]):
                continue
            following = inside[index + 1].start if index + 1 < len(inside) else chain
            if following < chain and OCCASION_ENDS.fullmatch(self.folded, mention.end, following):
                continue
            if self.gap_allowed(mention.end, chain, weak=weak):
                last = index
                while last + 1 < len(inside) and self.coordinated(inside[last].end, inside[last + 1].start):
                    last += 1
                if last > index and TOGETHER.match(self.folded, inside[last].end):
                    return inside[index : last + 1], mention.start
                return (mention,), mention.start
            break
        return (), 0

    def is_title_of(self, mention: Mention, follower: Mention) -> bool:
        """True where a mention is but the title of the person named right behind it: 欧盟轮值主席国匈牙利总理某."""
        if mention.kind not in TITLES or follower.kind is not MentionKind.PERSON:
            return False
        between = self.folded[mention.end : follower.start]
        return between == PRESIDES or BEFORE_NAME.fullmatch(self.masked, mention.end, follower.start) is not None

    def is_document(self, mention: Mention) -> bool:
        """True for a statement, letter, report or site, which speaks only where nobody else stands before it."""
        if mention.office_span is not None:
            return self.masked[mention.office_span.start] == "P"
        return SITE.fullmatch(self.folded, mention.start, mention.end) is not None

    def joined(self, inside: tuple[Mention, ...], index: int) -> tuple[Mention, ...]:
        """Return a mention with those joined to it by 和 or 、 on its left: 李强和米舒斯京."""
        first = index
        while first > 0 and self.coordinated(inside[first - 1].end, inside[first].start):
            before = inside[first - 1]
            if before.kind is MentionKind.GROUP and self.masked[before.start - 1] in "x~" and before.start:
                break  # 反|间谍与安全中心主任: the inside of a title
            first -= 1
        return inside[first : index + 1]

    def coordinated(self, end: int, start: int) -> bool:
        """True where only 、 和 与 及 等 stands between two mentions."""
        return JOINED.fullmatch(self.folded, end, start) is not None

    def preposed(self, start: int) -> bool:
        """True where a preposition, 被 or 的 stands right before a mention, so that it is no subject."""
        before = self.folded[max(0, start - 2) : start]
        if not before:
            return False
        if before[-1] == "与" and NAMED_WITH.search(self.masked, max(0, start - 20), start):
            return False  # 土耳其灾害与|应急管理署
        if before[-1] in "与和" and BESIDE_UNKNOWN.search(self.masked, max(0, start - 10), start):
            return False  # 宪法和|法律委员会组成人员: what stands before it is no word of the tables
        if before[-1] in "与和" and MODIFIED.match(self.masked, start) and self.masked[start - 2 : start - 1] == "~":
            return False  # 战略与|国际研究中心: one name
        return PASSIVE.search(before) is not None and self.masked[start - 1] not in ",.;:n"

    def gap_allowed(self, end: int, chain: int, *, weak: bool) -> bool:
        """True where what stands between subject and cue leaves the subject in charge of the cue."""
        gap = self.masked[end:chain]
        if LIGHT.fullmatch(gap):
            return True
        words = self.folded[end:chain]
        if OWN_PAPER.fullmatch(words):
            return True
        if len(words) > 60 or words[:1] == "的":
            return False
        stripped = LIGHT.sub("", gap, count=1) if gap else gap
        if PHRASE_END.search(TRAILING.sub("", words)):
            return True
        if words[len(gap) - len(stripped) :].startswith(PUBLISHED):
            return True  # 统计局今天发布数据指出
        if weak:
            return (stripped[:1] in "DI" or ON_GROUNDS.match(words, len(gap) - len(stripped)) is not None) and len(
                words
            ) <= 25
        return stripped[:1] in "DIWECARV" or len(words) <= 12

    def owner_of_words(self, inside: tuple[Mention, ...], chain: int) -> tuple[Mention, ...]:
        """Return whose document speaks: 皮尤中心的报告称, 惠勒的推文说."""
        if len(inside) < 2:
            return ()
        owner, document = inside[-2], inside[-1]
        if not self.is_document(document) or not LIGHT.fullmatch(self.masked, document.end, chain):
            return ()
        between = self.folded[owner.end : document.start]
        if WRITTEN_BY.fullmatch(between):
            return (document,)  # 由两人撰写的文章
        return (owner,) if between in ("的", "") and not self.preposed(owner.start) else ()

    def unknown_subject(self, sentence: Sentence, clause: int, chain: int, cue_end: int) -> tuple[Mention, ...]:
        """Return the short unknown noun that opens a sentence and speaks: 工联会认为，, 三星指出，."""
        begin = clause
        light = OPENS.match(self.masked, begin, chain)
        if light:
            begin = light.end()
        opens = clause == sentence.start or self.masked[clause - 1 : clause] in (">", ",", ";")
        if not opens or not self.masked.startswith((",", ":", ".", "<"), cue_end):
            return ()
        tail = re.search(r"(?:[AT]~*|_|\((?:[^()n]*)\))+$", self.masked[begin:chain])
        end = begin + tail.start() if tail else chain
        paper = IN_A_PAPER.search(self.folded, begin, end)
        end = paper.start() if paper else end
        people = self.folded[end - 1] == "们"  # 来宾们: 来 begins the word
        if people and self.masked[clause : clause + 1] == "E":
            begin = clause
        if not 2 <= end - begin <= LONGEST_SUBJECT or not (PEOPLE if people else UNKNOWN).fullmatch(
            self.masked, begin, end
        ):
            return ()
        words = self.folded[begin:end].strip()
        if (
            words in REPORTS
            or len(words) < 2
            or words[0] in "这那其此该有没不就我你"
            or words.startswith("上述")
            or not (words[0] == "《" or re.search(r"[xbaUOBPM]", self.masked[begin:end]))
        ):
            return ()
        inside = self.placed.between(begin, end)
        if inside and inside[0].start == begin and inside[0].kind in (MentionKind.PERSON, MentionKind.ROLE):
            return inside[:1]
        if "报道" in words or "报导" in words:
            return ()
        states = next((mention for mention in inside if mention.states), None)
        return (
            Mention(
                kind=MentionKind.GROUP,
                start=begin,
                end=end,
                organisation=words,
                organisation_span=Span(begin, end),
                states=states.states if states else (),
                state_span=states.state_span if states else None,
                rule="mention/unknown",
            ),
        )

    def acronym(self, clause: int, chain: int) -> tuple[Mention, ...]:
        """Return the organisation that a clause opens with in Latin capitals: OPEC最近宣布."""
        found = ACRONYM.match(self.folded, clause, chain)
        if found is None or not LIGHT.fullmatch(self.masked, found.end(1), chain):
            return ()
        span = Span(found.start(1), found.end(1))
        return (
            Mention(
                kind=MentionKind.GROUP,
                start=span.start,
                end=span.end,
                organisation=found[1],
                organisation_span=span,
                rule="mention/unknown",
            ),
        )

    def source_in(self, inside: tuple[Mention, ...], clause: int, chain: int) -> tuple[Mention, ...]:
        """Return who is named as the source in 据联邦调查局称: a body or people, no outlet."""
        for mention in inside:
            if chain - mention.end > 10 or mention.kind not in SPEAKING or mention.kind is MentionKind.OUTLET:
                continue
            if ACCORDING.search(self.folded, max(clause, mention.start - 10), mention.start):
                return (mention,)
        return ()

    def topic_of(self, sentence: Sentence, clause: int) -> tuple[Mention, ...]:
        """Return the subject of the sentence's first clause, where the cue's own clause has none."""
        nearest = self.clause_heads(sentence, clause)
        for mention in (*nearest, *self.placed.between(sentence.start, clause)):
            if (
                mention.kind in SPEAKING
                and not self.preposed(mention.start)
                and self.masked[mention.start - 1 : mention.start] != "<"
            ):
                if self.masked[mention.end : mention.end + 1] == "F":
                    continue
                if mention.kind is MentionKind.OUTLET and DATELINE.match(self.folded, mention.end):
                    continue
                if mention not in nearest and mention.kind is MentionKind.STATE and self.is_modifier(mention):
                    continue
                if self.is_turned_to(sentence, mention):
                    continue
                return self.jointly(mention, clause)
        return ()

    def jointly(self, mention: Mention, clause: int) -> tuple[Mention, ...]:
        """Return a mention with those joined to it who act together with it: 甲与乙11日发表联合声明，宣布…."""
        inside = self.placed.between(mention.start, clause)
        last = 0
        while last + 1 < len(inside) and self.coordinated(inside[last].end, inside[last + 1].start):
            last += 1
        if last == 0 or JOINTLY.match(self.folded, inside[last].end, clause) is None:
            return (mention,)
        return inside[: last + 1]

    def is_turned_to(self, sentence: Sentence, mention: Mention) -> bool:
        """True for whom somebody unnamed turns to: 协会向设在海牙的|法庭|提出上诉，要求…."""
        begin = clause_start(self.folded, self.masked, sentence.start, mention.start)
        return TURNS_TO.search(self.folded, begin, mention.start) is not None

    def issuer_of(self, floor: int, clause: int) -> tuple[Mention, ...]:
        """Return who in the clause before issues something or turns to somebody: 有人致电使馆，声称…."""
        if self.masked[clause - 1] != ",":
            return ()
        begin = clause_start(self.folded, self.masked, floor, clause - 1)
        for mention in reversed(self.placed.between(begin, clause)):
            if mention.kind in SPEAKING and ISSUES.match(self.folded, mention.end, clause):
                heads = HEADS.fullmatch(self.masked, begin, mention.start)
                return (mention,) if heads and not self.preposed(mention.start) else ()
        return ()

    def issuer_before(self, offset: int) -> tuple[Mention, ...]:
        """Return who issued something right before: 使馆发表声明。其中指出."""
        for mention in reversed(self.placed.between(max(0, offset - 120), offset)):
            if mention.kind in SPEAKING and ISSUES.match(self.folded, mention.end, offset):
                return (mention,)
        return ()

    def clause_heads(self, sentence: Sentence, clause: int) -> list[Mention]:
        """Return the mentions that head the clauses before one, the nearest clause first."""
        heads = []
        end = clause
        while end > sentence.start:
            begin = clause_start(self.folded, self.masked, sentence.start, end - 1)
            inside = self.placed.between(begin, end)
            if inside and LIGHT.fullmatch(self.masked, begin, inside[0].start):
                heads.append(inside[0])
            end = begin if begin < end else end - 1
        return heads

    def is_modifier(self, mention: Mention) -> bool:
        """True where a state goes straight into an unknown noun: 美国制裁, and is not followed by a verb or mark."""
        following = self.masked[mention.end : mention.end + 1]
        return following in "x"

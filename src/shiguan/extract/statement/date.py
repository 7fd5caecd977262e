"""The day on which words were spoken: by their own clause, by the same speaker before, by the occasion."""

import bisect
import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.statement.cue import PUBLISHES
from shiguan.grammar.dateline import is_dateline
from shiguan.grammar.layout import Bounds
from shiguan.model.span import Span
from shiguan.model.timex import Timex

UNDATED = re.compile(r"日前|近日|(?<![对就于])近期|(?<![对就于])最近|此前|之前|曾|先前|早前|不久前")
OCCASION = re.compile(
    r"(?:会见|会谈|会晤|通电话|通了电话|通话|致电|致信|致函|复信|回信|贺电|贺信|出席|主持|举行|举办|召开|访问|记者会|发布会|讲话|签署|考察|参观|观看|走访|看望|视察|抵达|磋商|对话|听证会|论坛|峰会|会议|审议|集会|发表|发布|公布|演讲|演说|致辞|致词|作证|采访|专访|受访|听证|简报|辩论|质询|开幕|闭幕)(?!的|[^，。]{0,4}前)"
)
# 论坛11日在第比利斯开幕, 安理会9日召开公开会: who speaks next in the paragraph speaks there.
SESSION = re.compile(
    r"(?:论坛|大会|会议|峰会|理事会|年会|对话会|安理会)[^。]{0,24}(?:开幕|举行|召开|审议)|举行[^。，]{0,12}(?:会谈|谈判|磋商)"
)
# 在预告演讲时: words of another occasion.
ELSEWHERE = re.compile(r"(?:在|就|于)[^，。]{2,}?(?<!提问)(?<!问题)(?<!问及)(?:(?<!小)时|期间)")
# 随后发推文称, 在声明中说: words for the world, not for those met on the day told before.
POSTED = re.compile(r"随后|推文|推特|脸书|面簿|微博|官网|网站|发文|社交媒体")
PLANNED = re.compile(r"(?:定于|将于|拟于|预定|计划于)[^，。]{0,6}$")
REPORTED = re.compile(r"[^，。；]{0,4}(?:援引|引述|报道|报导|消息)")
# 法新社周二（7月28日）引述: when the words were carried on.
RETOLD = re.compile(r"(?:（[^）]{0,12}）)?[^，。；]{0,8}?(?:援引|引述|引用|报道|报导)")
CUE = re.compile("[Vv]~*")
# 据港媒报道称，…, 应挪威请求，…: what leads in tells of no words.
LEADS_IN = re.compile(r"另?(?:据|根据|应|就|针对)")
# Where the words are told to fall at the occasion itself: 会后, 在联合记者会上, 出席这场活动的.
AT_IT = re.compile(
    r"会后|会上|会中|与会|联合记者会|发言(?:中|时)?(?!人)|(?:这场|这次|该|此次|同一|上述)(?:活动|会议|论坛|聚会|典礼|仪式|听证会)|(?:会谈|会晤|会议|峰会|论坛|大会|典礼|仪式)(?:上|中|后|结束后|期间)"
)
# A clause of its own that ends in a time: 25日，; 在最后限期的周五下午4时，
LEADING = re.compile(r"(?:(?<=[.;:n>,_])|^)([^.,;:n<>VvyH]*T~*(?:\(p*\)[^.,;:n<>VvyHSOBJ]{0,3})?(?:[AMEFD_]~*){0,3},)$")
LONGEST_LEAD = 30
# 外交部网站周六发布的消息显示，外交部发言人…
ISSUED = re.compile(r"(?:网站|官网)[^，。；]{2,16}(?:发布|公布|刊登|刊发)[^，。；]{0,10}，$")
PAPER = re.compile(
    r"(?:发表|发布|公布|发出|通过)[^。，]{0,24}(?:声明|报告|公报|公告|文章|决议|宣言|通报|说帖|指南|公开信)"
)
SAME_DAY = re.compile(r"同一?[天日]|当[天日晚]")
FORCE = re.compile(r"(?<![将冠亚季])军方?$|防部$|防军$")
SINCE = re.compile(r"(?:自|自从|截至)$")
TOGETHER = re.compile(r"(?:联合|共同)(?:举行的)?记者会|听证会|出庭|开庭")
SESSION_REACH = 5  # paragraphs
REACH = 400  # no sentence worth reading is longer to either side
RECENT = 40  # times before a statement among which its occasion is sought
Dated = tuple[str | None, tuple[Span, ...]]


class Uttered(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a statement when its day is asked for."""

    key: str  # the speaker
    organisation: str
    body: str  # an organisation by state and rest of the name: 俄国防部 is 俄罗斯国防部
    state: str  # of the speaker, "" for none
    side: bool  # a side, state or force as such, whose words are those of its ministry
    person: bool  # by name, not by office or body
    crowd: bool  # people without name or office: 专家, 消息人士
    joint: bool  # several sides or people together
    section: int
    section_start: int
    paragraph: int
    sentence: Bounds
    window: Bounds  # where its own time may stand
    segment: int  # where the words that introduce it begin
    authored: bool  # a person's article speaks, whose day of issue is not the day of his words
    paper: bool  # the words stand in a statement, report or article
    direct: bool  # the subject stands in the cue's own clause


class Dates(msgspec.Struct):
    """The times of a page by position, and whose words were dated so far."""

    folded: str
    masked: str
    times: list[Timex]
    starts: list[int]
    contents: Sequence[Bounds]
    spoken: dict[tuple[int, str], list[tuple[int, str, tuple[Span, ...]]]]
    states: dict[tuple[int, str], tuple[int, str, tuple[Span, ...], bool]]
    last: tuple[int, str, tuple[Span, ...]] | None = None  # paragraph and day of the words that were dated last

    @classmethod
    def of(cls, folded: str, masked: str, times: Sequence[Timex], contents: Sequence[Bounds]) -> "Dates":
        """Return the times that have a value, ready for look-up."""
        valued = [time for time in times if time.value and not is_dateline(folded, time.end)]
        return cls(folded, masked, valued, [time.start for time in valued], contents, {}, {})

    def between(self, start: int, end: int) -> list[Timex]:
        """Return the times that start in `[start, end)`."""
        return self.times[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def of_statement(self, uttered: Uttered) -> Dated:
        """Return the day of a statement and where it is told; (None, ()) where the page does not tell."""
        own = self.own_time(uttered)
        if own is not None:
            day, spans = self.same_day(uttered, own)
            self.remember(uttered, day, spans)
            return day, spans
        low, high = uttered.window
        if UNDATED.search(self.folded, max(low, self.clause_before(low, uttered.segment)), high):
            return None, ()
        if self.in_content(uttered.segment):
            return None, ()  # told by another
        known = self.of_speaker(uttered)
        if known is not None:
            return known
        inferred = self.of_state(uttered)
        if inferred is not None:
            told, spans = inferred
            self.spoken.setdefault((uttered.section, uttered.key), []).append((uttered.paragraph, told or "", spans))
        if uttered.authored:
            return None, ()
        return inferred or self.of_occasion(uttered) or self.of_act(uttered) or self.of_paper(uttered) or (None, ())

    def same_day(self, uttered: Uttered, own: Timex) -> tuple[str, tuple[Span, ...]]:
        """Return the day of a time: of 同一天 the day of the words told before, where it reads as one told in them."""
        before = bisect.bisect_left(self.starts, own.start)
        told = self.times[before - 1] if before else None
        if self.last and told and told.value == own.value and SAME_DAY.fullmatch(self.folded, own.start, own.end):
            paragraph, day, spans = self.last
            if paragraph == uttered.paragraph and self.in_content(told.start):
                return day, spans
        return own.value or "", (Span(own.start, own.end),)

    def of_act(self, uttered: Uttered) -> Dated | None:
        """Return the day of what a body or side did before in the paragraph: 央行14日决定加息。央行还称…."""
        if uttered.person or uttered.crowd or len(uttered.key) < 2:
            return None
        floor = self.folded.rfind("\n", 0, uttered.sentence[0]) + 1
        for time in reversed(self.between(floor, uttered.sentence[0])):
            start, _ = self.sentence_at(time.start)
            head = self.folded[start : time.start]
            heads = head.endswith(uttered.key) or (not head and self.folded.startswith(uttered.key, time.end + 1))
            if heads and len(head) <= len(uttered.key) + 2 and len(time.value or "") == 10:
                return time.value, (Span(time.start, time.end),)
        return None

    def remember(self, uttered: Uttered, day: str, spans: tuple[Span, ...]) -> None:
        """Keep the day of somebody's words for those that follow."""
        self.last = (uttered.paragraph, day, spans)
        for key in {uttered.key, uttered.organisation, uttered.body} - {""}:
            self.spoken.setdefault((uttered.section, key), []).append((uttered.paragraph, day, spans))
        if uttered.state and len(day) == 10:
            self.states[uttered.section, uttered.state] = (uttered.paragraph, day, spans, uttered.side)

    def of_state(self, uttered: Uttered) -> Dated | None:
        """Return the day of the words of a state for its minister's, or of its ministry for its side's (中方敦促)."""
        known = self.states.get((uttered.section, uttered.state))
        if known is None or not uttered.state:
            return None
        paragraph, day, spans, side = known
        if paragraph == uttered.paragraph and FORCE.search(uttered.organisation):
            return day, spans  # 国防部17日称…俄军还称
        if uttered.side:
            return (day, spans) if paragraph == uttered.paragraph else None
        return (day, spans) if side and uttered.paragraph - paragraph <= 1 else None

    def own_time(self, uttered: Uttered) -> Timex | None:
        """Return the time that dates the cue: in its clause, or at the head of the sentence."""
        low, high = uttered.window
        found = [
            time
            for time in self.between(low, high)
            if self.masked[time.start] != "q"
            and not (time.end <= uttered.segment and RETOLD.match(self.folded, time.end, uttered.segment))
        ]
        if uttered.direct and not uttered.joint:
            begin = self.clause_before(low, uttered.segment)
            found = [time for time in found if time.start >= begin or time.start == low]
        days = [time for time in found if time.value and len(time.value) == 10]
        if days:
            return days[-1]
        near = [
            time
            for time in found
            if (time.start >= uttered.segment - len(time.text) - 1 or self.heads(uttered, time))
            and not PLANNED.search(self.folded, low, time.start)
        ]
        return near[-1] if near else None

    def heads(self, uttered: Uttered, time: Timex) -> bool:
        """True for the month at the head of a sentence that goes on without a new subject: 今年1月，英国…，宣布."""
        low = uttered.sentence[0]
        if uttered.direct or len(time.value or "") != 7 or "," in self.masked[low : time.start]:
            return False
        return not SINCE.search(self.folded, low, time.start)

    def clause_before(self, floor: int, offset: int) -> int:
        """Return where the clause before `offset` begins, a clause of nothing but a time before it included."""
        while offset > floor and self.masked[offset - 1] not in ",;:.n":
            offset -= 1
        leading = LEADING.search(self.masked, max(floor, offset - LONGEST_LEAD), offset)
        if leading:
            return leading.start(1)
        told = ISSUED.search(self.folded, max(floor, offset - 2 * LONGEST_LEAD), offset)
        return told.start() if told else offset

    def of_speaker(self, uttered: Uttered) -> Dated | None:
        """Return the day of the same speaker's, or his body's, earlier words, where these had but one day."""
        for key in (uttered.key, uttered.organisation, uttered.body):
            earlier = self.spoken.get((uttered.section, key)) or self.alike(uttered.section, key)
            if not earlier:
                continue
            paragraph, day, spans = earlier[-1]
            if paragraph != uttered.paragraph and ELSEWHERE.search(self.folded, uttered.segment, uttered.window[1]):
                continue
            if uttered.side and uttered.paragraph - paragraph > 1:
                continue  # a state speaks on many days
            if paragraph == uttered.paragraph or len({one[1] for one in earlier}) == 1:
                return day, spans
        return None

    def alike(self, section: int, key: str) -> list[tuple[int, str, tuple[Span, ...]]]:
        """Return the dated words of a body whose name holds the other's: 使馆 and 中国驻英国大使馆."""
        if len(key) < 2:
            return []
        for (other_section, other), dated in self.spoken.items():
            if other_section == section and len(other) > 1 and (key.endswith(other) or other.endswith(key)):
                return dated
        return []

    def of_paper(self, uttered: Uttered) -> Dated | None:
        """Return the day on which the paper was issued that the words stand in: 7日发表声明…。声明还说…."""
        if uttered.person or not uttered.paper or len(uttered.key) < 2:
            return None
        for time in reversed(self.between(0, uttered.sentence[0])[-RECENT:]):
            start, end = self.sentence_at(time.start)
            if (
                len(time.value or "") != 10
                or self.in_content(time.start)
                or PAPER.search(self.folded, start, end) is None
            ):
                continue
            return (time.value, (Span(time.start, time.end),)) if uttered.key in self.folded[start:end] else None
        return None

    def of_occasion(self, uttered: Uttered) -> Dated | None:
        """Return the day of the latest dated occasion before, a meeting or visit in which the speaker is named."""
        low = uttered.window[0]
        begin = self.clause_before(low, uttered.segment) if uttered.direct else low
        there = AT_IT.search(self.folded, low, uttered.window[1]) is not None
        same = self.of_same_sentence(uttered, begin)
        if same is not None:
            return same
        if not there and (uttered.crowd or POSTED.search(self.folded, begin, uttered.window[1])):
            return None
        # 国际人士, 分析人士: they were at no occasion told of under another heading.
        floor = uttered.section_start if uttered.joint and uttered.key.endswith("人士") else 0
        for time in reversed(self.between(floor, uttered.sentence[0])[-RECENT:]):
            if len(time.value or "") != 10 or self.in_content(time.start):
                continue
            if not (uttered.person or uttered.joint or there) and "\n" in self.folded[time.end : uttered.sentence[0]]:
                return None  # 专家表示, 中方强调: who has no name was not told of as being there
            start, end = self.sentence_at(time.start)
            key = uttered.key.removesuffix("方") if uttered.side else uttered.key
            named = (
                uttered.joint
                or there
                or key in self.folded[start : self.told_to(end, uttered.sentence[0])]
                or self.is_session(start, end, uttered.sentence[0])
                or (uttered.person and self.is_shared(start, end, uttered.sentence[0]))
            )
            if (
                not named
                or PLANNED.search(self.folded, start, time.start)
                or REPORTED.match(self.folded, time.end, end)
            ):
                continue
            if self.is_occasion(time, start, end):
                return time.value, (Span(time.start, time.end),)
            if not (uttered.joint or there):
                return None  # another day is told of the speaker since
        return None

    def of_same_sentence(self, uttered: Uttered, begin: int) -> Dated | None:
        """Return the day of the occasion that a clause before tells of the speaker: 甲周二与乙举行记者会，甲称…."""
        if not (uttered.person and uttered.direct) or len(uttered.key) < 2:
            return None
        start = uttered.sentence[0]
        for time in reversed(self.between(start, begin)):
            clause = self.folded.find("，", time.end, begin)
            if len(time.value or "") != 10 or clause < 0 or self.in_content(time.start):
                continue
            if uttered.key in self.folded[start:clause] and self.is_occasion(time, start, clause):
                return time.value, (Span(time.start, time.end),)
        return None

    def is_session(self, start: int, end: int, until: int) -> bool:
        """True for a session that opens the paragraph in which the words stand: 论坛11日开幕。中方表示…."""
        opens = start == 0 or self.folded[start - 1] == "\n"
        return opens and "\n" not in self.folded[end:until] and SESSION.search(self.folded, start, end) is not None

    def is_shared(self, start: int, end: int, limit: int) -> bool:
        """True for a joint press conference or hearing not long before, where others speak too."""
        near = self.folded.count("\n", end, limit) <= SESSION_REACH
        return near and TOGETHER.search(self.folded, start, end) is not None

    def told_to(self, end: int, limit: int) -> int:
        """Return how far the tale of an occasion goes: over the next sentence, 9日开幕。副总理出席并讲话。"""
        following = self.sentence_at(end + 1)[1] if end < limit and self.folded[end : end + 1] == "。" else end
        follows = following <= limit and self.words_begin(end, following) == following
        return following if follows else end

    def is_occasion(self, time: Timex, start: int, end: int) -> bool:
        """True where a sentence tells that people came together at a time, before it tells of anybody's words."""
        leads = LEADS_IN.match(self.folded, start)
        limit = self.words_begin(time.start if leads else start, end)
        return time.start < limit and OCCASION.search(self.folded, start, limit) is not None

    def words_begin(self, start: int, end: int) -> int:
        """Return where a stretch begins to tell of words, its end where it tells of none: 发布数据 is no speech."""
        for cue in CUE.finditer(self.masked, start, end):
            if self.folded[cue.start() : cue.end()] not in PUBLISHES:
                return cue.start()
        return end

    def in_content(self, offset: int) -> bool:
        """True where an offset lies inside somebody's words."""
        place = bisect.bisect_right(self.contents, (offset, len(self.folded)))
        return any(start <= offset < end for start, end in self.contents[max(0, place - 4) : place])

    def sentence_at(self, offset: int) -> Bounds:
        """Return the sentence that holds an offset."""
        low, high = max(0, offset - REACH), offset + REACH
        start = max(low - 1, *(self.folded.rfind(mark, low, offset) for mark in "。！？\n")) + 1
        ends = [end for end in (self.folded.find(mark, offset, high) for mark in "。！？\n") if end >= 0]
        return start, min(ends, default=min(high, len(self.folded)))

"""What has been told so far: the occasion a section is about, who spoke, and the drafts of its engagements."""

import bisect
import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.engagement.cue import PASSED, Cue, is_summit
from shiguan.extract.engagement.draft import Draft, Value, participants_of, same_person, unite
from shiguan.extract.engagement.participant import from_speaker
from shiguan.extract.engagement.scene import Scene, Sentence
from shiguan.extract.engagement.status import WISH, is_told, is_wished, status_of
from shiguan.extract.engagement.travel import JOURNEY, SESSIONS, begins_visit, came_from, come_for, is_over, set_out
from shiguan.extract.engagement.trigger import Trigger
from shiguan.extract.engagement.when import COMPARED, exactest, first_day, is_measure, is_stretch, month_of
from shiguan.grammar.dateline import is_dateline
from shiguan.grammar.fold import fold
from shiguan.model.engagement import Kind, Mode, Participant, Role, Status
from shiguan.model.place import Place, PlaceKind
from shiguan.model.span import Span
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex

# Words that tie what follows to the occasion of the section.
TIED = re.compile(
    r"会后|会谈后|会见后|会晤后|会前|会谈前|会见前|会晤前|期间|随后|会上|其间|会谈中|会见中|会晤中|活动后|仪式后|签字仪式|此次|本次|这次|此行|刚才|很高兴|十分高兴|非常高兴"
)
BEGUN = re.compile(r"起[^，。；]{0,16}举行")  # 27日起在济州岛举行了三天联合军演
CAPTION_END = re.compile(r"(?:照片|资料照片|摄)?）")
SINCE = re.compile(r"[^，。；]{0,12}以来")
# Cues that ask for what they introduce.
WANTING = ("呼吁", "敦促", "要求", "希望", "主张", "建议", "提议", "请求", "吁请", "促请", "催促")
SETTING = frozenset("在于达抵赴到往是")
LOOSE = re.compile(
    r"日前|近日|此前|先前|早前|曾(?!任|祖)|不久前|前不久|之前|以前|上次|上一|去年|前年|年前|多次|历史上|过去|近年|上周|上月|上个月|昨天|昨日|前一天|长期|连续"
)
# 在|会见, 11日下午，在同X|会谈
AT_MEETING = re.compile(r"(?:[^，。；]{0,14}，)?(?:在(?:[同与][^，。；]{1,30})?)?$")
MARKS = "，。；：、\n"  # 始于2000年，: as against 始于2000年X访问期间
# 外交部就X出席峰会|举行中外媒体吹风会: announced that day, still to come.
BRIEFING = re.compile(r"举行[^，。；]{0,8}(?:吹风会|发布会|记者会)")
FIRST_TIME = re.compile(r"首次")
# Years to come that an outcome is for: 宣布了未来3年的行动.
AHEAD = re.compile(r"(?:未来|今后)[^，。]{0,4}年")


class Tale(msgspec.Struct):
    """The discourse: read in order, reset by each heading."""

    scene: Scene
    drafts: list[Draft]
    section: int = -1
    occasion: Draft | None = None
    lead: Draft | None = None  # the first occasion of the section; the occasion moves on with 会见X时
    latest: Draft | None = None
    frame: Draft | None = None  # the conference or ceremony the section is about

    def enter(self, sentence: Sentence) -> None:
        """Begin a new section where the sentence does."""
        if sentence.section != self.section:
            self.section = sentence.section
            self.occasion = self.lead = self.latest = self.frame = None

    def floor(self, cue: Cue) -> int:
        """Return where the part of the sentence begins that belongs to the cue: within speech, the speech."""
        start = cue.clause[0]
        return (
            max(start, cue.statement.start)
            if cue.statement is not None and cue.statement.start <= cue.trigger.start
            else start
        )

    def silent(self, cue: Cue) -> bool:
        """True where the words are a wish, a habit or a denial, or speech that tells of nothing past."""
        folded = self.scene.folded
        floor = self.floor(cue)
        raw = folded[floor : cue.trigger.start]
        if is_wished(raw, folded, floor, cue.trigger) and is_wished(
            self.scene.unnamed(floor, cue.trigger.start), folded, floor, cue.trigger
        ):
            return True  # 若泽 in a name is no 若
        if raw.startswith("包括") and WISH.search(folded, cue.sentence.start, floor):
            return True  # 希望有所突破，包括恢复谈判
        wanted = cue.statement is not None and cue.statement.start >= cue.clause[0]
        if wanted and cue.statement is not None and fold(cue.statement.cue).endswith(WANTING):
            return True
        if cue.statement is None:
            return False
        begin = max(cue.sentence.start, cue.statement.start)
        ceiling = cue.clause[1]
        if is_told(folded, floor, cue.trigger, ceiling):
            return False
        if self.scene.times_in(max(begin, floor - 24), ceiling):
            return False
        told = is_summit(cue, folded[floor : cue.trigger.start], folded[cue.trigger.end : ceiling])
        return self.in_dialogue(cue.statement) and not told

    def in_dialogue(self, statement: Statement) -> bool:
        """True where somebody speaks at the occasion: what leaders tell each other is mostly intent."""
        speaker = statement.speaker
        if speaker.name is None:
            return self.occasion is not None or speaker.organisation is None or speaker.organisation.endswith("方")
        if self.occasion is None:
            return False
        return any(one.name and same_person(one.name, speaker.name) for one in self.occasion.participants)

    def voice(self, offset: int) -> Participant | None:
        """Return the person whose words were told last before an offset, in the same section."""
        scene = self.scene
        index = bisect.bisect_left(scene.statement_starts, offset) - 1
        if index < 0:
            return self.author()
        speaker = scene.statements[index].speaker
        if speaker.name is None:
            return None
        return from_speaker(speaker)

    def author(self) -> Participant | None:
        """Return who signed the article that the page prints: 发表题为…的署名文章."""
        if "署名文章" not in self.scene.folded[:400]:
            return None
        people = participants_of(mention for mention in self.scene.mentions[:4] if mention.name)
        return people[0] if people else None

    def sides(self) -> Draft | None:
        """Return the draft that 双方 refers to: the last told in plain words between two states."""
        for draft in reversed(self.drafts):
            if draft.section != self.section:
                break
            if not draft.spoken and len({one.state for one in draft.main}) > 1:
                beside = [one for one in self.drafts if one.sentence == draft.sentence and one.kind is Kind.MEETING]
                return beside[-1] if draft.kind is Kind.VISIT and beside else draft
        return self.occasion

    def add(
        self,
        cue: Cue,
        kind: Kind,
        mode: Mode | None,
        participants: Sequence[Participant],
        rule: str,
    ) -> Draft:
        """Return a new draft with status, date, place and outlets as its sentence tells them, and keep it."""
        status, span = status_of(self.scene, cue.trigger, self.intent(cue), cue.clause[1])
        head = (self.scene.folded, cue.sentence.start, cue.trigger.start)
        travel = set_out(*head) or (come_for(*head, self.scene.time_starts) if kind in SESSIONS else None)
        briefing = BRIEFING.search(self.scene.folded, cue.trigger.end, cue.clause[1])
        briefed = briefing is not None and "就" in self.scene.folded[cue.clause[0] : cue.trigger.start]
        travel = travel or (briefing if briefed else None)
        if travel and status is Status.HELD:
            status, span = Status.PLANNED, Span(*travel.span())
        draft = Draft(
            kind=kind,
            status=status,
            mode=mode,
            trigger=Span(cue.trigger.start, cue.trigger.end),
            sentence=(cue.sentence.start, cue.sentence.end),
            section=cue.sentence.section,
            rule=rule,
            participants=unite(participants),
            status_span=span,
            spoken=cue.statement is not None,
        )
        if not travel:
            self.date(cue, draft)
        if not (travel and kind is Kind.CONSULTATION and begins_visit(*head)):
            self.place(cue, draft)
        if not (travel and kind in SESSIONS):
            self.tie(cue, draft)
        self.credit(cue, draft)
        self.remember(draft)
        return draft

    def intent(self, cue: Cue) -> int:
        """Return where a word like 将 may stand: a clause without a subject of its own goes on with the one before."""
        floor = self.floor(cue)
        listed = [group for group in cue.before if group.prep == "" and self.scene.folded[group.start - 1] == "、"]
        if listed and listed[-1].start > floor:
            return listed[-1].start  # 终止协议、X访问A国之际: what X does is not ended
        goes_on = cue.number > 0 and not any(group.prep == "" for group in cue.before)
        if not goes_on or (cue.statement is not None and cue.statement.start >= floor):
            return floor
        low, high = cue.sentence.clauses[cue.number - 1]
        return floor if self.scene.times_in(floor, cue.trigger.start) else max(low, high - 40)

    def remember(self, draft: Draft) -> None:
        """Keep a draft; the first one told in plain words is the occasion of its section."""
        self.drafts.append(draft)
        self.latest = draft
        head = self.scene.folded[draft.sentence[0] : draft.trigger.start]
        opens = draft.kind is Kind.MEETING and AT_MEETING.match(head) is not None  # 会见李显龙时，
        if self.frame is None and draft.kind in (Kind.CONFERENCE, Kind.CEREMONY) and not draft.spoken:
            self.frame = draft
        told_beside = (
            self.occasion is not None
            and self.occasion is self.lead
            and self.occasion.kind is Kind.VISIT
            and draft.kind in (Kind.MEETING, Kind.CONSULTATION)
            and draft.sentence == self.occasion.sentence
        )
        if told_beside:  # 会见来华访问的X: the meeting is what the section is about
            self.lead = None
        if (self.occasion is None or opens or told_beside) and not draft.spoken and len(draft.main) > 1:
            self.occasion = draft
            self.lead = self.lead or draft

    def forget(self, draft: Draft) -> None:
        """Take back a draft that turned out to be none."""
        self.drafts.remove(draft)
        self.latest = self.drafts[-1] if self.drafts else None
        self.occasion = None if self.occasion is draft else self.occasion
        self.lead = None if self.lead is draft else self.lead
        self.frame = None if self.frame is draft else self.frame

    def date(self, cue: Cue, draft: Draft) -> None:
        """Give the draft the time of its clause, else of the nearest clause before it in the sentence."""
        time = self.time_of(cue)
        if time is None or time.value is None:
            return
        draft.date = Value(time.value, (Span(time.start, time.end),))
        end = cue.trigger.end + 4
        end = min(end, cue.clause[1]) if draft.kind is Kind.VISIT else end
        if len(time.value) == 10 and is_over(self.scene.folded, time.end, end):
            draft.told, draft.date = draft.date, month_of(draft.date)  # the day of his return
        published = self.scene.document_time
        later = published is not None and first_day(time.value) > published.isoformat()
        if later and draft.status is Status.HELD:
            draft.status, draft.status_span = Status.PLANNED, Span(time.start, time.end)

    def time_of(self, cue: Cue) -> Timex | None:
        """Return the time that dates the cue."""
        scene, trigger = self.scene, cue.trigger
        floor = self.floor(cue)
        before = [
            time
            for time in scene.times_in(floor, trigger.start)
            if not self.counts_from(time) or self.dates_beginning(time, trigger)
        ]
        if before:
            return exactest(before)
        after = [
            time
            for time in scene.times_in(trigger.end, cue.clause[1])
            if not self.counts_from(time) and not self.belongs_elsewhere(cue, time)
        ]
        if after:
            return after[0]
        lowest = max(cue.sentence.start, cue.statement.start) if cue.statement is not None else cue.sentence.start
        earlier = [time for time in scene.times_in(lowest, floor) if not self.counts_from(time)]
        return exactest(earlier[-2:]) if earlier else self.captioned(cue)

    def captioned(self, cue: Cue) -> Timex | None:
        """Return the day in brackets behind the sentence of a caption: X会晤Y。（2020年7月22日）."""
        end = cue.sentence.end + 1  # behind the full stop
        times = self.scene.times_in(end, end + 2)
        opens = self.scene.folded[end : end + 1] == "（"
        closes = bool(times) and CAPTION_END.match(self.scene.folded, times[0].end) is not None
        return times[0] if opens and closes and cue.statement is None else None

    def counts_from(self, time: Timex) -> bool:
        """True for a time that bounds or compares rather than dates: 2014年以来, 自2023年, 截至5月, 1974年签署的."""
        folded = self.scene.folded
        if is_stretch(time.value or "") or AHEAD.match(folded, time.start) or is_measure(folded, time):
            return True
        if folded[time.end - 1] == "来" or folded.rfind("《", max(0, time.start - 60), time.start) > folded.rfind(
            "》", max(0, time.start - 60), time.start
        ):
            return True  # 11年来; 《2024－2028年行动计划》
        if SINCE.match(folded, time.end):
            return True
        if folded.startswith("起", time.end):
            return BEGUN.match(folded, time.end) is None
        head = folded[max(0, time.start - 2) : time.start]
        bounds = head.endswith(("自", "截至", "自从")) or (head == "始于" and folded[time.end : time.end + 1] in MARKS)
        after = folded.startswith(("以来", "之后", "以后", "之前", "度", "版", "工作", "报告"), time.end)
        return after or bounds or is_dateline(folded, time.end)

    def dates_beginning(self, time: Timex, trigger: Trigger) -> bool:
        """True for 自今年1月|中美签署|协议以来: what was signed then stands between the time and 以来."""
        if is_stretch(time.value or "") or trigger.act not in ("sign", "mutual", "bond"):
            return False
        since = SINCE.match(self.scene.folded, time.end)
        return since is not None and since.end() > trigger.end

    def belongs_elsewhere(self, cue: Cue, time: Timex) -> bool:
        """True where a comma-less clause goes on to another act with its own time: 会见了…并将于6月访问."""
        gap = self.scene.folded[cue.trigger.end : time.start]
        if (
            cue.trigger.act in ("visit", "trip")
            and cue.after
            and gap.find("的") + 1 == cue.after[0].start - cue.trigger.end
        ):
            return False
        return bool(re.search(r"[并后]|将|来华|的", gap)) and "定于" not in gap and "将于" not in gap[:4]

    def place(self, cue: Cue, draft: Draft) -> None:
        """Give the draft the place of its clause, else of the clause before it in the sentence."""
        scene = self.scene
        floor = self.floor(cue)
        low, high = cue.clause
        inside = [place for place in scene.places_in(floor, high) if self.is_setting(place)]
        before = [place for place in inside if place.end <= cue.trigger.start]
        after = [place for place in inside if place.start >= cue.trigger.end and place.start - cue.trigger.end < 12]
        chosen = before[-1] if before else after[0] if after else None
        if chosen is None and cue.statement is None:
            earlier = [place for place in scene.places_in(cue.sentence.start, low) if self.is_setting(place)]
            chosen = earlier[-1] if earlier else None
        if chosen is not None:
            draft.place = value_of(chosen)

    def is_setting(self, place: Place) -> bool:
        """True for a place where something happens (在, 于, 抵达), not one that is only gone to or spoken of."""
        folded = self.scene.folded
        if folded[max(0, place.start - 2) : place.start] == "正在" and folded[place.end : place.end + 1] == "的":
            return False
        if COMPARED.search(folded, max(0, place.start - 14), place.start):
            return False
        begin = place.start - 2 if folded[max(0, place.start - 2) : place.start] in ("首都", "首府") else place.start
        return folded[max(0, begin - 1) : begin] in SETTING or place.venue

    def tie(self, cue: Cue, draft: Draft) -> None:
        """Give the draft date and place of the occasion where words or persons tie it to that."""
        occasion = self.occasion or self.frame
        if occasion is None or occasion.kind is Kind.MESSAGE:
            return
        folded = self.scene.folded
        head = folded[max(cue.sentence.start, cue.statement.start if cue.statement else 0) : cue.trigger.end]
        tie = TIED.search(head)
        tied = tie is not None and not (draft.spoken and draft.kind in SESSIONS and tie[0] in JOURNEY)
        if draft.spoken and not tied:
            return
        own = folded[self.floor(cue) : cue.trigger.end]
        if not tied and (
            LOOSE.search(head)
            or PASSED.match(folded, cue.trigger.end)
            or FIRST_TIME.search(own)
            or not shares_person(draft, occasion)
        ):
            return
        if came_from(folded, cue.sentence.start, cue.trigger.start):
            draft.date = draft.date or (month_of(occasion.date) if occasion.date is not None else None)
            return
        if draft.date is None and occasion.date is not None:
            draft.date = occasion.told or occasion.date
            if draft.kind is Kind.CONFERENCE and occasion.kind is not Kind.CONFERENCE:
                draft.date = month_of(draft.date)  # the day is that of what is done there
        apart = draft.date is not None and occasion.date is not None and draft.date.value[:7] != occasion.date.value[:7]
        wide = occasion.kind is Kind.VISIT and occasion.place is not None and is_state(self.scene, occasion.place)
        if (
            draft.states == occasion.states
            and draft.kind is not Kind.OTHER
            and occasion.rule != "engagement/visit/trip"
        ):
            wide = False  # X访问新加坡，会见…: in that state, if no city is told
        if draft.place is None and occasion.place is not None and draft.mode is not Mode.PHONE and not (apart or wide):
            draft.place = occasion.place
        if draft.status is Status.HELD and occasion.status is Status.PLANNED and not draft.spoken:
            draft.status, draft.status_span = occasion.status, occasion.status_span

    def credit(self, cue: Cue, draft: Draft) -> None:
        """Give the draft the outlets credited for what stands at its trigger."""
        credit = self.scene.credit_at(cue.trigger.start)
        if credit is not None:
            draft.outlets = credit.via
            draft.via = Value("、".join(credit.via), credit.spans)


def is_state(scene: Scene, value: Value) -> bool:
    """True where a place is a whole state, which tells where a visit is and not where people met."""
    return not any(
        place.name_span == value.spans[0] and place.kind is PlaceKind.CITY
        for place in scene.places_in(value.spans[0].start - 20, value.spans[0].end)
    )


def value_of(place: Place) -> Value:
    """Return a place as a cited value."""
    return Value(place.name, (place.name_span,))


def shares_person(draft: Draft, occasion: Draft) -> bool:
    """True where one person takes part in both."""
    return any(
        one.name and other.name and same_person(one.name, other.name)
        for one in draft.participants
        for other in occasion.participants
        if other.role is not Role.ATTENDEE
    )

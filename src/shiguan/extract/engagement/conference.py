"""Conferences and sessions of mechanisms: who attends them, where and when they are held."""

import re
from collections.abc import Sequence

from shiguan.extract.engagement.ceremony import read_festival, read_jointly, read_rite
from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.gathering import THIS, is_coming, leaves_outcome, stands_before
from shiguan.extract.engagement.group import groups_in
from shiguan.extract.engagement.guests import add_guests
from shiguan.extract.engagement.host import (
    COME,
    FAIR,
    at_home,
    host_state,
    paragraph_at,
    receive,
    seat,
    sides_or_host,
    unseat,
)
from shiguan.extract.engagement.known import join_known, known_session, leave_open, told_of
from shiguan.extract.engagement.meeting import read_attendance, states_of
from shiguan.extract.engagement.organ import debate, name
from shiguan.extract.engagement.participant import as_side, side, with_role
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.when import is_measure, month_of
from shiguan.extract.engagement.who import actors, nearest, partners, references, relative_subject, subjects
from shiguan.model.engagement import Kind, Mode, Participant, Role, Status
from shiguan.model.mechanism import Gathering, Mechanism
from shiguan.model.span import Span

# M迄今已举行十一轮: how often, and no session.
ORGANS = ("安理会", "安全理事会", "联合国大会", "联大", "人权理事会")
EVERY = ("历次", "历届", "每届", "每次")  # 参加历次中非合作论坛峰会
OFTEN = re.compile(r"[了过]?(?:\d{1,3}|[一二两三四五六七八九十百]{1,4}|多|数)[多余]?[次轮届场](?=[，。；、]|$)")
# 在主持M前夕，听取汇报: the day is not that of the session.
EVE = re.compile(r"(?:开幕|召开|举行)?(?:前夕|之前|前(?=[，、]))")
BY_VIDEO = re.compile(
    r"以(?:视频|线上(?!线下|和线下|与线下)|视讯)[^，。；]{0,8}(?:方式|形式)|(?:通过|采用)(?:视频|线上|视讯)"
)
AT = re.compile(r"(?:期间|间隙|上|开幕式|闭幕式)")
VIDEO = re.compile(r"视频|线上|视讯|云端|远程")
ANAPHORA = re.compile(
    r"(?:了)?(?:并(?:发表|致辞|作)|开幕式|闭幕式|峰会|论坛|年会|对话会|活动|仪式|大会|会议|会晤|本届|本次|此次|欢迎宴会并|[，。])"
)
GAMES = re.compile(r"(?:运动|[亚奥残冬大]运|残奥|冬奥|亚冬)会")  # a feast of many states rather than a conference
GUESTS = re.compile(r"[^，。；：]{0,8}的(?:国际|外国|外方|重要)?(?:贵宾|嘉宾|领导人|来宾)(?:还|主要)?(?:有|包括)：?")
# 来自全球50多个国家和地区的学者: no home meeting, whatever its name.
FROM_MANY = re.compile(
    r"来自[^，。；]{0,12}?(?:\d{2,3}|数十|[一二三四五六七八九]?十[一二三四五六七八九]?|百)[多余]?个?国(?:家|的)[^。；]{0,16}(?:嘉宾|代表|使节|学者|专家|政要|领导人|官员|人士|企业家)"
)
BILATERAL = re.compile(
    r"协调理事会|委员会|联委会|混委会|工作组|机制|磋商|对话|協商|协商|咨商|定期会晤|年度会晤|部长级|双部长"
)
HOSTING = frozenset({"主办", "举办", "办好", "承办"})
# 参加|计划于3月2日在伦敦举行的|乌克兰问题会议
HELD_THERE = re.compile(r"^(?:计划|定于|将)?[^，。；：]{0,8}[在于][^，。；：]{2,12}(?:举行|召开)的")
ENDINGS = frozenset({"结束", "闭幕", "落幕", "开幕", "揭幕"})
# Its own time stands right before a name: 5月1日举行的阿盟理事会会议.
OWN_TIME = re.compile(r"(?:在|于)?[^，。；]{0,12}(?:举行|召开|结束|闭幕|开幕|落幕)的")


def read_attending(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X出席M: X takes part in each gathering that the clause names behind the verb."""
    mechanisms = [one for one in tale.scene.mechanisms_in(cue.trigger.end, cue.clause[1]) if reaches(tale, cue, one)]
    if tale.silent(cue):
        return []
    if not mechanisms:
        rite = read_rite(tale, cue)
        if not rite and cue.trigger.word == "共同出席":
            rite = read_festival(tale, cue) or read_jointly(tale, cue)
        if rite:
            return rite
        guests = GUESTS.match(tale.scene.folded, cue.trigger.end)
        if guests:
            groups = groups_in(tale.scene, guests.end(), cue.sentence.end)
            join_known(tale, None, [one for group in groups for one in actors(group.mentions)])
            return []
        if (cue.trigger.end >= cue.clause[1] or ANAPHORA.match(tale.scene.folded, cue.trigger.end)) and add_guests(
            tale, cue
        ):
            return []
        if cue.number == 0 and cue.trigger.end >= cue.sentence.end - 1:  # 周文海等参加。, as 参加会谈 does
            return read_attendance(tale, cue)
        if ANAPHORA.match(tale.scene.folded, cue.trigger.end):
            join_known(tale, None, subjects(tale, cue))
        return []
    people = subjects(tale, cue)
    found = []
    for mechanism in mechanisms:
        if not mechanism.named:
            join_known(tale, mechanism, people)
            continue
        with_whom = partners(tale, cue)
        found.extend(gather(tale, cue, mechanism, with_role([*people, *with_whom], Role.ATTENDEE), "attends"))
    return found


def reaches(tale: Tale, cue: Cue, mechanism: Mechanism) -> bool:
    """True where nothing but a list stands between the verb and the name."""
    gap = tale.scene.folded[cue.trigger.end : mechanism.start]
    for one in tale.scene.mechanisms_in(cue.trigger.end, mechanism.start):
        if one.named and one.end <= mechanism.start:
            gap = gap.replace(tale.scene.folded[one.start : one.end], "", 1)  # 出席A、B和C
    gap = HELD_THERE.sub("", gap)
    return len(gap) <= 40 and not re.search(r"[，。；：]|会见|会晤|会谈|表示|指出|强调|讲话|的(?=.{6})", gap)


CHAIRED_BEFORE = re.compile(r"(?:此次|本次|这次|该)(?P<word>对话|磋商|会议|峰会|论坛|谈判)")
VIRTUAL = re.compile(r"视频|线上|虚拟|视讯|在线")


def read_convening(tale: Tale, cue: Cue) -> list[Draft]:
    """Read M在P举行, 中俄举行第N轮M, 安理会召开紧急会议."""
    if tale.silent(cue) and not (hosted_later(tale, cue) or tale.scene.folded.startswith("的", cue.trigger.end)):
        return []
    scene = tale.scene
    before = [
        one
        for one in scene.mechanisms_in(cue.sentence.clauses[0][0], cue.trigger.start)
        if (one.start >= cue.clause[0] or near(tale, cue, one)) and not aside(scene.folded, cue, one)
    ]
    after = [one for one in scene.mechanisms_in(cue.trigger.end, cue.clause[1]) if reaches(tale, cue, one)]
    if len(before) > 1 and scene.folded[before[-2].end : before[-1].start] == "（":
        before = before[:-1]  # 阿拉伯国家联盟首脑理事会会议（阿盟峰会）
    chosen = (after or before)[-1:] if not after else after[:1]
    if any(is_measure(scene.folded, time) for time in scene.times_in(tale.floor(cue), cue.trigger.start)):
        return []
    if not chosen:
        return read_festival(tale, cue) or debate(tale, cue)
    mechanism = chosen[0]
    if after and before and mechanism.round is None and before[-1].name.endswith(ORGANS):
        return debate(tale, cue)  # 安理会24日举行乌克兰问题会议
    if OFTEN.match(scene.folded, cue.trigger.end) or (
        after and OFTEN.fullmatch(scene.folded, cue.trigger.end, mechanism.start)
    ):
        return []
    if not mechanism.named and mechanism.round is None:
        meant = None if after else named_before(tale, mechanism)
        if meant is not None:
            return gather(tale, cue, meant, [], "convenes")
        return unnamed(tale, cue, mechanism, after=bool(after)) or debate(tale, cue)
    if scene.folded[mechanism.end : mechanism.end + 1] == "的" or scene.folded.startswith("闭幕的", cue.trigger.start):
        return []
    people: list[Participant] = []
    if after and scene.folded.startswith("的", cue.trigger.end) and not cue.before:
        return gather(tale, cue, mechanism, people, "convenes")  # 即将举行的M
    if after and cue.trigger.word not in ENDINGS:
        people = [*hosting(cue), *partners(tale, cue)] if cue.trigger.word in HOSTING else []
        people = people or [*subjects(tale, cue), *partners(tale, cue)]
        if len(states_of(people)) < 2 and cue.trigger.word not in HOSTING:
            people = references(tale, cue, cue.clause[0], cue.trigger.start) or people
    beside = [] if after else listed_before(tale, cue, mechanism)
    return [draft for one in [*beside, mechanism] for draft in gather(tale, cue, one, people, "convenes")]


AND = re.compile(r"[、，和与及以“”\s]{1,4}")


def listed_before(tale: Tale, cue: Cue, last: Mechanism) -> list[Mechanism]:
    """Return the gatherings listed before the last one: 第二届A论坛、B论坛，以及C研讨会在P举行."""
    found: list[Mechanism] = []
    for one in reversed(tale.scene.mechanisms_in(cue.sentence.start, last.start)):
        if (
            not one.named
            or FAIR.search(one.name)
            or not AND.fullmatch(tale.scene.folded, one.end, (found[0] if found else last).start)
        ):
            break
        found.insert(0, one)
    return found


def hosting(cue: Cue) -> list[Participant]:
    """Return who hosts in 支持古巴下个月主办M: the last named before the verb."""
    return with_role(actors(cue.before[-1].mentions), Role.HOST) if cue.before and cue.before[-1].prep != "at" else []


def unnamed(tale: Tale, cue: Cue, mechanism: Mechanism, *, after: bool) -> list[Draft]:
    """Read 四国在布拉格召开峰会: a gathering without a name, where its sides are told."""
    people = [*subjects(tale, cue), *partners(tale, cue)] if after else []
    if mechanism.gathering is Gathering.CONSULTATION or not people:
        return []
    summit = mechanism.name.endswith(("峰会", "首脑会议", "外长会"))  # never of one state
    if len(states_of(people)) < 2 and not (summit and cue.statement is None and states_of(people)):
        return []
    return [tale.add(cue, Kind.CONFERENCE, Mode.IN_PERSON, people, "engagement/conference/unnamed")]


def named_before(tale: Tale, mechanism: Mechanism) -> Mechanism | None:
    """Return what 博览会 in 博览会将于5月举办 means: the international session named last, not far before.

    Of two sessions of one name it is the earlier: the later is spoken of, not held.
    """
    pointed = stands_before(THIS, tale.scene.folded, mechanism)  # 本次部长级会议将于30日在北京举行
    if len(mechanism.name) > 4 and not pointed:
        return None
    ending = mechanism.name if pointed else mechanism.name[-2:]
    named = [
        one
        for one in tale.scene.mechanisms_in(max(0, mechanism.start - 300), mechanism.start)
        if one.named and one.international and one.name.endswith(ending)
    ]
    if not named:
        return None
    alike = [one for one in named if one.name == named[-1].name and one.round and one.round.value]
    return min(alike, key=lambda one: one.round.value or 0 if one.round else 0, default=named[-1])


def hosted_later(tale: Tale, cue: Cue) -> bool:
    """True for 支持古巴下个月主办M: a wish about a gathering that is announced all the same."""
    return cue.trigger.word in HOSTING and bool(tale.scene.times_in(tale.floor(cue), cue.clause[1]))


def aside(folded: str, cue: Cue, mechanism: Mechanism) -> bool:
    """True for what is held at a gathering (M期间举行) and for who holds it (由M主办)."""
    if AT.match(folded, mechanism.end):
        return True
    return cue.trigger.word in HOSTING and "由" in folded[max(0, mechanism.start - 16) : mechanism.start]


def near(tale: Tale, cue: Cue, mechanism: Mechanism) -> bool:
    """True for the subject of the sentence, or a name in the clause before: M由A主办，今天在北京开幕."""
    if tale.scene.mentions_in(cue.clause[0], cue.trigger.start):
        return False
    if tale.scene.folded.startswith("的", cue.trigger.end):  # 原定2020年举行的会议: another one
        return False
    return cue.clause[0] - mechanism.end <= 2 or (
        mechanism.named and mechanism.start - cue.sentence.start <= 2 and cue.trigger.word not in HOSTING
    )


def gather(tale: Tale, cue: Cue, mechanism: Mechanism, people: Sequence[Participant], form: str) -> list[Draft]:
    """Return the session of a mechanism with those who are named as taking part, if more than one state is in it."""
    if (
        mechanism.name.lstrip("过了").startswith(EVERY)
        or tale.scene.folded[max(0, mechanism.start - 2) : mechanism.start] in EVERY
    ):
        return []
    mechanism, known = told_of(tale, mechanism), known_session(tale, mechanism)
    everybody = unite(list(people))
    states = states_of(everybody) | set(mechanism.states)
    if known is None and (not mechanism.named or is_domestic(tale, cue, mechanism, states, form)):
        return []
    consults = mechanism.gathering is Gathering.CONSULTATION and (
        len(states) > 1 or is_negotiation(mechanism) or not mechanism.international
    )
    if consults and len(states_of(everybody)) < 2:
        known_states = states_of(everybody)
        others = [side(mechanism, state) for state in mechanism.states if state not in known_states]
        everybody = unite([*everybody, *others])
    bilateral = form in ("chairs", "convenes") and len(states_of(everybody)) == 2 and BILATERAL.search(mechanism.name)
    games = GAMES.search(mechanism.name)
    again = known is not None and known.kind is Kind.CONSULTATION and len(known.states) > 1
    consults = bool(bilateral) or consults or again
    kind = Kind.CEREMONY if games else Kind.CONSULTATION if consults else Kind.CONFERENCE
    if known is not None and not mechanism.name:  # 第二十二次于7月在莫斯科举行: of the sort that was told of
        kind = known.kind
    taken_over = known is not None and not everybody
    if known is not None and taken_over:
        everybody = [as_side(one) for one in known.main if one.state]
    everybody = in_office(mechanism, everybody) if form == "convenes" else everybody
    draft = tale.add(cue, kind, mode_of(tale, cue, mechanism), everybody, f"engagement/{kind.value}/{form}")
    name(draft, mechanism, known)
    draft.sort = "games" if games else ""
    draft.fallback = taken_over
    leave_open(draft, known)
    if is_coming(tale.scene.folded, mechanism) and draft.status is Status.HELD:
        draft.status, draft.status_span = Status.PLANNED, None
    blur(tale, draft, mechanism, form)
    if form == "attends":
        receive(tale, cue, draft)
    unseat(tale, draft, mechanism)
    seat(tale, draft, mechanism)
    if not draft.participants:
        draft.participants = sides_or_host(tale, draft, mechanism)
        draft.fallback = True
    if at_home(tale, draft, mechanism) or is_unattended(tale, draft, mechanism):
        tale.forget(draft)
        return []
    return [draft]


OF_PREMIERS = re.compile("总理|首相")


def in_office(mechanism: Mechanism, people: list[Participant]) -> list[Participant]:
    """Return the people; a president who is told of the premiers' session stands for his state only."""
    if not OF_PREMIERS.search(mechanism.name):
        return people
    return unite([one if OF_PREMIERS.search(one.office or "总理") else as_side(one) for one in people])


def is_domestic(tale: Tale, cue: Cue, mechanism: Mechanism, states: set[str], form: str) -> bool:
    """True where no second state shows: in the name, among the people, in where it is attended or who has come."""
    come = COME.search(tale.scene.folded, max(cue.clause[0], cue.trigger.start - 12), cue.trigger.start)
    elsewhere = form == "attends" and any(
        place.state and place.state not in states for place in tale.scene.places_in(*cue.clause)
    )
    from_many = FROM_MANY.search(
        tale.scene.folded, cue.clause[0], paragraph_at(tale.scene.folded, cue.trigger.start)[1]
    )
    local = (
        not mechanism.international
        and not (from_many and form == "convenes")
        and not is_negotiation(mechanism)
        and not elsewhere
        and len(states) < 2
    )
    return local and not (come and states - {"CN"})


def is_negotiation(mechanism: Mechanism) -> bool:
    """True for talks that are international whoever is named."""
    return mechanism.name.endswith(("停火谈判", "核谈判"))


def mode_of(tale: Tale, cue: Cue, mechanism: Mechanism) -> Mode:
    """Return how the sides are together, as the words around the name tell."""
    window = tale.scene.folded[max(cue.clause[0], mechanism.start - 14) : mechanism.end + 8]
    after = tale.scene.folded[mechanism.end : cue.clause[1]]
    return Mode.VIDEO if VIDEO.search(window) or BY_VIDEO.search(after) else Mode.IN_PERSON


def is_unattended(tale: Tale, draft: Draft, mechanism: Mechanism) -> bool:
    """True for a session of which nobody can be named, unless many states are known to take part."""
    if draft.kind is not Kind.CONSULTATION:
        return not draft.participants and not (mechanism.international and mechanism.named)
    if mechanism.name.endswith("谈判") and len(draft.states) < 2 and mechanism.named:
        draft.participants = unite([*draft.participants, *host_state(tale, draft)])
        return not draft.participants
    return len(draft.states) < 2


def blur(tale: Tale, draft: Draft, mechanism: Mechanism, form: str) -> None:
    """Leave only the month where the day told is that of something else: X出席M期间会见, 来华出席M的X."""
    after = tale.scene.folded[mechanism.end : mechanism.end + 24]
    eve = EVE.match(after)
    if eve and draft.status is Status.HELD:
        draft.status, draft.status_span = Status.PLANNED, Span(mechanism.end, mechanism.end + eve.end())
    if form == "told" and leaves_outcome(tale.scene.folded, mechanism):
        undate(draft, mechanism)
    if draft.date is None or (draft.kind is not Kind.CONFERENCE and not eve):
        return
    if OWN_TIME.fullmatch(tale.scene.folded, draft.date.spans[0].end, max(mechanism.start, draft.date.spans[0].end)):
        return
    if eve or form == "margin" or re.match(r"(?:期间|间隙|之际|的|上(?!午)|并[^，。]{0,20}的)", after):
        draft.date = month_of(draft.date)


def undate(draft: Draft, mechanism: Mechanism) -> None:
    """Take back a day that is not told right before the name: 2030年前落实北京峰会成果 is not of the summit."""
    if draft.date is None or mechanism.start - draft.date.spans[-1].end in (0, 1):
        return
    if draft.status_span in draft.date.spans:
        draft.status, draft.status_span = Status.HELD, None
    draft.date = None


def read_margin(tale: Tale, cue: Cue, mechanism: Mechanism) -> list[Draft]:
    """Read 在M期间, 在M开幕式上: the people of the clause take part in M."""
    own = nearest([group for group in cue.before if group.end <= mechanism.start])
    people = relative_subject(tale, cue) or (actors(own.mentions) if own is not None else subjects(tale, cue))
    people = [one for one in people if one.name or one.office] or following(tale, cue, mechanism)
    if not people and not (mechanism.international and AT.match(tale.scene.folded, mechanism.end)):
        return []
    return gather(tale, cue, mechanism, with_role(people, Role.ATTENDEE), "margin")


def following(tale: Tale, cue: Cue, mechanism: Mechanism) -> list[Participant]:
    """Return the people named right behind 在M上，."""
    next_clauses = cue.sentence.clauses[cue.number + 1 : cue.number + 2]
    high = next_clauses[0][1] if next_clauses else cue.clause[1]
    groups = [group for group in groups_in(tale.scene, mechanism.end, high) if group.prep == ""]
    people = actors(groups[0].mentions) if groups else []
    return people if len(states_of(people)) > 1 else [one for one in people if one.name]


def read_gathering(tale: Tale, cue: Cue, mechanism: Mechanism) -> list[Draft]:
    """Read 中非合作论坛峰会即将举行, 祝贺第N届M取得成功: a gathering of whose people only name or place tell."""
    if any(one.mechanism is not None and one.mechanism.value == mechanism.name for one in tale.drafts[-250:]):
        return []
    return gather(tale, cue, mechanism, [], "told")

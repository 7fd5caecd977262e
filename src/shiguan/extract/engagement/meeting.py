"""Meetings, calls and consultations: X会见Y, X同Y举行会谈, X与Y通电话, 双方磋商."""

import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.group import Group, groups_in
from shiguan.extract.engagement.known import leave_open
from shiguan.extract.engagement.scene import commonest_state, prevailing_state
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.who import (
    PEOPLE,
    actors,
    addressee_of,
    by_name,
    nearest,
    objects,
    partners,
    references,
    speaker_of,
    spoken_to,
    subjects,
)
from shiguan.grammar.fold import fold
from shiguan.grammar.shape import state_codes
from shiguan.model.engagement import Kind, Mode, Participant, Role
from shiguan.model.span import Span

# Territories that a meeting with the state they belong to does not make an engagement.
HOME = ({"CN", "HK"}, {"CN", "MO"}, {"HK", "MO"}, {"CN", "HK", "MO"})
SEPARATELY = re.compile(r"分别|先后|相继|逐一|陆续|依次")
PASSIVE = re.compile(r"(?:受到|得到|获|接受)[^，。]{0,20}$|被[^，。]{2,20}$")
VIDEO = re.compile(r"视频|线上|视讯|连线|远程|“云|云[会端上视]")
PHONE = re.compile(r"电话|热线")
OVER = re.compile(r"(?:结束)?(?:之)?(?:后|前)(?=[，、])")
IN_COURSE = re.compile("中|期间|时")
BUSINESS = re.compile(r"公司|集团|企业|厂商|药厂|药企|制药|投资银行|投行|疫苗|工会")  # who bargains there is no side
# 期待在即将于维也纳举行的军备控制|谈判中: what is looked forward to, they are to hold.
NEAR = re.compile(r"即将[^，。；]{0,12}(?:举行|进行|展开|召开)的[^，。；]{0,10}$")
SPEAKING = frozenset({"谈过", "交谈", "对谈"})  # by telephone as often as not: 透过电话分别与A和B谈过
REACH, LONG_REACH = 10, 60
# 在电话中|告诉|Y, 在电话会谈中|向|Y抗议
TOLD = re.compile(r"[里中]?(?:也|还|则|再次|当面)?(?:告诉|告知|对|向|要求|敦促|提醒|警告|呼吁)")
NO_SUBJECT = re.compile(
    r"^(?:机制|人员|方式|形式|者|员|代表|团队|室|时间|地点|安排|议程|内容|精神|成果|消息|视频|节目|影片)"
)


def read_meeting(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X会见Y: one meeting for each guest, unless guests of one state come together."""
    folded = tale.scene.folded
    if folded.startswith("记者", cue.trigger.end) or tale.silent(cue):
        return []
    hosts = subjects(tale, cue, by_relative=False)
    guests = objects(tale, cue)
    if not guests:
        together = partners(tale, cue)
        if together:
            return meet(tale, cue, hosts, together, "together")
        addressed = references(tale, cue, cue.trigger.end, min(cue.clause[1], cue.trigger.end + 10))
        return meet(tale, cue, hosts, addressed, "receives")
    if PASSIVE.search(folded[cue.clause[0] : cue.trigger.start]):
        return meet(tale, cue, hosts, partners(tale, cue), "received-by")
    received = spoken_to(tale, cue, guests[0]) or actors(guests[0].mentions)
    named = [one for one in received if one.name]
    if len(named) < 2 or len({one.state for one in named}) < 2:
        return meet(tale, cue, hosts, received, "receives")
    found = []
    for guest in received:
        found.extend(meet(tale, cue, hosts, [guest], "receives-in-turn"))
    return found


def read_talks(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X同Y举行会谈, X和Y会晤, 俄美两国外长会晤, X私下会晤Y."""
    folded = tale.scene.folded
    if NO_SUBJECT.match(folded[cue.trigger.end : cue.trigger.end + 4]):
        return []
    near = NEAR.search(folded, tale.floor(cue), cue.trigger.start)
    if near is None and tale.silent(cue):
        return []
    if cue.trigger.word.endswith("谈判") and BUSINESS.search(folded, tale.floor(cue), cue.trigger.start):
        return []
    if not cue.before and OVER.match(folded, cue.trigger.end) and cue.statement is None:
        return []  # 会谈结束后，: that of which the page has told
    together = beside(cue)
    if together and IN_COURSE.match(folded, cue.trigger.end) and cue.statement is not None:
        if any(one.kind is Kind.MEETING and states_of(together) <= one.states for one in tale.drafts[-8:]):
            return []  # 俄乌双方在会谈中讨论了: the talks told before
    if together:
        return meet(tale, cue, together, [], "talks-of")
    own = nearest(cue.before)
    others = partners(tale, cue)
    subject = subjects(tale, cue) if own is None else actors(own.mentions)
    if not others:
        guests = objects(tale, cue)
        gap = folded[cue.trigger.end : guests[0].start] if guests else ""
        if guests and not re.search(r"[，时后前中上期的]", gap[:1]) and len(states_of(subject)) < 2:
            others = actors(guests[0].mentions)
    if not others and cue.trigger.kind is Kind.CALL and cue.after:
        spoken_with = TOLD.fullmatch(folded, cue.trigger.end, cue.after[0].start)
        others = actors(cue.after[0].mentions) if spoken_with else []
    if not others and len(states_of(subject)) < 2:
        others = counterpart(tale, cue, subject)
    if not others and len(states_of(subject)) < 2:
        others = [one for group in cue.before if group.prep in ("of", "relative") for one in actors(group.mentions)]
    if near is not None and len(states_of([*subject, *others])) < 2:
        told = tale.sides()
        subject, others = (told.main if told is not None else subject), []
    if not others and cue.statement is not None:
        others = references(tale, cue, cue.before[-1].end if cue.before else tale.floor(cue), cue.trigger.start)
    if not others and cue.statement is not None:
        others = other_side(tale, cue, subject)
    if SEPARATELY.search(folded[cue.clause[0] : cue.trigger.start]) and len(others) > 1:
        return [draft for other in others for draft in meet(tale, cue, subject, [other], "talks-in-turn")]
    return meet(tale, cue, subject, others, "talks")


def read_discussion(tale: Tale, cue: Cue) -> list[Draft]:
    """Read A代表团12日在利雅得与B官员讨论了…: people of two states who are together."""
    own = nearest(cue.before)
    with_whom = [group for group in cue.before if group.prep == "with" and is_present(tale, group)]
    if not with_whom or tale.silent(cue):
        return []
    if own is None:
        people = [one for one in subjects(tale, cue) if one.name]
        after = HELD_TALKS.search(folded_head(tale, cue)) is not None
        return meet(tale, cue, people, actors(with_whom[-1].mentions), "discusses") if after else []
    if not is_present(tale, own) or with_whom[-1].start < own.start:
        return []
    return meet(tale, cue, actors(own.mentions), actors(with_whom[-1].mentions), "discusses")


# 在与Y进行了“富有成效”|的对话|后，X: who it is follows.
HELD_TALKS = re.compile(r"(?:进行|举行|展开)了?[^，。；]{0,16}$")


def folded_head(tale: Tale, cue: Cue) -> str:
    """Return the words of the clause before the trigger."""
    return tale.scene.folded[cue.clause[0] : cue.trigger.start]


def is_present(tale: Tale, group: Group) -> bool:
    """True for people, officials, a delegation; not for a bare state or body."""
    words = tale.scene.folded[group.start : group.end]
    return group.mentions[-1].kind in PEOPLE or words.endswith(("代表团", "小组", "团队", "使团"))


def beside(cue: Cue) -> list[Participant]:
    """Return the sides of A和B的会晤, 中美元首会晤: a group of two states right before the word."""
    if not cue.before or cue.trigger.start - cue.before[-1].end > 8 or cue.before[-1].prep not in ("of", ""):
        return []
    people = actors(cue.before[-1].mentions)
    alone = all(group.prep in ("at", "source", "inner", "of") for group in cue.before[:-1])
    return people if alone and len(states_of(people)) > 1 else []


def counterpart(tale: Tale, cue: Cue, subject: Sequence[Participant]) -> list[Participant]:
    """Return who a pair of states before the word tells of: 应A邀请，X赴美举行中美元首会晤 is with A."""
    pairs = [group for group in cue.before if len(group.mentions[-1].states) == 2]
    if not pairs or not subject or not states_of(subject) & set(pairs[-1].mentions[-1].states):
        return []
    wanted = set(pairs[-1].mentions[-1].states) - states_of(subject)
    hosts = [
        one
        for group in groups_in(tale.scene, cue.sentence.start, cue.clause[0])
        if group.prep == "by"
        for one in actors(group.mentions)
        if one.state in wanted
    ]
    return hosts or [one for one in actors(pairs[-1].mentions) if one.state in wanted]


def other_side(tale: Tale, cue: Cue, subject: Sequence[Participant]) -> list[Participant]:
    """Return who the speaker met where the words say only 我们 or 你."""
    pronouns = references(tale, cue, tale.floor(cue), cue.clause[1])
    return pronouns or ([*speaker_of(tale, cue), *addressee_of(tale, cue)] if not subject else [])


def states_of(participants: Sequence[Participant]) -> set[str]:
    """Return the states of participants."""
    return {one.state for one in participants if one.state}


def is_international(participants: Sequence[Participant]) -> bool:
    """True for at least two states, or a named pair of which one state is not told and the name is foreign."""
    states = states_of(participants)
    if states in HOME:
        return False
    if len(states) > 1:
        return True
    unknown = [one for one in participants if one.name and one.state is None]
    return states == {"CN"} and any("·" in (one.name or "") or len(one.name or "") > 3 for one in unknown)


def meet(tale: Tale, cue: Cue, hosts: Sequence[Participant], guests: Sequence[Participant], form: str) -> list[Draft]:
    """Return the meeting of both sides, if they are of two states."""
    everybody = supply_state(tale, cue, unite([*hosts, *guests]))
    if len(everybody) == 2 and everybody[0].office == everybody[1].office and not any(one.name for one in everybody):
        everybody = by_name(tale, everybody, fold(everybody[0].office or ""))
    if len(everybody) < 2 or not is_international(everybody):
        return []
    kind, mode = kind_and_mode(tale, cue)
    draft = tale.add(cue, kind, mode, everybody, f"engagement/{kind.value}/{form}")
    leave_open(draft)
    if form.startswith("receives") and draft.kind is Kind.MEETING:
        give_roles(draft, hosts)
    if draft.kind is Kind.CALL and draft.place is not None and draft.place.spans[0].start < cue.sentence.start:
        draft.place = None
    return [draft]


def supply_state(tale: Tale, cue: Cue, people: list[Participant]) -> list[Participant]:
    """Return the people; one whose state is not told is of the other state of the occasion."""
    if len(people) != 2 or len(states_of(people)) > 1:
        return people
    unknown = (
        [one for one in people if one.name and "state" not in one.cited and one.state is None]
        or [one for one in people[1:] if is_presumed(one)]
        or [one for one in people[1:] if one.name and not says_state(one) and cue.statement is not None]
    )
    known = states_of([one for one in people if one not in unknown[:1]])
    if not unknown or len(known) != 1:
        return people
    state, spans = other_state(tale, cue, known)
    if state is None:
        return people
    cited = {**unknown[0].cited, "state": spans}
    if cue.statement is None and unknown[0].name and spans:
        tale.scene.learn(unknown[0].name, state, spans[0])
    return [msgspec.structs.replace(one, state=state, cited=cited) if one is unknown[0] else one for one in people]


def is_presumed(one: Participant) -> bool:
    """True where nothing but a Chinese name tells the state."""
    if one.name is None or one.office in state_codes():
        return False
    return one.cited.get("state") in ((Span(one.start, one.end),), one.cited.get("office"))


def says_state(one: Participant) -> bool:
    """True where the title right before a name holds its state: 新加坡总理李显龙."""
    return any(one.start - 24 <= span.start < one.end + 8 for span in one.cited.get("state", ()))


def other_state(tale: Tale, cue: Cue, known: set[str]) -> tuple[str | None, tuple[Span, ...]]:
    """Return the state that a known side deals with: of the paragraph, the occasion, the page; and where it stands."""
    end = tale.scene.folded.find("\n", cue.sentence.end)
    near = prevailing_state(tale.scene, known, cue.sentence.start, end if end >= 0 else len(tale.scene.folded))
    if tale.occasion is not None and near is None:
        sides = {one.state: one for one in tale.occasion.main if one.state}
        if len(sides) == 2 and known < set(sides):
            other = next(one for state, one in sides.items() if state not in known)
            return other.state, other.cited.get("state", (Span(other.start, other.end),))
        return None, ()
    mention = near or prevailing_state(tale.scene, known) or commonest_state(tale.scene, known)
    if mention is None:
        return None, ()
    return next(state for state in mention.states if state not in known), (
        mention.state_span or Span(mention.start, mention.end),
    )


def kind_and_mode(tale: Tale, cue: Cue) -> tuple[Kind, Mode | None]:
    """Return kind and mode of a trigger, 视频 and 电话 before it considered."""
    reach = LONG_REACH if cue.trigger.word in SPEAKING else REACH
    before = tale.scene.folded[max(cue.clause[0], cue.trigger.start - reach) : cue.trigger.end]
    if cue.trigger.kind is not Kind.CALL and VIDEO.search(before):
        return cue.trigger.kind, Mode.VIDEO
    if cue.trigger.kind is Kind.MEETING and PHONE.search(before):
        return Kind.CALL, Mode.PHONE
    if cue.trigger.kind is Kind.CALL and VIDEO.search(before):
        return Kind.CALL, Mode.VIDEO
    return cue.trigger.kind, cue.trigger.mode


def give_roles(draft: Draft, hosts: Sequence[Participant]) -> None:
    """Make those who receive hosts, those received guests."""
    names = {(one.name, one.state) for one in hosts}
    draft.participants = [
        msgspec.structs.replace(one, role=Role.HOST if (one.name, one.state) in names else Role.GUEST)
        for one in draft.participants
    ]


def read_attendance(tale: Tale, cue: Cue) -> list[Draft]:
    """Add those who 参加会见 to the meetings of the section that the sentence closes."""
    added = [one for group in cue.before if group.prep in ("", "of") for one in actors(group.mentions) if one.name]
    added = [*listed(tale, cue), *added] if added else added
    if not added:
        return []
    gathering = latest_conference(tale)
    if gathering is not None and (tale.occasion is None or tale.occasion is gathering):
        kept = [] if gathering.fallback else gathering.participants
        gathering.participants = unite([*kept, *[with_side(one, None) for one in added]])
        gathering.fallback = False
        return []
    if tale.lead is None:
        return []
    if tale.lead.kind is Kind.VISIT and cue.trigger.word.endswith(("会见", "会谈", "会晤")):
        tale.lead = first_meeting(tale) or tale.lead
    every = cue.trigger.word.endswith("活动")
    welcome = WELCOME.search(cue.trigger.word) and any(draft.kind is Kind.CEREMONY for draft in tale.drafts)
    targets = [
        draft
        for draft in tale.drafts
        if draft.section == tale.section
        and (draft.kind is Kind.CEREMONY if welcome else is_lead(tale, draft) or (every and is_side_act(tale, draft)))
    ]
    for draft in targets:
        side = next((one for one in draft.main if one.state), None)
        extra = [with_side(one, side) for one in added]
        draft.participants = unite([*draft.participants, *extra])
    return []


WELCOME = re.compile(r"欢迎(?:仪式|宴会)")


def listed(tale: Tale, cue: Cue) -> list[Participant]:
    """Return those before the commas of 某某夫人A，某某书记B，某某部长C等出席: clauses that are nothing but names."""
    found: list[Participant] = []
    for low, high in reversed(cue.sentence.clauses[: cue.number]):
        groups = groups_in(tale.scene, low, high)
        if len(groups) != 1 or groups[0].end != high or groups[0].start - low > 1:
            break
        found = [*[one for one in actors(groups[0].mentions) if one.name], *found]
    return found


def first_meeting(tale: Tale) -> Draft | None:
    """Return the first meeting that the section tells in plain words."""
    met = (one for one in tale.drafts if one.section == tale.section and one.kind is Kind.MEETING)
    return next((one for one in met if not one.spoken), None)


def latest_conference(tale: Tale) -> Draft | None:
    """Return the conference told last in the section."""
    return next(
        (draft for draft in reversed(tale.drafts) if draft.kind is Kind.CONFERENCE and draft.section == tale.section),
        None,
    )


def with_side(one: Participant, side: Participant | None) -> Participant:
    """Return an attendee, of the side that leads the meeting where the page does not tell."""
    if one.state is not None or side is None:
        return msgspec.structs.replace(one, role=Role.ATTENDEE)
    return msgspec.structs.replace(
        one, role=Role.ATTENDEE, state=side.state, cited={**one.cited, "state": side.cited.get("state", ())}
    )


def is_side_act(tale: Tale, draft: Draft) -> bool:
    """True for what was done beside the talks by the same people: 参加上述活动 means it too."""
    together = draft.kind in (Kind.MEETING, Kind.CEREMONY) and not draft.spoken
    return together and tale.lead is not None and len(draft.main) > 1 and draft.states == tale.lead.states


def is_lead(tale: Tale, draft: Draft) -> bool:
    """True for the occasion of the section and what its sentence tells beside it."""
    assert tale.lead is not None
    return draft is tale.lead or (
        draft.sentence == tale.lead.sentence
        and draft.kind is tale.lead.kind
        and not draft.spoken
        and draft.rule == tale.lead.rule
    )

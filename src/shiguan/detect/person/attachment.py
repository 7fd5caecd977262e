"""Whose a body or official is that names no state itself: of the place before it, of the person it serves, of a court.

加州联邦法庭法官 is of the United States, 特朗普政府 of his state, and 检方 of the state whose courts the page tells of.
"""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from shiguan.detect.person.context import Context
from shiguan.detect.person.name import statesman
from shiguan.detect.person.state import place_states
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

NAME = re.compile(r"N~*")
SERVED = re.compile(r"(N~*)F$")  # 特朗普的|前国家安全顾问
PLACE_BEFORE = re.compile(r"(L~*)(?:[xsabB]|M~*|E~*){0,7}$")
REACH = 16
# What may stand between a state and the end of its body's name that no table holds: 台湾|流行疫情指挥|中心.
# 土耳其|灾害与|应急管理署: with 与 inside.
WITHIN_NAME = re.compile(
    r"[^，。；：、！？“”《》（）\s的在对向是将已被把说称要让使给由据经与同就为从]{1,8}"
    r"|[^，。；：、！？“”《》（）\s的在对向是将已被把说称要让使给由据经与同就为从方]{2,4}与"
)
OFFICIAL = re.compile(
    r"[府部局署院厅委台]$|中心$|委员会|办公室$|法院|法庭|检方|检察|警|军|政府|议会|国会|领馆|使馆|官$|官员$|[局厅市县州省区]长$|发言人$"
)
CHAIR = re.compile(r"主席$|主任$|议员$")
LEARNED = re.compile(r"大学|学院|研究|医院|公司|学者|教授")
JUDICIAL = re.compile(r"检方|检察|检控|公诉|法院|法庭|法官|辩护人|陪审团|起诉书")
COURTLY = re.compile(r"检方|检察|检控|公诉|法院|法庭|法官|辩护|司法|警|调查局|联邦")


def attach(context: Context, mention: Mention, earlier: Sequence[Mention]) -> Mention:
    """Return a mention with the state of what stands right before it, or in it, as part of one name."""
    found = of_person(context, mention)
    if found is not None:
        return found
    words = called(mention)
    official = OFFICIAL.search(words) is not None
    if official and LEARNED.search(words) is None:
        found = of_place(context, mention)
    if found is None and (official or CHAIR.search(words)):
        found = of_state(context, mention, earlier)
    return found or mention


def of_person(context: Context, mention: Mention) -> Mention | None:
    """Return 特朗普政府, 拜登竞选团队 with the state of the person, who is told of before."""
    if context.shape[mention.start] != "N" and not context.folded.startswith("的", mention.start - 1):
        return None
    if mention.kind is MentionKind.PERSON and mention.name_span and mention.name_span.start == mention.start:
        return None
    served = NAME.match(context.shape, mention.start)
    if served is not None and context.folded[served.end()] == "的":
        return None  # 孟晚舟的律师
    served = served or SERVED.search(context.shape, max(0, mention.start - REACH), mention.start)
    if served is None or (served.end() < mention.start and (mention.states or mention.office is None)):
        return None
    start, end = served.span(served.lastindex or 0)
    name = context.folded[start:end]
    states, span = context.state_of_name.get(context.names.full.get(name, name)) or (statesman(name), None)
    if len(states) != 1:
        return None
    return msgspec.structs.replace(mention, states=states, state_span=span or Span(start, end))


def of_place(context: Context, mention: Mention) -> Mention | None:
    """Return an official or body with the state of the region or city its name begins with: 加州东|区联邦法庭法官."""
    low = max(0, mention.start - REACH)
    found = PLACE_BEFORE.search(context.shape[low : mention.start])
    if found is None:
        return None
    span = Span(low + found.start(1), low + found.end(1))
    code = place_states().get(context.folded[span.start : span.end])
    return msgspec.structs.replace(mention, states=(code,), state_span=span) if code else None


# Whoever acts at a place that the paragraph tells of.
SCENE = re.compile(r"(?:当地|该?[州市县])(?:警|消防|救援|卫生|官员|政府)|警方|警察|消防|救援")
STANDS_AT = re.compile(r"(?:S~*)?(L~*)")


def of_scene(context: Context, mention: Mention) -> Mention:
    """Return 警方, 当地政府 as of the place told of last in the paragraph: 美国肯塔基州发生枪击。警方称…."""
    if SCENE.match(context.folded, mention.start, mention.end) is None:
        return mention
    floor = context.text.rfind("\n", 0, mention.start) + 1
    places = list(STANDS_AT.finditer(context.shape, floor, mention.start))
    places.sort(key=lambda place: place.start() < place.start(1))  # 美国|亚拉巴马州伯明翰: with its state it is surest
    for found in reversed(places):
        code = place_states().get(context.folded[found.start(1) : found.end(1)])
        if code:
            return msgspec.structs.replace(mention, states=(code,), state_span=Span(*found.span(1)))
    return mention


def of_state(context: Context, mention: Mention, earlier: Sequence[Mention]) -> Mention | None:
    """Return a body with the state that its name begins with, where the table does not know its middle."""
    for other in reversed(earlier[-2:]):
        if other.kind is MentionKind.STATE and len(other.states) == 1:
            if WITHIN_NAME.fullmatch(context.folded, other.end, mention.start):
                return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
            return None
    return None


def of_courts(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with prosecutors and judges of no told state as of the one that the page's courts are of."""
    if not any(not one.states and JUDICIAL.search(called(one)) for one in mentions):
        return list(mentions)
    courts = Counter(
        one.states[0] for one in mentions if len(one.states) == 1 and COURTLY.search(called(one)) and one.state_span
    )
    if not courts:
        return list(mentions)
    ranked = courts.most_common(2)
    if len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]:
        return list(mentions)
    first = next(one for one in mentions if one.states == (ranked[0][0],) and COURTLY.search(called(one)))
    return [
        msgspec.structs.replace(one, states=first.states, state_span=first.state_span)
        if not one.states and JUDICIAL.search(called(one))
        else one
        for one in mentions
    ]


# Offices of a state's government and parliament: 司法部长, 参议员.
NATIONAL = re.compile(r"总统|总理|首相|部长|大臣|外长|财长|防长|国务卿|议员|议长|州长|司令")


def of_government(context: Context, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with ministers and members of parliament of no told state as of the page's main state.

    The page has to name that state most, and its officials and bodies more than twice as often as any other's.
    """
    folded = context.folded
    if not any(not one.states and one.kind in HOLDERS and holds(folded, one) for one in mentions):
        return list(mentions)
    known = Counter(one.states[0] for one in mentions if len(one.states) == 1 and one.kind in ACTING and one.state_span)
    ranked = known.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] <= 2 * ranked[1][1]):
        return list(mentions)
    state = ranked[0][0]
    if context.named_states[state] < max(context.named_states.values(), default=0):
        return list(mentions)
    first = next(one for one in mentions if one.states == (state,) and one.kind in ACTING and one.state_span)
    return [
        msgspec.structs.replace(one, states=(state,), state_span=first.state_span)
        if not one.states and one.kind in HOLDERS and holds(folded, one)
        else one
        for one in mentions
    ]


HOLDERS = frozenset({MentionKind.PERSON, MentionKind.ROLE})
ACTING = frozenset({MentionKind.PERSON, MentionKind.ROLE, MentionKind.BODY, MentionKind.SIDE})


def holds(folded: str, mention: Mention) -> bool:
    """True for who holds an office of a state."""
    span = mention.office_span
    return span is not None and NATIONAL.search(folded, span.start, span.end) is not None


def called(mention: Mention) -> str:
    """Return body and office of a mention."""
    return (mention.organisation or "") + (mention.office or "")

"""Visits: X对Y国进行访问, X抵达柏林, X访华, 来华进行国事访问的X."""

import functools
import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, Value
from shiguan.extract.engagement.group import Group
from shiguan.extract.engagement.meeting import other_state
from shiguan.extract.engagement.participant import with_role
from shiguan.extract.engagement.tale import Tale, value_of
from shiguan.extract.engagement.travel import DEPARTS
from shiguan.extract.engagement.trigger import Trigger
from shiguan.extract.engagement.who import PEOPLE, actors, nearest, references, relative_subject, speaker_of, subjects
from shiguan.grammar.fold import fold
from shiguan.grammar.side import full_names
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Mode, Participant, Role, Status
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.place import Place, PlaceKind
from shiguan.model.span import Span

INVITED_BY = re.compile(r"(?:应|受)(?P<who>[^，。；]{1,60}?)(?:的)?(?:邀请|之邀|邀)")
INVITING = re.compile(r"(?:应|受)[^。；]{1,160}?(?:邀请|之邀|邀)")
# A move is a visit only where it is told to be one.
PURPOSE = re.compile(r"访问|会谈|会晤|会见|磋商|谈判|出席|参加|国事|正式|讨论|商讨|商谈|进行|斡旋|调解|视察|考察|举行")
ATTENDS = re.compile(r"^(?:华)?(?:出席|参加|参会|与会)")
WEAK = frozenset({"前往", "赴", "到达", "启程赴", "飞往", "飞赴"})
# 2022年将是X访华五十周年: a jubilee is no visit of that year.
JUBILEE = re.compile(r"[^，。；]{0,8}(?:(?:[0-9]{1,3}|[一二三四五六七八九十百]{1,4})周年)")
# 飞抵台湾的|所有旅客, 抵达后的留学生: who arrives for himself, told behind the verb.
TRAVELLERS = re.compile(
    r"[^，。；]{0,10}的(?:所有|全部|外国|各国|大批|[0-9一二两三四五六七八九十百千万]+名?)?(?:旅客|游客|乘客|民众|移民|难民|航班|留学生|学生|货物|邮件|包裹)"
)
NO_VISIT = re.compile(r"^(?:的?(?:邀请|计划|意愿|可能|消息|团|学者|过|期间的?(?:合影|照片)))")


ONWARD = re.compile("[后赴抵]")  # 对越南的访问|后赴|伊斯兰堡
BOTH_STATES = re.compile(r"对(?:上述|这)?[两三四五]国(?:进行)?$")
# 对华进行国事|访问
TO_SHORT = re.compile(r"对(?P<letter>[华美俄日英法德韩印朝越])(?:进行|作|展开|开展)[^，。；]{0,6}$")
AT_HOME = re.compile(r"[对在](?P<us>我国)(?:进行)?[^，。]{0,8}$")
US_OBJECT = re.compile(r"(?P<us>我国)")
SPOKESPERSON = re.compile(r"发言人$")  # announces the visit and receives nobody


def read_visit(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 访问 with what stands behind it, or 对…进行访问 with what stands before."""
    folded = tale.scene.folded
    if NO_VISIT.match(folded[cue.trigger.end : cue.trigger.end + 10]) or tale.silent(cue):
        return []
    if JUBILEE.match(folded, cue.trigger.end) or (
        cue.before and CITIZENS.search(folded, cue.before[-1].start, cue.trigger.start)
    ):
        return []
    if cue.trigger.word == "到访" and folded.startswith("的", cue.trigger.end):
        return read_guest(tale, cue)
    found = []
    for place in destinations(tale, cue):
        found.extend(visit(tale, cue, place, "destination"))
    return found


def destinations(tale: Tale, cue: Cue) -> Sequence[tuple[Value, str]]:
    """Return the places visited, each with the code of its state."""
    folded, scene = tale.scene.folded, tale.scene
    places = [
        place
        for place in scene.places_in(cue.trigger.start, cue.clause[1])
        if place.start <= cue.trigger.end + 2 and not ONWARD.search(folded, cue.trigger.end, place.start)
    ]
    if places:
        listed = [
            group
            for group in cue.after
            if group.start == places[0].start and sum(len(mention.states) for mention in group.mentions) > 1
        ]
        if listed:
            return state_values(tale, listed[0])
        return [(value_of(places[0]), places[0].state or "")]
    for group in reversed(cue.before):
        reaching = re.fullmatch(
            r"(?:[两三四五六]国)?(?:进行|开展|作|的)*(?:为期[^，。]{1,3})?(?:首次|第[^，。]{1,3}次|成功|历史性)?(?:进行)?",
            folded[group.end : cue.trigger.start],
        )
        if reaching and group.prep == "of" and "对" in folded[max(cue.clause[0], group.start - 14) : group.start]:
            return state_values(tale, group)
        states = [
            mention
            for mention in group.mentions
            if mention.kind in (MentionKind.STATE, MentionKind.SIDE) and mention.states
        ]
        if group.prep in ("to", "inner") and states and folded[group.start - 1] == "对":
            return state_values(tale, group)
    if cue.trigger.start > 0 and BOTH_STATES.search(
        folded, max(cue.clause[0], cue.trigger.start - 8), cue.trigger.start
    ):
        asked = INVITING.search(folded, cue.sentence.start, cue.trigger.start)
        if asked:
            seats = [one for mention in scene.mentions_in(*asked.span()) for one in seat(tale, mention)]
            return list({state: (place, state) for place, state in seats}.values())
    short = TO_SHORT.search(folded, max(cue.clause[0], cue.trigger.start - 12), cue.trigger.start)
    if short and short["letter"] in trip_states():
        code, name = trip_states()[short["letter"]]
        return [(Value(name, (Span(*short.span("letter")),)), code)]
    at_home = AT_HOME.search(folded, max(cue.clause[0], cue.trigger.start - 12), cue.trigger.start) or US_OBJECT.match(
        folded, cue.trigger.end
    )
    if at_home:
        return [(Value(trip_states()["华"][1], (Span(*at_home.span("us")),)), "CN")]
    before = [
        place for place in scene.places_in(cue.clause[0], cue.trigger.start) if cue.trigger.start - place.end <= 8
    ]
    if before:
        return [(value_of(before[-1]), before[-1].state or "")]
    after = [
        group
        for group in cue.after
        if group.start - cue.trigger.end <= 1 and group.mentions[0].kind is MentionKind.STATE
    ]
    if after:
        return state_values(tale, after[0])
    return []


def state_values(tale: Tale, group: Group) -> list[tuple[Value, str]]:
    """Return the states of a group as places."""
    found = []
    for mention in group.mentions:
        if mention.kind not in (MentionKind.STATE, MentionKind.SIDE):
            continue
        if len(mention.states) > 1:
            found.extend(each_state(tale, mention))
            continue
        if not mention.states:
            continue
        span = mention.state_span or Span(mention.start, mention.end)
        found.append((Value(span.of(tale.scene.text), (span,)), mention.states[0]))
    return found


def each_state(tale: Tale, mention: Mention) -> list[tuple[Value, str]]:
    """Return the states written out in a list that is one mention: 法国、塞尔维亚、匈牙利三国."""
    pattern, codes = full_names()
    return [
        (Value(tale.scene.text[found.start() : found.end()], (Span(*found.span()),)), codes[found.group()])
        for found in pattern.finditer(tale.scene.folded, mention.start, mention.end)
    ]


def read_guest(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X会见到访的Y: Y is on a visit to the state of X."""
    own = nearest(cue.before)
    here = actors(own.mentions) if own is not None else announcing(tale, cue)
    states = {one.state for one in here if one.state}
    guests = relative_subject(tale, cue)
    if len(states) == 1 and len(guests) == 1 and guests[0].name and guests[0].state is None:
        guests = [placed(tale, cue, guests[0], next(iter(states)))]
    if len(states) != 1 or not guests or not all(one.state and one.state not in states for one in guests):
        return []
    host = here[0]
    inside = [place for place in tale.scene.places_in(cue.clause[0], cue.trigger.start) if place.state in states]
    if inside:
        place = value_of(inside[-1])
    else:
        span = host.cited.get("state", (Span(host.start, host.end),))[0]
        place = Value(names_of_states()[next(iter(states))], (span,))
    draft = travel(tale, cue, (place, next(iter(states))), guests, "guest")
    return [draft]


def announcing(tale: Tale, cue: Cue) -> list[Participant]:
    """Return who announces what he does with his guest: X宣布取消与到访的Y的会晤."""
    announced = cue.statement is not None and cue.statement.cue.endswith("宣布")
    return speaker_of(tale, cue) if announced else []


# Who arrives for himself: no visit between sides.
CITIZENS = re.compile(
    r"公民|侨民|旅客|游客|运动员|难民|留学生|航班|物资|人员(?!.{0,8}代表团)|乘客|救援队|医疗队|军机|侦察机|战机|轰炸机|飞机"
)
LEADER = re.compile(r"(?:总统|总理|首相|外长|外交部长|外交大臣|国务卿|防长|国防部长|主席|外相|财长|特使)$")
SAYS = re.compile(r"[^，。；]{0,3}(?:表示|说|称|强调|指出|宣布|呼吁|警告|重申|发表讲话)")


def read_abroad(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 德国总理X2日在乌克兰表示: a leader who speaks in another state is on a visit there."""
    place = next(iter(tale.scene.places_in(cue.trigger.start, cue.trigger.end)), None)
    own = nearest(cue.before)
    if place is None or own is None or tale.scene.mechanisms_in(cue.clause[0], cue.trigger.start):
        return []
    guests = [one for one in actors(own.mentions) if one.name and one.state and LEADER.search(fold(one.office or ""))]
    if len(guests) != 1 or guests[0].state == place.state or len(guests[0].state or "") != 2:
        return []
    return [travel(tale, cue, (value_of(place), place.state or ""), guests, "speaks-abroad")]


def abroad(folded: str, places: Sequence[Place]) -> list[Trigger]:
    """Return a trigger for each place in another state where somebody says something."""
    return [
        Trigger(place.start, place.end, "", "abroad", Kind.VISIT, Mode.IN_PERSON)
        for place in places
        if place.state and folded[place.start - 1 : place.start] == "在" and SAYS.match(folded, place.end)
    ]


def seat(tale: Tale, mention: Mention) -> list[tuple[Value, str]]:
    """Return the state of somebody who invites, as a place."""
    if len(mention.states) != 1 or mention.state_span is None:
        return []
    return [(Value(mention.state_span.of(tale.scene.text), (mention.state_span,)), mention.states[0])]


def read_arrival(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 抵达, 飞抵, 赴: a visit where a person or delegation goes to another state to do something there."""
    scene, folded = tale.scene, tale.scene.folded
    if tale.silent(cue):
        return []
    places = [
        place for place in scene.places_in(cue.trigger.start, cue.clause[1]) if place.start <= cue.trigger.end + 1
    ]
    if not places:
        return []
    if CITIZENS.search(folded, cue.clause[0], cue.trigger.start) or TRAVELLERS.match(folded, cue.trigger.end):
        return []
    rest = folded[places[0].end : cue.sentence.end]
    if (
        cue.trigger.word in WEAK
        and not PURPOSE.search(rest[:40])
        and not PURPOSE.search(folded[cue.sentence.start : cue.trigger.start])
    ):
        return []
    if ATTENDS.match(rest) and "访问" not in rest:
        return []
    return visit(tale, cue, (value_of(places[0]), places[0].state or ""), "arrives")


def read_trip(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 访华, 访美, 来华: the place is in the word itself."""
    folded = tale.scene.folded
    after = folded[cue.trigger.end : cue.clause[1]]
    if tale.silent(cue):
        return []
    if folded.startswith(" ", cue.trigger.end) or JUBILEE.match(folded, cue.trigger.end):
        return []  # 防长访中 两国寄望: a headline
    if cue.trigger.word == "来访":
        return read_guest(tale, cue) if after.startswith("的") else []
    if cue.trigger.word == "来华" and "访问" not in after[:40]:
        return []
    state = trip_states().get(cue.trigger.word[-1])
    if state is None:
        return []
    code, name = state
    return visit(tale, cue, (Value(name, (Span(cue.trigger.end - 1, cue.trigger.end),)), code), "trip")


@functools.cache
def names_of_states() -> dict[str, str]:
    """Return the plain name of each state by its code."""
    names: dict[str, str] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] == "full":
            names.setdefault(row["code"], row["word"])
    return names


@functools.cache
def trip_states() -> dict[str, tuple[str, str]]:
    """Return code and plain name of the states that 访华, 访美 name by one character."""
    names = names_of_states()
    codes = {"华": "CN", "中": "CN", "台": "TW", "港": "HK"}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] == "short" and len(row["word"]) == 1:
            codes.setdefault(row["word"], row["code"])
    return {letter: (code, names[code]) for letter, code in codes.items() if code in names}


def visit(tale: Tale, cue: Cue, destination: tuple[Value, str], form: str) -> list[Draft]:
    """Return the visit of the subject to a destination in another state."""
    state = destination[1]
    guests = subjects(tale, cue)
    if not guests and cue.statement is not None:
        guests = references(tale, cue, cue.statement.start, cue.trigger.end)
    if cue.trigger.act in ("trip", "visit") and len(guests) == 1 and guests[0].name and guests[0].state is None:
        guests = [placed(tale, cue, guests[0], state)]
    told = [one for one in guests if one.state != state and one.state]
    guests = told or [one for one in guests if one.name and is_sent(one) and one.state is None]
    by_state = dict.fromkeys(one.state for one in guests)
    if not guests or not state:
        return []
    return [travel(tale, cue, destination, [one for one in guests if one.state == home], form) for home in by_state]


PRIVATE = re.compile(r"作家|记者|教授|学者|艺术家|导演|演员|歌手|球员|律师|专家|画家|诗人|活动人士|异见人士|商人")


def is_sent(one: Participant) -> bool:
    """True for who holds an office, so that he does not go for himself as a writer does."""
    return one.office is not None and PRIVATE.search(fold(one.office)) is None


def placed(tale: Tale, cue: Cue, guest: Participant, state: str) -> Participant:
    """Return a guest whose state no title tells as of the one that the host deals with on the page."""
    found, spans = other_state(tale, cue, {state})
    if found is None:
        return guest
    return msgspec.structs.replace(guest, state=found, cited={**guest.cited, "state": spans})


def travel(tale: Tale, cue: Cue, destination: tuple[Value, str], guests: Sequence[Participant], form: str) -> Draft:
    """Return the visit of guests of one state to a destination."""
    place, state = destination
    city = city_of(tale, cue, state)
    hosts = hosts_of(tale, cue, state, place)
    draft = tale.add(
        cue, Kind.VISIT, Mode.IN_PERSON, [*with_role(guests, Role.GUEST), *hosts], f"engagement/visit/{form}"
    )
    if form == "guest" and draft.status in (Status.CANCELLED, Status.POSTPONED):
        draft.status, draft.status_span = Status.HELD, None  # 取消与到访的X的会晤: he has come
    if form in ("guest", "speaks-abroad"):
        draft.place = city if form == "guest" and city is not None else place
        return draft
    exact = draft.place
    lies_there = exact is not None and any(
        known.name_span == exact.spans[0] and known.state == state and known.kind is PlaceKind.CITY
        for known in tale.scene.places
    )
    if not lies_there:
        draft.place = city or place
    return draft


def city_of(tale: Tale, cue: Cue, state: str) -> Value | None:
    """Return the city of the visited state that the sentence sets its deeds in: 与到访的X在莫斯科举行会谈."""
    if cue.statement is not None:
        return None
    cities = [
        place
        for place in tale.scene.places_in(cue.sentence.start, cue.sentence.end)
        if place.kind is PlaceKind.CITY and place.state == state and tale.is_setting(place)
    ]
    return value_of(cities[0]) if len({place.name for place in cities}) == 1 else left(tale, cue, state)


def left(tale: Tale, cue: Cue, state: str) -> Value | None:
    """Return the capital that the visitor leaves at the end: 结束对越南的访问…。离开河内时."""
    place, at = departure(tale, cue)
    return place if at == state else None


def departure(tale: Tale, cue: Cue) -> tuple[Value | None, str]:
    """Return the capital that somebody leaves who has ended a visit, and its state."""
    scene = tale.scene
    if scene.folded.rfind("结束", cue.sentence.start, cue.trigger.start) < 0:
        return None, ""
    leaves = DEPARTS.search(scene.folded, cue.trigger.end, cue.sentence.end + 16)
    near = scene.mentions_in(leaves.end(), leaves.end() + 9) if leaves is not None else ()
    capital = near[0] if near and leaves is not None and near[0].start == leaves.end() else None
    if capital is None or len(capital.states) != 1 or capital.kind is not MentionKind.STATE:
        return None, ""
    return Value(scene.text[capital.start : capital.end], (Span(capital.start, capital.end),)), capital.states[0]


def read_departure(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X圆满结束此次出访活动，乘专机离开法国首都巴黎: the visit that he comes home from."""
    place, state = departure(tale, cue)
    return visit(tale, cue, (place, state), "departs") if place is not None else []


def tells_of_others(cue: Cue) -> bool:
    """True where a speaker tells of somebody's visit to somebody else: 习近平主席同访华的博里奇总统会谈."""
    named = [group for group in (*cue.before, *cue.after) if group.mentions[0].name]
    return len(named) > 1 or (bool(named) and cue.trigger.act == "trip" and named[0].start > cue.trigger.start)


def hosts_of(tale: Tale, cue: Cue, state: str, place: Value) -> list[Participant]:
    """Return who receives the visitor: whoever invited him from that state, else the state."""
    folded = tale.scene.folded
    for invitation in INVITED_BY.finditer(folded, cue.sentence.start, cue.sentence.end):
        mentions = tale.scene.mentions_in(invitation.start("who"), invitation.end("who"))
        inviting = [mention for mention in mentions if mention.kind in PEOPLE and state in mention.states]
        if inviting:
            return with_role(actors(inviting), Role.HOST)
    speaker = cue.statement.speaker if cue.statement is not None else None
    if (
        speaker is not None
        and speaker.name
        and speaker.state == state
        and not SPOKESPERSON.search(speaker.office or "")
        and not tells_of_others(cue)
    ):
        return with_role(speaker_of(tale, cue), Role.HOST)
    span = place.spans[0]
    return [Participant(name=None, office=None, state=state, role=Role.HOST, start=span.start, end=span.end)]

"""Ceremonies: welcomes, banquets, credentials, exercises, openings, wreaths, orders, feasts of state."""

import functools
import re

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, Value, unite
from shiguan.extract.engagement.group import Group, groups_in
from shiguan.extract.engagement.host import host_state
from shiguan.extract.engagement.meeting import is_international, states_of, supply_state
from shiguan.extract.engagement.participant import as_side, with_role
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.who import actors, partners, references, subjects
from shiguan.grammar.side import full_names, pair_states, sides_of
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Participant, Role, Status
from shiguan.model.mention import Mention
from shiguan.model.span import Span

# A year or week that two sides hold: 文化和旅游年, 教育交流周, 电影节.
FESTIVAL = re.compile(
    r"(?:文化|旅游|交流|友好|合作|电影|艺术|体育|青年|教育|科技|影视|图书|音乐|创新|美术|媒体|语言|文旅|人文)(?:和[^，。；“”]{1,4})?(?:年|周|节|月|季|展|(?<=交流)活动)"
    r"(?=[”》]|开|闭|启|[^，。；”]{0,20}$)"
)
FOREIGN_GUESTS = re.compile(r"欢迎[^。；]{0,40}(?:国际贵宾|外国|各国|外方|国际来宾)")
RITE = re.compile(
    r"[^，。；]{0,44}?(?:就职典礼|就职仪式|宣誓就职|庆典|阅兵式?|加冕仪式|加冕典礼|加冕礼|登基大典|国葬|葬礼|追悼会|纪念仪式|揭幕仪式|交接仪式)"
)
ORDER = re.compile(r"[^，。；]{0,30}(?:勋章|奖章|勋位|荣誉市民|金钥匙)")


def hold(tale: Tale, cue: Cue, sides: list[Participant], rule: str) -> Draft:
    """Return the ceremony; two of different sorts are never one."""
    draft = tale.add(cue, Kind.CEREMONY, cue.trigger.mode, sides, rule)
    draft.sort = cue.trigger.word[-2:]
    return draft


def read_banquet(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X为Y举行欢迎仪式, X出席Y举行的国宴, 欢迎仪式后，X同Y举行会谈."""
    if tale.silent(cue):
        return []
    if is_over(cue, tale.scene.folded):
        return welcomed_before(tale, cue)
    hosts = subjects(tale, cue)
    guests = [one for group in cue.before if group.prep in ("inner", "to", "with") for one in actors(group.mentions)]
    if cue.trigger.word.startswith("举行"):
        guests = [one for group in welcomed(tale, cue)[:1] for one in actors(group.mentions)]
    if len(states_of([*hosts, *guests])) < 2:
        others = [one for group in cue.before for one in actors(group.mentions)]
        guests = guests or [one for one in others if one.state not in states_of(hosts)]
    sides = [*with_role(hosts, Role.HOST), *with_role(guests, Role.GUEST)]
    if len(states_of(sides)) < 2:
        sides = supply_state(tale, cue, unite(sides))
    foreign = FOREIGN_GUESTS.search(tale.scene.folded, cue.trigger.end, cue.sentence.end)
    if (len(states_of(sides)) < 2 or not is_international(sides)) and not (foreign and hosts):
        return []
    return [hold(tale, cue, sides, "engagement/ceremony/banquet")]


def is_over(cue: Cue, folded: str) -> bool:
    """True for 欢迎仪式后，: the ceremony that the rest of the sentence follows."""
    return cue.clause[1] == cue.trigger.end + 1 and folded[cue.trigger.end] in "后前" and not cue.before


def welcomed_before(tale: Tale, cue: Cue) -> list[Draft]:
    """Return the welcome of those who then meet in the same sentence."""
    met = tale.latest
    if met is None or met.sentence[0] != cue.sentence.start or met.kind is not Kind.MEETING or len(met.states) < 2:
        return []
    host, *guests = met.main
    sides = [*with_role([host], Role.HOST), *with_role(guests, Role.GUEST)]
    return [hold(tale, cue, sides, "engagement/ceremony/banquet")]


def welcomed(tale: Tale, cue: Cue) -> list[Group]:
    """Return who is welcomed in 举行仪式，欢迎X对我国进行访问."""
    folded = tale.scene.folded
    start = folded.find("欢迎", cue.trigger.end, cue.sentence.end)
    return (
        []
        if start < 0
        else [group for group in groups_in(tale.scene, start, cue.sentence.end) if group.mentions[0].name]
    )


NAMED_AFTERWARDS = re.compile(r"(?:他们|她们|使节们|分别|大使)(?:分别)?(?:是|有|为)：")


def read_credentials(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X接受…大使递交国书。他们是：A、B: one ceremony with all envoys named."""
    if tale.silent(cue):
        return []
    hosts = [one for one in subjects(tale, cue) if one.name]
    receiving = next((group for group in cue.before if group.prep == "to" and group.mentions[0].states), None)
    if receiving is not None:
        sides = [*with_role(hosts[:1], Role.GUEST), *with_role(actors(receiving.mentions), Role.HOST)]
        return [hold(tale, cue, sides, "engagement/ceremony/credentials")] if len(states_of(sides)) > 1 else []
    guests = [one for group in (*cue.before, *cue.after) for one in actors(group.mentions) if one.name]
    listed = NAMED_AFTERWARDS.search(tale.scene.folded, cue.sentence.end, cue.sentence.end + 300)
    if listed:
        end = tale.scene.folded.find("。", listed.end())
        groups = groups_in(tale.scene, listed.end(), end if end >= 0 else len(tale.scene.folded))
        guests = [one for group in groups for one in actors(group.mentions) if one.name]
    sides = [*with_role(hosts[:1], Role.HOST), *with_role(guests, Role.GUEST)]
    if not hosts or len(states_of(sides)) < 2:
        return []
    return [hold(tale, cue, sides, "engagement/ceremony/credentials")]


OTHERS = re.compile(r"[与和同][^，。；]{2,30}的[^，。；]{0,6}$")  # 恰与美国的|演习重叠: whose it is, not with whom
ALONE = frozenset({"演习", "演训", "演练", "操演"})  # what a state may hold by itself


def read_drill(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 中俄举行联合军演, A与B海军进行联合演习."""
    if tale.silent(cue):
        return []
    alone = cue.trigger.word in ALONE
    folded = tale.scene.folded
    if "港澳" in folded[cue.clause[0] : cue.trigger.start] or (
        alone and OTHERS.search(folded, cue.clause[0], cue.trigger.start)
    ):
        return []
    first = subjects(tale, cue)
    sides: list[Participant] = [*(first or forces(tale, cue)), *partners(tale, cue)]
    if len(states_of(sides)) < 2 and alone:
        return []
    if len(states_of(sides)) < 2:
        sides = [one for group in cue.before if group.prep != "of" for one in actors(group.mentions)]
    if len(states_of(sides)) < 2:
        sides = forces(tale, cue) or sides
    allied = any(len(state) > 2 for state in states_of(sides))  # an alliance drills by itself
    if len(states_of(sides)) < 2 and not allied:
        return []
    return [hold(tale, cue, [as_side(one) for one in sides], "engagement/ceremony/drill")]


# Where a drill is, which is nobody's: 在菲律宾海, 于印度洋海域.
WATERS = re.compile(r"[在于至往][^，。；在于]{0,8}?(?:海|洋|湾|海峡|海域)(?!军)")
FORCES = re.compile(r"军|舰|航母|编队|士兵|部队|自卫队")
COMPACT = re.compile(
    r"(?<![参增更])[美中俄英法日韩朝印澳加欧越以土伊]{2,4}(?=[两三四]国|舰|海军|军|联合|[双三四][边方]|举行|展开|$)"
)


def forces(tale: Tale, cue: Cue) -> list[Participant]:
    """Return whose ships and troops the clause names: A号航母与B、C军舰, 美日澳三国海军."""
    low = tale.floor(cue)
    words = WATERS.sub(lambda found: "_" * len(found.group()), tale.scene.folded[low : cue.trigger.start])
    if not FORCES.search(words) and not COMPACT.search(words):
        return []
    pattern, codes = full_names()
    stands = {codes[found.group()]: (low + found.start(), low + found.end()) for found in pattern.finditer(words)}
    for pair in COMPACT.finditer(words):
        for state in pair_states(pair.group()):
            stands.setdefault(state, (low + pair.start(), low + pair.end()))
    return [
        Participant(name=None, office=None, state=state, role=Role.PARTICIPANT, start=start, end=end)
        for state, (start, end) in stands.items()
    ]


def read_opening(tale: Tale, cue: Cue) -> list[Draft]:
    """Read A—B铁路项目启动仪式在P举行: the opening of a joint project."""
    if tale.silent(cue):
        return []
    folded = tale.scene.folded
    if not re.search(r"举行|出席|共同|参加", folded[cue.clause[0] : cue.clause[1]]):
        return []
    sides = [*subjects(tale, cue), *partners(tale, cue)]
    if len(states_of(sides)) < 2:
        sides = [one for group in cue.before for one in actors(group.mentions)]
    draft = hold(tale, cue, [as_side(one) if one.name is None else one for one in sides], "engagement/ceremony/opening")
    draft.participants = unite([*draft.participants, *host_state(tale, draft)])
    if len(draft.states) < 2 or not is_international(draft.participants):
        tale.forget(draft)
        return []
    return [draft]


def read_reception(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 驻X使馆举行国庆招待会，X国总理出席; X同Y共同出席招待会: those of two states who are named."""
    folded = tale.scene.folded
    if tale.silent(cue) or not re.search(r"举行|举办|出席|共同|参加", folded[cue.clause[0] : cue.clause[1]]):
        return []
    people = [*subjects(tale, cue), *partners(tale, cue)]
    for group in groups_in(tale.scene, cue.trigger.end, cue.sentence.end):
        if group.prep == "" and folded.find("出席", group.end, cue.sentence.end) >= 0:
            people += actors(group.mentions)
    people = [one for one in unite(people) if one.name or one.office or one.state]
    if len(states_of(people)) < 2 or not is_international(people):
        return read_embassy(tale, cue)
    return [hold(tale, cue, people, "engagement/ceremony/reception")]


# 在|杜尚别|发布: what a broadcaster opens in another state.
LAUNCHED = re.compile(r"[^，。；在]{0,8}(?:举行|启动|举办|开幕|启播|发布|上线|揭幕|开播)")
NOT_SHOWN = re.compile(r"签署|签订|论坛|对话会|研讨会|圆桌|对话”|报告|记者|万国宫|联合国")  # a signing or a conference


def read_broadcast(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 由A国广播电视总台制作的节目在B国P发布: a broadcaster opens a show in another state."""
    folded, scene = tale.scene.folded, tale.scene
    own = next((one for one in scene.mentions_in(cue.sentence.start, cue.sentence.end) if covers(one, cue)), None)
    home = own.states[0] if own is not None and own.states else "CN"
    places = [
        place
        for place in scene.places_in(cue.trigger.end, cue.sentence.end)
        if place.state and place.state != home and LAUNCHED.match(folded, place.end)
    ]
    if not places or cue.statement is not None or NOT_SHOWN.search(folded, cue.trigger.end, cue.sentence.end):
        return []
    place = places[0]
    sides = [
        Participant(name=None, office=None, state=state, role=role, start=start, end=end)
        for state, role, start, end in (
            (home, Role.HOST, cue.trigger.start, cue.trigger.end),
            (place.state, Role.GUEST, place.start, place.end),
        )
    ]
    if not is_international(sides):
        return []
    draft = hold(tale, cue, sides, "engagement/ceremony/broadcast")
    draft.place = Value(place.name, (place.name_span,))
    told = scene.times_in(cue.trigger.end, place.start)
    if draft.date is None and told:
        draft.date = Value(told[-1].value or "", (Span(told[-1].start, told[-1].end),))
    if folded.rfind("将", max(cue.trigger.end, place.start - 12), place.start) < 0:
        draft.status, draft.status_span = Status.HELD, None  # whoever else is still to come
    return [draft]


def covers(mention: Mention, cue: Cue) -> bool:
    """True for the body whose name the trigger ends: 中国中央|广播电视总台."""
    return mention.start <= cue.trigger.start and cue.trigger.end <= mention.end


POSTED = re.compile(r"(?P<home>[\u4e00-\u9fff]{1,8})驻")


def read_embassy(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 中国驻赞比亚使馆举行招待会: the embassy of one state receives in another."""
    folded = tale.scene.folded
    pattern, codes = full_names()
    for posted in POSTED.finditer(folded, cue.clause[0], cue.trigger.start):
        there = pattern.match(folded, posted.end())
        homes = list(pattern.finditer(folded, posted.start("home"), posted.end("home")))
        if there is None or not homes or not folded.startswith(("使馆", "大使馆"), there.end()):
            continue
        if homes[-1].end() != posted.end("home"):
            continue
        sides = [
            Participant(name=None, office=None, state=codes[one.group()], role=role, start=one.start(), end=one.end())
            for one, role in ((homes[-1], Role.HOST), (there, Role.GUEST))
        ]
        draft = hold(tale, cue, sides, "engagement/ceremony/embassy")
        draft.place = draft.place or Value(tale.scene.text[there.start() : there.end()], (Span(*there.span()),))
        return [draft]
    return []


def read_festival(tale: Tale, cue: Cue) -> list[Draft]:
    """Read “A—B文化和旅游年”在P开幕: a year, week or feast that several sides hold together."""
    folded = tale.scene.folded
    named = FESTIVAL.search(folded, cue.clause[0], cue.trigger.start)
    if named is None or cue.statement is not None or tale.silent(cue):
        return []
    start = max(cue.clause[0] - 1, *(folded.rfind(mark, cue.clause[0], named.start()) for mark in "“《，”")) + 1
    states = sides_of(folded[start : named.end()].lstrip("0123456789年"))
    people = [one for one in [*subjects(tale, cue), *partners(tale, cue)] if one.name]
    if states_of(people) >= set(states) and len(states) > 1:
        return [hold(tale, cue, with_role(people, Role.ATTENDEE), "engagement/ceremony/festival")]
    sides = [
        Participant(name=None, office=None, state=state, role=Role.PARTICIPANT, start=start, end=named.end())
        for state in states
    ]
    if len(states_of(sides)) < 2:
        return []
    return [hold(tale, cue, sides, "engagement/ceremony/festival")]


def read_jointly(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X同Y共同出席晚宴, 共同参观展览, 共同启动项目: what leaders of two states do side by side."""
    if tale.silent(cue):
        return []
    people = [*subjects(tale, cue), *partners(tale, cue)]
    if len(states_of(people)) < 2:
        people = references(tale, cue, cue.clause[0], cue.trigger.start)
    people = [one for one in people if one.name]
    if len(states_of(people)) < 2 or not is_international(people):
        return []
    named = tale.scene.folded[cue.trigger.end : cue.clause[1]]
    if cue.trigger.act == "attend" and ("招待会" in named or ("幕式" in named and FESTIVAL.search(named))):
        return []  # told by 开幕式, 招待会
    if cue.trigger.kind is Kind.CEREMONY or cue.trigger.act == "attend":
        return [hold(tale, cue, people, "engagement/ceremony/jointly")]
    return [tale.add(cue, cue.trigger.kind, cue.trigger.mode, people, "engagement/other/jointly")]


def read_rite(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X出席Y国总统就职典礼: a feast of state with a guest from elsewhere."""
    rite = RITE.match(tale.scene.folded, cue.trigger.end, cue.clause[1])
    if rite is None:
        return []
    guests = subjects(tale, cue, by_relative=False)
    named = [one for mention in tale.scene.mentions_in(cue.trigger.end, rite.end()) for one in actors([mention])]
    named = [one for one in named if one.state != "SU"]  # 纪念苏联卫国战争: long gone
    draft = tale.add(cue, Kind.CEREMONY, cue.trigger.mode, with_role(guests, Role.ATTENDEE), "engagement/ceremony/rite")
    hosts = [one for one in (*host_state(tale, draft), *named) if one.state not in states_of(guests)]
    draft.participants = unite([*draft.participants, *with_role(hosts[:1], Role.HOST)])
    if not guests or len(draft.states) < 2:
        tale.forget(draft)
        return []
    return [draft]


@functools.cache
def venues() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return the pattern of buildings and squares that the tables know, and the state each stands in."""
    states = {row["word"]: row["state"] for row in tables.rows("places") if row["kind"] == "venue"}
    return re.compile("|".join(sorted(states, key=len, reverse=True))), states


def read_wreath(tale: Tale, cue: Cue) -> list[Draft]:
    """Read Y国总统前往天安门广场，向人民英雄纪念碑敬献花圈: a guest honours the dead of his hosts."""
    guests = [one for one in subjects(tale, cue) if one.name and one.state]
    if not guests or tale.silent(cue):
        return []
    hosts = {state for draft in tale.drafts[-20:] for state in draft.states if draft.states & states_of(guests)}
    around = tale.scene.mentions_in(cue.sentence.start, cue.sentence.end)
    hosts |= {state for mention in around for state in mention.states}
    place = tale.scene.places_in(cue.sentence.start, cue.sentence.end)
    hosts |= {one.state for one in place if one.state}
    there = owners(tale, cue)
    hosts |= states_of(there)
    if not hosts - states_of(guests):
        return []
    draft = hold(tale, cue, with_role(guests[:1], Role.GUEST), "engagement/ceremony/wreath")
    there = there or host_state(tale, draft)
    draft.participants = unite([*draft.participants, *[one for one in there if one.state not in draft.states]])
    return [draft]


def owners(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the state in which the first venue of the sentence stands, as host: 天安门广场, 显忠院."""
    pattern, states = venues()
    found = pattern.search(tale.scene.folded, cue.sentence.start, cue.trigger.start)
    if found is None:
        return []
    state = states[found.group()]
    return [Participant(name=None, office=None, state=state, role=Role.HOST, start=found.start(), end=found.end())]


def read_award(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X向Y颁授“友谊勋章”: an order of one state given to somebody of another."""
    if not ORDER.match(tale.scene.folded, cue.trigger.end, cue.clause[1]) or tale.silent(cue):
        return []
    hosts = subjects(tale, cue)
    guests = [one for group in cue.before if group.prep in ("to", "inner") for one in actors(group.mentions)]
    guests = guests or [one for group in cue.after[:1] for one in actors(group.mentions) if one.name]
    sides = [*with_role(hosts, Role.HOST), *with_role(guests, Role.GUEST)]
    if len(states_of(hosts)) < 1 or not guests or len(states_of(sides)) < 2 or not is_international(sides):
        return []
    return [hold(tale, cue, sides, "engagement/ceremony/award")]

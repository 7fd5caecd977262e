"""Acts between sides that are neither meeting nor paper: relations restored or raised, truces, exchanges."""

import functools
import re
from collections.abc import Sequence

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.group import groups_in
from shiguan.extract.engagement.meeting import BUSINESS, is_international, states_of, supply_state
from shiguan.extract.engagement.participant import as_side, with_role
from shiguan.extract.engagement.scene import prevailing_pair
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.who import actors, partners, references, spoken_to, subjects
from shiguan.grammar.side import pair_states
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Participant, Role, Status
from shiguan.model.mention import MentionKind
from shiguan.model.span import Span

NOT_DONE = re.compile(
    r"除非|以来|周年|如果|一旦|之前|前夕|可能|能否|若|未能|没有|尚未|难以|呼吁|敦促|希望|愿意|谋求|寻求|推动|准备|努力|尽快|寄望|接近|有助|旨在|为了|将就|即将|讨论|商讨|(?<!双方)不(?=[与同和])"
)


AGREES = re.compile("同意|商定|约定")  # 双方同意各自|交换|1000名被俘人员
COUNTED = re.compile(r"[了\d一二三四五六七八九十百两几数多余约超过第批]+[名人位批]")
MET = re.compile(r"会晤|会见|会谈|会面|通话|访|峰会|会议")
HANDING = re.compile(r"换[俘囚]|交换|互换|移交|遣返|释放")
HANDED_OVER = re.compile(
    r"[^，。；]{0,16}(?:军事基地|基地|文物|被俘|被扣|被关押|被拘|战俘|囚犯|在押|人质|俘虏|间谍|遗体|遗骸|军人|人员|公民)"
)
BOUND = re.compile(
    r"(?:了|为|成|至|到)?(?:中断[^，。；]{0,10}的|一[份项][^，。；]{0,12}的)?(?:[^，。；的]{0,16}的)?[^，。；的]{0,16}(?:停火|协议|协定|条约|原则|谅解|和解|休战|临时安排|外交关系|大使级|邦交|伙伴关系|战略关系|战略协作|命运共同体关系|全面战略)"
)


RAISING = ("提升", "升级")
# 提升为全面战略伙伴关系, 提升至面向发展与繁荣的战略合作伙伴关系
RAISED = re.compile(r"(?:为|至|到|成)[^，。；]{0,36}(?:伙伴关系|命运共同体|大使级|战略关系|同盟)")
IN_FORCE = re.compile(r"[^，。；]{0,20}(?:生效|达成|[一二三两四五六七\d]+[天日周]|至\d)")
# 黎以|停火协议, A与B达成的|临时停火协议
REACHED = re.compile(r"(?:之间|双方)?(?:[^，。；]{0,6}(?:达成|签署)的)?[^，。；]{0,4}")
JOINED = re.compile(r"(?:了)?[^，。；]{2,14}?(?:成员国?|伙伴国?|对话伙伴|观察员国?|会员国?)(?![家们的])")
EACH = re.compile(r"(?:双方|两国|各自)(?=[^，。]{0,10}(?:分别|相互|互相|同时|各))")
OPENED = re.compile(r"[^，。；]{0,30}(?:开幕|闭幕|落幕)")
SURELY = re.compile(r"(?:正式|重新|已经|已|成功|刚刚)$")
DECLARED = re.compile(r"宣布|正式|决定|一致同意|商定")
FOUNDING = frozenset(
    {
        "建交",
        "建立",
        "提升",
        "升级",
        "恢复",
        "重启",
        "建立外交关系",
        "建立正式外交关系",
        "正式建交",
        "共同宣布",
        "联合宣布",
    }
)
# 建交50周年, 建立伙伴关系10年来: an anniversary is no act of today.
ANNIVERSARY = re.compile(
    r"[^，。；]{0,24}?(?:周年|(?<![0-9])(?:[0-9]{1,3}|[一二三四五六七八九十两百]+)多?年(?!的?协)|纪念日|以来)"
)


# 1979年|建交|以来, 1972年|邦交正常化|后: what the sides became to each other in a year that is told.
RELATIONS = frozenset(
    {
        "建交",
        "正式建交",
        "复交",
        "建立外交关系",
        "建立正式外交关系",
        "恢复外交关系",
        "恢复邦交",
        "正常化",
        "建立",
        "恢复",
    }
)
DIPLOMATIC = re.compile(r"(?:正式|全面|大使级|的)*(?:外交关系|邦交)")
JUBILEE = re.compile(r"[^，。；]{0,4}周年")
NORMAL = re.compile(r"(?:关系|邦交|外交)[^，。；]{0,10}$")


def tells_year(tale: Tale, cue: Cue) -> bool:
    """True for relations taken up in a year that has passed and is told: 自中美1979年建交以来."""
    folded = tale.scene.folded
    word = cue.trigger.word
    if word not in RELATIONS or JUBILEE.match(folded, cue.trigger.end):
        return False
    if word in ("建立", "恢复") and not DIPLOMATIC.match(folded, cue.trigger.end):
        return False
    if word == "正常化" and not NORMAL.search(folded, tale.floor(cue), cue.trigger.start):
        return False
    published = tale.scene.document_time
    this_year = str(published.year) if published is not None else ""
    years = [time.value or "" for time in tale.scene.times_in(tale.floor(cue), cue.trigger.start)]
    return any(value[:2].isdigit() and value[:4] < this_year and "/" not in value for value in years)


# 英法|关系1964年实现正常化
THEIR_TIES = re.compile(r"(?P<pair>[\u4e00-\u9fff]{2})(?:两国)?(?:外交)?(?:关系|邦交)[^，。；]{0,12}$")


def pair_beside(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the two states right before the word: 领馆是1979年|中美|正式建交后设立的, 英法|关系1964年正常化."""
    near = [
        group
        for group in cue.before
        if cue.trigger.start - group.end <= 6 and len({state for one in group.mentions for state in one.states}) == 2
    ]
    if near:
        return actors(near[-1].mentions)
    ties = THEIR_TIES.search(tale.scene.folded, tale.floor(cue), cue.trigger.start)
    return pair_before(tale.scene.folded, ties.end("pair")) if ties is not None else []


def read_mutual(tale: Tale, cue: Cue, others: Sequence[Participant] = ()) -> list[Draft]:
    """Read 沙伊双方宣布恢复外交关系, 俄乌交换战俘, A与B达成停火协议."""
    folded = tale.scene.folded
    year_told = tells_year(tale, cue)
    if cue.trigger.word == "正常化" and not year_told:
        return []
    if (
        NOT_DONE.search(folded[tale.floor(cue) : cue.trigger.start])
        or (folded.startswith(("周年", "以来"), cue.trigger.end) and not year_told)
        or (folded.startswith("的", cue.trigger.end) and not is_past(tale, cue))
        or tale.silent(cue)
        or (cue.trigger.word.startswith("达成") and BUSINESS.search(folded, tale.floor(cue), cue.trigger.start))
    ):
        return []
    broken_off = folded.startswith("中断", cue.trigger.end)
    announced = cue.trigger.word.endswith("宣布")
    if announced and OPENED.match(folded, cue.trigger.end, cue.clause[1]):
        return []  # told by the feast itself
    dated = announced and tale.scene.times_in(tale.floor(cue), cue.trigger.start)  # 2014年共同宣布建立…以来
    if (
        cue.trigger.word in FOUNDING
        and not (broken_off or dated or year_told)
        and ANNIVERSARY.match(folded, cue.trigger.end, cue.clause[1])
    ):
        return []
    beside = pair_beside(tale, cue) if year_told else []
    sides = beside or in_person(tale, cue, [*subjects(tale, cue), *partners(tale, cue), *others])
    if len(states_of(sides)) < 2:
        sides = unite([*sides, *references(tale, cue, cue.clause[0], cue.trigger.start)])
    if len(states_of(sides)) < 2 and cue.number:
        earlier = [group for group in groups_in(tale.scene, cue.sentence.start, cue.clause[0]) if group.prep == "with"]
        told = [one for group in earlier[-1:] for one in spoken_to(tale, cue, group) or actors(group.mentions)]
        people = [one for one in told if one.name]
        sides = [*sides, *people] if any(one.name for one in sides) else sides
    sides = supply_state(tale, cue, unite(sides))
    if len(states_of(sides)) < 2 or not is_international(sides):
        return []
    agreed = cue.trigger.word.endswith("共识")
    if agreed and MET.search(folded, cue.sentence.start, cue.trigger.start):
        return []
    if any(one.name for one in sides) and (agreed or (cue.trigger.word == "达成协议" and cue.statement is not None)):
        return []  # what a meeting came to, told with it
    draft = tale.add(cue, Kind.OTHER, cue.trigger.mode, sides, "engagement/other/together")
    if HANDING.search(cue.trigger.word):
        draft.sort = "exchange"  # never one with the truce that it follows
        agreed_on = AGREES.search(folded, tale.floor(cue), cue.trigger.start)
        if agreed_on and draft.status is Status.HELD:
            draft.status, draft.status_span = Status.PLANNED, Span(*agreed_on.span())
    return [draft]


def is_past(tale: Tale, cue: Cue) -> bool:
    """True for 2018年达成的协议, 两国会谈后达成的协议: what bears a date or an occasion was done."""
    if not cue.trigger.word.startswith("达成"):
        return False
    dated = tale.scene.times_in(tale.floor(cue), cue.trigger.start)
    return bool(dated) or AFTER_TALKS.search(tale.scene.folded, tale.floor(cue), cue.trigger.start) is not None


AFTER_TALKS = re.compile(r"(?:会谈|会晤|谈判|磋商)(?:之)?(?:后|中|时)[^，。；]{0,4}$")


def in_person(tale: Tale, cue: Cue, sides: list[Participant]) -> list[Participant]:
    """Return the sides by name where the sentence says who acts: 两国元首宣布，将中哥关系提升…."""
    named = [one for group in cue.before for one in group.mentions if len(one.states) > 1]
    if any(one.name for one in sides) or any(one.kind is MentionKind.SIDE for one in named):
        return sides  # 俄乌双方 are the states, whoever spoke for them before
    people = references(tale, cue, cue.sentence.start, cue.trigger.start)
    return people if any(one.name for one in people) and states_of(people) == states_of(sides) else sides


def read_joining(tale: Tale, cue: Cue) -> list[Draft]:
    """Read A国正式成为金砖国家伙伴国, A国加入北约: a state and the organisation it joins."""
    if cue.trigger.word.startswith("加入"):
        return accede(tale, cue)
    joined = JOINED.match(tale.scene.folded, cue.trigger.end, cue.clause[1])
    if joined is None or NOT_DONE.search(tale.scene.folded[tale.floor(cue) : cue.trigger.start]) or tale.silent(cue):
        return []
    inside = actors(tale.scene.mentions_in(cue.trigger.end, joined.end()))
    bodies = [as_side(one) for one in inside if one.state and (len(one.state) > 2 or one.state in ("EU", "UN", "AU"))]
    sides = [as_side(one) for one in subjects(tale, cue) if one.state and len(one.state) == 2]
    if not bodies or not sides:
        return []
    return [tale.add(cue, Kind.OTHER, None, [*sides, *bodies[:1]], "engagement/other/joins")]


def accede(tale: Tale, cue: Cue) -> list[Draft]:
    """Read A国4日正式加入北约, A国成功加入二十国集团: the organisation stands right behind the verb."""
    folded = tale.scene.folded
    inside = [group for group in cue.after if group.start - cue.trigger.end <= 1]
    sure = cue.trigger.word.endswith("了") or SURELY.search(folded, cue.clause[0], cue.trigger.start)
    if not inside or not sure or tale.silent(cue) or NOT_DONE.search(folded[tale.floor(cue) : cue.trigger.start]):
        return []
    bodies = [as_side(one) for one in actors(inside[0].mentions[:1]) if one.state and is_organisation(one.state)]
    inside_time = [group for group in cue.before[-1:] if group.prep == "at"]  # 在芬兰正式加入北约当天，
    joining = [one for group in inside_time for one in actors(group.mentions)] or subjects(tale, cue)
    sides = [as_side(one) for one in joining if one.state and one.state not in states_of(bodies)]
    if not bodies or not sides:
        return []
    return [tale.add(cue, Kind.OTHER, None, [*sides, *bodies], "engagement/other/accedes")]


def is_organisation(state: str) -> bool:
    """True for the acronym of an organisation of states."""
    return len(state) > 2 or state in ("EU", "UN")


def read_exchange(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 俄乌双方交换了一批被俘人员, A向B移交遗骸: people or remains change hands between two sides."""
    folded = tale.scene.folded
    if not HANDED_OVER.match(folded, cue.trigger.end, cue.clause[1]):
        return []
    if cue.trigger.word.startswith("释放"):
        return read_release(tale, cue)
    receivers = [one for group in cue.before if group.prep == "to" for one in actors(group.mentions)]
    return read_mutual(tale, cue, receivers)


def read_release(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 巴以双方8日分别释放第五批被扣押人员, 哈马斯释放13名其扣押的以色列人员: by one side or both."""
    both = EACH.search(tale.scene.folded, cue.clause[0], cue.trigger.start)
    if tale.silent(cue):
        return []
    if both is None:
        own = [one for one in tale.scene.mentions_in(cue.trigger.end, cue.clause[1]) if one.states]
        counted = COUNTED.match(tale.scene.folded, cue.trigger.end)
        sides = unite([*subjects(tale, cue), *actors(own[:1])]) if counted else []
    else:
        sides = pair_before(tale.scene.folded, both.start()) or subjects(tale, cue)
    if len(states_of(sides)) < 2:
        return []
    draft = tale.add(cue, Kind.OTHER, None, [as_side(one) for one in sides], "engagement/other/release")
    draft.sort = "exchange"
    return [draft]


@functools.cache
def handovers() -> dict[str, tuple[str, str, str]]:
    """Return year, giver and receiver of each territory that one state handed over to another."""
    return {row["territory"]: (row["year"], row["giver"], row["receiver"]) for row in tables.rows("handovers")}


# 1997年香港移交后, 回归20周年: told in passing, as a date.
PASSING = re.compile(r"(?:给?中国|祖国)?(?:之后|以后|以来|后|前|之前|[0-9一二三四五六七八九十]{1,3}周?年)")


def read_handover(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 英国1997年将香港主权移交中国, 1997年香港回归: the year tells which handover it is."""
    scene = tale.scene
    if PASSING.match(scene.folded, cue.trigger.end) or tale.silent(cue):
        return []
    years = {
        (time.value or "")[:4] for time in scene.times_in(tale.floor(cue), cue.clause[1]) if not tale.counts_from(time)
    }
    for territory, (year, giver, receiver) in handovers().items():
        stands = scene.folded.find(territory, cue.clause[0], cue.clause[1])
        if stands < 0 or year not in years:
            continue
        sides = [party(tale, state, Span(stands, stands + len(territory))) for state in (giver, receiver)]
        return [tale.add(cue, Kind.OTHER, None, sides, "engagement/other/handover")]
    return []


def party(tale: Tale, state: str, stands: Span) -> Participant:
    """Return a state as one side, cited where the page names it, else where the territory stands."""
    told = next((one.state_span for one in tale.scene.mentions if one.states == (state,) and one.state_span), stands)
    return Participant(
        name=None,
        office=None,
        state=state,
        role=Role.PARTICIPANT,
        start=told.start,
        end=told.end,
        cited={"state": (told,)},
    )


def read_truce(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 黎以停火协议27日生效, 俄乌停火协议达成以来: a truce named by its sides, wherever it is told of."""
    folded = tale.scene.folded
    if not IN_FORCE.match(folded, cue.trigger.end, cue.clause[1]):
        return []
    near = [group for group in cue.before if REACHED.fullmatch(folded, group.end, cue.trigger.start)]
    sides = actors(near[-1].mentions) if near else []
    if not near and folded[: cue.trigger.start].endswith(("该", "此", "这一", "上述")):
        pair = prevailing_pair(tale.scene, cue.trigger.start)
        sides = actors([pair]) if pair is not None else []
    if len(states_of(sides)) < 2:
        sides = pair_before(folded, cue.trigger.start)
    if len(states_of(sides)) < 2 or NOT_DONE.search(folded[tale.floor(cue) : cue.trigger.start]):
        return []
    return [tale.add(cue, Kind.OTHER, None, sides, "engagement/other/truce")]


def pair_before(folded: str, offset: int) -> list[Participant]:
    """Return the two sides of 黎以|停火协议, by one character each."""
    start = max(0, offset - 2)
    return [
        Participant(name=None, office=None, state=state, role=Role.PARTICIPANT, start=start, end=offset)
        for state in pair_states(folded[start:offset])
    ]


def read_bond(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 两国达成停火协议, 中方同X建立伙伴关系: what two sides agree or become to each other."""
    folded = tale.scene.folded
    raised = cue.trigger.word in RAISING and RAISED.match(folded, cue.trigger.end, cue.clause[1])
    if not raised and not BOUND.match(folded, cue.trigger.end, cue.clause[1]):
        return []
    if "为契机" in folded[cue.trigger.end : cue.clause[1]]:
        return []
    if (
        cue.trigger.word in ("建立", *RAISING)
        and not tells_year(tale, cue)
        and not is_declared(cue, folded, raised=bool(raised))
    ):
        return []
    return read_mutual(tale, cue)


def is_declared(cue: Cue, folded: str, *, raised: bool) -> bool:
    """True where what sides are to each other is told as decided: 宣布将…提升为, 中新关系提升为."""
    start = cue.sentence.clauses[max(0, cue.number - 1)][0]
    if DECLARED.search(folded, max(start, cue.clause[0] - 12), cue.trigger.start):
        return True
    return raised and (
        folded[: cue.trigger.start].endswith(("关系", "关系定位"))
        or "将" in folded[max(cue.clause[0], cue.trigger.start - 12) : cue.trigger.start]
    )


def read_press(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X与Y共同会见记者, X在联合记者会上: those named take part."""
    if tale.silent(cue):
        return []
    sides = [*subjects(tale, cue), *partners(tale, cue)]
    if cue.trigger.word == "会见记者" and len(states_of(sides)) < 2:
        return []
    if (
        len(states_of(sides)) < 2
        and tale.occasion is not None
        and tale.occasion.kind in (Kind.MEETING, Kind.CONSULTATION, Kind.VISIT)
    ):
        sides = unite([*sides, *with_role(tale.occasion.main, Role.PARTICIPANT)])
    if len(states_of(sides)) < 2 and cue.trigger.word != "会见记者":
        sides = unite([*sides, *met_before(tale, sides)])
    if len(states_of(sides)) < 2:
        return []
    return [tale.add(cue, Kind.OTHER, cue.trigger.mode, sides, "engagement/other/press")]


def met_before(tale: Tale, sides: Sequence[Participant]) -> list[Participant]:
    """Return whom the page says they met, under an earlier heading."""
    for draft in reversed(tale.drafts):
        if draft.kind in (Kind.MEETING, Kind.CONSULTATION) and len(draft.states) == 2:
            return [as_side(one) for one in draft.main] if draft.states & states_of(sides) else []
    return []

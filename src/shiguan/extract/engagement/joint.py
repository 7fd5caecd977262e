"""Acts done together that are neither meeting nor paper: restored relations, truces, exercises, banquets, openings."""

import re

from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.meeting import is_international, states_of
from shiguan.extract.engagement.participant import as_side, with_role
from shiguan.extract.engagement.scene import Group, groups_in
from shiguan.extract.engagement.tale import Cue, Tale
from shiguan.extract.engagement.who import actors, partners, references, subjects
from shiguan.model.engagement import Kind, Participant, Role

NOT_DONE = re.compile(
    r"以来|周年|如果|一旦|之前|前夕|可能|能否|若|未能|没有|尚未|难以|呼吁|敦促|希望|愿意|谋求|寻求|推动|准备|努力|尽快|旨在|为了|将就|即将"
)


HANDED_OVER = re.compile(
    r"[^，。；]{0,16}(?:被俘|被扣|被关押|被拘|战俘|囚犯|在押|人质|俘虏|间谍|遗体|遗骸|军人|人员|公民)"
)
BOUND = re.compile(
    r"(?:了|为|成|至|到)?[^，。；的]{0,16}(?:停火|协议|协定|谅解|和解|休战|临时安排|外交关系|大使级|邦交|伙伴关系|战略关系|战略协作|命运共同体关系|全面战略)"
)


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
ANNIVERSARY = re.compile(r"[^，。；]{0,24}?(?:周年|[0-9一二三四五六七八九十两百]+多?年(?!的?协)|纪念日|以来)")


def read_mutual(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 沙伊双方宣布恢复外交关系, 俄乌交换战俘, A与B达成停火协议."""
    folded = tale.scene.folded
    if (
        NOT_DONE.search(folded[tale.floor(cue) : cue.trigger.start])
        or folded.startswith(("周年", "以来"), cue.trigger.end)
        or tale.silent(cue)
    ):
        return []
    if cue.trigger.word in FOUNDING and ANNIVERSARY.match(folded, cue.trigger.end, cue.clause[1]):
        return []
    sides = [*subjects(tale, cue), *partners(tale, cue)]
    if len(states_of(sides)) < 2:
        sides = unite([*sides, *references(tale, cue, cue.clause[0], cue.trigger.start)])
    if len(states_of(sides)) < 2 or not is_international(sides):
        return []
    if cue.trigger.word in ("达成协议", "达成共识") and any(one.name for one in sides):
        return []
    return [tale.add(cue, Kind.OTHER, cue.trigger.mode, sides, "engagement/other/together")]


def read_exchange(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 俄乌双方交换了一批被俘人员, A向B移交遗骸: people or remains change hands between two sides."""
    folded = tale.scene.folded
    if not HANDED_OVER.match(folded, cue.trigger.end, cue.clause[1]):
        return []
    return read_mutual(tale, cue)


def read_bond(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 两国达成停火协议, 中方同X建立伙伴关系: what two sides agree or become to each other."""
    folded = tale.scene.folded
    if not BOUND.match(folded, cue.trigger.end, cue.clause[1]) or "为契机" in folded[cue.trigger.end : cue.clause[1]]:
        return []
    if cue.trigger.word in ("建立", "提升", "升级") and not DECLARED.search(folded, cue.clause[0], cue.trigger.start):
        return []
    return read_mutual(tale, cue)


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
    if len(states_of(sides)) < 2:
        return []
    return [tale.add(cue, Kind.OTHER, cue.trigger.mode, sides, "engagement/other/press")]


def read_banquet(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X为Y举行欢迎仪式, X出席Y举行的国宴."""
    if tale.silent(cue):
        return []
    hosts = subjects(tale, cue)
    guests = [one for group in cue.before if group.prep in ("inner", "to", "with") for one in actors(group.mentions)]
    if cue.trigger.word.startswith("举行"):
        guests = [one for group in welcomed(tale, cue)[:1] for one in actors(group.mentions)]
    if len(states_of([*hosts, *guests])) < 2:
        others = [one for group in cue.before for one in actors(group.mentions)]
        guests = guests or [one for one in others if one.state not in states_of(hosts)]
    sides = [*with_role(hosts, Role.HOST), *with_role(guests, Role.GUEST)]
    if len(states_of(sides)) < 2 or not is_international(sides):
        return []
    return [tale.add(cue, Kind.CEREMONY, cue.trigger.mode, sides, "engagement/ceremony/banquet")]


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
    guests = [one for group in (*cue.before, *cue.after) for one in actors(group.mentions) if one.name]
    listed = NAMED_AFTERWARDS.search(tale.scene.folded, cue.sentence.end, cue.sentence.end + 300)
    if listed:
        end = tale.scene.folded.find("。", listed.end())
        groups = groups_in(tale.scene, listed.end(), end if end >= 0 else len(tale.scene.folded))
        guests = [one for group in groups for one in actors(group.mentions) if one.name]
    sides = [*with_role(hosts[:1], Role.HOST), *with_role(guests, Role.GUEST)]
    if not hosts or len(states_of(sides)) < 2:
        return []
    return [tale.add(cue, Kind.CEREMONY, cue.trigger.mode, sides, "engagement/ceremony/credentials")]


def read_drill(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 中俄举行联合军演, A与B海军进行联合演习."""
    if tale.silent(cue):
        return []
    sides: list[Participant] = [*subjects(tale, cue), *partners(tale, cue)]
    if len(states_of(sides)) < 2:
        sides = [one for group in cue.before for one in actors(group.mentions)]
    if len(states_of(sides)) < 2:
        return []
    return [
        tale.add(cue, Kind.CEREMONY, cue.trigger.mode, [as_side(one) for one in sides], "engagement/ceremony/drill")
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
    if len(states_of(sides)) < 2 or not is_international(sides):
        return []
    return [tale.add(cue, Kind.CEREMONY, cue.trigger.mode, sides, "engagement/ceremony/opening")]

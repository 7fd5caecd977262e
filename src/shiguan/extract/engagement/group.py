"""Who stands in a clause behind which preposition: the mentions of a page, joined into groups."""

import functools
import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.engagement.scene import Scene
from shiguan.lexicon import tables
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

JOINT = re.compile(r"(?:（[^）]*）)?(?:[、和与及]|以及|、以及|暨|和?包括)?(?:（[^）]*）)?")
ASIDE = re.compile(r"（[^）\n]{0,60}）|[“”‘’ ]")
WITH = re.compile(r"(?:(?<![不共合相随陪如等偕])同|(?<![参给赠])与|(?<![温总缓])和|跟|会同|偕同|连同|以及)$")
TO = re.compile(r"(?:向|(?<![应面])对|给|(?<![以导招])致|予)$")
BY = re.compile(r"(?:(?<!供)应|受|被|获)$")
AT = re.compile(r"(?:(?<![存现])在|于|赴|抵达|访问|前往|到访|出访|飞抵|来到|离开|造访|回到|返回|驻|抵|访|到)$")
SETTING = re.compile(r"(?:(?<![存现])在|(?<![对关由属基])于|赴|抵达|飞抵|来到|首都)$")
SOURCE = re.compile(r"(?:据|根据|援引|引述)$")
INNER = re.compile(
    r"(?:(?<!图)(?<!图中)(?<!图片)(?<!照片)为|就|针对|面对|对于|将|把|让|使|作为|包括|除|除了|因|由于|关于|涉|有关|支持|反对|谴责|要求|陪同|指责|批评|提及|提到|祝贺|欢迎|代表|告诉|称|邀请|帮助|以|涉及|针对|打击|敦促|率|率领|带领)$"
)
# 来访的, 正在莫斯科的: what stands between a preposition and the name it governs.
RELATIVE = re.compile(
    r"(?P<prep>(?<![不共合陪])同|(?<![参])与|跟|会见了?|和(?=来|到|正|应|前))(?P<middle>[^，。；]{1,40})的$"
)
VISITOR = re.compile(
    r"(?P<prep>(?<![不共合陪])同|(?<![参])与|跟|会见了?|和)(?:正在|正|应邀|前来)*(?:到访|来访|访问|出访|造访|来[华京]|出席|参加)[^，。；]{0,30}的$"
)
ADJECTIVE = re.compile(
    r"(?:[，、。；！？）”和与及同以跟将已曾于在对向也还就并再又均都分别日前近此两双三等举签恢断建互达交召开今昨去上本早首正应表说称称宣要希决拟计"
    r"受赴到访会通磋谈共联派递则仍方因为从把由自是时刚间]|\d|定于|提出|发表|呼吁|敦促|谴责|强调|反对|支持|欢迎|认为|警告|参加|出席|加入|成为|接受|收到|释放|移交|承认|通报|通知|组成的|方面|元首|关系|代表|政府|$)"
)
# 与斡旋方埃及代表团会谈, 同来访的: what somebody is at the talks.
ROLE_IN_IT = re.compile(
    r"(?:斡旋方|调解方|调停方|斡旋国|东道主|来访|到访|对手|(?:亲密|重要|传统|主要|坚定|长期)?(?:盟友|盟邦|盟国|友邦|邻国|邻邦|伙伴)|北约盟国)$"
)
# 中国|最高级别|外交官: how high somebody stands among his state's.
RANK = re.compile(r"的?(?:最高级别|最高级|最高|最资深|首席|头号|资深|高级|现任|时任|前任|新任|前|候任|当选)(?:的)?")
# 计划、发展和|特别项目部部长
MINISTRY = re.compile(
    r"(?!.*(?:进行|访问|举行|会[见谈晤面]|抵达|并[与和同]))[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8})*[、和与及][\u4e00-\u9fff]{0,8}"
)
REACH = 40
PEOPLE = (MentionKind.ROLE, MentionKind.GROUP)
DOES = frozenset("就对与同和通达宣决一")  # what goes on with a verb: 在欧盟领导人|就…达成一致后


class Group(msgspec.Struct, frozen=True):
    """Mentions joined by 、 and 和, with the preposition before them: with, to, by, at, source, inner, of, or ""."""

    mentions: tuple[Mention, ...]
    start: int
    end: int
    prep: str


def groups_in(scene: Scene, start: int, end: int) -> list[Group]:
    """Return the groups of mentions in a stretch, each with its preposition."""
    folded = scene.folded
    groups: list[Group] = []
    run: list[Mention] = []
    for mention in scene.mentions_in(start, end):
        if (
            run
            and JOINT.fullmatch(folded, run[-1].end, mention.start)
            and joined(run[-1], mention)
            and not parts_setting(folded, run, mention)
        ):
            run.append(mention)
            continue
        if run and is_title(folded, run[-1], mention):
            run[-1] = with_state(mention, run[-1])
            continue
        if run:
            groups.append(group_of(folded, start, run, groups))
        run = [mention]
    if run:
        groups.append(group_of(folded, start, run, groups))
    return groups


def is_title(folded: str, state: Mention, person: Mention) -> bool:
    """True for 巴基斯坦|计划、发展和特别项目部|部长X, 中国|最高级别|外交官X: a state, its person, words between."""
    if state.kind is not MentionKind.STATE or person.kind is not MentionKind.PERSON or len(state.states) != 1:
        return False
    if person.states not in ((), state.states):
        return False
    return any(between.fullmatch(folded, state.end, person.start) for between in (RANK, MINISTRY))


def with_state(person: Mention, state: Mention) -> Mention:
    """Return a person whose title begins with a state."""
    span = Span(state.start, state.end)
    return msgspec.structs.replace(person, start=state.start, states=state.states, state_span=person.state_span or span)


@functools.cache
def capitals() -> frozenset[str]:
    """Return the names of capitals."""
    return frozenset(row["word"] for row in tables.rows("states") if row["form"] == "capital")


def parts_setting(folded: str, run: Sequence[Mention], mention: Mention) -> bool:
    """True where a list ends before a mention: 在利马|与古巴…会晤 is where, and then with whom."""
    if is_sides(mention) or not is_setting(folded, run):
        return False
    if mention.kind is not MentionKind.STATE:
        return True
    return folded[run[-1].start : run[-1].end] in capitals() and folded[mention.start : mention.end] not in capitals()


def is_setting(folded: str, run: Sequence[Mention]) -> bool:
    """True for the capital in 在塔什干与X举行会谈: where it is, not with whom."""
    low = run[0].start
    return run[-1].kind is MentionKind.STATE and SETTING.search(folded, max(0, low - 3), low) is not None


def is_sides(mention: Mention) -> bool:
    """True for 新加坡两国 behind 马来西亚及: the end of a list of states, whatever stands before it."""
    return mention.kind is MentionKind.SIDE and (mention.organisation or "").endswith(("两国", "兩國", "双方", "雙方"))


def joined(before: Mention, after: Mention) -> bool:
    """True where the second belongs to a list with the first: a person does not join a bare state before it."""
    return before.end < after.start or before.kind is after.kind


def group_of(folded: str, floor: int, run: Sequence[Mention], before: Sequence[Group]) -> Group:
    """Return a run of mentions as a group, with the class of its preposition."""
    start, end = run[0].start, run[-1].end
    low = max(floor, before[-1].end if before else floor)
    gap = ASIDE.sub("", folded[low:start])
    prep = preposition(gap)
    if gap == "的" and before:
        prep = visiting(folded, floor, start, before) or prep
    if (gap in ("首都", "首府") or gap.isdigit()) and before:  # 英国|48|家集团俱乐部
        prep = before[-1].prep
    if prep == "at" and gap.endswith("在") and is_doing(folded, run):
        prep = ""  # 在习近平主席即将访问越南之际, 在马来西亚及新加坡两国签署协定之后, 在欧盟领导人达成一致后
    if not prep and folded[end : end + 1] == "的":
        prep = "of"
    if not prep and run[-1].kind is MentionKind.STATE and len(run[-1].states) < 2 and not ADJECTIVE.match(folded, end):
        prep = "of"
    return Group(tuple(run), start, end, prep)


def is_doing(folded: str, run: Sequence[Mention]) -> bool:
    """True where who stands behind 在 does something, and 在…后 tells when; 在老挝主席|府 is a place."""
    if run[0].kind is MentionKind.PERSON or is_sides(run[-1]):
        return True
    return run[-1].kind in PEOPLE and folded[run[-1].end : run[-1].end + 1] in DOES


def visiting(folded: str, floor: int, start: int, before: Sequence[Group]) -> str:
    """Return the preposition that governs a visitor: 与|到访叙利亚的|伊朗外长, "" for none."""
    relative = VISITOR.search(folded, max(floor, start - REACH), start)
    if relative is None or any(group.start == relative.end("prep") for group in before):
        return ""
    return "object" if relative["prep"].startswith("会见") else "with"


def preposition(gap: str) -> str:
    """Return the class of the preposition a gap ends with; 同来访的 counts as 同."""
    if gap.endswith("的"):
        relative = RELATIVE.search(gap[-44:])
        if relative:
            return "with" if not relative.group("prep").startswith("会见") else "object"
        return "relative"
    tail = ROLE_IN_IT.sub("", gap)[-4:]
    for name, pattern in (("with", WITH), ("to", TO), ("at", AT), ("source", SOURCE), ("by", BY), ("inner", INNER)):
        if pattern.search(tail):
            return name
    return ""

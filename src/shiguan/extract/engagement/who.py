"""Who takes part: the subject of a trigger, those it is done with, and what 双方, 我们 and 他 stand for."""

import re
from collections.abc import Sequence

import msgspec

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import participants_of, same_person
from shiguan.extract.engagement.group import Group, groups_in
from shiguan.extract.engagement.participant import as_side, from_speaker
from shiguan.extract.engagement.scene import prevailing_pair
from shiguan.extract.engagement.tale import Tale
from shiguan.grammar.fold import fold
from shiguan.model.engagement import Participant, Role
from shiguan.model.mention import Mention, MentionKind

ACTORS = frozenset(
    {MentionKind.PERSON, MentionKind.ROLE, MentionKind.BODY, MentionKind.SIDE, MentionKind.STATE, MentionKind.GROUP}
)
PEOPLE = frozenset({MentionKind.PERSON, MentionKind.ROLE, MentionKind.GROUP})
BOTH = re.compile(
    r"双方|两国(?:元首|领导人|总理|总统|外长|首脑|领袖|防长|财长|官员|代表|政府)?|两位(?:领导人|元首|总统|总理|外长)|两(?:人|军|党)|二人|(?:他|她|我)们|彼此|三方|三国(?:领导人|元首|外长)?|各方|元首"
)
ADDRESSEE = re.compile(
    r"[你您](?!们)|(?:主席|总统|总理|首相|总书记|国王|书记|议长)(?:先生|同志|女士|阁下|陛下)|(?<=[同与和跟])陛下"
)
FIRST_PERSON = re.compile(r"(?<![自本])我(?![们国方军党])|本人")
THIRD_PERSON = re.compile(r"(?<![其])[他她](?![们国])")
# X是第一位|访问美国|的台湾总统, X成为七年来首位访华的日本领导人: it is X.
FIRST_TO = re.compile(r"(?:是|成为|成了)[^，。；]{0,10}(?:首位|首个|首名|第一[位个名]|唯一一?[位个名])$")
# 美国“罗斯福”号航母, 阿曼代表团: what a state sends.
VESSEL = re.compile(r"[^，。；]{0,16}?(?:号|航母|军舰|舰队|舰艇|编队|代表团|访问团|使团|特使团|考察团)")
REACH = 400  # mentions of a page among which the two of an office are sought
OBJECT = re.compile(r"(?:会见|会晤|拜会|接见|看望|宴请|召见|访问)了?$")
HEADED = re.compile(r"^(?:[^，。；]{0,30}(?:前|后|时|期间|之际|当中|过程中|中))$")


def subjects(tale: Tale, cue: Cue, *, by_relative: bool = True) -> list[Participant]:
    """Return who does what the trigger says: in its clause, a clause before, by reference, or the clause after."""
    own = nearest(cue.before)
    if own is not None and FIRST_TO.search(tale.scene.folded, own.end, cue.trigger.start):
        return actors(own.mentions)
    relative = relative_subject(tale, cue) if by_relative else []
    if relative:
        return relative
    if (
        cue.trigger.act == "trip"
        and cue.before
        and cue.before[-1].end == cue.trigger.start
        and cue.before[-1].mentions[-1].name
    ):
        return actors(cue.before[-1].mentions)
    if cue.trigger.act == "visit" and cue.before and is_spoken_of(tale, cue.before[-1], cue):
        return actors(cue.before[-1].mentions)
    if own is not None:
        return with_addressee(tale, cue, own)
    if cue.trigger.act in ("mutual", "bond", "exchange"):
        pair = [group for group in cue.before if len({state for one in group.mentions for state in one.states}) > 1]
        if pair:
            return actors(pair[-1].mentions)
    if cue.trigger.act in ("visit", "trip", "arrive"):
        shown = shown_travelling(tale, cue)
        if shown:
            return actors(shown[-1].mentions)
    referred = references(tale, cue, tale.floor(cue), cue.trigger.start)
    if referred:
        return referred
    lowest = cue.statement.start if cue.statement is not None else 0
    for low, high in reversed(cue.sentence.clauses[: cue.number]):
        if high <= lowest:
            break
        group = first_of(groups_in(tale.scene, max(low, lowest), high))
        if group is not None and OBJECT.search(tale.scene.folded, low, group.start):
            continue  # 分别会见尚达曼、黄循财，并同颜金勇共同主持: the guests do not chair
        if group is not None:
            return actors(group.mentions)
        referred = references(tale, cue, max(low, lowest), high)
        if referred:
            return referred
    following = cue.sentence.clauses[cue.number + 1 : cue.number + 2]
    if following and HEADED.match(tale.scene.folded[cue.clause[0] : cue.clause[1]]):
        group = first_of(groups_in(tale.scene, *following[0]))
        if group is not None:
            return actors(group.mentions)
    if cue.statement is not None and cue.trigger.act in ("with", "exchange", "mutual", "bond", "sign"):
        opens = cue.number == 0 or cue.sentence.clauses[cue.number - 1][1] <= cue.statement.start
        speaker = speaker_of(tale, cue)
        if opens and (speaker or not partners(tale, cue)):
            return speaker or collective_of(tale, cue)
    if (
        cue.statement is not None
        and cue.trigger.act in ("visit", "trip", "attend")
        and cue.sentence.start <= cue.statement.start
    ):
        return speaker_of(tale, cue)
    return []


def shown_travelling(tale: Tale, cue: Cue) -> list[Group]:
    """Return who is welcomed or accompanied, else whose ship or delegation goes: 欢迎X对我国访问, A国“B”号航母抵达."""
    folded = tale.scene.folded
    shown = [
        group
        for group in cue.before
        if group.mentions[-1].name and folded[group.start - 2 : group.start] in ("欢迎", "陪同")
    ]
    return shown or [group for group in cue.before if VESSEL.match(folded, group.end, cue.trigger.start)]


def is_spoken_of(tale: Tale, group: Group, cue: Cue) -> bool:
    """True for Y in X对Y前一天访问Z表示欢迎: the one whose visit X speaks of."""
    folded = tale.scene.folded
    return (
        folded[group.start - 1] == "对"
        and group.mentions[-1].kind in PEOPLE
        and "表示" in folded[cue.trigger.end : cue.clause[1]]
    )


def collective_of(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the sides that speak together: 俄乌双方证实，当天交换了…."""
    if cue.statement is None:
        return []
    speaker = cue.statement.speaker
    return actors(tale.scene.mentions_in(speaker.start, speaker.end))


def actors(mentions: Sequence[Mention]) -> list[Participant]:
    """Return the participants that mentions stand for; persons win over the bare states beside them."""
    return participants_of(mention for mention in mentions if mention.kind in ACTORS)


def relative_subject(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the name that a clause with 的 describes: 来华出席论坛的赞比亚总统X."""
    folded = tale.scene.folded
    for group in cue.after:
        if folded[group.start - 1] != "的" or group.mentions[0].kind not in PEOPLE:
            continue
        gap = folded[cue.trigger.end : group.start - 1]
        if not re.search(r"[，。；：]", gap) and not any(
            other.start < group.start and other.mentions[0].kind is MentionKind.PERSON for other in cue.after
        ):
            return actors(group.mentions)
    return []


def nearest(groups: Sequence[Group]) -> Group | None:
    """Return the subject among the groups before a trigger: the last without a preposition, people before states.

    A body of no known state is the subject only where nobody else is: 李克强向英国48|家集团俱乐部|致贺信.
    """
    free = [group for group in groups if group.prep == ""]
    people = [group for group in free if group.mentions[-1].kind is not MentionKind.STATE]
    known = [group for group in people if any(one.states or one.name for one in group.mentions)]
    if people:
        return (known or people)[-1]
    if free:
        return free[-1]
    related = [group for group in groups if group.prep == "relative" and group.mentions[-1].kind in PEOPLE]
    return related[-1] if related else None


def first_of(groups: Sequence[Group]) -> Group | None:
    """Return the subject of a whole clause: the first group without a preposition."""
    free = [group for group in groups if group.prep in ("", "relative")]
    people = [group for group in free if group.mentions[-1].kind in PEOPLE]
    return people[0] if people else free[0] if free else None


def partners(tale: Tale, cue: Cue) -> list[Participant]:
    """Return those behind 同, 与, 和 before the trigger."""
    found: list[Participant] = []
    for group in cue.before:
        if group.prep != "with":
            continue
        found.extend(spoken_to(tale, cue, group) or actors(group.mentions))
    return found


def with_addressee(tale: Tale, cue: Cue, group: Group) -> list[Participant]:
    """Return who a group names, 总统先生 in 习近平主席和总统先生 for the one spoken to."""
    last = msgspec.structs.replace(group, mentions=group.mentions[-1:], start=group.mentions[-1].start)
    addressed = spoken_to(tale, cue, last) if len(group.mentions) > 1 else []
    return [*actors(group.mentions[:-1]), *addressed] if addressed else actors(group.mentions)


def spoken_to(tale: Tale, cue: Cue, group: Group) -> list[Participant]:
    """Return whom 总理先生, 总统阁下 means: the one spoken to, or the guest of the occasion."""
    words = tale.scene.folded[group.start : group.end]
    if group.mentions[-1].name is not None or not words.endswith(("先生", "女士", "阁下", "同志")):
        return []
    if cue.statement is not None:
        return addressee_of(tale, cue)
    others = [one for one in tale.occasion.main[1:] if one.name] if tale.occasion is not None else []
    return others if len(others) == 1 else []


def objects(tale: Tale, cue: Cue) -> list[Group]:
    """Return the people the verb acts on: right behind it, or behind a clause with 的."""
    folded = tale.scene.folded
    people = [
        group
        for group in cue.after
        if any(mention.kind in PEOPLE or mention.kind is MentionKind.BODY for mention in group.mentions)
    ]
    if not people:
        return []
    for group in people:
        if folded[group.start - 1] == "由" and "率" in folded[group.end : group.end + 3]:
            return [group]
        if folded[group.start - 1] == "的":
            return [group]
    gap = folded[cue.trigger.end : people[0].start]
    return people[:1] if len(gap) <= 16 else []


def references(tale: Tale, cue: Cue, start: int, end: int) -> list[Participant]:
    """Return what 双方, 我, 你, 他 in a stretch stand for, given the occasion and the speaker."""
    stretch = tale.scene.folded[start:end]
    found: list[Participant] = []
    both = BOTH.search(stretch)
    if both and not stretch[: both.start()].endswith(("冲突", "交战", "对峙")):
        found = both_sides(tale, cue, both.group())
    if not found and cue.statement is not None:
        if FIRST_PERSON.search(stretch):
            found.extend(speaker_of(tale, cue))
        if ADDRESSEE.search(stretch):
            found.extend(addressee_of(tale, cue))
        elif "贵国" in stretch:
            found.extend(as_side(one) for one in addressee_of(tale, cue))
    if not found and cue.statement is not None and cue.statement.speaker.name and THIRD_PERSON.search(stretch):
        found = speaker_of(tale, cue) if cue.statement.form == "indirect" else []
    if not found and (THIRD_PERSON.search(stretch) or (cue.statement is None and FIRST_PERSON.search(stretch))):
        voice = tale.voice(cue.sentence.start)
        found = [voice] if voice is not None else []
    return found


def both_sides(tale: Tale, cue: Cue, words: str) -> list[Participant]:
    """Return the sides of the current occasion; a word for persons needs persons of that office."""
    source = tale.sides() if cue.statement is None else tale.occasion
    office = words[2:] if words.startswith("两国") else "元首" if words == "元首" else ""
    if office:
        fitting = [one for one in source.main if fits_office(one, office)] if source is not None else []
        fitting = fitting if is_pair(fitting) else told_together(tale, office)
        if is_pair(fitting):
            return fitting
    if source is None:
        pair = prevailing_pair(tale.scene, cue.sentence.start) if len(words) < 6 else None
        if pair is None:
            return told_beside(tale, cue, words)
        return by_name(tale, actors([pair]), office)
    if office:
        return by_name(tale, [as_side(one) for one in source.main if one.state], office)
    return list(source.main) if is_pair(source.main) else []


TIES = frozenset({"mutual", "bond", "sign", "summit"})
JUST_BEFORE = 120  # characters


def told_beside(tale: Tale, cue: Cue, words: str) -> list[Participant]:
    """Return the two states that the words before name side by side: 美国与柬埔寨合作70年。自从两国建交…."""
    if cue.statement is not None or cue.trigger.act not in TIES or not words.startswith(("两国", "双方")):
        return []
    for group in reversed(groups_in(tale.scene, max(0, cue.clause[0] - JUST_BEFORE), cue.clause[0])):
        sides = {state for one in group.mentions for state in one.states}
        if len(sides) == 2 and all(one.kind is MentionKind.STATE for one in group.mentions):
            return actors(group.mentions)
    return []


# Who may be called 元首, 总理, 外长 without more: no 副总统, no 政协主席.
HOLDS = {
    "元首": re.compile(r"(?:国家)?主席|总统|国王|最高元首|埃米尔|苏丹|天皇|大公"),
    "总理": re.compile(r"(?:国务院|政府|联邦|联邦政府)?(?:总理|首相)"),
    "外长": re.compile(r"外长|外交部长|外相|外交大臣|国务卿|外交部部长"),
    "防长": re.compile(r"防长|国防部长|国防大臣|防卫大臣|国防部部长"),
}


def by_name(tale: Tale, sides: list[Participant], office: str) -> list[Participant]:
    """Return two sides as the two people of an office whom the page names, where it names one of each: 两国元首."""
    states = {one.state for one in sides}
    holds = HOLDS.get(office)
    if holds is None or len(states) != 2:
        return sides
    found: dict[str | None, Participant] = {}
    for mention in tale.scene.mentions[:REACH]:
        if mention.kind is not MentionKind.PERSON or len(mention.states) != 1 or mention.states[0] not in states:
            continue
        if mention.office is None or mention.organisation is not None or not holds.fullmatch(fold(mention.office)):
            continue
        one = actors([mention])[0]
        known = found.setdefault(one.state, one)
        if known is not one and not same_person(known.name or "", one.name or ""):
            return sides  # two presidents of one state: which is meant is not told
    return [found[state] for state in dict.fromkeys(one.state for one in sides)] if len(found) == 2 else sides


def is_pair(people: Sequence[Participant]) -> bool:
    """True where people of more than one state are among them."""
    return len({one.state for one in people}) > 1


def told_together(tale: Tale, office: str) -> list[Participant]:
    """Return the two of an office who attended the same occasion last: 两国总理 of a forum."""
    for draft in reversed(tale.drafts):
        if draft.section != tale.section:
            return []
        fitting = [one for one in draft.participants if one.name and one.office and fits_office(one, office)]
        if not draft.spoken and len(fitting) == 2 and is_pair(fitting):
            return [msgspec.structs.replace(one, role=Role.PARTICIPANT) for one in fitting]
    return []


def fits_office(one: Participant, office: str) -> bool:
    """True where a person may be called so: 元首 a president, 总理 a premier."""
    if one.name is None or one.office is None:
        return one.name is not None and office != "元首"
    wanted = {
        "元首": ("主席", "总统", "国王", "总书记", "元首", "埃米尔", "天皇", "大公", "苏丹"),
        "首脑": ("主席", "总统", "总理", "首相", "总书记"),
        "总理": ("总理", "首相"),
        "外长": ("外长", "外交部长", "外相", "国务卿", "外交大臣", "外交部部长"),
    }.get(office)
    return wanted is None or one.office.endswith(wanted)


def speaker_of(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the speaker of the words a cue stands in."""
    if cue.statement is None:
        return []
    speaker = cue.statement.speaker
    known = known_person(tale, speaker.name) if speaker.name else None
    if known is not None:
        return [known]
    if not speaker.name and not speaker.state:
        return []
    return [from_speaker(speaker)]


def known_person(tale: Tale, name: str) -> Participant | None:
    """Return a participant of the occasion by name."""
    if tale.occasion is None:
        return None
    return next((one for one in tale.occasion.participants if one.name and same_person(one.name, name)), None)


def addressee_of(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the one other main participant of the occasion the words were spoken at."""
    if tale.occasion is None or cue.statement is None:
        return []
    name = cue.statement.speaker.name
    others = [one for one in tale.occasion.main if one.name and not (name and same_person(one.name, name))]
    return others if len(others) == 1 else []

"""Who came to a gathering, told in a list of its own: A总统X，B总理Y，以及联合国秘书长Z等出席; 印度代表出席."""

import itertools
import re
from collections.abc import Sequence

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.group import Group, groups_in
from shiguan.extract.engagement.known import is_gathering
from shiguan.extract.engagement.participant import with_role
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.who import PEOPLE, actors
from shiguan.model.engagement import Kind, Participant, Role, Status
from shiguan.model.mention import MentionKind

# What may stand before the first name, between two, and behind the last one of a list.
OPENS = re.compile(r"(?:(?!出席|举行|召开|表示|指出|会见|主持|宣布|致辞|[将是在为对])[^，。；]){0,30}")
BETWEEN = re.compile(r"(?:等[^，。；、]{0,24})?[、和与及以共]*")
ENDS = re.compile(r"(?:（[^）]*）)?(?:(?:等|和\d)[^，。；]{0,40})?")
THEN = re.compile(
    r"(?P<rest>(?:等|或|国家|元首|首脑|领导人|外长|代表|官员)[^，。；]{0,30}?)?(?:也|均|都|将|还|已|共同|分别|应邀|先后|一同|一道|悉数|约?\d+多?[人名位])*"
)
# Whom a list of states stands for: 美、日、韩等国|领导人或代表; not their firms and scholars.
ENVOYS = re.compile(r"元首|首脑|领导人|负责人|代表|官员|外长|部长|大臣|使节|特使|政要|首相|总统|总理|秘书长")
PRIVATE = re.compile(r"企业|选手|学者|专家|媒体|商|嘉宾|运动员|智库|记者|民众|青年|学生|居民|各界|人士|团队")
SENDING = PEOPLE | {MentionKind.STATE}
RITE = re.compile(r"了?[^，。；]{0,6}(?:仪式|典礼|招待会|庆典|晚宴|宴会)")


def guest_list(tale: Tale, cue: Cue) -> list[Participant]:
    """Return those a sentence lists before 出席, over its clauses: people by name, and states whose envoys came."""
    if cue.statement is not None:
        return []
    groups = groups_in(tale.scene, cue.clause[0], cue.trigger.start)
    then = THEN.fullmatch(tale.scene.folded, groups[-1].end, cue.trigger.start) if groups else None
    if then is None or not is_list(tale, cue.clause[0], groups):
        return []
    for low, high in reversed(cue.sentence.clauses[: cue.number]):
        earlier = groups_in(tale.scene, low, high)
        bare = OPENS.fullmatch(tale.scene.folded, low, high) is not None  # a name may not have been found
        listed = bool(earlier) and is_list(tale, low, earlier)
        if not bare and not (listed and ENDS.fullmatch(tale.scene.folded, earlier[-1].end, high)):
            break
        groups = [*earlier, *groups]
    people = [one for group in groups for one in actors(group.mentions)]
    named = [one for one in people if one.name]
    sent = envoys(tale, groups, then["rest"] or "")
    return with_role(unite([*named, *sent]), Role.ATTENDEE)


def is_list(tale: Tale, low: int, groups: Sequence[Group]) -> bool:
    """True where nothing but what joins names stands between those of a clause."""
    folded = tale.scene.folded
    if OPENS.fullmatch(folded, low, groups[0].start) is None or groups[0].prep in ("at", "source", "to", "by"):
        return False
    return all(BETWEEN.fullmatch(folded, one.end, other.start) for one, other in itertools.pairwise(groups))


def envoys(tale: Tale, groups: Sequence[Group], rest: str) -> list[Participant]:
    """Return the states whose leaders or envoys are told of without a name."""
    found: list[Participant] = []
    for group in groups:
        for mention in group.mentions:
            words = tale.scene.folded[mention.start : mention.end]
            if group is groups[-1]:
                words += rest
            at = mention.state_span
            sent = at is not None and mention.start <= at.start < mention.end  # 政府首脑 of whom the page spoke before
            if (
                mention.name is None
                and sent
                and mention.kind in SENDING
                and ENVOYS.search(words)
                and not PRIVATE.search(words)
            ):
                found += [one for one in actors([mention]) if one.state]
    return found


def gathered_at(tale: Tale, cue: Cue) -> Draft | None:
    """Return the gathering told last in plain words: for 出席仪式 a ceremony, else a conference or games."""
    ahead = "将" in tale.scene.folded[cue.clause[0] : cue.trigger.start]
    rite = RITE.match(tale.scene.folded, cue.trigger.end, cue.clause[1]) is not None
    for draft in reversed(tale.drafts):
        if draft.section != tale.section:
            return None
        if draft.status is Status.PLANNED and not ahead:
            continue
        if not draft.spoken and (is_gathering(draft) or (rite and draft.kind is Kind.CEREMONY)):
            return draft
    return None


def add_guests(tale: Tale, cue: Cue) -> bool:
    """Add a list of guests to the gathering told before; False where there is no list, or nothing they came to."""
    came = guest_list(tale, cue)
    home = len({one.state for one in came}) < 2  # 蔡奇、王毅等出席: told of the talks, whatever they spoke of
    if home and not any(one.name is None for one in came):
        return False
    gathering = gathered_at(tale, cue)
    if gathering is None:
        return False
    kept = [] if gathering.fallback else gathering.participants
    gathering.participants = unite([*kept, *came])
    gathering.fallback = False
    return True

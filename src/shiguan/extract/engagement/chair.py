"""Who chairs a session: X同Y共同主持M, M在P举行，X与Y共同主持."""

import re
from collections.abc import Sequence

from shiguan.extract.engagement.conference import gather, reaches
from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.known import is_session, join_known, known_session
from shiguan.extract.engagement.meeting import states_of, supply_state
from shiguan.extract.engagement.participant import with_role
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.who import partners, references, subjects
from shiguan.model.engagement import Kind, Mode, Participant, Role
from shiguan.model.mechanism import Mechanism

# 共同主持对话。 the session told before.
THE_SESSION = re.compile(
    r"了?(?:(?:此|本|这|该)[次届轮场]?)?(?:会议|对话|磋商|会晤|会谈|谈判|论坛|峰会|年会|活动)?(?=[，。；]|并|$)"
)
# 主持了此次活动: a session that nothing else tells of.
SOME_SESSION = re.compile(
    r"了?(?:此次|这次|本次|该|上述|这场|一场)?(?:视频|线上|虚拟)?(?:活动|会议|研讨会|对话会)(?![的室])"
)
CHAIRED_BEFORE = re.compile(r"(?:此次|本次|这次|该)(?P<word>对话|磋商|会议|峰会|论坛|谈判)")
VIRTUAL = re.compile(r"视频|线上|虚拟|视讯|在线")
NEAR = 200  # characters between a session and who is told to have chaired it


def read_chairing(tale: Tale, cue: Cue) -> list[Draft]:
    """Read X同Y共同主持M: a session of M with two chairs; a bare 主持 is mostly domestic."""
    if tale.silent(cue):
        return []
    scene = tale.scene
    mechanisms = [one for one in scene.mechanisms_in(cue.trigger.end, cue.clause[1]) if reaches(tale, cue, one)]
    named = [one for one in mechanisms if one.named]
    people = chairs(tale, cue)
    both = len(states_of(people)) > 1
    role = Role.COCHAIR if both else Role.HOST
    if not mechanisms or not mechanisms[0].named:
        told = any(is_session(one) and one.section == tale.section for one in tale.drafts)
        first = [] if told else chair_unnamed(tale, cue, people)
        if first:
            return first
    if not mechanisms:
        if THE_SESSION.match(scene.folded, cue.trigger.end) and is_near(tale, cue):
            join_known(tale, None, people, role if both else Role.ATTENDEE)
        return []
    if not both and tale.occasion is not None and not mechanisms[0].international:
        return []
    if not mechanisms[0].named:
        if is_another(tale, mechanisms[0]):
            return gather(tale, cue, mechanisms[0], with_role(people, role), "chairs")
        join_known(tale, mechanisms[0], people, role if both else Role.ATTENDEE)
        return []
    return [draft for one in named for draft in gather(tale, cue, one, with_role(people, role), "chairs")]


def chair_unnamed(tale: Tale, cue: Cue, people: Sequence[Participant]) -> list[Draft]:
    """Read A国外长和B国外长主持了此次活动, 此次对话于21日举行，A与B共同主持: two sides in the chair."""
    folded = tale.scene.folded
    if len(states_of(people)) < 2:
        return []
    meant = CHAIRED_BEFORE.search(folded, cue.sentence.start, cue.trigger.start)
    named = next(
        (
            one
            for one in reversed(tale.scene.mechanisms_in(max(0, cue.sentence.start - 300), cue.sentence.start))
            if one.named and meant is not None and one.name.endswith(meant.group("word"))
        ),
        None,
    )
    if named is not None and len(states_of(people) | set(named.states)) == 2:
        return gather(tale, cue, named, with_role(people, Role.COCHAIR), "chairs")
    if SOME_SESSION.match(folded, cue.trigger.end, cue.clause[1]) is None:
        return []
    before = folded.rfind("\n", 0, max(0, cue.sentence.start - 1)) + 1
    mode = Mode.VIDEO if VIRTUAL.search(folded, before, cue.sentence.end) else Mode.IN_PERSON
    rule = "engagement/conference/chaired"
    return [tale.add(cue, Kind.CONFERENCE, mode, with_role(people, Role.COCHAIR), rule)]


def chairs(tale: Tale, cue: Cue) -> list[Participant]:
    """Return who chairs: the subject and its partners, else those who 双方 stands for."""
    people = [*subjects(tale, cue), *partners(tale, cue)]
    if len(states_of(people)) < 2:
        people = references(tale, cue, cue.clause[0], cue.trigger.start) or people
    return supply_state(tale, cue, unite(people))


def is_near(tale: Tale, cue: Cue) -> bool:
    """True where what was told last is no paragraph away."""
    return tale.latest is not None and 0 <= cue.trigger.start - tale.latest.trigger.end <= NEAR


def is_another(tale: Tale, mechanism: Mechanism) -> bool:
    """True for 第十五次会议 where the page has told of the sixteenth."""
    known = known_session(tale, mechanism)
    told = mechanism.round.value if mechanism.round is not None else None
    return known is not None and told is not None and known.round is not None and known.round != told

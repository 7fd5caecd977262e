"""Who chairs a session: X同Y共同主持M, M在P举行，X与Y共同主持."""

import re

from shiguan.extract.engagement.conference import gather, reaches
from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.known import join_known, known_session
from shiguan.extract.engagement.meeting import states_of, supply_state
from shiguan.extract.engagement.participant import with_role
from shiguan.extract.engagement.tale import Cue, Tale
from shiguan.extract.engagement.who import partners, references, subjects
from shiguan.model.engagement import Participant, Role
from shiguan.model.mechanism import Mechanism

# 共同主持对话。 the session told before.
THE_SESSION = re.compile(
    r"了?(?:(?:此|本|这|该)[次届轮场]?)?(?:会议|对话|磋商|会晤|会谈|谈判|论坛|峰会|年会|活动)?(?=[，。；]|并|$)"
)
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

"""Participants made from others: the state somebody stands for, the same people in a role, the speaker of words."""

from collections.abc import Iterable

import msgspec

from shiguan.model.engagement import Participant, Role
from shiguan.model.mechanism import Mechanism
from shiguan.model.statement import Speaker


def as_side(one: Participant) -> Participant:
    """Return the state a participant stands for."""
    return msgspec.structs.replace(one, name=None, office=None, role=Role.PARTICIPANT)


def with_role(participants: Iterable[Participant], role: Role) -> list[Participant]:
    """Return the participants with a role."""
    return [msgspec.structs.replace(one, role=role) for one in participants]


def from_speaker(speaker: Speaker) -> Participant:
    """Return the speaker of a statement as one who takes part."""
    return Participant(
        name=speaker.name,
        office=speaker.office,
        state=speaker.state,
        role=Role.PARTICIPANT,
        start=speaker.start,
        end=speaker.end,
        cited=speaker.cited,
    )


def side(mechanism: Mechanism, state: str) -> Participant:
    """Return a side that the mechanism's own name holds."""
    return Participant(
        name=None,
        office=None,
        state=state,
        role=Role.PARTICIPANT,
        start=mechanism.spans[0].start,
        end=mechanism.spans[-1].end,
    )

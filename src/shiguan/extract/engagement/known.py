"""A session the page has told of, spoken of again: 会议, 上一轮磋商, 下一次会议."""

from collections.abc import Sequence

import msgspec

from shiguan.extract.engagement.draft import Draft, unite
from shiguan.extract.engagement.participant import as_side, with_role
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.travel import SESSIONS
from shiguan.model.engagement import Kind, Participant, Role, Status
from shiguan.model.mechanism import Mechanism, Order

BILATERAL = 2  # sides in a name that tell whose sessions they are


def known_session(tale: Tale, mechanism: Mechanism) -> Draft | None:
    """Return the session told last that 上一轮磋商 refers to: its name ends in the same word.

    The next session, told of in passing (由中国于2027年主办第三届峰会), is not what 峰会 means afterwards.
    """
    before_last = mechanism.round is not None and mechanism.round.order is Order.PREVIOUS
    if mechanism.named and not before_last:
        return None
    word = mechanism.name if mechanism.named else mechanism.name[-2:]
    known = [
        draft
        for draft in reversed(tale.drafts[-50:])
        if draft.mechanism is not None and draft.mechanism.value.endswith(word)
    ]
    return next((draft for draft in known if draft.status is not Status.PLANNED), known[0] if known else None)


def told_of(tale: Tale, mechanism: Mechanism) -> Mechanism:
    """Return what 第三次对话 is a session of where the page has named the mechanism and told of no session yet."""
    if mechanism.named or mechanism.round is None or mechanism.round.value is None:
        return mechanism
    if known_session(tale, mechanism) is not None:
        return mechanism
    before = tale.scene.mechanisms_in(0, mechanism.start)
    meant = next((one for one in reversed(before) if one.named and one.name.endswith(mechanism.name[-2:])), None)
    if meant is None or len(meant.states) < BILATERAL:
        return mechanism
    return msgspec.structs.replace(
        mechanism,
        name=meant.name,
        spans=meant.spans,
        states=meant.states,
        gathering=meant.gathering,
        international=meant.international,
        named=True,
    )


def join_known(
    tale: Tale, mechanism: Mechanism | None, people: Sequence[Participant], role: Role = Role.ATTENDEE
) -> None:
    """Add people to the session of the section that 论坛, 会议 refers to."""
    if tale.latest is None:
        return
    fits = is_gathering if role is Role.ATTENDEE else is_session
    last = next((one for one in reversed(tale.drafts) if fits(one) and one.section == tale.section), None)
    if last is None or last.mechanism is None:
        if role is Role.ATTENDEE and mechanism is None and tale.occasion is not None and len(people) < 9:
            tale.occasion.participants = unite(
                [*tale.occasion.participants, *with_role([one for one in people if one.name], Role.ATTENDEE)]
            )
        return
    named = [one for one in people if one.name]
    if named and (
        mechanism is None or mechanism.name in ("会议", "大会") or last.mechanism.value[-2:] == mechanism.name[-2:]
    ):
        kept = [] if last.fallback and is_gathering(last) else last.participants
        last.participants = unite([*kept, *with_role(named, role)])
        last.fallback = False


def is_gathering(draft: Draft) -> bool:
    """True for a conference and for games."""
    return draft.kind is Kind.CONFERENCE or draft.sort == "games"


def is_session(draft: Draft) -> bool:
    """True for what can be chaired."""
    return draft.kind in SESSIONS


def leave_open(draft: Draft, known: Draft | None = None) -> None:
    """Leave open who comes to a session of which only both sides' wish to hold it is told: 双方商定明年举行第七轮.

    Of those who met this time the sides remain.
    """
    low, _ = draft.sentence
    elsewhere = all(one.start < low for one in draft.participants)
    if draft.status is not Status.PLANNED or draft.kind is not Kind.CONSULTATION or not elsewhere:
        return
    if known is None and draft.round is None:
        return
    sides = {one.state: as_side(one) for one in reversed(draft.participants) if one.state}
    if len(sides) > 1:
        draft.participants = [msgspec.structs.replace(one, cited={}) for one in reversed(sides.values())]

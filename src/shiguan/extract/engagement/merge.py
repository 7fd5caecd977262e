"""One real event, one engagement: what a page says of it in several places is put together at the end."""

import functools
from collections.abc import Sequence

from shiguan.extract.engagement.draft import Draft, same_person, unite
from shiguan.extract.engagement.gathering import cities_in
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Status

# A page of thousands of engagements is a chronicle: what is told again stands near.
COMPARED = 250


def merge(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts with those of one event united; the first told, or the one told outright, is the anchor."""
    kept: list[Draft] = []
    for draft in drafts:
        near = kept[-COMPARED:]
        same = next((other for other in near if same_event(other, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            absorb(same, draft)
    return kept


def same_event(left: Draft, right: Draft) -> bool:
    """True where kind, people, mechanism, round and date may be those of one event."""
    if left.kind is not right.kind or (
        left.status is not right.status and not (left.spoken or right.spoken or left.section == right.section)
    ):
        return False
    if left.round is not None and right.round is not None and left.round != right.round:
        return False
    if {left.status, right.status} == {Status.POSTPONED, Status.HELD}:
        return False  # put off, and held in the end
    if left.sort != right.sort:
        return False
    numbered = left.round is not None and left.round == right.round
    if numbered and left.mechanism is not None and right.mechanism is not None:
        return alike(left.mechanism.value, right.mechanism.value)
    if not dates_agree(left, right):
        return False
    if left.mechanism is not None and right.mechanism is not None:
        return alike(left.mechanism.value, right.mechanism.value)
    if left.kind is Kind.CONFERENCE:
        return False
    if left.kind is Kind.MESSAGE and not same_sender(left, right):
        return False
    return same_people(left, right)


@functools.cache
def whole_states() -> frozenset[str]:
    """Return the names of states, less exact as places than cities."""
    return frozenset(row["word"] for row in tables.rows("states") if row["form"] in ("full", "alias"))


def dates_agree(left: Draft, right: Draft) -> bool:
    """True where neither date rules out the other."""
    if left.date is None or right.date is None:
        if (
            left.kind is Kind.MEETING
            and (left.spoken or right.spoken)
            and (left.date is None) is not (right.date is None)
        ):
            return left.section == right.section and left.spoken is right.spoken
        return True
    one, other = left.date.value, right.date.value
    if one == other or one.startswith(other) or other.startswith(one):
        return True
    return within(one, other) or within(other, one)


def within(day: str, interval: str) -> bool:
    """True where a day lies in an interval."""
    if "/" not in interval or "/" in day:
        return False
    start, _, end = interval.partition("/")
    return bool(start) and bool(end) and start[: len(day)] <= day <= end


def alike(left: str, right: str) -> bool:
    """True for a name and its shorter form, with the city of the session or without: 中非合作论坛(北京)峰会."""
    if left in right or right in left:
        return True
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return any(longer.replace(city, "", 1) == shorter for city in cities_in(longer))


def same_sender(left: Draft, right: Draft) -> bool:
    """True where one of the main participants of both is the same in the first place."""
    if not left.participants or not right.participants:
        return False
    one, other = left.participants[0], right.participants[0]
    if one.name and other.name:
        return same_person(one.name, other.name)
    return one.state == other.state


def same_people(left: Draft, right: Draft) -> bool:
    """True where everybody in the smaller draft is also in the larger: by name, or by state for a bare one."""
    smaller, larger = sorted((left, right), key=lambda draft: len(draft.main))
    if not smaller.main:
        return False
    for one in smaller.main:
        if one.name:
            named = any(other.name and same_person(one.name, other.name) for other in larger.participants)
            bare = any(other.name is None and other.state == one.state and one.state for other in larger.participants)
            if not named and not bare:
                return False
        elif not any(other.state == one.state for other in larger.participants):
            return False
    return True


def absorb(anchor: Draft, draft: Draft) -> None:
    """Put what a second telling adds into the first."""
    if anchor.fallback and not draft.fallback:
        anchor.participants, anchor.fallback = draft.participants, False
    elif anchor.fallback is draft.fallback:
        anchor.participants = unite([*anchor.participants, *draft.participants])
    if anchor.date is None or (
        draft.date is not None
        and not draft.spoken
        and len(draft.date.value) > len(anchor.date.value)
        and "/" not in draft.date.value
    ):
        anchor.date = draft.date or anchor.date
    if anchor.place is None or (
        draft.place is not None
        and anchor.kind is Kind.CONFERENCE
        and anchor.place.value in whole_states()
        and draft.place.value not in whole_states()
    ):
        anchor.place = draft.place or anchor.place
    if anchor.mechanism is None:
        anchor.mechanism = draft.mechanism
    if anchor.round is None:
        anchor.round, anchor.round_span = draft.round, draft.round_span
    anchor.mode = anchor.mode or draft.mode
    if not anchor.outlets:
        anchor.outlets, anchor.via = draft.outlets, draft.via
    taken_place = draft.status is Status.HELD and draft.section == anchor.section and not draft.spoken
    still_ahead = draft.status is Status.PLANNED and awaits(anchor)
    if still_ahead or (anchor.status is Status.PLANNED and taken_place):
        anchor.status, anchor.status_span = draft.status, draft.status_span


def awaits(draft: Draft) -> bool:
    """True for what guests have come for (来华出席M的X), of which nothing tells that it has begun."""
    unmarked = draft.rule.endswith("attends") and draft.status_span is None
    return (
        draft.kind is Kind.CONFERENCE and unmarked and (draft.date is None or len(draft.date.value) < len("2024-05-01"))
    )

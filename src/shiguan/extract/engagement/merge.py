"""One real event, one engagement: what a page says of it in several places is put together at the end."""

import functools
import re
from collections.abc import Sequence
from datetime import date

from shiguan.extract.engagement.draft import Draft, same_person, unite
from shiguan.extract.engagement.gathering import cities_in
from shiguan.grammar.fold import fold
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Status

EUROPEAN = re.compile(r"^(?:欧洲联盟|欧洲|欧盟)(?:首脑|领导人|特别|紧急|视频)*峰会$")
# A page of thousands of engagements is a chronicle: what is told again stands near.
COMPARED = 250


def merge(drafts: Sequence[Draft], published: date | None = None) -> list[Draft]:
    """Return the drafts with those of one event united; the first told, or the one told outright, is the anchor."""
    kept: list[Draft] = []
    for draft in drafts:
        near = kept[-COMPARED:]
        same = next((one for one in near if same_event(one, draft) and not is_long_past(one, draft, published)), None)
        if same is None:
            kept.append(draft)
        else:
            absorb(same, draft)
    return without_sessions(kept)


def is_long_past(first: Draft, second: Draft, published: date | None) -> bool:
    """True where talks of bare states without a date, which are of now, come before talks of a year long past."""
    if published is None or first.kind is not Kind.MEETING or first.date is not None or second.date is None:
        return False
    year = second.date.value[:4]
    bare = not any(one.name for one in first.participants) and any(one.name for one in second.participants)
    return bare and year.isdigit() and int(year) < published.year - 1


def without_sessions(drafts: list[Draft]) -> list[Draft]:
    """Return the drafts, a consultation that the page also calls a meeting told once: 部长级磋商, 这次会谈."""
    sessions = [draft for draft in drafts if draft.kind is Kind.CONSULTATION and len(draft.states) == 2]
    kept = []
    for draft in drafts:
        held = draft.kind is Kind.MEETING and next((one for one in sessions if is_session(one, draft)), None)
        if held:
            absorb(held, draft)
        else:
            kept.append(draft)
    return kept


def is_session(session: Draft, meeting: Draft) -> bool:
    """True where a meeting is of the sides, the day and the people of a session, and told in a sentence of its own."""
    if session.states != meeting.states or session.sentence == meeting.sentence:
        return False
    if session.status is not meeting.status or session.mode is not meeting.mode is not None:
        return False
    people = [one.name for one in meeting.main if one.name]
    if not people:
        return meeting.date is None or dates_agree(session, meeting)
    known = [one.name for one in session.main if one.name]
    together = len(people) > 2 and meeting.rule.endswith("/talks")  # ministers of two offices on each side
    all_known = all(any(same_person(one, other) for other in known) for one in people)
    return together and (all_known or not known) and dates_agree(session, meeting)


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
    if left in right or right in left or plain_summit(left) == plain_summit(right):
        return True
    longer, shorter = (left, right) if len(left) > len(right) else (right, left)
    return any(longer.replace(city, "", 1) == shorter for city in cities_in(longer))


def plain_summit(name: str) -> str:
    """Return the name of a summit of the European Union in its plain form: 欧洲首脑峰会, 欧盟特别峰会 are 欧盟峰会."""
    return EUROPEAN.sub("欧盟峰会", fold(name))


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

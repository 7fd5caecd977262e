"""An engagement while it grows."""

from collections.abc import Iterable, Sequence

import msgspec

from shiguan.model.engagement import Engagement, Kind, Mode, Participant, Role, Status
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span


class Value(msgspec.Struct, frozen=True):
    """A value and the characters that say it."""

    value: str
    spans: tuple[Span, ...]


class Draft(msgspec.Struct):
    """What is known so far of one engagement; each value with its spans."""

    kind: Kind
    status: Status
    mode: Mode | None
    trigger: Span
    sentence: tuple[int, int]
    section: int
    rule: str
    participants: list[Participant]
    status_span: Span | None = None
    mode_span: Span | None = None
    date: Value | None = None
    told: Value | None = None  # the day of the tale, where `date` is less exact than that
    place: Value | None = None
    mechanism: Value | None = None
    round: int | None = None
    round_span: Span | None = None
    via: Value | None = None
    outlets: tuple[str, ...] = ()
    spoken: bool = False
    sort: str = ""  # of a ceremony: 仪式, 宴会
    fallback: bool = (
        False  # nobody is named: the sides stand in the name of the mechanism, or the host is where it is held
    )

    @property
    def states(self) -> set[str]:
        """The states that take part."""
        return {participant.state for participant in self.participants if participant.state}

    @property
    def main(self) -> list[Participant]:
        """The participants without attendees."""
        return [participant for participant in self.participants if participant.role is not Role.ATTENDEE]


def same_person(left: str, right: str) -> bool:
    """True for a name and its short form: 克里斯托弗·拉克森, 拉克森."""
    return left == right or (len(left) > 1 and right.endswith(left)) or (len(right) > 1 and left.endswith(right))


def participants_of(mentions: Iterable[Mention], role: Role = Role.PARTICIPANT) -> list[Participant]:
    """Return what mentions bring to an engagement: a person by name, else one participant for each state."""
    found: list[Participant] = []
    for mention in mentions:
        cited: dict[str, tuple[Span, ...]] = {}
        title, title_span = whole_title(mention)
        if title_span:
            cited["office"] = (title_span,)
        if mention.state_span:
            cited["state"] = (mention.state_span,)
        if mention.kind is MentionKind.PERSON and mention.name_span:
            found.append(
                Participant(
                    name=mention.name,
                    office=title,
                    state=mention.states[0] if mention.states else None,
                    role=role,
                    start=mention.name_span.start,
                    end=mention.name_span.end,
                    cited=cited,
                )
            )
            continue
        office = title if mention.kind in (MentionKind.ROLE, MentionKind.GROUP) else None
        for state in mention.states:
            found.append(
                Participant(
                    name=None, office=office, state=state, role=role, start=mention.start, end=mention.end, cited=cited
                )
            )
    return found


def whole_title(mention: Mention) -> tuple[str | None, Span | None]:
    """Return the office with the body right before it: 安全会议|秘书, 中央外办|主任; a spokesperson's stays alone."""
    office, body = mention.office_span, mention.organisation_span
    if mention.office is None or mention.organisation is None or office is None or body is None:
        return mention.office, office
    if body.end != office.start or mention.office.endswith(("发言人", "發言人")):
        return mention.office, office
    return mention.organisation + mention.office, Span(body.start, office.end)


def unite(participants: Sequence[Participant]) -> list[Participant]:
    """Return the participants without repeats: a person once, a state only where nobody of it is named."""
    kept: list[Participant] = []
    for one in participants:
        same = next(
            (
                index
                for index, other in enumerate(kept)
                if one.name and other.name and same_person(one.name, other.name)
            ),
            None,
        )
        if same is not None:
            kept[same] = richer(kept[same], one)
        else:
            kept.append(one)
    named = {one.state for one in kept if one.name and one.role is not Role.ATTENDEE}
    offices = {one.state for one in kept if not one.name and one.office}
    done: list[Participant] = []
    for one in kept:
        if one.name is None:
            if one.state in named and one.state is not None:
                continue
            if one.office is None and one.state in offices:
                continue
            if any(other.name is None and (other.state, other.office) == (one.state, one.office) for other in done):
                continue
        done.append(one)
    return done


def richer(left: Participant, right: Participant) -> Participant:
    """Return one person with what either mention tells: the longer name, office and state where known."""
    best, other = (left, right) if len(left.name or "") >= len(right.name or "") else (right, left)
    cited = dict(best.cited)
    office, state = best.office, best.state
    if left.office and best is right:
        office, cited = left.office, {**cited, "office": left.cited.get("office", ())}
    if office is None and other.office:
        office, cited["office"] = other.office, other.cited.get("office", ())
    if state is None and other.state:
        state, cited["state"] = other.state, other.cited.get("state", ())
    role = left.role if left.role is not Role.PARTICIPANT else right.role
    return msgspec.structs.replace(
        best, office=office, state=state, role=role, cited={key: spans for key, spans in cited.items() if spans}
    )


def finish(text: str, draft: Draft) -> Engagement:
    """Return the engagement that a draft has become."""
    start, end = evidence_bounds(draft)
    trigger = (draft.trigger,)
    cited: dict[str, tuple[Span, ...]] = {
        "kind": trigger,
        "status": (draft.status_span,) if draft.status_span else trigger,
    }
    if draft.mode is not None:
        cited["mode"] = (draft.mode_span,) if draft.mode_span else trigger
    for name, value in (
        ("date", draft.date),
        ("place", draft.place),
        ("mechanism", draft.mechanism),
        ("via", draft.via),
    ):
        if value is not None:
            cited[name] = value.spans
    if draft.round is not None and draft.round_span is not None:
        cited["round"] = (draft.round_span,)
    return Engagement(
        kind=draft.kind,
        status=draft.status,
        mode=draft.mode,
        date=draft.date.value if draft.date else None,
        place=draft.place.value if draft.place else None,
        mechanism=draft.mechanism.value if draft.mechanism else None,
        round=draft.round,
        participants=tuple(draft.participants),
        via=draft.outlets,
        evidence=text[start:end],
        start=start,
        end=end,
        cited=cited,
        rule=draft.rule,
    )


def evidence_bounds(draft: Draft) -> tuple[int, int]:
    """Return the stretch of the trigger's sentence from the first to the last of what it says of the engagement."""
    low, high = draft.sentence
    spans = [draft.trigger]
    spans += [Span(one.start, one.end) for one in draft.participants]
    for value in (draft.mechanism, draft.place, draft.date):
        if value is not None:
            spans += value.spans
    inside = [span for span in spans if low <= span.start and span.end <= high] or [draft.trigger]
    return min(span.start for span in inside), max(span.end for span in inside)

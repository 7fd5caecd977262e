"""Who met whom, when, where, in which round."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Cited


class Kind(StrEnum):
    """What was done together."""

    MEETING = "meeting"
    CALL = "call"
    VISIT = "visit"
    CONSULTATION = "consultation"
    CONFERENCE = "conference"
    SIGNING = "signing"
    MESSAGE = "message"
    CEREMONY = "ceremony"
    OTHER = "other"


class Status(StrEnum):
    """Whether it took place, as far as the page says."""

    HELD = "held"
    PLANNED = "planned"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """How the sides were together."""

    IN_PERSON = "in_person"
    VIDEO = "video"
    PHONE = "phone"
    WRITTEN = "written"


class Role(StrEnum):
    """The part a participant played."""

    HOST = "host"
    GUEST = "guest"
    COCHAIR = "cochair"
    ATTENDEE = "attendee"
    SENDER = "sender"
    RECIPIENT = "recipient"
    PARTICIPANT = "participant"


class Participant(msgspec.Struct, frozen=True, kw_only=True):
    """A person with office and state, or a side as such (name None). The span covers the name or the side's words."""

    name: str | None
    office: str | None
    state: str | None
    role: Role
    start: int
    end: int
    cited: Cited = {}  # office, state, where they stand elsewhere than the span


class Engagement(msgspec.Struct, frozen=True, kw_only=True):
    """One real event between at least two sides, as one page tells it. The span covers `evidence`."""

    kind: Kind
    status: Status
    mode: Mode | None
    date: str | None  # EDTF
    place: str | None
    mechanism: str | None
    round: int | None
    participants: tuple[Participant, ...]
    via: tuple[str, ...]
    evidence: str
    start: int
    end: int
    cited: Cited
    rule: str

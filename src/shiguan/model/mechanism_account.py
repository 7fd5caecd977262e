"""What a page tells of a standing mechanism itself, apart from its sessions."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Cited


class Cadence(StrEnum):
    """How often a mechanism meets, as told."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"  # also 每年两次
    YEARLY = "yearly"
    TWO_YEARLY = "two_yearly"
    THREE_YEARLY = "three_yearly"
    FOUR_YEARLY = "four_yearly"
    FIVE_YEARLY = "five_yearly"
    IRREGULAR = "irregular"  # 不定期


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a mechanism; None where nothing is.

    `cadence_text`, `usual_time`, `level`, `hosting` and `parent` are the words as written.
    `founded`, `first_held` and `postponed` are EDTF; `postponed` is when a session was meant that was put off.
    """

    name: str
    founded: str | None = None
    founders: tuple[str, ...] = ()
    cadence: Cadence | None = None
    cadence_text: str | None = None
    usual_time: str | None = None
    hosting: str | None = None
    level: str | None = None
    parent: str | None = None
    rounds_held: int | None = None
    first_held: str | None = None
    postponed: str | None = None


class MechanismAccount(Told, frozen=True, kw_only=True):
    """What one paragraph tells of one mechanism; what it tells a second time otherwise is an account of its own.

    The span covers the name where the account begins with it. `name` is as written, without the number of a session and
    without 机制 behind 磋商, 会晤 and the like, so that it is the name an engagement bears. Where the paragraph
    says only 该机制, name and span are those of the mechanism named before.
    """

    states: tuple[str, ...]
    start: int
    end: int
    cited: Cited
    rule: str

"""A standing series of meetings and its sessions."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Span


class Order(StrEnum):
    """How a session is counted."""

    NUMBER = "number"  # 第十六轮, 首届
    PREVIOUS = "previous"  # 上一轮
    NEXT = "next"  # 下一轮


class Round(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """第十六轮: which session of a series; `value` is None where only its place in the order is told (上一轮)."""

    start: int
    end: int
    value: int | None
    order: Order
    rule: str


class Gathering(StrEnum):
    """What sort of sessions a mechanism has."""

    CONSULTATION = "consultation"
    CONFERENCE = "conference"


class Mechanism(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A mechanism where it is named. The span covers name and number; `name` leaves the number out, `spans` say it.

    `states` are the sides that the name itself holds (中俄战略安全磋商: CN, RU). `named` is False for 此次峰会, 论坛:
    a session already spoken of. `international` is False for what may well be a domestic meeting.
    """

    start: int
    end: int
    name: str
    spans: tuple[Span, ...]
    gathering: Gathering
    round: Round | None
    states: tuple[str, ...]
    named: bool
    international: bool
    rule: str

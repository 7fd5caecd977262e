"""What a page says against what it says elsewhere."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Span


class CheckKind(StrEnum):
    """Which arithmetic was done."""

    SUM = "sum"
    GROWTH = "growth"
    ROUND = "round"
    ANNIVERSARY = "anniversary"
    WEEKDAY = "weekday"


class Check(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of arithmetic inside a page: whether it holds, in words, and the stretches it compares."""

    kind: CheckKind
    holds: bool
    says: str
    items: tuple[str, ...]
    spans: tuple[Span, ...]

"""A figure while it is being read: what later clauses may still add."""

import msgspec

from shiguan.model.figure import ChangeBasis
from shiguan.model.quantity import Quantity
from shiguan.model.span import Span
from shiguan.model.timex import Timex


class Draft(msgspec.Struct):
    """One figure to be: its number, the spans of its measure, its period, the change told of it."""

    quantity: Quantity
    measure: list[Span]
    rule: str
    sentence: int
    value: int | float
    clause: tuple[int, int]
    is_rate: bool = False
    time: Timex | None = None
    period: str | None = None
    compared: bool = False  # 上月的99亿美元: what another figure is compared with
    change: int | float | None = None
    change_span: Span | None = None
    basis: ChangeBasis | None = None
    basis_span: Span | None = None

"""A number with its unit and what it counts."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Cited


class ChangeBasis(StrEnum):
    """What a change is measured against."""

    YEAR_ON_YEAR = "year_on_year"
    MONTH_ON_MONTH = "month_on_month"


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A measured number. `value` is in the unit itself (亿 and 万 multiplied out); the span covers `text`."""

    measure: str | None
    about: tuple[str, ...]
    text: str
    value: int | float
    unit: str | None
    period: str | None  # EDTF
    change_percent: int | float | None
    change_basis: ChangeBasis | None
    via: tuple[str, ...]
    start: int
    end: int
    cited: Cited
    rule: str

"""A time mention."""

import msgspec


class Timex(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A stretch of text that names a date, part of a date, or a period of dates.

    `value` is EDTF, or None where no calendar value follows (近日). `rule` is the path of the rule that read it.
    """

    text: str
    value: str | None
    start: int
    end: int
    mod: str | None = None  # TIMEX3 mod: START, MID, END, APPROX, BEFORE, AFTER
    rule: str

"""A session that is expected and not yet announced for a day."""

import msgspec


class Ahead(msgspec.Struct, frozen=True, kw_only=True):
    """The next session of a mechanism: from when to when it is expected, and on what that rests.

    Days are ordinals. `basis` is announced (for a month or year), intervals, cadence or put_off; `intervals` are the
    days between the sessions held; `after` is the last of these.
    """

    key: str
    mechanism: str
    round: int | None
    first: int
    middle: int
    last: int
    basis: str
    intervals: tuple[int, ...]
    host: str | None
    after: int

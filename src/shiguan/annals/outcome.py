"""What became of pages that were to be entered."""

import msgspec


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch: the pages newly entered, those that stood already, the faults of the others."""

    entered: tuple[str, ...]
    known: int
    faults: tuple[str, ...]
    title: str | None

"""What became of pages that were to be entered, or read again."""

from enum import StrEnum
from typing import Any

import msgspec


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch: the pages newly entered, those that stood already, the faults of the others."""

    entered: tuple[str, ...]
    known: int
    faults: tuple[str, ...]
    title: str | None


class What(StrEnum):
    """What became of an item."""

    APPEARED = "appeared"
    VANISHED = "vanished"
    CHANGED = "changed"


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One item, or the page itself, that is read otherwise now.

    `fields` holds what changed, as it was and as it is; `heir` is what stands in the place of what vanished.
    """

    page: str
    kind: str  # engagement, statement, figure, mechanism, page
    id: str
    what: What
    words: str = ""
    fields: dict[str, tuple[Any, Any]] = {}
    heir: str | None = None


class Reread(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a batch: how many pages were read again, what they say otherwise, which cannot be read now."""

    pages: int
    changes: tuple[Change, ...]
    faults: tuple[str, ...]

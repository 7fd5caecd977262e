"""Which item of a page takes the place of one that is no longer read there."""

from collections.abc import Iterable

import msgspec

from shiguan.model.span import Span


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An engagement, statement or figure as far as it matters where it stands and what it is."""

    id: str
    kind: str
    span: Span
    words: str  # as written


def heir(gone: Item, there: Iterable[Item]) -> str | None:
    """Return the item that has the same words, else the one that overlaps most; of several, one of the same kind.

    None where none does. The order of `there` plays no part.
    """
    found = sorted((-likeness(gone, one), one.id) for one in there)
    return found[0][1] if found and found[0][0] < 0 else None


def likeness(gone: Item, item: Item) -> float:
    """Return how far an item is the one that is gone: 0 where they have nothing in common."""
    shared = min(gone.span.end, item.span.end) - max(gone.span.start, item.span.start)
    covered = max(gone.span.end, item.span.end) - min(gone.span.start, item.span.start)
    place = max(0, shared) / covered if covered else 1.0
    if gone.words == item.words:
        place = 1 + place  # the page has shifted
    return place and place + (0.5 if gone.kind == item.kind else 0)

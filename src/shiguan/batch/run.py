"""Read many inputs into one place, each once: what is done stays done, what failed is read again by the next run."""

from collections.abc import Iterator, Sequence
from functools import partial

import msgspec

from shiguan.batch.engine import Engine, Lost
from shiguan.batch.part import Note, Order, done_before, read_part
from shiguan.batch.place import sources_of
from shiguan.errors import CaptureError


class End(msgspec.Struct, frozen=True):
    """What became of a part; `known` tells that an earlier run had done it."""

    what: Note | Lost
    known: bool = False


def batch(names: Sequence[str], order: Order, engine: Engine) -> Iterator[End]:
    """Yield what became of each part: of names that stand for nothing, of what was done before, of what is read now."""
    sources: dict[str, None] = {}
    for name in names:
        try:
            sources.update(dict.fromkeys(sources_of(name)))
        except CaptureError as error:
            yield End(Lost(name, str(error)))
    left = []
    for source in sources:
        note = done_before(source, order)
        if note is None:
            left.append(source)
        else:
            yield End(note, known=True)
    if left:
        yield from map(End, engine(left, partial(read_part, order=order)))

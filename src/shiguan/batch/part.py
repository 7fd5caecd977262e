"""One part of the work: an input read from beginning to end, its readings written, and a note that it is done.

The note comes last. A part without one is read again, whatever of it stands, and puts the same files in the same
places; so a worker may die at any moment, or two may read one part: nothing is lost and nothing is there twice.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice

import msgspec

from shiguan.annals.entry import Entry, entries_of
from shiguan.batch.place import Place, opened, state_of
from shiguan.batch.table import Months
from shiguan.errors import ShiguanError
from shiguan.intake.source import Intake, Source
from shiguan.intake.tally import Tally
from shiguan.model.raw import Raw
from shiguan.model.reading import Versions
from shiguan.versions import versions

AT_ONCE = 64  # pages
MOST_FAULTS = 200  # that a note tells in words


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of every part: where readings go, and whether the filter holds back what cannot be diplomacy."""

    to: str
    input: str = "auto"
    filtered: bool | None = None


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a part: what was read, as it was then, by which versions, and what came of it."""

    source: str
    state: str
    order: Order
    versions: Versions
    pages: int
    failed: int
    faults: tuple[str, ...]  # the first of those that failed
    passed: dict[str, int]


def part_id(source: str) -> str:
    """Return by what the files of a part are known: twelve hex digits of its address."""
    return hashlib.sha256(source.encode()).hexdigest()[:12]


def note_file(source: str) -> str:
    """Return where the note of a part stands."""
    return f"_done/{part_id(source)}.json"


def done_before(source: str, order: Order) -> Note | None:
    """Return the note of a part that need not be read again: same input, same order, same versions."""
    written = Place(order.to).read(note_file(source))
    if written is None:
        return None
    try:
        note = msgspec.json.decode(written, type=Note)
        same = (note.source, note.order, note.versions) == (source, order, versions())
        return note if same and note.state == state_of(source) else None
    except (msgspec.MsgspecError, OSError):
        return None


def read_part(source: str, order: Order) -> Note:
    """Read one part and return its note. Raises OSError where the input, or the place for readings, fails."""
    place = Place(order.to)
    place.remove(note_file(source))
    place.remove(f"month=*/{part_id(source)}.parquet")
    tally, state = Tally(), state_of(source)
    faults: list[str] = []
    with opened(source) as stream, Months(place, part_id(source)) as months:
        intake = Intake(Source(pages=(source,), input=order.input, filtered=order.filtered), tally)
        for some in portions(intake.named(stream, source)):
            read = entries_of(some)
            months.add(one for one in read if isinstance(one, Entry))
            faults += [str(one) for one in read if isinstance(one, ShiguanError)]
    note = Note(
        source=source,
        state=state,
        order=order,
        versions=versions(),
        pages=months.rows,
        failed=len(faults),
        faults=tuple(faults[:MOST_FAULTS]),
        passed={str(why): count for why, count in sorted(tally.passed.items())},
    )
    with place.writing(note_file(source)) as out:
        out.write(msgspec.json.format(msgspec.json.encode(note)))
    return note


def portions(pages: Iterable[Raw | ShiguanError]) -> Iterator[list[Raw | ShiguanError]]:
    """Yield pages some at a time."""
    source = iter(pages)
    while some := list(islice(source, AT_ONCE)):
        yield some

"""Whether entering a page costs more the longer the register is: `python -m benchmarks.write --folder F 10 50 100`.

The articles of the corpus are read once, kept in the folder, and entered again and again by day, each time as the pages
of another 400 years: other ids, other days, sketches that no other round's resemble. So all rounds tell the same and no
round tells of another's events; what differs between the first and the last is the length of the register alone. A turn
is the whole corpus, so what the turns cost may be set side by side. The numbers are the thousands of pages at which the
curve is printed; figures are of processor time, that of the system included, and by what the time was spent on.
"""

import argparse
import contextlib
import hashlib
import json
import re
import resource
import sys
import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.growth import CORPUS, load
from shiguan.annals.entry import Entry, entries_of, pack_entry
from shiguan.annals.gather import CHUNK, READY_BATCH, Chunk, enter_batch
from shiguan.annals.register import open_register
from shiguan.merge.copy import HEAD, SLOTS, bands
from shiguan.model.account import Account
from shiguan.model.raw import Raw, RawKind
from shiguan.register.store import Row, Store

YEARS = 400  # after which the calendar is the same again
DAYS = 146_097
YEAR = re.compile(r"\d{4}")
UNPACK = msgspec.msgpack.Decoder(Entry)
KEPT = "entries.bin"
LENGTH = 4


class Timed(Store, frozen=True):
    """A store that notes the processor time of each statement by its first words."""

    spent: dict[str, float] = msgspec.field(default_factory=dict)

    @contextlib.contextmanager
    def noted(self, sql: str) -> Iterator[None]:
        """Note the time of what is done within."""
        began = time.process_time()
        try:
            yield
        finally:
            name = " ".join(sql.split()[:12])[:70]
            self.spent[name] = self.spent.get(name, 0.0) + time.process_time() - began

    def run(self, sql: str, arguments: Sequence[object] = ()) -> None:
        """Run one statement."""
        with self.noted(sql):
            super().run(sql, arguments)

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of arguments."""
        given = list(rows)
        with self.noted(sql):
            super().run_many(sql, given)

    def rows(self, sql: str, arguments: Sequence[object] = ()) -> list[Row]:
        """Return all rows of an answer."""
        with self.noted(sql):
            return super().rows(sql, arguments)


def main() -> int:
    """Print the curve; 1 where there is no corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("thousands", type=int, nargs="*", default=[10, 50, 100])
    parser.add_argument("--folder", type=Path, required=True, help="where readings and register are kept")
    parser.add_argument("--to", help="a register elsewhere: postgresql://…")
    parser.add_argument("--statements", type=int, default=0, help="print so many statements that cost most")
    wanted = parser.parse_args()
    entries = sorted(kept(wanted.folder), key=lambda one: (one.published or "", one.id))
    if not entries:
        print(f"write: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    path = wanted.folder / "write.db"
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    with open_register(wanted.to or path) as register:
        own = register.store
        store = Timed(own.connection, own.dialect, own.name, own.faults)
        most = max(wanted.thousands) * 1000
        pages = islice((moved(one, turn) for turn in range(most // len(entries) + 1) for one in entries), most)
        for done in laps(store, pages, len(entries)):
            show(store, done, path, wanted.statements)
    return 0


def kept(folder: Path) -> list[Entry]:
    """Return the articles of the corpus read, from the folder where they were read before."""
    path = folder / KEPT
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as stream:
            for entry in read():
                packed = pack_entry(entry)
                stream.write(len(packed).to_bytes(LENGTH, "little") + packed)
    found = []
    with path.open("rb") as stream:
        while head := stream.read(LENGTH):
            found.append(UNPACK.decode(stream.read(int.from_bytes(head, "little"))))
    return found


def read() -> Iterator[Entry]:
    """Yield the articles of the corpus, read."""
    raws = (
        Raw(kind=RawKind.ARTICLE, name=one["id"], data=json.dumps(one, ensure_ascii=False).encode()) for one in load()
    )
    while some := list(islice(raws, CHUNK)):
        yield from (one for one in entries_of(some) if isinstance(one, Entry))


def moved(entry: Entry, turn: int) -> Entry:
    """Return a page as one of another time; turn 0 is the page itself."""
    if not turn:
        return entry
    page, days = digest(entry.id, turn), turn * DAYS
    signature = strange(entry.signature, turn)
    lines: dict[str, Any] = {
        "statements": tuple(
            msgspec.structs.replace(one, id=digest(one.id, turn)[:12], day=later(one.day, turn))
            for one in entry.statements
        ),
        "figures": tuple(
            msgspec.structs.replace(one, id=digest(one.id, turn)[:12], period=later(one.period, turn))
            for one in entry.figures
        ),
        "attestations": tuple(
            msgspec.structs.replace(one, page=page, day=later(one.day, turn)) for one in entry.attestations
        ),
    }
    return msgspec.structs.replace(
        entry,
        id=page,
        published=later(entry.published, turn),
        signature=signature,
        bands=tuple(bands(signature)),
        accounts=tuple(account(one, page, turn, days) for one in entry.accounts),
        **lines,
    )


def account(one: Account, page: str, turn: int, days: int) -> Account:
    """Return an account as one of another time."""
    return msgspec.structs.replace(
        one,
        id=digest(one.id, turn)[:12],
        page=page,
        date=later(one.date, turn),
        first=one.first and one.first + days,
        last=one.last and one.last + days,
        published=one.published and one.published + days,
    )


def later(date: str | None, turn: int) -> str | None:
    """Return an EDTF value so many times 400 years on."""
    return date and YEAR.sub(lambda found: str(int(found[0]) + turn * YEARS), date)


def strange(signature: bytes, turn: int) -> bytes:
    """Return a signature that resembles those of its own turn as before, and no others."""
    head, sketch = signature[: HEAD.size], signature[HEAD.size :]
    mask = hashlib.shake_256(str(turn).encode()).digest(2 * SLOTS)
    return head + bytes(one ^ other for one, other in zip(sketch, mask, strict=False))


def digest(id: str, turn: int) -> str:
    """Return the id that something has in a turn."""
    return hashlib.sha256(f"{id}|{turn}".encode()).hexdigest()[:16]


class Lap(msgspec.Struct, frozen=True):
    """How many pages stand, how many are new, the seconds that these took, and those of the yardstick beside them."""

    done: int
    new: int
    seconds: float
    yardstick: float


def laps(store: Timed, pages: Iterator[Entry], length: int) -> Iterator[Lap]:
    """Enter pages in batches of the command, and yield a lap for each turn."""
    done = mark = 0
    seconds = beside = 0.0
    while some := list(islice(pages, min(READY_BATCH * CHUNK, length - (done - mark)))):
        chunk = Chunk(entries=tuple(some), refused=(), faults=())
        beside += yardstick() * len(some)
        began = time.process_time()
        enter_batch(store, [chunk])
        seconds += time.process_time() - began
        done += len(some)
        if done - mark == length:
            yield Lap(done, length, seconds, beside / length)
            mark, seconds, beside = done, 0.0, 0.0
    if done > mark:
        yield Lap(done, done - mark, seconds, beside / (done - mark))


def yardstick() -> float:
    """Return the seconds of a fixed piece of work: they tell how fast the machine is just now."""
    began = time.process_time()
    for turn in range(40):
        words = {f"{turn}{number}": number for number in range(4000)}
        zlib.compress(" ".join(sorted(words)).encode())
    return time.process_time() - began


def show(store: Timed, lap: Lap, path: Path, most: int) -> None:
    """Print what a page cost in a turn."""
    done, new, seconds = lap.done, lap.new, lap.seconds
    size = sum(each.stat().st_size for each in path.parent.glob(f"{path.name}*")) / 1e6
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    within = sum(store.spent.values())
    print(
        f"{done:>8,} pages: {1e3 * seconds / new:.2f} ms a page, {1e3 * within / new:.2f} of it in the database;"
        f" {seconds / new / lap.yardstick * 1e3:.2f} thousandths of the yardstick ({1e3 * lap.yardstick:.0f} ms);"
        f" {size:,.0f} MB on disk; peak {peak:,.0f} MB",
        flush=True,
    )
    for sql, spent in sorted(store.spent.items(), key=lambda one: -one[1])[:most]:
        print(f"      {1e3 * spent / new:6.3f}  {sql}", flush=True)
    store.spent.clear()


if __name__ == "__main__":
    sys.exit(main())

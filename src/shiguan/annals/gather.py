"""Read pages in several processes and enter them in one, in batches that stand whole or not at all."""

import os
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread

import msgspec

from shiguan.annals.enter import enter
from shiguan.annals.entry import Entry, entries_of, page_id, ready_entry
from shiguan.annals.outcome import Outcome
from shiguan.annals.sign import renew_signatures
from shiguan.errors import ReadingError, ShiguanError
from shiguan.model.raw import Raw
from shiguan.register.store import Store

CHUNK = 64  # pages to a task: large enough that handing over costs little, small enough that a crash loses little
BATCH = 16  # chunks to a transaction: each rewrites the same leaves of the indexes
READY_BATCH = 64  # of chunks that were read before: they come so fast that nobody waits, and leaves are many by then
AHEAD = 3  # chunks waiting for each process


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """Some pages before they are read, and why others could not even be opened."""

    raws: tuple[Raw, ...]
    faults: tuple[str, ...] = ()


class Chunk(msgspec.Struct, frozen=True, kw_only=True):
    """What became of some pages: those that were read, the ids of those that hold nothing, and why any was not read.

    One that a rule failed on is not refused: what a register has of it stays until it can be read again. `was_ready`
    tells that all had been read elsewhere.
    """

    entries: tuple[Entry, ...]
    refused: tuple[str, ...]
    faults: tuple[str, ...]
    was_ready: bool = False


def add(store: Store, pages: Iterable[Raw | ShiguanError], *, jobs: int | None = None) -> Iterator[Outcome]:
    """Enter pages and yield what became of each batch once it stands. `jobs` are reading processes, 0 for none."""
    for batch in batches(read_all(pages, workers_of(jobs))):
        yield enter_batch(store, batch)


def batches(chunks: Iterable[Chunk]) -> Iterator[list[Chunk]]:
    """Yield as many chunks as make a transaction."""
    batch: list[Chunk] = []
    for chunk in chunks:
        batch.append(chunk)
        if len(batch) >= READY_BATCH or sum(not one.was_ready for one in batch) >= BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def workers_of(jobs: int | None) -> int:
    """Return how many processes read: as many as asked for, by default one a core that is ours."""
    if jobs is not None:
        return jobs
    ours = getattr(os, "sched_getaffinity", None)  # neither macOS nor Windows has it
    return len(ours(0)) if ours else os.cpu_count() or 1


def enter_batch(store: Store, batch: Sequence[Chunk]) -> Outcome:
    """Enter what could be read, in one transaction."""
    entries = [entry for chunk in batch for entry in chunk.entries]
    with store.writing():
        renew_signatures(store)
        entered = enter(store, entries)
    return Outcome(
        entered=tuple(entered),
        known=len(entries) - len(entered),
        faults=tuple(fault for chunk in batch for fault in chunk.faults),
        title=entries[-1].title if entries else None,
    )


def read_all(pages: Iterable[Raw | ShiguanError], workers: int) -> Iterator[Chunk]:
    """Yield the pages read, chunk by chunk; fewer than two chunks are not worth a process.

    What was read elsewhere by these very versions comes first in its chunk and goes to no process.
    """
    chunks = chunks_of(pages)
    first = list(islice(chunks, 2))
    if workers < 1 or len(first) < 2:
        for ready, unread in chain(first, chunks):
            yield with_ready(ready, read_chunk(unread) if unread != NOTHING else None)
        return
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=leave_with_parent) as pool:
        waiting: deque[tuple[list[Entry], Future[bytes] | None]] = deque()
        for ready, unread in chain(first, chunks):
            waiting.append((ready, pool.submit(read_packed, PACK.encode(unread)) if unread != NOTHING else None))
            if len(waiting) > AHEAD * workers:
                yield awaited(*waiting.popleft())
        while waiting:
            yield awaited(*waiting.popleft())


def awaited(ready: Sequence[Entry], reading: Future[bytes] | None) -> Chunk:
    """Return a chunk when a process has read what was not ready."""
    return with_ready(ready, UNPACK_READ.decode(reading.result()) if reading else None)


def with_ready(ready: Sequence[Entry], read: Chunk | None) -> Chunk:
    """Return a chunk of what was ready before and what was read now."""
    if read is None:
        return Chunk(entries=tuple(ready), refused=(), faults=(), was_ready=True)
    return msgspec.structs.replace(read, entries=(*ready, *read.entries)) if ready else read


def leave_with_parent() -> None:
    """Make a reading process end when the one that asked for it does, were it killed."""
    parent = parent_process()
    if parent is not None:
        Thread(target=leave_after, args=(parent.sentinel,), daemon=True).start()


def leave_after(sentinel: int) -> None:
    """End this process as soon as another has ended."""
    wait([sentinel])
    os._exit(1)


def chunks_of(pages: Iterable[Raw | ShiguanError]) -> Iterator[tuple[list[Entry], Unread]]:
    """Yield the pages some at a time: those that are ready, those to be read, the faults of those never opened."""
    source = iter(pages)
    while some := list(islice(source, CHUNK)):
        found = [(one, ready_entry(one)) for one in some if isinstance(one, Raw)]
        yield (
            [entry for _, entry in found if entry is not None],
            Unread(
                raws=tuple(raw for raw, entry in found if entry is None),
                faults=tuple(str(one) for one in some if isinstance(one, ShiguanError)),
            ),
        )


def read_chunk(unread: Unread) -> Chunk:
    """Read some pages."""
    found = entries_of(unread.raws)
    return Chunk(
        entries=tuple(one for one in found if isinstance(one, Entry)),
        refused=tuple(
            page_id(raw)
            for raw, one in zip(unread.raws, found, strict=True)
            if isinstance(one, ShiguanError) and not isinstance(one, ReadingError)
        ),
        faults=unread.faults + tuple(str(one) for one in found if isinstance(one, ShiguanError)),
    )


def read_packed(packed: bytes) -> bytes:
    """Read some pages in a process of its own."""
    return PACK.encode(read_chunk(UNPACK_UNREAD.decode(packed)))


NOTHING = Unread(raws=())
PACK = msgspec.msgpack.Encoder()
UNPACK_READ = msgspec.msgpack.Decoder(Chunk)
UNPACK_UNREAD = msgspec.msgpack.Decoder(Unread)

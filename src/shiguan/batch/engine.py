"""Who reads the parts: processes of this machine, or a Dask cluster. Either yields the parts in the order they end."""

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from enum import StrEnum
from functools import partial
from multiprocessing import get_context
from typing import Any, Protocol

import msgspec

from shiguan.annals.gather import leave_with_parent
from shiguan.batch.part import Note, Order, read_part
from shiguan.errors import ShiguanError, UsageError
from shiguan.model.reading import Versions
from shiguan.versions import versions

PATIENCE = 30  # seconds that a scheduler has to answer
MOST_DEATHS = 3  # of workers over one part, until it is given up


class Name(StrEnum):
    """The engines there are."""

    LOCAL = "local"
    DASK = "dask"


class Lost(msgspec.Struct, frozen=True):
    """A part that could not be read, and why."""

    source: str
    fault: str

    def says(self) -> str:
        """Return it on one line that names the part."""
        return self.fault if self.fault.startswith(self.source) else f"{self.source}: {self.fault}"


End = Note | Lost


class Read(Protocol):
    """What reads a part."""

    def __call__(self, source: str, order: Order) -> Note: ...


Engine = Callable[[Sequence[str], Order], Iterator[End]]


def engine_of(name: Name, *, jobs: int | None = None, at: str | None = None) -> Engine:
    """Return an engine: `jobs` workers on this machine, by default one a core, or the Dask scheduler `at` an address.

    Raises UsageError where an address is given to an engine that has none.
    """
    workers = len(os.sched_getaffinity(0)) if jobs is None else jobs
    if name is Name.DASK:
        return lambda sources, order: on_dask(sources, order, at, workers)
    if at is not None:
        raise UsageError(f"{at}: the local engine has no address; add --engine dask")
    return (lambda sources, order: here(sources, order, workers)) if workers else alone


def alone(sources: Sequence[str], order: Order, read: Read = read_part) -> Iterator[End]:
    """Read the parts in this process, one after the other."""
    for source in sources:
        try:
            yield read(source, order)
        except (OSError, ShiguanError) as error:
            yield Lost(source, fault_of(error))


def here(sources: Sequence[str], order: Order, workers: int, read: Read = read_part) -> Iterator[End]:
    """Read the parts in processes of this machine.

    Where one dies, nobody can tell over which part: all that were being read then are read again, each by itself.
    """
    left, reads = deque(sources), partial(read, order=order)
    suspects: list[str] = []
    while left:
        yield from together(left, reads, workers, suspects)
    for source in suspects:
        yield by_itself(source, reads)


def together(left: deque[str], reads: partial[Note], workers: int, suspects: list[str]) -> Iterator[End]:
    """Read parts in some processes until none is left or a process dies; what was being read then are `suspects`."""
    running: dict[Future[Note], str] = {}
    with processes(workers) as pool:
        while left or running:
            while left and len(running) < workers:
                running[pool.submit(reads, left[0])] = left[0]
                left.popleft()
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            if any(isinstance(one.exception(), BrokenProcessPool) for one in ended):
                suspects += running.values()
                return
            yield from [end_of(running.pop(one), one) for one in ended]


def by_itself(source: str, reads: partial[Note]) -> End:
    """Read one part in a process of its own, and give it up where that dies of it."""
    for _ in range(MOST_DEATHS):
        with processes(1) as pool:
            future = pool.submit(reads, source)
            if not isinstance(future.exception(), BrokenProcessPool):
                return end_of(source, future)
    return Lost(source, f"its reader died {MOST_DEATHS} times; split it, or give it more memory")


def processes(count: int) -> ProcessPoolExecutor:
    """Return processes that end when this one does."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=leave_with_parent)


def end_of(source: str, future: Any) -> End:
    """Return what a worker made of a part, or what kept it from it."""
    error = future.exception()
    return Lost(source, fault_of(error)) if error is not None else future.result()


def on_dask(
    sources: Sequence[str], order: Order, at: str | None, workers: int, read: Read = read_part
) -> Iterator[End]:
    """Read the parts on a Dask cluster: that behind an address, or one of this machine's processes made for it."""
    try:
        from distributed import Client, LocalCluster, as_completed
    except ImportError as error:
        raise UsageError("batch: Dask is not installed; pip install 'shiguan[batch]'") from error
    with ExitStack() as stack:
        try:
            cluster = at or stack.enter_context(
                LocalCluster(n_workers=max(1, workers), threads_per_worker=1, dashboard_address=None)
            )
            client = stack.enter_context(Client(cluster, timeout=PATIENCE))
        except OSError as error:
            raise UsageError(f"{at}: no Dask scheduler answers there; check the address") from error
        agree_on_versions(client.run(versions))
        running = {client.submit(read, one, order, pure=False): one for one in sources}
        for future in as_completed(running):
            yield end_of(running.pop(future), future)


def agree_on_versions(found: dict[str, Versions]) -> None:
    """Raise UsageError where a worker would read with other versions than these."""
    for worker, made in sorted(found.items()):
        if made != versions():
            raise UsageError(
                f"{worker}: it has shiguan {made.code}, lexicon {made.lexicon}; install this version there"
            )


def fault_of(error: BaseException) -> str:
    """Return what kept a part from being read, on one line."""
    if isinstance(error, ShiguanError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    told = " ".join(str(error).split()) or type(error).__name__
    return f"it could not be read ({told[:200]}); run it again"

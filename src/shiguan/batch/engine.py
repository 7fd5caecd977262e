"""Who does the work: processes of this machine, or a Dask cluster. What is done is yielded as it ends."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from enum import StrEnum
from multiprocessing import get_context
from typing import Any, Protocol, TypeVar

import msgspec

from shiguan.annals.gather import leave_with_parent, workers_of
from shiguan.errors import ShiguanError, UsageError
from shiguan.model.reading import Versions
from shiguan.versions import versions

PATIENCE = 30  # seconds that a scheduler has to answer
MOST_DEATHS = 3  # of workers over one name, until it is given up
T = TypeVar("T")


class Name(StrEnum):
    """The engines there are."""

    LOCAL = "local"
    DASK = "dask"


class Lost(msgspec.Struct, frozen=True):
    """What could not be worked on, and why."""

    name: str
    fault: str

    def says(self) -> str:
        """Return it on one line."""
        return self.fault if self.fault.startswith(self.name) else f"{self.name}: {self.fault}"


class Engine(Protocol):
    """Works on each of some names, anywhere, and yields what came of each; the work can be sent to other machines."""

    def __call__(self, names: Sequence[str], work: Callable[[str], T]) -> Iterator[T | Lost]: ...


def engine_of(name: Name, *, jobs: int | None = None, at: str | None = None) -> Engine:
    """Return an engine: `jobs` workers on this machine, by default one a core, or the Dask scheduler `at` an address.

    Raises UsageError where an address is given to an engine that has none.
    """
    workers = workers_of(jobs)
    if name is Name.DASK:
        return Dask(workers, at)
    if at is not None:
        raise UsageError(f"{at}: the local engine has no address; add --engine dask")
    return Local(workers) if workers else alone


def alone(names: Sequence[str], work: Callable[[str], T]) -> Iterator[T | Lost]:
    """Work in this process, on one after the other."""
    for name in names:
        try:
            yield work(name)
        except (OSError, ShiguanError) as error:
            yield Lost(name, fault_of(error))


class Local(msgspec.Struct, frozen=True):
    """Processes of this machine.

    Where one dies, nobody can tell over what: all that was being worked on then is done again, each by itself.
    """

    workers: int

    def __call__(self, names: Sequence[str], work: Callable[[str], T]) -> Iterator[T | Lost]:
        """Work on names, as many at a time as there are workers."""
        left = deque(names)
        suspects: list[str] = []
        while left:
            yield from self.together(left, work, suspects)
        for name in suspects:
            yield by_itself(name, work)

    def together(self, left: deque[str], work: Callable[[str], T], suspects: list[str]) -> Iterator[T | Lost]:
        """Work until nothing is left or a process dies; what was being worked on then are `suspects`."""
        running: dict[Future[T], str] = {}
        with processes(self.workers) as pool:
            while left or running:
                while left and len(running) < self.workers:
                    running[pool.submit(work, left[0])] = left[0]
                    left.popleft()
                ended, _ = wait(running, return_when=FIRST_COMPLETED)
                if any(isinstance(one.exception(), BrokenProcessPool) for one in ended):
                    suspects += running.values()
                    return
                yield from [end_of(running.pop(one), one) for one in ended]


def by_itself(name: str, work: Callable[[str], T]) -> T | Lost:
    """Work on one name in a process of its own, and give it up where that dies of it."""
    for _ in range(MOST_DEATHS):
        with processes(1) as pool:
            future = pool.submit(work, name)
            if not isinstance(future.exception(), BrokenProcessPool):
                found: T | Lost = end_of(name, future)
                return found
    return Lost(name, f"its reader died {MOST_DEATHS} times; split it, or give it more memory")


def processes(count: int) -> ProcessPoolExecutor:
    """Return processes that end when this one does."""
    return ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=leave_with_parent)


def end_of(name: str, future: Any) -> Any:
    """Return what a worker made of a name, or what kept it from it."""
    error = future.exception()
    return Lost(name, fault_of(error)) if error is not None else future.result()


class Dask(msgspec.Struct, frozen=True):
    """A Dask cluster: that behind an address, or one of this machine's processes made for the work."""

    workers: int
    at: str | None = None

    def __call__(self, names: Sequence[str], work: Callable[[str], T]) -> Iterator[T | Lost]:
        """Work on names wherever the scheduler sends them; it sends those of a worker that died to another."""
        try:
            from distributed import Client, LocalCluster, as_completed
        except ImportError as error:
            raise UsageError("batch: Dask is not installed; pip install 'shiguan[batch]'") from error
        with ExitStack() as stack:
            try:
                cluster = self.at or stack.enter_context(
                    LocalCluster(n_workers=max(1, self.workers), threads_per_worker=1, dashboard_address=None)
                )
                client = stack.enter_context(Client(cluster, timeout=PATIENCE))
            except OSError as error:
                raise UsageError(f"{self.at}: no Dask scheduler answers there; check the address") from error
            try:
                client.wait_for_workers(1, timeout=PATIENCE)
            except TimeoutError as error:
                raise UsageError(f"{self.at}: no worker has joined that scheduler; start some") from error
            agree_on_versions(client.run(versions))
            running = {client.submit(work, one, pure=False): one for one in names}
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

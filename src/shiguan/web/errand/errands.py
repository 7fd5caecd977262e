"""Errands: started when somebody asks for them, shared by all who ask the same, kept until the register changes."""

import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path

from shiguan.annals.gather import leave_with_parent
from shiguan.errors import RegisterError, ShiguanError
from shiguan.web.errand.task import AnyTask, run

MOST = 24  # results kept
MOST_WAITING = 8
LASTING, FAILING = 1800, 30  # seconds that a result is kept, and a fault
PATIENCE = 0.5  # seconds before a reader is shown progress instead of the result
LOST = "it ended before it was done; ask again"


class Errand:
    """One piece of work: how far it has come, and where its result lies."""

    def __init__(self, task: AnyTask, folder: Path, made: float) -> None:
        self.task = task
        self.folder = folder
        self.made = made
        self.done, self.of, self.last = 0, 0, ""
        self.fault: str | None = None
        self.ended = threading.Event()

    @property
    def path(self) -> Path:
        """Return where the result is written; what became a folder was made an archive."""
        path = self.folder / f"result.{self.task.ending}"
        archive = path.with_suffix(".zip")
        return archive if archive.exists() else path

    @property
    def is_done(self) -> bool:
        """True where there is a result."""
        return self.ended.is_set() and self.fault is None


class Errands:
    """Runs one errand at a time, so that pages stay quick. The clock is handed in."""

    def __init__(self, where: str, clock: Callable[[], float]) -> None:
        self.where = where
        self.clock = clock
        self.lock = threading.Lock()
        self.turn = threading.Semaphore(1)
        self.kept: OrderedDict[tuple[str, AnyTask], Errand] = OrderedDict()
        self.folder = Path(tempfile.mkdtemp(prefix="shiguan-"))
        self.is_closed = False

    def ask(self, edition: str, task: AnyTask) -> Errand:
        """Return the errand for a task in an edition of the register: one under way or done, else a new one.

        An answer in no time is waited for. Raises RegisterError where too many wait.
        """
        key = edition, task
        with self.lock:
            found = self.kept.get(key)
            if found is None or (found.ended.is_set() and self.is_stale(found)):
                found = self.begin(key, task)
        found.ended.wait(PATIENCE)
        return found

    def is_stale(self, errand: Errand) -> bool:
        """True where an errand that has ended is worth no other look."""
        return self.clock() - errand.made > (LASTING if errand.fault is None else FAILING)

    def begin(self, key: tuple[str, AnyTask], task: AnyTask) -> Errand:
        """Start a new errand and forget the oldest."""
        if sum(not one.ended.is_set() for one in self.kept.values()) >= MOST_WAITING:
            raise RegisterError("other long work is under way; ask again in a minute")
        errand = Errand(task, Path(tempfile.mkdtemp(dir=self.folder)), self.clock())
        self.kept.pop(key, None)
        self.kept[key] = errand
        for old in [one for one, kept in self.kept.items() if kept.ended.is_set()][: max(0, len(self.kept) - MOST)]:
            shutil.rmtree(self.kept.pop(old).folder, ignore_errors=True)
        threading.Thread(target=self.follow, args=(errand,), daemon=True).start()
        return errand

    def follow(self, errand: Errand) -> None:
        """Run an errand in a process of its own when its turn comes, and note what it says."""
        with self.turn:
            if self.is_closed:
                return
            context = get_context("spawn")
            ours, theirs = context.Pipe(duplex=False)
            arguments = (errand.task, self.where, errand.path, theirs)
            process = context.Process(target=work, args=arguments, daemon=True)
            errand.fault = LOST
            try:
                process.start()
                theirs.close()
                while True:
                    errand.done, errand.of, errand.last, errand.fault = ours.recv()
            except EOFError:
                process.join()
            finally:  # also where no process could be started
                errand.ended.set()

    def close(self) -> None:
        """Take no more turns and throw the results away."""
        self.is_closed = True
        shutil.rmtree(self.folder, ignore_errors=True)


def work(task: AnyTask, where: str, path: Path, said: Connection) -> None:
    """Do a task in this process; the last word is whether it succeeded."""
    leave_with_parent()

    def say(done: int, of: int, last: str) -> None:
        said.send((done, of, last, LOST))

    try:
        run(task, where, path, say)
        said.send((1, 1, "", None))
    except ShiguanError as error:
        said.send((0, 0, "", str(error)))
    except ImportError as error:
        said.send((0, 0, "", f"{task.ending}: {error.name} is not installed; pip install 'shiguan[brief,parquet]'"))

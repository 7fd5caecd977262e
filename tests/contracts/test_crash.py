"""A register killed with SIGKILL while pages are entered, then filled again, is that of an undisturbed run.

The children are real processes, killed for good: the database calls back every so many of its own instructions, also
in the middle of a statement, and at a chosen call, or a chosen statement, the child kills itself.
"""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from shiguan.annals import gather
from shiguan.annals.register import Register, open_register
from shiguan.errors import ShiguanError
from shiguan.intake.source import Source, raw_pages
from shiguan.model.raw import Raw
from tests.contracts.books import dumped, fill
from tests.contracts.pages import lines, raws

PAGES = raws()
STRIDE = 50  # instructions of the database between two calls
KILLS = 50
Work = Callable[[Register], None]


def enter(book: Register) -> None:
    """Enter all pages."""
    list(book.add(PAGES, jobs=0))


def read_again(book: Register) -> None:
    """Read all pages again."""
    list(book.reread(book.outdated(everything=True), jobs=0))


class Countdown:
    """Counts instructions and statements, and kills its process when asked to."""

    def __init__(self, kill_at: int | None = None) -> None:
        self.count = 0
        self.kill_at = kill_at

    def __call__(self, *_: object) -> int:
        self.count += 1
        if self.count == self.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0


def watched(where: Path, work: Work, countdown: Countdown) -> None:
    """Work on a register while each step of its database is counted."""
    with open_register(where) as book:
        book.store.connection.set_progress_handler(countdown, STRIDE)
        book.store.connection.set_trace_callback(countdown)
        work(book)


def steps_of(where: Path, work: Work) -> int:
    """Return how many steps an undisturbed run takes."""
    countdown = Countdown()
    watched(where, work, countdown)
    return countdown.count


def killed(where: Path, work: Work, kill_at: int) -> bool:
    """Work on a register in a process of its own that is killed at a step; False where it was done before."""
    child = os.fork()
    if child == 0:
        try:
            watched(where, work, Countdown(kill_at))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


@pytest.fixture(autouse=True)
def _several_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gather, "CHUNK", 3)
    monkeypatch.setattr(gather, "BATCH", 2)


@pytest.fixture(scope="module")
def expected() -> list[bytes]:
    """Return the dump of an undisturbed run."""
    return dumped(PAGES)


def test_a_run_killed_at_fifty_points_and_run_again_is_an_undisturbed_run(
    tmp_path: Path, expected: list[bytes]
) -> None:
    steps = steps_of(tmp_path / "whole.db", enter)
    points = random.Random(20240517).sample(range(1, steps), k=KILLS)
    stood = set()
    for point in sorted(points):
        path = tmp_path / f"{point}.db"
        assert killed(path, enter, point), point
        with open_register(path) as book:
            (pages,) = book.store.rows("SELECT COUNT(*) FROM page")[0]
            assert book.store.rows("PRAGMA integrity_check") == [("ok",)]
            assert list(book.dump()) == dumped(first_pages(book)), point  # what stands is whole
            enter(book)
            assert list(book.dump()) == expected, point
        stood.add(pages)
    assert stood <= {0, 6, 12, 18, 24}  # all or nothing of each batch
    assert len(stood) > 3


def first_pages(book: Register) -> list[Raw]:
    """Return the pages that stand in a register, as they were given."""
    (pages,) = book.store.rows("SELECT COUNT(*) FROM page")[0]
    return PAGES[:pages]


def test_a_run_killed_again_and_again_comes_to_its_end(tmp_path: Path, expected: list[bytes]) -> None:
    chance = random.Random(7)
    steps = steps_of(tmp_path / "whole.db", enter)
    path = tmp_path / "one.db"
    kills = 0
    while killed(path, enter, chance.randint(1, steps // 2)):
        kills += 1
    assert kills > 1
    with open_register(path) as book:
        assert list(book.dump()) == expected


def test_reading_again_killed_and_run_again_is_an_undisturbed_run(tmp_path: Path, expected: list[bytes]) -> None:
    path = tmp_path / "one.db"
    fill(path, PAGES).close()
    steps = steps_of(path, read_again)
    for point in random.Random(3).sample(range(1, steps // 2), k=10):  # no two runs take quite the same steps
        assert killed(path, read_again, point), point
        with open_register(path) as book:
            assert list(book.dump()) == expected, point


@pytest.mark.parametrize("kill_at", [200, 1500, 5000])
def test_the_command_with_its_reading_processes_is_killed_and_leaves_none_behind(tmp_path: Path, kill_at: int) -> None:
    page = tmp_path / "pages.jsonl"
    many = [line.replace(b"2023", str(year).encode()) for year in range(2000, 2008) for line in lines()]
    page.write_bytes(b"\n".join(many))
    register = tmp_path / "register.db"
    command = [sys.executable, "-m", "tests.contracts.killed", str(kill_at), "add", "--jobs", "2", "--register"]
    # The reading processes hold the pipe open: it ends when the last of them has gone.
    done = subprocess.run([*command, str(register), str(page)], stdout=subprocess.PIPE, check=False)
    assert done.returncode == -signal.SIGKILL
    with open_register(register) as book:
        faults = [one for one in book.add(raws_of(page), jobs=0) if one.faults]
        assert faults == []
        assert list(book.dump()) == dumped(raws_of(page))


def raws_of(path: Path) -> list[Raw]:
    """Return the pages of a file."""
    found = list(raw_pages(Source(pages=(str(path),), input="auto", published=None)))
    return [one for one in found if not isinstance(one, ShiguanError)]

"""Archives read on a cluster that is there already: a scheduler behind tcp://, and workers that may die."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from shiguan.batch import engine
from shiguan.batch.engine import Lost, Name, engine_of
from shiguan.batch.part import Note, Order, read_part
from shiguan.errors import UsageError
from tests.batch import dying
from tests.batch.archive import FILES, direct, fill

ROOT = Path(__file__).parents[2]


def started(stack: ExitStack, *command: str, until: str) -> str:
    """Start a program of Dask that ends with the test, and return the line at which it is ready."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path]), "PYTHONUNBUFFERED": "1"}
    program = stack.enter_context(
        subprocess.Popen(
            [sys.executable, "-m", "distributed.cli." + command[0], *command[1:]],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
    )
    stack.callback(program.terminate)
    assert program.stderr is not None
    return next(line for line in program.stderr if until in line)


@pytest.fixture
def scheduler() -> Iterator[tuple[str, ExitStack]]:
    """Return the address of a scheduler without workers, and what holds the programs of the test."""
    with ExitStack() as stack:
        told = started(
            stack, "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", until="Scheduler at:"
        )
        yield told.split()[-1], stack


def join(stack: ExitStack, address: str, folder: Path) -> None:
    """Let a worker join a scheduler; its nanny starts another where it dies."""
    given = ("--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1", "--local-directory", str(folder))
    started(stack, "dask_worker", address, *given, until="Registered to:")


@pytest.mark.slow
@pytest.mark.parametrize("dies", [False, True], ids=["all live", "a worker is killed"])
def test_a_cluster_behind_an_address_reads_what_this_machine_reads(
    scheduler: tuple[str, ExitStack], tmp_path: Path, dies: bool
) -> None:
    address, stack = scheduler
    assert address.startswith("tcp://127.0.0.1:")
    for number in range(2):
        join(stack, address, tmp_path / str(number))
    archives, to = fill(tmp_path / "of"), tmp_path / "to"
    to.mkdir()
    if dies:
        (to / dying.TOLD).write_text("14")
    work = partial(dying.read if dies else read_part, order=Order(to=str(to)))
    ends = list(engine_of(Name.DASK, at=address)([str(archives / name) for name in FILES], work))
    assert not (to / dying.TOLD).exists()
    assert [end for end in ends if isinstance(end, Lost)] == []
    assert sorted(Path(end.source).name for end in ends if isinstance(end, Note)) == list(FILES)
    assert direct(to, tmp_path / "readings.db") == direct(archives, tmp_path / "archives.db")


def test_a_scheduler_that_is_not_there_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1)
    with socket.socket() as taken:  # and nobody listens
        taken.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(UsageError, match="no Dask scheduler answers there") as told:
            list(engine_of(Name.DASK, at=address)(["x"], str))
    assert "\n" not in str(told.value)


@pytest.mark.slow
def test_a_scheduler_without_workers_is_one_line(
    scheduler: tuple[str, ExitStack], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 1)
    with pytest.raises(UsageError, match="no worker has joined"):
        list(engine_of(Name.DASK, at=scheduler[0])(["x"], str))

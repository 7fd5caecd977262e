"""The lock of a watch: held by one, let go by whoever holds it however that ends, on any platform."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import filelock
import pytest

from shiguan.annals.gather import workers_of
from shiguan.annals.register import open_register
from shiguan.errors import RegisterError
from shiguan.watch.lock import only_watch

HOLD = """
import sys, time
from shiguan.annals.register import open_register
from shiguan.watch.lock import only_watch
with open_register(sys.argv[1]) as book, only_watch(book.store):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_is_refused_until_the_holder_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with (
        open_register(path) as book,
        subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as holder,
    ):
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(RegisterError, match="another watch is at work on it"), only_watch(book.store):
            pass
        os.kill(holder.pid, signal.SIGKILL)
        holder.wait()
        with only_watch(book.store):
            pass


def test_who_lets_go_can_hold_it_again(tmp_path: Path) -> None:
    with open_register(tmp_path / "register.db") as book:
        for _ in range(2):
            with only_watch(book.store):
                pass


def test_a_lock_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with open_register(tmp_path / "register.db") as book:
        (tmp_path / "register.db.watch").mkdir()
        with pytest.raises(RegisterError, match="it cannot be written") as told, only_watch(book.store):
            pass
        assert "\n" not in str(told.value)


def test_no_lock_of_one_platform_is_asked_for_by_name() -> None:
    assert {filelock.UnixFileLock, filelock.WindowsFileLock} >= {filelock.FileLock}
    folder = Path(__file__).parents[2] / "src" / "shiguan"
    named = [
        path.name
        for path in folder.rglob("*.py")
        if {"import fcntl", "import msvcrt"} & set(path.read_text("utf-8").splitlines())
    ]
    assert named == []


def test_cores_are_counted_where_the_platform_cannot_tell_which_are_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity")
    assert workers_of(None) == os.cpu_count()
    assert workers_of(0) == 0

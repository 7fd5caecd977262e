"""A watch that is killed, whose disk fills, whose database goes away: run on, it is one that nothing disturbed.

What it entered and what it told of is compared with an undisturbed watch: nothing is missing, nothing stands twice.
"""

import json
import os
import random
import resource
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from shiguan.annals.register import Register, open_register
from shiguan.errors import RegisterError
from tests.contracts.books import SHIGUAN, dumped
from tests.contracts.pages import lines, raws
from tests.contracts.test_crash import STRIDE, Countdown
from tests.watch.made import Bench, Post, article, page, rss

FEED = "https://a.example/feed.xml"
ALERT = '[[alert]]\nname = "{0}"\nrule = "{0}"\nto = ["file:alerts.jsonl", "https://hook.example/x"]\n'
ALERTS = ALERT.format("round") + ALERT.format("conflict")
TEXTS = (
    "外交部发言人17日宣布，中俄第四轮海洋事务磋商将于6月3日在莫斯科举行。双方将就海洋领域合作交换意见，增进互信。",
    "外交部发言人17日宣布，中蒙第七轮战略对话将于6月9日在乌兰巴托举行。对话由两国副外长共同主持，议题广泛。",
    "新华社北京5月16日电 国务院总理李言15日在北京会见老挝外长坎佩，就双边贸易和铁路建设等交换看法。",
    "中央社万象5月16日电 老挝外长坎佩15日在万象会见中国总理李言，谈及湄公河水量与边境口岸等事，气氛友好。",
)


class Receiver(Post):
    """A webhook in another process: what it takes is kept in a file."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def __call__(self, url: str, body: bytes, *, key: str) -> None:
        super().__call__(url, body, key=key)
        with self.path.open("ab") as stream:
            stream.write(json.dumps({"url": url, "key": key}).encode() + b"\n")

    def keys(self) -> list[str]:
        return [json.loads(line)["key"] for line in self.path.read_text().splitlines()] if self.path.exists() else []


def ready(folder: Path, where: str | None = None) -> tuple[Bench, Receiver]:
    """Return a bench whose watch has begun, and whose feed now names some pages."""
    folder.mkdir(exist_ok=True)
    bench, receiver = Bench(folder, where), Receiver(folder / "hook.jsonl")
    bench.post = receiver
    bench.plan(f'[[source]]\nname = "a"\nurl = "{FEED}"\ninterval = "10m"\nfilter = false\n{ALERTS}')
    bench.net.answers[FEED] = rss("https://a.example/0")
    bench.net.answers["https://a.example/0"] = page(0)
    bench.once()
    urls = [f"https://a.example/{number}" for number in range(1, 8)]
    bench.net.answers[FEED] = rss(*urls)
    for number, url in enumerate(urls):
        bench.net.answers[url] = article(TEXTS[number]) if number < len(TEXTS) else page(number, day=10 + number)
    bench.clock.now += 3600
    return bench, receiver


def told(bench: Bench) -> list[str]:
    """Return the ids of the alerts in the file, which must be those in the register."""
    path = bench.folder / "alerts.jsonl"
    found = [json.loads(line)["id"] for line in path.read_text().splitlines()]
    with bench.open() as book:
        assert sorted(found) == [id for (id,) in book.store.rows("SELECT id FROM watch_alert ORDER BY id")]
        assert {state for (state,) in book.store.rows("SELECT state FROM watch_delivery")} == {"sent"}
    return sorted(found)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[bytes], list[str]]:
    """Return the dump and the alerts of a watch that nothing disturbs."""
    bench, receiver = ready(tmp_path_factory.mktemp("undisturbed"))
    bench.once()
    alerts = told(bench)
    assert len(alerts) >= 3
    assert sorted(receiver.keys()) == alerts
    assert len(bench.pages()) == 8
    return bench.dump(), alerts


def test_a_watch_is_the_same_in_either_database(place: str, tmp_path: Path, undisturbed: tuple[Any, Any]) -> None:
    bench, receiver = ready(tmp_path, place)
    bench.once()
    bench.clock.now += 3600
    bench.once()
    assert (bench.dump(), told(bench)) == undisturbed
    assert sorted(receiver.keys()) == undisturbed[1]


def counted(bench: Bench, countdown: Countdown) -> Callable[[], Register]:
    """Return what opens the register with each step of its database counted."""

    def opened() -> Register:
        book = bench.open()
        book.store.connection.set_progress_handler(countdown, STRIDE)
        book.store.connection.set_trace_callback(countdown)
        return book

    return opened


def killed(bench: Bench, kill_at: int) -> bool:
    """Watch in a process of its own that is killed at a step; False where it was done before."""
    child = os.fork()
    if child == 0:
        try:
            bench.once(counted(bench, Countdown(kill_at)))
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL


def test_a_watch_killed_at_any_step_and_begun_anew_loses_nothing_and_doubles_nothing(
    tmp_path: Path, undisturbed: tuple[list[bytes], list[str]]
) -> None:
    bench, _ = ready(tmp_path / "whole")
    countdown = Countdown()
    bench.once(counted(bench, countdown))
    again = 0
    for point in sorted(random.Random(6).sample(range(1, countdown.count * 9 // 10), k=25)):
        bench, receiver = ready(tmp_path / str(point))
        assert killed(bench, point), point
        bench.clock.now += 3600
        bench.once()
        assert bench.dump() == undisturbed[0], point
        assert told(bench) == undisturbed[1], point  # in the file each stands once
        assert set(receiver.keys()) == set(undisturbed[1]), point  # a webhook has each, and may have one twice
        again += len(receiver.keys()) - len(undisturbed[1])
    assert 0 <= again <= 25


def test_a_watch_killed_between_sending_and_noting_sends_again_with_the_same_key(
    tmp_path: Path, undisturbed: tuple[list[bytes], list[str]]
) -> None:
    bench, receiver = ready(tmp_path / "bench")
    plain = Receiver.__call__

    class Deadly(Receiver):
        def __call__(self, url: str, body: bytes, *, key: str) -> None:
            plain(self, url, body, key=key)
            os.kill(os.getpid(), signal.SIGKILL)

    bench.post = Deadly(receiver.path)
    assert killed(bench, 10**9)
    bench.post = receiver
    bench.once()
    assert told(bench) == undisturbed[1]
    assert sorted(set(receiver.keys())) == undisturbed[1]
    assert len(receiver.keys()) == len(undisturbed[1]) + 1


def test_a_database_that_goes_away_and_comes_back_is_taken_up_again(
    place: str, tmp_path: Path, undisturbed: tuple[list[bytes], list[str]]
) -> None:
    bench, receiver = ready(tmp_path, place)
    opened: list[Register] = []
    refusals = iter([RegisterError("x: the server does not answer; start it")] * 2)

    def open_it() -> Register:
        fault = next(refusals, None) if opened else None
        if fault is not None:
            raise fault
        opened.append(bench.open())
        return opened[-1]

    def cut() -> bytes:
        """Cut the connection, the first time."""
        bench.net.answers["https://a.example/3"] = article(TEXTS[2])
        if place.startswith("postgresql"):
            with psycopg.connect(place, autocommit=True) as other:
                other.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()")
        else:
            opened[-1].store.connection.close()
        return article(TEXTS[2])

    bench.net.answers["https://a.example/3"] = cut
    bench.during(1800, open_it)
    assert len(opened) == 2
    faults = bench.said("register-fault")
    assert len(faults) == 3
    assert not any("\n" in line["fault"] for line in faults)
    assert (bench.dump(), told(bench)) == undisturbed
    assert sorted(receiver.keys()) == undisturbed[1]


def test_a_disk_that_fills_is_waited_for(tmp_path: Path, undisturbed: tuple[list[bytes], list[str]]) -> None:
    bench, receiver = ready(tmp_path)
    left = iter((2, 3, 5, 8, 13, 21, 34))  # pages of the file that are free: ever more, as somebody makes room

    def open_it() -> Register:
        book = bench.open()
        ((pages,),) = book.store.rows("PRAGMA page_count")
        book.store.run(f"PRAGMA max_page_count = {pages + next(left, 10_000)}")
        return book

    bench.during(7200, open_it)
    assert {line["fault"].partition(": ")[2].partition(";")[0] for line in bench.said("register-fault")} == {
        "the disk is full"
    }
    assert (bench.dump(), told(bench)) == undisturbed
    assert sorted(receiver.keys()) == undisturbed[1]


def test_a_file_that_cannot_grow_ends_the_command_in_one_line_and_what_stood_stands(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_bytes(b"\n".join(lines()))
    register = tmp_path / "register.db"
    with open_register(register):
        size = register.stat().st_size
    for room in (1, 60_000, 200_000):
        ran = subprocess.run(
            [str(SHIGUAN), "add", "--jobs", "0", "--register", str(register), str(pages)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},  # compiled files would be cut off as well
            preexec_fn=lambda room=room: resource.setrlimit(resource.RLIMIT_FSIZE, (size + room, size + room)),  # type: ignore[misc]
        )
        assert ran.returncode == 1
        assert ran.stderr.count("\n") == 1
        assert ran.stderr.startswith(f"shiguan: {register}: ")
    with open_register(register) as book:
        assert book.store.rows("PRAGMA integrity_check") == [("ok",)]
        list(book.add(raws(), jobs=0))
        assert list(book.dump()) == dumped(raws())

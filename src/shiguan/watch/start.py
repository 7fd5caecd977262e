"""Start a watch on the real world: its network, its clock, its signals."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from shiguan.annals.register import Register
from shiguan.fetch.answer import Fetched, Marks
from shiguan.fetch.fetch import fetch_again
from shiguan.fetch.post import post
from shiguan.watch.listed import all_lists
from shiguan.watch.log import Log
from shiguan.watch.plan import Plan
from shiguan.watch.send import Sender, Ways, connect
from shiguan.watch.status import metrics_of
from shiguan.watch.watch import Watch, World

ENDING = (signal.SIGTERM, signal.SIGINT)


def start(
    plan: Plan,
    open_register: Callable[[], Register],
    *,
    once: bool,
    write: Callable[[str], None],
    show: Callable[[str], None],
    metrics: Path | None,
) -> bool:
    """Watch until a signal ends it, or `once` until nothing is due, and return whether a source failed."""
    log = Log(write, time.time)
    failed = False

    def at_rest(book: Register) -> None:
        nonlocal failed
        failed = any(one.faults for one in all_lists(book.store) if one.depth == 0)
        if metrics is not None:
            write_metrics(metrics, metrics_of(book.store), log)

    with ended_by_signal() as ends, ThreadPoolExecutor(plan.fetchers, thread_name_prefix="fetch") as executor:
        world = World(fetch=fetch_list, clock=time.time, rest=ends.wait, executor=executor)
        sender = Sender(plan, Ways(show=show, post=post, connect=connect))
        try:
            Watch(plan, world, sender, log).run(open_register, once=once, at_rest=at_rest)
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
    return failed


def fetch_list(url: str, marks: Marks, robots: dict[str, str]) -> Fetched:
    """Fetch a page, feed or list through the one guarded place; raises FetchError."""
    return fetch_again(url, marks, robots=robots)


@contextmanager
def ended_by_signal() -> Iterator[threading.Event]:
    """Yield what is set when the process is asked to end; a second time it ends as it would have at the first."""
    ends = threading.Event()
    before = {int(number): signal.getsignal(number) for number in ENDING}

    def end(number: int, _frame: object) -> None:
        ends.set()
        signal.signal(number, before[number])

    for number in ENDING:
        signal.signal(number, end)
    try:
        yield ends
    finally:
        for number in ENDING:
            signal.signal(number, before[number])


def write_metrics(path: Path, text: str, log: Log) -> None:
    """Put the figures in the place of those that stand in a file, in one step."""
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_text(text, encoding="utf-8")
        os.replace(new, path)
    except OSError as error:
        log.say("fault", path=str(path), fault=f"{path}: it cannot be written ({error.strerror}); check the folder")

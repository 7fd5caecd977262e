"""What reading processes gain: `python -m benchmarks.jobs 4000`, reading alone and `add`, with 0, 1 and 2 of them.

Beside the wall clock, which other work on the machine lengthens, stands the processor time of the first process and of
the readers: what the first uses cannot be shared out, so it bounds the gain (Amdahl), however many cores there are.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from benchmarks.growth import CORPUS, load
from shiguan.annals.gather import read_all
from shiguan.annals.register import open_register
from shiguan.model.raw import Raw, RawKind


class Spent(msgspec.Struct, frozen=True):
    """Seconds: of the wall clock, of the first process, of the readers."""

    wall: float
    first: float
    readers: float


def main() -> int:
    """Print a line for each number of processes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="?", default=4000)
    parser.add_argument("--jobs", type=int, nargs="*", default=[0, 1, 2])
    parser.add_argument("--calm", type=float, help="wait until the load of a minute is below this")
    wanted = parser.parse_args()
    raws = [
        Raw(kind=RawKind.ARTICLE, name=one["id"], data=json.dumps(one, ensure_ascii=False).encode())
        for one in load()[: wanted.pages]
    ]
    if not raws:
        print(f"jobs: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    for name, work in (("read", read), ("add", add)):
        for jobs in wanted.jobs:
            while wanted.calm is not None and os.getloadavg()[0] > wanted.calm:
                time.sleep(5)
            show(name, jobs, len(raws), spent(work, raws, jobs))
    return 0


def read(raws: Sequence[Raw], jobs: int) -> None:
    """Read pages."""
    for _ in read_all(raws, jobs):
        pass


def add(raws: Sequence[Raw], jobs: int) -> None:
    """Enter pages into a new register."""
    with tempfile.TemporaryDirectory(prefix="shiguan-") as folder, open_register(Path(folder) / "jobs.db") as book:
        for _ in book.add(raws, jobs=jobs):
            pass


def spent(work: Callable[[Sequence[Raw], int], None], raws: Sequence[Raw], jobs: int) -> Spent:
    """Return what some work took."""
    before, began = os.times(), time.perf_counter()
    work(raws, jobs)
    wall, after = time.perf_counter() - began, os.times()
    return Spent(
        wall,
        after.user + after.system - before.user - before.system,
        after.children_user + after.children_system - before.children_user - before.children_system,
    )


def show(name: str, jobs: int, pages: int, one: Spent) -> None:
    """Print what some work took, and how much faster it can be with more processes."""
    whole = one.first + one.readers
    share = one.first / whole
    bound = f"; at most {1 / share:.1f} times as fast as one process" if jobs else ""
    print(
        f"{name} --jobs {jobs}: {one.wall:.1f} s, {pages / one.wall:.0f} pages/s; processor"
        f" {1e3 * whole / pages:.2f} ms a page: first process {1e3 * one.first / pages:.2f},"
        f" readers {1e3 * one.readers / pages:.2f}{bound}; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())

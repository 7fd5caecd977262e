"""How long the set phrases of a register take to find, and in how much memory, by how much was said.

Each share of the statements is measured in a process of its own: wall clock, processor time, the most memory held. The
exponent is the slope of the processor time over the characters on a double logarithmic scale: 1 is linear.
"""

import argparse
import math
import resource
import subprocess
import sys
import time
from itertools import pairwise

from shiguan.annals.phrase import Asked, names, sayings
from shiguan.annals.register import open_register
from shiguan.tell.phrase import find_phrases

SHARES = (0.125, 0.25, 0.5, 1.0)
SHOWN = 50
LIMIT_SECONDS = 20.0
LIMIT_MEGABYTES = 500.0


def measure(register: str, share: float) -> None:
    """Print characters, statements, phrases, seconds by the wall and by the processor, and megabytes, of one share."""
    wall, cpu = time.perf_counter(), time.process_time()
    with open_register(register, create=False) as book:
        every = sorted(sayings(book.store, Asked()), key=lambda one: one.id)
        some = every[: round(len(every) * share)]
        del every
        found = find_phrases(some, limit=SHOWN, names=names(book.store))
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(sum(len(one.text) for one in some), len(some), len(found), f"{wall:.2f} {cpu:.2f} {held:.0f}")


def main() -> int:
    """Print a line a share; 1 where the whole register takes too long or too much."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("register", help="a register with the corpus in it")
    parser.add_argument("--share", type=float, help="measure this share alone, in this process")
    wanted = parser.parse_args()
    if wanted.share:
        measure(wanted.register, wanted.share)
        return 0
    rows = []
    print("characters  statements  wall s  cpu s  MB")
    for share in SHARES:
        command = [sys.executable, "-m", "benchmarks.phrases", wanted.register, "--share", str(share)]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        characters, statements, _, wall, cpu, held = map(float, told)
        rows.append((characters, cpu))
        print(f"{characters:>10,.0f}  {statements:>10,.0f}  {wall:>6.2f}  {cpu:>5.2f}  {held:>4.0f}", flush=True)
    steps = [math.log(two[1] / one[1]) / math.log(two[0] / one[0]) for one, two in pairwise(rows)]
    print("exponent from share to share: " + ", ".join(f"{step:.2f}" for step in steps))
    return int(wall > LIMIT_SECONDS or held > LIMIT_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())

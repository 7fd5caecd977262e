"""Readers on the web app: so many requests a second for a while over all kinds of pages of a register.

    python -m benchmarks.load REGISTER [--rate 20] [--seconds 60]

The app runs as `shiguan serve` does, one process; the requests leave on time whether or not earlier ones were answered
(an open loop), each for a page of the register that was chosen by chance from a fixed seed. Latency is wall clock from
the moment a request was due. On a machine that others use too, look at `cpu` beside it: the server's processor time for
a request of the kind, asked for alone afterwards, one at a time.
"""

import argparse
import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx

from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register, open_register

MEDIAN, WORST, HEAVIEST = 150.0, 500.0, 200_000  # milliseconds, milliseconds, bytes
SEED = 20260101
LOST = 599  # the status that stands for no answer
SOME = 120  # addresses of a kind
ALONE = 24  # requests of a kind that are asked for one at a time
WORDS = ("台湾", "磋商", "一带一路", "乌克兰", "气候变化", "会谈", "貿易", "普京", "核", "人工智能")
READER = {"accept-language": "zh"}
START = "from shiguan.cli.app import main; main()"
READY = re.compile(r"http://\S+")


@dataclass(frozen=True)
class Answer:
    """One request: of what kind, how long it took, how much came back, and with which status."""

    kind: str
    milliseconds: float
    size: int
    status: int


def main() -> int:
    """Print a line for each kind of page; 1 where a bound is passed or a page failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("register", type=Path)
    parser.add_argument("--rate", type=float, default=20.0, help="requests a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    wanted = parser.parse_args()
    with open_register(wanted.register, create=False) as register:
        addresses = addresses_of(register)
    with serving(wanted.register) as (base, server):
        return measure(base, server, addresses, wanted.rate, wanted.seconds)


@contextmanager
def serving(register: Path) -> Iterator[tuple[str, int]]:
    """Serve a register as `shiguan serve` does and yield the address and the process."""
    command = [sys.executable, "-c", START, "serve", "--port", "0", "--register", str(register)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            found = READY.search(server.stdout.readline() if server.stdout else "")
            if not found:
                sys.exit("the server did not start")
            yield found[0].rstrip("/"), server.pid
        finally:
            server.terminate()


def addresses_of(register: Register) -> dict[str, list[str]]:
    """Return addresses of every kind of page, by kind; of stored things some, chosen by chance."""
    chance = random.Random(SEED)
    deeds = register.deeds(Query(), limit=4000, newest_first=True)
    chance.shuffle(deeds)
    people = sorted({party.name for one in deeds for party in one.parties if party.name})
    codes = sorted({party.state for one in deeds for party in one.parties if party.state})
    several = [one for one in deeds if len(one.pages) > 1]
    cursors = [f"/?before={one.first}.{one.id}" for one in deeds if one.first]
    pairs = sorted({tuple(sorted({party.state for party in one.parties if party.state})[:2]) for one in deeds})
    found = {
        "chronicle": ["/"] * 10 + cursors + [f"/?state={code}" for code in codes],
        "words": ["/words"] + [f"/words?state={code}" for code in codes],
        "record": [f"/record/{one.id}" for one in deeds],
        "drawer": [f"/record/{one.id}/drawer" for one in deeds],
        "readouts": [f"/record/{one.id}/readouts" for one in several],
        "page": [f"/page/{page}" for one in deeds for page in one.pages],
        "person": [f"/person/{part(name)}" for name in people],
        "state": [f"/state/{code}" for code in codes],
        "pair": [f"/state/{'/'.join(map(part, pair))}" for pair in pairs if len(pair) == 2],
        "mechanism": [f"/mechanism/{part(one.name)}" for one in register.mechanisms(least=2)],
        "mechanisms": ["/mechanisms"],
        "states": ["/state"],
        "network": ["/network", "/network?of=people", "/network?from=2024", "/network?from=2023&to=2023"],
        "figures": ["/figures", "/figures?q=%E5%87%BA%E5%8F%A3"],
        "figure": [f"/figures/{part(one.measure)}" for one in register.measures(least=3)],
        "unconfirmed": ["/unconfirmed"],
        "conflicts": ["/conflicts"],
        "doubtful": ["/doubtful"],
        "search": [f"/search?q={part(word)}" for word in WORDS],
        "feeds": [f"/feed.atom?state={code}" for code in codes[:20]] + ["/calendar.ics?status=planned"],
        "triangle": [f"/state/CN/US/{code}" for code in codes if code not in ("CN", "US")],
        "judge": [f"/record/{one.id}/judge" for one in deeds],
        "drawn": ["/network?as=svg"] + [f"/state/{code}?as=svg" for code in codes],
        "watch": ["/watch"],
        "forms": ["/add", "/export", "/log", "/phrases", "/positions", "/login"],
    }
    return {kind: chance.sample(some, min(SOME, len(some))) for kind, some in found.items() if some}


def part(text: str) -> str:
    """Return a text as one part of an address."""
    return quote(text, safe="")


def measure(base: str, server: int, addresses: dict[str, list[str]], rate: float, seconds: float) -> int:
    """Send the requests and print what became of them."""
    before, began = processor_time(server), time.monotonic()
    answers = asyncio.run(send_all(base, addresses, rate, seconds))
    spent, lasted = processor_time(server) - before, time.monotonic() - began
    costs = costs_of(base, server, addresses)
    print(f"{'kind':12}{'n':>6}{'p50':>8}{'p99':>8}{'max':>8}{'cpu':>8}  ms{'kB':>8}")
    faults = 0
    by_kind: dict[str, list[Answer]] = defaultdict(list)
    for one in answers:
        by_kind[one.kind].append(one)
    for kind in addresses:
        faults += line_of(kind, by_kind[kind], costs[kind])
    faults += line_of("all", answers, 1000 * spent / len(answers))
    print(
        f"{len(answers)} requests in {lasted:.0f} s; the server used {spent:.1f} s of processor time"
        f" ({100 * spent / lasted:.0f} % of one core) and at most {most_memory(server) / 1e6:.0f} MB"
    )
    return 1 if faults else 0


def costs_of(base: str, server: int, addresses: dict[str, list[str]]) -> dict[str, float]:
    """Return the processor time of a request of each kind in milliseconds, some asked for one after the other."""
    found = {}
    with httpx.Client(base_url=base, timeout=60, headers=READER) as client:
        for kind, some in addresses.items():
            asked = (some * ALONE)[:ALONE]
            before = processor_time(server)
            for address in asked:
                client.get(address)
            found[kind] = 1000 * (processor_time(server) - before) / len(asked)
    return found


def line_of(kind: str, answers: Sequence[Answer], cost: float) -> int:
    """Print one kind of page; return how many of its bounds are passed."""
    if not answers:
        return 0
    times = sorted(one.milliseconds for one in answers)
    middle, late = statistics.median(times), times[int(0.99 * (len(times) - 1))]
    size = max(one.size for one in answers)
    failed = [one.status for one in answers if one.status >= 400]
    passed = [middle > MEDIAN, late > WORST, size > HEAVIEST, bool(failed)]
    note = "".join(
        f"  {name}"
        for name, is_passed in zip(("slow", "late", "heavy", f"failed {failed[:3]}"), passed, strict=True)
        if is_passed
    )
    print(f"{kind:12}{len(times):6}{middle:8.0f}{late:8.0f}{times[-1]:8.0f}{cost:8.1f}    {size / 1000:8.0f}{note}")
    return sum(passed)


def processor_time(process: int) -> float:
    """Return the processor time that a process has used, in seconds."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def most_memory(process: int) -> int:
    """Return the most memory that a process ever held, in bytes."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:"))


async def send_all(base: str, addresses: dict[str, list[str]], rate: float, seconds: float) -> list[Answer]:
    """Send a request at each beat, kinds in turn, and return the answers."""
    chance = random.Random(SEED)
    kinds = list(addresses)
    limits = httpx.Limits(max_connections=200, keepalive_expiry=2)
    async with httpx.AsyncClient(base_url=base, timeout=60, limits=limits, headers=READER) as client:
        for kind in kinds:  # warm
            await send(client, kind, addresses[kind][0], time.monotonic())
        start, tasks = time.monotonic(), []
        for beat in range(int(rate * seconds)):
            due = start + beat / rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            kind = kinds[beat % len(kinds)]
            tasks.append(asyncio.create_task(send(client, kind, chance.choice(addresses[kind]), due)))
        return list(await asyncio.gather(*tasks))


async def send(client: httpx.AsyncClient, kind: str, address: str, due: float) -> Answer:
    """Send one request and read its answer whole."""
    try:
        answer = await client.get(address)
        size, status = len(answer.content), answer.status_code
    except httpx.TransportError as error:
        print(f"{address}: {type(error).__name__}", file=sys.stderr)
        size, status = 0, LOST
    return Answer(kind, 1000 * (time.monotonic() - due), size, status)


if __name__ == "__main__":
    sys.exit(main())

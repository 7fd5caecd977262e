"""How a register grows: one page more and every command, at more and more articles, up to ten times the corpus.

The articles are those of the corpus, told again: in each round their dates lie some years earlier and the people have
other names, so that no two rounds tell of one event. For each size it prints the pages a second, the size of the file,
the median and the 95th percentile of entering one page more, and for each command the median wall time, start-up
included; the second figure of each is processor time, which other work on the machine moves less. `--keep` names a
folder for the register, else it is thrown away; `--stands N` measures the one kept there, of N times the corpus.
"""

import argparse
import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from shiguan.annals.register import Register, open_register
from shiguan.lexicon import tables
from shiguan.model.raw import Raw, RawKind

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SHIGUAN = Path(sys.executable).with_name("shiguan")
SIZES = (1, 2, 4, 7, 10)  # times the corpus
APART = 3  # years between two rounds; what lies on the same days is of other people
SINGLE = 60  # pages entered one by one at each size
RUNS = 3  # of each command
YEAR = re.compile(r"(?<!\d)20[12]\d(?=年|-\d\d-\d\d)")
NAME = re.compile(
    r"[\u4e00-\u9fff]{2}(?=指出|强调|表示|会见|同)|(?<=[长理统席相])[\u4e00-\u9fff]{2,3}(?=在|同|与|会见|\d)"
)
COMMANDS: tuple[tuple[str, ...], ...] = (
    ("chronicle", "--from", "2024-06-01", "--to", "2024-06-30"),
    ("chronicle", "--state", "RU"),
    ("search", "中俄"),
    ("search", "气候"),
    ("mechanisms",),
    ("mechanism", "中俄总理定期会晤"),
    ("person", "王毅"),
    ("state", "CN", "RU"),
    ("figures", "贸易额"),
    ("conflicts",),
    ("unconfirmed",),
    ("doubtful",),
)


def main() -> int:
    """Print the curve; 1 where there is no corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="times the corpus, at most")
    parser.add_argument("--keep", type=Path, help="a folder for the register")
    parser.add_argument("--stands", type=int, help="only measure the register kept, of so many times the corpus")
    parser.add_argument("--jobs", type=int, help="reading processes")
    wanted = parser.parse_args()
    articles = load()
    if not articles:
        print(f"growth: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    if wanted.keep and wanted.stands:
        with open_register(str(wanted.keep / "growth.db")) as register:
            enter_singly(register, articles, wanted.stands)
        time_commands(wanted.keep / "growth.db")
        return 0
    with tempfile.TemporaryDirectory(prefix="shiguan-") as folder:
        path = (wanted.keep or Path(folder)) / "growth.db"
        done = 0
        for size in (one for one in SIZES if one <= wanted.most):
            with open_register(str(path)) as register:
                fill(register, articles, range(done, size), wanted.jobs)
                enter_singly(register, articles, size)
            done = size
            time_commands(path)
    return 0


def load() -> list[dict[str, str]]:
    """Return the articles of the corpus."""
    found = []
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            found += [json.loads(line) for line in lines]
    return found


def retold(article: dict[str, str], turn: int, other: str = "") -> Raw:
    """Return an article as it would stand some years earlier, of other people; turn 0 is the article itself.

    `other` gives yet other names.
    """
    given = {key: value for key, value in article.items() if value}
    if turn:
        for key in ("title", "text", "published"):
            given[key] = YEAR.sub(lambda found: str(int(found[0]) - turn * APART), given.get(key, ""))
        for key in ("title", "text"):
            given[key] = NAME.sub(lambda found: renamed(found[0], f"{turn}{other}"), given[key])
        given["id"] = f"{given.get('id', '')}-{turn}{other}"
    data = json.dumps({key: value for key, value in given.items() if value}, ensure_ascii=False).encode()
    return Raw(kind=RawKind.ARTICLE, name=given.get("id", ""), data=data)


def renamed(name: str, turn: str) -> str:
    """Return another name for one, the same in all articles of a turn."""
    surnames = tables.words("surnames")
    draw = random.Random(f"{name}{turn}")
    return draw.choice([one for one in surnames if len(one) == 1]) + name[1:]


def fill(register: Register, articles: Sequence[dict[str, str]], turns: range, jobs: int | None) -> None:
    """Enter the articles of some turns, and say how fast."""
    start = time.perf_counter()
    pages: Iterator[Raw] = (retold(one, turn) for turn in turns for one in articles)
    entered = sum(len(outcome.entered) for outcome in register.add(pages, jobs=jobs))
    took = time.perf_counter() - start
    print(f"\n{turns.stop}x: {entered} pages entered in {took:.0f} s, {entered / took:.0f} a second", flush=True)


def enter_singly(register: Register, articles: Sequence[dict[str, str]], size: int) -> None:
    """Enter pages one by one and print how long each took; the first warms the reader up and does not count."""
    walls: list[float] = []
    shares: list[float] = []
    for one in random.Random(size).sample(articles, SINGLE + 1):
        page = retold(one, size, other="single")
        wall, share = time.perf_counter(), time.process_time()
        for _ in register.add([page], jobs=0):
            pass
        walls.append((time.perf_counter() - wall) * 1000)
        shares.append((time.process_time() - share) * 1000)
    print(f"  one page more: {spread(walls[1:])}; processor {spread(shares[1:])}", flush=True)


def spread(times: Sequence[float]) -> str:
    """Return the median and the 95th percentile of some milliseconds."""
    ordered = sorted(times)
    return f"median {statistics.median(ordered):.0f} ms, 95th {ordered[int(0.95 * len(ordered))]:.0f} ms"


def time_commands(path: Path) -> None:
    """Print the median wall time and processor time of each command."""
    print(f"  file {sum(each.stat().st_size for each in path.parent.glob('growth.db*')) / 2**20:.0f} MB")
    for command in COMMANDS:
        walls, shares = [], []
        for _ in range(RUNS):
            before, start = os.times(), time.perf_counter()
            subprocess.run([str(SHIGUAN), *command, "--register", str(path)], stdout=subprocess.DEVNULL, check=False)
            walls.append((time.perf_counter() - start) * 1000)
            after = os.times()
            spent = after.children_user + after.children_system - before.children_user - before.children_system
            shares.append(spent * 1000)
        print(f"  {statistics.median(walls):6.0f} ms {statistics.median(shares):6.0f}  {' '.join(command)}", flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""How many pages a second go from WARC to the register, stage by stage: `python -m benchmarks.warc 2000 10000`.

For each number of pages a WARC is made (kept with --keep): of twenty pages ten are in other languages, six Chinese
everyday news and four articles of the corpus, each in page dress. Each stage is timed by itself, in one process; then
the whole `add` with `--jobs`. With fastwarc installed, its reading of the same file is set beside the first stage.
"""

import argparse
import gzip
import itertools
import json
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.dress import Article, everyday, foreign, page
from shiguan.annals.entry import Entry, make_entry, page_id
from shiguan.annals.gather import BATCH, CHUNK, Chunk, enter_batch
from shiguan.annals.register import open_register
from shiguan.capture.encoding import decode
from shiguan.capture.page import InputKind, capture
from shiguan.errors import CaptureError
from shiguan.intake.answer import answer_of, body_of
from shiguan.intake.record import Record, records
from shiguan.intake.source import Source, raw_pages
from shiguan.intake.tally import Tally
from shiguan.intake.warc import unwanted
from shiguan.model.page import Page
from shiguan.model.raw import Raw, RawKind
from shiguan.model.reading import Reading
from shiguan.pipeline import read

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SEED = 6
MIX = "fefcffefecfeffcefcfe"  # f other language, e everyday, c corpus
MIX_NAMES = {"f": "other languages", "e": "everyday Chinese", "c": "corpus"}


class Stage(msgspec.Struct):
    """One stage: pages that went in, bytes that went in, seconds."""

    name: str
    pages: int
    size: int
    seconds: float


class Clock:
    """Seconds of this process since it was last asked: other work on the machine does not count."""

    def __init__(self) -> None:
        self.at = time.process_time()

    def lap(self) -> float:
        """Return the seconds since the last lap."""
        before, self.at = self.at, time.process_time()
        return self.at - before


def main() -> int:
    """Print the stages and the whole for each number of pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[2000, 10000])
    parser.add_argument("--jobs", type=int, nargs="*", default=[0, 2], help="reading processes of the whole")
    parser.add_argument("--keep", type=Path, help="folder for the WARC files")
    parser.add_argument("--whole", action="store_true", help="leave out the stages")
    wanted = parser.parse_args()
    if not any(CORPUS.glob("*.jsonl.gz")):
        print(f"warc: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as made:
        folder = wanted.keep or Path(made)
        for count in wanted.pages:
            path = folder / f"pages-{count}.warc.gz"
            if not path.exists():
                make(path, count)
            print(f"\n{count:,} pages, {path.stat().st_size / 1e6:,.1f} MB packed")
            if not wanted.whole:
                show_stages(path, Path(made))
            for jobs in wanted.jobs:
                show_whole(path, Path(made), jobs)
    return 0


def make(path: Path, count: int) -> None:
    """Write a WARC of so many pages."""
    chance = random.Random(SEED)
    articles = list(corpus())
    chance.shuffle(articles)
    from_corpus = itertools.cycle(articles)
    with path.open("wb") as stream:
        for number in range(count):
            sort = MIX[number % len(MIX)]
            article = next(from_corpus) if sort == "c" else everyday(chance) if sort == "e" else foreign(chance)
            stream.write(gzip.compress(record(page(article, number, chance), number, article), 6))


def corpus() -> Iterator[Article]:
    """Yield the articles of the corpus, file by file."""
    for path in sorted(CORPUS.glob("*.jsonl.gz")):
        with gzip.open(path) as stream:
            for line in stream:
                found = json.loads(line)
                yield Article(title=found["title"] or "", text=found["text"], published=found["published"] or "")


def record(body: bytes, number: int, article: Article) -> bytes:
    """Return the record of a page, as CC-NEWS lays it out."""
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: nginx\r\nDate: x\r\n\r\n" + body
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2024-05-17T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
        f"WARC-Target-URI: https://n{number % 50}.example/{article.published}/{number}.html\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + b"%b\r\n\r\n" % block


def show_stages(path: Path, folder: Path) -> None:
    """Print what each stage costs, one after the other in one process."""
    clock = Clock()
    bodies, stages = [], []
    with path.open("rb") as stream:
        found = [one for one in records(stream) if isinstance(one, Record)]
    bodies = [body_of(answer_of(one.block)) for one in found]
    stages.append(Stage("WARC", len(bodies), sum(map(len, bodies)), clock.lap()))
    if seconds := fastwarc_seconds(path):
        print(f"  FastWARC reads the same in {seconds:.2f} s, {len(bodies) / seconds:,.0f} pages/s")
    unwanted(bodies[0], filtered=True)  # makes the automaton
    clock.lap()
    passed = [body for body in bodies if unwanted(body, filtered=True) is None]
    stages.append(Stage("filter", len(bodies), sum(map(len, bodies)), clock.lap()))
    for body in passed:
        decode(body, name="page")
    decoding = clock.lap()
    stages.append(Stage("decode", len(passed), sum(map(len, passed)), decoding))
    pages = [(body, captured) for body in passed if (captured := captured_of(body)) is not None]
    stages.append(Stage("main text", len(passed), sum(map(len, passed)), clock.lap() - decoding))
    readings = [read(one) for _, one in pages]
    stages.append(Stage("read", len(pages), sum(len(one.document.text.encode()) for _, one in pages), clock.lap()))
    entries = [entry(body, reading) for (body, _), reading in zip(pages, readings, strict=True)]
    stages.append(Stage("enter", len(entries), 0, clock.lap()))
    write(entries, folder / f"stages-{len(bodies)}.db")
    stages.append(Stage("write", len(entries), 0, clock.lap()))
    whole = sum(stage.seconds for stage in stages)
    told = sum(bool(one.engagements) for one in readings)
    print(f"  {len(passed):,} pass the filter, {told:,} of these tell of an engagement")
    for stage in stages:
        speed = f"{stage.size / stage.seconds / 1e6:8.1f} MB/s" if stage.size else " " * 13
        print(
            f"  {stage.name:10} {stage.pages:7,} pages {stage.pages / stage.seconds:9,.0f}/s {speed}"
            f" {1e3 * stage.seconds / stage.pages:7.2f} ms a page {100 * stage.seconds / whole:5.1f} %"
        )
    print(f"  together   {len(bodies):7,} pages {len(bodies) / whole:9,.0f}/s a core")


def fastwarc_seconds(path: Path) -> float | None:
    """Return how long FastWARC takes over the same file, None where it is not installed."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        return None
    began = time.process_time()
    with path.open("rb") as stream:
        for one in ArchiveIterator(stream, record_types=WarcRecordType.response):
            one.reader.read()
    return time.process_time() - began


def captured_of(body: bytes) -> Page | None:
    """Return the page of a body, None where there is none."""
    try:
        return capture(body, name="page", kind=InputKind.AUTO)
    except CaptureError:
        return None


def entry(body: bytes, reading: Reading) -> Entry:
    """Return a page ready to be written."""
    raw = Raw(data=body, kind=RawKind.AUTO, name="page")
    return make_entry(page_id(raw), raw, reading)


def write(entries: list[Entry], path: Path) -> None:
    """Write pages into a new register, in the batches of `add`."""
    with open_register(path) as book:
        for at in range(0, len(entries), CHUNK * BATCH):
            some = tuple(entries[at : at + CHUNK * BATCH])
            enter_batch(book.store, [Chunk(entries=some, refused=(), faults=())])


def show_whole(path: Path, folder: Path, jobs: int) -> None:
    """Print how long `add` takes over the file, and the memory of its processes."""
    tally = Tally()
    clock = Clock()
    began = time.perf_counter()
    entered = faults = 0
    target = folder / f"whole-{path.stem}-{jobs}.db"
    with open_register(target) as book:
        for outcome in book.add(raw_pages(Source(pages=(str(path),)), tally), jobs=jobs):
            entered += len(outcome.entered)
            faults += len(outcome.faults)
    seconds = clock.lap() if not jobs else time.perf_counter() - began
    pages = entered + faults + sum(tally.passed.values())
    own, others = (resource.getrusage(of).ru_maxrss / 1024 for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(
        f"  add --jobs {jobs}: {entered:,} entered, {faults:,} not read, {tally.says()}; {seconds:.1f} s"
        f"{'' if jobs else ' of CPU'}, {pages / seconds:,.0f} pages/s;"
        f" peak {own:,.0f} MB, the largest reader {others:,.0f} MB;"
        f" register {target.stat().st_size / 1e6:,.1f} MB"
    )


if __name__ == "__main__":
    sys.exit(main())

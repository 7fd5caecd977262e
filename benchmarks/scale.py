"""What the way from archives to a register costs as it gets longer: `python -m benchmarks.scale --folder F`.

Archives of 10,000 pages each are made in the folder, unless they are there: of twenty pages ten are in other languages,
six Chinese everyday news and four articles of the corpus, in page dress; when the corpus is used up it begins again,
its years four years on. They are read with `shiguan batch` by one worker and by two, and the readings are entered. All
figures are of processor time, so that other work on the machine counts little; wall time is told beside.
"""

import argparse
import gzip
import itertools
import random
import re
import resource
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.dress import Article, foreign, page, varied
from benchmarks.warc import CORPUS, MIX, SEED, Clock, corpus, record, show_stages
from shiguan.annals.register import open_register
from shiguan.batch.engine import Name, engine_of
from shiguan.batch.part import Note, Order
from shiguan.batch.run import batch
from shiguan.intake.source import Source, raw_pages

EACH = 10_000  # pages of an archive
FROM_CORPUS = EACH * MIX.count("c") // len(MIX)
YEAR = re.compile(r"20\d\d")
CYCLE = 4  # years


def main() -> int:
    """Print what each length of the way costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=int, nargs="*", default=[10_000, 50_000, 200_000])
    parser.add_argument("--folder", type=Path, required=True, help="where archives, readings and registers are kept")
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--only-make", action="store_true", help="make the archives and leave")
    parser.add_argument("--stages", action="store_true", help="tell what each stage costs, on the first archive")
    wanted = parser.parse_args()
    if not any(CORPUS.glob("*.jsonl.gz")):
        print(f"scale: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    archives = list(made(wanted.folder, max(wanted.pages) // EACH))
    if wanted.only_make:
        return 0
    if wanted.stages:
        show_stages(archives[0], wanted.folder)
    for count in wanted.pages:
        some = archives[: count // EACH]
        packed = sum(path.stat().st_size for path in some)
        print(f"\n{count:,} pages in {len(some)} archives, {packed / 1e6:,.0f} MB packed", flush=True)
        for jobs in wanted.jobs:
            readings = wanted.folder / f"readings-{count}-{jobs}"
            read(some, readings, jobs)
        enter(readings, wanted.folder / f"register-{count}.db")
    return 0


def made(folder: Path, count: int) -> Iterator[Path]:
    """Yield archives, those made that are missing; each is a function of its number alone."""
    folder.mkdir(parents=True, exist_ok=True)
    articles: list[Article] = []
    for number in range(count):
        path = folder / f"pages-{number:03}.warc.gz"
        if not path.exists():
            articles = articles or shuffled()
            begun = path.with_suffix(".begun")
            write(begun, number, articles)
            begun.rename(path)
        yield path


def shuffled() -> list[Article]:
    """Return the articles of the corpus in an order of no meaning."""
    found = list(corpus())
    random.Random(SEED).shuffle(found)
    return found


def write(path: Path, number: int, articles: list[Article]) -> None:
    """Write one archive."""
    chance = random.Random(f"{SEED}|{number}")
    at = itertools.count(number * FROM_CORPUS)
    with path.open("wb") as stream:
        for own in range(EACH):
            sort = MIX[own % len(MIX)]
            article = told(articles, next(at)) if sort == "c" else varied(chance) if sort == "e" else foreign(chance)
            whole = number * EACH + own
            stream.write(gzip.compress(record(page(article, whole, chance), whole, article), 6))


def told(articles: list[Article], at: int) -> Article:
    """Return an article of the corpus, in later rounds some years on."""
    cycle, place = divmod(at, len(articles))
    article = articles[place]
    if cycle == 0:
        return article

    def later(found: re.Match[str]) -> str:
        return str(int(found[0]) + CYCLE * cycle)

    title, text, published = (YEAR.sub(later, one) for one in (article.title, article.text, article.published))
    return msgspec.structs.replace(article, title=title, text=text, published=published)


def read(archives: list[Path], to: Path, jobs: int) -> None:
    """Read archives into readings and print what that took."""
    shutil.rmtree(to, ignore_errors=True)
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    ends = list(batch([str(path) for path in archives], Order(to=str(to)), engine_of(Name.LOCAL, jobs=jobs)))
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    notes = [end.what for end in ends if isinstance(end.what, Note)]
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    pages = sum(note.pages + note.failed + sum(note.passed.values()) for note in notes)
    size = sum(path.stat().st_size for path in to.rglob("*.parquet"))
    print(
        f"  batch --jobs {jobs}: {pages / seconds:,.0f} pages/s a core, {pages / wall:,.0f} pages/s by the wall clock;"
        f" {sum(note.pages for note in notes):,} read; {size / 1e6:,.0f} MB of Parquet;"
        f" largest worker {after.ru_maxrss / 1024:,.0f} MB",
        flush=True,
    )


def enter(readings: Path, register: Path) -> None:
    """Enter readings into a new register and print what a page costs, from the first to the last."""
    for path in register.parent.glob(f"{register.name}*"):
        path.unlink()
    clock, entered, mark, spent = Clock(), 0, 0, 0.0
    step = max(1, sum(1 for _ in readings.rglob("*.json")) // 5) * FROM_CORPUS
    costs = []
    with open_register(register) as book:
        for outcome in book.add(raw_pages(Source(pages=(str(readings),))), jobs=0):
            entered += len(outcome.entered)
            if entered - mark >= step:
                lap = clock.lap()
                costs.append(f"{entered:,}: {1e3 * lap / (entered - mark):.2f}")
                spent, mark = spent + lap, entered
    spent += clock.lap()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"  add: {entered:,} pages, {1e3 * spent / entered:.2f} ms a page, {entered / spent:,.0f} pages/s;"
        f" register {register.stat().st_size / 1e6:,.0f} MB; peak of the run so far {peak:,.0f} MB\n"
        f"  ms a page on the way to so many entered: {', '.join(costs)}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())

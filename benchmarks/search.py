"""Full-text search over the corpus, against a plain scan with instr() in the same run: build, size, latency, exactness.

Latency is wall clock, for each query the best of three. `--postgres` measures the twin as well, on a server of its own.
"""

import argparse
import gzip
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg

from shiguan.grammar.fold import fold
from shiguan.register import search, search_postgres
from tests.contracts import postgres

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
LENGTHS = (1, 2, 4, 6)  # characters of a query
QUERIES = 100  # of each length; cut from the texts by chance, so that frequent words come often
SCANNED = 20  # of them are scanned for as well, and the answers compared
ROUNDS = 3
SHOWN = 20  # hits on a page of results
ADDED = 200  # pages entered one by one into the full index
SCAN = "select page_number from plain where instr(title, ?1) or instr(text, ?1) order by page_number"

Page = tuple[int, str, str]


def main() -> int:
    """Print the figures; 1 where an answer is not the scan's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="measure PostgreSQL as well")
    wanted = parser.parse_args()
    pages = load()
    if not pages:
        print(f"search: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    print(f"{len(pages)} pages, {sum(len(title) + len(text) for _, title, text in pages):,} characters")
    queries = {length: cut(pages, length) for length in LENGTHS}
    with tempfile.TemporaryDirectory(prefix="shiguan-") as name:
        folder = Path(name).resolve()
        truth = scan(folder, pages, queries)
        wrong = measure_sqlite(folder, pages, queries, truth)
        if wanted.postgres:
            wrong += measure_postgres(folder, pages, queries, truth)
    return 1 if wrong else 0


def load() -> list[Page]:
    """Return the corpus, folded."""
    files = (gzip.decompress(path.read_bytes()) for path in sorted(CORPUS.glob("*.jsonl.gz")))
    lines = (line for file in files for line in file.splitlines())
    articles = (json.loads(line) for line in lines)
    return [(at, fold(each.get("title") or ""), fold(each["text"])) for at, each in enumerate(articles, start=1)]


def cut(pages: Sequence[Page], length: int) -> list[str]:
    """Return queries cut from texts by chance, the same in every run."""
    chance = random.Random(length)
    queries: list[str] = []
    while len(queries) < QUERIES:
        text = chance.choice(pages)[2]
        start = chance.randrange(max(len(text) - length, 1))
        query = text[start : start + length]
        if query.split() == [query] and len(query) == length:
            queries.append(query)
    return queries


def scan(folder: Path, pages: Iterable[Page], queries: dict[int, list[str]]) -> dict[str, list[int]]:
    """Print how long a plain scan takes, and return what it finds."""
    with closing(sqlite3.connect(folder / "plain.db")) as connection:
        connection.execute("create table plain (page_number integer primary key, title text, text text)")
        connection.executemany("insert into plain values (?, ?, ?)", pages)
        connection.commit()
        truth = {
            query: [number for (number,) in connection.execute(SCAN, (query,))]
            for some in queries.values()
            for query in some[:SCANNED]
        }
        some = {length: each[:SCANNED] for length, each in queries.items()}
        show_latency("instr scan, all", some, lambda query: connection.execute(SCAN, (query,)).fetchall())
    return truth


def measure_sqlite(
    folder: Path, pages: Sequence[Page], queries: dict[int, list[str]], truth: dict[str, list[int]]
) -> int:
    """Print the figures of SQLite; return how many answers differ from the scan's."""
    path = folder / "index.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(search.SCHEMA)
        build("SQLite", search, connection, pages)
        texts = connection.execute("select sum(length(title) + length(text)) from search_page").fetchone()[0]
        print(f"  {path.stat().st_size / 1e6:.1f} MB, of which {texts / 1e6:.1f} MB are the packed texts")
        wrong = measure("SQLite", search, connection, queries, truth)
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        show_adding(connection, pages)
    return wrong


def measure_postgres(
    folder: Path, pages: Sequence[Page], queries: dict[int, list[str]], truth: dict[str, list[int]]
) -> int:
    """Print the figures of PostgreSQL; return how many answers differ from the scan's."""
    cluster = folder / "postgres"
    cluster.mkdir()
    folder.chmod(0o755)  # the server may have to run as another user
    postgres.start(cluster)
    try:
        with psycopg.connect(postgres.url_of(cluster)) as connection:
            connection.execute(search_postgres.SCHEMA)
            build("PostgreSQL", search_postgres, connection, pages)
            sizes = "select pg_relation_size('search_page_grams'), pg_total_relation_size('search_page')"
            index, whole = connection.execute(sizes).fetchone() or (0, 0)
            print(f"  {whole / 1e6:.1f} MB, of which {index / 1e6:.1f} MB are the index")
            return measure("PostgreSQL", search_postgres, connection, queries, truth)
    finally:
        postgres.stop(cluster)


def build(name: str, module: ModuleType, connection: Any, pages: Sequence[Page]) -> None:
    """Index all pages in one transaction and print how long it takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    module.index_pages(connection, pages)
    connection.commit()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{name}: built in {wall:.1f} s, {cpu:.1f} s of CPU in this process")


def measure(
    name: str, module: ModuleType, connection: Any, queries: dict[int, list[str]], truth: dict[str, list[int]]
) -> int:
    """Print the latencies of a store; return how many answers differ from the scan's."""
    show_latency(
        f"{name}, first {SHOWN} with places", queries, lambda query: module.find(connection, query, limit=SHOWN)
    )
    show_latency(f"{name}, numbers of all", queries, lambda query: module.find_numbers(connection, query))
    wrong = 0
    for query, numbers in truth.items():
        found = module.find_numbers(connection, query)
        hits = [hit.page_number for hit in module.find(connection, query)]
        wrong += not found == hits == numbers
    print(f"  {len(truth)} queries compared with the scan, {wrong} answered differently")
    return wrong


def show_latency(name: str, queries: dict[int, list[str]], answer: Callable[[str], object]) -> None:
    """Print the median and the 95th percentile for each length of a query, in ms."""
    figures = []
    for length, some in queries.items():
        times = sorted(min(milliseconds(answer, query) for _ in range(ROUNDS)) for query in some)
        figures.append(f"{length}: {statistics.median(times):.2f}/{times[int(len(times) * 0.95)]:.2f}")
    print(f"  {name}: p50/p95 ms by characters  {'  '.join(figures)}", flush=True)


def milliseconds(answer: Callable[[str], object], query: str) -> float:
    """Return how long one answer takes."""
    began = time.perf_counter()
    answer(query)
    return (time.perf_counter() - began) * 1e3


def show_adding(connection: sqlite3.Connection, pages: Sequence[Page]) -> None:
    """Print how long one more page takes, committed by itself."""
    times = []
    for at, (_, title, text) in enumerate(pages[:ADDED], start=len(pages) + 1):
        began = time.perf_counter()
        search.index_pages(connection, [(at, title, text)])
        connection.commit()
        times.append((time.perf_counter() - began) * 1e3)
    print(f"  one page more: median {statistics.median(times):.2f} ms, slowest {max(times):.1f} ms")


if __name__ == "__main__":
    sys.exit(main())

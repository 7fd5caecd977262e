"""Read damaged pages for as long as asked: nothing but a refusal in one line may come of any of them.

Each page is a sample, a page of ../shared or an article of its corpus, damaged by cutting, doubling, splicing, swapping
and stray bytes, then read as it would be from a file. A reading must hold: every span equal to its characters, the
same again from the same bytes. What fails is written to the folder given, one file a page, and counted by its fault.
"""

import argparse
import gzip
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from shiguan.errors import ShiguanError
from shiguan.pipeline import read_page
from tests.properties.citation import faults_of

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "src" / "shiguan" / "samples"
SHARED = ROOT.parent / "shared"
ARTICLES = 400  # of each file of the corpus
SLOW = 0.00006  # seconds of processor for a byte, over a floor of half a second
FLOOR = 0.5
STRAY = (
    b"\x00", b"\xff", b"\xe4", b"<div>" * 40, b"<!--", b"]]>", b"&#x4e2d;", b"\r", b"1" * 300, b"{", b"\\",
    *(words.encode() for words in ("“", "《", "，", "·", "（", "\u202e", "𠮷😀", "第99999999999999999999轮")),
    *(words.encode() for words in ("2021年13月45日", "亿" * 80, "和" * 200, "表示" * 50)),
)  # fmt: skip


def seeds() -> list[bytes]:
    """Return the sound pages that damage starts from."""
    found = [path.read_bytes() for path in sorted(SAMPLES.iterdir()) if path.is_file()]
    found += [path.read_bytes() for path in sorted((SHARED / "pages").rglob("*")) if path.suffix in (".txt", ".html")]
    for path in sorted((SHARED / "corpus").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for _, line in zip(range(ARTICLES), lines, strict=False):
                found.append(json.loads(line)["text"].encode())
    return found


def damages(chance: random.Random, pages: list[bytes]) -> list[Callable[[bytes], bytes]]:
    """Return the ways a page is damaged."""

    def at(page: bytes) -> int:
        return chance.randrange(len(page) + 1)

    def cut(page: bytes) -> bytes:
        first, last = sorted((at(page), at(page)))
        return page[:first] + page[last:]

    def double(page: bytes) -> bytes:
        first, last = sorted((at(page), at(page)))
        return page[:last] + page[first:last] * chance.randrange(1, 6) + page[last:]

    def splice(page: bytes) -> bytes:
        other = chance.choice(pages)
        return page[: at(page)] + other[at(other) :]

    def stray(page: bytes) -> bytes:
        place = at(page)
        return page[:place] + chance.choice(STRAY) + page[place:]

    def flip(page: bytes) -> bytes:
        changed = bytearray(page)
        for _ in range(chance.randrange(1, 12)):
            if changed:
                changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)

    def shuffle(page: bytes) -> bytes:
        parts = page.split("，".encode())
        chance.shuffle(parts)
        return "，".encode().join(parts)

    def bare(page: bytes) -> bytes:
        return page.replace("。".encode(), b"").replace(b"\n", b"")

    def encode(page: bytes) -> bytes:
        return page.decode("utf-8", errors="ignore").encode(
            chance.choice(("gb18030", "big5", "utf-16", "hz")), "ignore"
        )

    return [cut, double, splice, stray, stray, flip, shuffle, bare, encode]


def damaged(chance: random.Random, pages: list[bytes]) -> Iterator[bytes]:
    """Yield damaged pages without end."""
    ways = damages(chance, pages)
    while True:
        page = chance.choice(pages)
        for _ in range(chance.randrange(1, 5)):
            page = chance.choice(ways)(page)[:200_000]
        yield page


def fault_of(page: bytes) -> str | None:
    """Return what is wrong with how a page is read, None for a sound reading or a refusal in one line."""
    begun = time.process_time()
    try:
        reading = read_page(page, published="2024-05-06")
        again = read_page(page, published="2024-05-06")
    except ShiguanError as refusal:
        return "a refusal of several lines" if "\n" in str(refusal) else None
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        return f"{type(error).__name__}: {error}"
    if time.process_time() - begun > 2 * (FLOOR + SLOW * len(page)):
        return "slow"
    if msgspec.json.encode(reading) != msgspec.json.encode(again):
        return "another reading the second time"
    return next(iter(faults_of(reading)), None)


def main() -> int:
    """Print how many pages were read and what failed; 1 where anything did."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("minutes", type=float, nargs="?", default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--to", type=Path, default=Path("build/fuzz"))
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    count, faults, end = 0, Counter[str](), time.monotonic() + asked.minutes * 60
    for page in damaged(random.Random(asked.seed), seeds()):
        if time.monotonic() > end:
            break
        count += 1
        fault = fault_of(page)
        if fault is not None:
            faults[fault.split(": ")[0]] += 1
            (asked.to / f"{asked.seed}-{count}.page").write_bytes(page)
            print(f"page {count}: {fault}"[:200], flush=True)
    print(f"{count:,} pages in {asked.minutes:g} minutes; faults: {dict(faults) or 'none'}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

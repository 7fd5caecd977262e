"""How fast, how much memory, how it grows: `make bench`. Ratios against jieba are taken in one run on the same text.

Also reads the whole corpus once and checks every citation, which the tests do on a share of it.
"""

import argparse
import functools
import gzip
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import jieba
import jieba.posseg
import msgspec

from shiguan.model.reading import Reading
from shiguan.pipeline import read_articles, read_page
from tests.properties.citation import faults_of

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
SHIGUAN = Path(sys.executable).with_name("shiguan")
TAGGED = 400_000  # characters that jieba tags; it takes some seconds
ROUNDS = 3
GROWTH = (10_000, 30_000, 100_000, 300_000, 1_000_000)  # bytes of one paragraph
FAULTS_SHOWN = 10


def main() -> int:
    """Print speed, growth, memory, start-up and the faults of the whole corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fast", action="store_true", help="leave out the whole corpus")
    wanted = parser.parse_args()
    files = sorted(CORPUS.glob("*.jsonl.gz"))
    if not files:
        print(f"bench: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    broadcast = sample([path for path in files if path.name.startswith("xwlb")], TAGGED)
    overseas = sample([path for path in files if not path.name.startswith("xwlb")], TAGGED)
    compare("broadcast", broadcast)
    compare("overseas", overseas)
    show_growth(broadcast)
    show_start_up()
    if wanted.fast:
        return 0
    return show_corpus(files)


def sample(files: list[Path], characters: int) -> list[bytes]:
    """Return articles of all files by turns until they have as many characters."""
    share = characters // max(len(files), 1)
    lines = []
    for path in files:
        left = share
        with gzip.open(path) as stream:
            for line in stream:
                if left <= 0:
                    break
                lines.append(line)
                left -= characters_of(line)
    return lines


def characters_of(line: bytes) -> int:
    """Return how many characters the text of an article has."""
    return len(json.loads(line).get("text") or "")


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    began = time.process_time()
    work()
    return time.process_time() - began


def median(work: Callable[[], object]) -> float:
    """Return the median of some runs."""
    return sorted(seconds(work) for _ in range(ROUNDS))[ROUNDS // 2]


def read_lines(lines: list[bytes]) -> int:
    """Read and encode articles; return the number of bytes."""
    encoder = msgspec.json.Encoder()
    return sum(len(encoder.encode(r)) for r in read_articles(lines, name="bench") if isinstance(r, Reading))


def compare(label: str, lines: list[bytes]) -> None:
    """Print the speed of whole readings and of jieba on the same articles."""
    texts = [json.loads(line).get("text") or "" for line in lines]
    characters = sum(map(len, texts))
    read_lines(lines[:20])
    jieba.setLogLevel("ERROR")
    list(jieba.posseg.cut(texts[0]))
    reading = median(lambda: read_lines(lines))
    tagging = seconds(lambda: [list(jieba.posseg.cut(text)) for text in texts])
    cutting = seconds(lambda: [jieba.lcut(text) for text in texts])
    print(f"== {label}: {len(lines)} articles, {characters:,} characters, CPU seconds of one process")
    for name, spent in (
        ("shiguan, whole readings as JSON", reading),
        ("jieba.cut", cutting),
        ("jieba.posseg", tagging),
    ):
        print(f"   {name:<34}{characters / spent:>12,.0f} characters/s")
    print(f"   shiguan / jieba.posseg {tagging / reading:.1f}   shiguan / jieba.cut {cutting / reading:.1f}\n")


def show_growth(lines: list[bytes]) -> None:
    """Print the cost of one paragraph as it grows; a line is even, a square is not."""
    text = "".join("".join((json.loads(line).get("text") or "").split()) for line in lines)
    print("== one paragraph, CPU")
    for size in GROWTH:
        characters = size // 3
        paragraph = (text * (characters // len(text) + 1))[:characters]
        spent = median(functools.partial(read_page, paragraph, name="paragraph"))
        print(f"   {size // 1000:>5} KB {spent:>8.3f} s {1e6 * spent / characters:>8.2f} µs a character")
    print()


def show_start_up() -> None:
    """Print how long the command takes to say its version."""
    spent = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([str(SHIGUAN), "--version"], check=True, stdout=subprocess.DEVNULL)
        spent.append(time.perf_counter() - began)
    print(f"== shiguan --version: median {sorted(spent)[2]:.2f} s\n")


def show_corpus(files: list[Path]) -> int:
    """Read the whole corpus through the command, print speed and peak memory, and count citations that do not hold."""
    with tempfile.TemporaryDirectory() as folder:
        articles, readings = Path(folder) / "articles.jsonl", Path(folder) / "readings.jsonl"
        with articles.open("wb") as out:
            for path in files:
                with gzip.open(path) as stream:
                    out.writelines(stream)
        began = time.perf_counter()
        with readings.open("wb") as out:
            command = [str(SHIGUAN), "read", "--input", "jsonl", "--format", "jsonl", str(articles)]
            code = subprocess.run(command, stdout=out, check=False).returncode
        spent = time.perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        with articles.open("rb") as stream:
            characters = sum(map(characters_of, stream))
        print(f"== whole corpus: {characters:,} characters in {spent:.1f} s, {characters / spent:,.0f} characters/s,")
        print(f"   peak memory {peak:.0f} MB, exit status {code} (1: some pages are not Chinese)")
        return show_faults(readings)


def show_faults(readings: Path) -> int:
    """Print the citations that do not hold; return 1 if there are any."""
    decoder = msgspec.json.Decoder(Reading)
    with readings.open("rb") as stream:
        faults = [fault for line in stream for fault in faults_of(decoder.decode(line))]
    print(f"   citations that do not hold: {len(faults)}")
    for fault in faults[:FAULTS_SHOWN]:
        print(f"   {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())

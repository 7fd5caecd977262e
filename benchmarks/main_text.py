"""Score the capture of HTML pages on pages with gold, and set it beside the libraries.

`python -m benchmarks.main_text` prints title, day and text of pages/mfa against mfa.gold.json and exits 1 below the
floors. `--libraries` also compares the libraries on those pages, and on the pages of the press with the bodies that
Shiguan finds there, which were judged by eye. gne and resiliparse are not dependencies: install them for that.
"""

import argparse
import importlib
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import msgspec

from shiguan.capture.encoding import decode
from shiguan.capture.page import capture
from shiguan.errors import CaptureError

ROOT = Path(__file__).parents[1]
PAGES = ROOT.parent / "shared" / "pages"
TEXT_FLOOR = 0.98
ALIKE = 0.9
LIST_MARK = re.compile(r"[\s|\-]+")

Extractor = Callable[[str], str]


class Gold(msgspec.Struct, frozen=True, kw_only=True):
    """The truth of one page."""

    file: str
    title: str
    published: str
    text: str


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """How many titles and days are right, the mean F1 of the text, and the mean milliseconds."""

    pages: int
    titles: int
    days: int
    text: float
    milliseconds: float
    faults: tuple[str, ...]

    @property
    def passes(self) -> bool:
        """Whether every title and day is right and the text is above its floor."""
        return self.titles == self.days == self.pages and self.text >= TEXT_FLOOR


def character_f1(found: str, wanted: str) -> float:
    """Return the F1 of the characters as a bag, white space and marks of lists left out."""
    one, other = Counter(LIST_MARK.sub("", found)), Counter(LIST_MARK.sub("", wanted))
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def gold_pages() -> list[Gold]:
    """Return the pages with gold, none where they are not beside the checkout."""
    path = PAGES / "mfa.gold.json"
    return msgspec.json.decode(path.read_bytes(), type=list[Gold]) if path.exists() else []


def score_pages(golds: list[Gold]) -> Score:
    """Return how the capture does on the pages."""
    titles = days = 0
    text = 0.0
    faults: list[str] = []
    start = time.perf_counter()
    documents = [capture((PAGES / gold.file).read_bytes(), name=gold.file).document for gold in golds]
    spent = time.perf_counter() - start
    for gold, document in zip(golds, documents, strict=True):
        titles += document.title == gold.title
        days += document.published == gold.published
        text += character_f1(document.text, gold.text)
        if (document.title, document.published) != (gold.title, gold.published):
            faults.append(f"{gold.file}: {document.title} {document.published}")
    count = len(golds)
    return Score(
        pages=count,
        titles=titles,
        days=days,
        text=text / count,
        milliseconds=1000 * spent / count,
        faults=tuple(faults),
    )


def with_trafilatura(text: str) -> str:
    """Return the text by trafilatura's own choice."""
    return importlib.import_module("trafilatura").extract(text, include_comments=False) or ""


def with_resiliparse(text: str) -> str:
    """Return the text by resiliparse's main-content mode."""
    return str(importlib.import_module("resiliparse.extract.html2text").extract_plain_text(text, main_content=True))


def with_gne(text: str) -> str:
    """Return the text by GeneralNewsExtractor."""
    return str(importlib.import_module("gne").GeneralNewsExtractor().extract(text).get("content", ""))


LIBRARIES: dict[str, Extractor] = {
    "trafilatura": with_trafilatura,
    "resiliparse": with_resiliparse,
    "gne": with_gne,
    "shiguan": lambda text: capture(text, name="page").text,
}


def press_bodies() -> dict[str, tuple[str, str]]:
    """Return name -> markup and the body Shiguan finds, for the pages of the press."""
    found: dict[str, tuple[str, str]] = {}
    for path in sorted((PAGES / "press").glob("*.html")):
        try:
            markup = decode(path.read_bytes(), name=path.name)
            found[path.name] = (markup, capture(markup, name=path.name).text)
        except CaptureError as fault:
            print(fault)
    return found


def compare(golds: list[Gold]) -> None:
    """Print one line for each library: text F1 on the gold, likeness on the press, milliseconds a page."""
    marked = {gold.file: (decode((PAGES / gold.file).read_bytes(), name=gold.file), gold.text) for gold in golds}
    press = press_bodies()
    print(f"{'library':<12} {'mfa F1':>7} {'press F1':>9} {f'press >= {ALIKE}':>13} {'ms/page':>8}")
    for name, extract in LIBRARIES.items():
        scores: list[list[float]] = []
        start = time.perf_counter()
        for pages in (marked, press):
            scores.append([character_f1(extract(markup), body) for markup, body in pages.values()])
        spent = 1000 * (time.perf_counter() - start) / (len(marked) + len(press))
        mfa, likeness = scores
        alike = f"{sum(score >= ALIKE for score in likeness)} of {len(likeness)}"
        mean = sum(likeness) / max(1, len(likeness))
        print(f"{name:<12} {sum(mfa) / len(mfa):>7.3f} {mean:>9.3f} {alike:>13} {spent:>8.1f}")


def main() -> int:
    """Print the scores; 0 where the floors hold, 1 where they do not, 2 where there is nothing to score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--libraries", action="store_true", help="compare the libraries, too")
    parser.add_argument("--json", action="store_true", help="print the score as JSON")
    options = parser.parse_args()
    golds = gold_pages()
    if not golds:
        print(f"no gold under {PAGES.name}/: nothing to score", file=sys.stderr)
        return 2
    score = score_pages(golds)
    if options.json:
        print(json.dumps(msgspec.to_builtins(score), ensure_ascii=False))
    else:
        print(
            f"title {score.titles} of {score.pages}, day {score.days} of {score.pages}, text F1 {score.text:.4f}, "
            f"{score.milliseconds:.1f} ms a page"
        )
    print("\n".join(score.faults), end="\n" if score.faults else "")
    if options.libraries:
        compare(golds)
    return 0 if score.passes else 1


if __name__ == "__main__":
    sys.exit(main())

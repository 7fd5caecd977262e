"""How well copies are found, and at what cost: articles of the corpus are cut, dressed and respelt, then looked up.

Every distorted page is looked up among all articles by its bands, as a store does it. Recall: the share that is joined
with its source. Precision: of all pages it is joined with, the share that are its source or a carrier of that report.
`--pairs` prints the pairs found among the articles as they are, to be judged by eye.
"""

import argparse
import functools
import gzip
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from shiguan.capture.article import articles
from shiguan.grammar.fold import fold
from shiguan.lexicon import tables
from shiguan.merge.copy import Carrier, bands, days_between, is_copy, reports, signature
from shiguan.model.page import Page

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
SAMPLE = 1500
SHORTEST = 150  # characters of an article worth cutting
SEED = 20
NEAR, FAR = 1, 30  # days after its source that a distorted page is published
SENTENCE = re.compile(r"[^。！？\n]+[。！？\n]*")
BEFORE = (
    "首页 > 要闻 > 正文\n字号：大 中 小 打印本页 分享到微博\n"
    "本网站转载此文，意在传递更多消息，其观点与本站无关。\n编者按：以下是今天的要闻。\n"
)
AFTER = (
    "\n（责任编辑：林小雨）\n版权声明：未经许可，任何单位不得复制、镜像本网内容，违者必究。\n"
    "扫一扫下面的二维码，把最新的消息带回家。\n上一篇：山城迎来第一场雪\n下一篇：码头夜市重新开张\n"
    "联系我们 关于本站 网站地图\n"
)
MARKS = str.maketrans({"，": "、", "。": "\n", "；": "，", "“": "「", "”": "」", "：": " ", "（": "(", "）": ")"})


def main() -> int:
    """Print precision and recall of every distortion, and the speed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", action="store_true", help="print the pairs found among the articles")
    wanted = parser.parse_args()
    pages = [page for path in sorted(CORPUS.glob("*.jsonl.gz")) for page in pages_of(path)]
    if not pages:
        print(f"copies: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    carriers = show_speed(pages)
    report_of = show_reports(pages, carriers, shown=wanted.pairs)
    show_distortions(pages, carriers, report_of)
    return 0


def pages_of(path: Path) -> Iterator[Page]:
    """Yield the pages of one file of articles."""
    with gzip.open(path) as stream:
        yield from (page for page in articles(stream, name=path.name) if isinstance(page, Page))


def show_speed(pages: list[Page]) -> list[Carrier]:
    """Print how fast signatures are made; return the carriers."""
    signature(pages[0].folded)
    began = time.process_time()
    signatures = [signature(page.folded) for page in pages]
    spent = time.process_time() - began
    characters = sum(len(page.folded) for page in pages)
    print(f"signatures  {characters:,} characters, {characters / spent:,.0f} characters/s")
    return [
        Carrier(page=page.id, published=page.document.published, signature=made)
        for page, made in zip(pages, signatures, strict=True)
    ]


def show_reports(pages: list[Page], carriers: list[Carrier], *, shown: bool) -> dict[str, str]:
    """Print how many reports the articles are; return the report of each page."""
    began = time.process_time()
    found = reports(carriers)
    spent = time.process_time() - began
    print(f"reports     {len(found):,} of {len(pages):,} pages, {1e6 * spent / len(pages):.0f} µs a page")
    titles = {page.id: f"{page.id} {page.document.published} {page.document.title}" for page in pages}
    for report in found:
        if shown and len(report.carriers) > 1:
            print("   " + "\n     = ".join(titles[carrier] for carrier in report.carriers))
    return {carrier: report.id for report in found for carrier in report.carriers}


def show_distortions(pages: list[Page], carriers: list[Carrier], report_of: dict[str, str]) -> None:
    """Print recall and precision for every distortion, published soon after the source and long after it."""
    index: dict[int, list[int]] = defaultdict(list)
    for number, carrier in enumerate(carriers):
        for key in bands(carrier.signature):
            index[key].append(number)
    choice = random.Random(SEED)
    long = [number for number, page in enumerate(pages) if len(page.folded) >= SHORTEST]
    sample = choice.sample(long, min(SAMPLE, len(long)))
    print(f"{'distortion':<44}{'recall':>8}{'met':>8}{f'{FAR} days':>9}{'precision':>11}{'candidates':>12}")
    for name, distort in DISTORTIONS.items():
        met = right = far = joined = wrong = candidates = 0
        for number in sample:
            made = signature(fold(distort(pages[number].text, choice)))
            candidate = {other for key in bands(made) for other in index[key]}
            candidates += len(candidate)
            met += number in candidate
            found = {other for other in candidate if is_near(made, carriers[number], carriers[other])}
            right += number in found
            far += number in candidate and is_copy(made, carriers[number].signature, days=FAR)
            joined += len(found)
            report = report_of[pages[number].id]
            wrong += sum(report_of[pages[other].id] != report for other in found)
        share = 1 - wrong / joined if joined else 1
        rates = (right / len(sample), met / len(sample), far / len(sample), share, candidates / len(sample))
        print("{:<44}{:>8.3f}{:>8.3f}{:>9.3f}{:>11.4f}{:>12.1f}".format(name, *rates))


def is_near(made: bytes, source: Carrier, other: Carrier) -> bool:
    """Return whether a page published soon after its source is taken for a copy of another page."""
    days = days_between(source.published, other.published)
    return is_copy(made, other.signature, days=None if days is None else days + NEAR)


def cut(text: str, _: random.Random, *, share: float) -> str:
    """Return the beginning of a text."""
    return text[: int(len(text) * share)]


def dress(text: str, _: random.Random, *, before: str = "", after: str = "") -> str:
    """Return a text with what pages put around it."""
    return before + text + after


def drop_sentences(text: str, choice: random.Random, *, share: float) -> str:
    """Return a text without a share of its sentences, at least one."""
    sentences = SENTENCE.findall(text)
    dropped = set(choice.sample(range(len(sentences)), max(1, int(len(sentences) * share))))
    return "".join(sentence for number, sentence in enumerate(sentences) if number not in dropped)


def change_characters(text: str, choice: random.Random, *, share: float) -> str:
    """Return a text with other characters of its own in a share of its places."""
    return "".join(choice.choice(text) if choice.random() < share else character for character in text)


def to_traditional(text: str, _: random.Random) -> str:
    """Return a text in traditional characters, the first that the table has for each."""
    return text.translate(traditional())


@functools.cache
def traditional() -> dict[int, str]:
    """Return the table of folding turned round."""
    table: dict[int, str] = {}
    for row in tables.rows("traditional"):
        table.setdefault(ord(row["simplified"]), row["traditional"])
    return table


def reprint(text: str, choice: random.Random) -> str:
    """Return a text cut, dressed, respelt and with other marks, all at once."""
    return dress(to_traditional(cut(text, choice, share=0.7), choice).translate(MARKS), choice, before=BEFORE)


DISTORTIONS: dict[str, Callable[[str, random.Random], str]] = {
    "as it is": lambda text, _: text,
    "another title line": functools.partial(dress, before="要闻速览：今日国际舞台上的三件大事\n"),
    "cut to 70 %": functools.partial(cut, share=0.7),
    "cut to 50 %": functools.partial(cut, share=0.5),
    "boilerplate before": functools.partial(dress, before=BEFORE),
    "boilerplate after": functools.partial(dress, after=AFTER),
    "boilerplate before and after": functools.partial(dress, before=BEFORE, after=AFTER),
    "a sentence in ten dropped": functools.partial(drop_sentences, share=0.1),
    "three sentences in ten dropped": functools.partial(drop_sentences, share=0.3),
    "other punctuation": lambda text, _: text.translate(MARKS),
    "traditional characters": to_traditional,
    "one character in a hundred changed": functools.partial(change_characters, share=0.01),
    "two characters in a hundred changed": functools.partial(change_characters, share=0.02),
    "cut to 70 %, dressed, traditional, marks": reprint,
}

if __name__ == "__main__":
    sys.exit(main())

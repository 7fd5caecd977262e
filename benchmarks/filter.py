"""What the filter before reading loses and gains, measured on the corpus: `python -m benchmarks.filter [--every N]`.

Every N-th article is read, and what it says of diplomacy is set against what the filter says of it: as plain text, and
dressed as a page of the web, where navigation and sidebars speak of diplomacy too. Everyday Chinese news made for the
purpose shows what it gains where a page holds none. Exits 1 where more than 1 % of the engagements are lost.
"""

import argparse
import gzip
import random
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks.dress import Article, everyday, page
from shiguan.intake.filter import HOME, may_hold_diplomacy
from shiguan.intake.warc import unwanted
from shiguan.model.reading import Reading
from shiguan.pipeline import read_articles

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
MOST_LOST = 0.01  # of the engagements
SEED = 6
EVERYDAY = 2000  # made pages
SHOWN = 12


class Told(msgspec.Struct, frozen=True):
    """What one article says: the evidence of its engagements, and how many statements."""

    article: Article
    engagements: tuple[str, ...]
    statements: int  # of speakers of other states, for those of domestic news are no diplomacy


def main() -> int:
    """Print what is lost and gained; return 1 where too much is lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=5, help="read every N-th article of the corpus")
    wanted = parser.parse_args()
    began = time.process_time()
    told = [one for path in sorted(CORPUS.glob("*.jsonl.gz")) for one in told_in(path, wanted.every)]
    if not told:
        print(f"filter: no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 1
    reading = (time.process_time() - began) / len(told)
    chance = random.Random(SEED)
    made = [everyday(chance) for _ in range(EVERYDAY)]
    print(f"{len(told):,} articles, {sum(bool(one.engagements) for one in told):,} of them with engagements")
    print(f"reading an article takes {1e6 * reading:,.0f} microseconds, capture of its page not counted")
    may_hold_diplomacy(b"")
    lost = max(
        show("plain text", told, made, plain_of, may_hold_diplomacy),
        show("web pages", told, made, dressed(chance), lambda body: unwanted(body, filtered=True) is None),
    )
    return 0 if lost <= MOST_LOST else 1


def told_in(path: Path, every: int) -> Iterator[Told]:
    """Yield what every N-th article of a file says."""
    with gzip.open(path) as stream:
        for found in read_articles(islice(stream, 0, None, every), name=path.name):
            if isinstance(found, Reading):
                document = found.document
                yield Told(
                    Article(title=document.title or "", text=document.text, published=document.published or ""),
                    tuple(one.evidence for one in found.engagements),
                    sum(one.speaker.state not in (None, HOME) for one in found.statements),
                )


def plain_of(article: Article) -> bytes:
    """Return an article as plain text."""
    return f"{article.title}\n{article.text}".encode()


def dressed(chance: random.Random) -> Callable[[Article], bytes]:
    """Return what dresses an article as a page, the templates by turns."""
    numbers = iter(range(10**9))
    return lambda article: page(article, next(numbers), chance)


def show(
    name: str, told: list[Told], made: list[Article], lay: Callable[[Article], bytes], test: Callable[[bytes], bool]
) -> float:
    """Print what the filter makes of articles laid out in one way; return the share of engagements that it loses."""
    laid = [lay(one.article) for one in told]
    began = time.process_time()
    passed = list(map(test, laid))
    spent = (time.process_time() - began) / len(laid)
    size = sum(map(len, laid)) / len(laid)
    left = [one for one, kept in zip(told, passed, strict=True) if not kept]
    lost = share(sum(len(one.engagements) for one in left), sum(len(one.engagements) for one in told))
    silent = [kept for one, kept in zip(told, passed, strict=True) if not one.engagements]
    print(f"\n{name}: {size:,.0f} bytes and {1e6 * spent:,.0f} microseconds a page")
    print(f"  engagements lost             {lost:7.2%}")
    print(f"  foreign statements lost       {share(sum(map(statements, left)), sum(map(statements, told))):7.2%}")
    print(f"  left out, of all articles    {share(len(left), len(told)):7.2%}")
    print(f"  left out, of those without   {share(silent.count(False), len(silent)):7.2%}")
    print(f"  left out, of everyday news   {share(sum(not test(lay(one)) for one in made), len(made)):7.2%}")
    for evidence in islice((one for found in left for one in found.engagements), SHOWN):
        print(f"    lost: {evidence[:70]}")
    return lost


def statements(told: Told) -> int:
    """Return how many statements an article holds."""
    return told.statements


def share(part: int, whole: int) -> float:
    """Return a part of a whole."""
    return part / max(whole, 1)


if __name__ == "__main__":
    sys.exit(main())

"""How well accounts of one event are put together: pairs of the corpus, judged by reading, against the register.

The pairs stand in `merge_pairs.csv`, with nothing of their text. They were drawn evenly over classes, many of them
hard, so the figures are of these pairs, not of the corpus. Precision: of the pairs that the register puts into one
record, the share judged one event. Recall: of those judged one event, the share in one record. What went wrong in part
`learn` was looked into; in part `hold` it was only counted, though all pairs were read before the rules were made. The
whole corpus is entered, since what merges depends on all pages; `--register` names one that holds it already.
"""

import argparse
import csv
import gzip
import math
import sys
import tempfile
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from shiguan.annals.register import Register, open_register
from shiguan.model.account import Account
from shiguan.model.raw import Raw, RawKind

ROOT = Path(__file__).parents[1]
CORPUS = ROOT.parent / "shared" / "corpus"
PAIRS = Path(__file__).with_name("merge_pairs.csv")
STANDARD = 1.96  # standard errors on either side of an interval of 95 %
WANTED = {"precision": 0.97, "recall": 0.90}
UNPACK = msgspec.msgpack.Decoder(Account)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One account of the register: on which page it stands and to which record it belongs."""

    account: Account
    record: str


def main() -> int:
    """Print precision and recall, by part and by class; exit 1 where the pairs held out miss the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--register", help="a register that holds the corpus, entered by this code")
    parser.add_argument("--wrong", action="store_true", help="list the pairs of part learn that are wrong")
    wanted = parser.parse_args()
    files = sorted(CORPUS.glob("*.jsonl.gz"))
    if not files and not wanted.register:
        print(f"merge: SKIPPED, no corpus at {CORPUS}; put the shared folder beside the checkout", file=sys.stderr)
        return 0
    with tempfile.TemporaryDirectory() as folder, open_register(wanted.register or Path(folder) / "merge.db") as book:
        if not wanted.register:
            deque(book.add(articles(files)), maxlen=0)
        told = told_by_page(book)
    return report(list(rows()), told, wrong=wanted.wrong)


def articles(files: Iterable[Path]) -> Iterator[Raw]:
    """Yield the articles of the corpus, unread."""
    for path in files:
        with gzip.open(path) as lines:
            for number, line in enumerate(lines, start=1):
                yield Raw(data=line, kind=RawKind.ARTICLE, name=f"{path.name}:{number}")


def rows() -> Iterator[dict[str, str]]:
    """Yield the judged pairs."""
    with PAIRS.open(encoding="utf-8") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def told_by_page(book: Register) -> dict[str, list[Told]]:
    """Return the accounts of every page by its label."""
    found: dict[str, list[Told]] = defaultdict(list)
    query = "SELECT page.label, account.body, account.record FROM account JOIN page ON page.id = account.page"
    for label, body, record in book.store.rows(query):
        found[label].append(Told(account=UNPACK.decode(body), record=record))
    return found


def report(pairs: Iterable[dict[str, str]], told: dict[str, list[Told]], *, wrong: bool) -> int:
    """Print the table; return 1 where the pairs held out miss the target."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pair in pairs:
        outcome = outcome_of(pair, told)
        for name in (pair["class"], "all"):
            counts[pair["part"], name][outcome] += 1
            counts["both", name][outcome] += 1
        if wrong and pair["part"] == "learn" and outcome.startswith("wrongly"):
            print(f"{pair['number']}: {outcome} ({pair['class']}) {pair['left']} {pair['right']}")
    print(f"{'part':6}{'class':14}{'pairs':>6}{'one event':>11}  {'precision':22}{'recall':22}wrongly merged, parted")
    for (part, name), found in sorted(counts.items(), key=lambda item: (item[0][0], item[0][1] != "all", item[0][1])):
        print(line_of(part, name, found))
    lost = counts["both", "all"]["lost"]
    if lost:
        print(f"{lost} pairs could not be found again: the reader no longer finds one of the two engagements")
    precision, recall = rates(counts["hold", "all"])
    return 0 if precision >= WANTED["precision"] and recall >= WANTED["recall"] else 1


def outcome_of(pair: dict[str, str], told: dict[str, list[Told]]) -> str:
    """Return what the register made of a pair: merged or parted, rightly or wrongly; lost, or unclear to the judge."""
    if pair["verdict"] == "unclear":
        return "unclear"
    left, right = (find(pair, side, told.get(pair[side], [])) for side in ("left", "right"))
    if left is None or right is None:
        return "lost"
    merged = left.record == right.record
    return f"{'rightly' if merged == (pair['verdict'] == 'same') else 'wrongly'} {'merged' if merged else 'parted'}"


def find(pair: dict[str, str], side: str, told: list[Told]) -> Told | None:
    """Return the account that a pair names: of its kind, the most like evidence, the participant among it."""
    start, end = int(pair[f"{side}_start"]), int(pair[f"{side}_end"])
    beside = int(pair[f"{side}_with"] or -1)

    def fit(one: Told) -> tuple[float, bool, str]:
        span = one.account.span
        overlap = (min(end, span.end) - max(start, span.start)) / (max(end, span.end) - min(start, span.start))
        return (overlap, any(part.span.start == beside for part in one.account.sides), one.account.id)

    fitting = [one for one in told if one.account.kind == pair[f"{side}_kind"] and fit(one)[0] > 0]
    return max(fitting, key=fit, default=None)


def rates(found: Counter[str]) -> tuple[float, float]:
    """Return precision and recall; 1 where there is nothing to be wrong about."""
    right = found["rightly merged"]
    merged, same = right + found["wrongly merged"], right + found["wrongly parted"]
    return (right / merged if merged else 1.0, right / same if same else 1.0)


def line_of(part: str, name: str, found: Counter[str]) -> str:
    """Return one line of the table."""
    precision, recall = rates(found)
    judged = sum(found.values()) - found["lost"] - found["unclear"]
    same = found["rightly merged"] + found["wrongly parted"]
    wrong = f"{found['wrongly merged']}, {found['wrongly parted']}"
    merged = found["rightly merged"] + found["wrongly merged"]
    shares = f"{with_interval(precision, merged):22}{with_interval(recall, same):22}"
    return f"{part:6}{name:14}{judged:6}{same:11}  {shares}{wrong}"


def with_interval(share: float, count: int) -> str:
    """Return a share with the interval that holds the true one in 95 of 100 draws (Wilson)."""
    if not count:
        return "-"
    square = STANDARD * STANDARD
    middle = (share + square / (2 * count)) / (1 + square / count)
    reach = STANDARD * math.sqrt(share * (1 - share) / count + square / (4 * count * count)) / (1 + square / count)
    return f"{share:.3f} ({max(0, middle - reach):.2f} to {min(1, middle + reach):.2f})"


if __name__ == "__main__":
    sys.exit(main())

"""How well dates of general Chinese are read: `python -m benchmarks.time_suite`, on sentences of the project's own.

Two halves, told apart by a digest of the sentence: `learn`, whose faults `--faults` prints and the rules grew on, and
`held`, which only counts. Span: a reading covers exactly the text wanted. Value: a reading that overlaps that text has
a value wanted. Where nothing is to be read (class `none`, or no value), no reading of the sentence may have a value.
"""

import argparse
import csv
import datetime
import sys
import zlib
from collections import Counter
from pathlib import Path

import msgspec

from shiguan.detect.time.rules import detect_times
from shiguan.grammar.fold import fold
from shiguan.model.timex import Timex

SUITE = Path(__file__).with_name("time_suite.csv")
HALVES = ("learn", "held")


class Case(msgspec.Struct, frozen=True):
    """One expression of one sentence; several `values` where the sentence does not tell which."""

    kind: str
    document_time: datetime.date
    sentence: str
    text: str
    values: tuple[str, ...]

    @property
    def half(self) -> str:
        """Return the half of the suite the sentence is of."""
        return HALVES[zlib.crc32(self.sentence.encode()) % 2]


def main() -> int:
    """Print, for each half and class, how many spans and values are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--faults", action="store_true", help="print what is read wrong in the half to learn from")
    wanted = parser.parse_args()
    counts: Counter[tuple[str, str, str]] = Counter()
    for case in cases():
        found = times_of(case)
        span, value = span_is_right(case, found), value_is_right(case, found)
        for kind in (case.kind, "all"):
            counts.update([(case.half, kind, "cases")])
            counts.update([(case.half, kind, "spans")] * span + [(case.half, kind, "values")] * value)
        if wanted.faults and case.half == "learn" and not (span and value):
            read = ", ".join(f"{time.text} {time.value}" for time in found) or "nothing"
            print(f"{case.kind} {case.sentence} [{case.text} {' '.join(case.values)}]: {read}")
    for half in HALVES:
        show(half, counts)
    return 0


def cases() -> list[Case]:
    """Return the suite in its order."""
    with SUITE.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return [
            Case(
                row["class"],
                datetime.date.fromisoformat(row["document_time"]),
                row["sentence"],
                row["text"],
                tuple(row["value"].split()),
            )
            for row in rows
        ]


def times_of(case: Case) -> list[Timex]:
    """Return what is read in the sentence."""
    return detect_times(case.sentence, fold(case.sentence), case.document_time)


def span_is_right(case: Case, found: list[Timex]) -> bool:
    """Tell whether a reading covers the text wanted, or none has a value where none is wanted."""
    if not case.values:
        return value_is_right(case, found)
    start = case.sentence.index(case.text)
    return any((time.start, time.end) == (start, start + len(case.text)) for time in found)


def value_is_right(case: Case, found: list[Timex]) -> bool:
    """Tell whether a reading that overlaps the text wanted has a value wanted."""
    if not case.values:
        return all(time.value is None for time in found)
    start = case.sentence.index(case.text)
    end = start + len(case.text)
    return any(time.start < end and start < time.end and time.value in case.values for time in found)


def show(half: str, counts: Counter[tuple[str, str, str]]) -> None:
    """Print one half by class."""
    for kind in dict.fromkeys(kind for of, kind, _ in counts if of == half):
        total = counts[half, kind, "cases"]
        spans, values = counts[half, kind, "spans"], counts[half, kind, "values"]
        line = (
            f"{half:6}{kind:10}{total:5}  spans {spans:4} {spans / total:6.1%}  values {values:4} {values / total:6.1%}"
        )
        sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())

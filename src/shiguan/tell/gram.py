"""Repeated runs of characters: every stretch of a text that stands there often enough, and where.

Counted level by level: a run of n characters can only be frequent where both runs of n - 1 in it are, so that each
level looks at the places alone which the one before left.
"""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, repeat
from operator import add, eq, sub

import msgspec

BREAK = "\n"  # no run goes across it


class Grams(msgspec.Struct, frozen=True):
    """The frequent runs by length with their counts, and the places where a run of that length begins."""

    size: int
    counts: dict[int, dict[str, int]]
    places: dict[int, Sequence[int]]


class Sides(msgspec.Struct, frozen=True):
    """How freely what stands before and behind a run varies, in nats of branching entropy."""

    left: float
    right: float


def repeated(text: str, least: int, longest: int) -> Grams:
    """Return the runs of 1 to `longest` characters that stand at least `least` times in a text."""
    counts = {1: {one: number for one, number in Counter(text).items() if one != BREAK}}
    places: dict[int, Sequence[int]] = {}
    pairs = Counter(map(add, text, text[1:]))
    kept = {run: number for run, number in pairs.items() if number >= least and BREAK not in run}
    counts[2] = kept
    places[2] = array("I", compress(count(), map(kept.__contains__, map(add, text, text[1:]))))
    for length in range(3, longest + 1):
        open_ = followed(places[length - 1])
        found = Counter(runs_at(text, open_, length))
        kept = {run: number for run, number in found.items() if number >= least}
        if not kept:
            break
        counts[length] = kept
        places[length] = array("I", compress(open_, map(kept.__contains__, runs_at(text, open_, length))))
    return Grams(len(text), counts, places)


def runs_at(text: str, places: Sequence[int], length: int) -> Iterator[str]:
    """Return the runs of a length that begin at some places; built of what runs without the interpreter, for speed."""
    return map(text.__getitem__, map(slice, places, map(length.__add__, places)))


def followed(places: Sequence[int]) -> Sequence[int]:
    """Return the places that are followed by the very next one."""
    return array("I", compress(places, map(eq, map(sub, places[1:], places), repeat(1))))


def branching(grams: Grams, length: int) -> dict[str, Sides]:
    """Return how freely the runs of a length go on at either side.

    What goes on in a way too rare to be counted goes on differently every time, and so does what stands at a break.
    """
    before: dict[str, list[int]] = {}
    behind: dict[str, list[int]] = {}
    for run, number in grams.counts.get(length + 1, {}).items():
        behind.setdefault(run[:-1], []).append(number)
        before.setdefault(run[1:], []).append(number)
    return {
        run: Sides(entropy(before.get(run, ()), count), entropy(behind.get(run, ()), count))
        for run, count in grams.counts.get(length, {}).items()
    }


def entropy(counts: Iterable[int], total: int) -> float:
    """Return the entropy of outcomes with these counts; what is left of the total are outcomes of their own."""
    known = list(counts)
    rest = total - sum(known)
    found = -math.fsum(count / total * math.log(count / total) for count in known)
    return found + (rest / total * math.log(total) if rest > 0 else 0.0)


def cohesion(grams: Grams, run: str) -> float:
    """Return the pointwise mutual information of the two parts of a run, where it is weakest."""
    length = len(run)
    own = grams.counts[length][run]
    return min(
        math.log(own * grams.size / (grams.counts[cut][run[:cut]] * grams.counts[length - cut][run[cut:]]))
        for cut in range(1, length)
    )


def standing(text: str, grams: Grams, wanted: Iterable[str]) -> Iterator[tuple[str, list[int]]]:
    """Yield some of the frequent runs, the longest first, each with every place where it stands."""
    by_length: dict[int, dict[str, list[int]]] = {}
    for run in wanted:
        by_length.setdefault(len(run), {})[run] = []
    for length in sorted(by_length, reverse=True):
        found = by_length[length]
        there = grams.places.get(length, ())
        for at in compress(there, map(found.__contains__, runs_at(text, there, length))):
            found[text[at : at + length]].append(at)
        yield from sorted(found.items())

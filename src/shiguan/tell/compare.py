"""Several accounts of one occasion: which topics each names or leaves out, and two of them point by point."""

from collections.abc import Mapping, Sequence

import msgspec

from shiguan.tell.readout import Pair, Point, align
from shiguan.tell.topic import topics_in


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """One point of an account that names a topic, and the words that name it."""

    words: tuple[str, ...]
    point: Point


class Topic(msgspec.Struct, frozen=True, kw_only=True):
    """A topic that some account names: by account the points that do, and who leaves it out."""

    topic: str
    named: dict[str, tuple[Named, ...]]
    left_out: tuple[str, ...]


class Matched(msgspec.Struct, frozen=True, kw_only=True):
    """Two accounts point by point: how many points both have, how many each alone."""

    left: str
    right: str
    pairs: tuple[Pair, ...]
    both: int
    left_only: int
    right_only: int


def tell_topics(accounts: Mapping[str, Sequence[Point]]) -> tuple[Topic, ...]:
    """Return the topics that any account names, those named by most first."""
    found: dict[str, dict[str, list[Named]]] = {}
    for key, points in accounts.items():
        for point in points:
            for topic, words in topics_in(point.text).items():
                found.setdefault(topic, {}).setdefault(key, []).append(Named(words=words, point=point))
    told = [
        Topic(
            topic=topic,
            named={key: tuple(points) for key, points in named.items()},
            left_out=tuple(key for key in accounts if key not in named),
        )
        for topic, named in found.items()
    ]
    return tuple(sorted(told, key=lambda one: (-len(one.named), -sum(map(len, one.named.values())), one.topic)))


def match(left: str, right: str, accounts: Mapping[str, Sequence[Point]]) -> Matched:
    """Return two accounts point by point."""
    pairs = align(accounts[left], accounts[right])
    both = sum(pair.left is not None and pair.right is not None for pair in pairs)
    return Matched(
        left=left,
        right=right,
        pairs=tuple(pairs),
        both=both,
        left_only=len(accounts[left]) - both,
        right_only=len(accounts[right]) - both,
    )

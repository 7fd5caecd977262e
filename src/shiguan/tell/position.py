"""What a state says on a topic over time: its wordings, oldest first, each beside the one it grew out of.

What is said again in the same words is one wording with several uses. A wording that is much like an earlier one is a
change of it, and the characters that differ are marked.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.grammar.fold import fold
from shiguan.tell.readout import WORDLESS, Point, Stretch, agreement, grams, likeness, stretches, weights_of

LIKE = 0.45  # from here on one wording is a change of another
COMMON = 0.2  # of all wordings have it: such a pair of characters finds nothing
FEW = 20


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a statement, with the statement, its day and who said it."""

    statement: str
    date: str | None
    point: Point


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """One wording. `uses` are all places where it stands, the oldest first; `words` are the topic's words in it.

    `after` is the number of the earlier wording that it changes, None for one that is new; `stretches` and
    `earlier_stretches` are both wordings cut where they part.
    """

    number: int
    text: str
    words: tuple[str, ...]
    uses: tuple[Stated, ...]
    after: int | None = None
    stretches: tuple[Stretch, ...] = ()
    earlier_stretches: tuple[Stretch, ...] = ()


def tell_positions(stated: Iterable[Stated], words: Sequence[str]) -> list[Position]:
    """Return the wordings of some sentences, oldest first."""
    ordered = sorted(stated, key=lambda one: (one.date or "~", one.point.page, one.point.start))
    wordings: dict[str, list[Stated]] = {}
    for one in ordered:
        wordings.setdefault(WORDLESS.sub("", fold(one.point.text)), []).append(one)
    firsts = [uses[0].point for uses in wordings.values()]
    origins = grown(firsts)
    return [position(number, uses, words, firsts, origins.get(number)) for number, uses in enumerate(wordings.values())]


def position(
    number: int, uses: Sequence[Stated], words: Sequence[str], firsts: Sequence[Point], after: int | None
) -> Position:
    """Return one wording beside the one it changes."""
    text = uses[0].point.text
    named = tuple(word for word in words if word in fold(text).lower())
    if after is None:
        return Position(number=number, text=text, words=named, uses=tuple(uses))
    earlier = firsts[after].text
    blocks = agreement(earlier, text)
    return Position(
        number=number,
        text=text,
        words=named,
        uses=tuple(uses),
        after=after,
        stretches=stretches(text, [(two, two + length) for _, two, length in blocks]),
        earlier_stretches=stretches(earlier, [(one, one + length) for one, _, length in blocks]),
    )


def grown(points: Sequence[Point]) -> dict[int, int]:
    """Return for each wording the earlier one it is most like, the latest of equals; none where all are strange."""
    weights = weights_of(points)
    pairs = [grams(point.text) for point in points]
    seen = Counter(pair for one in pairs for pair in one)
    most = max(FEW, COMMON * len(points))
    telling = {pair for pair, count in seen.items() if count <= most}
    filed: dict[str, list[int]] = {}
    found = {}
    for number, mine in enumerate(pairs):
        keys = sorted(mine & telling)
        met = {other for pair in keys for other in filed.get(pair, ())}
        near = sorted(other for other in met if not overlap(points[other], points[number]))
        best = max(near, key=lambda other: (likeness(mine, pairs[other], weights), other), default=None)
        if best is not None and likeness(mine, pairs[best], weights) >= LIKE:
            found[number] = best
        for pair in keys:
            filed.setdefault(pair, []).append(number)
    return found


def overlap(one: Point, other: Point) -> bool:
    """True where two points share characters of a page: words told within words are no change."""
    return one.page == other.page and one.start < other.end and other.start < one.end

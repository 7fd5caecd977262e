"""Accounts of one occasion side by side: what both say, in which words, and what only one of them says.

What an account says is cut into points, a sentence each. Points are paired by the words they share, rare words
counting more than common ones; a pair names the words it hangs by and marks where the wordings part.
"""

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

import msgspec

from shiguan.grammar.fold import fold
from shiguan.lexicon import tables

SENTENCE = re.compile(r"[^。！？；!?;\n]+[。！？；!?;”’」』\n]*")
WORDLESS = re.compile(r"[\W_]+")
LIKENESS = 0.18  # below it two points only share names and the formulas of their trade: judged on eight events
LEAST_TOPIC = 2  # characters that carry meaning, to a word by which a pair hangs
MOST_TOPICS = 3
LONGEST = 600  # characters of a point that are compared


class Point(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One sentence of what somebody is told to have said, with where it stands on which page."""

    page: str
    start: int
    end: int
    speaker: str
    text: str


class Stretch(msgspec.Struct, frozen=True):
    """Characters of a point that the other point has as well, or has not; marks without words count as shared."""

    text: str
    shared: bool


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A point of the left account beside one of the right; None where one of them says nothing of it."""

    left: Point | None
    right: Point | None
    topics: tuple[str, ...] = ()
    left_stretches: tuple[Stretch, ...] = ()
    right_stretches: tuple[Stretch, ...] = ()


def points_of(page: str, start: int, speaker: str, content: str) -> list[Point]:
    """Return the sentences of a statement that begins at `start` of its page; white space alone is none."""
    found = []
    for sentence in SENTENCE.finditer(content):
        text = sentence.group()
        at = sentence.start() + len(text) - len(text.lstrip())
        if WORDLESS.sub("", text):
            plain = text.strip()
            found.append(Point(page=page, start=start + at, end=start + at + len(plain), speaker=speaker, text=plain))
    return found


def align(left: Sequence[Point], right: Sequence[Point]) -> list[Pair]:
    """Return every point of both accounts once, those that say the same thing as pairs, in the order of the left."""
    partner = dict(matched(left, right))
    taken = {there: here for here, there in partner.items()}
    waiting = unpaired(right, taken)
    found: list[Pair] = []
    shown = 0
    for here, point in enumerate(left):
        there = partner.get(here)
        if there is None:
            found.append(Pair(left=point, right=None, left_stretches=(Stretch(point.text, False),)))
            continue
        while shown < there:
            found += waiting.get(shown, ())
            shown += 1
        found.append(paired(point, right[there]))
    for at in range(shown, len(right)):
        found += waiting.get(at, ())
    return found


def unpaired(right: Sequence[Point], taken: dict[int, int]) -> dict[int, tuple[Pair, ...]]:
    """Return the points of the right that nothing on the left answers, by where they stand."""
    return {
        at: (Pair(left=None, right=point, right_stretches=(Stretch(point.text, False),)),)
        for at, point in enumerate(right)
        if at not in taken
    }


def matched(left: Sequence[Point], right: Sequence[Point]) -> Iterator[tuple[int, int]]:
    """Yield which points belong together, the most alike first, each point once."""
    weights = weights_of([*left, *right])
    mine, yours = [grams(point.text) for point in left], [grams(point.text) for point in right]
    scored: list[tuple[float, int, str, str, int, int]] = []
    for here, one in enumerate(left):
        for there, two in enumerate(right):
            score = likeness(mine[here], yours[there], weights)
            if score >= LIKENESS and (topics_of(one.text, two.text) or topics_of(two.text, one.text)):
                first, second = sorted((one.text, two.text))
                scored.append((-score, abs(here - there), first, second, here, there))
    lefts: set[int] = set()
    rights: set[int] = set()
    for *_, here, there in sorted(scored):
        if here not in lefts and there not in rights:
            lefts.add(here)
            rights.add(there)
            yield here, there


def weights_of(points: Iterable[Point]) -> dict[str, float]:
    """Return what each pair of characters is worth: the more, the fewer points have it."""
    counted = [grams(point.text) for point in points]
    seen = Counter(gram for found in counted for gram in found)
    return {gram: math.log(1 + len(counted) / count) for gram, count in sorted(seen.items())}


def likeness(mine: frozenset[str], yours: frozenset[str], weights: dict[str, float]) -> float:
    """Return how much two points share, from 0 to 1."""
    common = math.fsum(weights[gram] for gram in mine & yours)
    if not common:
        return 0.0
    return common / math.sqrt(math.fsum(weights[one] for one in mine) * math.fsum(weights[one] for one in yours))


@functools.lru_cache(maxsize=1 << 12)
def grams(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring characters of a text, folded, those without a word's character left out."""
    runs = WORDLESS.split(fold(text[:LONGEST]))
    return frozenset(
        run[at : at + 2] for run in runs for at in range(len(run) - 1) if not set(run[at : at + 2]) <= light()
    )


@functools.cache
def light() -> frozenset[str]:
    """Return the single characters that carry no topic: particles, prepositions, conjunctions."""
    return frozenset(word for word in tables.words("function_words") if len(word) == 1)


def paired(left: Point, right: Point) -> Pair:
    """Return two points as a pair, with the stretches in which they agree and the words by which they hang."""
    blocks = agreement(left.text, right.text)
    return Pair(
        left=left,
        right=right,
        topics=topics_of(left.text, right.text),
        left_stretches=stretches(left.text, [(one, one + length) for one, _, length in blocks]),
        right_stretches=stretches(right.text, [(two, two + length) for _, two, length in blocks]),
    )


def agreement(left: str, right: str) -> list[tuple[int, int, int]]:
    """Return where two texts agree, character by character, in either script: offsets in both, and the length."""
    matcher = SequenceMatcher(None, fold(left[:LONGEST]), fold(right[:LONGEST]), autojunk=False)
    return [(one, two, length) for one, two, length in matcher.get_matching_blocks() if length]


def stretches(text: str, shared: Sequence[tuple[int, int]]) -> tuple[Stretch, ...]:
    """Return a text cut where agreement begins and ends."""
    found = []
    at = 0
    for start, end in shared:
        if at < start:
            found.append(Stretch(text[at:start], is_bare(text[at:start])))
        found.append(Stretch(text[start:end], True))
        at = end
    if at < len(text):
        found.append(Stretch(text[at:], is_bare(text[at:])))
    return tuple(found)


def is_bare(text: str) -> bool:
    """True where a text has no word: other punctuation is no other wording."""
    return not WORDLESS.sub("", text)


def topics_of(left: str, right: str) -> tuple[str, ...]:
    """Return the longest words that both texts have, as the left one writes them."""
    folded, other = fold(left[:LONGEST]), fold(right[:LONGEST])
    found: list[str] = []
    at = 0
    while at < len(folded):
        end = at
        while end < len(folded) and folded[at : end + 1] in other and not WORDLESS.match(folded[end]):
            end += 1
        word = trimmed(left[at:end])
        if len(set(word) - light()) >= LEAST_TOPIC:
            found.append(word)
        at = max(end, at + 1)
    unique = list(dict.fromkeys(found))
    return tuple(sorted(unique, key=lambda word: (-len(word), unique.index(word)))[:MOST_TOPICS])


def trimmed(word: str) -> str:
    """Return a word without the 的 at its ends and the preposition behind it; 同意 keeps its first character."""
    return word.lstrip(ends("of")).rstrip(ends("of", "with", "place", "prep", "light"))


@functools.cache
def ends(*classes: str) -> str:
    """Return the single characters of some classes."""
    return "".join(
        word for one in classes for word in tables.words("function_words", **{"class": one}) if len(word) == 1
    )

"""What full-text search is made of: the characters of a text and its pairs of neighbours, called grams.

A word of one character is a gram, a word of two as well: those the index answers alone. Of a longer word the index
gives the pages that have all its pairs, and the text of each tells whether they stand in a row.
"""

import re
from collections.abc import Iterable
from itertools import islice

import msgspec

# Neither a PostgreSQL text nor UTF-8 holds these; a page that has them is damaged, and keeps its offsets.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
MOST_GRAMS = 64  # that one query looks up; the text decides in any case


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a word stands first: offsets in code points, None where it does not stand."""

    word: str
    title: int | None
    text: int | None


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A page that has all words of a query, with the first place of each."""

    page_number: int
    places: tuple[Place, ...]


def storable(text: str) -> str:
    """Return `text` as every store can hold it: NUL and lone surrogates become U+FFFD, so that offsets hold."""
    return UNSTORABLE.sub("\ufffd", text)


def words_of(query: str) -> tuple[str, ...]:
    """Return the words of a query, each once: what white space parts, and a page must have all of them."""
    return tuple(dict.fromkeys(storable(query).split()))


def grams_of(*texts: str) -> list[str]:
    """Return every character and every pair of neighbours, each once, in the order of appearance; none with space."""
    grams: dict[str, None] = {}
    for text in texts:
        for run in text.split():
            grams.update(dict.fromkeys(run))
            grams.update(dict.fromkeys(map(str.__add__, run, run[1:])))
    return list(grams)


def wanted_grams(words: Iterable[str]) -> list[str]:
    """Return grams that every page with these words has: the pairs, or the character of a word of one."""
    grams = (gram for word in words for gram in (map(str.__add__, word, word[1:]) if len(word) > 1 else (word,)))
    return list(islice(dict.fromkeys(grams), MOST_GRAMS))


def answered_by_grams(words: Iterable[str]) -> bool:
    """Tell whether the pages that have the wanted grams are the pages that have the words."""
    words = tuple(words)
    return len(words) <= MOST_GRAMS and all(len(word) <= 2 for word in words)


def places_of(words: Iterable[str], title: str, text: str) -> tuple[Place, ...] | None:
    """Return the first place of each word; None when title and text lack one."""
    places = tuple(Place(word=word, title=offset(word, title), text=offset(word, text)) for word in words)
    if any(place.title is None and place.text is None for place in places):
        return None
    return places


def offset(word: str, text: str) -> int | None:
    """Return where a word begins in a text."""
    start = text.find(word)
    return None if start < 0 else start

"""Whether a page can hold diplomacy at all, told in microseconds by one automaton over its bytes.

A page passes where a word of a deed stands in it and something names or betokens another state. Where every word of a
deed is one that domestic news tells every day, more such signs are asked for; where no deed is told at all, so many
that the page is about other states, whose words may be worth keeping. All that it looks for stands in tables.
What is lost by it, and gained, is measured by `benchmarks/filter.py`.
"""

import functools
from collections.abc import Iterable, Iterator
from enum import IntEnum

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, BytesAhoCorasick

from shiguan.grammar.fold import fold, fold_table
from shiguan.lexicon import tables

HOME = "CN"
SIGNS = 3  # asked for beside everyday deeds
MANY = 8  # asked for where there is no deed
TRADITIONAL = [
    one.encode() for one in "國會來為這對發說時個與長電話問關開訪談見"
]  # no longer text does without all of them


class Tells(IntEnum):
    """What a word of the filter tells."""

    NOTHING = 0  # it only looks like a word that tells
    DEED = 1
    EVERYDAY = 2
    SIGN = 3


def may_hold_diplomacy(characters: bytes) -> bool:
    """Return whether text in UTF-8 can tell of an engagement; what stands between its Chinese words is of no weight."""
    automaton, tells = compiled()
    everyday = deeds = signs = 0
    for word, _, _ in automaton.find_matches_as_indexes(simplified(characters)):
        told = tells[word]
        signs += told is Tells.SIGN
        deeds += told is Tells.DEED
        everyday += told is Tells.EVERYDAY
    return signs >= MANY or bool(deeds and signs) or bool(everyday and signs >= SIGNS)


@functools.cache
def compiled() -> tuple[BytesAhoCorasick, tuple[Tells, ...]]:
    """Return the automaton of all words, and what each tells."""
    told: dict[str, Tells] = {}
    for word, tells in words():
        told.setdefault(fold(word), tells)
    automaton = BytesAhoCorasick([word.encode() for word in told], matchkind=MATCHKIND_LEFTMOST_LONGEST)
    return automaton, tuple(told.values())


def words() -> Iterator[tuple[str, Tells]]:
    """Yield the words and what each tells; of a word that comes twice the first counts."""
    everyday = set(tables.words("filter_words", kind="everyday"))
    for row in tables.rows("engagement_triggers"):
        told = Tells.EVERYDAY if row["word"] in everyday else Tells.DEED
        yield row["word"], Tells.NOTHING if row["act"] == "hidden" else told
    for word in signs():
        yield word, Tells.SIGN


def signs() -> Iterator[str]:
    """Yield what names or betokens another state, or a body of several."""
    yield from tables.words("filter_words", kind="sign")
    for row in tables.rows("states"):
        if row["code"] != HOME and len(row["word"]) > 1:
            yield row["word"]
        elif row["code"] != HOME and row["form"] == "short" and row["order"] == "1":
            yield from (f"中{row['word']}", f"{row['word']}中", f"{row['word']}方")
    for row in tables.rows("mechanism_names"):
        yield from filter(None, (row["canonical"], row["alias"]))
    yield from tables.words("mechanism_nouns", kind="name")
    yield from longer(tables.words("organisations"))
    yield from (row["name"] for row in tables.rows("statesmen") if row["state"] != HOME)
    yield from longer(row["word"] for row in tables.rows("places") if row["state"] != HOME)


def longer(found: Iterable[str]) -> Iterator[str]:
    """Yield the words of more than one character; one alone is part of too many others."""
    return (word for word in found if len(word) > 1)


def simplified(characters: bytes) -> bytes:
    """Return text in UTF-8 in simplified characters; what shows no traditional ones is left as it is."""
    if not any(map(characters.__contains__, TRADITIONAL)):
        return characters
    return characters.decode("utf-8", errors="ignore").translate(fold_table()).encode("utf-8", errors="ignore")

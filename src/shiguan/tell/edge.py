"""Where a run of characters cannot begin or end as a phrase, and which runs are little more than names."""

import functools
from collections.abc import Collection

from shiguan.grammar.fold import fold
from shiguan.lexicon import tables
from shiguan.tell.gram import BREAK

NAMED = ("states", "places", "organisations", "bodies", "people", "offices", "statesmen")
PAUSE = "、"
LEAST_WORD = 2  # characters of a name that is looked for inside a run
LEAST_REST = 3  # characters of a phrase that are no name
LONGEST_NAME = 16
NEAR = 6  # characters of a name that is looked for around a place


class Edges:
    """What the tables say of the ends of phrases and of names, with further names that the caller has."""

    def __init__(self, names: Collection[str] = ()) -> None:
        self.names = lexicon_names() | {fold(name) for name in names if len(name) >= LEAST_WORD}
        self.starts = words("start", "both")
        self.ends = words("end", "both")

    def allow(self, run: str) -> bool:
        """True where a run neither begins nor ends in the middle of something and is more than names."""
        if run[0] == PAUSE or run[-1] == PAUSE or BREAK in run:
            return False
        begins = any(run[:size] in self.starts for size in range(1, 8))
        ends = any(run[-size:] in self.ends for size in (1, 2, 3))
        return not begins and not ends and not self.is_name(run) and not self.opens_clause(run)

    def opens_clause(self, run: str) -> bool:
        """True where a run begins with somebody's name and 的, or with a preposition and a name: 同中方, 总书记的."""
        whose = self.name_at(run, 0)
        if whose and run[whose : whose + 1] in owning():
            return True
        return run[0] in leading() and self.name_at(run, 1) > 0

    def name_at(self, run: str, at: int) -> int:
        """Return the length of the longest name at a place of a run, 0 for none."""
        sizes = range(min(LONGEST_NAME, len(run) - at), LEAST_WORD - 1, -1)
        return next((size for size in sizes if run[at : at + size] in self.names), 0)

    def name_before(self, text: str, at: int) -> bool:
        """True where a name ends at a place."""
        return any(self.names_there(text[at - size : at]) for size in range(LEAST_WORD, min(NEAR, at) + 1))

    def within(self, text: str, at: int) -> bool:
        """True where a place lies within a name."""
        return any(
            self.names_there(text[start:end])
            for start in range(max(at - NEAR + 1, 0), at)
            for end in range(at + 1, start + NEAR + 1)
        )

    def names_there(self, run: str) -> bool:
        """True for a name, and for two states by their characters: 越中."""
        return run in self.names or (len(run) == LEAST_WORD and set(run) <= state_characters())

    def is_name(self, run: str) -> bool:
        """True where the names in a run leave next to nothing of it."""
        return len(run) - self.named(run) < min(LEAST_REST, len(run))

    def named(self, run: str) -> int:
        """Return how many characters of a run belong to names, the longest taken first."""
        at = count = 0
        while at < len(run):
            size = self.name_at(run, at)
            count += size
            at += size or 1
        return count

    def goes_on(self, run: str, others: Collection[str]) -> bool:
        """True where a run is another one with a preposition or the like before it."""
        return run[0] in light() and run[1:] in others


@functools.cache
def state_characters() -> frozenset[str]:
    """Return the characters that stand for states."""
    return frozenset(row["word"] for row in tables.rows("states") if row["form"] == "short" and row["order"] == "1")


@functools.cache
def light() -> frozenset[str]:
    """Return the single characters that may stand before a phrase without belonging to it."""
    return characters("prep", "with", "of", "light", "place", "pronoun")


@functools.cache
def leading() -> frozenset[str]:
    """Return the prepositions of one character, behind which a name opens a clause."""
    return characters("prep", "with")


@functools.cache
def owning() -> frozenset[str]:
    """Return the particle behind an owner."""
    return characters("of")


def characters(*classes: str) -> frozenset[str]:
    """Return the words of one character in some classes of function words."""
    return frozenset(
        word for one in classes for word in tables.words("function_words", **{"class": one}) if len(word) == 1
    )


@functools.cache
def words(*edges: str) -> frozenset[str]:
    """Return the words that do not stand at some edge."""
    return frozenset(word for edge in edges for word in tables.words("phrase_edges", edge=edge))


@functools.cache
def lexicon_names() -> frozenset[str]:
    """Return the names that the tables have: states, places, bodies, people, offices, mechanisms, sides."""
    found = {fold(word) for table in NAMED for word in tables.words(table)}
    found |= {fold(row[key]) for row in tables.rows("mechanism_names") for key in ("canonical", "alias")}
    found |= set(tables.words("function_words", **{"class": "side"})) | words("name")
    return frozenset(name for name in found if len(name) >= LEAST_WORD)

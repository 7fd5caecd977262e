"""What comes back again and again and is no phrase: sessions by number, doing as such, words of the page itself."""

import functools
import re

from shiguan.grammar.fold import fold
from shiguan.lexicon import tables

SESSION = re.compile("^第[一二三四五六七八九十百]+[届次轮]")
SHORT = 8  # characters: in a longer run there is more than that something is done
LEAST_OUTLET = 3  # characters of an outlet's name: shorter ones are words too


def is_hollow(run: str) -> bool:
    """True for a session by its number, a short run that says that something is done, and one that names an outlet."""
    if SESSION.match(run) or (len(run) <= SHORT and run.startswith(doing())):
        return True
    return any(run[at : at + size] in outlets() for size in outlet_sizes() for at in range(len(run) - size + 1))


@functools.cache
def everyday() -> frozenset[str]:
    """Return the words of every day: by itself, one of them is hardly a phrase."""
    return frozenset(fold(word) for word in tables.words("ordinary"))


@functools.cache
def doing() -> tuple[str, ...]:
    """Return the verbs that say no more than that something is done."""
    return tuple(sorted(tables.words("phrase_edges", edge="light")))


@functools.cache
def outlets() -> frozenset[str]:
    """Return the names of outlets: a speaker's set phrase has none, a line on where to watch the programme has."""
    return frozenset(name for name in map(fold, tables.words("outlets")) if len(name) >= LEAST_OUTLET)


@functools.cache
def outlet_sizes() -> tuple[int, ...]:
    """Return how many characters such names have."""
    return tuple(sorted({len(name) for name in outlets()}))

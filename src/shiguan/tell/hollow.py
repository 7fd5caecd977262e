"""What comes back again and again and is no phrase: sessions by number, doing as such, words of the page itself."""

import functools
import re

from shiguan.grammar.fold import fold
from shiguan.lexicon import tables

SESSION = re.compile("^第[一二三四五六七八九十百]+[届次轮]")
SHORT = 8  # characters: in a longer run there is more than that something is done
PLAIN = 6  # characters: a longer run of everyday words says more than they do
FEW = 2  # everyday words
LONGEST_WORD = 6
LEAST_OUTLET = 3  # characters of an outlet's name: shorter ones are words too


def is_hollow(run: str) -> bool:
    """True for a session by its number, a short run that something is done, one that names a thing or an outlet."""
    if SESSION.match(run) or (len(run) <= SHORT and run.startswith(doing())) or run.endswith(things()):
        return True
    return any(run[at : at + size] in outlets() for size in outlet_sizes() for at in range(len(run) - size + 1))


def is_plain(run: str) -> bool:
    """True for a short run of at most two everyday words: 重要共识, 可持续发展; words of one character do not count."""
    if len(run) > PLAIN:
        return False
    words = {0: 0}  # the fewest everyday words up to a place
    for at in range(len(run)):
        if at not in words:
            continue
        if run[at] in single_words():
            words[at + 1] = min(words.get(at + 1, PLAIN), words[at])
        for end in range(at + 2, min(at + LONGEST_WORD, len(run)) + 1):
            if run[at:end] in everyday_words():
                words[end] = min(words.get(end, PLAIN), words[at] + 1)
    return words.get(len(run), PLAIN) <= FEW


@functools.cache
def everyday_words() -> frozenset[str]:
    """Return the words of every day: by itself, one of them is hardly a phrase."""
    ordinary = frozenset(fold(word) for word in tables.words("ordinary"))
    return ordinary | {word for word in tables.words("function_words") if len(word) > 1}


@functools.cache
def single_words() -> frozenset[str]:
    """Return the function words of one character."""
    return frozenset(word for word in tables.words("function_words") if len(word) == 1)


@functools.cache
def things() -> tuple[str, ...]:
    """Return the nouns of what has a name of its own: meetings, papers, works, plagues."""
    return tuple(sorted(tables.words("phrase_edges", edge="thing")))


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

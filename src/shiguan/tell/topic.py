"""What a text is about, by the words of the table of topics."""

import functools

from shiguan.grammar.fold import fold_case
from shiguan.lexicon import tables


@functools.cache
def topics() -> dict[str, tuple[str, ...]]:
    """Return the words of every topic, folded."""
    found: dict[str, tuple[str, ...]] = {}
    for row in tables.rows("topics"):
        found[row["topic"]] = (*found.get(row["topic"], ()), fold_case(row["word"]))
    return found


def words_of(topic: str) -> tuple[str, ...]:
    """Return the words by which a topic is told; a topic that the table lacks is told by its own name."""
    plain = fold_case(topic.strip())
    return topics().get(plain) or (plain,)


def told_by(text: str, words: tuple[str, ...]) -> tuple[str, ...]:
    """Return which of some words a text has, in either script."""
    folded = fold_case(text)
    return tuple(word for word in words if word in folded)


@functools.cache
def telling_words() -> tuple[tuple[str, str], ...]:
    """Return the words of all topics, folded, each behind its topic."""
    return tuple((topic, word) for topic, words in topics().items() for word in words)


def topics_in(text: str) -> dict[str, tuple[str, ...]]:
    """Return the topics that a text names, each with the words that name it."""
    folded = fold_case(text)
    found: dict[str, tuple[str, ...]] = {}
    for topic, word in [one for one in telling_words() if one[1] in folded]:
        found[topic] = (*found.get(topic, ()), word)
    return found

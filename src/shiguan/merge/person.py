"""Whether two names that pages of one event give for a state may be one person's."""

import functools
import re

from shiguan.grammar.fold import fold
from shiguan.lexicon import tables

DOTS = re.compile(r"[·•‧・\-－—\s]+")
SHORTEST = 2  # characters of a part that tells anything
TRANSLITERATED = 4  # characters from which two spellings of one foreign name are compared
ALIKE = 0.6  # share of characters in the same order: 佛瑞德里克森 is 弗雷德里克森


@functools.lru_cache(maxsize=100_000)
def same_person(one: str, other: str) -> bool:
    """True where two names can be one person's: equal, a part of the other, or of like spelling.

    易卜拉欣 is 易卜拉欣·伊斯干达, 卢拉 is 路易斯·伊纳西奥·卢拉·达席尔瓦, 习主席 is 习近平; a name that has kept a
    character too many (李强将) is the shorter name. Only for people of one state in one event.
    """
    left, right = parts(one), parts(other)
    if not left or not right:
        return one == other or is_surname(fold(one), right) or is_surname(fold(other), left)
    if left[-1] == right[-1]:
        return True
    if any(begins(left[-1], part) for part in right) or any(begins(right[-1], part) for part in left):
        return True
    short, long = sorted((left[-1], right[-1]), key=len)
    return titled(short, long) or titled(long, short) or alike_spelling(short, long)


def is_surname(one: str, other: tuple[str, ...]) -> bool:
    """True for 习, read out of 习主席, beside 习近平; a foreign name has no family name before the rest."""
    return len(one) == 1 and len(other) == 1 and len(other[0]) < TRANSLITERATED and other[0].startswith(one)


def begins(one: str, other: str) -> bool:
    """True where one of two parts of names is how the other begins."""
    return one.startswith(other) or other.startswith(one)


@functools.lru_cache(maxsize=100_000)
def parts(name: str) -> tuple[str, ...]:
    """Return the parts of a name, folded; the last is the one by which a person is known."""
    return tuple(part for part in DOTS.split(fold(name)) if len(part) >= SHORTEST)


@functools.cache
def titles() -> frozenset[str]:
    """Return the words for offices."""
    return frozenset(tables.words("offices"))


def titled(one: str, other: str) -> bool:
    """True where the one is the family name of the other with an office: 习主席, 习近平."""
    return one[0] == other[0] and one[1:] in titles()


def is_titled(name: str) -> bool:
    """True for a family name with an office: 习主席."""
    return fold(name)[1:] in titles()


def alike_spelling(short: str, long: str) -> bool:
    """True where two longer names share most of their characters in the same order."""
    if len(short) < TRANSLITERATED:
        return False
    row = [0] * (len(long) + 1)
    for mine in short:
        above, row = row, [0]
        for at, yours in enumerate(long):
            row.append(above[at] + 1 if mine == yours else max(row[at], above[at + 1]))
    return row[-1] >= ALIKE * len(long)

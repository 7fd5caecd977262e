"""By which part of a name a person is known, equal over spellings: 谢尔盖·绍伊古, 紹伊古 and 绍伊古."""

import functools
import re

from shiguan.lexicon import tables
from shiguan.link.fold import DOTS, fold_name

BRACKETS = re.compile(r"[（(\[【].*?(?:[）)\]】]|$)")
REMEMBERED = 1 << 14  # names; pages repeat them
STRAY = re.compile(r"[()（）\[\]【】]")
MARKS = "·•‧・ "
# Words behind a Latin family name that are no part of it.
LATIN_TAIL = re.compile(r"(?:[\s,]+(?:jr|sr|ii|iii|iv)\.?)+$", re.IGNORECASE)
LATIN = re.compile(r"[\x00-\x7f\u00a0-\u024f\u1e00-\u1eff\u2019]+")


@functools.cache
def variants() -> dict[str, str]:
    """Return the usual mainland spelling of every other spelling of a name, folded."""
    return {fold_name(variant): fold_name(name) for variant, name in tables.mapping("name_variants", "name").items()}


def parts_of(name: str) -> list[str]:
    """Return what dots part a name into, without what stands in brackets behind it."""
    plain = STRAY.sub("", BRACKETS.sub("", name).strip() or name)
    return DOTS.split(plain.strip(MARKS))


def short_name(name: str) -> str:
    """Return the part by which a person is usually named, as written: 谢尔盖·绍伊古 -> 绍伊古, Joe Biden -> Biden."""
    last = parts_of(name)[-1]
    if LATIN.fullmatch(last) and " " in last:
        last = (LATIN_TAIL.sub("", last).split() or [last])[-1]
    return last


@functools.lru_cache(maxsize=REMEMBERED)
def name_key(name: str) -> str:
    """Return what the names of one person share: the last part, folded, in its mainland spelling.

    谢尔盖·绍伊古 = 紹伊古 = 绍伊古; 川普 = 特朗普; Chinese names stay whole.
    """
    short = fold_name(short_name(name))
    return variants().get(short, short)


@functools.lru_cache(maxsize=REMEMBERED)
def given_names(name: str) -> tuple[str, ...]:
    """Return the parts of a name before the last, folded: 谢尔盖·绍伊古 -> (谢尔盖,); () for a bare name."""
    parts = parts_of(name)
    if len(parts) == 1 and LATIN.fullmatch(parts[0]):
        parts = LATIN_TAIL.sub("", parts[0]).split()
    return tuple(part for part in map(fold_name, parts[:-1]) if part)

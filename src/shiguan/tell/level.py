"""At which level somebody acts for a state, by the office."""

import functools
import re
from collections.abc import Iterable
from enum import StrEnum

from shiguan.lexicon import tables

JOINED = re.compile(r"[、，,；兼和]")


class Level(StrEnum):
    """From the highest; UNNAMED where a side is there without a person or office."""

    LEADER = "leader"
    DEPUTY = "deputy"
    MINISTER = "minister"
    OFFICIAL = "official"
    UNNAMED = "unnamed"


RANKS = {level: rank for rank, level in enumerate(Level)}


@functools.cache
def words() -> tuple[re.Pattern[str], dict[str, Level]]:
    """Return what finds the words of offices, the longest first, and the level of each."""
    levels = {row["word"]: Level(row["level"]) for row in tables.rows("office_levels")}
    return re.compile("|".join(map(re.escape, sorted(levels, key=lambda word: (-len(word), word))))), levels


def level_of(office: str | None) -> Level:
    """Return the level of an office: 国务委员兼外长 is a minister's, 副总理 a deputy's, a strange one an official's."""
    if not office:
        return Level.UNNAMED
    pattern, levels = words()
    found = [levels[hits[-1]] for part in JOINED.split(office) if (hits := pattern.findall(part))]
    return highest(found) if found else Level.OFFICIAL


def highest(levels: Iterable[Level]) -> Level:
    """Return the highest of some levels, UNNAMED for none."""
    return min(levels, key=RANKS.__getitem__, default=Level.UNNAMED)


def lowest(levels: Iterable[Level]) -> Level:
    """Return the lowest of some levels, UNNAMED for none."""
    return max(levels, key=RANKS.__getitem__, default=Level.UNNAMED)

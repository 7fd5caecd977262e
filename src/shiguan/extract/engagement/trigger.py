"""The words that tell of an engagement, found in one pass."""

import functools

import ahocorasick_rs
import msgspec

from shiguan.grammar.automaton import find_words
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Mode


class Trigger(msgspec.Struct, frozen=True, gc=False):
    """A word of `engagement_triggers.csv` in the text. `act` names the reader that finds its slots."""

    start: int
    end: int
    word: str
    act: str
    kind: Kind
    mode: Mode | None


Entry = tuple[str, str, Kind, Mode | None]


@functools.cache
def trigger_table() -> tuple[ahocorasick_rs.AhoCorasick, tuple[Entry | None, ...]]:
    """Return the automaton over all triggers and, by index, what each means; None for words that only look like one."""
    entries: dict[str, Entry | None] = {}
    for row in tables.rows("engagement_triggers"):
        if row["act"] == "hidden":
            entries[row["word"]] = None
            continue
        kind = Kind(row["kind"]) if row["kind"] else Kind.MEETING
        entries[row["word"]] = (row["word"], row["act"], kind, Mode(row["mode"]) if row["mode"] else None)
    words = sorted(entries)
    matcher = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, tuple(entries[word] for word in words)


def find_triggers(folded: str) -> list[Trigger]:
    """Return the triggers of a page in reading order."""
    matcher, entries = trigger_table()
    found = []
    for index, start, end in find_words(matcher, folded):
        entry = entries[index]
        if entry is not None:
            word, act, kind, mode = entry
            found.append(Trigger(start, end, word, act, kind, mode))
    return found

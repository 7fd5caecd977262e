"""Which sentences may tell of a mechanism itself: cheap to find, so that most pages cost nothing more."""

import functools
import re

import ahocorasick_rs

from shiguan.grammar.layout import Bounds, Layout
from shiguan.lexicon import tables
from shiguan.model.span import Span

NOUN = re.compile(r"机制|论坛|对话|磋商|会晤|峰会|会议|委员会|年会|联委会|混委会|博览会|大会|谈判|平台")
CONTEXT = 2  # sentences before, where 该机制 was named


@functools.cache
def cues() -> ahocorasick_rs.AhoCorasick:
    """Return the automaton over the words without which nothing is told."""
    return ahocorasick_rs.AhoCorasick(tables.words("mechanism_words", kind="cue"))


def find_tellings(folded: str, layout: Layout) -> list[Bounds]:
    """Return the sentences that hold a cue and a word for a mechanism, in reading order."""
    found: list[Bounds] = []
    sentences = iter(layout.sentences)
    start = end = 0
    for _, cue, _ in cues().find_matches_as_indexes(folded):
        if cue < end:
            continue
        while cue >= end:
            bounds = next(sentences, None)
            if bounds is None:
                return found
            start, end = bounds
        if cue >= start and NOUN.search(folded, start, end):
            found.append((start, end))
    return found


def windows(layout: Layout, told: list[Bounds]) -> list[Span]:
    """Return the stretches in which the mechanisms told of are named: each sentence with those before it."""
    if not told:
        return []
    found: list[Span] = []
    place = {bounds: index for index, bounds in enumerate(layout.sentences)}
    for bounds in told:
        start = layout.sentences[max(0, place[bounds] - CONTEXT)][0]
        if found and start <= found[-1].end:
            start = found.pop().start
        found.append(Span(start, bounds[1]))
    return found

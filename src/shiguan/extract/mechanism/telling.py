"""Which sentences may tell of a mechanism itself: cheap to find, so that most pages cost nothing more."""

import functools
import re

import ahocorasick_rs

from shiguan.grammar.automaton import find_words
from shiguan.grammar.layout import Bounds, Layout
from shiguan.lexicon import tables
from shiguan.model.span import Span

# Written out word by word, for by their first characters the engine skips what is none; a set among them forbids it.
NOUN = re.compile(r"机制|长会|级会|论坛|对话|磋商|会晤|峰会|会议|委员会|年会|联委会|混委会|博览会|大会|谈判|平台")
# A founding is told with its day or with its founders.
DATED = re.compile(r"[\d一二三四五六七八九〇][年月]|[去今前]年|由|根据|倡|发起")
SINCE = re.compile("自?此后|其后|从此|自此")  # 此后每年举行一次: of what the sentence before tells of
DIGITS = "二两三四五六七八九十百0123456789"
CONTEXT = 2  # sentences before, where 该机制 was named


@functools.cache
def cues() -> tuple[ahocorasick_rs.AhoCorasick, tuple[bool, ...]]:
    """Return the automaton over the words without which nothing is told, and which of them only found."""
    founding = tables.words("mechanism_tellings", kind="founding")
    counted = [
        verb + aspect + digit
        for verb in tables.words("mechanism_tellings", kind="holding")
        for aspect in ("", "了", "过")
        for digit in DIGITS
    ]
    words = sorted({*tables.words("mechanism_tellings", kind="cue"), *counted, *founding})
    automaton = ahocorasick_rs.AhoCorasick(words, implementation=ahocorasick_rs.Implementation.DFA)
    return automaton, tuple(word in founding for word in words)


def find_tellings(folded: str, layout: Layout) -> list[Bounds]:
    """Return the sentences that hold a cue and a word for a mechanism, in reading order."""
    if NOUN.search(folded) is None:
        return []
    matcher, is_founding = cues()
    found: list[Bounds] = []
    sentences = layout.sentences
    place = settled = undated = 0
    for index, cue, _ in find_words(matcher, folded):
        if cue < settled or (cue < undated and is_founding[index]):
            continue
        while place + 1 < len(sentences) and sentences[place + 1][0] <= cue:
            place += 1
        start, end = sentences[place]
        if not NOUN.search(folded, start, end) and not SINCE.match(folded, start):
            settled = end
        elif is_founding[index] and not DATED.search(folded, start, end):
            undated = end
        else:
            settled = end
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

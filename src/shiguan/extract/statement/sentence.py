"""Sentences of a paragraph as statements see them: what stands in quotation marks is hidden."""

import bisect
import re
from collections.abc import Sequence

import msgspec

from shiguan.grammar.layout import Bounds, Layout
from shiguan.model.mention import Mention

# A sentence runs to a full stop outside quotation marks, or to a closing mark right behind a full stop.
ENDING = re.compile(r"\.\.*[>')]*|>(?<=Q>)|n")
# What stands in round brackets is an aside: no cue of the sentence.
ASIDE = re.compile(r"\([^()n]{1,60}\)")
# “….”胡锡进称。: who speaks stands behind the quotation.
SPEAKER_AFTER = re.compile(r"[^.,<n]{1,30}V~*[.,;:<]")
HEADING_LIMIT = 45


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """A sentence: its bounds, whether it is a heading, and whether it opens its paragraph."""

    start: int
    end: int
    first: bool
    paragraph: int


def mask_quotes(shape: str, quotes: Sequence[Bounds]) -> str:
    """Return the shape with what stands in quotation marks as `q`, `Q` where a full stop closes it, asides as `p`."""
    pieces = []
    done = 0
    for start, end in quotes:
        if start < done or end <= start:
            continue
        pieces.append(shape[done:start])
        inside = shape[start:end]
        pieces.append("q" * (len(inside) - 1) + ("Q" if inside[-1] == "." else "q"))
        done = end
    pieces.append(shape[done:])
    return ASIDE.sub(lambda found: "(" + "p" * (found.end() - found.start() - 2) + ")", "".join(pieces))


def sentences_of(folded: str, masked: str, layout: Layout) -> list[Sentence]:
    """Return the sentences of a page in reading order, headings among them as sentences without a full stop."""
    found = []
    for number, (start, end) in enumerate(layout.paragraphs):
        position = start
        first = True
        while position < end:
            match = ENDING.search(masked, position, end)
            stop = match.end() if match else end
            if stop <= position:
                stop = position + 1
            if match and match.group() == ">" and SPEAKER_AFTER.match(masked, stop, end):
                match = ENDING.search(masked, stop, end)
                stop = match.end() if match else end
            begin = position
            while begin < stop and folded[begin].isspace():
                begin += 1
            if begin < stop:
                found.append(Sentence(begin, stop, first, number))
                first = False
            position = stop
    return found


def is_heading(folded: str, sentence: Sentence, whole: Bounds) -> bool:
    """True for a short line of its own that does not end like a sentence."""
    if (sentence.start, sentence.end) != whole:
        return False
    return sentence.end - sentence.start <= HEADING_LIMIT and folded[sentence.end - 1] not in "。！？”；：…，"


class Placed(msgspec.Struct, frozen=True):
    """Mentions with their starts, for quick look-up by position."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]

    @classmethod
    def of(cls, mentions: Sequence[Mention]) -> "Placed":
        """Return the mentions ready for look-up."""
        return cls(tuple(mentions), tuple(mention.start for mention in mentions))

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly in `[start, end)`."""
        low = bisect.bisect_left(self.starts, start)
        high = bisect.bisect_left(self.starts, end)
        while high > low and self.mentions[high - 1].end > end:
            high -= 1
        return self.mentions[low:high]

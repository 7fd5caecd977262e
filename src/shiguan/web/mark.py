"""The text of a page cut at every mark, so that marks may lie within and across each other."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from shiguan.model.engagement import Engagement
from shiguan.model.figure import Figure
from shiguan.model.reading import Reading
from shiguan.model.statement import Statement

LEAF = 9000  # characters on one leaf of a long page
SLACK = 1500  # of them, in which a leaf looks for the end of a line
LINKED = ("person", "place", "figure")  # marks short enough to be links to their item


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that the same marks cover: `kinds` are their classes, `item` what the inmost belongs to."""

    text: str
    kinds: tuple[str, ...]
    item: str
    wanted: bool


class Margin(msgspec.Struct, frozen=True):
    """One paragraph: its pieces, and the items that begin in it as (kind, number on the page)."""

    pieces: tuple[Piece, ...]
    items: tuple[tuple[str, int], ...]


class Mark(msgspec.Struct, frozen=True):
    """What is marked: a stretch, its class, and the item it belongs to, "" where to none."""

    start: int
    end: int
    kind: str
    item: str


def leaves(text: str) -> list[tuple[int, int]]:
    """Return a text cut into leaves: at the last line break that a leaf holds, or else where it is full."""
    found = []
    start = 0
    while len(text) - start > LEAF:
        end = text.rfind("\n", start + LEAF - SLACK, start + LEAF) + 1 or start + LEAF
        found.append((start, end))
        start = end
    found.append((start, len(text)))
    return found


def leaf_of(cuts: Sequence[tuple[int, int]], start: int) -> int:
    """Return on which leaf an offset lies; one beyond the text lies on the last."""
    return max(0, bisect_right([begin for begin, _ in cuts], start) - 1)


def marked(reading: Reading, wanted: tuple[int, int] | None, leaf: tuple[int, int]) -> list[Margin]:
    """Return the paragraphs of one leaf of a page with its marks; `wanted` is the stretch the reader came for."""
    text = reading.document.text
    marks = [mark for mark in marks_of(reading) if mark.start < leaf[1] and mark.end > leaf[0]]
    if wanted is not None:
        marks.append(Mark(wanted[0], wanted[1], "wanted", ""))
    found = []
    start = leaf[0]
    for line in text[leaf[0] : leaf[1]].removesuffix("\n").split("\n"):
        end = start + len(line)
        inside = [mark for mark in marks if mark.start < end and mark.end > start]
        found.append(Margin(pieces_of(text, start, end, inside), items_in(reading, start, end)))
        start = end + 1
    return found


def marks_of(reading: Reading) -> list[Mark]:
    """Return everything on a page that is marked in place."""
    marks = [Mark(one.start, one.end, "time", "") for one in reading.times]
    for number, engagement in enumerate(reading.engagements):
        item = f"deed-{number}"
        marks.append(Mark(engagement.start, engagement.end, "deed", item))
        marks += [Mark(one.start, one.end, "person", item) for one in engagement.participants]
        marks += [Mark(span.start, span.end, "place", item) for span in engagement.cited.get("place", ())]
    for number, statement in enumerate(reading.statements):
        item = f"word-{number}"
        marks.append(Mark(statement.start, statement.end, "word", item))
        marks.append(Mark(statement.speaker.start, statement.speaker.end, "person", item))
    marks += [Mark(one.start, one.end, "figure", f"figure-{number}") for number, one in enumerate(reading.figures)]
    return marks


def pieces_of(text: str, start: int, end: int, marks: list[Mark]) -> tuple[Piece, ...]:
    """Return a paragraph cut wherever a mark begins or ends."""
    inner = {point for mark in marks for point in (mark.start, mark.end)}
    cuts = sorted({start, end} | {point for point in inner if start < point < end})
    begins = sorted(marks, key=lambda mark: mark.start)
    pieces = []
    over: list[Mark] = []
    at = 0
    for left, right in pairwise(cuts):
        while at < len(begins) and begins[at].start <= left:
            over.append(begins[at])
            at += 1
        over = [mark for mark in over if mark.end >= right]
        pieces.append(piece_of(text[left:right], over))
    return tuple(pieces)


def piece_of(text: str, over: Sequence[Mark]) -> Piece:
    """Return one stretch under the marks that cover it."""
    kinds = tuple(sorted({mark.kind for mark in over} - {"wanted"}))
    linked = next((mark.item for mark in over if mark.kind in LINKED and mark.item), "")
    return Piece(text, kinds, linked, any(mark.kind == "wanted" for mark in over))


def cut(text: str, places: Sequence[tuple[int, int]]) -> list[tuple[str, bool]]:
    """Return a text in stretches, each with whether it lies in one of some places."""
    points = {0, len(text)} | {point for place in places for point in place if 0 < point < len(text)}
    return [
        (text[left:right], any(start <= left and right <= end for start, end in places))
        for left, right in pairwise(sorted(points))
    ]


def items_in(reading: Reading, start: int, end: int) -> tuple[tuple[str, int], ...]:
    """Return the deeds, words and figures that begin in a stretch, in the order in which they begin."""
    kinds: tuple[tuple[str, Sequence[Engagement | Statement | Figure]], ...] = (
        ("deed", reading.engagements),
        ("word", reading.statements),
        ("figure", reading.figures),
    )
    found = [
        (item.start, kind, number)
        for kind, items in kinds
        for number, item in enumerate(items)
        if start <= item.start <= end
    ]
    return tuple((kind, number) for _, kind, number in sorted(found))

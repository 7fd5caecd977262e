"""The text of a page cut at every mark, so that marks may lie within and across each other."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from shiguan.model.engagement import Engagement
from shiguan.model.figure import Figure
from shiguan.model.reading import Reading
from shiguan.model.statement import Statement


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text that the same marks cover: `kinds` are their classes, `items` what they belong to."""

    text: str
    kinds: tuple[str, ...]
    items: tuple[str, ...]
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


def marked(reading: Reading, wanted: tuple[int, int] | None) -> list[Margin]:
    """Return the paragraphs of a page with its marks; `wanted` is the stretch the reader came for."""
    text = reading.document.text
    marks = marks_of(reading)
    if wanted is not None:
        marks.append(Mark(wanted[0], wanted[1], "wanted", ""))
    found = []
    start = 0
    for line in text.split("\n"):
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
    pieces = []
    for left, right in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= left and right <= mark.end]
        kinds = tuple(sorted({mark.kind for mark in over} - {"wanted"}))
        items = tuple(dict.fromkeys(mark.item for mark in over if mark.item))
        pieces.append(Piece(text[left:right], kinds, items, any(mark.kind == "wanted" for mark in over)))
    return tuple(pieces)


def items_in(reading: Reading, start: int, end: int) -> tuple[tuple[str, int], ...]:
    """Return the deeds, words and figures that begin in a stretch."""
    kinds: tuple[tuple[str, Sequence[Engagement | Statement | Figure]], ...] = (
        ("deed", reading.engagements),
        ("word", reading.statements),
        ("figure", reading.figures),
    )
    return tuple(
        (kind, number) for kind, items in kinds for number, item in enumerate(items) if start <= item.start <= end
    )

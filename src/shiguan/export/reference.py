"""Sources as they are referred to, in the styles of `styles/*.csl`; the numbers of notes, and the passages cited."""

from collections.abc import Mapping
from importlib import import_module, resources
from types import MappingProxyType
from typing import Any

from shiguan.export.csl import Item, page_item, ruling_item
from shiguan.model.brief import Brief, Mark, Passage, Source, Style

LONGEST = 110  # characters of a passage in the list of sources
LETTERS = "abcdefghijklmnopqrstuvwxyz"
INNER = str.maketrans("“”", "‘’")  # quotation marks within quotation marks
Stretch = tuple[str, bool]  # characters, and whether they are cited


def references(brief: Brief, style: Style) -> Mapping[int, str]:
    """Return how each source of a dossier is referred to, by its number and without it.

    Where a page names no author, the origin stands in the author's place, else the publisher.
    """
    items = {one.number: item_of(one, style, brief.day) for one in brief.sources}
    return MappingProxyType(dict(zip(items, cite(list(items.values()), style), strict=True)))


def cite(items: list[Item], style: Style) -> list[str]:
    """Return items in a style, each by itself; no markup is read in them or written."""
    processor: Any = import_module("citeproc")  # ships no types
    source = import_module("citeproc.source.json").CiteProcJSON(items)
    path = resources.files("shiguan.export") / "styles" / f"{style.value}.csl"
    with path.open("rb") as lines:
        written = processor.CitationStylesStyle(lines, validate=False)
    bibliography = processor.CitationStylesBibliography(written, source, processor.formatter.plain)
    found = []
    for one in items:
        call = processor.Citation([processor.CitationItem(one["id"])])
        bibliography.register(call)
        found.append(str(bibliography.cite(call, str)))
    return found


def item_of(source: Source, style: Style, day: str) -> Item:
    """Return a source as the item to be cited; `day` is when the register was asked, which GB/T 7714 wants."""
    id = str(source.number)
    if not source.page:
        return ruling_item(id, source)
    item = page_item(id, source, accessed=day)
    if style is Style.CHICAGO and source.title:
        item["title"] = str(item["title"]).translate(INNER)
    return item


def label(mark: Mark, source: Source) -> str:
    """Return the number by which a note is called, with a letter where its source has several passages: 3b."""
    return f"{mark.source}{letter(mark.passage)}" if len(source.passages) > 1 else str(mark.source)


def letter(number: int) -> str:
    """Return a, b, … z, aa, ab … for 1, 2, …"""
    found = ""
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        found = LETTERS[rest] + found
    return found


def stretches(passage: Passage) -> list[Stretch]:
    """Return a passage in stretches, cited or not; of a long stretch the middle is left out as ……"""
    found: list[Stretch] = [("……", False)] if passage.goes_before else []
    at = passage.start
    for span in passage.cited:
        if span.end <= at:
            continue
        begin = max(span.start, at)
        if begin > at:
            found.append((cut(passage, at, begin), False))
        found.append((cut(passage, begin, span.end), True))
        at = span.end
    if at < passage.end:
        found.append((cut(passage, at, passage.end), False))
    return [*found, ("……", False)] if passage.goes_on else found


def cut(passage: Passage, start: int, end: int) -> str:
    """Return the characters from one offset to another in one line."""
    text = passage.text[start - passage.start : end - passage.start].replace("\n", " ")
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST // 2]}……{text[-LONGEST // 3 :]}"

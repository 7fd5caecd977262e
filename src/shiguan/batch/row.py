"""A page that was read, as a row of Parquet: columns for people, and a last one for the register."""

import zlib
from typing import TypedDict

from shiguan.annals.entry import Entry, pack_entry

UNDATED = "undated"


class Row(TypedDict):
    """The cells of a row."""

    page: str
    label: str
    title: str | None
    url: str | None
    language: str
    published: str | None
    publisher: str | None
    origin: str | None
    fetched: str | None
    engagements: int
    statements: int
    figures: int
    code: str
    lexicon: str
    schema: int
    reading: str  # JSON, as `shiguan read --format json` has it
    entry: bytes


def row_of(entry: Entry) -> Row:
    """Return the row of a page."""
    return {
        "page": entry.id,
        "label": entry.label,
        "title": entry.title,
        "url": entry.url,
        "language": entry.language,
        "published": entry.published,
        "publisher": entry.publisher,
        "origin": entry.origin,
        "fetched": entry.raw.fetched,
        "engagements": len(entry.accounts),
        "statements": len(entry.statements),
        "figures": len(entry.figures),
        "code": entry.versions.code,
        "lexicon": entry.versions.lexicon,
        "schema": entry.versions.schema,
        "reading": zlib.decompress(entry.reading).decode(),
        "entry": pack_entry(entry),
    }


def month_of(entry: Entry) -> str:
    """Return the month of a page's day, by which readings are parted."""
    return entry.published[:7] if entry.published else UNDATED

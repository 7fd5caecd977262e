"""What an input is: told by the caller, by its name, or by how it begins."""

import re
import zlib
from enum import StrEnum
from pathlib import PurePath
from typing import IO

from shiguan.intake.lines import OBJECT_LINE
from shiguan.intake.lines import SUFFIXES as LINES

GZIP = b"\x1f\x8b"
PEEKED = 2048
FEED = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:rss|feed|rdf:RDF)\b", re.S
)
LIST = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:opml|urlset|sitemapindex)\b",
    re.S,
)


class Kind(StrEnum):
    """What an input holds."""

    PAGE = "page"
    LINES = "jsonl"
    WARC = "warc"
    ZIP = "zip"
    MAIL = "eml"
    FEED = "feed"
    LIST = "list"  # addresses: OPML, a sitemap
    READINGS = "parquet"  # pages read elsewhere
    GZIP = "gzip"  # one of the others, packed


SUFFIXES = {
    **dict.fromkeys((".html", ".htm", ".xhtml", ".shtml", ".txt"), Kind.PAGE),
    **dict.fromkeys(LINES, Kind.LINES),
    ".warc": Kind.WARC,
    ".zip": Kind.ZIP,
    ".eml": Kind.MAIL,
    **dict.fromkeys((".rss", ".atom"), Kind.FEED),
    ".opml": Kind.LIST,
    ".parquet": Kind.READINGS,
}
GIVEN = {
    "text": Kind.PAGE,
    "html": Kind.PAGE,
    "jsonl": Kind.LINES,
    "warc": Kind.WARC,
    "zip": Kind.ZIP,
    "eml": Kind.MAIL,
    "feed": Kind.FEED,
    "parquet": Kind.READINGS,
}


def kind_of(stream: IO[bytes], name: str, given: str) -> Kind:
    """Return what an open input is."""
    head = peeked(stream)
    packed = head.startswith(GZIP)
    if packed and (given == "warc" or unpacked(head).startswith(b"WARC/")):
        return Kind.WARC  # its members are read one by one
    if packed and given in ("auto", "jsonl", "feed"):
        return Kind.GZIP
    if given in GIVEN:
        return GIVEN[given]
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if head.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    if head.startswith(b"PAR1"):
        return Kind.READINGS
    by_name = SUFFIXES.get(PurePath(name).suffix.lower())
    if by_name is not None:
        return by_name
    if FEED.match(head):
        return Kind.FEED
    if LIST.match(head):
        return Kind.LIST
    return Kind.LINES if OBJECT_LINE.match(head[:64]) else Kind.PAGE


def peeked(stream: IO[bytes]) -> bytes:
    """Return how an input begins without taking it, b"" where that cannot be seen."""
    peek = getattr(stream, "peek", None)
    return bytes(peek(PEEKED))[:PEEKED] if peek else b""


def unpacked(head: bytes) -> bytes:
    """Return how a gzip file begins once it is unpacked."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, 64)
    except zlib.error:
        return b""

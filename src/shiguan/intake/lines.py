"""JSON lines of articles: a page a line, bounded."""

import re
from collections.abc import Iterator
from typing import IO

from shiguan.capture.encoding import LARGEST
from shiguan.model.raw import Raw, RawKind

SUFFIXES = frozenset({".jsonl", ".ndjson"})
OBJECT_LINE = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{[ \t]*"')  # the head of a line of JSON: {"id": …


def line_pages(stream: IO[bytes], name: str) -> Iterator[Raw]:
    """Yield the page of each line, named by the line's number."""
    for number, line in enumerate(lines_of(stream), start=1):
        plain = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if plain.strip():
            yield Raw(data=plain, kind=RawKind.ARTICLE, name=f"{name}:{number}")


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield the lines of a stream; of a line too large to be read, as much as it takes to refuse it."""
    while line := stream.readline(LARGEST + 1):
        yield line
        if len(line) > LARGEST:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LARGEST)

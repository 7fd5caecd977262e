"""Inputs of the command line: files, addresses, standard input and JSON lines, each read or refused in its turn."""

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, TypeVar

import msgspec

from shiguan.capture.encoding import LARGEST
from shiguan.errors import CaptureError, FetchError, ShiguanError, UsageError
from shiguan.model.raw import Raw, RawKind
from shiguan.model.reading import Reading
from shiguan.pipeline import InputKind, read_articles, read_page

Found = TypeVar("Found")

STANDARD_INPUT = "-"
ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")  # of the network; C:\ is a path
ARTICLE_SUFFIXES = {".jsonl", ".ndjson"}
OBJECT_LINE = re.compile(rb'^(?:\xef\xbb\xbf)?\s*\{[ \t]*"')  # the head of a line of JSON: {"id": …


def fetch_page(url: str) -> Raw:
    """Return the page at a URL through the one guarded place; raises FetchError where it may not be had."""
    from shiguan.fetch.fetch import fetch  # with the network behind it: only where an address is given

    return fetch(url)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller asked to read, and what fetches pages from the network."""

    pages: tuple[str, ...]
    input: str  # auto | text | html | jsonl
    published: str | None
    fetch: Callable[[str], Raw] = fetch_page


def read_all(source: Source) -> Iterator[Reading | ShiguanError]:
    """Yield a reading, or the reason why there is none, for each page in the order given."""
    return each_input(source, read_stream, read_fetched)


def raw_pages(source: Source) -> Iterator[Raw | ShiguanError]:
    """Yield the bytes of each page, unread, or the reason why it cannot be opened, in the order given."""
    return each_input(source, raw_stream, lambda raw: raw)


def each_input(
    source: Source, read: Callable[[IO[bytes], str, Source], Iterator[Found]], take: Callable[[Raw], Found]
) -> Iterator[Found | ShiguanError]:
    """Yield what `read` makes of each input that can be opened, and `take` of each page that was fetched.

    In the place of an input that cannot be had stands the error that says why.
    """
    for name in source.pages:
        try:
            if ADDRESS.match(name):
                yield take(fetched(name, source))
                continue
            if name == STANDARD_INPUT:
                yield from read(sys.stdin.buffer, "standard input", source)
                continue
            with Path(name).open("rb") as stream:
                yield from read(stream, name, source)
        except FetchError as error:
            yield error
        except OSError as error:
            yield CaptureError(f"{name}: {fault_of(error)}")
        except ValueError as error:  # a null byte in the name
            yield CaptureError(f"{name!r}: {error}; check the path")


def fetched(url: str, source: Source) -> Raw:
    """Return the page at a URL as the caller said to read it."""
    if source.input == "jsonl":
        raise FetchError(f"{url}: articles in JSON lines are not fetched; save them and give the file")
    raw = source.fetch(url)
    kind = raw.kind if source.input == "auto" else RawKind(source.input)
    return msgspec.structs.replace(raw, kind=kind, published=source.published)


def read_fetched(raw: Raw) -> Reading | ShiguanError:
    """Return the reading of a page that was fetched, or the reason why there is none."""
    try:
        kind = InputKind(raw.kind.value)
        return read_page(raw.data, name=raw.name, published=raw.published, kind=kind, url=raw.url)
    except UsageError:
        raise
    except ShiguanError as error:
        return error


def read_stream(stream: IO[bytes], name: str, source: Source) -> Iterator[Reading | ShiguanError]:
    """Yield the readings of one open input: one for a page, one a line for articles."""
    if holds_articles(stream, name, source.input):
        if source.published:
            yield CaptureError(f"{name}: articles in JSON lines carry their own day; leave out --published")
            return
        yield from read_articles(lines_of(stream), name=name)
        return
    try:
        kind = InputKind(source.input)
        yield read_page(stream.read(LARGEST + 1), name=name, published=source.published, kind=kind)
    except UsageError:
        raise
    except ShiguanError as error:
        yield error


def raw_stream(stream: IO[bytes], name: str, source: Source) -> Iterator[Raw]:
    """Yield the pages of one open input: one for a page, one a line for articles."""
    if not holds_articles(stream, name, source.input):
        yield Raw(
            data=stream.read(LARGEST + 1), kind=RawKind(source.input), name=name, published=source.published, url=None
        )
        return
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


def holds_articles(stream: IO[bytes], name: str, kind: str) -> bool:
    """Whether the input is JSON lines: told by the caller, by its name, or by how it begins."""
    if kind != "auto":
        return kind == "jsonl"
    if Path(name).suffix in ARTICLE_SUFFIXES:
        return True
    peek = getattr(stream, "peek", None)
    return bool(peek and OBJECT_LINE.match(peek(64)))


def fault_of(error: OSError) -> str:
    """Say what is wrong with a path and what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, IsADirectoryError):
        return "is a directory; give the files in it"
    if isinstance(error, PermissionError):
        return "may not be read; change its permissions"
    return f"{error.strerror or error}; check the file"

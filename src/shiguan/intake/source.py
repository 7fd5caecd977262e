"""Inputs of every kind as raw pages, each opened or refused in its turn."""

import gzip
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import Path
from typing import IO

import msgspec

from shiguan.capture.encoding import LARGEST
from shiguan.errors import CaptureError, FetchError, ShiguanError
from shiguan.intake.address import ADDRESS
from shiguan.intake.archive import files_in
from shiguan.intake.courier import Courier, Ways
from shiguan.intake.filter import may_hold_diplomacy
from shiguan.intake.folder import files_of
from shiguan.intake.glance import glance
from shiguan.intake.kind import Kind, kind_of
from shiguan.intake.lines import line_pages
from shiguan.intake.listing import LARGEST as LARGEST_LIST
from shiguan.intake.listing import addresses, feed_pages
from shiguan.intake.mail import mail_pages
from shiguan.intake.readings import ready_pages
from shiguan.intake.tally import Passed, Tally
from shiguan.intake.warc import warc_pages
from shiguan.model.raw import Raw, RawKind

STANDARD_INPUT = "-"
PACKED = {Kind.ZIP, Kind.WARC, Kind.GZIP, Kind.READINGS}
SPOOLED = 1 << 20  # bytes of a stream copied at a time


def fetch_page(url: str) -> Raw:
    """Return the page, feed or list at a URL through the one guarded place; raises FetchError."""
    from shiguan.fetch.fetch import fetch  # with the network behind it: only where an address is given

    return fetch(url, lists=True)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What the caller asked to read, and what fetches pages from the network.

    `filtered` leaves out pages that cannot hold diplomacy; None does so for WARC alone.
    """

    pages: tuple[str, ...]
    input: str = "auto"  # auto | text | html | jsonl | warc | zip | eml | feed | parquet
    published: str | None = None
    filtered: bool | None = None
    fetch: Callable[[str], Raw] = fetch_page
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


def raw_pages(source: Source, tally: Tally | None = None) -> Iterator[Raw | ShiguanError]:
    """Yield the bytes of each page, unread, or the reason why it cannot be opened, in the order given."""
    return Intake(source, Tally() if tally is None else tally).pages()


class Intake:
    """One run over a source."""

    def __init__(self, source: Source, tally: Tally) -> None:
        self.source = source
        self.tally = tally
        self.courier = Courier(Ways(source.fetch, source.clock, source.sleep))

    def pages(self) -> Iterator[Raw | ShiguanError]:
        """Yield the pages of all inputs."""
        for name in self.source.pages:
            if ADDRESS.match(name):
                yield from self.fetched(name)
                continue
            try:
                if name == STANDARD_INPUT:
                    yield from self.named(sys.stdin.buffer, "standard input")
                    continue
                for path in files_of(name):
                    yield from self.file(path)
            except CaptureError as error:
                yield error
            except OSError as error:
                yield CaptureError(f"{name}: {fault_of(error)}")
            except ValueError as error:  # a null byte in the name
                yield CaptureError(f"{name!r}: {error}; check the path")

    def file(self, path: Path) -> Iterator[Raw | ShiguanError]:
        """Yield the pages of one file; one that cannot be opened keeps no other from being read."""
        try:
            with path.open("rb") as stream:
                yield from self.named(stream, str(path))
        except OSError as error:
            yield CaptureError(f"{path}: {fault_of(error)}")

    def fetched(self, url: str) -> Iterator[Raw | ShiguanError]:
        """Yield what is at an address, and what that leads to, as the caller said to read it."""
        if self.source.input not in ("auto", "text", "html"):
            yield FetchError(f"{url}: only pages, feeds and sitemaps are fetched; save it and give the file")
            return
        for raw in self.courier.pages(url):
            if isinstance(raw, Raw):
                kind = raw.kind if self.source.input == "auto" else RawKind(self.source.input)
                raw = msgspec.structs.replace(raw, kind=kind, published=self.source.published)
            yield from self.wanted(raw)

    def named(self, stream: IO[bytes], name: str) -> Iterator[Raw | ShiguanError]:
        """Yield the pages of an open input, and a CaptureError where it breaks off."""
        try:
            yield from self.opened(stream, name, within=False)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield CaptureError(f"{name}: its gzip is broken further on ({one_line(error)}); fetch it again")

    def opened(self, stream: IO[bytes], name: str, *, within: bool) -> Iterator[Raw | ShiguanError]:
        """Yield the pages of an open input by its kind. `within` tells that it comes out of an archive."""
        kind = kind_of(stream, name, self.source.input)
        if self.source.published and kind in CARRY:
            yield CaptureError(f"{name}: {CARRY[kind]} carry their own day; leave out --published")
        elif within and kind in PACKED:
            yield CaptureError(f"{name}: it is an archive within an archive; unpack the outer one")
        elif within and kind is Kind.LIST:
            yield CaptureError(f"{name}: it is a list of addresses within an archive; give it by itself")
        elif kind is Kind.WARC:
            with sought(stream) as found:
                filtered = self.source.filtered is not False
                yield from warc_pages(found, name, self.tally, filtered=filtered)
        elif kind is Kind.READINGS:
            with sought(stream) as found:
                yield from ready_pages(found, name)
        elif kind is Kind.ZIP:
            with sought(stream) as found:
                for one in files_in(found, name):
                    if isinstance(one, ShiguanError):
                        yield one
                    else:
                        yield from self.opened(one.stream, one.name, within=True)
        elif kind is Kind.GZIP:
            with gzip.open(stream) as packed:
                plain = BufferedReader(packed)
                yield from self.opened(plain, name.removesuffix(".gz"), within=True)
        else:
            for raw in self.single(kind, stream, name):
                yield from self.wanted(raw)

    def single(self, kind: Kind, stream: IO[bytes], name: str) -> Iterator[Raw | ShiguanError]:
        """Yield the pages of an input that is no archive."""
        if kind is Kind.LINES:
            yield from line_pages(stream, name)
        elif kind is Kind.MAIL:
            yield from mail_pages(stream, name, self.source.published)
        elif kind is Kind.FEED:
            yield from feed_pages(stream.read(LARGEST_LIST + 1), name)
        elif kind is Kind.LIST:
            yield from self.listed(stream.read(LARGEST_LIST + 1), name)
        else:
            given = self.source.input if self.source.input in ("text", "html") else "auto"
            data = stream.read(LARGEST + 1)
            yield Raw(data=data, kind=RawKind(given), name=name, published=self.source.published)

    def listed(self, data: bytes, name: str) -> Iterator[Raw | ShiguanError]:
        """Yield the pages behind the addresses of a list."""
        try:
            for url in addresses(data, name):
                yield from self.courier.pages(url, depth=1)
        except CaptureError as error:
            yield error

    def wanted(self, raw: Raw | ShiguanError) -> Iterator[Raw | ShiguanError]:
        """Yield a page unless the caller wants to leave out such as cannot hold diplomacy."""
        if self.source.filtered and isinstance(raw, Raw) and not may_hold_diplomacy(characters_of(raw)):
            self.tally.count(Passed.NO_DIPLOMACY)
            return
        yield raw


CARRY = {
    Kind.LINES: "articles in JSON lines",
    Kind.WARC: "the pages of a WARC",
    Kind.FEED: "the entries of a feed",
    Kind.READINGS: "pages read elsewhere",
}


def characters_of(raw: Raw) -> bytes:
    """Return the characters of a page that the filter looks at."""
    if raw.kind is not RawKind.ARTICLE:
        return glance(raw.data)
    try:
        line = TITLED.decode(raw.data)  # its characters may be escaped
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return raw.data
    return f"{line.title}\n{line.text}".encode(errors="ignore")


class Titled(msgspec.Struct):
    """What the filter looks at in an article."""

    text: str = ""
    title: str | None = None


TITLED = msgspec.json.Decoder(Titled)


def sought(stream: IO[bytes]) -> IO[bytes]:
    """Return a stream that can be sought in: itself, or a copy on disk of what only comes one way."""
    if stream.seekable():
        return stream
    copy = tempfile.TemporaryFile()  # noqa: SIM115 # the caller closes it
    while block := stream.read(SPOOLED):
        copy.write(block)
    copy.seek(0)
    return copy


def fault_of(error: OSError) -> str:
    """Say what is wrong with a path and what to do."""
    if isinstance(error, FileNotFoundError):
        return "no such file; check the path"
    if isinstance(error, PermissionError):
        return "may not be read; change its permissions"
    return f"{error.strerror or error}; check the file"


def one_line(error: Exception) -> str:
    """Return what a fault says, on one line and not too long."""
    return (" ".join(str(error).split()) or type(error).__name__)[:120]

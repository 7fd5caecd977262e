"""The records of a WARC, plain or packed (ISO 28500), each whole or named as broken.

A record is believed where its Content-Length leads to its end. Where it does not, reading goes on at the next record,
which is looked for from the broken one's own beginning on: nothing between is lost, and nothing is yielded twice.
"""

from collections.abc import Callable, Generator, Iterator
from typing import IO

import msgspec

from shiguan.intake.member import GZIP, BrokenError, Member, Reach

LARGEST = 16 * 1024 * 1024  # bytes of a record; a page has a hundredth
HEAD = 64 * 1024
BEGINS = b"WARC/"
NEXT = b"\r\n\r\n" + BEGINS


class Record(msgspec.Struct, frozen=True):
    """One record. `at` is its place in the file: of its member where it is packed; keys of `head` in lower case."""

    at: int
    head: dict[str, str]
    block: bytes


class Broken(msgspec.Struct, frozen=True):
    """What could not be read as a record: its place, the fault and the cure, and the address where it is told."""

    at: int
    fault: str
    url: str | None = None


class Flow:
    """Bytes that come one way: looked at ahead, taken, and put back."""

    def __init__(self, read: Callable[[int], bytes]) -> None:
        self.read = read
        self.held = b""
        self.passed = 0

    def ahead(self, count: int) -> bytes:
        """Return the next bytes without taking them; fewer than `count` at the end."""
        if len(self.held) < count:
            parts = [self.held]
            missing = count - len(self.held)
            while missing > 0 and (more := self.read(max(missing, 1 << 15))):
                parts.append(more)
                missing -= len(more)
            self.held = b"".join(parts)
        return self.held[:count]

    def take(self, count: int) -> bytes:
        """Return the next bytes, fewer at the end."""
        found = self.ahead(count)
        self.held = self.held[len(found) :]
        self.passed += len(found)
        return found

    def put_back(self, data: bytes) -> None:
        """Make bytes that were taken the next ones again."""
        self.held = data + self.held
        self.passed -= len(data)

    def skip_blank(self) -> bool:
        """Pass over line ends; return whether anything follows."""
        while some := self.ahead(64):
            kept = some.lstrip(b"\r\n")
            self.take(len(some) - len(kept))
            if kept:
                return True
        return False

    def to_next(self) -> None:
        """Go to where the next record begins, or to the end."""
        while some := self.ahead(1 << 20):
            found = some.find(NEXT)
            if found >= 0:
                self.take(found + 4)
                return
            self.take(len(some) - len(NEXT) + 1 if len(some) == 1 << 20 else len(some))


def records(stream: IO[bytes]) -> Iterator[Record | Broken]:
    """Yield the records of a file that can be sought in, in their order, and what is broken in its place."""
    reach = Reach(stream)
    at: int | None = 0
    while at is not None:
        mark = reach.take(at, len(GZIP))
        if not mark:
            return
        if mark == GZIP:
            at = yield from packed(reach, at)
        elif at == 0:
            stream.seek(0)
            yield from framed(Flow(stream.read), None)
            return
        else:
            after = reach.member_after(at, BEGINS)
            if after is not None or reach.take(at, HEAD).strip(b"\x00"):
                yield Broken(at, "bytes that belong to no record; fetch the file again")
            at = after


def packed(reach: Reach, at: int) -> Generator[Record | Broken, None, int | None]:
    """Yield the records of a member; return where the next one begins, None at the end."""
    member = Member(reach, at)
    try:
        yield from framed(Flow(member.read), at)
    except BrokenError as error:
        yield Broken(at, f"{error}; fetch the file again")
        return reach.member_after(at + 1, BEGINS)
    return member.end


def framed(flow: Flow, place: int | None) -> Iterator[Record | Broken]:
    """Yield the records that come one after the other. `place` stands for their own where they come out of a member."""
    while flow.skip_blank():
        at = flow.passed if place is None else place
        head = head_of(flow.ahead(HEAD))
        if head is None:
            yield Broken(at, "no record begins here; fetch the file again")
            flow.to_next()
            continue
        size, fields = head
        flow.take(size)
        url = fields.get("warc-target-uri")
        length = fields.get("content-length", "")
        if not (length.isascii() and length.isdigit()):
            yield Broken(at, f"its Content-Length is {length[:20]!r}; fetch the file again", url)
            flow.put_back(b"\r\n\r\n")
            flow.to_next()
        elif int(length) > LARGEST:
            yield Broken(at, f"it has {int(length):,} bytes, more than {LARGEST:,}; give the page by itself", url)
            flow.to_next()
        else:
            yield whole(flow, Record(at, fields, flow.take(int(length))), int(length))


def whole(flow: Flow, record: Record, length: int) -> Record | Broken:
    """Return a record that ends where it says; otherwise what is wrong, with the flow at the next one."""
    after = flow.ahead(4 + len(BEGINS)).lstrip(b"\r\n")
    if len(record.block) == length and (not after or BEGINS.startswith(after[: len(BEGINS)])):
        return record
    flow.put_back(b"\r\n\r\n" + record.block)
    flow.to_next()
    return Broken(
        record.at, "its Content-Length does not lead to its end; fetch it again", record.head.get("warc-target-uri")
    )


def head_of(some: bytes) -> tuple[int, dict[str, str]] | None:
    """Return how long the head of a record is and its fields, None where there is no such head."""
    if not some.startswith(BEGINS):
        return None
    end, rest = end_of_head(some)
    return (rest, fields_of(some[:end])) if rest else None


def end_of_head(some: bytes) -> tuple[int, int]:
    """Return where a head ends and where what follows it begins, (0, 0) where it has no end."""
    end = some.find(b"\r\n\r\n")
    bare = some.find(b"\n\n", 0, end if end >= 0 else HEAD)
    if bare >= 0:
        return bare, bare + 2
    return (end, end + 4) if end >= 0 else (0, 0)


def fields_of(head: bytes) -> dict[str, str]:
    """Return the fields of a head, names in lower case, of those that come twice the first."""
    found: dict[str, str] = {}
    for line in head.decode("utf-8", errors="replace").splitlines()[1:]:
        key, colon, value = line.partition(":")
        if colon:
            found.setdefault(key.strip().lower(), value.strip())
    return found

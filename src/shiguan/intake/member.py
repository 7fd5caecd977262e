"""The members of a gzip file, each on its own: what is broken in one costs the others nothing."""

import zlib
from typing import IO

GZIP = b"\x1f\x8b\x08"
WINDOW = zlib.MAX_WBITS | 16
BLOCK = 1 << 15  # bytes read at a time; most members of a WARC fit
STRIDE = 1 << 20  # bytes searched at a time


class BrokenError(Exception):
    """A member that is no sound gzip: what is wrong with it."""


class Reach:
    """A file read from any place, never as a whole."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream

    def take(self, at: int, most: int) -> bytes:
        """Return up to so many bytes from a place on."""
        self.stream.seek(at)
        return self.stream.read(most)

    def member_after(self, at: int, begins: bytes) -> int | None:
        """Return where the next member that unpacks to `begins` stands, from a place on; None where there is none."""
        while block := self.take(at, STRIDE):
            found = block.find(GZIP)
            while found >= 0:
                if self.unpacks_to(at + found, begins):
                    return at + found
                found = block.find(GZIP, found + 1)
            if len(block) < STRIDE:
                return None
            at += len(block) - len(GZIP) + 1  # a mark may stand across two blocks
        return None

    def unpacks_to(self, at: int, begins: bytes) -> bool:
        """Return whether the bytes at a place are a member that begins so."""
        try:
            return zlib.decompressobj(WINDOW).decompress(self.take(at, BLOCK), len(begins)) == begins
        except zlib.error:
            return False


class Member:
    """What one member holds, unpacked as far as it is asked for. `end` is where the next begins, once it is known."""

    def __init__(self, reach: Reach, at: int) -> None:
        self.reach = reach
        self.at = at  # of the next bytes to unpack
        self.unpack = zlib.decompressobj(WINDOW)
        self.end: int | None = None

    def read(self, most: int) -> bytes:
        """Return the next bytes, at most so many, b"" at the end; raises BrokenError."""
        while self.end is None:
            packed = self.unpack.unconsumed_tail
            if not packed:
                packed = self.reach.take(self.at, BLOCK)
                self.at += len(packed)
            try:
                found = self.unpack.decompress(packed, most)
            except zlib.error as error:
                raise BrokenError("its gzip is broken") from error
            if self.unpack.eof:
                self.end = self.at - len(self.unpack.unused_data)
            elif not packed and not found:
                raise BrokenError("its gzip breaks off")
            if found:
                return found
        return b""

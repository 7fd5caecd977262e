"""Rows on their way from those who find them to those who need them: parted into buckets, a file for each that writes.

A row goes where its key says, so all that must be looked at together comes together, on whatever machine.
"""

import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from types import TracebackType
from typing import IO, TypeVar

import msgspec

from shiguan.batch.place import Place

FOLDER = "_merge"
LENGTH = 4  # bytes before each row
PACK = msgspec.msgpack.Encoder()
T = TypeVar("T")


def bucket_of(key: str, buckets: int) -> int:
    """Return where a key belongs; the same on every machine."""
    return zlib.crc32(key.encode()) % buckets


class Spread:
    """Writes the rows of one piece of work into buckets; use it in a `with`, at whose sound end they stand."""

    def __init__(self, place: Place, kind: str, piece: str) -> None:
        self.place = place
        self.kind = kind
        self.piece = piece
        self.files = ExitStack()
        self.streams: dict[int, IO[bytes]] = {}

    def __enter__(self) -> "Spread":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.files.__exit__(kind, error, at)

    def add(self, bucket: int, row: msgspec.Struct) -> None:
        """Write a row."""
        if bucket not in self.streams:
            name = f"{FOLDER}/{self.kind}/{bucket:04}/{self.piece}"
            self.streams[bucket] = self.files.enter_context(self.place.writing(name))
        packed = PACK.encode(row)
        self.streams[bucket].write(len(packed).to_bytes(LENGTH, "little") + packed)


def collected(place: Place, kind: str, bucket: int, row: type[T]) -> Iterator[T]:
    """Yield the rows of a bucket, whoever wrote them."""
    decode = msgspec.msgpack.Decoder(row).decode
    for path in sorted(place.filesystem.glob(place.at(f"{FOLDER}/{kind}/{bucket:04}/*"))):
        with place.filesystem.open(path, "rb") as stream:
            while head := stream.read(LENGTH):
                yield decode(stream.read(int.from_bytes(head, "little")))


def write_whole(place: Place, name: str, value: object) -> None:
    """Write what every worker is to know."""
    with place.writing(f"{FOLDER}/{name}") as stream:
        stream.write(PACK.encode(value))


def read_whole(place: Place, name: str, kind: type[T]) -> T:
    """Return what every worker is to know."""
    return msgspec.msgpack.decode(place.filesystem.cat_file(place.at(f"{FOLDER}/{name}")), type=kind)

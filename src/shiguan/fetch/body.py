"""The bytes of an answer, bounded on the wire and once more unpacked: the last byte allowed ends it."""

import zlib
from collections.abc import Iterable

GZIP = zlib.MAX_WBITS | 16


class TooLargeError(Exception):
    """More bytes came than are wanted."""


class GarbledError(Exception):
    """What came is not packed as it says; `passing` where it only broke off on the way."""

    def __init__(self, says: str, *, passing: bool = False) -> None:
        super().__init__(says)
        self.passing = passing


def bounded_body(chunks: Iterable[bytes], packing: str, most: int) -> bytes:
    """Return a body unpacked.

    Raises TooLargeError where it has more than `most` bytes, packed or not, GarbledError where it is no such packing.
    """
    if packing in ("", "identity"):
        unpack = None
    elif packing in ("gzip", "x-gzip"):
        unpack = zlib.decompressobj(GZIP)
    else:
        raise GarbledError(f"it is packed as {packing[:40]!r}, which was not asked for")
    found = bytearray()
    came = 0
    for chunk in chunks:
        came += len(chunk)
        # One byte more than is wanted tells that there is more; a bomb is never unpacked further.
        found += chunk if unpack is None else unpacked(unpack, chunk, most + 1 - len(found))
        if max(came, len(found)) > most:
            raise TooLargeError
    if unpack is not None and not unpack.eof:
        raise GarbledError("its packed body breaks off", passing=True)
    return bytes(found)


def unpacked(unpack: "zlib._Decompress", chunk: bytes, most: int) -> bytes:
    """Return what a chunk holds, at most so many bytes; what follows the packed body is left."""
    try:
        return b"" if unpack.eof else unpack.decompress(chunk, most)
    except zlib.error as error:
        raise GarbledError("its packed body is broken") from error

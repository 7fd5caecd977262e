"""What was fetched: a page, or a feed or list, packed or not, with what it names."""

import zlib
from collections.abc import Iterator
from io import BufferedReader, BytesIO

import msgspec

from shiguan.errors import CaptureError
from shiguan.intake.kind import GZIP, Kind, kind_of
from shiguan.intake.listing import LARGEST, Entry, Named, feed_entries, named_in
from shiguan.model.raw import Raw

LISTS = (Kind.FEED, Kind.LIST)


class Listing(msgspec.Struct, frozen=True, kw_only=True):
    """A feed or a list of addresses, unpacked."""

    kind: Kind
    data: bytes
    name: str

    def named(self) -> Iterator[Named]:
        """Yield the addresses that it names, in its order; raises CaptureError where it is broken."""
        if self.kind is Kind.LIST:
            yield from named_in(self.data, self.name)
            return
        yield from (Named(entry.url, False) for entry in self.entries() if entry.url)

    def entries(self) -> list[Entry]:
        """Return the entries of a feed; raises CaptureError where it is broken."""
        return feed_entries(self.data, self.name)


def listing_of(raw: Raw) -> Listing | None:
    """Return what was fetched as a feed or list, None where it is a page; raises CaptureError where it is neither."""
    packed = raw.data.startswith(GZIP)
    data = unpacked(raw) if packed else raw.data
    kind = kind_of(BufferedReader(BytesIO(data)), "", "auto")
    if kind in LISTS:
        return Listing(kind=kind, data=data, name=raw.name)
    if packed:
        raise CaptureError(f"{raw.name}: it is packed and no feed or list; save it and give the file")
    return None


def unpacked(raw: Raw) -> bytes:
    """Return a packed list, at most as much as a list may have and a byte more; raises CaptureError."""
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        found = unpack.decompress(raw.data, LARGEST + 1)
    except zlib.error as error:
        raise CaptureError(f"{raw.name}: its gzip is broken; try again later") from error
    if not unpack.eof and len(found) <= LARGEST:
        raise CaptureError(f"{raw.name}: its gzip breaks off; try again later")
    return found

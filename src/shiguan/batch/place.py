"""Files wherever they lie, on this machine or in an object store: listed, opened, and written whole or not at all."""

import glob
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from typing import IO, Any

from shiguan.errors import CaptureError, UsageError
from shiguan.intake.folder import files_of, is_wanted

REMOTE = "://"
BLOCK = 8 << 20  # bytes asked of an object store at a time
# What lies in a store changes while others work there, so a listing is asked for, never remembered.
NO_LISTINGS = {"use_listings_cache": False}
OF_STORES = "install what fsspec needs for it: pip install s3fs, gcsfs or aiohttp"


class Place:
    """A folder, or an address under which files lie; `filesystem` is the fsspec one behind it."""

    def __init__(self, url: str) -> None:
        from fsspec.core import url_to_fs
        from fsspec.implementations.local import LocalFileSystem

        try:
            self.filesystem, self.path = url_to_fs(url, **NO_LISTINGS)
        except (ImportError, ValueError) as error:
            raise UsageError(f"{url}: {' '.join(str(error).split())}; {OF_STORES}") from error
        self.url = url
        self.here = isinstance(self.filesystem, LocalFileSystem)

    def at(self, name: str) -> str:
        """Return the path of a file below."""
        return f"{self.path.rstrip('/')}/{name}"

    def read(self, name: str) -> bytes | None:
        """Return what stands in a file below, None where there is none."""
        try:
            return bytes(self.filesystem.cat_file(self.at(name)))
        except FileNotFoundError:
            return None

    def remove(self, pattern: str) -> None:
        """Take out the files below that a pattern fits."""
        for path in self.filesystem.glob(self.at(pattern)):
            self.filesystem.rm_file(path)

    @contextmanager
    def writing(self, name: str) -> Iterator[IO[bytes]]:
        """Open a file below that stands as soon as it is whole, and not before.

        A store shows an object when its last byte is there; here the file is made beside its place and moved.
        """
        whole = self.at(name)
        folder, _, last = whole.rpartition("/")
        path = f"{folder}/.{last}.{uuid.uuid4().hex}" if self.here else whole
        self.filesystem.makedirs(folder, exist_ok=True)
        stream = self.filesystem.open(path, "wb")
        try:
            yield stream
            stream.close()
        except BaseException:
            self.give_up(stream, path)
            raise
        if self.here:
            self.filesystem.mv(path, whole)

    def give_up(self, stream: Any, path: str) -> None:
        """Leave nothing of a file that was not finished."""
        from fsspec.spec import AbstractBufferedFile

        if self.here:
            with suppress(OSError):  # what waits to be written has no room on a full disk
                stream.close()
            self.filesystem.rm_file(path)
        elif hasattr(stream, "discard"):
            stream.discard()
            if isinstance(stream, AbstractBufferedFile):
                stream.closed = True  # or it would try to finish what was discarded when it is let go of


def sources_of(name: str) -> list[str]:
    """Return the files that a name stands for, in their order: itself, those of a folder, or those a pattern fits.

    Raises CaptureError where it stands for none.
    """
    try:
        if REMOTE not in name:
            return [str(path) for path in files_of(name)]
        place = Place(name)
        if glob.has_magic(place.path):
            found = place.filesystem.glob(place.path)
        elif place.filesystem.isdir(place.path):
            found = [path for path in place.filesystem.find(place.path) if is_wanted(path.rpartition("/")[2])]
        else:
            return [name]
    except FileNotFoundError as error:
        raise CaptureError(f"{name}: no such file; check the path") from error
    except OSError as error:
        raise CaptureError(
            f"{name}: it cannot be listed ({' '.join(str(error).split())}); check the address"
        ) from error
    if not found:
        raise CaptureError(f"{name}: nothing lies there; check the address")
    return [str(place.filesystem.unstrip_protocol(path)) for path in sorted(found)]


def state_of(source: str) -> str:
    """Return a mark of how a file is now: another one where it has changed. Raises OSError where it is not there."""
    place = Place(source)
    return str(place.filesystem.ukey(place.path))


@contextmanager
def opened(source: str) -> Iterator[IO[bytes]]:
    """Open a file to be read from its beginning on."""
    place = Place(source)
    options = {} if place.here else {"block_size": BLOCK}
    with place.filesystem.open(place.path, "rb", **options) as stream, BufferedReader(stream) as buffered:
        yield buffered

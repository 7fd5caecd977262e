"""A ZIP of pages: its files one after the other, bounded by what they unpack to."""

import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader, BytesIO
from typing import IO

import msgspec

from shiguan.errors import CaptureError
from shiguan.intake.folder import is_wanted

LARGEST = 64 * 1024 * 1024  # bytes of a file, unpacked
MOST_UNPACKED = 200  # times as large as the archive: text packs to a tenth
LEAST_ALLOWED = 64 * 1024 * 1024  # bytes that any archive may unpack to
OFFICE = ("[Content_Types].xml", "mimetype")
CHUNK = 1 << 20
UTF8_NAME = 0x800
ENCRYPTED = 0x1


class File(msgspec.Struct, frozen=True):
    """A file of an archive, open for reading."""

    name: str
    stream: BufferedReader


class BombError(Exception):
    """A file that unpacks to more than is wanted."""


def files_in(stream: IO[bytes], name: str) -> Iterator[File | CaptureError]:
    """Yield the readable files of an archive in its order, and a CaptureError in the place of each that is broken."""
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError) as error:
        yield CaptureError(f"{name}: it is no sound ZIP ({one_line(error)}); pack it again")
        return
    with archive:
        infos = archive.infolist()
        if infos and infos[0].filename in OFFICE:
            yield CaptureError(f"{name}: it is an office file or book, not a ZIP of pages; save it as text or HTML")
            return
        left = max(LEAST_ALLOWED, MOST_UNPACKED * size_of(stream))
        for info in infos:
            if info.is_dir() or not is_wanted(info.filename.rpartition("/")[2]):
                continue
            shown = f"{name}/{name_of(info)}"
            try:
                data = unpacked(archive, info, min(LARGEST, left))
            except BombError as error:
                yield CaptureError(f"{shown}: {error}")
                if left < LARGEST:
                    return
            except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as error:
                yield CaptureError(f"{shown}: it cannot be unpacked ({one_line(error)}); pack it again")
            else:
                left -= len(data)
                yield File(shown, BufferedReader(BytesIO(data)))


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """Return what a file holds; raises BombError as soon as it is more than is wanted."""
    if info.flag_bits & ENCRYPTED:
        raise RuntimeError("it is encrypted")
    if info.file_size > most:
        raise BombError(f"it unpacks to {info.file_size:,} bytes, more than {most:,} are read; unpack it by hand")
    found = bytearray()
    with archive.open(info) as packed:
        while chunk := packed.read(CHUNK):
            found += chunk
            if len(found) > most:
                raise BombError(f"it unpacks to more than {most:,} bytes; unpack it by hand")
    return bytes(found)


def size_of(stream: IO[bytes]) -> int:
    """Return how many bytes an archive has."""
    at = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(at)
    return size


def name_of(info: zipfile.ZipInfo) -> str:
    """Return the name of a file as it was written: what is not marked as UTF-8 is GBK on Chinese machines."""
    name = info.filename
    if not info.flag_bits & UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode("gb18030")
        except UnicodeError:
            name = info.filename
    return name if name.isprintable() else repr(name)[1:-1]


def one_line(error: Exception) -> str:
    """Return what a fault says, on one line and not too long."""
    return (" ".join(str(error).split()) or type(error).__name__)[:120]

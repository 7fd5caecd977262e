"""Pages that were read on a cluster, out of the Parquet that `shiguan batch` writes: their bytes and their readings."""

import zlib
from collections.abc import Iterator
from typing import IO

import msgspec

from shiguan.errors import CaptureError
from shiguan.model.raw import Raw
from shiguan.model.reading import Versions
from shiguan.model.ready import Ready

COLUMNS = ("code", "lexicon", "schema", "entry")  # what the register takes; the others are for people
AT_ONCE = 256  # rows


class Kept(msgspec.Struct):
    """What of an entry every version can read: the page as it came."""

    raw: Raw


KEPT = msgspec.msgpack.Decoder(Kept)


def ready_pages(stream: IO[bytes], name: str) -> Iterator[Ready | CaptureError]:
    """Yield the pages of a file of readings, and a CaptureError where it is none or breaks off."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield CaptureError(f"{name}: what reads Parquet is missing; pip install 'shiguan[parquet]'")
        return
    try:
        with ParquetFile(stream) as found:
            if missing := sorted(set(COLUMNS) - set(found.schema_arrow.names)):
                yield CaptureError(f"{name}: it has no column '{missing[0]}'; give what 'shiguan batch' wrote")
                return
            for batch in found.iter_batches(AT_ONCE, columns=list(COLUMNS)):
                for row in batch.to_pylist():
                    yield ready_page(row, name)
    except (pyarrow.ArrowException, OSError) as error:
        yield CaptureError(f"{name}: it is no sound Parquet ({' '.join(str(error).split())[:120]}); make it again")


def ready_page(row: dict[str, object], name: str) -> Ready | CaptureError:
    """Return the page of a row."""
    try:
        made = msgspec.convert({key: row[key] for key in COLUMNS[:3]}, Versions)
        entry = msgspec.convert(row["entry"], bytes)
        raw = KEPT.decode(entry).raw
        data = zlib.decompress(raw.data)
    except (msgspec.MsgspecError, zlib.error) as error:
        return CaptureError(f"{name}: a row of it is no page ({error}); give what 'shiguan batch' wrote")
    given = {field: getattr(raw, field) for field in Raw.__struct_fields__ if field != "data"}
    return Ready(data=data, entry=entry, versions=made, **given)

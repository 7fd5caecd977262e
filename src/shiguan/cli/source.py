"""What the command line reads: the readings of a source, one after the other."""

from collections.abc import Iterator

from shiguan.errors import ShiguanError, UsageError
from shiguan.intake.source import Source, raw_pages
from shiguan.model.reading import Reading
from shiguan.pipeline import read_raw


def read_all(source: Source) -> Iterator[Reading | ShiguanError]:
    """Yield a reading, or the reason why there is none, for each page in the order given."""
    for raw in raw_pages(source):
        if isinstance(raw, ShiguanError):
            yield raw
            continue
        try:
            yield read_raw(raw)
        except UsageError:
            raise
        except ShiguanError as error:
            yield error

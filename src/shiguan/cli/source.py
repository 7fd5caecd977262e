"""What the command line reads: the readings of a source, one after the other."""

from collections.abc import Iterator

from shiguan.errors import ShiguanError, UsageError
from shiguan.intake.source import Source, raw_pages
from shiguan.model.reading import Reading
from shiguan.pipeline import read_raws


def read_all(source: Source) -> Iterator[Reading | ShiguanError]:
    """Yield a reading, or the reason why there is none, for each page in the order given."""
    for found in read_raws(raw_pages(source)):
        if isinstance(found, UsageError):
            raise found
        yield found

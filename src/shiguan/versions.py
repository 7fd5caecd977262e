"""What makes a reading: the versions of code, tables and schema; apart from the pipeline, which imports slowly."""

import functools
from importlib import metadata

from shiguan.lexicon import tables
from shiguan.model.reading import Versions

SCHEMA_VERSION = 2  # grows when a field of a reading is added or changes its name or meaning


@functools.cache
def versions() -> Versions:
    """Return the versions that every reading carries."""
    return Versions(code=metadata.version("shiguan"), lexicon=tables.version(), schema=SCHEMA_VERSION)

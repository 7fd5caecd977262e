"""Whole pages and what they say: every sample has a reviewed snapshot of its reading."""

from pathlib import Path

import msgspec

from shiguan.model.reading import Reading
from shiguan.pipeline import read_articles, read_page

FOLDER = Path(__file__).parent
SAMPLES = Path(__file__).parents[2] / "src" / "shiguan" / "samples"
PAGES = sorted(path for path in SAMPLES.iterdir() if path.is_file())


def snapshot_path(page: Path) -> Path:
    """Return where the snapshot of a page lies."""
    return FOLDER / f"{page.name}.reading.json"


def snapshot_of(page: Path) -> bytes:
    """Return the reading of a page as JSON without the versions, which change without the reading."""
    if page.suffix == ".jsonl":
        readings = read_articles(page.read_bytes().splitlines(), name=page.name)
        return msgspec.json.encode([plain(reading) for reading in readings if isinstance(reading, Reading)])
    return msgspec.json.encode(plain(read_page(page.read_bytes(), name=page.name)))


def plain(reading: Reading) -> object:
    """Return a reading as dicts and lists, without its versions."""
    fields = msgspec.to_builtins(reading)
    del fields["versions"]
    return fields

"""A register of the bundled samples, made once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from shiguan.annals.register import Register, open_register
from shiguan.cli.source import Source, raw_pages

SAMPLES = Path(__file__).parents[2] / "src" / "shiguan" / "samples"


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    pages = tuple(map(str, sorted(SAMPLES.iterdir())))
    with open_register(tmp_path_factory.mktemp("annals") / "samples.db") as found:
        for outcome in found.add(raw_pages(Source(pages=pages, input="auto", published=None)), jobs=0):
            assert outcome.faults == ()
        yield found

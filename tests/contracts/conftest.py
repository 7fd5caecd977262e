"""What every store is held to is tested on real stores: SQLite in memory, PostgreSQL in a folder of its own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts import postgres


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Yield the URL of a server started for this session; without one the tests fail, never skip."""
    with tempfile.TemporaryDirectory(prefix="shiguan-") as name:
        folder = Path(name).resolve()
        postgres.start(folder)
        yield postgres.url_of(folder)
        postgres.stop(folder)

"""What every store is held to is tested on real stores: SQLite in memory, PostgreSQL in a folder of its own."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.contracts import postgres
from tests.contracts.books import fresh


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Yield the URL of a server started for this session; without one the tests fail, never skip."""
    with tempfile.TemporaryDirectory(prefix="shiguan-") as name:
        folder = Path(name).resolve()
        postgres.start(folder)
        yield postgres.url_of(folder)
        postgres.stop(folder)


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where an empty register may be kept, in either database."""
    if request.param == "sqlite":
        return str(tmp_path / "register.db")
    return fresh(request.getfixturevalue("postgres_url"))

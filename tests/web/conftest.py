"""A register of the bundled samples, made once, and an app over a copy of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from shiguan.annals.register import open_register
from shiguan.intake.source import Source, raw_pages
from shiguan.web.access import password
from tests.web.site import Site, copy_of

SAMPLES = Path(__file__).parents[2] / "src" / "shiguan" / "samples"


@pytest.fixture(scope="session")
def samples_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("web") / "samples.db"
    pages = tuple(map(str, sorted(SAMPLES.iterdir())))
    with open_register(where) as found:
        for outcome in found.add(raw_pages(Source(pages=pages, input="auto", published=None)), jobs=0):
            assert outcome.faults == ()
        found.store.run("PRAGMA journal_mode = DELETE")  # one file, to be copied
    return where


@pytest.fixture(autouse=True)
def _quick_digests(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords are as strong in tests as elsewhere, but their digests are not worth the time."""
    if "slow" not in request.keywords:
        quick = PasswordHasher(time_cost=1, memory_cost=64)
        monkeypatch.setattr(password, "hasher", lambda: quick)
        monkeypatch.setattr(password, "nobodys", lambda: quick.hash("nobody"))


@pytest.fixture
def site(samples_db: Path, tmp_path: Path) -> Iterator[Site]:
    found = Site(copy_of(samples_db, tmp_path))
    with found.browser:
        yield found


@pytest.fixture
def team(samples_db: Path, tmp_path: Path) -> Iterator[Site]:
    """An app that others reach: nobody may do anything without signing in."""
    found = Site(copy_of(samples_db, tmp_path), is_open=False)
    with found.browser:
        yield found

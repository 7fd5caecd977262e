"""Every sample reads as it was reviewed; `make accept` writes the snapshots anew."""

import json
from pathlib import Path

import pytest

from tests.pages.snapshot import FOLDER, PAGES, snapshot_of, snapshot_path


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_page_reads_as_reviewed(page: Path) -> None:
    reviewed = json.loads(snapshot_path(page).read_text(encoding="utf-8"))
    assert json.loads(snapshot_of(page)) == reviewed, "if the new reading is right: `make accept`, and review the diff"


def test_no_snapshot_is_without_its_page() -> None:
    assert sorted(FOLDER.glob("*.reading.json")) == sorted(snapshot_path(page) for page in PAGES)

"""Every table loads, names origin and licence, keeps its columns, and holds no row twice."""

import csv
from pathlib import Path

import pytest

from shiguan.errors import LexiconError
from shiguan.lexicon import tables

FOLDER = Path(str(tables.FOLDER))
TABLES = sorted(path.stem for path in FOLDER.glob("*.csv"))


def test_there_are_tables() -> None:
    assert TABLES


@pytest.mark.parametrize("name", TABLES)
def test_table_loads(name: str) -> None:
    assert tables.rows(name)


@pytest.mark.parametrize("name", TABLES)
def test_header_says_origin_and_licence(name: str) -> None:
    header = tables.parse_header(name, (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines())
    assert header["origin"]
    assert header["licence"]


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_trimmed_and_keys_filled(name: str) -> None:
    rows = tables.rows(name)
    assert [row for row in rows if not next(iter(row.values()))] == []
    assert [row for row in rows if any(cell != cell.strip() for cell in row.values())] == []


@pytest.mark.parametrize("name", TABLES)
def test_file_is_plain(name: str) -> None:
    raw = (FOLDER / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    columns = next(csv.reader(line for line in raw.decode().splitlines() if not line.startswith("#")))
    assert len(set(columns)) == len(columns)


def test_version_is_twelve_hex_digits() -> None:
    assert len(tables.version()) == 12
    assert int(tables.version(), 16) >= 0


def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Put one broken table where the loader looks."""
    (tmp_path / "broken.csv").write_text(text, encoding="utf-8")
    monkeypatch.setattr(tables, "FOLDER", tmp_path)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("# origin: ours\nword,kind\n会晤,meeting\n", "licence"),
        ("# origin: ours\n# licence: Apache-2.0\nword,kind\n会晤\n", "broken.csv:4"),
        ("# origin: ours\n# licence: Apache-2.0\nword,kind\n会晤,a\n会晤,a\n", "already on line 4"),
    ],
)
def test_broken_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, fault: str) -> None:
    broken(tmp_path, monkeypatch, text)
    with pytest.raises(LexiconError, match=fault):
        tables.rows.__wrapped__("broken")

"""Load and check the tables in `lexicon/zh`: words as data.

A table is a UTF-8 CSV file. Its first lines start with `#` and hold `key: value` pairs, of which `origin` and
`licence` must be there; then comes one line of column names, then the rows. The first column is the key.
"""

import csv
import functools
import hashlib
from importlib import resources

from shiguan.errors import LexiconError

FOLDER = resources.files("shiguan.lexicon") / "zh"
REQUIRED = ("origin", "licence")


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `lexicon/zh/NAME.csv`, each a dict by column name; empty cells are "".

    Raises LexiconError where the header lacks origin or licence, a row has the wrong number of cells, or a key
    stands twice with the same second cell.
    """
    lines = (FOLDER / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    header = parse_header(name, lines)
    body = lines[len(header) :]
    columns = next(csv.reader(body[:1]))
    found: list[dict[str, str]] = []
    seen: dict[tuple[str, ...], int] = {}
    for number, cells in enumerate(csv.reader(body[1:]), start=len(header) + 2):
        if len(cells) != len(columns):
            raise LexiconError(
                f"{name}.csv:{number}: {len(cells)} cells where the header names {len(columns)}; mend the row"
            )
        key = tuple(cells[:2])
        if key in seen:
            raise LexiconError(f"{name}.csv:{number}: '{cells[0]}' is already on line {seen[key]}; keep one row")
        seen[key] = number
        found.append(dict(zip(columns, cells, strict=True)))
    return tuple(found)


def parse_header(name: str, lines: list[str]) -> dict[str, str]:
    """Return the `# key: value` pairs at the head of a table."""
    header: dict[str, str] = {}
    for line in lines:
        if not line.startswith("#"):
            break
        key, _, value = line[1:].partition(":")
        header[key.strip()] = value.strip()
    missing = [key for key in REQUIRED if not header.get(key)]
    if missing:
        raise LexiconError(
            f"{name}.csv: the header lacks {', '.join(missing)}; add '# {missing[0]}: …' above the columns"
        )
    return header


def words(name: str, **having: str) -> tuple[str, ...]:
    """Return the first column of the rows whose other columns equal `having`, in the table's order."""
    return tuple(
        next(iter(row.values())) for row in rows(name) if all(row[key] == value for key, value in having.items())
    )


def mapping(name: str, value: str) -> dict[str, str]:
    """Return first column -> column `value`, rows without a value left out."""
    return {next(iter(row.values())): row[value] for row in rows(name) if row[value]}


@functools.cache
def version() -> str:
    """Return twelve hex digits that change whenever any table changes."""
    digest = hashlib.sha256()
    for path in sorted(FOLDER.iterdir(), key=lambda path: path.name):
        if path.name.endswith((".csv", ".toml")):
            digest.update(path.name.encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]

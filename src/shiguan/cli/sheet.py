"""Rows as CSV that a spreadsheet opens without harm."""

import csv
import sys
from collections.abc import Iterable, Sequence

# A cell that begins with one of these is taken for a formula, the full-width ones too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a head and rows; None is an empty cell."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe("" if cell is None else str(cell)) for cell in row])


def safe(cell: str) -> str:
    """Return a cell that starts no formula: an apostrophe stands before one that would."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell

"""Rows as CSV that a spreadsheet opens without harm."""

import csv
import sys
from collections.abc import Iterable, Sequence

from shiguan.export.cell import safe


def write_csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a head and rows; None is an empty cell."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([safe("" if cell is None else str(cell)) for cell in row])

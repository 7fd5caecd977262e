"""Records as tables: CSV, and one sheet a kind in XLSX."""

import csv
import datetime
import io
import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from shiguan.export.cell import Row, safe
from shiguan.export.xml import FORBIDDEN

FIRST_DAY = datetime.date(1900, 3, 1)  # of a spreadsheet: its 1900 has a day too many in February
WIDEST_CELL = 32_767  # characters that a spreadsheet takes
MOST_ROWS = 1_048_576  # of a sheet
MADE = datetime.datetime(1980, 1, 1, tzinfo=datetime.UTC)  # what a workbook says of its own day: nothing
WHOLE_NUMBERS = frozenset({"round", "origins", "accounts", "start", "end", "number"})
REALS = frozenset({"value", "change_percent"})
DAYS = frozenset({"first_day", "last_day", "day"})


class Table(msgspec.Struct, frozen=True):
    """A table as it streams by: its name, what each column holds, its rows, and which columns tell them apart."""

    name: str
    columns: Mapping[str, str]
    rows: Iterable[Row]
    key: tuple[str, ...] = ("id",)


def csv_lines(table: Table) -> Iterator[bytes]:
    """Yield a table as CSV in UTF-8 with a byte-order mark, so that spreadsheets know it; no cell starts a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.columns)
    yield b"\xef\xbb\xbf"
    for row in table.rows:
        writer.writerow(["" if cell is None else safe(cell) for cell in row])
        yield taken(buffer)
    yield taken(buffer)


def taken(buffer: io.StringIO) -> bytes:
    """Return what stands in a buffer and empty it."""
    found = buffer.getvalue().encode("utf-8", errors="replace")
    buffer.seek(0)
    buffer.truncate()
    return found


def write_xlsx(tables: Iterable[Table], path: Path) -> None:
    """Write a workbook with a sheet for each table; cells are text, numbers and days, never formulas.

    What is more than a sheet takes goes on in a further one.
    """
    from xlsxwriter import Workbook

    with path.open("wb") as out, Workbook(out, {"constant_memory": True}) as book:
        book.set_properties({"created": MADE})  # the same register, the same bytes
        head, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        for table in tables:
            rows, number = iter(table.rows), 1
            while (some := list(islice(rows, 1))) or number == 1:
                sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} {number}")
                write_sheet(sheet, table, chain(some, islice(rows, MOST_ROWS - 2)), head, day)
                number += 1


def write_sheet(sheet: Any, table: Table, rows: Iterable[Row], head: object, day: object) -> None:
    """Write some rows of a table under their head, which stays in sight and filters."""
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, head)
    number = 0
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if cell is None or cell == "":
                continue
            if isinstance(cell, datetime.date) and cell >= FIRST_DAY:
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, int | float) and math.isfinite(cell):
                sheet.write_number(number, column, cell)
            else:
                sheet.write_string(number, column, text_of(cell))
    sheet.autofilter(0, 0, number, len(table.columns) - 1)


def text_of(cell: object) -> str:
    """Return a cell as text that a sheet takes: no formula, nothing that XML has no place for."""
    text = str(cell)
    plain = text if text.isprintable() else FORBIDDEN.sub("\ufffd", text)
    return str(safe(plain))[:WIDEST_CELL]


def kind_of(column: str) -> str:
    """Return the Table Schema type of a column."""
    if column in WHOLE_NUMBERS:
        return "integer"
    if column in DAYS:
        return "date"
    return "number" if column in REALS else "string"

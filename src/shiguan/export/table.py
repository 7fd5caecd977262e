"""Records as tables: CSV, one sheet a kind in XLSX, Parquet with a data dictionary (Frictionless data package)."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path

import msgspec

from shiguan.export.cell import Row, safe

BLOCK = 5_000  # rows to a block of Parquet
WIDEST_CELL = 32_767  # characters that a spreadsheet takes
WHOLE_NUMBERS = frozenset({"round", "origins", "accounts", "start", "end"})
REALS = frozenset({"value", "change_percent"})


class Table(msgspec.Struct, frozen=True):
    """A table as it streams by: its name, what each column holds, its rows."""

    name: str
    columns: Mapping[str, str]
    rows: Iterable[Row]


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
    """Write a workbook with a sheet for each table, its head frozen; cells are text or numbers, never formulas."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    for table in tables:
        sheet = book.create_sheet(table.name)
        sheet.freeze_panes = "A2"
        head = [WriteOnlyCell(sheet, value=column) for column in table.columns]
        for cell in head:
            cell.font = Font(bold=True)
        sheet.append(head)
        for row in table.rows:
            sheet.append(
                [
                    safe(ILLEGAL_CHARACTERS_RE.sub("\ufffd", cell)[:WIDEST_CELL]) if isinstance(cell, str) else cell
                    for cell in row
                ]
            )
    book.save(path)


def write_parquet(tables: Iterable[Table], folder: Path) -> None:
    """Write a Parquet file for each table into a folder, and datapackage.json that says what the columns hold."""
    import pyarrow
    from pyarrow.parquet import ParquetWriter

    kinds = {"integer": pyarrow.int64(), "number": pyarrow.float64(), "string": pyarrow.string()}
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for table in tables:
        fields = [(column, kinds[kind_of(column)]) for column in table.columns]
        schema = pyarrow.schema(fields)
        rows = iter(table.rows)
        with ParquetWriter(folder / f"{table.name}.parquet", schema) as writer:
            while block := list(islice(rows, BLOCK)):
                columns = dict(zip(table.columns, map(list, zip(*block, strict=True)), strict=True))
                writer.write_table(pyarrow.table(columns, schema=schema))
        resources.append(resource(table))
    package = {"name": "shiguan-register", "profile": "data-package", "resources": resources}
    (folder / "datapackage.json").write_text(json.dumps(package, ensure_ascii=False, indent=2), encoding="utf-8")


def resource(table: Table) -> dict[str, object]:
    """Return what a data package says of a table."""
    return {
        "name": table.name,
        "path": f"{table.name}.parquet",
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "schema": {
            "fields": [
                {"name": column, "type": kind_of(column), "description": says} for column, says in table.columns.items()
            ],
            "primaryKey": "id",
        },
    }


def kind_of(column: str) -> str:
    """Return the Table Schema type of a column."""
    if column in WHOLE_NUMBERS:
        return "integer"
    return "number" if column in REALS else "string"

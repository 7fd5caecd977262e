"""Tables as Arrow: whole as a frame for notebooks, block by block as Parquet with a data dictionary."""

import json
from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
from pyarrow.parquet import ParquetWriter

from shiguan.export.table import Table, kind_of

BLOCK = 5_000  # rows
KINDS = {
    "integer": pyarrow.int64(),
    "number": pyarrow.float64(),
    "date": pyarrow.date32(),
    "string": pyarrow.string(),
}


class Library(StrEnum):
    """Whose frames a notebook works with."""

    ARROW = "arrow"
    PANDAS = "pandas"
    POLARS = "polars"


def frame(table: Table, library: Library) -> Any:
    """Return a table as a frame: a pyarrow.Table, a pandas.DataFrame or a polars.DataFrame.

    Days are dates and whole numbers may be missing (Int64) in all three.
    """
    found = pyarrow.Table.from_batches(batches(table), schema=schema_of(table))
    if library is Library.PANDAS:
        import pandas

        nullable = {pyarrow.int64(): pandas.Int64Dtype()}
        return found.to_pandas(date_as_object=False, types_mapper=nullable.get)
    if library is Library.POLARS:
        import polars

        return polars.from_arrow(found)
    return found


def schema_of(table: Table) -> pyarrow.Schema:
    """Return the columns with their types; what each holds is their metadata."""
    return pyarrow.schema(
        [
            pyarrow.field(column, KINDS[kind_of(column)], metadata={"description": says})
            for column, says in table.columns.items()
        ]
    )


def batches(table: Table) -> Iterator[pyarrow.RecordBatch]:
    """Yield the rows of a table, a block at a time."""
    schema, rows = schema_of(table), iter(table.rows)
    while block := list(islice(rows, BLOCK)):
        columns = zip(zip(*block, strict=True), schema.types, strict=True)
        yield pyarrow.record_batch([pyarrow.array(cells, kind) for cells, kind in columns], schema=schema)


def write_parquet(tables: Iterable[Table], folder: Path) -> None:
    """Write a Parquet file for each table into a folder, and datapackage.json that says what the columns hold."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for table in tables:
        with ParquetWriter(folder / f"{table.name}.parquet", schema_of(table)) as writer:
            for batch in batches(table):
                writer.write_batch(batch)
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
            "primaryKey": list(table.key),
        },
    }

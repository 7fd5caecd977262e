"""Readings as Parquet, a file a month, all of one part: they stand together or not at all."""

from collections.abc import Iterable
from contextlib import ExitStack
from typing import Any

from shiguan.annals.entry import Entry
from shiguan.batch.place import Place
from shiguan.batch.row import Row, month_of, row_of

MOST_HELD = 32 << 20  # bytes of rows that wait to be written


class Months:
    """The files of one part; use it in a `with`, at whose sound end they stand."""

    def __init__(self, place: Place, part: str) -> None:
        import pyarrow

        self.place = place
        self.part = part
        kinds = {int: pyarrow.int32(), bytes: pyarrow.binary()}
        columns = Row.__annotations__.items()
        self.schema = pyarrow.schema([(name, kinds.get(kind, pyarrow.string())) for name, kind in columns])
        self.held: dict[str, list[Row]] = {}
        self.size = 0
        self.files = ExitStack()
        self.writers: dict[str, Any] = {}
        self.rows = 0

    def __enter__(self) -> "Months":
        return self

    def __exit__(self, *error: Any) -> None:
        if error[0] is not None:
            self.files.__exit__(*error)
            return
        with self.files:
            self.write_held()

    def add(self, entries: Iterable[Entry]) -> None:
        """Take pages, and write some where too many wait."""
        for entry in entries:
            row = row_of(entry)
            self.held.setdefault(month_of(entry), []).append(row)
            self.size += len(row["reading"]) + len(row["entry"])
            self.rows += 1
        if self.size > MOST_HELD:
            self.write_held()

    def write_held(self) -> None:
        """Write what waits, a group of rows for each month."""
        import pyarrow

        for month, rows in sorted(self.held.items()):
            self.writer(month).write_table(pyarrow.Table.from_pylist(rows, self.schema))
        self.held.clear()
        self.size = 0

    def writer(self, month: str) -> Any:
        """Return what writes the file of a month."""
        if month not in self.writers:
            from pyarrow.parquet import ParquetWriter

            stream = self.files.enter_context(self.place.writing(file_of(month, self.part)))
            writer = ParquetWriter(stream, self.schema, compression="zstd", use_dictionary=["code", "lexicon"])
            self.writers[month] = self.files.enter_context(writer)
        return self.writers[month]


def file_of(month: str, part: str) -> str:
    """Return where the readings of a part and a month stand."""
    return f"month={month}/{part}.parquet"

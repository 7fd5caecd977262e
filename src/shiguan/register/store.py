"""One store over SQLite and PostgreSQL: the same SQL, with `?` for its arguments."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from enum import StrEnum
from typing import Any

import msgspec

from shiguan.errors import RegisterError
from shiguan.register.fault import fault_line

Row = tuple[Any, ...]
MOST_ARGUMENTS = 900  # SQLite takes 999 in one statement in its oldest builds


class Dialect(StrEnum):
    """Which database answers."""

    SQLITE = "sqlite"
    POSTGRES = "postgres"


class Store(msgspec.Struct, frozen=True):
    """A connection (DB-API 2) that is handed in, and the dialect it speaks."""

    connection: Any
    dialect: Dialect
    name: str = "register"  # in errors
    faults: tuple[type[Exception], ...] = (sqlite3.Error,)  # what the driver raises

    def run(self, sql: str, arguments: Sequence[object] = ()) -> None:
        """Run one statement."""
        with self.answering():
            self.connection.execute(self.spoken(sql), tuple(arguments))

    def run_many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each row of arguments."""
        given = list(rows)
        if given:
            with self.answering():
                self.connection.cursor().executemany(self.spoken(sql), given)

    def insert(self, table: str, columns: str, rows: Iterable[Sequence[object]]) -> None:
        """Write new rows, all at once: PostgreSQL takes them by COPY. `columns` are names parted by spaces."""
        names = columns.split()
        if self.dialect is Dialect.SQLITE:
            self.run_many(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})", rows)
            return
        into = f"COPY {table} ({', '.join(names)}) FROM STDIN"
        with self.answering(), self.connection.cursor() as cursor, cursor.copy(into) as copy:
            for row in rows:
                copy.write_row(row)

    def rows(self, sql: str, arguments: Sequence[object] = ()) -> list[Row]:
        """Return all rows of an answer."""
        with self.answering():
            return list(self.connection.execute(self.spoken(sql), tuple(arguments)).fetchall())

    def one(self, sql: str, arguments: Sequence[object] = ()) -> Row | None:
        """Return the first row of an answer, None where there is none."""
        with self.answering():
            found: Row | None = self.connection.execute(self.spoken(sql), tuple(arguments)).fetchone()
        return found

    def rows_in(self, sql: str, values: Iterable[object], arguments: Sequence[object] = ()) -> Iterator[Row]:
        """Yield the rows of a query with `IN (??)`, asked for some values at a time; `arguments` stand before it."""
        given = list(dict.fromkeys(values))
        for at in range(0, len(given), MOST_ARGUMENTS):
            part = given[at : at + MOST_ARGUMENTS]
            marks = ",".join("?" * len(part))
            yield from self.rows(sql.replace("??", marks), (*arguments, *part))

    def run_in(self, sql: str, values: Iterable[object]) -> None:
        """Run a statement with `IN (??)` for some values at a time."""
        given = list(dict.fromkeys(values))
        for at in range(0, len(given), MOST_ARGUMENTS):
            part = given[at : at + MOST_ARGUMENTS]
            self.run(sql.replace("??", ",".join("?" * len(part))), part)

    def spoken(self, sql: str) -> str:
        """Return a statement in the words of the database."""
        return sql if self.dialect is Dialect.SQLITE else sql.replace("?", "%s")

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Turn what the driver raises into a RegisterError of one line."""
        try:
            yield
        except self.faults as error:
            raise RegisterError(fault_line(self.name, error)) from error

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the register for writing: all that is done within stands, or nothing of it."""
        if self.dialect is Dialect.SQLITE:
            self.run("BEGIN IMMEDIATE")
        else:
            self.run("BEGIN")
        try:
            if self.dialect is Dialect.POSTGRES:
                self.run("SELECT pg_advisory_xact_lock(724613)")  # one writer at a time, as SQLite has it
            with self.answering():
                yield
            self.run("COMMIT")
        except BaseException:
            with suppress(*self.faults):  # a full disk or a lost connection has ended the transaction already
                self.connection.execute("ROLLBACK")
            raise

"""Registers for the contract tests: empty ones in either database, filled ones, and what stands in them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import psycopg

from shiguan.annals.register import Register, open_register
from shiguan.model.raw import Raw
from shiguan.model.record import Record

SHIGUAN = Path(sys.executable).with_name("shiguan")
RULES = ("redirect", "ruling")  # lines of a dump that are not of the pages


def fresh(url: str) -> str:
    """Return the URL after emptying the database behind it."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute("CREATE SCHEMA public")
    return url


def fill(where: str | Path, *batches: Iterable[Raw]) -> Register:
    """Return a register after entering pages, batch by batch, without other processes."""
    book = open_register(where)
    for batch in batches:
        assert [fault for outcome in book.add(batch, jobs=0) for fault in outcome.faults] == []
    return book


def dumped(*batches: Iterable[Raw]) -> list[bytes]:
    """Return the dump of a register of pages in a file of its own."""
    with tempfile.TemporaryDirectory() as folder, fill(Path(folder) / "one.db", *batches) as book:
        return list(book.dump())


def of_pages(dump: Iterable[bytes]) -> list[bytes]:
    """Return the lines of a dump that the pages and what persons said of them make."""
    return [line for line in dump if not any(f'"table":"{table}"'.encode() in line for table in RULES)]


def record_of(book: Register, words: str) -> Record:
    """Return the record of the first account whose evidence has some words."""
    for record in book.deeds():
        for account in record.accounts:
            (page,) = book.store.rows("SELECT page FROM account WHERE id = ?", (account,))[0]
            if words in book.reading(page).document.text:
                return record
    raise LookupError(words)


def shiguan(*arguments: str | Path, register: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command on a register."""
    return subprocess.run(
        [str(SHIGUAN), *map(str, arguments)],
        env={**os.environ, "SHIGUAN_REGISTER": str(register)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

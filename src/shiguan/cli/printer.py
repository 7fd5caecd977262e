"""Readings out: a table for people, JSON for machines. Nothing is kept, so memory does not grow with the input."""

import contextlib
import sys
from collections.abc import Callable, Iterator

import msgspec

from shiguan.model.reading import Reading

Show = Callable[[Reading], None]


@contextlib.contextmanager
def printer_for(form: str) -> Iterator[Show]:
    """Give the function that prints one reading as `form` (table, json or jsonl)."""
    if form == "table":
        from shiguan.cli.chronicle import table_printer

        yield table_printer()
        return
    encoder = msgspec.json.Encoder()
    out = sys.stdout.buffer

    def show_line(reading: Reading) -> None:
        out.write(encoder.encode(reading) + b"\n")

    def show_indented(reading: Reading) -> None:
        out.write(msgspec.json.format(encoder.encode(reading), indent=2) + b"\n")

    try:
        yield show_line if form == "jsonl" else show_indented
    finally:
        out.flush()

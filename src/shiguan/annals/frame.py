"""The tables of a register as frames for notebooks."""

from typing import Any

from shiguan.annals.chronicle import Query, deeds, words
from shiguan.annals.issue import Issue
from shiguan.errors import UsageError
from shiguan.export.form import Sheet
from shiguan.export.table import Table
from shiguan.register.store import Store

LIBRARIES = ("arrow", "pandas", "polars")
ASKED = (Sheet.ENGAGEMENTS, Sheet.PARTICIPANTS, Sheet.STATEMENTS)


def frame(store: Store, sheet: str, query: Query | None, library: str) -> Any:
    """Return one of the tables as a frame; raises UsageError where it cannot be had."""
    if sheet not in list(Sheet):
        raise UsageError(f"'{sheet}': the register has no such table; ask for {', '.join(Sheet)}")
    if library not in LIBRARIES:
        raise UsageError(f"'{library}': there are no frames of that library; ask for {', '.join(LIBRARIES)}")
    table = table_of(store, Sheet(sheet), query)
    try:
        from shiguan.export import arrow

        return arrow.frame(table, arrow.Library(library))
    except ImportError as error:
        raise UsageError(f"{library}: {error.name} is not installed; pip install 'shiguan[notebook]'") from error


def table_of(store: Store, sheet: Sheet, query: Query | None) -> Table:
    """Return one of the tables, of what a query asks for; raises UsageError where a query cannot choose."""
    issue = Issue(store)
    if query is None:
        return issue.table(sheet)
    if sheet not in ASKED:
        raise UsageError(f"{sheet}: a query chooses among {', '.join(ASKED)}; leave it out and filter the frame")
    if sheet is Sheet.STATEMENTS:
        return issue.tabulate(sheet, (), words(store, query))
    return issue.tabulate(sheet, deeds(store, query), ())

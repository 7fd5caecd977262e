"""Put new readings of pages in the place of those that stand: nothing of the old ones is left but redirects.

Whatever hung together with them, as copies or as accounts of one event, is taken apart and put together anew, so the
register comes out as if the pages had been entered for the first time.
"""

from collections.abc import Collection, Iterable, Sequence

from shiguan.annals.amend import amend
from shiguan.annals.component import Components
from shiguan.annals.enter import numbered, write_pages, write_reports
from shiguan.annals.entry import Entry
from shiguan.annals.record import remove_records, write_records
from shiguan.merge.copy import bands
from shiguan.register.index import index_of
from shiguan.register.store import Store


def enter_again(store: Store, entries: Sequence[Entry], unreadable: Collection[str]) -> None:
    """Write pages as they are read now; those that can no longer be read keep their bytes and nothing else."""
    pages = [*(entry.id for entry in entries), *unreadable]
    numbers: dict[str, int] = dict(store.rows_in("SELECT id, number FROM page WHERE id IN (??)", pages))
    tied = parted_components(store, pages)
    copies = parted_reports(store, pages)
    remove_pages(store, numbers)
    back = sorted((entry for entry in entries if entry.id not in numbers), key=lambda entry: entry.id)
    known = [(numbers[entry.id], entry) for entry in entries if entry.id in numbers]
    write_pages(store, [*known, *numbered(store, back)])
    amend(store, (entry.id for entry in entries))
    touched = write_reports(store, copies | {entry.id: entry.bands for entry in entries})
    components = Components(store)
    accounts = [account for entry in entries for account in entry.accounts]
    components.add(accounts, again=tied)
    components.touch_pages({*touched, *copies})
    write_records(store, components)


def parted_components(store: Store, pages: Iterable[str]) -> set[str]:
    """Take apart the components of pages, with their records, and return the accounts of other pages in them."""
    given = set(pages)
    hit = [row[0] for row in store.rows_in("SELECT DISTINCT component FROM account WHERE page IN (??)", given)]
    rows = list(store.rows_in("SELECT id, page, record FROM account WHERE component IN (??)", hit))
    remove_records(store, (record for _, _, record in rows))
    store.run_in("UPDATE account SET component = id, record = '' WHERE component IN (??)", hit)
    return {account for account, page, _ in rows if page not in given}


def parted_reports(store: Store, pages: Iterable[str]) -> dict[str, Sequence[int]]:
    """Take apart the reports of pages and return the bands of the other pages in them."""
    given = set(pages)
    hit = [row[0] for row in store.rows_in("SELECT DISTINCT report FROM page WHERE id IN (??)", given)]
    rows = list(store.rows_in("SELECT id, signature FROM page WHERE report IN (??)", hit))
    store.run_in("UPDATE page SET report = id, report_origin = '' WHERE report IN (??)", hit)
    return {page: bands(bytes(signature)) for page, signature in rows if page not in given}


BY_PAGE = ("account", "statement", "figure", "amendment", "attestation", "telling")


def remove_pages(store: Store, numbers: dict[str, int]) -> None:
    """Take out all that was read from pages; their bytes stay."""
    store.run_in("DELETE FROM filed WHERE account IN (SELECT id FROM account WHERE page IN (??))", numbers)
    for table in BY_PAGE:
        store.run_in(f"DELETE FROM {table} WHERE page IN (??)", numbers)
    signed = store.rows_in("SELECT number, signature FROM page WHERE id IN (??)", numbers)
    store.run_many(
        "DELETE FROM band WHERE band = ? AND number = ?",
        [(band, number) for number, signature in signed for band in set(bands(bytes(signature)))],
    )
    index_of(store.dialect).remove_pages(store.connection, numbers.values())
    store.run_in("DELETE FROM page WHERE id IN (??)", numbers)

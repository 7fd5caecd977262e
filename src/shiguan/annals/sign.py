"""Sign the pages of a register anew where they were signed in another way: signatures of two ways do not compare."""

import zlib

import msgspec

from shiguan.annals.component import Components
from shiguan.annals.enter import write_reports
from shiguan.annals.record import write_records
from shiguan.grammar.fold import fold
from shiguan.merge.copy import bands, is_current, signature
from shiguan.register.store import Store


def renew_signatures(store: Store) -> None:
    """Make all signatures as they are made now, and compute what follows; all pages of a register are signed alike."""
    row = store.one("SELECT signature FROM page LIMIT 1")
    if row is None or is_current(bytes(row[0])):
        return
    before = {page: tuple(rest) for page, *rest in store.rows("SELECT id, report, report_origin FROM page")}
    signed = {page: signed_anew(store, page) for page in sorted(before)}
    store.run("DELETE FROM band")
    numbers: dict[str, int] = dict(store.rows("SELECT id, number FROM page"))
    store.insert(
        "band",
        "band number",
        ((band, numbers[page]) for page, mark in signed.items() for band in set(bands(mark))),
    )
    store.run_many(
        "UPDATE page SET signature = ?, report = id, report_origin = '' WHERE id = ?",
        ((mark, page) for page, mark in signed.items()),
    )
    write_reports(store, {page: bands(mark) for page, mark in signed.items()})
    after = {page: tuple(rest) for page, *rest in store.rows("SELECT id, report, report_origin FROM page")}
    components = Components(store)
    components.touch_pages(page for page in after if after[page] != before[page])
    write_records(store, components)


def signed_anew(store: Store, page: str) -> bytes:
    """Return the signature of a page from its text as it was read."""
    row = store.rows("SELECT reading FROM page WHERE id = ?", (page,))[0]
    reading = msgspec.json.decode(zlib.decompress(row[0]))
    return signature(fold(reading["document"]["text"]))

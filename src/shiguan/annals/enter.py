"""Enter pages: what is new is written, and the reports and records it touches are computed again.

Everything happens within one transaction of the caller, so a batch stands whole or not at all. The outcome depends on
the set of pages in the register alone, not on their order or on how they were batched.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from shiguan.annals.amend import amend
from shiguan.annals.component import Components
from shiguan.annals.entry import Entry
from shiguan.annals.record import write_records
from shiguan.link.account import days
from shiguan.link.origin import outlet_group
from shiguan.merge.copy import Carrier, reports
from shiguan.register.index import index_of
from shiguan.register.store import Store

PACK = msgspec.msgpack.Encoder()


def enter(store: Store, entries: Iterable[Entry]) -> list[str]:
    """Write the pages that are not in the register yet and return their ids; the same page twice adds nothing."""
    given = {entry.id: entry for entry in entries}
    there = {row[0] for row in store.rows_in("SELECT id FROM page WHERE id IN (??)", given)}
    new = [entry for page, entry in sorted(given.items()) if page not in there]
    if new:
        write_raw(store, new)
        write_pages(store, numbered(store, new))
        amend(store, (entry.id for entry in new))
        touched = write_reports(store, {entry.id: entry.bands for entry in new})
        components = Components(store)
        components.add([account for entry in new for account in entry.accounts])
        components.touch_pages(touched)
        write_records(store, components)
    return [entry.id for entry in new]


def write_raw(store: Store, entries: Sequence[Entry]) -> None:
    """Write the bytes of pages, unless they stand already."""
    kept = {page for (page,) in store.rows_in("SELECT page FROM raw WHERE page IN (??)", (one.id for one in entries))}
    store.insert("raw", "page body", ((one.id, PACK.encode(one.raw)) for one in entries if one.id not in kept))


def numbered(store: Store, entries: Sequence[Entry]) -> list[tuple[int, Entry]]:
    """Return new pages with the numbers that follow those in the register."""
    last = store.one("SELECT COALESCE(MAX(number), 0) FROM page")
    return list(enumerate(entries, start=(last[0] if last else 0) + 1))


def write_pages(
    store: Store, numbered: Sequence[tuple[int, Entry]], reports: Mapping[str, tuple[str, str]] | None = None
) -> None:
    """Write what each page is and says, apart from what follows from other pages.

    Rows go in by their keys, which are digests: so each leaf of an index is come by once, however long the index is.
    `reports` are those that pages carry, with their origins, where that is known before.
    """
    entries = [entry for _, entry in numbered]
    store.insert(
        "page",
        PAGE,
        (page_row(number, entry, (reports or {}).get(entry.id, (entry.id, ""))) for number, entry in numbered),
    )
    store.insert(
        "band",
        "band number",
        sorted((band, number) for number, entry in numbered for band in set(entry.bands)),
    )
    store.insert(
        "statement",
        "id page item person state day",
        sorted(
            (line.id, entry.id, line.item, line.person, line.state, days(line.day)[0])
            for entry in entries
            for line in entry.statements
        ),
    )
    store.insert(
        "figure",
        "id page item measure about period unit value",
        sorted(
            (line.id, entry.id, line.item, line.measure, line.about, line.period, line.unit, line.value)
            for entry in entries
            for line in entry.figures
        ),
    )
    store.insert(
        "attestation",
        "person page body",
        sorted((one.key, entry.id, PACK.encode(one)) for entry in entries for one in entry.attestations),
    )
    store.insert(
        "telling",
        "mechanism page item",
        sorted((mechanism, entry.id, item) for entry in entries for mechanism, item in entry.tellings),
    )
    index_of(store.dialect).index_pages(
        store.connection, ((number, entry.folded_title, entry.folded_text) for number, entry in numbered)
    )


PAGE = (
    "number id label title url language published publisher origin signature report report_origin"
    " code lexicon schema reading"
)


def page_row(number: int, entry: Entry, report: tuple[str, str]) -> tuple[object, ...]:
    """Return the cells of a page, in the order of PAGE; until `write_reports` it is a report of its own."""
    return (
        number,
        entry.id,
        entry.label,
        entry.title,
        entry.url,
        entry.language,
        entry.published,
        entry.publisher,
        entry.origin,
        entry.signature,
        *report,
        entry.versions.code,
        entry.versions.lexicon,
        entry.versions.schema,
        entry.reading,
    )


def write_reports(store: Store, bands: dict[str, Sequence[int]]) -> set[str]:
    """Find the reports of pages among all, write them, and return the pages whose report has changed.

    `bands` are those of pages that stand as reports of their own so far. Only with these anything is compared: what
    stands in the register has been, so a page costs time by the number of its own candidates.
    """
    near = candidates(store, bands)
    rows = store.rows_in(
        "SELECT id, published, signature, report FROM page WHERE id IN (??)", {*bands, *(page for _, page in near)}
    )
    carriers = [Carrier(page=row[0], published=row[1], signature=bytes(row[2]), report=row[3]) for row in rows]
    before = {carrier.page: carrier.report for carrier in carriers}
    found = [report for report in reports(carriers, near) if not bands.keys().isdisjoint(report.carriers)]
    joined = [{before[page] for page in report.carriers} for report in found]
    rows = store.rows_in(
        "SELECT id, published, report, report_origin, origin, publisher FROM page WHERE report IN (??)",
        (old for olds in joined for old in olds),
    )
    carried: dict[str, list[tuple[str, ...]]] = {}
    for row in rows:
        carried.setdefault(row[2], []).append(row)
    changed: list[tuple[str, str, str]] = []
    for olds in joined:
        pages = sorted((row for old in olds for row in carried[old or ""]), key=by_appearance)
        report, origin = pages[0][0], origin_of(pages[0][0], [(row[4], row[5]) for row in pages])
        changed += [(report, origin, row[0]) for row in pages if row[2:4] != (report, origin)]
    store.run_many("UPDATE page SET report = ?, report_origin = ? WHERE id = ?", changed)
    return {page for _, _, page in changed}


def candidates(store: Store, bands: dict[str, Sequence[int]]) -> list[tuple[str, str]]:
    """Return which pages may be copies of some: pairs that share a band, one of `bands` first."""
    number_of: dict[str, int] = dict(store.rows_in("SELECT id, number FROM page WHERE id IN (??)", bands))
    carried: dict[int, list[int]] = {}
    for page, found in bands.items():
        for band in found:
            carried.setdefault(band, []).append(number_of[page])
    rows = store.rows_in("SELECT band, number FROM band WHERE band IN (??)", sorted(carried))
    near = {(own, other) for band, other in rows for own in carried[band] if own != other}
    numbers = {number for pair in near for number in pair}
    ids: dict[int, str] = dict(store.rows_in("SELECT number, id FROM page WHERE number IN (??)", numbers))
    return sorted((ids[own], ids[other]) for own, other in near)


def by_appearance(row: Sequence[str | None]) -> tuple[bool, str, str]:
    """Return what pages, given as id and day, are ordered by: as `merge.copy.appearance` has it."""
    return row[1] is None, row[1] or "", row[0] or ""


def origin_of(report: str, carriers: Sequence[tuple[str | None, str | None]]) -> str:
    """Return whose words a report is: the first origin that a carrier names, else who carried it first.

    `carriers` are origin and publisher by first appearance. A report that nobody signs is its own origin.
    """
    named = next((origin for origin, _ in carriers if origin), None)
    carried = next((publisher for _, publisher in carriers if publisher), None)
    return outlet_group(named or carried or "") or f"report:{report}"

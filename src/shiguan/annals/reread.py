"""Read stored pages again with the present rules, in batches that stand whole, and tell what changed."""

import zlib
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from shiguan.annals.again import enter_again
from shiguan.annals.change import changes_between, old_page, redirects_of
from shiguan.annals.gather import BATCH, Chunk, read_all, workers_of
from shiguan.annals.outcome import Reread
from shiguan.annals.sign import renew_signatures
from shiguan.model.raw import Raw
from shiguan.model.reading import Versions
from shiguan.register.store import Store
from shiguan.versions import versions

UNPACK = msgspec.msgpack.Decoder(Raw)
AT_ONCE = 256  # stored pages fetched at a time


def outdated(store: Store, *, everything: bool) -> list[str]:
    """Return the pages that other versions read, or all; among them those that could not be read last time."""
    made = versions()
    rows = store.rows(
        "SELECT raw.page FROM raw LEFT JOIN page ON page.id = raw.page"
        " WHERE page.id IS NULL OR page.code <> ? OR page.lexicon <> ? OR page.schema <> ? OR ? = 1 ORDER BY raw.page",
        (made.code, made.lexicon, made.schema, int(everything)),
    )
    return [page for (page,) in rows]


def reread(store: Store, pages: Sequence[str], *, jobs: int | None = None) -> Iterator[Reread]:
    """Read stored pages again and yield what became of each batch once it stands."""
    with store.writing():
        renew_signatures(store)
    chunks = read_all(stored(store, pages), workers_of(jobs))
    while batch := list(islice(chunks, BATCH)):
        yield enter_batch(store, batch)


def stored(store: Store, pages: Sequence[str]) -> Iterator[Raw]:
    """Yield the bytes of pages as they were entered."""
    for at in range(0, len(pages), AT_ONCE):
        for (body,) in list(store.rows_in("SELECT body FROM raw WHERE page IN (??)", pages[at : at + AT_ONCE])):
            raw = UNPACK.decode(body)
            yield msgspec.structs.replace(raw, data=zlib.decompress(raw.data))


def enter_batch(store: Store, batch: Sequence[Chunk]) -> Reread:
    """Put new readings in the place of the old, in one transaction."""
    entries = [entry for chunk in batch for entry in chunk.entries]
    refused = [page for chunk in batch for page in chunk.refused]
    faults = [fault for chunk in batch for fault in chunk.faults]
    with store.writing():
        before = {page: old_page(store, page) for page in (*(entry.id for entry in entries), *refused)}
        enter_again(store, entries, refused)
        after = {entry.id: msgspec.json.decode(zlib.decompress(entry.reading)) for entry in entries}
        changes = [change for page in before for change in changes_between(page, before[page], after.get(page))]
        made = made_by(versions())
        write_redirects(store, [(one.id, *redirect) for one in changes if (redirect := redirects_of(one, made))])
        store.run_in(
            "DELETE FROM redirect WHERE old IN (??)", (change.id for change in changes if change.what == "appeared")
        )
    return Reread(pages=len(before), changes=tuple(changes), faults=tuple(faults))


def made_by(made: Versions) -> str:
    """Return versions as they are told."""
    return f"shiguan {made.code}, lexicon {made.lexicon}"


def write_redirects(store: Store, redirects: Sequence[tuple[str, str | None, str]]) -> None:
    """Write where ids lead that stand no longer."""
    store.run_in("DELETE FROM redirect WHERE old IN (??)", (old for old, _, _ in redirects))
    store.run_many("INSERT INTO redirect (old, new, why) VALUES (?, ?, ?)", redirects)

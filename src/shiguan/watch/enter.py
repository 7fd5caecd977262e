"""Enter the pages that have come, each with the note that it has: in one transaction, so that neither is without the
other."""

from collections.abc import Sequence

import msgspec

from shiguan.annals.enter import enter
from shiguan.annals.entry import Entry, entry_of
from shiguan.annals.sign import renew_signatures
from shiguan.errors import CaptureError, ReadingError, ShiguanError
from shiguan.intake.fetched import listing_of
from shiguan.intake.filter import may_hold_diplomacy
from shiguan.intake.glance import is_chinese
from shiguan.intake.source import characters_of
from shiguan.intake.tally import Passed
from shiguan.model.raw import Raw, RawKind
from shiguan.register.store import Store
from shiguan.versions import versions
from shiguan.watch import item
from shiguan.watch.count import Counted, count
from shiguan.watch.item import Item, State

COUNTED = {
    State.ENTERED: Counted.ENTERED,
    State.KNOWN: Counted.KNOWN,
    State.PASSED: Counted.PASSED,
    State.REFUSED: Counted.REFUSED,
    State.UNREAD: Counted.UNREAD,
}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """An address that waited, and what has come of it: what is ready to be entered, else why nothing is.

    `raw` is what came, where it is kept for other versions to read.
    """

    item: Item
    state: State
    says: str = ""
    entry: Entry | None = None
    raw: Raw | None = None


def read(waited: Item, raw: Raw, *, filtered: bool) -> Page:
    """Return what came for an address, read; nothing of the register is asked."""
    try:
        if raw.kind is not RawKind.ARTICLE and listing_of(raw) is not None:
            raise CaptureError(f"{waited.url}: it is a feed or list where a page was told; watch it as a source")
        if why := unwanted_for(raw, filtered=filtered):
            return Page(item=waited, state=State.PASSED, says=why.value)
        found = entry_of(raw)
    except ShiguanError as error:
        found = error
    if isinstance(found, ReadingError):
        return Page(item=waited, state=State.UNREAD, says=str(found), raw=raw)
    if isinstance(found, ShiguanError):
        return Page(item=waited, state=State.REFUSED, says=str(found))
    return Page(item=waited, state=State.ENTERED, entry=found)


def unwanted_for(raw: Raw, *, filtered: bool) -> Passed | None:
    """Return why a page is not worth reading, None where it may be."""
    characters = characters_of(raw)
    if raw.kind is not RawKind.ARTICLE and not is_chinese(characters):
        return Passed.NOT_CHINESE
    return Passed.NO_DIPLOMACY if filtered and not may_hold_diplomacy(characters) else None


def enter_pages(store: Store, pages: Sequence[Page]) -> list[Page]:
    """Enter pages with the notes of what became of their addresses, all or nothing, and return what became of each.

    What another watch has entered in the meantime is left out.
    """
    with store.writing():
        waiting = item.still_waiting(store, (page.item.url for page in pages))
        found = without_doubles(store, [page for page in pages if page.item.url in waiting])
        entries = {page.entry.id: page.entry for page in found if page.entry is not None}
        if entries:
            renew_signatures(store)
        entered = set(enter(store, entries.values()))
        for number, page in enumerate(found):
            if page.entry is not None and page.entry.id not in entered:
                found[number] = msgspec.structs.replace(page, state=State.KNOWN, entry=None)
            elif page.entry is not None:
                entered.discard(page.entry.id)  # the same bytes twice are one page
        for page in found:
            if page.raw is not None:
                item.lay_by(store, page.item.url, page.raw, versions(), page.says)
            else:
                item.settle(store, page.item.url, page.state, page.says)
            count(store, page.item.source, {COUNTED[page.state]: 1})
    return found


def without_doubles(store: Store, pages: Sequence[Page]) -> list[Page]:
    """Return pages with those as known that were led to an address of which there is a page already."""
    led_to: set[str] = set()
    found = []
    for page in pages:
        url = page.entry.url if page.entry is not None else None
        if url and (url in led_to or store.one("SELECT 1 FROM page WHERE url = ? LIMIT 1", (url,))):
            found.append(msgspec.structs.replace(page, state=State.KNOWN, entry=None))
        else:
            found.append(page)
        led_to.add(url or "")
    return found

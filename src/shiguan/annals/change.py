"""What a page says otherwise than it did: items that appeared, vanished or changed, field by field."""

import zlib
from collections.abc import Iterator
from typing import Any

import msgspec

from shiguan.annals.outcome import Change, What
from shiguan.link.account import item_ids
from shiguan.merge.heir import Item, heir
from shiguan.model.span import Span
from shiguan.register.store import Store

# A reading of an older schema may lack fields or have others, so readings are compared as plain JSON.
Plain = dict[str, Any]
KINDS = {"engagement": "engagements", "statement": "statements", "figure": "figures", "mechanism": "mechanisms"}
WORDS = {"engagement": "evidence", "statement": "content", "figure": "text", "mechanism": "name"}
SORTS = {"engagement": "kind", "statement": "cue", "figure": "unit", "mechanism": "name"}


class Standing(msgspec.Struct, frozen=True):
    """What stands on one place of a page: offsets only."""

    start: int
    end: int


def old_page(store: Store, page: str) -> Plain | None:
    """Return the reading of a page as it stands, None where it could not be read."""
    row = store.one("SELECT reading FROM page WHERE id = ?", (page,))
    found: Plain | None = msgspec.json.decode(zlib.decompress(row[0])) if row else None
    return found


def changes_between(page: str, before: Plain | None, after: Plain | None) -> Iterator[Change]:
    """Yield what differs between two readings of a page; None stands for a page that cannot be read."""
    old, new = before or {}, after or {}
    if before is None or after is None:
        if before is not after:
            what = What.APPEARED if before is None else What.VANISHED
            yield Change(page=page, kind="page", id=page, what=what)
    elif fields := differing(old["document"], new["document"]):
        yield Change(page=page, kind="page", id=page, what=What.CHANGED, fields=fields)
    for kind in KINDS:
        yield from item_changes(page, kind, items_of(page, kind, old), items_of(page, kind, new))


def items_of(page: str, kind: str, reading: Plain) -> dict[str, Plain]:
    """Return the items of a kind by their ids."""
    items = reading.get(KINDS[kind], [])
    ids = item_ids(page, kind, [Standing(item["start"], item["end"]) for item in items])
    return dict(zip(ids, items, strict=True))


def item_changes(page: str, kind: str, old: dict[str, Plain], new: dict[str, Plain]) -> Iterator[Change]:
    """Yield what became of the items of a kind."""
    appeared = [item_of(kind, id, item) for id, item in new.items() if id not in old]
    there = [item_of(kind, id, item) for id, item in new.items()]
    for id in sorted(old.keys() | new.keys()):
        words = (new.get(id) or old[id]).get(WORDS[kind], "")
        if id not in old:
            yield Change(page=page, kind=kind, id=id, what=What.APPEARED, words=words)
        elif id not in new:
            gone = item_of(kind, id, old[id])
            follows = heir(gone, appeared) or heir(gone, there)
            yield Change(page=page, kind=kind, id=id, what=What.VANISHED, words=words, heir=follows)
        elif fields := differing(old[id], new[id]):
            yield Change(page=page, kind=kind, id=id, what=What.CHANGED, words=words, fields=fields)


def item_of(kind: str, id: str, item: Plain) -> Item:
    """Return an item as far as it matters where it stands and what it is."""
    span = Span(item["start"], item["end"])
    return Item(id=id, kind=str(item.get(SORTS[kind])), span=span, words=item.get(WORDS[kind], ""))


def differing(old: Plain, new: Plain) -> dict[str, tuple[Any, Any]]:
    """Return the fields that differ, with both values; of a text only its length."""
    fields = sorted(name for name in old.keys() | new.keys() if old.get(name) != new.get(name))
    return {name: (shown(name, old), shown(name, new)) for name in fields}


def shown(name: str, item: Plain) -> Any:
    """Return the value of a field as a change shows it."""
    return f"{len(item.get(name) or ''):,} characters" if name == "text" and "title" in item else item.get(name)


def redirects_of(change: Change, made: str) -> tuple[str | None, str] | None:
    """Return where the id of a change leads from now on and why, None where it still stands. `made` are versions."""
    if change.what is not What.VANISHED:
        return None
    if change.kind == "page":
        return None, f"page {change.page} could not be read any more by {made}"
    if change.heir is None:
        return None, f"page {change.page} has no such {change.kind} any more as {made} read it"
    return change.heir, f"page {change.page} tells it in {change.heir} as {made} read it"

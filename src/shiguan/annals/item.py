"""One statement or figure by its id: what its page says, and what persons said of it."""

import msgspec

from shiguan.annals.amend import AMENDMENT
from shiguan.annals.passage import FIELDS, field_value, with_fields
from shiguan.annals.resolve import Resolved
from shiguan.annals.shelf import Quote, Shelf
from shiguan.errors import UnknownError
from shiguan.link.account import item_ids
from shiguan.model.figure import Figure
from shiguan.model.record import Verdict
from shiguan.model.ruling import Amendment
from shiguan.model.span import Span
from shiguan.model.statement import Statement
from shiguan.register.store import Store


class Field(msgspec.Struct, frozen=True, kw_only=True):
    """A field that can be corrected: its value, and what the page says where a person gave another."""

    name: str
    value: str
    page_says: str | None


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A statement or figure as it is heard, with its characters and what persons said of it."""

    id: str
    what: str  # statement, figure
    page: str
    heard: Statement | Figure
    fields: tuple[Field, ...]
    verdict: Verdict | None
    rulings: tuple[str, ...]
    quote: Quote


def item(store: Store, shelf: Shelf, found: Resolved) -> Item:
    """Return the statement or figure that an id leads to; raises UnknownError where its page does not have it."""
    id, table = found.id or "", {"statement": "statement", "figure": "figure"}[found.what]
    row = store.one("SELECT body FROM amendment WHERE id = ?", (id,))
    said = AMENDMENT.decode(row[0]) if row else None
    filed = store.one(f"SELECT page FROM {table} WHERE id = ?", (id,))
    page = said.page if said else filed[0] if filed else ""
    reading = shelf.reading(page)
    there: tuple[Statement | Figure, ...] = reading.statements if found.what == "statement" else reading.figures
    told = dict(zip(item_ids(page, found.what, there), there, strict=True)).get(id)
    if told is None:
        raise UnknownError(f"{id}: its page {page} does not have it any more; run 'shiguan reread'")
    return Item(
        id=id,
        what=found.what,
        page=page,
        heard=with_fields(told, said.fields) if said else told,
        fields=tuple(field_of(told, name, said) for name in FIELDS[found.what]),
        verdict=said.verdict if said else None,
        rulings=said.rulings if said else (),
        quote=shelf.quote(page, Span(told.start, told.end), 40),
    )


def field_of(told: Statement | Figure, name: str, said: Amendment | None) -> Field:
    """Return a field with its value; one that a person gave with what the page says beside it."""
    before = field_value(told, name)
    value = said.fields.get(name, before) if said else before
    return Field(name=name, value=value, page_says=before if said and name in said.fields else None)

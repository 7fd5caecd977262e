"""A register as lines of JSON, the same bytes for the same pages: what two registers are compared by."""

import zlib
from collections.abc import Iterator

import msgspec

from shiguan.register.store import Store

ENCODE = msgspec.json.Encoder(order="sorted")


def dump(store: Store) -> Iterator[bytes]:
    """Yield the lines of the canonical dump: pages, accounts, records, amendments, rulings, redirects."""
    for page, report, origin, reading in store.rows("SELECT id, report, report_origin, reading FROM page ORDER BY id"):
        yield line("page", id=page, report=report, origin=origin, reading=msgspec.Raw(zlib.decompress(reading)))
    for account, page, record in store.rows("SELECT id, page, record FROM account ORDER BY id"):
        yield line("account", id=account, page=page, record=record)
    for (body,) in store.rows("SELECT body FROM record ORDER BY id"):
        yield line("record", record=msgspec.Raw(bytes(body)))
    for (body,) in store.rows("SELECT body FROM amendment ORDER BY id"):
        yield line("amendment", amendment=msgspec.Raw(bytes(body)))
    for ruling, made, author, body, withdrawn in store.rows(
        "SELECT id, made, author, body, withdrawn FROM ruling ORDER BY id"
    ):
        yield line("ruling", id=ruling, made=made, author=author, ruling=msgspec.Raw(bytes(body)), withdrawn=withdrawn)
    for old, new, why in store.rows("SELECT old, new, why FROM redirect ORDER BY old"):
        yield line("redirect", old=old, new=new, why=why)


def line(table: str, **cells: object) -> bytes:
    """Return one line of the dump."""
    return ENCODE.encode({"table": table, **cells}) + b"\n"

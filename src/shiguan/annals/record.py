"""Compute the records of components and write them where they differ from what stands."""

from collections.abc import Iterable, Sequence

import msgspec

from shiguan.annals.component import Components
from shiguan.annals.heard import Heard
from shiguan.merge.cluster import cluster
from shiguan.merge.record import compile_record
from shiguan.model.account import Account
from shiguan.model.record import Record
from shiguan.register.store import Store
from shiguan.tell.conflict import conflicts_of

ENCODE = msgspec.json.Encoder(order="sorted")


def write_records(store: Store, components: Components) -> None:
    """Compute the touched components anew and write their records."""
    groups = components.groups()
    pages = [account.page for group in groups for account in group]
    origins = origins_of(store, pages)
    heard = Heard(store, pages)
    records: list[Record] = []
    for group in groups:
        for told in cluster(group, heard.judged):
            signed = [with_origin(account, origins[account.page]) for account in told]
            records.append(compile_record(signed, heard.say_on(told)))
    replace_records(store, [account.id for group in groups for account in group], records)


def with_origin(account: Account, origin: str) -> Account:
    """Return an account that credits nobody with the origin of its report."""
    return account if account.origin else msgspec.structs.replace(account, origin=origin)


def origins_of(store: Store, pages: Iterable[str]) -> dict[str, str]:
    """Return whose words the reports of pages are."""
    return dict(store.rows_in("SELECT id, report_origin FROM page WHERE id IN (??)", pages))


def replace_records(store: Store, accounts: Sequence[str], records: Sequence[Record]) -> None:
    """Put the records of some accounts in the place of those they had."""
    remove_records(
        store, (row[0] for row in store.rows_in("SELECT DISTINCT record FROM account WHERE id IN (??)", accounts))
    )
    insert_records(store, records)
    store.run_many(
        "UPDATE account SET record = ? WHERE id = ?",
        ((one.id, account) for one in records for account in one.accounts),
    )


def insert_records(store: Store, records: Sequence[Record]) -> None:
    """Write new records, and by whom they are found."""
    store.insert(
        "record",
        "id kind status date first last mechanism named round origins conflicts verdict contested body",
        map(record_row, records),
    )
    store.insert(
        "record_state",
        "state record",
        sorted({(party.state, one.id) for one in records for party in one.parties if party.state}),
    )
    store.insert(
        "record_person",
        "person record",
        sorted({(party.key, one.id) for one in records for party in one.parties if party.key}),
    )


def remove_records(store: Store, records: Iterable[str]) -> None:
    """Take records out."""
    gone = set(records)
    for table, column in (("record", "id"), ("record_state", "record"), ("record_person", "record")):
        store.run_in(f"DELETE FROM {table} WHERE {column} IN (??)", gone)


def record_row(record: Record) -> tuple[object, ...]:
    """Return the cells of a record."""
    conflicts = sum(1 for agreed in record.values.values() if agreed.conflicting)
    return (
        record.id,
        record.kind.value,
        record.status.value,
        record.date,
        record.first,
        record.last,
        record.mechanism_key,
        record.mechanism,
        record.round,
        record.origins,
        conflicts,
        record.verdict or "",
        len(conflicts_of(record)),
        ENCODE.encode(record),
    )

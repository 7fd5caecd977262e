"""Make a register from readings at once: the merge in pieces on an engine, then the rows, in bulk."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import accumulate, islice
from typing import TypeVar

from shiguan.annals.component import write_accounts
from shiguan.annals.enter import write_pages, write_raw
from shiguan.annals.record import insert_records
from shiguan.batch.engine import Engine, Lost
from shiguan.batch.merge import (
    COMPONENTS,
    REPORTS,
    Job,
    Reports,
    Settled,
    components_of,
    copies,
    entries_of,
    regroup,
    report_of,
    reports_of,
    settle,
    spread,
    ties,
)
from shiguan.batch.place import Place
from shiguan.batch.shuffle import FOLDER, collected, write_whole
from shiguan.errors import RegisterError, UsageError
from shiguan.register.store import Store

BUCKETS = 64  # into which what must be compared is parted; at most one is worked on by a worker at a time
AT_ONCE = 512  # pages written at a time
T = TypeVar("T")


def load(store: Store, readings: str, engine: Engine, buckets: int = BUCKETS) -> int:
    """Fill an empty register with readings and return how many pages they are; all of them stand, or none.

    The register is that which `add` makes. Raises UsageError where it is not empty, or there are no readings.
    """
    if store.one("SELECT 1 FROM page") or store.one("SELECT 1 FROM ruling"):
        raise UsageError(f"{store.name}: only an empty register is loaded; enter readings with 'shiguan add'")
    place = Place(readings)
    months = sorted(path.rstrip("/").rpartition("/")[2] for path in place.filesystem.glob(place.at("month=*")))
    if not months:
        raise UsageError(f"{readings}: no readings lie there; give what 'shiguan batch' wrote")
    clear(place)
    job, numbers = Job(readings=readings, buckets=buckets), [f"{bucket:04}" for bucket in range(buckets)]
    counts = done(engine, months, partial(counted, job=job))
    found = done(engine, numbers, partial(copies, job=job))
    shared = reports_of(group for groups in found for group in groups)
    write_whole(place, REPORTS, shared)
    tied = done(engine, numbers, partial(ties, job=job))
    write_whole(place, COMPONENTS, components_of(group for groups in tied for group in groups))
    done(engine, months, partial(regroup, job=job))
    done(engine, numbers, partial(settle, job=job))
    sizes = dict(counts)
    with store.writing():
        for month, before in zip(months, accumulate((sizes[month] for month in months), initial=0), strict=False):
            load_month(store, place, month, before, shared)
        for bucket in range(buckets):
            load_bucket(store, place, bucket)
    clear(place)
    return sum(sizes.values())


def counted(month: str, job: Job) -> tuple[str, int]:
    """Spread a month and tell how many pages it has."""
    return month, spread(month, job)


def done(engine: Engine, names: Sequence[str], work: Callable[[str], T]) -> list[T]:
    """Return what came of some work; raises RegisterError where any of it failed."""
    results = []
    for one in engine(names, work):
        if isinstance(one, Lost):
            raise RegisterError(one.says())
        results.append(one)
    return results


def load_month(store: Store, place: Place, month: str, before: int, shared: Reports) -> None:
    """Write the pages of a month; their numbers follow `before`."""
    entries = entries_of(place, month)
    while some := list(islice(entries, AT_ONCE)):
        write_raw(store, some)
        reports = {entry.id: report_of(entry, shared) for entry in some}
        write_pages(store, list(enumerate(some, start=before + 1)), reports)
        before += len(some)


def load_bucket(store: Store, place: Place, bucket: int) -> None:
    """Write the accounts and records of a bucket."""
    found = collected(place, "settled", bucket, Settled)
    while some := list(islice(found, AT_ONCE)):
        record = {account: one.id for settled in some for one in settled.records for account in one.accounts}
        write_accounts(store, [(one, group.id, record[one.id]) for group in some for one in group.accounts])
        insert_records(store, [one for group in some for one in group.records])


def clear(place: Place) -> None:
    """Take out what the merge needs on its way."""
    if place.filesystem.exists(place.at(FOLDER)):
        place.filesystem.rm(place.at(FOLDER), recursive=True)

"""The merge in pieces that know nothing of each other: by month, by band, by what an account is filed under.

Each function is one piece of work on any machine. Copies are looked for where pages share a band, ties where accounts
share a key: the states, people or mechanism of an event and its month. Both are the very tests of one register.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from shiguan.annals.enter import origin_of
from shiguan.annals.entry import Entry, ready_entry
from shiguan.annals.record import with_origin
from shiguan.batch.place import Place
from shiguan.batch.shuffle import Spread, bucket_of, collected, read_whole
from shiguan.batch.union import Union
from shiguan.errors import CaptureError, UsageError
from shiguan.intake.readings import ready_pages
from shiguan.merge.block import keys_of
from shiguan.merge.cluster import cluster
from shiguan.merge.copy import Carrier, reports
from shiguan.merge.record import compile_record
from shiguan.merge.tie import Tie, tie
from shiguan.model.account import Account
from shiguan.model.record import Record

Reports = dict[str, tuple[str, str]]  # page -> its report and whose words that is
REPORTS, COMPONENTS = "reports", "components"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What every piece must know: where the readings lie, and into how many buckets they are parted."""

    readings: str
    buckets: int


class Carried(msgspec.Struct, frozen=True, array_like=True):
    """A page as far as the report matters that it carries."""

    page: str
    published: str | None
    origin: str | None
    publisher: str | None


class Signed(msgspec.Struct, frozen=True, array_like=True):
    """A page on its way to where copies are looked for, under some of its bands."""

    page: Carried
    signature: bytes
    bands: tuple[int, ...]


class Filed(msgspec.Struct, frozen=True, array_like=True):
    """An account on its way to where ties are looked for, under some of its keys."""

    account: Account
    filed: tuple[str, ...]
    sought: tuple[str, ...]


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """An account on its way to its component, with the origin of its page's report."""

    component: str
    account: Account
    origin: str


class Settled(msgspec.Struct, frozen=True, array_like=True):
    """A component with the records that its accounts come to."""

    id: str
    accounts: tuple[Account, ...]
    records: tuple[Record, ...]


def entries_of(place: Place, month: str) -> Iterator[Entry]:
    """Yield the pages of a month, each once. Raises UsageError where these versions did not read them."""
    seen: set[str] = set()
    for path in sorted(place.filesystem.glob(place.at(f"{month}/*.parquet"))):
        with place.filesystem.open(path, "rb") as stream:
            for raw in ready_pages(stream, path):
                if isinstance(raw, CaptureError):
                    raise raw
                entry = ready_entry(raw)
                if entry is None:
                    raise UsageError(f"{path}: other versions made it; run 'shiguan batch' again, or use 'shiguan add'")
                if entry.id not in seen:
                    seen.add(entry.id)
                    yield entry


def spread(month: str, job: Job) -> int:
    """Send the pages of a month to where their copies are looked for, their accounts to where ties are; count them."""
    place, count = Place(job.readings), 0
    with Spread(place, "signed", month) as signed, Spread(place, "filed", month) as filed:
        for entry in entries_of(place, month):
            count += 1
            page = Carried(entry.id, entry.published, entry.origin, entry.publisher)
            for bucket, bands in parted(entry.bands, job.buckets).items():
                signed.add(bucket, Signed(page, entry.signature, tuple(map(int, bands))))
            for account in entry.accounts:
                keys = keys_of(account)
                mine, sought = parted(keys.filed, job.buckets), parted(keys.sought, job.buckets)
                for bucket in sorted(mine.keys() | sought.keys()):
                    filed.add(bucket, Filed(account, tuple(mine.get(bucket, ())), tuple(sought.get(bucket, ()))))
    return count


def parted(keys: Iterable[str | int], buckets: int) -> dict[int, list[str]]:
    """Return keys by their buckets."""
    found: dict[int, list[str]] = {}
    for key in map(str, keys):
        found.setdefault(bucket_of(key, buckets), []).append(key)
    return found


def copies(bucket: str, job: Job) -> list[tuple[Carried, ...]]:
    """Return pages that carry one report, as far as the bands of a bucket tell."""
    pages: dict[str, Carried] = {}
    carriers: dict[str, Carrier] = {}
    by_band: dict[int, list[str]] = {}
    for row in collected(Place(job.readings), "signed", int(bucket), Signed):
        pages[row.page.page] = row.page
        carriers[row.page.page] = Carrier(page=row.page.page, published=row.page.published, signature=row.signature)
        for band in row.bands:
            by_band.setdefault(band, []).append(row.page.page)
    pairs = sorted({pair for near in by_band.values() for pair in pairs_of(near)})
    found = reports(carriers.values(), pairs)
    return [tuple(map(pages.__getitem__, one.carriers)) for one in found if len(one.carriers) > 1]


def pairs_of(near: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each two of some pages."""
    for at, one in enumerate(near):
        yield from ((one, other) for other in near[:at])


def reports_of(found: Iterable[Sequence[Carried]]) -> Reports:
    """Return the reports of all pages that share one with another, from what the buckets tell."""
    union = Union()
    pages: dict[str, Carried] = {}
    for carriers in found:
        pages |= {one.page: one for one in carriers}
        union.join_all(one.page for one in carriers)
    result: Reports = {}
    for members in union.sets():
        ordered = sorted(
            map(pages.__getitem__, members), key=lambda one: (one.published is None, one.published, one.page)
        )
        report = ordered[0].page
        origin = origin_of(report, [(one.origin, one.publisher) for one in ordered])
        result |= dict.fromkeys(members, (report, origin))
    return result


def report_of(entry: Entry, shared: Reports) -> tuple[str, str]:
    """Return the report that a page carries, its own where it shares none, and whose words it is."""
    return shared.get(entry.id) or (entry.id, origin_of(entry.id, [(entry.origin, entry.publisher)]))


def ties(bucket: str, job: Job) -> list[list[str]]:
    """Return accounts that hang together, as far as the keys of a bucket tell."""
    rows = list(collected(Place(job.readings), "filed", int(bucket), Filed))
    accounts = {row.account.id: row.account for row in rows}
    filed: dict[str, list[str]] = {}
    for row in rows:
        for key in row.filed:
            filed.setdefault(key, []).append(row.account.id)
    union = Union()
    for row in rows:
        for other in sorted({other for key in row.sought for other in filed.get(key, ())} - {row.account.id}):
            if union.root(row.account.id) != union.root(other) and tie(row.account, accounts[other]) > Tie.NONE:
                union.join(row.account.id, other)
    return [members for members in union.sets() if len(members) > 1]


def components_of(found: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return the component of every account that is tied to another, known by its smallest account."""
    union = Union()
    for members in found:
        union.join_all(members)
    return {account: members[0] for members in union.sets() for account in members}


def regroup(month: str, job: Job) -> None:
    """Send the accounts of a month to their components."""
    place = Place(job.readings)
    shared: Reports = read_whole(place, REPORTS, Reports)
    components = read_whole(place, COMPONENTS, dict[str, str])
    with Spread(place, "placed", month) as placed:
        for entry in entries_of(place, month):
            _, origin = report_of(entry, shared)
            for account in entry.accounts:
                component = components.get(account.id, account.id)
                placed.add(bucket_of(component, job.buckets), Placed(component, account, origin))


def settle(bucket: str, job: Job) -> None:
    """Compute the records of the components of a bucket."""
    place = Place(job.readings)
    groups: dict[str, list[Placed]] = {}
    for row in collected(place, "placed", int(bucket), Placed):
        groups.setdefault(row.component, []).append(row)
    with Spread(place, "settled", "records") as settled:
        for component, rows in sorted(groups.items()):
            origins = {row.account.id: row.origin for row in rows}
            accounts = tuple(row.account for row in rows)
            records = tuple(
                compile_record([with_origin(account, origins[account.id]) for account in told])
                for told in cluster(accounts)
            )
            settled.add(int(bucket), Settled(component, accounts, records))

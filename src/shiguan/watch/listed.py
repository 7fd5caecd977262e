"""The lists of a watch: when each is due, and what is noted of it when its answer has come.

The marks of an answer are kept in the transaction that takes in all it named: whoever is killed before that asks for
the whole again, so nothing named is lost.
"""

from collections.abc import Iterable

import msgspec

from shiguan.fetch.answer import Marks
from shiguan.intake.listing import Named
from shiguan.register.store import Store
from shiguan.watch.plan import Plan

DEEPEST = 2  # lists below a source: the sitemaps of an index, and of an index named there
FIRST_PAUSE = 60  # seconds after the first fault, then twice that
LONGEST_AWAY = 900  # while nothing answers
LONGEST_PAUSE = 6 * 3600  # seconds: a list that gives nothing but faults is asked again after so long
LONGEST_QUIET = 86_400  # a list within a list that does not change is asked once a day
COLUMNS = "url, source, depth, etag, modified, due, quiet, asked, answered, faults, fault"


class Listed(msgspec.Struct, frozen=True):
    """A feed or list that is asked again and again, as its row has it.

    `quiet` counts how often in a row it was what it had been, `faults` how often it did not come.
    """

    url: str
    source: str
    depth: int
    etag: str
    modified: str
    due: int
    quiet: int
    asked: int | None
    answered: int | None
    faults: int
    fault: str

    @property
    def marks(self) -> Marks:
        """Return by what its server knows the version last taken in."""
        return Marks(etag=self.etag, modified=self.modified)


def follow_plan(store: Store, plan: Plan, now: int) -> None:
    """Make the lists those of a plan; what a source no longer watched has named stays known."""
    wanted = {source.url: source.name for source in plan.sources.values()}
    there = {url: (source, depth) for url, source, depth in store.rows("SELECT url, source, depth FROM watch_list")}
    roots = {url for url, (source, depth) in there.items() if depth == 0 and wanted.get(url) == source}
    kept = {source for source in plan.sources.values() if source.url in roots}
    names = {source.name for source in kept}
    with store.writing():
        gone = [
            url for url, (source, depth) in there.items() if source not in names or (depth == 0 and url not in roots)
        ]
        store.run_in("DELETE FROM watch_list WHERE url IN (??)", gone)
        store.run_in("DELETE FROM watch_list WHERE depth > 0 AND url IN (??)", wanted)
        add(store, [(url, name, 0, "") for url, name in wanted.items()], now)
        for source in plan.sources.values():  # a shorter interval holds at once
            latest = now + plan.intervals[source.name]
            store.run(
                "UPDATE watch_list SET due = ? WHERE url = ? AND due > ? AND faults = 0", (latest, source.url, latest)
            )


def add(store: Store, lists: Iterable[tuple[str, str, int, str]], now: int) -> None:
    """Add lists (address, source, depth, when it changed) that are not there; one that changed since is due now."""
    store.run_many(
        "INSERT INTO watch_list (url, source, depth, changed, etag, modified, due, quiet, faults, fault)"
        " VALUES (?, ?, ?, ?, '', '', ?, 0, 0, '') ON CONFLICT (url) DO UPDATE"
        " SET due = excluded.due, changed = excluded.changed WHERE watch_list.depth > 0 AND excluded.changed <> ''"
        " AND watch_list.changed <> excluded.changed",
        [(url, source, depth, changed, now) for url, source, depth, changed in lists],
    )


def due_lists(store: Store, now: int) -> list[Listed]:
    """Return the lists that are due, the longest due first."""
    rows = store.rows(f"SELECT {COLUMNS} FROM watch_list WHERE due <= ? ORDER BY due, url", (now,))
    return [Listed(*row) for row in rows]


def all_lists(store: Store) -> list[Listed]:
    """Return all lists, source by source."""
    return [Listed(*row) for row in store.rows(f"SELECT {COLUMNS} FROM watch_list ORDER BY source, depth, url")]


def next_due(store: Store) -> int | None:
    """Return the moment at which a list will be due."""
    row = store.one("SELECT MIN(due) FROM watch_list")
    return row[0] if row else None


def note_answer(store: Store, one: Listed, marks: Marks, *, changed: bool, interval: int, now: int) -> None:
    """Note that a list came, whole; one within another is asked less and less often as long as it does not change."""
    quiet = 0 if changed else one.quiet + 1
    pause = interval if one.depth == 0 else min(interval * 2 ** min(quiet, 12), max(LONGEST_QUIET, interval))
    store.run(
        "UPDATE watch_list SET etag = ?, modified = ?, due = ?, quiet = ?, asked = ?, answered = ?,"
        " faults = 0, fault = '' WHERE url = ?",
        (marks.etag, marks.modified, now + pause, quiet, now, now, one.url),
    )


def note_fault(store: Store, one: Listed, fault: str, *, answered: bool, after: float, interval: int, now: int) -> None:
    """Note that a list did not come: it is asked again soon, then less and less often.

    Where nothing answers, the network may be gone: it is asked at least as often as ever, so that no feed runs on
    unseen once the network is back.
    """
    most = max(LONGEST_PAUSE, interval) if answered else min(LONGEST_AWAY, interval)
    pause = min(FIRST_PAUSE * 2 ** min(one.faults, 12), most)
    store.run(
        "UPDATE watch_list SET due = ?, asked = ?, faults = faults + 1, fault = ? WHERE url = ?",
        (now + max(pause, int(after)), now, fault, one.url),
    )


def lists_below(one: Listed, named: Iterable[Named]) -> list[tuple[str, str, int, str]]:
    """Return the lists that a list names, as far as lists within lists are followed."""
    if one.depth >= DEEPEST:
        return []
    return [(found.url, one.source, one.depth + 1, found.changed) for found in named if found.is_list]

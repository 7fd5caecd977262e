"""What a watch has done, counted by source; the counts stand in the register and outlive the watch."""

from collections import Counter
from enum import StrEnum

from shiguan.register.store import Store


class Counted(StrEnum):
    """What is counted."""

    ASKED = "asked"  # a list was asked for
    UNCHANGED = "unchanged"  # and was what it had been
    FAILED = "failed"  # and did not come
    FOUND = "found"  # an address was named for the first time
    ENTERED = "entered"
    KNOWN = "known"  # a page of that address stood in the register already
    PASSED = "passed"  # it holds no diplomacy or is not Chinese
    REFUSED = "refused"  # it cannot be had or read
    UNREAD = "unread"  # a rule failed on it
    DELAYED = "delayed"  # it could not be had for now


def count(store: Store, source: str, counts: dict[Counted, int]) -> None:
    """Add to the counts of a source; call it within the transaction that does what is counted."""
    store.run_many(
        "INSERT INTO watch_count (source, what, count) VALUES (?, ?, ?)"
        " ON CONFLICT (source, what) DO UPDATE SET count = watch_count.count + excluded.count",
        [(source, what.value, number) for what, number in sorted(counts.items()) if number],
    )


def counts_of(store: Store) -> dict[str, Counter[Counted]]:
    """Return the counts by source."""
    found: dict[str, Counter[Counted]] = {}
    for source, what, number in store.rows("SELECT source, what, count FROM watch_count"):
        found.setdefault(source, Counter())[Counted(what)] = number
    return found

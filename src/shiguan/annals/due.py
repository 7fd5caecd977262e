"""The sessions that are expected next, as a calendar has them."""

import datetime
import hashlib
from collections.abc import Collection, Iterator

from shiguan.annals import ask, chronicle
from shiguan.export.calendar import LONGEST, Due
from shiguan.link.day import days_of
from shiguan.register.store import Store
from shiguan.tell.mechanism import Expected

LEAST = 2  # records of a mechanism


def due_in(store: Store) -> Iterator[Due]:
    """Yield what was expected on the day of the last page: the same register expects the same, whoever asks when."""
    row = store.one("SELECT MAX(published) FROM page")
    if row is None or not row[0]:
        return
    keys = {line.key for line in ask.mechanisms(store, least=LEAST) if line.held}
    yield from due_of(store, keys, days_of(row[0])[1])


def due_of(store: Store, keys: Collection[str | None], today: int) -> Iterator[Due]:
    """Yield the sessions of some mechanisms that are expected as of a day (an ordinal), by the keys of these.

    What is announced to the day stands in the calendar as a record, what is overdue is not expected on any day.
    """
    for key in sorted(filter(None, keys)):
        found = ask.mechanism(store, key, today)
        due = found.expected
        if due is None or due.overdue is not None or is_dated(store, due):
            continue
        first, middle, last = map(ordinal, (due.first, due.middle, due.last))
        id = hashlib.sha256(key.encode()).hexdigest()[:12]
        yield Due(id=id, name=found.name, round=due.round, first=first, middle=middle, last=last, asked=today)


def is_dated(store: Store, due: Expected) -> bool:
    """True where a record announces the session for a time short enough to stand in a calendar."""
    records = (chronicle.record(store, id) for id in due.records)
    return any(one.first is not None and one.last is not None and one.last - one.first < LONGEST for one in records)


def ordinal(day: str) -> int:
    """Return a day as an ordinal."""
    return datetime.date.fromisoformat(day).toordinal()

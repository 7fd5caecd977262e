"""Which sessions are expected: the next of every mechanism, as of a day, and those that a question asks for."""

from collections.abc import Sequence

import msgspec

from shiguan.annals.ask import mechanism
from shiguan.annals.chronicle import Query, deed_filter
from shiguan.link.day import days_of
from shiguan.model.ahead import Ahead
from shiguan.model.engagement import Status
from shiguan.register.store import Store
from shiguan.tell.forecast import Basis
from shiguan.tell.mechanism import Mechanism, day_of

SHORT = 31  # days: what is announced for a stretch as short stands in a calendar as the engagement that it is


def ahead(store: Store, today: int) -> list[Ahead]:
    """Return the next session of every mechanism whose window is not over as of `today` (an ordinal), by day."""
    rows = store.rows(
        "SELECT DISTINCT mechanism FROM standing WHERE mechanism IS NOT NULL AND status = 'held' ORDER BY mechanism"
    )
    found = [one for (key,) in rows if (one := next_of(mechanism(store, key, today), today)) is not None]
    return sorted(found, key=lambda one: (one.first, one.last, one.key))


def next_of(told: Mechanism, today: int) -> Ahead | None:
    """Return the next session of a mechanism, None where none is expected, it is overdue, or its days are announced."""
    window = told.expected
    if window is None or window.overdue is not None:
        return None
    first, last = days_of(window.first)[0], days_of(window.last)[1]
    if last < today or (window.basis is Basis.ANNOUNCED and last - first < SHORT):
        return None
    held = [day for one in told.sessions if one.status is Status.HELD and (day := day_of(one)) is not None]
    return Ahead(
        key=told.key,
        mechanism=told.name,
        round=window.round,
        first=first,
        middle=days_of(window.middle)[0],
        last=last,
        basis=window.basis.value,
        intervals=window.intervals,
        host=window.host,
        after=max(held),
    )


def asked_for(store: Store, query: Query, found: Sequence[Ahead]) -> list[Ahead]:
    """Return those of some sessions that a question to the chronicle asks for.

    They are sessions of mechanisms of which it asks for any record, within its period. Nobody is known yet to take
    part, and no origin tells of them: who asks for a person or for origins, or not for what is planned, gets none.
    """
    if query.statuses and Status.PLANNED not in query.statuses:
        return []
    if query.person or query.least_origins > 1 or query.conflicts_only or query.vague:
        return []
    where, arguments = deed_filter(store, msgspec.structs.replace(query, since=None, until=None, statuses=()))
    rows = store.rows(f"SELECT DISTINCT mechanism FROM record WHERE mechanism IS NOT NULL AND {where}", arguments)
    keys = {key for (key,) in rows}
    begin = days_of(query.since)[0] if query.since else 0
    end = days_of(query.until)[1] if query.until else None
    return [one for one in found if one.key in keys and one.last >= begin and (end is None or one.first <= end)]

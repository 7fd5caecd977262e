"""What states do with each other, counted: by month and kind, by mechanism, by partner, and the last word of each."""

from collections.abc import Sequence
from itertools import islice

import msgspec

from shiguan.annals.chronicle import Word, marks
from shiguan.annals.shelf import Shelf
from shiguan.annals.speech import Line, word_of
from shiguan.link.day import days_of
from shiguan.model.engagement import Kind
from shiguan.model.record import Record
from shiguan.register.store import Store

RECORD = msgspec.json.Decoder(Record)
MOST = 12  # rows of a list


class Count(msgspec.Struct, frozen=True):
    """How many deeds of a kind lie in a month, and how many of them are only announced."""

    month: str
    kind: Kind
    count: int
    planned: int


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """A mechanism as far as some states take part in it: how often it is told of, and its latest record."""

    count: int
    last: Record


class Partner(msgspec.Struct, frozen=True):
    """Another state or organisation and how many deeds are shared with it."""

    state: str
    count: int


def among(states: Sequence[str], column: str = "id") -> str:
    """Return the condition that all of some states take part; it takes the states as its arguments."""
    return " AND ".join(f"{column} IN (SELECT record FROM record_state WHERE state = ?)" for _ in states) or "1 = 1"


def states_told_of(store: Store) -> list[Partner]:
    """Return every state and organisation with the number of its deeds, the most active first."""
    return [
        Partner(*row)
        for row in store.rows(
            "SELECT state, COUNT(*) FROM record_state WHERE record IN (SELECT id FROM standing)"
            " GROUP BY state ORDER BY 2 DESC, 1"
        )
    ]


def count_of(store: Store, states: Sequence[str]) -> int:
    """Return in how many deeds all of some states take part."""
    row = store.one(f"SELECT COUNT(*) FROM standing WHERE {among(states)}", states)
    return int(row[0]) if row else 0


def by_month(store: Store, states: Sequence[str]) -> list[Count]:
    """Return the deeds of states with each other by month and kind, the earliest first; undated ones are left out."""
    rows = store.rows(
        "SELECT SUBSTR(date, 1, 7), kind, COUNT(*), SUM(CASE WHEN status = 'planned' THEN 1 ELSE 0 END) FROM standing"
        f" WHERE LENGTH(date) >= 7 AND SUBSTR(date, 5, 1) = '-' AND SUBSTR(date, 6, 2) <= '12' AND {among(states)}"
        " GROUP BY 1, 2 ORDER BY 1, 2",
        states,
    )
    return [Count(month, Kind(kind), count, planned) for month, kind, count, planned in rows]


def mechanisms(store: Store, states: Sequence[str], limit: int = MOST) -> list[Series]:
    """Return the mechanisms that states have with each other, the most frequent first."""
    found: dict[str, list[tuple[int, str]]] = {}
    sql = f"SELECT mechanism, first, id FROM standing WHERE mechanism IS NOT NULL AND {among(states)}"
    for mechanism, first, id in store.rows(sql, states):
        found.setdefault(mechanism, []).append((-1 if first is None else first, id))
    most = sorted(found, key=lambda one: (-len(found[one]), one))[:limit]
    last = {mechanism: max(found[mechanism])[1] for mechanism in most}
    bodies: dict[str, bytes] = dict(store.rows_in("SELECT id, body FROM record WHERE id IN (??)", last.values()))
    return [Series(count=len(found[one]), last=RECORD.decode(bodies[last[one]])) for one in most]


def partners(store: Store, states: Sequence[str], limit: int = MOST) -> list[Partner]:
    """Return with whom states share the most deeds."""
    rows = store.rows(
        f"SELECT state, COUNT(*) FROM record_state WHERE {among(states, 'record')} AND state NOT IN ({marks(states)})"
        " AND record IN (SELECT id FROM standing)"
        f" GROUP BY state ORDER BY 2 DESC, 1 LIMIT {limit:d}",
        (*states, *states),
    )
    return [Partner(*row) for row in rows]


def last_words(store: Store, shelf: Shelf, state: str, others: Sequence[str], limit: int) -> list[Word]:
    """Return the latest dated words of a state's speakers, on pages that tell of a deed with all the others.

    Words of a day after that of their page are none that were spoken yet.
    """
    where = "state = ? AND day IS NOT NULL"
    given: list[object] = [state]
    if others:
        where += (
            " AND page IN (SELECT account.page FROM record_state JOIN account ON account.record = record_state.record"
            f" WHERE record_state.state = ? AND {among(others, 'record_state.record')})"
        )
        given += [state, *others]
    rows = store.rows(
        "SELECT id, page, item, person, state, day FROM statement"
        f" WHERE {where} ORDER BY day DESC, CASE WHEN person = '' THEN 1 ELSE 0 END, id LIMIT {4 * limit:d}",
        given,
    )
    spoken = (line for line in (Line(*row) for row in rows) if not ahead(shelf, line))
    return [word_of(shelf, line) for line in islice(spoken, limit)]


def ahead(shelf: Shelf, line: Line) -> bool:
    """True where words are dated after the day of their page."""
    published = shelf.reading(line.page).document.published
    return published is not None and line.day is not None and line.day > days_of(published)[1]

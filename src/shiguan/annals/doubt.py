"""What the register holds in doubt: announcements without a report, and values told otherwise."""

import datetime
from collections.abc import Sequence

import msgspec

from shiguan.annals.series import points_of
from shiguan.grammar.fold import fold
from shiguan.model.record import Record
from shiguan.register.index import index_of
from shiguan.register.store import Row, Store
from shiguan.tell.conflict import Conflict, across, conflicts_of
from shiguan.tell.figure import tell_series
from shiguan.tell.unconfirmed import (
    NEAR,
    Search,
    Unconfirmed,
    near_records,
    search_words,
    tell,
    unconfirmed,
)

RECORD = msgspec.json.Decoder(Record)
LONGEST = 31  # days announced: in a longer stretch the same sides may meet for many things


def find_unconfirmed(store: Store, today: int, limit: int | None, skip: int = 0) -> tuple[int, list[Unconfirmed]]:
    """Return how many announcements are unconfirmed as of `today`, and the latest after `skip` with the search done."""
    rows = store.rows("SELECT body FROM standing WHERE status = 'planned' AND last < ?", (today,))
    found = unconfirmed([RECORD.decode(body) for (body,) in rows], today)
    shown = found[skip:] if limit is None else found[skip : skip + limit]
    last = store.one("SELECT MAX(published) FROM page")
    numbers = pages_by_words(store, shown)
    return len(found), [tell(one, search_of(store, one, numbers, last[0] if last else None), today) for one in shown]


def pages_by_words(store: Store, records: Sequence[Record]) -> dict[tuple[str, ...], set[int]]:
    """Return the numbers of the pages that have all the words of each search, of those that can be reports of any."""
    index = index_of(store.dialect)
    asked = dict.fromkeys(map(search_words, records))
    since = min((since_of(one) for one in records), default="")
    later = {number for (number,) in store.rows("SELECT number FROM page WHERE published >= ?", (since,))}
    return {
        words: set(index.find_numbers(store.connection, fold(" ".join(words)), later)) if words else set()
        for words in asked
    }


def since_of(record: Record) -> str:
    """Return the day from which on pages may report what was announced."""
    return datetime.date.fromordinal(record.first or record.last or 1).isoformat()


def search_of(store: Store, record: Record, numbers: dict[tuple[str, ...], set[int]], until: str | None) -> Search:
    """Return what was searched for an announcement: later pages that name it, and records around its day."""
    since = since_of(record)
    words = search_words(record)
    pages = store.one("SELECT COUNT(*) FROM page WHERE published >= ?", (since,))
    naming = store.rows_in("SELECT id FROM page WHERE published >= ? AND number IN (??)", numbers[words], (since,))
    return Search(
        words=words,
        pages=pages[0] if pages else 0,
        until=until,
        naming=tuple(sorted({page for (page,) in naming} - set(record.pages))),
        near=near_records(record, around(store, record)),
    )


def around(store: Store, record: Record) -> list[Record]:
    """Return the records held around the time of an announcement that share its mechanism, else a state with it."""
    first, last = record.first or 0, record.last or 0
    states = sorted({party.state for party in record.parties if party.state})
    if record.mechanism_key:
        sharing, given = "mechanism = ?", (record.mechanism_key,)
    elif last - first <= LONGEST and len(states) > 1:
        sharing, given = "id IN (SELECT record FROM record_state WHERE state = ?)", (rarest(store, states),)
    else:
        return []
    rows = store.rows(
        f"SELECT body FROM standing WHERE first >= ? AND first <= ? AND status = 'held' AND {sharing}",
        (first - NEAR, last + NEAR, *given),
    )
    return [RECORD.decode(body) for (body,) in rows]


def rarest(store: Store, states: Sequence[str]) -> str:
    """Return the state that takes part in the fewest records."""
    rows = store.rows_in("SELECT state, COUNT(*) FROM record_state WHERE state IN (??) GROUP BY state", states)
    counts: dict[str, int] = dict(rows)
    return min(states, key=lambda state: (counts.get(state, 0), state))


def conflicts(store: Store, field: str | None = None) -> list[Conflict]:
    """Return the conflicts of the register, or those about one field, the latest first."""
    found = of_records(store) if field != "figure" else []
    found += of_figures(store) if field in (None, "figure") else []
    kept = [one for one in found if field is None or one.field == field]
    return sorted(kept, key=lambda one: (one.date or "", one.id), reverse=True)


def of_records(store: Store) -> list[Conflict]:
    """Return the conflicts within records and between records that stand apart."""
    rows = store.rows("SELECT body FROM standing WHERE contested > 0")
    within = [one for (body,) in rows for one in conflicts_of(RECORD.decode(body))]
    pairs = store.rows(
        "SELECT one.id, other.id FROM standing one JOIN standing other ON other.mechanism = one.mechanism"
        " AND one.id < other.id AND one.round IS NOT NULL AND other.round IS NOT NULL"
        " AND one.status = 'held' AND other.status = 'held' AND one.last - one.first < 15"
        " AND other.last - other.first < 15"
        " AND ((one.round = other.round AND (one.last < other.first - 1 OR other.last < one.first - 1))"
        " OR (one.round <> other.round AND one.first = other.first))"
    )
    sql = "SELECT id, body FROM record WHERE id IN (??)"
    records = {id: RECORD.decode(body) for id, body in store.rows_in(sql, (id for pair in pairs for id in pair))}
    return within + across((records[one], records[other]) for one, other in pairs)


def of_figures(store: Store) -> list[Conflict]:
    """Return the conflicts between figures of different origins."""
    given = store.rows(  # which are told otherwise, the index alone answers; they are few
        "SELECT figure.id, figure.page, figure.item, figure.measure, figure.about, figure.period, figure.unit FROM"
        " (SELECT measure, about, period, unit FROM figure WHERE measure <> '' AND about <> '' AND period IS NOT NULL"
        " GROUP BY measure, about, period, unit HAVING MIN(value) <> MAX(value)) AS wanted JOIN figure"
        " ON figure.measure = wanted.measure AND figure.about = wanted.about AND figure.period = wanted.period"
        " AND COALESCE(figure.unit, '') = COALESCE(wanted.unit, '')"
    )
    sql = "SELECT id, published, report_origin FROM page WHERE id IN (??)"
    pages = {page: told for page, *told in store.rows_in(sql, (row[1] for row in given))}
    told: dict[Row, list[Row]] = {}
    for row in given:
        told.setdefault(tuple(row[3:]), []).append((*row[:5], *pages[row[1]]))
    points = points_of(store, [row for some in told.values() if len({row[6] for row in some}) > 1 for row in some])
    return [one for series in tell_series(points) for one in series.conflicts]

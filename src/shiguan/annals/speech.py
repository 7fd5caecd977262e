"""Which words stand beside which deeds: those of the pages that tell of them, before all others of the day."""

import datetime
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.annals.chronicle import Query, Word, asks_deeds, word_filter
from shiguan.annals.shelf import Shelf
from shiguan.model.record import Record
from shiguan.model.statement import Statement
from shiguan.register.store import Store


class Line(msgspec.Struct, frozen=True):
    """A statement as the register files it."""

    id: str
    page: str
    item: int
    person: str
    state: str | None
    day: int | None


class Beside(msgspec.Struct, frozen=True, kw_only=True):
    """The words beside some deeds: `own` by record, `loose` by day, `more` how many of a day are not shown."""

    own: dict[str, Word]
    loose: dict[int, tuple[Word, ...]]
    more: dict[int, int]


def words_beside(store: Store, shelf: Shelf, query: Query, records: Sequence[Record]) -> Beside:
    """Return the words to show beside records, at most as many to a day as it has records.

    A record's own words come from its pages and its days, those of its parties first. What is left of a day's room
    goes to words of pages that tell of some deed; only who asks for a person or state sees words of other pages.
    """
    told = told_on(store, query, {page for record in records for page in record.pages})
    shown: set[str] = set()
    own: dict[str, Word] = {}
    for record in records:
        best = best_of(record, [line for page in record.pages for line in told.get(page, ()) if line.id not in shown])
        if best is not None:
            shown.add(best.id)
            own[record.id] = word_of(shelf, best)
    room: dict[int, int] = {}
    for record in records:
        if record.first is not None:
            room[record.first] = room.get(record.first, 0) + (record.id not in own)
    loose = {
        day: tuple(word_of(shelf, line) for line in lines)
        for day, lines in loose_words(store, query, room, shown).items()
    }
    said = {} if asks_deeds(query) else counted(store, query, room)
    for word in [*own.values(), *(word for words in loose.values() for word in words)]:
        if word.day in said:
            said[word.day] -= 1
    return Beside(own=own, loose=loose, more={day: count for day, count in said.items() if count > 0})


def told_on(store: Store, query: Query, pages: Iterable[str]) -> dict[str, list[Line]]:
    """Return the statements of pages by page, those that the query lets through."""
    where, arguments = word_filter(store, msgspec.structs.replace(query, since=None, until=None))
    found: dict[str, list[Line]] = {}
    sql = f"SELECT id, page, item, person, state, day FROM statement WHERE {where} AND page IN (??) ORDER BY page, item"
    for row in store.rows_in(sql, sorted(pages), arguments):
        found.setdefault(row[1], []).append(Line(*row))
    return found


def best_of(record: Record, lines: Sequence[Line]) -> Line | None:
    """Return the words that belong to a record most: said on its days by one who took part, else by a side of it."""
    here = [line for line in lines if of_days(record, line)]
    keys = {party.key for party in record.parties if party.key}
    states = {party.state for party in record.parties if party.state}
    places = {turn.citation.page: turn.citation.spans for turn in record.history if turn.citation.spans}

    def rank(line: Line) -> tuple[int, int, str, int]:
        by_party = 0 if line.person and line.person in keys else 1 if line.state in states else 2
        return by_party, 0 if line.page in places else 1, line.page, line.item

    return min(here, key=rank, default=None)


def of_days(record: Record, line: Line) -> bool:
    """True where words were said on the days of a record, or either has no day."""
    if line.day is None or record.first is None or record.last is None:
        return True
    return record.first <= line.day <= record.last


def loose_words(store: Store, query: Query, room: dict[int, int], shown: set[str]) -> dict[int, list[Line]]:
    """Return further words of days that have room: a speaker and a page once each, named speakers first."""
    days = sorted(day for day, free in room.items() if free)
    where, arguments = word_filter(store, msgspec.structs.replace(query, since=None, until=None))
    if not (query.person or query.states):
        where += " AND page IN (SELECT page FROM account)"
    sql = f"SELECT id, page, item, person, state, day FROM statement WHERE {where} AND day IN (??) ORDER BY day, id"
    by_day: dict[int, list[Line]] = {}
    for row in store.rows_in(sql, days, arguments):
        by_day.setdefault(row[5], []).append(Line(*row))
    return {day: varied(lines, room[day], shown) for day, lines in by_day.items()}


def varied(lines: Sequence[Line], most: int, shown: set[str]) -> list[Line]:
    """Return some of a day's words, no page and no speaker twice."""
    found: list[Line] = []
    pages: set[str] = {line.page for line in lines if line.id in shown}
    speakers = {(line.person, line.state) for line in lines if line.id in shown}
    for line in sorted(lines, key=lambda one: (not one.person, not one.state, one.page, one.item)):
        speaker = (line.person, line.state)
        if len(found) < most and line.id not in shown and line.page not in pages and speaker not in speakers:
            found.append(line)
            pages.add(line.page)
            speakers.add(speaker)
    return found


def counted(store: Store, query: Query, days: Iterable[int]) -> dict[int, int]:
    """Return how many statements the query lets through on each of some days."""
    where, arguments = word_filter(store, msgspec.structs.replace(query, since=None, until=None))
    sql = f"SELECT day, COUNT(*) FROM statement WHERE {where} AND day IN (??) GROUP BY day"
    return dict(store.rows_in(sql, sorted(days), arguments))


def word_of(shelf: Shelf, line: Line) -> Word:
    """Return a statement with its page."""
    statement: Statement = shelf.heard(line.page).statements[line.item]
    return Word(id=line.id, page=line.page, day=line.day, statement=statement)


def word(store: Store, shelf: Shelf, id: str) -> Word | None:
    """Return a statement by its id, None where there is none."""
    row = store.one("SELECT id, page, item, person, state, day FROM statement WHERE id = ?", (id,))
    return word_of(shelf, Line(*row)) if row else None


def day_of(ordinal: int) -> datetime.date:
    """Return the day of an ordinal."""
    return datetime.date.fromordinal(ordinal)

"""Deeds and words of a period, in the order of time, asked of the database a page at a time."""

from collections.abc import Sequence

import msgspec

from shiguan.annals.known import known_key
from shiguan.annals.same import names_with
from shiguan.annals.shelf import Shelf
from shiguan.errors import UnknownError
from shiguan.link.day import days_of
from shiguan.link.name import name_key
from shiguan.link.place import state_code
from shiguan.model.engagement import Kind, Status
from shiguan.model.record import Record
from shiguan.model.statement import Statement
from shiguan.register.store import Row, Store

RECORD = msgspec.json.Decoder(Record)
NEVER = 10**7  # the ordinal under which what has no date is put


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of the chronicle; what is not given filters nothing.

    `since` and `until` are EDTF values and take in their whole span; `states` must all take part, or be the speaker's;
    names of people, mechanisms and states may be given in any of their wordings. What is dated more vaguely than the
    period asked for (some day of 2024, asked for September) is left out unless `vague` asks for that alone.
    """

    since: str | None = None
    until: str | None = None
    states: tuple[str, ...] = ()
    person: str | None = None
    mechanism: str | None = None
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = ()
    least_origins: int = 1
    conflicts_only: bool = False
    rejected: bool = False  # also what a person rejected
    vague: bool = False


class Cursor(msgspec.Struct, frozen=True):
    """Where a page of the chronicle ended: the day's ordinal and the id of its last line."""

    day: int
    id: str


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with the page it stands on. `day` is that of the words, or of the page where they are undated."""

    id: str
    page: str
    day: int | None
    statement: Statement


class Month(msgspec.Struct, frozen=True):
    """How many records lie in a month, and how many of them are only announced."""

    month: str
    count: int
    planned: int


def deeds(
    store: Store, query: Query, *, after: Cursor | None = None, limit: int | None = None, newest_first: bool = False
) -> list[Record]:
    """Return the records that a query asks for, by day; what has no date comes last."""
    where, arguments = deed_filter(store, query)
    sql = f"SELECT body FROM record WHERE {where}"
    rows = ordered(store, sql, arguments, "first", after, limit, newest_first)
    return [RECORD.decode(row[0]) for row in rows]


def record(store: Store, id: str) -> Record:
    """Return a record by its own id or by that of one of its accounts; raises UnknownError where there is none."""
    row = store.one("SELECT body FROM record WHERE id = ?", (id,)) or store.one(
        "SELECT record.body FROM account JOIN record ON record.id = account.record WHERE account.id = ?", (id,)
    )
    if row is None:
        raise UnknownError(f"{id}: nothing in this register has that id; see 'shiguan chronicle' for ids")
    return RECORD.decode(row[0])


def latest(store: Store, query: Query, limit: int) -> list[Record]:
    """Return the records that a query asks for of which pages told last, the last told of first."""
    where, arguments = deed_filter(store, query)
    told = (
        "(SELECT MAX(COALESCE(page.published, '')) FROM account JOIN page ON page.id = account.page"
        " WHERE account.record = record.id)"
    )
    rows = store.rows(f"SELECT body FROM record WHERE {where} ORDER BY {told} DESC, id LIMIT ?", (*arguments, limit))
    return [RECORD.decode(row[0]) for row in rows]


def words(
    store: Store, query: Query, *, after: Cursor | None = None, limit: int | None = None, newest_first: bool = False
) -> list[Word]:
    """Return the statements that a query asks for, by day; what has no date comes last."""
    if asks_deeds(query):
        return []
    where, arguments = word_filter(store, query)
    sql = f"SELECT id, page, item, day FROM statement WHERE {where}"
    rows = ordered(store, sql, arguments, "day", after, limit, newest_first)
    shelf = Shelf(store)
    return [
        Word(id=line, page=page, day=day, statement=shelf.heard(page).statements[item])
        for line, page, item, day in rows
    ]


def count_words(store: Store, query: Query) -> int:
    """Return how many statements a query asks for."""
    if asks_deeds(query):
        return 0
    where, arguments = word_filter(store, query)
    row = store.one(f"SELECT COUNT(*) FROM statement WHERE {where}", arguments)
    return int(row[0]) if row else 0


def count_deeds(store: Store, query: Query) -> int:
    """Return how many records a query asks for."""
    where, arguments = deed_filter(store, query)
    row = store.one(f"SELECT COUNT(*) FROM record WHERE {where}", arguments)
    return int(row[0]) if row else 0


def months(store: Store, query: Query) -> list[Month]:
    """Return how many records a query asks for in each month, the newest first; what has no month is left out."""
    where, arguments = deed_filter(store, query)
    rows = store.rows(
        "SELECT SUBSTR(date, 1, 7), COUNT(*), SUM(CASE WHEN status = 'planned' THEN 1 ELSE 0 END) FROM record"
        " WHERE LENGTH(date) >= 7 AND SUBSTR(date, 5, 1) = '-' AND SUBSTR(date, 6, 2) <= '12'"
        f" AND {where} GROUP BY 1 ORDER BY 1 DESC",
        arguments,
    )
    return [Month(*row) for row in rows]


def asks_deeds(query: Query) -> bool:
    """Return whether a query asks what only deeds have."""
    return bool(query.kinds or query.statuses or query.mechanism or query.least_origins > 1 or query.conflicts_only)


def ordered(
    store: Store,
    sql: str,
    arguments: Sequence[object],
    day: str,
    after: Cursor | None,
    limit: int | None,
    newest_first: bool,
) -> list[Row]:
    """Return the rows of a query by day and id, those behind the cursor, at most `limit`; what has no day comes last.

    It is asked for in two parts, dated and not, so that the index by day serves: a page of it costs a page.
    """
    way, sign = ("DESC", "<") if newest_first else ("ASC", ">")
    found: list[Row] = []
    if after is None or not lies_undated(after, newest_first):
        behind = f" AND ({day}, id) {sign} (?, ?)" if after else ""
        given = [*arguments, after.day, after.id] if after else list(arguments)
        asked = f"{sql} AND {day} IS NOT NULL{behind} ORDER BY {day} {way}, id {way}"
        found, after = limited(store, asked, given, limit), None
    if limit is not None and len(found) >= limit:
        return found
    behind = f" AND id {sign} ?" if after else ""
    given = [*arguments, after.id] if after else list(arguments)
    left = None if limit is None else limit - len(found)
    return found + limited(store, f"{sql} AND {day} IS NULL{behind} ORDER BY id {way}", given, left)


def lies_undated(after: Cursor, newest_first: bool) -> bool:
    """Return whether a page of the chronicle ended among what has no date."""
    return after.day < 0 if newest_first else after.day >= NEVER


def limited(store: Store, sql: str, arguments: Sequence[object], limit: int | None) -> list[Row]:
    """Return the rows of a query, at most `limit`."""
    return store.rows(sql, arguments) if limit is None else store.rows(f"{sql} LIMIT ?", [*arguments, limit])


def deed_filter(store: Store, query: Query) -> tuple[str, list[object]]:
    """Return the condition on records, and its arguments."""
    found = Conditions()
    if query.since:
        found.add("last >= ?", days_of(query.since)[0])
    if query.until:
        found.add("first <= ?", days_of(query.until)[1])
    if query.since and query.until:
        sign = ">" if query.vague else "<="
        found.add(f"last - first {sign} ?", days_of(query.until)[1] - days_of(query.since)[0])
    for state in query.states:
        found.add("id IN (SELECT record FROM record_state WHERE state = ?)", code_of(state))
    if query.person:
        keys = names_with(store, name_key(query.person))
        found.add(f"id IN (SELECT record FROM record_person WHERE person IN ({marks(keys)}))", *keys)
    if query.mechanism:
        states = tuple(map(code_of, query.states))
        found.add("mechanism = ?", known_key(store, query.mechanism, states))
    if query.kinds:
        found.add(f"kind IN ({marks(query.kinds)})", *(kind.value for kind in query.kinds))
    if query.statuses:
        found.add(f"status IN ({marks(query.statuses)})", *(status.value for status in query.statuses))
    if query.least_origins > 1:
        found.add("origins >= ?", query.least_origins)
    if query.conflicts_only:
        found.add("conflicts > 0")
    if not query.rejected:
        found.add("verdict <> 'rejected'")
    return found.sql(), found.arguments


def word_filter(store: Store, query: Query) -> tuple[str, list[object]]:
    """Return the condition on statements, and its arguments: a speaker is of any of the states asked for."""
    found = Conditions()
    if query.since:
        found.add("day >= ?", days_of(query.since)[0])
    if query.until:
        found.add("day <= ?", days_of(query.until)[1])
    if query.states:
        found.add(f"state IN ({marks(query.states)})", *map(code_of, query.states))
    if query.person:
        keys = names_with(store, name_key(query.person))
        found.add(f"person IN ({marks(keys)})", *keys)
    return found.sql(), found.arguments


class Conditions:
    """Conditions that must all hold."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.arguments: list[object] = []

    def add(self, condition: str, *arguments: object) -> None:
        """Add one condition with its arguments."""
        self.parts.append(condition)
        self.arguments += arguments

    def sql(self) -> str:
        """Return them as one."""
        return " AND ".join(self.parts) or "1 = 1"


def marks(values: Sequence[object]) -> str:
    """Return as many question marks as there are values."""
    return ", ".join("?" * len(values))


def code_of(state: str) -> str:
    """Return the code of a state by any of its names; a word that names none stands for itself."""
    return state_code(state) or state

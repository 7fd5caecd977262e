"""Set phrases of a register: its statements are fetched here, `tell` finds the phrases in them."""

import zlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

import msgspec

from shiguan.annals.amend import amendments
from shiguan.annals.chronicle import Conditions, marks
from shiguan.annals.same import names_with
from shiguan.errors import UsageError
from shiguan.link.day import days_of
from shiguan.link.mechanism import mechanism_key
from shiguan.link.name import name_key
from shiguan.link.place import state_code, state_name
from shiguan.model.statement import Speaker
from shiguan.register.store import Row, Store
from shiguan.tell.phrase import Phrase, find_phrases
from shiguan.tell.speech import Saying
from shiguan.tell.turnover import Split, Turnover, tell_turnover

FRESH = 31  # days after which a page retells words
LONGEST_ROUND = 3  # digits: 16 is a round, 2024 a year
ALONGSIDE = (
    "statement.page IN (SELECT account.page FROM account WHERE account.record IN (SELECT id FROM standing"
    " WHERE id IN (SELECT record FROM record_state WHERE state = ?)"
    " AND id IN (SELECT record FROM record_state WHERE state = ?)))"
)
OF_MECHANISM = (
    "SELECT DISTINCT account.page FROM standing JOIN account ON account.record = standing.id"
    " WHERE standing.mechanism = ?"
)
ROUNDS = (
    "SELECT DISTINCT account.page, page.published, standing.round, standing.first, standing.last FROM standing"
    " JOIN account ON account.record = standing.id JOIN page ON page.id = account.page"
    " WHERE standing.mechanism = ? AND standing.round IS NOT NULL"
)
FAR = 10**6  # days: where one of the two days is not known


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """Whose words are asked for; what is not given filters nothing.

    `pair`: words of either of two states, on pages that tell of both together; `mechanism`: words on pages that tell
    of its sessions. Names may be given in any of their wordings, `since` and `until` as EDTF values.
    """

    state: str | None = None
    person: str | None = None
    pair: tuple[str, str] | None = None
    mechanism: str | None = None
    since: str | None = None
    until: str | None = None
    least: int = 5  # statements that have a phrase
    limit: int | None = 50


class Against(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared: before and since a day or round, or one period or round with another.

    `since` is the day (or round) after which a phrase is new; else `old` is the earlier period (or round) and `new`
    the later one, by default everything after it.
    """

    since: str | None = None
    old: str | None = None
    new: str | None = None
    least_uses: int = 3


class Said(msgspec.Struct):
    """The part of a statement that is counted."""

    content: str
    start: int
    speaker: Speaker
    date: str | None = None


class Spoken(msgspec.Struct):
    """The part of a reading that holds what was said."""

    statements: tuple[Said, ...] = ()


SPOKEN = msgspec.json.Decoder(Spoken)


def phrases(store: Store, asked: Asked) -> list[Phrase]:
    """Return the set phrases in the words asked for, the most telling first."""
    return find_phrases(sayings(store, asked), least=asked.least, limit=asked.limit, names=names(store))


def turnover(store: Store, asked: Asked, against: Against) -> Turnover:
    """Return which phrases entered and which left; raises UsageError where one of the two sides has no words.

    For the rounds of a mechanism, what is a phrase is learned from the whole register.
    """
    mine = list(sayings(store, asked))
    split = by_round(store, asked, against, mine) if is_by_round(asked, against) else by_day(against, mine)
    for label, side in zip(split.labels, (split.before, split.after), strict=True):
        if not side:
            raise UsageError(f"{label}: the register has no words of it to compare; see 'shiguan mechanism' for rounds")
    known = sayings(store, Asked()) if asked.mechanism else mine
    return tell_turnover(
        known, split, least=asked.least, least_uses=against.least_uses, limit=asked.limit, names=names(store)
    )


def is_by_round(asked: Asked, against: Against) -> bool:
    """True where rounds of a mechanism are compared."""
    told = against.since or against.old or ""
    return asked.mechanism is not None and told.isdigit() and len(told) <= LONGEST_ROUND


def by_day(against: Against, said: Sequence[Saying]) -> Split:
    """Return two periods, by the day on which something was said."""
    if against.since:
        first = days_of(against.since)[0]
        early, late = (0, first - 1), (first, days_of("9999")[1])
        labels = (f"before {against.since}", f"since {against.since}")
    else:
        old = against.old or ""
        early = days_of(old)
        late = days_of(against.new) if against.new else (early[1] + 1, days_of("9999")[1])
        labels = (old, against.new or f"after {old}")
    return Split(
        before=[one.id for one in said if one.day is not None and early[0] <= one.day <= early[1]],
        after=[one.id for one in said if one.day is not None and late[0] <= one.day <= late[1]],
        labels=labels,
    )


def by_round(store: Store, asked: Asked, against: Against, said: Sequence[Saying]) -> Split:
    """Return two stretches of rounds; a page that tells of several rounds belongs to that of its own days."""
    last = nearest_rounds(store.rows(ROUNDS, (key_of(asked.mechanism or "", asked),)))
    old = int(against.since or against.old or 0)
    new = int(against.new) if against.new and against.new.isdigit() else None
    lowest = 0 if against.since else old
    return Split(
        before=[one.id for one in said if lowest <= last.get(one.page, -1) <= old],
        after=[one.id for one in said if (last.get(one.page, 0) == new if new else last.get(one.page, 0) > old)],
        labels=(
            f"to round {old}" if against.since else f"round {old}",
            f"round {new}" if new else f"since round {old}",
        ),
    )


def nearest_rounds(rows: Iterable[Row]) -> dict[str, int]:
    """Return the round of each page: of those it tells of, the nearest to its day, of equally near ones the last.

    A row is a page, the day of its publication, a round, and the first and last day of that.
    """
    found: dict[str, tuple[int, int]] = {}
    for page, published, number, first, last in rows:
        day = exact_day(published)
        away = FAR if day is None or first is None or last is None else max(first - day, day - last, 0)
        found[page] = min(found.get(page, (FAR + 1, 0)), (away, -number))
    return {page: -number for page, (_, number) in found.items()}


def sayings(store: Store, asked: Asked) -> Iterator[Saying]:
    """Yield the statements asked for; of copies of one report, those of the page that came first."""
    where, arguments = condition(store, asked)
    wanted: dict[str, list[tuple[str, int, str, str | None]]] = {}
    sql = f"SELECT page, id, item, person, state FROM statement WHERE {where} ORDER BY page, item"
    for page, id, item, person, state in store.rows(sql, arguments):
        wanted.setdefault(page, []).append((id, item, person, state))
    first = days_of(asked.since)[0] if asked.since else 0
    last = days_of(asked.until)[1] if asked.until else days_of("9999")[1]
    amends = store.one("SELECT 1 FROM amendment") is not None
    rows = store.rows_in("SELECT id, published, reading FROM page WHERE id IN (??)", first_pages(store, wanted))
    for page, published, reading in rows:
        heard = amendments(store, [page]).get(page, {}) if amends else {}
        told = SPOKEN.decode(zlib.decompress(reading)).statements
        for id, item, person, state in wanted[page]:
            said = told[item]
            given = heard[id].fields if id in heard else {}
            day = day_said(given.get("date", said.date), published)
            if (asked.since or asked.until) and not first <= (day or -1) <= last:
                continue
            yield Saying(
                id=id,
                page=page,
                start=said.start,
                text=said.content,
                day=day,
                speaker=person or speaker_of(said.speaker, given) or state_name(state or "?"),
                state=state,
            )


def speaker_of(speaker: Speaker, given: Mapping[str, str]) -> str | None:
    """Return how a nameless speaker is called, by what persons gave before what the page says."""
    return given.get("organisation", speaker.organisation) or given.get("office", speaker.office)


def day_said(date: str | None, published: str | None) -> int | None:
    """Return the day of some words: their own where a page of those weeks tells it to the day, else that of the page.

    Words "of 2014" are attested by the page that has them, not by the first of January of that year; and a page that
    looks back for years may tell what was said in words of its own day.
    """
    own, page = exact_day(date), exact_day(published)
    if own is None or page is None:
        return page if own is None else own
    return own if page - own <= FRESH else page


def exact_day(value: str | None) -> int | None:
    """Return the day that an EDTF value names, None where it names more than one."""
    if not value:
        return None
    first, last = days_of(value)
    return first if first == last else None


def first_pages(store: Store, pages: Container[str]) -> list[str]:
    """Return of each report the page that came first, among some pages."""
    first: dict[str, tuple[str, str]] = {}
    for page, report, published in store.rows("SELECT id, report, published FROM page"):
        if page in pages:
            first[report] = min(first.get(report, ("~~", "")), (published or "~", page))
    return sorted(page for _, page in first.values())


def condition(store: Store, asked: Asked) -> tuple[str, list[object]]:
    """Return the condition on statements, and its arguments."""
    found = Conditions()
    if asked.state:
        found.add("state = ?", code_of(asked.state))
    if asked.person:
        keys = names_with(store, name_key(asked.person))
        found.add(f"person IN ({marks(keys)})", *keys)
    if asked.pair:
        codes = tuple(code_of(state) for state in asked.pair)
        found.add("state IN (?, ?)", *codes)
        found.add(ALONGSIDE, *codes)
    if asked.mechanism:
        key = key_of(asked.mechanism, asked)
        if not store.one("SELECT 1 FROM standing WHERE mechanism = ? LIMIT 1", (key,)):
            raise UsageError(f"'{asked.mechanism}': the register knows no such mechanism; see 'shiguan mechanisms'")
        found.add(f"statement.page IN (SELECT page FROM ({OF_MECHANISM}) AS told)", key)
    return found.sql(), found.arguments


def key_of(mechanism: str, asked: Asked) -> str:
    """Return the key of a mechanism by any of its names, or the key itself."""
    return mechanism if "/" in mechanism else mechanism_key(mechanism, tuple(map(code_of, asked.pair or ())))


def code_of(state: str) -> str:
    """Return the code of a state by any of its names."""
    code = state_code(state)
    if code is None:
        raise UsageError(f"'{state}': it is no state or organisation; give a name or code such as 俄罗斯 or RU")
    return code


def names(store: Store) -> set[str]:
    """Return the names of people that the register knows, as it files them."""
    return {person for (person,) in store.rows("SELECT DISTINCT person FROM attestation")}

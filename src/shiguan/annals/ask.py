"""Ask the register what its records, taken together, tell: the rows are fetched here, `tell` makes sense of them."""

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.annals.known import known_key
from shiguan.errors import UsageError
from shiguan.link.mechanism import canonical_name, links_of, mechanism_key, plain_name
from shiguan.link.place import place_path
from shiguan.model.record import Record
from shiguan.register.store import Row, Store
from shiguan.tell.mechanism import Link, Mechanism, Telling, tell_mechanism
from shiguan.tell.setting import WEEK, leaders, settings_of, told_on, wants_setting

RECORD = msgspec.json.Decoder(Record)
ALIKE = 8  # mechanisms named in the error, where a name is unknown


class ToldMechanism(msgspec.Struct):
    """The part of a reading that tells of mechanisms themselves."""

    mechanisms: tuple[dict[str, object], ...] = ()


TOLD = msgspec.json.Decoder(ToldMechanism)


class MechanismLine(msgspec.Struct, frozen=True, kw_only=True):
    """A mechanism in the list of all: how many records tell of it, of how many numbered rounds, and the last held."""

    key: str
    name: str
    records: int
    held: int
    rounds: int
    lowest: int | None
    highest: int | None
    first: int | None  # ordinals of the first and the last day held
    last: int | None


def mechanisms(
    store: Store, words: str = "", *, least: int = 1, limit: int | None = None, skip: int = 0
) -> list[MechanismLine]:
    """Return the mechanisms whose name holds `words` with at least so many records, the most told first.

    Of these so many after the first `skip`, by default all. Only their names are looked up.
    """
    rows = store.rows(
        "SELECT mechanism, COUNT(*), SUM(CASE WHEN status = 'held' THEN 1 ELSE 0 END), COUNT(DISTINCT round),"
        " MIN(round), MAX(round), MIN(CASE WHEN status = 'held' AND last - first < 15 THEN first END),"
        " MAX(CASE WHEN status = 'held' AND last - first < 15 THEN first END)"
        " FROM standing WHERE mechanism IS NOT NULL GROUP BY mechanism HAVING COUNT(*) >= ?",
        (least,),
    )
    rows.sort(key=lambda row: (-row[1], row[0]))
    most = None if limit is None else skip + limit
    if not words:
        shown = rows[skip:most]
        names = names_of(store, [row[0] for row in shown])
        return [line_of(row, names[row[0]]) for row in shown]
    wanted = mechanism_key(words)
    names = names_of(store, [row[0] for row in rows])
    return [line_of(row, names[row[0]]) for row in rows if words in names[row[0]] or row[0] == wanted][skip:most]


def line_of(row: Row, name: str) -> MechanismLine:
    """Return a mechanism as a line of the list."""
    key, records, held, rounds, lowest, highest, first, last = row
    return MechanismLine(
        key=key,
        name=name,
        records=records,
        held=held,
        rounds=rounds,
        lowest=lowest,
        highest=highest,
        first=first,
        last=last,
    )


def names_of(store: Store, keys: Sequence[str]) -> dict[str, str]:
    """Return the name that each mechanism goes by: that of the table, else the one most told."""
    found: dict[str, Counter[str]] = {key: Counter() for key in keys}
    sql = "SELECT mechanism, named, COUNT(*) FROM standing WHERE mechanism IN (??) GROUP BY mechanism, named"
    for key, name, count in store.rows_in(sql, keys):
        found[key][name] = count
    return {key: canonical_name(key) or plain_name(most_told(key, names)) for key, names in found.items()}


def mechanism(store: Store, name: str, today: int) -> Mechanism:
    """Return what is known of a mechanism by any of its names or its key, as of `today` (an ordinal).

    Raises UsageError where the register knows no such mechanism.
    """
    key = known_key(store, name)
    records = [RECORD.decode(body) for (body,) in store.rows("SELECT body FROM standing WHERE mechanism = ?", (key,))]
    tellings = tellings_of(store, key)
    if not records and not tellings:
        raise UsageError(unknown(store, name, key))
    names = Counter(record.mechanism for record in records if record.mechanism)
    beside = met_beside(store, records)
    places = paths([*records, *beside])
    return tell_mechanism(
        key,
        canonical_name(key) or plain_name(most_told(key, names)) or name,
        records,
        places,
        today,
        links=[
            Link(kind=one.kind, from_name=one.from_name, to_name=one.to_name, date=one.date, note=one.note)
            for one in links_of(key)
        ],
        tellings=tellings,
        settings=settings_of(records, beside, places),
    )


def met_beside(store: Store, records: Iterable[Record]) -> list[Record]:
    """Return what else those did who led a session that no page dates, in the week before it was told."""
    found: dict[str, Record] = {}
    for record in records:
        told = told_on(record) if wants_setting(record) else None
        if told is None:
            continue
        rows = store.rows_in(
            "SELECT standing.id, standing.body FROM standing JOIN record_person ON record_person.record = standing.id"
            f" WHERE standing.first BETWEEN {told - WEEK} AND {told} AND record_person.person IN (??)",
            sorted({one.key for one in leaders(record)}),
        )
        found |= {id: RECORD.decode(body) for id, body in rows}
    return [found[id] for id in sorted(found)]


def most_told(key: str, names: Counter[str]) -> str:
    """Return the name most records use, one with its sides (中乌政治磋商) before one without; "" for none."""
    if len(names) < 2:
        return next(iter(names), "")
    return min(names, key=lambda name: (mechanism_key(name) != key, -names[name], name))


def paths(records: Iterable[Record]) -> dict[str, str]:
    """Return the path of each place that records name: 莫斯科 is RU/莫斯科."""
    return {place: place_path(place) for place in {one.place for one in records if one.place}}


def tellings_of(store: Store, key: str) -> list[Telling]:
    """Return what pages tell of a mechanism itself."""
    rows = store.rows(
        "SELECT telling.item, page.id, page.published, page.reading FROM telling JOIN page ON page.id = telling.page"
        " WHERE telling.mechanism = ? ORDER BY page.id, telling.item",
        (key,),
    )
    found = []
    for item, page, published, reading in rows:
        told = TOLD.decode(zlib.decompress(reading)).mechanisms[item]
        found.append(msgspec.convert({**told, "page": page, "published": published}, Telling))
    return found


def unknown(store: Store, name: str, key: str) -> str:
    """Return what to say of a name that no record bears: the names nearest to it."""
    core = key.rpartition("/")[2]
    rows = store.rows(
        "SELECT mechanism, COUNT(*) FROM standing WHERE mechanism LIKE ? OR mechanism LIKE ? GROUP BY mechanism"
        " ORDER BY COUNT(*) DESC, mechanism LIMIT ?",
        (f"%{core}%", f"{key.partition('/')[0]}/%", ALIKE),
    )
    near = "、".join(canonical_name(row[0]) or row[0] for row in rows)
    advice = f"near it are {near}" if near else "see 'shiguan mechanisms' for those it knows"
    return f"'{name}': the register knows no such mechanism; {advice}"

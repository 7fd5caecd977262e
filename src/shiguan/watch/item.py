"""What lists have named: every address once and for all, waiting until it is entered or known not to be had."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from shiguan.model.raw import Raw
from shiguan.model.reading import Versions
from shiguan.register.store import Store

MOST_TRIES = 14  # faults of a server at one address; the last comes five days after the first
FIRST_PAUSE = 60  # seconds after the first, then twice that
LONGEST_PAUSE = 86_400
COLUMNS = "url, source, host, tries, body"
PACK = msgspec.msgpack.Encoder()
UNPACK = msgspec.msgpack.Decoder(Raw)


class State(StrEnum):
    """What has become of an address."""

    WAITING = "waiting"
    ENTERED = "entered"
    KNOWN = "known"  # a page of that address stood in the register already
    PASSED = "passed"  # it holds no diplomacy, or is not Chinese
    REFUSED = "refused"  # it cannot be had or read
    UNREAD = "unread"  # a rule failed on it: it waits for other versions of Shiguan


class Item(msgspec.Struct, frozen=True):
    """An address that waits, as its row has it; `body` is the page itself where the list brought it along."""

    url: str
    source: str
    host: str
    tries: int
    body: bytes | None

    @property
    def raw(self) -> Raw | None:
        """Return the page that the list brought along."""
        return None if self.body is None else UNPACK.decode(self.body)


class Unread(msgspec.Struct, frozen=True):
    """A page that a rule failed on, kept as it came, and the versions that failed."""

    raw: Raw
    made: Versions


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An address that a list named; `raw` is the page itself where the list brought it along."""

    url: str
    host: str
    raw: Raw | None = None


def add(store: Store, source: str, found: Iterable[Found], now: int) -> int:
    """Add addresses that nobody has named before and return how many; those that stand in the register are known."""
    given = {one.url: one for one in found}
    there = {row[0] for row in store.rows_in("SELECT url FROM watch_item WHERE url IN (??)", given)}
    new = {url: one for url, one in given.items() if url not in there}
    stands = {row[0] for row in store.rows_in("SELECT url FROM page WHERE url IN (??)", new)}
    store.run_many(
        "INSERT INTO watch_item (url, source, host, state, due, tries, found, fault, body)"
        " VALUES (?, ?, ?, ?, ?, 0, ?, '', ?) ON CONFLICT (url) DO NOTHING",
        [
            (
                *(url, source, one.host, State.KNOWN.value if url in stands else State.WAITING.value, now, now),
                None if one.raw is None else PACK.encode(one.raw),
            )
            for url, one in new.items()
        ],
    )
    return len(new)


def waiting_hosts(store: Store, now: int) -> list[str]:
    """Return the hosts of which addresses are waiting and due."""
    rows = store.rows("SELECT DISTINCT host FROM watch_item WHERE state = 'waiting' AND due <= ? ORDER BY host", (now,))
    return [host for (host,) in rows]


def first_at(store: Store, host: str, now: int) -> Item | None:
    """Return the address of a host that has waited longest."""
    row = store.one(
        f"SELECT {COLUMNS} FROM watch_item WHERE state = 'waiting' AND host = ? AND due <= ?"
        " ORDER BY due, found, url LIMIT 1",
        (host, now),
    )
    return Item(*row) if row else None


def next_due(store: Store) -> int | None:
    """Return the moment at which an address that waits will be due."""
    row = store.one("SELECT MIN(due) FROM watch_item WHERE state = 'waiting'")
    return row[0] if row else None


def still_waiting(store: Store, urls: Iterable[str]) -> set[str]:
    """Return those of some addresses that wait: asked within the transaction that enters them."""
    return {row[0] for row in store.rows_in("SELECT url FROM watch_item WHERE state = 'waiting' AND url IN (??)", urls)}


def settle(store: Store, url: str, state: State, fault: str = "") -> None:
    """Note what has become of an address; what its list brought along is no longer needed."""
    store.run("UPDATE watch_item SET state = ?, fault = ?, body = NULL WHERE url = ?", (state.value, fault, url))


def lay_by(store: Store, url: str, raw: Raw, made: Versions, fault: str) -> None:
    """Note that a rule failed on a page, and keep it as it came."""
    body = PACK.encode(Unread(raw, made))
    store.run(
        "UPDATE watch_item SET state = ?, fault = ?, body = ? WHERE url = ?", (State.UNREAD.value, fault, body, url)
    )


def take_up(store: Store, made: Versions, now: int) -> int:
    """Let the pages wait anew that a rule of other versions failed on, and return how many."""
    rows = store.rows("SELECT url, body FROM watch_item WHERE state = 'unread' ORDER BY url")
    kept = [(url, msgspec.msgpack.decode(body, type=Unread)) for url, body in rows]
    again = [(State.WAITING.value, now, PACK.encode(one.raw), url) for url, one in kept if one.made != made]
    store.run_many("UPDATE watch_item SET state = ?, due = ?, body = ? WHERE url = ?", again)
    return len(again)


def put_off(store: Store, item: Item, fault: str, *, after: float, now: int) -> None:
    """Let an address wait longer after a fault of its server that may pass."""
    pause = min(FIRST_PAUSE * 2**item.tries, LONGEST_PAUSE)
    store.run(
        "UPDATE watch_item SET tries = tries + 1, due = ?, fault = ? WHERE url = ?",
        (now + max(pause, int(after)), fault, item.url),
    )


def waiting_by_source(store: Store) -> dict[str, int]:
    """Return how many addresses of each source are waiting."""
    return dict(store.rows("SELECT source, COUNT(*) FROM watch_item WHERE state = 'waiting' GROUP BY source"))


def refused(store: Store, limit: int) -> list[tuple[str, str, str]]:
    """Return source, address and fault of what could not be had or read, the latest first."""
    rows = store.rows(
        "SELECT source, url, fault FROM watch_item WHERE state IN ('refused', 'unread')"
        " ORDER BY found DESC, url LIMIT ?",
        (limit,),
    )
    return [(source, url, fault) for source, url, fault in rows]

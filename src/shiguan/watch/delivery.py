"""Where alerts are sent, and what is noted of it: before a sending that it begins, after it how it ended.

A sending that was begun and of which no end is noted may have arrived: it is made again. A file is looked into first,
so there each alert stands once. A webhook and a mail may come twice, after a kill in between, with the same id.
"""

import msgspec

from shiguan.register.store import Store
from shiguan.watch.alert import TOLD, Told

MOST_TRIES = 12
FIRST_PAUSE = 60  # seconds after the first fault, then twice that
LONGEST_PAUSE = 6 * 3600
LONGEST_FAULT = 300  # characters


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """An alert on its way to a target. `tries` counts this one."""

    alert: Told
    target: str
    tries: int


def take_up(store: Store, now: int) -> None:
    """Let those be sent again that were begun by a watch that is no more."""
    store.run("UPDATE watch_delivery SET state = 'waiting', due = ? WHERE state = 'sending'", (now,))


def due_targets(store: Store, now: int) -> list[str]:
    """Return the targets for which something is waiting."""
    rows = store.rows(
        "SELECT DISTINCT target FROM watch_delivery WHERE state = 'waiting' AND due <= ? ORDER BY target", (now,)
    )
    return [target for (target,) in rows]


def begin(store: Store, target: str, now: int) -> Delivery | None:
    """Return what has waited longest for a target, noted as begun."""
    row = store.one(
        "SELECT alert, tries, body FROM watch_delivery JOIN watch_alert ON watch_alert.id = alert"
        " WHERE state = 'waiting' AND due <= ? AND target = ? ORDER BY made, alert LIMIT 1",
        (now, target),
    )
    if row is None:
        return None
    alert, tries, body = row
    store.run(
        "UPDATE watch_delivery SET state = 'sending', tries = tries + 1 WHERE alert = ? AND target = ?", (alert, target)
    )
    return Delivery(alert=TOLD.decode(body), target=target, tries=tries + 1)


def note_sent(store: Store, one: Delivery) -> None:
    """Note that an alert has been sent."""
    store.run(
        "UPDATE watch_delivery SET state = 'sent', fault = '' WHERE alert = ? AND target = ?",
        (one.alert.id, one.target),
    )


def note_fault(store: Store, one: Delivery, fault: str, now: int) -> bool:
    """Note that an alert could not be sent; False where it is tried no more."""
    goes_on = one.tries < MOST_TRIES
    pause = min(FIRST_PAUSE * 2 ** (one.tries - 1), LONGEST_PAUSE)
    store.run(
        "UPDATE watch_delivery SET state = ?, due = ?, fault = ? WHERE alert = ? AND target = ?",
        ("waiting" if goes_on else "failed", now + pause, fault[:LONGEST_FAULT], one.alert.id, one.target),
    )
    return goes_on


def next_due(store: Store) -> int | None:
    """Return the moment at which something is to be sent again."""
    row = store.one("SELECT MIN(due) FROM watch_delivery WHERE state = 'waiting'")
    return row[0] if row else None


def counts_of(store: Store) -> dict[tuple[str, str], int]:
    """Return how many deliveries there are by kind of target and state."""
    found: dict[tuple[str, str], int] = {}
    for target, state, number in store.rows(
        "SELECT target, state, COUNT(*) FROM watch_delivery GROUP BY target, state"
    ):
        key = (kind_of(target), state)
        found[key] = found.get(key, 0) + number
    return found


def kind_of(target: str) -> str:
    """Return what kind of target one is: its address may hold a password."""
    scheme = target.partition(":")[0]
    return {"http": "webhook", "https": "webhook", "mailto": "mail"}.get(scheme, scheme)

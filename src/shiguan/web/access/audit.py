"""The log of who did what: only ever added to."""

import msgspec

from shiguan.register.store import Store

LONGEST = 300  # characters of what an act was about


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log; `moment` counts seconds since 1970."""

    number: int
    moment: int
    login: str
    address: str
    action: str
    about: str


def note(store: Store, *, now: int, login: str, action: str, about: str = "", address: str = "") -> None:
    """Add a line; call it within the transaction that does what it tells."""
    store.run(
        "INSERT INTO audit SELECT COALESCE(MAX(number), 0) + 1, ?, ?, ?, ?, ? FROM audit",
        (now, login[:LONGEST], address, action, about[:LONGEST]),
    )


def acts(store: Store, *, before: int | None = None, limit: int = 100) -> list[Act]:
    """Return some lines, the newest first; `before` is the number of the last one seen."""
    rows = store.rows(
        "SELECT number, moment, login, address, action, about FROM audit WHERE number < ? ORDER BY number DESC LIMIT ?",
        (2**62 if before is None else before, limit),
    )
    return [
        Act(number=number, moment=moment, login=login, address=address, action=action, about=about)
        for number, moment, login, address, action, about in rows
    ]

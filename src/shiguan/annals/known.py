"""Which mechanism of a register a name means."""

from collections.abc import Sequence

from shiguan.link.mechanism import mechanism_key
from shiguan.register.store import Store


def known_key(store: Store, name: str, states: Sequence[str] = ()) -> str:
    """Return the key of a name, or the name itself where it is a key that the register has.

    A pair of characters may stand for several pairs of states (中乌: China and Ukraine, or Uzbekistan): it means one
    that the register has.
    """
    if is_known(store, name):
        return name
    key = mechanism_key(name, states)
    if is_known(store, key):
        return key
    core = key.rpartition("/")[2]
    rows = store.rows(
        "SELECT DISTINCT mechanism FROM standing WHERE mechanism LIKE ? ORDER BY mechanism", (f"%/{core}",)
    )
    near = (found for (found,) in rows if mechanism_key(name, found.partition("/")[0].split("+")) == found)
    return next(near, key)


def is_known(store: Store, key: str) -> bool:
    """Return whether any record is of a mechanism."""
    return store.one("SELECT 1 FROM standing WHERE mechanism = ? LIMIT 1", (key,)) is not None

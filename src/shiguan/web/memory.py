"""Answers that are dear to find and the same until the register changes: found once, for all threads."""

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

from shiguan.register.store import Dialect, Store

Answer = TypeVar("Answer")
MOST = 128  # answers kept


class Memory:
    """Keeps the answers that were asked for last. One that is being found is waited for, not found twice."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.kept: OrderedDict[str, tuple[str, Any]] = OrderedDict()
        self.finding: dict[str, threading.Lock] = {}
        self.lock = threading.Lock()

    def recall(self, edition: str, key: str, find: Callable[[], Answer]) -> Answer:
        """Return the answer kept under a key in this edition of the register, or find it."""
        with self.lock:
            finding = self.finding.setdefault(key, threading.Lock())
        with finding:
            with self.lock:
                then, found = self.kept.get(key, ("", None))
                if then == edition:
                    self.kept.move_to_end(key)
                    known: Answer = found
                    return known
            answer = find()
            with self.lock:
                self.kept[key] = edition, answer
                self.kept.move_to_end(key)
                while len(self.kept) > self.most:
                    self.finding.pop(self.kept.popitem(last=False)[0], None)
            return answer


class Editions:
    """Tells one edition of a register from the next, at next to no cost as long as nothing is written."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self.open_store = open_store
        self.store: Store | None = None
        self.lock = threading.Lock()
        self.written: int | None = None
        self.last = ""

    def now(self, asking: Store) -> str:
        """Return what changes whenever pages are entered or read again, or rulings entered."""
        if asking.dialect is not Dialect.SQLITE:
            return stamp(asking)
        with self.lock:
            if self.store is None:
                self.store = self.open_store()  # nothing is written by this one, so that it sees what all others write
            row = self.store.one("PRAGMA data_version")
            if row is None or row[0] != self.written:
                self.last = stamp(self.store)
                self.written = row[0] if row else None
            return self.last

    def close(self) -> None:
        """Let go of the database."""
        if self.store is not None:
            self.store.connection.close()


def stamp(store: Store) -> str:
    """Return what changes whenever pages are entered or read again, or rulings entered."""
    counts = store.one("SELECT (SELECT MAX(number) FROM page), (SELECT COUNT(*) FROM ruling)")
    made = store.rows("SELECT code, lexicon, schema, COUNT(*) FROM page GROUP BY 1, 2, 3 ORDER BY 1, 2, 3")
    return " ".join(str(one) for row in (counts or (), *made) for one in row)

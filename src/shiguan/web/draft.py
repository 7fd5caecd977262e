"""Pages that were read and not yet entered: a few, for a while, each for the one who gave it."""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable

import msgspec

from shiguan.model.raw import Raw
from shiguan.model.reading import Reading

MOST = 16
LASTING = 3600  # seconds


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A page with its reading, before it is entered. `page` is the id that it has in a register."""

    page: str
    raw: Raw
    reading: Reading
    owner: str
    made: float


class Drafts:
    """Keeps the last few pages that were read; the clock is handed in."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.lock = threading.Lock()
        self.kept: OrderedDict[str, Draft] = OrderedDict()

    def keep(self, page: str, raw: Raw, reading: Reading, owner: str) -> str:
        """Keep a page and return the name by which it is found again."""
        name = secrets.token_urlsafe(16)
        with self.lock:
            self.kept[name] = Draft(page=page, raw=raw, reading=reading, owner=owner, made=self.clock())
            while len(self.kept) > MOST:
                self.kept.popitem(last=False)
        return name

    def find(self, name: str, owner: str) -> Draft | None:
        """Return a page that was kept for somebody, None where it is another's or too old."""
        with self.lock:
            found = self.kept.get(name)
        if found is None or found.owner != owner or self.clock() - found.made > LASTING:
            return None
        return found

    def drop(self, name: str) -> None:
        """Keep a page no longer."""
        with self.lock:
            self.kept.pop(name, None)

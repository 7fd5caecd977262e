"""The register as a Python object: `open_register` and what can be done with what it returns."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import TracebackType

from shiguan.annals import ask, dump, gather
from shiguan.annals.gather import Outcome
from shiguan.errors import ShiguanError
from shiguan.model.raw import Raw
from shiguan.register.connect import connect
from shiguan.register.store import Store
from shiguan.tell.mechanism import Mechanism

SETTING = "SHIGUAN_REGISTER"


def default_place() -> str:
    """Return where the register is kept: what SHIGUAN_REGISTER says, else shiguan.db in the platform's data folder."""
    from platformdirs import user_data_path

    return os.environ.get(SETTING) or str(user_data_path("shiguan", appauthor=False) / "shiguan.db")


def open_register(where: str | Path | None = None, *, create: bool = True) -> "Register":
    """Return the register at a path or PostgreSQL URL, by default where `default_place` says.

    Raises RegisterError where it cannot be opened, or is missing and `create` is false.
    """
    return Register(connect(str(where) if where else default_place(), create=create))


class Register:
    """A register kept open; close it, or use it in a `with`."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.connection.close()

    def add(self, pages: Iterable[Raw | ShiguanError], *, jobs: int | None = None) -> Iterator[Outcome]:
        """Enter pages and yield what became of each batch once it stands.

        `jobs` are the reading processes: by default one a core, 0 to read in this process. Iterate to the end: what
        was not asked for is not entered.
        """
        return gather.add(self.store, pages, jobs=jobs)

    def dump(self) -> Iterator[bytes]:
        """Yield the canonical dump, a line of JSON at a time: equal for equal sets of pages."""
        return dump.dump(self.store)

    def mechanisms(self, words: str = "", *, least: int = 1) -> list[ask.MechanismLine]:
        """Return the mechanisms whose name holds `words`, told in at least so many records, the most told first."""
        return ask.mechanisms(self.store, words, least=least)

    def mechanism(self, name: str, *, today: int) -> Mechanism:
        """Return the sessions of a mechanism, held, missing and expected, as of `today` (an ordinal).

        Raises UsageError where the register knows no mechanism of that name.
        """
        return ask.mechanism(self.store, name, today)

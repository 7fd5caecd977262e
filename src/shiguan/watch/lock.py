"""One watch at a time over a register: the lock goes with the process that holds it, however that ends."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from shiguan.errors import RegisterError
from shiguan.register.store import Dialect, Store

NUMBER = 724614  # of the advisory lock; entering pages has the one before


@contextmanager
def only_watch(store: Store) -> Iterator[None]:
    """Hold a register for this watch; raises RegisterError where another has it."""
    if store.dialect is Dialect.POSTGRES:  # the server lets go of it when the connection ends
        row = store.one("SELECT pg_try_advisory_lock(?)", (NUMBER,))
        if row is None or not row[0]:
            raise taken(store)
        yield
        return
    with opened(f"{store.name}.watch") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise taken(store) from error
        yield


def opened(path: str) -> IO[bytes]:
    """Return the file that is locked, open; raises RegisterError where it cannot be written."""
    try:
        return open(path, "wb")
    except OSError as error:
        raise RegisterError(
            f"{path}: it cannot be written ({error.strerror}); change the permissions of its folder"
        ) from error


def taken(store: Store) -> RegisterError:
    """Return what is said where another watch has the register."""
    return RegisterError(f"{store.name}: another watch is at work on it; end that one, or give another register")

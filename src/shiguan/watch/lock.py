"""One watch at a time over a register: the lock goes with the process that holds it, however that ends."""

from collections.abc import Iterator
from contextlib import contextmanager

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
    from filelock import FileLock, Timeout  # flock on Unix, msvcrt on Windows

    path = f"{store.name}.watch"
    lock = FileLock(path)
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise taken(store) from error
    except OSError as error:
        raise RegisterError(
            f"{path}: it cannot be written ({error.strerror}); change the permissions of its folder"
        ) from error
    try:
        yield
    finally:
        lock.release()


def taken(store: Store) -> RegisterError:
    """Return what is said where another watch has the register."""
    return RegisterError(f"{store.name}: another watch is at work on it; end that one, or give another register")

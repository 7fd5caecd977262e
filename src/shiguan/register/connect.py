"""Open the database behind a register: a SQLite file, or PostgreSQL by its URL."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from shiguan.errors import RegisterError
from shiguan.register.fault import fault_line
from shiguan.register.migrate import migrate, version_of
from shiguan.register.store import Dialect, Store

POSTGRES = ("postgres://", "postgresql://")
PATIENCE = 60  # seconds to wait for another writer
PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "cache_size = -131072",  # KiB, taken as needed: the index of bands of 100,000 pages
    "wal_autocheckpoint = 16384",  # pages, 64 MB: a leaf that several transactions change is moved into the file once
    "temp_store = MEMORY",
)


def connect(where: str, *, create: bool) -> Store:
    """Return the store at a path or URL, its tables brought up to date.

    Raises RegisterError where there is none and none is to be made, or what is there is no register.
    """
    if where.startswith(POSTGRES):
        return connect_postgres(where, create=create)
    if "://" in where:
        scheme = where.partition("://")[0]
        raise RegisterError(f"{scheme}://: no register is kept there; give a path or postgresql://HOST/DATABASE")
    return connect_sqlite(Path(where), create=create)


def connect_sqlite(path: Path, *, create: bool) -> Store:
    """Return the store in a SQLite file."""
    if not path.exists():
        if not create:
            raise missing(str(path))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RegisterError(
                f"{path}: its folder cannot be made ({error.strerror}); choose another with --register"
            ) from error
    try:
        connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
    except sqlite3.Error as error:
        raise RegisterError(fault_line(str(path), error)) from error
    store = Store(connection, Dialect.SQLITE, str(path), (sqlite3.Error,))
    try:
        refuse_strangers(store)
        for pragma in PRAGMAS:
            store.run(f"PRAGMA {pragma}")
        with store.answering():
            migrate(store, name=str(path), back_up=backup_of(connection, path))
    except BaseException:
        connection.close()
        raise
    return store


def missing(name: str) -> RegisterError:
    """Return what is said where there is no register yet."""
    return RegisterError(f"{name}: there is no register yet; enter pages with 'shiguan add PAGE...'")


def refuse_strangers(store: Store) -> None:
    """Leave alone the database of another program."""
    tables = {row[0] for row in store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not {"version", "page"} <= tables:
        raise RegisterError(f"{store.name}: it is the database of another program; choose another with --register")


def backup_of(connection: sqlite3.Connection, path: Path) -> Callable[[int], None]:
    """Return the function that copies a register beside itself before it is changed."""

    def back_up(step: int) -> None:
        with closing(sqlite3.connect(path.with_name(f"{path.name}.step-{step}.bak"))) as copy:
            connection.backup(copy)

    return back_up


def connect_postgres(url: str, *, create: bool) -> Store:
    """Return the store in a PostgreSQL database; a step that fails there is undone as a whole, so no copy is made."""
    try:
        import psycopg
    except ImportError as error:
        raise RegisterError(f"{shown(url)}: the driver is missing; pip install 'shiguan[postgres]'") from error
    try:
        connection = psycopg.connect(url, autocommit=True)
    except psycopg.Error as error:
        raise RegisterError(fault_line(shown(url), error)) from error
    store = Store(connection, Dialect.POSTGRES, shown(url), (psycopg.Error,))
    try:
        if not create and version_of(store) == 0:
            raise missing(store.name)
        migrate(store, name=store.name, back_up=lambda _: None)
    except BaseException:
        connection.close()
        raise
    return store


def shown(url: str) -> str:
    """Return a URL without user, password and options."""
    scheme, _, rest = url.partition("?")[0].partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"

"""Open the database behind a register: a SQLite file, or PostgreSQL by its URL."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from shiguan.errors import RegisterError
from shiguan.register.migrate import migrate
from shiguan.register.store import Dialect, Store

POSTGRES = ("postgres://", "postgresql://")
PATIENCE = 60  # seconds to wait for another writer


def connect(where: str, *, create: bool) -> Store:
    """Return the store at a path or URL, its tables brought up to date.

    Raises RegisterError where there is none and none is to be made, or what is there is no register.
    """
    if where.startswith(POSTGRES):
        return connect_postgres(where)
    return connect_sqlite(Path(where), create=create)


def connect_sqlite(path: Path, *, create: bool) -> Store:
    """Return the store in a SQLite file."""
    if not create and not path.exists():
        raise RegisterError(f"{path}: there is no register yet; enter pages with 'shiguan add PAGE...'")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, isolation_level=None, timeout=PATIENCE, check_same_thread=False)
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -64000", "temp_store = MEMORY"):
            connection.execute(f"PRAGMA {pragma}")
        store = Store(connection, Dialect.SQLITE)
        migrate(store, name=str(path), back_up=backup_of(connection, path))
    except (sqlite3.Error, OSError) as error:
        raise RegisterError(f"{path}: it cannot be opened as a register ({error}); check the path") from error
    return store


def backup_of(connection: sqlite3.Connection, path: Path) -> Callable[[int], None]:
    """Return the function that copies a register beside itself before it is changed."""

    def back_up(step: int) -> None:
        with closing(sqlite3.connect(path.with_name(f"{path.name}.step-{step}.bak"))) as copy:
            connection.backup(copy)

    return back_up


def connect_postgres(url: str) -> Store:
    """Return the store in a PostgreSQL database; a step that fails there is undone as a whole, so no copy is made."""
    try:
        import psycopg
    except ImportError as error:
        raise RegisterError(f"{shown(url)}: the driver is missing; pip install 'shiguan[postgres]'") from error
    try:
        store = Store(psycopg.connect(url, autocommit=True), Dialect.POSTGRES)
        migrate(store, name=shown(url), back_up=lambda _: None)
    except psycopg.Error as error:
        fault = " ".join(str(error).split())
        raise RegisterError(f"{shown(url)}: it cannot be opened as a register ({fault}); check the URL") from error
    return store


def shown(url: str) -> str:
    """Return a URL without its password."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2]}"

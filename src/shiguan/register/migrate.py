"""Bring a register's tables to the shape this version knows: each step a file of schema/, applied in order, once."""

import re
from collections.abc import Callable, Iterator
from importlib import resources

from shiguan.errors import RegisterError
from shiguan.register.index import index_of
from shiguan.register.store import Dialect, Store

STEPS = resources.files("shiguan.register") / "schema"
# PostgreSQL's words for the types that SQLite takes as they are.
TYPES = ((" BLOB", " BYTEA"), (" INTEGER", " BIGINT"), (" REAL", " DOUBLE PRECISION"))


# A table of one line that ends with its key.
KEYED = re.compile(r"^(CREATE TABLE .*PRIMARY KEY \(.*\)\))(?=;$)", re.MULTILINE)


def latest() -> int:
    """Return the number of the newest step."""
    return max(int(step.name[:4]) for step in STEPS.iterdir() if step.name.endswith(".sql"))


def version_of(store: Store) -> int:
    """Return the number of the step a register stands at, 0 where it is empty."""
    if store.dialect is Dialect.SQLITE:
        there = store.one("SELECT 1 FROM sqlite_master WHERE name = 'version'")
    else:
        # Asked as a table: to_regclass may answer from what it knew before another process was waited for.
        there = store.one("SELECT 1 FROM pg_tables WHERE tablename = 'version' AND schemaname = CURRENT_SCHEMA()")
    found = store.one("SELECT step FROM version") if there else None
    return found[0] if found else 0


def migrate(store: Store, *, name: str, back_up: Callable[[int], None]) -> None:
    """Apply the steps that are missing, all or none of them; `back_up` is called before an old register is changed.

    Raises RegisterError where the register was made by a newer version than this.
    """
    stands = version_of(store)
    if stands > latest():
        raise RegisterError(f"{name}: it was written by a newer Shiguan (step {stands}); install that version")
    if stands == latest():
        return
    if stands:
        back_up(stands)
    with store.writing():
        stands = version_of(store)  # another process may have been quicker
        for step in range(stands + 1, latest() + 1):
            for statement in statements_of(step, store.dialect):
                store.run(statement)
        if stands == 0:
            store.run("CREATE TABLE version (step INTEGER NOT NULL)")
            store.run("INSERT INTO version VALUES (?)", (latest(),))
        store.run("UPDATE version SET step = ?", (latest(),))


def statements_of(step: int, dialect: Dialect) -> Iterator[str]:
    """Yield the statements of one step in the words of a database; the search index has its own."""
    file = next(one for one in STEPS.iterdir() if one.name.startswith(f"{step:04}"))
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    text = "\n".join(lines)
    if dialect is Dialect.POSTGRES:
        for sqlite, postgres in TYPES:
            text = text.replace(sqlite, postgres)
    else:  # a table that is little more than its key needs no copy of it
        text = KEYED.sub(r"\1 WITHOUT ROWID", text)
    yield from (statement for statement in text.split(";") if statement.strip())
    if step == 1:
        yield from (statement for statement in index_of(dialect).SCHEMA.split(";") if statement.strip())

"""The full-text index of a register: one interface, two databases."""

from types import ModuleType

from shiguan.register import search, search_postgres
from shiguan.register.store import Dialect


def index_of(dialect: Dialect) -> ModuleType:
    """Return the module that keeps the index in a database: `SCHEMA`, `index_pages`, `remove_pages`, `find`."""
    return search if dialect is Dialect.SQLITE else search_postgres

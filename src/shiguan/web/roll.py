"""The lists that pages show and programs ask for alike: one question each, its answer remembered."""

from typing import Any

from litestar import Request

from shiguan.annals.ahead import ahead as all_ahead
from shiguan.annals.ahead import asked_for
from shiguan.annals.ask import MechanismLine
from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register
from shiguan.link.mechanism import mechanism_key
from shiguan.model.ahead import Ahead
from shiguan.tell.conflict import Conflict
from shiguan.tell.unconfirmed import Unconfirmed
from shiguan.web.shelf import recalled, register_of

LISTED = 60  # entries of a list to work through

Asking = Request[Any, Any, Any]


def mechanisms(request: Asking, words: str = "") -> list[MechanismLine]:
    """Return the mechanisms whose name holds some words, or that these name, the most told first."""
    found = recalled(request, "mechanisms", Register.mechanisms)
    wanted = mechanism_key(words) if words else ""
    return [one for one in found if words in one.name or one.key == wanted]


def conflicts(request: Asking) -> list[Conflict]:
    """Return all that is told otherwise, the latest first."""
    return recalled(request, "conflicts", Register.conflicts)


def ahead(request: Asking, today: int, query: Query) -> list[Ahead]:
    """Return the expected sessions that a question asks for, as of `today` (an ordinal)."""
    found = recalled(request, f"ahead {today}", lambda book: all_ahead(book.store, today))
    return asked_for(register_of(request).store, query, found)


def unconfirmed(request: Asking, today: int, most: int | None = LISTED) -> tuple[int, list[Unconfirmed]]:
    """Return how many announcements are unconfirmed as of `today` (an ordinal), and the latest of them, or all.

    Each takes a search, so only as many are remembered as a page shows.
    """
    if most is None or most > LISTED:
        return register_of(request).unconfirmed(today=today, limit=most)
    key = f"unconfirmed {today}"
    total, found = recalled(request, key, lambda book: book.unconfirmed(today=today, limit=LISTED))
    return total, found[:most]

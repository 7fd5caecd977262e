"""States: all of them, one, two with each other, three as a triangle."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from shiguan.annals import relation
from shiguan.annals.chronicle import Query, Word
from shiguan.annals.register import Register
from shiguan.link.place import state_code
from shiguan.model.engagement import Kind
from shiguan.web.draw.heat import Heat, Tally, heat
from shiguan.web.frame import address_part, page, picture
from shiguan.web.shelf import recalled, register_of

MOST_STATES = 3
LATEST = 8  # deeds below the calendar
WORDS = 4  # last words of each side


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted of some states: the same for all who ask until the register changes."""

    total: int
    counts: list[relation.Count]
    mechanisms: list[relation.Series]
    partners: list[relation.Partner]
    pairs: list[tuple[str, str, int]]


@get("/state", sync_to_thread=True, include_in_schema=False)
def everyone(request: Request[Any, Any, Any]) -> Response[str]:
    """Show every state and organisation that takes part in anything."""
    found = recalled(request, "states", lambda book: relation.states_told_of(book.store))
    return page(request, "states", found=found)


@get("/state/{names:path}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], names: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show what up to three states do with each other."""
    register = register_of(request)
    states = tuple(dict.fromkeys(code_of(name) for name in names.split("/") if name))
    if not 0 < len(states) <= MOST_STATES:
        raise NotFoundException("name one, two or three states")
    told = recalled(request, f"state {states}", lambda book: told_of(book, states))
    values: dict[str, Any] = {"states": states, "heat": calendar_of(told.counts), "pairs": told.pairs}
    if request.query_params.get("as") == "svg":
        wanted = "triangle" if request.query_params.get("picture") == "triangle" and len(states) == 3 else "heat"
        drawn = {"label": " ".join(states), "address": f"/?state={'+'.join(map(address_part, states))}", "key": "kind"}
        return picture(request, wanted, "-".join(states), **drawn, **values)
    return page(
        request,
        "state",
        counts=told.counts,
        total=told.total,
        mechanisms=told.mechanisms,
        partners=told.partners,
        latest=register.deeds(Query(states=states), limit=LATEST, newest_first=True),
        words={state: last_words(register, state, states) for state in states},
        **values,
    )


def told_of(register: Register, states: tuple[str, ...]) -> Told:
    """Return what is counted of some states."""
    return Told(
        total=relation.count_of(register.store, states),
        counts=relation.by_month(register.store, states),
        mechanisms=relation.mechanisms(register.store, states),
        partners=relation.partners(register.store, states),
        pairs=pairs_of(register, states),
    )


def calendar_of(counts: list[relation.Count]) -> Heat | None:
    """Return the calendar of some deeds, a row a kind."""
    return heat([Tally(one.month, one.kind, one.count, one.planned) for one in counts], list(Kind))


def code_of(name: str) -> str:
    """Return the code of a state; an unknown name may stand for itself, if it is short."""
    code = state_code(name) or name
    if len(code) > 60:
        raise NotFoundException("no state has so long a name")
    return code


def pairs_of(register: Register, states: tuple[str, ...]) -> list[tuple[str, str, int]]:
    """Return the sides of the triangle of three states: which two, and how many deeds they share."""
    if len(states) < 3:
        return []
    pairs = [(states[0], states[1]), (states[1], states[2]), (states[0], states[2])]
    return [(*pair, relation.count_of(register.store, pair)) for pair in pairs]


def last_words(register: Register, state: str, states: tuple[str, ...]) -> list[Word]:
    """Return the latest words of one side: on pages about deeds with all others, or one of them, or none."""
    others = [other for other in states if other != state]
    found = relation.last_words(register.store, register.shelf, state, others, WORDS)
    if not found and len(others) > 1:
        several = [relation.last_words(register.store, register.shelf, state, [other], WORDS) for other in others]
        unique = {word.id: word for words in several for word in words}
        found = sorted(unique.values(), key=lambda word: (-(word.day or 0), word.id))[:WORDS]
    return found or relation.last_words(register.store, register.shelf, state, (), WORDS)

"""What records tell taken together, as data: mechanisms, persons, states, figures, and what is in doubt."""

from collections.abc import Sequence
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import QueryParameter

from shiguan.annals.ask import MechanismLine
from shiguan.model.ruling import Entered
from shiguan.tell.conflict import Conflict
from shiguan.tell.figure import Series
from shiguan.tell.mechanism import Mechanism
from shiguan.tell.person import Biography
from shiguan.tell.state import Relations
from shiguan.tell.unconfirmed import Unconfirmed
from shiguan.web import roll
from shiguan.web.api.answer import BESIDE, Listing, leaf_after, listed, sheet_of
from shiguan.web.api.question import AfterKey, Form, Format, Limit, Name, Text, Today, ordinal
from shiguan.web.refusal import known
from shiguan.web.shelf import register_of

Field = Annotated[str | None, QueryParameter(pattern="^[a-z]{1,20}$", description="Only what is told otherwise in it.")]


class Mechanisms(msgspec.Struct, frozen=True, kw_only=True):
    """Some mechanisms, the most told first; `next` is where the following ones begin, null at the end."""

    mechanisms: list[MechanismLine]
    next: str | None


class Announcements(msgspec.Struct, frozen=True, kw_only=True):
    """Announcements that nothing is known to have come of: how many, and some; `next` leads on, null at the end."""

    total: int
    unconfirmed: list[Unconfirmed]
    next: str | None


class Conflicts(msgspec.Struct, frozen=True, kw_only=True):
    """What is told otherwise: how many, and some; `next` leads on, null at the end."""

    total: int
    conflicts: list[Conflict]
    next: str | None


class Rulings(msgspec.Struct, frozen=True, kw_only=True):
    """What persons said of records, the latest first; `next` leads on, null at the end."""

    total: int
    rulings: list[Entered]
    next: str | None


@get("/mechanisms", sync_to_thread=True, operation_class=Listing, responses=BESIDE)
def mechanisms(
    request: Request[Any, Any, Any],
    words: Text = None,
    least: Annotated[int, QueryParameter(ge=1, le=1_000_000, description="With at least so many records.")] = 1,
    limit: Limit = 100,
    after: AfterKey = None,
    format: Format = Form.JSON,
) -> Response[Mechanisms]:
    """Return the mechanisms whose name holds some words, the most told first."""
    found = [one for one in roll.mechanisms(request, words or "") if one.records >= least]
    leaf = leaf_after(found, after, limit, lambda one: one.key)
    answer = Mechanisms(mechanisms=leaf.items, next=leaf.next)
    return listed(request, answer, leaf, format, sheet_of(MechanismLine))


@get("/mechanism", sync_to_thread=True, raises=[NotFoundException], responses=BESIDE)
def mechanism(request: Request[Any, Any, Any], name: Name, today: Today = None) -> Mechanism:
    """Return the sessions of a mechanism: held, missing, put off, contested, and the next one expected."""
    day = ordinal(request, today)
    return known(lambda: register_of(request).mechanism(name, today=day))


@get("/unconfirmed", sync_to_thread=True, operation_class=Listing, responses=BESIDE)
def unconfirmed(
    request: Request[Any, Any, Any],
    today: Today = None,
    limit: Limit = 30,
    after: AfterKey = None,
    format: Format = Form.JSON,
) -> Response[Announcements]:
    """Return what was announced for a day that has passed, of which no report tells that it was held."""
    total, found = roll.unconfirmed(request, ordinal(request, today), None if after else limit + 1)
    leaf = leaf_after(found, after, limit, lambda one: one.record)
    answer = Announcements(total=total, unconfirmed=leaf.items, next=leaf.next)
    return listed(request, answer, leaf, format, sheet_of(Unconfirmed))


@get("/conflicts", sync_to_thread=True, operation_class=Listing, responses=BESIDE)
def conflicts(
    request: Request[Any, Any, Any],
    field: Field = None,
    limit: Limit = 50,
    after: AfterKey = None,
    format: Format = Form.JSON,
) -> Response[Conflicts]:
    """Return what is told otherwise, the latest first, with how many origins tell each value."""
    found = [one for one in roll.conflicts(request) if field in (None, one.field)]
    leaf = leaf_after(found, after, limit, lambda one: one.id)
    answer = Conflicts(total=len(found), conflicts=leaf.items, next=leaf.next)
    return listed(request, answer, leaf, format, sheet_of(Conflict))


@get("/rulings", sync_to_thread=True, operation_class=Listing, responses=BESIDE)
def rulings(
    request: Request[Any, Any, Any], limit: Limit = 50, after: AfterKey = None, format: Format = Form.JSON
) -> Response[Rulings]:
    """Return what persons said of records, the latest first, withdrawn or not."""
    found = register_of(request).rulings()[::-1]
    leaf = leaf_after(found, after, limit, lambda one: one.ruling.id)
    answer = Rulings(total=len(found), rulings=leaf.items, next=leaf.next)
    return listed(request, answer, leaf, format, sheet_of(Entered))


@get("/figures", sync_to_thread=True, raises=[NotFoundException], responses=BESIDE)
def figures(
    request: Request[Any, Any, Any],
    measure: Annotated[str, QueryParameter(min_length=1, max_length=200, description="As reports name it: 出口.")],
    about: Text = None,
) -> list[Series]:
    """Return the figures of a measure over time, each with its source, and how they agree."""
    return known(lambda: register_of(request).series(measure, about=about))


@get("/person", sync_to_thread=True, raises=[NotFoundException], responses=BESIDE)
def person(request: Request[Any, Any, Any], name: Name) -> list[Biography]:
    """Return who somebody is: offices over time, other spellings, whom they met; namesakes apart."""
    return known(lambda: register_of(request).persons(name))


@get("/state", sync_to_thread=True, raises=[NotFoundException], responses=BESIDE)
def state(
    request: Request[Any, Any, Any],
    states: Annotated[
        list[str], QueryParameter(name="state", min_items=1, max_items=2, description="One by code or name, or two.")
    ],
) -> Relations:
    """Return what a state did and said month by month and at which level, or two with each other."""
    return known(lambda: register_of(request).relations(*states))


HANDLERS: Sequence[Any] = (mechanisms, mechanism, unconfirmed, conflicts, rulings, figures, person, state)

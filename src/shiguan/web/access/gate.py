"""The gate that every request passes: who asks, whether they may, and whether a form is really theirs."""

import datetime
import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from litestar import Request
from litestar.concurrency import sync_to_thread
from litestar.connection import ASGIConnection
from litestar.exceptions import NotAuthorizedException, PermissionDeniedException
from litestar.handlers.base import BaseRouteHandler

from shiguan.web.access import session, token
from shiguan.web.access.attempt import Attempts
from shiguan.web.access.login import has_logins
from shiguan.web.access.right import Person, Right
from shiguan.web.shelf import register_of

SESSION, SEED, FIELD = "session", "seed", "seal"  # two cookies, and the field of every form
EPOCH = datetime.date(1970, 1, 1).toordinal()
READING_METHODS = {"GET", "HEAD", "OPTIONS"}
OPEN = {"open": True}  # what a handler says that anybody may ask
BY_ADDRESS = {"token": "token"}  # and one that programs ask who can send nothing but an address: its field


class Access:
    """How a register is guarded. `hosts` are the names it is reached by while nobody signs in, None for any.

    Where `is_open`, and as long as there are no users, nobody signs in and everything is done as `owner`.
    """

    def __init__(
        self,
        *,
        is_open: bool = True,
        hosts: frozenset[str] | None = None,
        owner: str = "local",
        clock: Callable[[], float] = time.time,
        secret: bytes | None = None,
    ) -> None:
        self.is_open = is_open
        self.hosts = hosts
        self.owner = Person(name=owner, rights=frozenset(Right))
        self.clock = clock
        self.secret = secret or secrets.token_bytes(32)
        self.attempts = Attempts(clock)

    def now(self) -> int:
        """Return the moment in seconds since 1970."""
        return int(self.clock())


def today_of(connection: ASGIConnection[Any, Any, Any, Any]) -> int:
    """Return the present day as an ordinal, in UTC."""
    return EPOCH + access_of(connection).now() // 86_400


def access_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Access:
    """Return how the register that a request asks is guarded."""
    found: Access = connection.app.state.access
    return found


def person_of(connection: ASGIConnection[Any, Any, Any, Any]) -> Person | None:
    """Return who asks, as the gate found out; None for a stranger."""
    found: Person | None = connection.scope.get("user")
    return found


def right_of(handler: BaseRouteHandler, key: str) -> Any:
    """Return what a handler says of itself."""
    return handler.opt.get(key)


async def pass_gate(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let a request through, or raise why not; what a handler does not declare open needs the right to read."""
    person = await sync_to_thread(recognise, connection, right_of(handler, "token"))
    connection.scope["user"] = person
    if not right_of(handler, "open"):
        wanted = right_of(handler, "right") or Right.READ
        if person is None:
            raise NotAuthorizedException("sign in first", headers={"WWW-Authenticate": "Bearer"})
        if not person.may(wanted):
            raise PermissionDeniedException(f"{person.name} may not {wanted}; ask an admin for that right")
    if connection.scope.get("method") not in READING_METHODS and not (person and person.is_program):
        await check_form(connection, person)


def recognise(connection: ASGIConnection[Any, Any, Any, Any], field: str | None) -> Person | None:
    """Return who asks: a program by its token, a browser by its session, the owner where nobody signs in.

    `field` is where in the address a token may stand, None where nowhere.
    """
    access, store = access_of(connection), register_of(connection).store
    scheme, _, shown = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.find(store, shown.strip(), now=access.now())
    if field and (given := connection.query_params.get(field)):
        return token.find(store, given, now=access.now())
    found = session.find(store, connection.cookies.get(SESSION, ""), now=access.now())
    if found is not None or not access.is_open or has_logins(store):
        return found
    # A page of elsewhere may give its own name this machine's address; the browser then sends that name.
    if access.hosts is not None and host_of(connection) not in access.hosts:
        raise PermissionDeniedException("this register is reached by its address on this machine only")
    return access.owner


def host_of(connection: ASGIConnection[Any, Any, Any, Any]) -> str:
    """Return the host that a browser believes to ask."""
    try:
        return urlsplit(f"//{connection.headers.get('host', '')}").hostname or ""
    except ValueError:
        return ""


async def check_form(connection: ASGIConnection[Any, Any, Any, Any], person: Person | None) -> None:
    """Raise PermissionDeniedException where a form was not made here for the one who sends it."""
    origin = connection.headers.get("origin")
    from_here = connection.headers.get("sec-fetch-site", "same-origin") in ("same-origin", "none")
    if origin is not None and urlsplit(origin).netloc != connection.headers.get("host"):
        from_here = False
    given = ""
    if from_here and isinstance(connection, Request):
        given = str((await connection.form()).get(FIELD, ""))
    wanted = seal(access_of(connection), connection.cookies.get(SEED, ""), person)
    if not connection.cookies.get(SEED) or not hmac.compare_digest(given.encode(), wanted.encode()):
        raise PermissionDeniedException("this form is out of date or was not made here; open it anew and send it again")


def seal(access: Access, seed: str, person: Person | None) -> str:
    """Return what a form must bring along: only this server makes it, for one browser and one session."""
    bound = f"{seed} {person.session if person else ''}"
    return hmac.new(access.secret, bound.encode("utf-8", errors="replace"), hashlib.sha256).hexdigest()

"""Tokens for programs: each is somebody's, for some of what that person may do."""

import secrets
from collections.abc import Iterable

import msgspec

from shiguan.errors import UsageError
from shiguan.register.store import Store
from shiguan.web.access import audit
from shiguan.web.access.login import find_login
from shiguan.web.access.right import RIGHTS, Person, Right, Role
from shiguan.web.access.session import digest

MARK = "shiguan_"  # by which scanners of leaked secrets know it


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """A token as it stands in the register; what the program shows is told once, when it is made."""

    id: str
    login: str
    scopes: tuple[Right, ...]
    made: int
    ends: int | None


def add_token(store: Store, login: str, scopes: Iterable[Right], *, now: int, ends: int | None, by: str) -> str:
    """Return what a program shows from now on; raises UsageError where its owner may not do that much."""
    wanted = sorted(set(scopes))
    shown = MARK + secrets.token_urlsafe(32)
    with store.writing():
        owner = find_login(store, login)
        if owner is None:
            raise UsageError(f"{login}: there is no such user; see 'shiguan user list'")
        beyond = [scope for scope in wanted if scope not in RIGHTS[owner.role]]
        if beyond:
            raise UsageError(f"{login}: a {owner.role} may not {beyond[0]}; leave that scope out")
        row = (digest(shown), secrets.token_hex(4), login, " ".join(wanted), now, ends)
        store.run("INSERT INTO token VALUES (?, ?, ?, ?, ?, ?)", row)
        audit.note(store, now=now, login=by, action="token added", about=f"{row[1]} {login} {row[3]}")
    return shown


def tokens(store: Store) -> list[Token]:
    """Return all tokens, by owner."""
    rows = store.rows("SELECT id, login, scopes, made, ends FROM token ORDER BY login, made, id")
    return [
        Token(id=id, login=login, scopes=tuple(map(Right, scopes.split())), made=made, ends=ends)
        for id, login, scopes, made, ends in rows
    ]


def remove_token(store: Store, id: str, *, now: int, by: str) -> None:
    """Let a token be good for nothing; raises UsageError where there is none."""
    with store.writing():
        if store.one("SELECT 1 FROM token WHERE id = ?", (id,)) is None:
            raise UsageError(f"{id}: there is no such token; see 'shiguan token list'")
        store.run("DELETE FROM token WHERE id = ?", (id,))
        audit.note(store, now=now, login=by, action="token removed", about=id)


def find(store: Store, shown: str, *, now: int) -> Person | None:
    """Return for whom a program asks: its owner, with what both the token and the owner's role allow."""
    row = store.one(
        "SELECT login.name, login.role, token.scopes FROM token JOIN login ON login.name = token.login"
        " WHERE token.digest = ? AND (token.ends IS NULL OR token.ends > ?)",
        (digest(shown), now),
    )
    if row is None:
        return None
    rights = RIGHTS[Role(row[1])] & frozenset(map(Right, row[2].split()))
    return Person(name=row[0], rights=rights, is_program=True)

"""The people who may use a register over the network."""

import re
import unicodedata

import msgspec

from shiguan.errors import UsageError
from shiguan.register.store import Store
from shiguan.web.access import audit, password
from shiguan.web.access.right import Role

NAME = re.compile(r"[\w.@-]{1,64}")


class Login(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may sign in."""

    name: str
    role: Role
    made: int


def add_login(store: Store, name: str, role: Role, secret: str, *, now: int, by: str) -> Login:
    """Let somebody sign in; raises UsageError where the name is taken or none, or the password too short."""
    plain = unicodedata.normalize("NFC", name)
    if not NAME.fullmatch(plain):
        raise UsageError(f"{name!r}: no name of a user; take letters, digits, and . _ - @ between")
    digest = password.digest_of(secret)
    with store.writing():
        if find_login(store, plain):
            raise UsageError(f"{plain}: there is such a user; remove it first with 'shiguan user remove {plain}'")
        store.run("INSERT INTO login VALUES (?, ?, ?, ?)", (plain, role.value, digest, now))
        audit.note(store, now=now, login=by, action="user added", about=f"{plain} {role}")
    return Login(name=plain, role=role, made=now)


def remove_login(store: Store, name: str, *, now: int, by: str) -> None:
    """Take somebody's rights away, at once and with all sessions and tokens; raises UsageError for a stranger."""
    with store.writing():
        if not find_login(store, name):
            raise UsageError(f"{name}: there is no such user; see 'shiguan user list'")
        for table, column in (("session", "login"), ("token", "login"), ("login", "name")):
            store.run(f"DELETE FROM {table} WHERE {column} = ?", (name,))
        audit.note(store, now=now, login=by, action="user removed", about=name)


def logins(store: Store) -> list[Login]:
    """Return all who may sign in, by name."""
    rows = store.rows("SELECT name, role, made FROM login ORDER BY name")
    return [Login(name=name, role=Role(role), made=made) for name, role, made in rows]


def has_logins(store: Store) -> bool:
    """Return whether anybody may sign in."""
    return store.one("SELECT 1 FROM login LIMIT 1") is not None


def find_login(store: Store, name: str) -> Login | None:
    """Return somebody by name."""
    row = store.one("SELECT name, role, made FROM login WHERE name = ?", (name,))
    return Login(name=row[0], role=Role(row[1]), made=row[2]) if row else None


def check_login(store: Store, name: str, secret: str) -> Login | None:
    """Return whose name and password these are; it takes as long where there is no such name."""
    plain = unicodedata.normalize("NFC", name)
    row = store.one("SELECT password FROM login WHERE name = ?", (plain,))
    return find_login(store, plain) if password.fits(row[0] if row else None, secret) else None

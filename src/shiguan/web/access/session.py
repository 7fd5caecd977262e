"""Browsers that are signed in: what they show is random, what is kept is its digest."""

import hashlib
import secrets

from shiguan.register.store import Store
from shiguan.web.access.right import RIGHTS, Person, Role

LONGEST = 7 * 86400  # seconds from signing in
IDLE = 12 * 3600  # seconds from the last page
STEP = 300  # seconds after which a page is worth a line


def digest(shown: str) -> str:
    """Return what is kept of a random secret; being random it needs no salt."""
    return hashlib.sha256(shown.encode("utf-8", errors="replace")).hexdigest()


def begin(store: Store, login: str, *, now: int) -> str:
    """Sign somebody in and return what their browser shows from now on; what has ended is swept out."""
    shown = secrets.token_urlsafe(32)
    store.run("DELETE FROM session WHERE began < ? OR seen < ?", (now - LONGEST, now - IDLE))
    store.run("INSERT INTO session VALUES (?, ?, ?, ?)", (digest(shown), login, now, now))
    return shown


def find(store: Store, shown: str, *, now: int) -> Person | None:
    """Return whose session a browser shows, None where it has ended or there is none."""
    row = store.one(
        "SELECT session.digest, login.name, login.role, session.seen FROM session"
        " JOIN login ON login.name = session.login WHERE session.digest = ? AND session.began > ? AND session.seen > ?",
        (digest(shown), now - LONGEST, now - IDLE),
    )
    if row is None:
        return None
    if now - row[3] > STEP:
        store.run("UPDATE session SET seen = ? WHERE digest = ?", (now, row[0]))
    return Person(name=row[1], rights=RIGHTS[Role(row[2])], session=row[0])


def end(store: Store, kept: str) -> None:
    """Sign a browser out."""
    store.run("DELETE FROM session WHERE digest = ?", (kept,))

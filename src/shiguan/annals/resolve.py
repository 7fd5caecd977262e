"""Where an id leads: an account to the record it is part of, an id that no longer stands to what took its place."""

import msgspec

from shiguan.annals.heard import standing
from shiguan.errors import UsageError
from shiguan.model.ruling import Act
from shiguan.register.store import Store


class Resolved(msgspec.Struct, frozen=True, kw_only=True):
    """Where an id leads, and why, a sentence a step; `id` is None where it was withdrawn.

    `what` is record, statement, figure, page or ruling. Of a record, `account` is the one that the id means.
    """

    asked: str
    what: str
    id: str | None
    account: str | None = None
    why: tuple[str, ...] = ()


def resolve(store: Store, asked: str) -> Resolved:
    """Return where an id leads; raises UsageError where the register never had it."""
    now = asked
    why: tuple[str, ...] = ()
    seen: set[str] = set()
    while now not in seen:
        seen.add(now)
        found = stands(store, now)
        if found is not None:
            return msgspec.structs.replace(found, asked=asked, why=(*why, *found.why))
        row = store.one("SELECT new, why FROM redirect WHERE old = ?", (now,))
        if row is None:
            break
        why = (*why, row[1])
        if row[0] is None:
            return Resolved(asked=asked, what="withdrawn", id=None, why=why)
        now = row[0]
    raise UsageError(f"{asked}: the register has no such id; 'shiguan chronicle' lists records with theirs")


def stands(store: Store, asked: str) -> Resolved | None:
    """Return what an id that stands leads to."""
    account = store.one("SELECT record, page FROM account WHERE id = ?", (asked,))
    if account is not None:
        record, page = account
        return Resolved(asked=asked, what="record", id=record, account=asked, why=joined(store, asked, record, page))
    for what in ("statement", "figure", "page", "ruling"):
        if store.one(f"SELECT 1 FROM {what} WHERE id = ?", (asked,)):
            return Resolved(asked=asked, what=what, id=asked)
    gone = store.one("SELECT what FROM amendment WHERE id = ?", (asked,))  # rejected: it stands on its page alone
    return Resolved(asked=asked, what=gone[0], id=asked) if gone else None


def joined(store: Store, account: str, record: str, page: str) -> tuple[str, ...]:
    """Return why an account is told under the id of another."""
    if account == record:
        return ()
    why = f"page {page} tells of the same event as {record}, which was told first"
    mergers = [
        f"{one.author} merged them ({one.because})"
        for one in standing(store, [page])
        if one.act is Act.MERGE and account in {anchor.account for anchor in (*one.subject, *one.other)}
    ]
    return (why, *mergers)

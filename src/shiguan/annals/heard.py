"""Which rulings are heard where records are computed: those that stand, on the accounts they mean today."""

from collections.abc import Iterable, Sequence
from itertools import pairwise, product

import msgspec

from shiguan.annals.say import say_of
from shiguan.merge.cluster import Judgements
from shiguan.merge.heir import Item, heir
from shiguan.model.account import Account
from shiguan.model.ruling import SILENCE, Act, Anchor, Ruling, Say
from shiguan.register.store import Store

RULING = msgspec.json.Decoder(Ruling)
ACCOUNT = msgspec.msgpack.Decoder(Account)
Pair = tuple[str, str]


class Heard:
    """The standing rulings on some pages, oldest first."""

    def __init__(self, store: Store, pages: Iterable[str]) -> None:
        self.rulings = standing(store, pages) if store.one("SELECT 1 FROM ruled") else []
        anchors = [anchor for ruling in self.rulings for anchor in (*ruling.subject, *ruling.other)]
        there = accounts_on(store, (anchor.page for anchor in anchors))
        self.meant = {anchor: meant(anchor, there.get(anchor.page, ())) for anchor in anchors}
        self.judged: Judgements = {}
        for ruling in self.rulings:
            self.judged |= judged_by(ruling, self.accounts(ruling.subject), self.accounts(ruling.other))

    def accounts(self, anchors: Sequence[Anchor]) -> list[str]:
        """Return the accounts that anchors mean today; none for those that are gone."""
        found = (self.meant[anchor] for anchor in anchors)
        return list(dict.fromkeys(account for account in found if account))

    def say_on(self, told: Sequence[Account]) -> Say:
        """Return what persons say of the record of some accounts."""
        if not self.rulings:
            return SILENCE
        ids = {account.id for account in told}
        return say_of([ruling for ruling in self.rulings if self.is_of(ruling, ids)], told)

    def is_of(self, ruling: Ruling, ids: set[str]) -> bool:
        """True where a ruling is of the record of some accounts."""
        subject = ids.intersection(self.accounts(ruling.subject))
        other = ids.intersection(self.accounts(ruling.other))
        if ruling.act is Act.MERGE:
            return bool(subject and other)
        return bool(subject or other)


def judged_by(ruling: Ruling, subject: Sequence[str], other: Sequence[str]) -> Judgements:
    """Return the pairs that a ruling puts together or apart; the parts of a split hold together, each for itself."""
    if ruling.act not in (Act.MERGE, Act.SPLIT):
        return {}
    across = {pair(one, two): ruling.act is Act.MERGE for one, two in product(subject, other) if one != two}
    within = {pair(one, two): True for part in (subject, other) for one, two in pairwise(part)}
    return across | within if ruling.act is Act.MERGE else within | across


def pair(one: str, two: str) -> Pair:
    """Return two accounts, the smaller id first."""
    return (one, two) if one < two else (two, one)


def standing(store: Store, pages: Iterable[str]) -> list[Ruling]:
    """Return the rulings on pages that are not withdrawn, oldest first."""
    rows = store.rows_in(
        "SELECT ruling.id, ruling.body FROM ruled JOIN ruling ON ruling.id = ruled.ruling"
        " WHERE ruling.withdrawn IS NULL AND ruled.page IN (??)",
        pages,
    )
    found = {ruling: RULING.decode(body) for ruling, body in rows}
    return sorted(found.values(), key=lambda ruling: (ruling.made, ruling.id))


def accounts_on(store: Store, pages: Iterable[str]) -> dict[str, list[Account]]:
    """Return the accounts of pages."""
    found: dict[str, list[Account]] = {}
    for page, body in store.rows_in("SELECT page, body FROM account WHERE page IN (??)", pages):
        found.setdefault(page, []).append(ACCOUNT.decode(body))
    return found


def meant(anchor: Anchor, there: Sequence[Account]) -> str | None:
    """Return the account that an anchor means among those its page has now, None where it is gone."""
    if any(account.id == anchor.account for account in there):
        return anchor.account
    gone = Item(id=anchor.account, kind=anchor.kind, span=anchor.span, words=anchor.evidence)
    return heir(gone, (item_of(account) for account in there if account.id not in anchor.beside))


def item_of(account: Account) -> Item:
    """Return where an account stands."""
    return Item(id=account.id, kind=account.kind, span=account.span, words=account.evidence)

"""Which accounts hang together by any tie: the stretch of the register that a new page can change.

A component is closed: no account in it ties to one outside. Records are computed within components, so what a page
does not tie to stays as it is.
"""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from shiguan.annals.heard import Heard
from shiguan.merge.block import keys_of
from shiguan.merge.tie import Tie, tie
from shiguan.model.account import Account
from shiguan.register.store import Store

PACK = msgspec.msgpack.Encoder()
UNPACK = msgspec.msgpack.Decoder(Account)


class Components:
    """The components that an entry touches, loaded as they are met."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.accounts: dict[str, Account] = {}
        self.component: dict[str, str] = {}  # account -> its component as stored, its own id where it is new
        self.parent: dict[str, str] = {}  # component -> the one it was joined to
        self.touched: set[str] = set()

    def add(self, accounts: Sequence[Account], *, again: Collection[str] = ()) -> None:
        """Write new accounts and join the components they tie to; `again` are others that were taken apart."""
        write_accounts(self.store, [(one, one.id, "") for one in accounts])
        bodies = self.store.rows_in("SELECT body FROM account WHERE id IN (??)", again)
        self.link([*accounts, *(UNPACK.decode(body) for (body,) in bodies)])

    def link(self, accounts: Sequence[Account]) -> None:
        """Join the components of accounts, which are written and stand alone, to all that they tie to."""
        keys = {one.id: keys_of(one) for one in accounts}
        filed = self.filed_under(key for found in keys.values() for key in found.sought)
        self.load(account for found in filed.values() for account in found)
        for one in accounts:
            self.take(one, one.id)
            self.touched.add(one.id)
        for one in accounts:
            near = {other for key in keys[one.id].sought for other in filed.get(key, ())} - {one.id}
            for other in sorted(near):
                if self.root(self.component[one.id]) != self.root(self.component[other]):
                    if tie(one, self.accounts[other]) > Tie.NONE:
                        self.join(self.component[one.id], self.component[other])
        self.join_judged(accounts)

    def join_judged(self, accounts: Sequence[Account]) -> None:
        """Join what a person called one event with accounts that are linked."""
        judged = Heard(self.store, (one.page for one in accounts)).judged
        linked = {one.id for one in accounts}
        pairs = sorted(pair for pair, one in judged.items() if one and linked.intersection(pair))
        self.load(account for pair in pairs for account in pair)
        for left, right in pairs:
            self.join(self.component[left], self.component[right])

    def part(self, components: Collection[str]) -> list[Account]:
        """Take components apart and return their accounts, which are to be linked again."""
        rows = list(self.store.rows_in("SELECT body FROM account WHERE component IN (??)", components))
        self.store.run_in("UPDATE account SET component = id WHERE component IN (??)", components)
        return [UNPACK.decode(body) for (body,) in rows]

    def filed_under(self, keys: Iterable[str]) -> dict[str, list[str]]:
        """Return the accounts filed under keys."""
        found: dict[str, list[str]] = {}
        for subject, account in self.store.rows_in("SELECT subject, account FROM filed WHERE subject IN (??)", keys):
            found.setdefault(subject, []).append(account)
        return found

    def load(self, wanted: Iterable[str]) -> None:
        """Read accounts that are not here yet."""
        missing = [one for one in wanted if one not in self.accounts]
        for body, component in self.store.rows_in("SELECT body, component FROM account WHERE id IN (??)", missing):
            self.take(UNPACK.decode(body), component)

    def take(self, account: Account, component: str) -> None:
        """Keep an account at hand."""
        self.accounts[account.id] = account
        self.component[account.id] = component

    def root(self, component: str) -> str:
        """Return the component that a component was joined to in the end."""
        while component in self.parent:
            component = self.parent[component]
        return component

    def join(self, one: str, other: str) -> None:
        """Make two components one, under the smaller id."""
        mine, yours = sorted((self.root(one), self.root(other)))
        if mine != yours:
            self.parent[yours] = mine
            self.touched |= {mine, yours}

    def touch_pages(self, pages: Iterable[str]) -> None:
        """Mark the components of the accounts of pages: whose words they are has changed."""
        for (component,) in self.store.rows_in("SELECT DISTINCT component FROM account WHERE page IN (??)", pages):
            self.touched.add(component)

    def groups(self) -> list[list[Account]]:
        """Return the accounts of every component touched, each component once, as stored and joined."""
        rows = self.store.rows_in("SELECT id, body, component FROM account WHERE component IN (??)", self.touched)
        groups: dict[str, list[Account]] = {}
        for account, body, component in rows:
            known = self.accounts.get(account) or UNPACK.decode(body)
            groups.setdefault(self.root(component), []).append(known)
        self.store.run_many(
            "UPDATE account SET component = ? WHERE component = ?",
            ((self.root(component), component) for component in sorted(self.parent)),
        )
        return [groups[component] for component in sorted(groups)]


def write_accounts(store: Store, accounts: Sequence[tuple[Account, str, str]]) -> None:
    """Write accounts, each with its component and record, and file them where others look for them."""
    store.insert(
        "account",
        "id page component record body",
        sorted((one.id, one.page, component, record, PACK.encode(one)) for one, component, record in accounts),
    )
    store.insert(
        "filed", "subject account", sorted((key, one.id) for one, _, _ in accounts for key in set(keys_of(one).filed))
    )

"""Which accounts tell of one event: put together by the strongest ties first, never against what rules it out.

The result is a function of the set of accounts: their order plays no part, and an account that ties to none of the
others changes nothing for them.
"""

from collections.abc import Callable, Iterable, Sequence

from shiguan.merge.tie import WEAK, Tie, tie
from shiguan.model.account import Account

Cluster = list[Account]
Edge = tuple[Account, Account]
# Two accounts by id, smaller first -> a person's word: True one event, False two.
Judgements = dict[tuple[str, str], bool]


def cluster(accounts: Iterable[Account], judged: Judgements | None = None) -> list[tuple[Account, ...]]:
    """Return the accounts grouped by event, each group and the groups in the order of `order_of`.

    `judged` pairs are a person's word and outweigh every rule: what a person parted stays apart, the
    rules put the rest together, then what a person calls one event is joined, whatever the rules say against it.
    """
    ordered = sorted(accounts, key=order_of)
    if len(ordered) == 1:
        return [(ordered[0],)]
    said = Said([account.id for account in ordered], judged or {})
    verdict = said.verdict
    groups = Groups(ordered, verdict)
    by_strength: dict[int, list[Edge]] = {}
    for at, left in enumerate(ordered):
        for right in ordered[at + 1 :]:
            by_strength.setdefault(verdict(left, right), []).append((left, right))
    for strength in sorted(by_strength.keys() - {Tie.AGAINST, Tie.NONE}, reverse=True):
        edges = by_strength[strength]
        if strength in WEAK:
            groups.unite_equals(edges)
            groups.unite_alone(edges)
        else:
            for left, right in edges:
                groups.unite(left, right)
    groups.join(said)
    return groups.found()


VAGUEST = 10**6  # days: no date at all


class Said:
    """What persons say of pairs, and what follows: who is one with A is not one with whom A is not one with."""

    def __init__(self, accounts: Iterable[str], judged: Judgements) -> None:
        self.first = {account: account for account in accounts}  # account -> an account it is one with
        known = [pair for pair in sorted(judged) if pair[0] in self.first and pair[1] in self.first]
        self.one = [pair for pair in known if judged[pair]]
        for left, right in self.one:
            mine, yours = sorted((self.root(left), self.root(right)))
            self.first[yours] = mine
        self.apart = {frozenset(map(self.root, pair)) for pair in known if not judged[pair]}

    def root(self, account: str) -> str:
        """Return the account that stands for all that an account is one with."""
        while self.first[account] != account:
            account = self.first[account]
        return account

    def parts(self, left: Account, right: Account) -> bool:
        """True where a person told the two apart; who called them one as well is not heard in that."""
        pair = frozenset((self.root(left.id), self.root(right.id)))
        return len(pair) == 2 and pair in self.apart

    def verdict(self, left: Account, right: Account) -> int:
        """Return the strength of a pair, against what a person parted."""
        return Tie.AGAINST if self.apart and self.parts(left, right) else tie(left, right)


def order_of(account: Account) -> tuple[int, str]:
    """Return the place of an account among others: by day of publication, then by id."""
    return (account.published if account.published is not None else 10**7, account.id)


def exactness(account: Account) -> tuple[int, int]:
    """Return how exactly an account tells its event: by its date first, then by how many it names."""
    days = account.last - account.first if account.first is not None and account.last is not None else VAGUEST
    return (-days, sum(1 for side in account.sides if side.key))


class Groups:
    """Accounts put together so far."""

    def __init__(self, ordered: Sequence[Account], verdict: Callable[[Account, Account], int]) -> None:
        self.verdict = verdict
        self.of: dict[str, Cluster] = {account.id: [account] for account in ordered}

    def unite(self, left: Account, right: Account) -> None:
        """Put the groups of two accounts together, unless anything in the one rules out anything in the other."""
        mine, yours = self.of[left.id], self.of[right.id]
        if mine is yours or self.clash(mine, yours):
            return
        joined = sorted(mine + yours, key=order_of)
        for account in joined:
            self.of[account.id] = joined

    def clash(self, mine: Cluster, yours: Cluster) -> bool:
        """True where two accounts of the groups cannot be of one event."""
        return any(self.verdict(one, other) == Tie.AGAINST for one in mine for other in yours)

    def unite_equals(self, edges: Sequence[Edge]) -> None:
        """Put groups together over weak ties between accounts that are as exact as each other."""
        for left, right in edges:
            if exactness(left) == exactness(right):
                self.unite(left, right)

    def unite_alone(self, edges: Sequence[Edge]) -> None:
        """Put the vaguer account's group with the other's, where it has no other to go to."""
        targets: dict[str, dict[str, Account]] = {}
        for left, right in edges:
            vague, exact = sorted((left, right), key=exactness)
            mine, yours = self.of[vague.id], self.of[exact.id]
            if mine is not yours and not self.clash(mine, yours):
                targets.setdefault(mine[0].id, {})[yours[0].id] = exact
        for first, found in targets.items():
            if len(found) == 1:
                self.unite(self.of[first][0], *found.values())

    def join(self, said: Said) -> None:
        """Put together what a person calls one event, unless a person parted anything in it."""
        for left, right in said.one:
            mine, yours = self.of[left], self.of[right]
            if mine is yours or any(said.parts(one, other) for one in mine for other in yours):
                continue
            joined = sorted(mine + yours, key=order_of)
            for account in joined:
                self.of[account.id] = joined

    def found(self) -> list[tuple[Account, ...]]:
        """Return the groups, each once."""
        once = {group[0].id: tuple(group) for group in self.of.values()}
        return sorted(once.values(), key=lambda group: order_of(group[0]))

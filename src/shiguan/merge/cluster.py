"""Which accounts tell of one event: put together by the strongest ties first, never against what rules it out.

The result is a function of the set of accounts: their order plays no part, and an account that ties to none of the
others changes nothing for them.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from shiguan.merge.profile import profile_of
from shiguan.merge.tie import WEAK, Tie, compare, gap
from shiguan.model.account import Account

# How far apart two accounts are, by date and by page, and their places in the order of `order_of`.
Edge = tuple[int, int, int, int]
# Two accounts by id, smaller first -> a person's word: True one event, False two.
Judgements = dict[tuple[str, str], bool]

VAGUEST = 10**6  # days: no date at all
BOTH_NAMED = 2


def cluster(accounts: Iterable[Account], judged: Judgements | None = None) -> list[tuple[Account, ...]]:
    """Return the accounts grouped by event, each group and the groups in the order of `order_of`.

    `judged` pairs are a person's word and outweigh every rule: what a person parted stays apart, the
    rules put the rest together, then what a person calls one event is joined, whatever the rules say against it.
    """
    ordered = sorted(accounts, key=order_of)
    if len(ordered) == 1:
        return [(ordered[0],)]
    said = Said([account.id for account in ordered], judged or {})
    against, ties = compare_all(ordered, said)
    groups = Groups(ordered, against)
    for strength in sorted(ties, reverse=True):
        edges = sorted(ties[strength])
        if strength in WEAK:
            groups.unite_equals(edges, strength)
            groups.unite_alone(edges, strength)
        else:
            for *_, left, right in edges:
                groups.unite(left, right)
    groups.join(said)
    return groups.found()


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
        if not self.apart:
            return False
        pair = frozenset((self.root(left.id), self.root(right.id)))
        return len(pair) == 2 and pair in self.apart


def compare_all(ordered: Sequence[Account], said: Said) -> tuple[list[int], dict[int, list[Edge]]]:
    """Return for each account the set of those it cannot go with, as bits, and the ties by their strength."""
    profiles = [profile_of(account) for account in ordered]
    against = [0] * len(ordered)
    ties: dict[int, list[Edge]] = {}
    for left, right in combinations(range(len(ordered)), 2):
        parted = said.parts(ordered[left], ordered[right])
        strength = Tie.AGAINST if parted else compare(profiles[left], profiles[right])
        if strength == Tie.AGAINST:
            against[left] |= 1 << right
            against[right] |= 1 << left
        elif strength != Tie.NONE:
            ties.setdefault(strength, []).append((*distance(ordered[left], ordered[right]), left, right))
    return against, ties


def order_of(account: Account) -> tuple[int, str]:
    """Return the place of an account among others: by day of publication, then by id."""
    return (account.published if account.published is not None else 10**7, account.id)


def distance(left: Account, right: Account) -> tuple[int, int]:
    """Return how far apart two accounts are: their dates, then their pages. The nearer are put together first."""
    if left.published is None or right.published is None:
        return (gap(left, right) or 0, VAGUEST)
    return (gap(left, right) or 0, abs(left.published - right.published))


def exactness(account: Account, *, by_sides: bool) -> tuple[int, ...]:
    """Return how exactly an account tells its event, the vaguest first."""
    days = account.last - account.first if account.first is not None and account.last is not None else VAGUEST
    if not by_sides:
        return (-days,)
    named = sum(1 for side in account.sides if side.key)
    states = len({side.state for side in account.sides if side.state})
    return (-days, min(BOTH_NAMED, named), -states, account.mechanism_key is not None)


class Groups:
    """Accounts put together so far, each group a set of bits."""

    def __init__(self, ordered: Sequence[Account], against: Sequence[int]) -> None:
        self.ordered = ordered
        self.of = list(range(len(ordered)))  # account -> the first of its group
        self.members = [1 << at for at in range(len(ordered))]  # of the group that begins with an account
        self.against = list(against)

    def unite(self, left: int, right: int) -> None:
        """Put the groups of two accounts together, unless anything in the one rules out anything in the other."""
        mine, yours = sorted((self.of[left], self.of[right]))
        if mine == yours or self.clash(mine, yours):
            return
        self.put_together(mine, yours)

    def put_together(self, mine: int, yours: int) -> None:
        """Make two groups one; `mine` begins first."""
        for at in bits(self.members[yours]):
            self.of[at] = mine
        self.members[mine] |= self.members[yours]
        self.against[mine] |= self.against[yours]

    def clash(self, mine: int, yours: int) -> bool:
        """True where two accounts of the groups cannot be of one event."""
        return bool(self.members[mine] & self.against[yours])

    def unite_equals(self, edges: Sequence[Edge], strength: int) -> None:
        """Put groups together over weak ties between accounts that are as exact as each other."""
        exact = self.exactness(strength)
        for *_, left, right in edges:
            if exact[left] == exact[right]:
                self.unite(left, right)

    def unite_alone(self, edges: Sequence[Edge], strength: int) -> None:
        """Put the vaguer account's group with the other's, where it has no other to go to; until nothing changes."""
        exactly = self.exactness(strength)
        vaguer = [sorted(edge[2:], key=exactly.__getitem__) for edge in edges]
        before = -1
        while before != len(set(self.of)):
            before = len(set(self.of))
            targets: dict[int, set[int]] = {}
            for vague, exact in vaguer:
                mine, yours = self.of[vague], self.of[exact]
                if mine != yours and not self.clash(mine, yours):
                    targets.setdefault(mine, set()).add(yours)
            for first, found in targets.items():
                if len(found) == 1:
                    self.unite(first, *found)

    def exactness(self, strength: int) -> list[tuple[int, ...]]:
        """Return how exactly each account tells its event: by its date; of sides alone also by whom it names."""
        return [exactness(account, by_sides=strength == Tie.SIDES) for account in self.ordered]

    def join(self, said: Said) -> None:
        """Put together what a person calls one event, unless a person parted anything in it."""
        place = {account.id: at for at, account in enumerate(self.ordered)}
        for pair in said.one:
            mine, yours = sorted(self.of[place[account]] for account in pair)
            groups = [[self.ordered[at] for at in bits(self.members[first])] for first in (mine, yours)]
            if mine != yours and not any(said.parts(one, other) for one, other in product(*groups)):
                self.put_together(mine, yours)

    def found(self) -> list[tuple[Account, ...]]:
        """Return the groups, each once."""
        return [tuple(self.ordered[at] for at in bits(self.members[first])) for first in sorted(set(self.of))]


def bits(members: int) -> list[int]:
    """Return the places of the bits that are set, from the lowest."""
    found = []
    while members:
        low = members & -members
        found.append(low.bit_length() - 1)
        members ^= low
    return found

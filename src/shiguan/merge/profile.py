"""An account as it is compared: who acted for which state, in which direction, how exactly dated. Computed once."""

import functools

import msgspec

from shiguan.lexicon import tables
from shiguan.merge.block import GROUPS
from shiguan.model.account import Account, Side
from shiguan.model.engagement import Kind, Role

WEEK = 7  # days; what spans more is a stretch in which the event lies, not its date


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """What `tie` looks at. `people` holds the names that act for each state, by key."""

    account: Account
    group: str
    exact: bool  # dated to days, not to a month or a year
    keys: frozenset[str]
    states: frozenset[str]
    people: dict[str, dict[str, str]]
    guests: frozenset[str]  # states from which a visit comes
    hosts: frozenset[str]
    words: frozenset[str]  # of the evidence, by pairs of neighbouring characters
    sitting: bool  # a body that meets all year round

    @property
    def id(self) -> str:
        """Return the account's id."""
        return self.account.id


def profile_of(account: Account) -> Profile:
    """Return the profile of an account."""
    acting = actors(account)
    people: dict[str, dict[str, str]] = {}
    for side in acting:
        if side.key and side.state:
            people.setdefault(side.state, {})[side.key] = side.name or side.key
    first, last = account.first, account.last
    return Profile(
        account=account,
        group=GROUPS[account.kind],
        exact=first is not None and last is not None and last - first <= WEEK,
        keys=frozenset(side.key for side in acting if side.key),
        states=frozenset(side.state for side in acting if side.state),
        people=people,
        guests=frozenset(side.state for side in acting if side.state and side.role is Role.GUEST),
        hosts=frozenset(side.state for side in acting if side.state and side.role is Role.HOST),
        words=frozenset(account.evidence[at : at + 2] for at in range(len(account.evidence) - 1)),
        sitting=account.mechanism_key in sitting_bodies(),
    )


def actors(account: Account) -> tuple[Side, ...]:
    """Return those whose event it is: at a conference all, elsewhere not those who only stand by."""
    if account.kind is Kind.CONFERENCE:
        return account.sides
    acting = tuple(side for side in account.sides if side.role is not Role.ATTENDEE)
    return acting or account.sides


@functools.cache
def sitting_bodies() -> frozenset[str]:
    """Return the keys of the bodies that meet all year round."""
    return frozenset(row["mechanism"] for row in tables.rows("sitting_bodies"))

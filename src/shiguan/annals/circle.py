"""Who has to do with whom in a period: states or people by the deeds they share."""

from collections import Counter
from enum import StrEnum
from itertools import combinations

import msgspec

from shiguan.annals.chronicle import Query, deed_filter
from shiguan.link.place import state_name
from shiguan.register.store import Store

FILED = {"states": ("record_state", "state"), "people": ("record_person", "person")}


class Sort(StrEnum):
    """What the nodes of a network are."""

    STATES = "states"
    PEOPLE = "people"


class Member(msgspec.Struct, frozen=True):
    """A node: a state's code or the key of a person's name, how it is called, and how many deeds it has."""

    key: str
    name: str
    count: int


class Bond(msgspec.Struct, frozen=True):
    """An edge: how many deeds two of them share; `one` comes before `other` in the order of keys."""

    one: str
    other: str
    count: int


class Circle(msgspec.Struct, frozen=True, kw_only=True):
    """The members that share the most deeds, and all bonds between them, the strongest first."""

    members: tuple[Member, ...]
    bonds: tuple[Bond, ...]
    of: int  # members in all


def circle(store: Store, query: Query, sort: Sort, most: int) -> Circle:
    """Return the `most` active states or people of the deeds that a query asks for."""
    table, column = FILED[sort]
    where, given = deed_filter(store, query)
    inside = f"record IN (SELECT id FROM record WHERE {where})"
    filed: dict[str, list[str]] = {}
    for record, key in store.rows(f"SELECT record, {column} FROM {table} WHERE {inside}", given):
        filed.setdefault(record, []).append(key)
    counts = Counter(key for together in filed.values() for key in together)
    chosen = dict(sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:most])
    pairs: Counter[tuple[str, str]] = Counter()
    for together in filed.values():
        pairs.update(combinations(sorted(key for key in together if key in chosen), 2))
    bonds = sorted(
        (Bond(*pair, count) for pair, count in pairs.items()), key=lambda one: (-one.count, one.one, one.other)
    )
    members = tuple(Member(key, state_name(key) if sort is Sort.STATES else key, chosen[key]) for key in chosen)
    return Circle(members=members, bonds=tuple(bonds), of=len(counts))

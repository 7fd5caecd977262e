"""Who has to do with whom in a period: states or people by the deeds they share."""

from enum import StrEnum

import msgspec

from shiguan.annals.chronicle import Query, deed_filter
from shiguan.link.place import state_name
from shiguan.model.record import Record
from shiguan.register.store import Store

RECORD = msgspec.json.Decoder(Record)
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
    where, given = deed_filter(query)
    inside = f"record IN (SELECT id FROM record WHERE {where})"
    counts = store.rows(
        f"SELECT {column}, COUNT(*) FROM {table} WHERE {inside} GROUP BY {column} ORDER BY 2 DESC, 1", given
    )
    chosen = {key: int(count) for key, count in counts[:most]}
    marks = ", ".join("?" * len(chosen))
    pairs = (
        store.rows(
            f"SELECT a.{column}, b.{column}, COUNT(*) FROM {table} a JOIN {table} b"
            f" ON a.record = b.record AND a.{column} < b.{column}"
            f" WHERE a.{column} IN ({marks}) AND b.{column} IN ({marks}) AND a.{inside}"
            " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2",
            (*chosen, *chosen, *given),
        )
        if chosen
        else []
    )
    members = tuple(Member(key, state_name(key) if sort is Sort.STATES else key, chosen[key]) for key in chosen)
    return Circle(members=members, bonds=tuple(Bond(*row) for row in pairs), of=len(counts))

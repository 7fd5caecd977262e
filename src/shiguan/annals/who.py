"""Persons and states, from all that the register has of them."""

from collections.abc import Sequence

import msgspec

from shiguan.annals.same import judgements
from shiguan.errors import UsageError
from shiguan.link.fold import fold_name
from shiguan.link.name import given_names, name_key
from shiguan.link.person import identify, is_certain
from shiguan.link.place import state_code
from shiguan.model.attestation import Attestation
from shiguan.model.person import Person
from shiguan.model.record import Record
from shiguan.register.store import Store
from shiguan.tell.person import Biography, tell_person
from shiguan.tell.state import Deed, Relations, tell_relations

RECORD = msgspec.json.Decoder(Record)
DEED = msgspec.json.Decoder(Deed)
ATTESTED = msgspec.msgpack.Decoder(Attestation)


class Doubtful(msgspec.Struct, frozen=True, kw_only=True):
    """Two persons who may be one."""

    one: Person
    other: Person
    reason: str


def persons(store: Store, name: str) -> list[Biography]:
    """Return the persons of a name, in any of its spellings, the most attested first.

    Namesakes are told apart by full name, state and office. Raises UsageError where nobody has the name.
    """
    key = name_key(name)
    attested = [
        ATTESTED.decode(body) for (body,) in store.rows("SELECT body FROM attestation WHERE person = ?", (key,))
    ]
    given = given_names(name)
    records = records_of(store, key)
    found = [one for one in identify(attested, judgements(store)).persons if not given or bears(one, given)]
    if not found and not records:
        raise UsageError(f"'{name}': nobody in the register has that name; see 'shiguan search {name}'")
    if not found:  # told in a deed only, without any office or state
        found = [Person(id=key, ids=(key,), key=key, state=None, names=((name, 1),), offices=(), attestations=())]
    return [one_of(store, one, records) for one in sorted(found, key=lambda one: (-len(one.attestations), one.id))]


def bears(person: Person, given: Sequence[str]) -> bool:
    """True where a person is ever named with the given names asked for, or only ever by the last part."""
    fuller = [name for name, _ in person.names if "·" in name]
    return not fuller or any(fold_name(given[0]) in name for name in fuller)


def doubtful(store: Store) -> list[Doubtful]:
    """Return the pairs of persons who may be one, for somebody to judge; told with the names they bear."""
    blocks: dict[str, list[Attestation]] = {}
    for key, body in store.rows("SELECT person, body FROM attestation"):
        blocks.setdefault(key, []).append(ATTESTED.decode(body))
    found = []
    judged = judgements(store)
    for key in sorted(key for key, attested in blocks.items() if not is_certain(attested)):
        people = identify(blocks[key], judged)
        by_id = {one.id: one for one in people.persons}
        found += [Doubtful(one=by_id[one.one], other=by_id[one.other], reason=one.reason) for one in people.doubts]
    return found


def records_of(store: Store, key: str) -> list[Record]:
    """Return the records in which somebody takes part, the latest first."""
    rows = store.rows(
        "SELECT record.body FROM record_person JOIN standing record ON record.id = record_person.record"
        " WHERE record_person.person = ? ORDER BY COALESCE(record.first, 0) DESC, record.id",
        (key,),
    )
    return [RECORD.decode(body) for (body,) in rows]


def one_of(store: Store, who: Person, records: Sequence[Record]) -> Biography:
    """Return what the register has of one person: the events are those that tell the name with that person's state."""
    states = {one.state for one in who.attestations if one.state}
    mine = [record for record in records if told_of(record, who.key, states)]
    spoken = store.rows("SELECT state, COUNT(*) FROM statement WHERE person = ? GROUP BY state", (who.key,))
    statements = sum(count for state, count in spoken if not states or state is None or state in states)
    return tell_person(who, mine, statements=statements)


def told_of(record: Record, key: str, states: set[str]) -> bool:
    """True where a record names somebody with one of the states, or with none."""
    return any(
        party.key == key and (not states or party.state is None or party.state in states) for party in record.parties
    )


def relations(store: Store, names: Sequence[str]) -> Relations:
    """Return what a state did and said, or two with each other, by any of their names.

    The words of two states are those of either, on pages that tell of both together. Raises UsageError where a name
    is none of a state or organisation.
    """
    states = [code_of(name) for name in names]
    chosen = " AND ".join("id IN (SELECT record FROM record_state WHERE state = ?)" for _ in states)
    deeds = [DEED.decode(body) for (body,) in store.rows(f"SELECT body FROM standing WHERE {chosen}", states)]
    marks = ", ".join("?" * len(states))
    words = f"SELECT day FROM statement WHERE state IN ({marks})"
    given = list(states)
    if len(states) > 1:
        words += f" AND page IN (SELECT page FROM account WHERE record IN (SELECT id FROM standing WHERE {chosen}))"
        given += states
    return tell_relations(states, deeds, [day for (day,) in store.rows(words, given)])


def code_of(name: str) -> str:
    """Return the code of a state or organisation."""
    code = state_code(name)
    if code is None:
        raise UsageError(f"'{name}': it is no state or organisation; give a name or code such as 俄罗斯 or RU")
    return code

"""Persons and states, from all that the register has of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from shiguan.annals.same import judged, judgements
from shiguan.errors import UsageError
from shiguan.link.fold import fold_name
from shiguan.link.name import given_names, name_key
from shiguan.link.person import identify, is_certain, joined, wordings_of
from shiguan.link.place import state_code
from shiguan.model.attestation import Attestation
from shiguan.model.person import Judgement, Person
from shiguan.model.record import Record
from shiguan.register.store import Store
from shiguan.tell.person import Biography, Occasion, Wording, names_of, tell_person
from shiguan.tell.state import Deed, Relations, tell_relations

RECORD = msgspec.json.Decoder(Record)
DEED = msgspec.json.Decoder(Deed)
OCCASION = msgspec.json.Decoder(Occasion)
ATTESTED = msgspec.msgpack.Decoder(Attestation)
AT_ONCE = 48  # names whose attestations are fetched at a time
# Each name once, by jumping from one to the next in the index: what is told of them is not touched.
KEYS = (
    "WITH RECURSIVE name(person) AS (SELECT MIN(person) FROM attestation UNION ALL"
    " SELECT (SELECT MIN(person) FROM attestation WHERE person > name.person) FROM name WHERE name.person IS NOT NULL)"
    " SELECT person FROM name"
)


class Doubtful(msgspec.Struct, frozen=True, kw_only=True):
    """Two persons who may be one."""

    one: Person
    other: Person
    reason: str


def persons(store: Store, name: str, *, limit: int | None = None) -> list[Biography]:
    """Return the persons of a name, in any of its spellings, the most attested first, each with the latest records.

    Namesakes are told apart by full name, state and office; with each come those of other names whom somebody called
    the same. Raises UsageError where nobody has the name.
    """
    key = name_key(name)
    given = given_names(name)
    there = bearers(store, key)
    found = [one for one in there if not given or bears(one, given)] or untitled(store, key, there)
    if not found:
        raise UsageError(f"'{name}': nobody in the register has that name; see 'shiguan search {name}'")
    across = judged(store, across=True)
    whole = [with_others(store, one, across) for one in found]
    deeds = {keys: deeds_of(store, keys) for keys in {names_of(one) for one in whole}}
    told = [one_of(store, one, deeds[names_of(one)], limit) for one in whole]
    return sorted(told, key=lambda one: (-sum(name.pages for name in one.names), one.id))


def bearers(store: Store, key: str) -> list[Person]:
    """Return the persons of a key, or the one whom deeds tell without office or state."""
    attested = [
        ATTESTED.decode(body) for (body,) in store.rows("SELECT body FROM attestation WHERE person = ?", (key,))
    ]
    found = list(identify(attested, judgements(store)).persons)
    return found or untitled(store, key, ())


def untitled(store: Store, key: str, known: Sequence[Person]) -> list[Person]:
    """Return who is told in deeds alone, without office or state, by a name; nobody where no deed tells it."""
    if any(one.id == key for one in known) or not store.one("SELECT 1 FROM record_person WHERE person = ?", (key,)):
        return []
    return [Person(id=key, ids=(key,), key=key, state=None, names=((key, 1),), offices=(), attestations=())]


def with_others(store: Store, who: Person, across: Mapping[Judgement, tuple[str, ...]]) -> Person:
    """Return a person as one with those of other names whom somebody called the same.

    Two that somebody called two do not become one through a third.
    """
    found = [who]
    for one in found:  # grows on the way
        for judgement, names in sorted(across.items()):
            ids = (judgement.one, judgement.other)
            mine = next((at for at, id in enumerate(ids) if id in one.ids), None)
            if mine is None or not judgement.same or len(names) != len(ids):
                continue
            other = next((each for each in bearers(store, names[1 - mine]) if ids[1 - mine] in each.ids), None)
            if other and other.id not in {each.id for each in found} and not parted(other, found, across):
                found.append(other)
    return joined(found) if len(found) > 1 else who


def parted(who: Person, others: Sequence[Person], across: Iterable[Judgement]) -> bool:
    """True where somebody called a person another than one of some."""
    ids = {id for one in others for id in one.ids}
    return any(
        not one.same and ((one.one in who.ids and one.other in ids) or (one.other in who.ids and one.one in ids))
        for one in across
    )


def person_at(store: Store, asked: str) -> Person:
    """Return the person that an id or a name means, apart from those of other names whom somebody called the same.

    A name is found at once; for an id, whose name it does not tell, all persons may have to be looked through. Raises
    UsageError where there is no such person, or several bear the name.
    """
    found = bearers(store, name_key(asked))
    given = given_names(asked)
    named = [one for one in found if not given or bears(one, given)]
    if len(named) > 1:
        ids = ", ".join(f"{one.id} {one.state or ''}".strip() for one in named)
        raise UsageError(f"{asked}: {len(named)} persons bear that name; give the id of one: {ids}")
    if named:
        return named[0]
    judged_so = judgements(store)
    for _, attested in blocks(store):
        for one in identify(attested, judged_so).persons:
            if asked in one.ids:
                return one
    raise UsageError(f"{asked}: no person has that id or name; 'shiguan person NAME' tells the ids")


def bears(person: Person, given: Sequence[str]) -> bool:
    """True where a person is ever named with the given names asked for, or only ever by the last part."""
    fuller = [name for name, _ in person.names if "·" in name]
    return not fuller or any(fold_name(given[0]) in name for name in fuller)


def doubtful(store: Store, *, limit: int | None = None, skip: int = 0) -> list[Doubtful]:
    """Return pairs of persons who may be one, for somebody to judge, by their names; told with the names they bear.

    Of a long list only as much is looked through as is asked for.
    """
    found: list[Doubtful] = []
    judged_so = judgements(store)
    most = None if limit is None else skip + limit
    for _, attested in blocks(store):
        if is_certain(attested):
            continue
        people = identify(attested, judged_so)
        by_id = {one.id: one for one in people.persons}
        found += [Doubtful(one=by_id[one.one], other=by_id[one.other], reason=one.reason) for one in people.doubts]
        if most is not None and len(found) >= most:
            break
    return found[skip:most]


def blocks(store: Store) -> Iterator[tuple[str, list[Attestation]]]:
    """Yield the attestations of each name, by its key; they are fetched as they are asked for."""
    keys = sorted(key for (key,) in store.rows(KEYS) if key is not None)
    for at in range(0, len(keys), AT_ONCE):
        found: dict[str, list[Attestation]] = {}
        for key, body in store.rows_in(
            "SELECT person, body FROM attestation WHERE person IN (??)", keys[at : at + AT_ONCE]
        ):
            found.setdefault(key, []).append(ATTESTED.decode(body))
        yield from sorted(found.items())


def deeds_of(store: Store, keys: Iterable[str]) -> list[Occasion]:
    """Return the deeds in which somebody of one of some names takes part, the latest first."""
    rows = store.rows_in(
        "SELECT COALESCE(record.first, 0), record.id, record.body FROM record_person"
        " JOIN standing record ON record.id = record_person.record WHERE record_person.person IN (??)",
        keys,
    )
    ordered = sorted({(-first, id): body for first, id, body in rows}.items())
    return [OCCASION.decode(body) for _, body in ordered]


def one_of(store: Store, who: Person, deeds: Sequence[Occasion], limit: int | None) -> Biography:
    """Return what the register has of one person: the events are those that tell the name with that person's state."""
    states = {one.state for one in who.attestations if one.state}
    keys = sorted(names_of(who))
    mine = [deed for deed in deeds if any(told_of(deed, key, states) for key in keys)]
    spoken = store.rows_in("SELECT state, COUNT(*) FROM statement WHERE person IN (??) GROUP BY state", keys)
    statements = sum(count for state, count in spoken if not states or state is None or state in states)
    wordings = tuple(
        Wording(id=id, name=name, state=state or None, sort=sort, told=told)
        for id, name, state, sort, told in wordings_of(who)
    )
    ids = [deed.id for deed in mine[:limit]]
    bodies: dict[str, bytes] = dict(store.rows_in("SELECT id, body FROM record WHERE id IN (??)", ids))
    records = [RECORD.decode(bodies[id]) for id in ids]
    return tell_person(who, mine, records, statements=statements, wordings=wordings)


def told_of(deed: Occasion, key: str, states: set[str]) -> bool:
    """True where a deed names somebody with one of the states, or with none."""
    return any(
        party.key == key and (not states or party.state is None or party.state in states) for party in deed.parties
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

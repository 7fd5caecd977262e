"""Which attestations of a name are one person, by full name, state and office over time.

What cannot be told is kept apart and listed as a doubt for somebody to judge. Nothing depends on the order of pages.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.link.bearer import Given, Told, alike, by_sort, clash, families_of, fits, order, settle, sorts_of
from shiguan.link.office import tenures
from shiguan.model.attestation import Attestation
from shiguan.model.person import Doubt, Judgement, People, Person

# A bearer with this share of a name's attestations is meant where no state is told; other states are then doubtful.
MAIN_SHARE = 0.9
MAIN_LEAST = 10
# The bearer to whom at least this share of the mentions with an office belongs is meant by the bare name.
CHIEF_SHARE = 0.8
CHIEF_LEAST = 5


class Bearer(msgspec.Struct, eq=False):
    """Attestations taken for one person so far. `tag` is the sort of office where that tells bearers apart."""

    state: str
    family: Given
    tag: str
    told: list[Told]
    id: str = ""
    ids: set[str] = msgspec.field(default_factory=set)

    def offices(self) -> frozenset[str]:
        """Return the offices that the bearer is known by."""
        return frozenset(office for one in self.told for office in one.offices())


Doubts = list[tuple[Bearer, Bearer, str]]


def identify(attestations: Iterable[Attestation], judged: Iterable[Judgement] = ()) -> People:
    """Return the persons whom the attestations of one key name, and the pairs that may be one person after all.

    `judged` settles pairs by any of their ids: same joins them, different keeps them apart and off the list.
    """
    told = settle(attestations)
    if not told:
        return People(persons=(), doubts=())
    key = told[0].attestation.key
    doubts: Doubts = []
    bearers: list[Bearer] = []
    for state in sorted({one.state for one in told if one.state}):
        bearers += bearers_of(state, [one for one in told if one.state == state], doubts)
    bearers = place_stateless(bearers, [one for one in told if not one.state], doubts)
    doubt_states(bearers, doubts)
    assign_ids(key, bearers)
    for judgement in sorted(set(judged)):
        bearers, doubts = apply_judgement(key, bearers, doubts, judgement)
    return people_of(key, bearers, doubts)


def is_certain(attestations: Iterable[Attestation]) -> bool:
    """True where a name can be but one person: always written alike, of one state, in one sort of office."""
    wordings = {(one.name, one.state, one.office) for one in attestations}
    if len(wordings) == 1:
        return True
    if len({(name, state) for name, state, _ in wordings}) > 1:
        return False
    return len({sort for _, state, office in wordings for sort in sorts_of(office, state)}) < 2


def bearers_of(state: str, told: Sequence[Told], doubts: Doubts) -> list[Bearer]:
    """Return the bearers of the name in one state."""
    families = families_of(one.given for one in told)
    found: dict[Given, list[Told]] = defaultdict(list)
    for one in told:
        found[families.get(one.given, ())].append(one)
    bare = found.pop((), [])
    bearers = [Bearer(state, family, "", list(members)) for family, members in sorted(found.items())]
    bearers = join_spellings(bearers, doubts)
    rest = share_out(bearers, bare)
    if rest:
        bearers.append(Bearer(state, (), "", rest))
        doubts += [(bearers[-1], other, "name without given name") for other in bearers[:-1]]
    return [part for bearer in bearers for part in split_sorts(bearer, doubts)]


def join_spellings(bearers: list[Bearer], doubts: Doubts) -> list[Bearer]:
    """Return the bearers with two spellings of a given name joined where they share an office, else doubted."""
    kept: list[Bearer] = []
    for bearer in sorted(bearers, key=lambda one: (-len(one.told), one.family)):
        fitting = [other for other in kept if alike(bearer.family, other.family)]
        shared = [other for other in fitting if bearer.offices() & other.offices()]
        if len(shared) == 1:
            shared[0].told += bearer.told
            continue
        doubts += [(bearer, other, "given name spelled otherwise") for other in fitting]
        kept.append(bearer)
    return sorted(kept, key=lambda one: one.family)


def share_out(bearers: list[Bearer], bare: list[Told]) -> list[Told]:
    """Give mentions without given name to the bearers they must mean; return those that fit several or none."""
    if len(bearers) == 1:
        bearers[0].told += bare
        return []
    offices = [(bearer, bearer.offices()) for bearer in bearers]
    rest: list[Told] = []
    given: list[tuple[Bearer, Told]] = []
    for one in bare:
        fitting = [bearer for bearer, known in offices if known & one.offices()]
        if len(fitting) == 1:
            given.append((fitting[0], one))
        else:
            rest.append(one)
    for bearer, one in given:
        bearer.told.append(one)
    chief = chief_of(bearers)
    if chief is None:
        return rest
    chief.told += [one for one in rest if not one.offices()]
    return [one for one in rest if one.offices()]


def chief_of(bearers: Sequence[Bearer]) -> Bearer | None:
    """Return the bearer who is meant where a name stands alone, None where none stands out."""
    counts = [sum(bool(one.offices()) for one in bearer.told) for bearer in bearers]
    best = max(counts, default=0)
    if best < CHIEF_LEAST or best < CHIEF_SHARE * sum(counts):
        return None
    return bearers[counts.index(best)]


def split_sorts(bearer: Bearer, doubts: Doubts) -> list[Bearer]:
    """Return the bearer split where offices of one time exclude each other: 外长 and 研究员 of one name."""
    groups = by_sort(bearer.told)
    ranked = sorted((sort for sort in groups if sort), key=lambda sort: (-len(groups[sort]), sort))
    parts: list[list[str]] = []
    for sort in ranked:
        home = next((part for part in parts if not any(clash(groups, sort, other) for other in part)), None)
        if home is None:
            parts.append([sort])
        else:
            home.append(sort)
    if len(parts) < 2:
        return [bearer]
    found = [
        Bearer(bearer.state, bearer.family, part[0] if place else "", [one for sort in part for one in groups[sort]])
        for place, part in enumerate(parts)
    ]
    found[0].told += groups.get("", [])
    moved = [(other, reason) for one, other, reason in doubts if one is bearer]
    moved += [(one, reason) for one, other, reason in doubts if other is bearer]
    doubts[:] = [doubt for doubt in doubts if bearer not in doubt[:2]]
    doubts += [(found[0], other, reason) for other, reason in moved]
    doubts += [(found[0], other, "offices of the same time that one person hardly has") for other in found[1:]]
    return found


def place_stateless(bearers: list[Bearer], told: Sequence[Told], doubts: Doubts) -> list[Bearer]:
    """Give mentions without a state to the one bearer they can mean; keep the others as bearers of their own."""
    families = families_of([*(one.given for one in told), *(bearer.family for bearer in bearers)])
    found: dict[Given, list[Told]] = defaultdict(list)
    for one in told:
        found[families.get(one.given, ())].append(one)
    added: list[Bearer] = []
    offices = {id(bearer): bearer.offices() for bearer in bearers}
    for family, members in sorted(found.items()):
        fitting = [bearer for bearer in bearers if not family or not bearer.family or families[bearer.family] == family]
        main = main_of(fitting)
        rest = []
        for one in members:
            same = [bearer for bearer in fitting if one.offices() & offices[id(bearer)]]
            chosen = fitting if len(fitting) == 1 else same if len(same) == 1 else main
            if len(chosen) == 1 and not clashing(chosen[0], one):
                chosen[0].told.append(one)
            else:
                rest.append(one)
        if rest:
            added.append(Bearer("", family, "", rest))
            doubts += [(added[-1], bearer, "state unknown") for bearer in fitting]
    return [*bearers, *added]


def main_of(bearers: Sequence[Bearer]) -> list[Bearer]:
    """Return the bearer with nearly all attestations, in a list; an empty list where none stands out."""
    total = sum(len(one.told) for one in bearers)
    return [one for one in bearers if len(one.told) >= max(MAIN_LEAST, MAIN_SHARE * total)]


def clashing(bearer: Bearer, one: Told) -> bool:
    """True where an attestation tells an office that the bearer hardly has at that time."""
    groups = by_sort(bearer.told)
    return any(
        clash({sort: groups[sort], other: [one]}, sort, other)
        for sort in groups
        for other in one.sorts()
        if sort != other
    )


def doubt_states(bearers: Sequence[Bearer], doubts: Doubts) -> None:
    """List pairs of different states that may be one person: a full name in two states, a state and an organisation."""
    named = [bearer for bearer in bearers if bearer.state]
    for main in main_of(named):
        few = [other for other in named if other.state != main.state and len(other.told) < MAIN_LEAST]
        doubts += [(main, other, "state perhaps misread") for other in few if other.family in ((), main.family)]
    for place, one in enumerate(named):
        for other in named[place + 1 :]:
            if one.state == other.state:
                continue
            if one.family and one.family == other.family:
                doubts.append((one, other, "one full name in two states"))
            elif one.family == other.family and is_organisation(one.state) != is_organisation(other.state):
                doubts.append((one, other, "a state and an organisation"))


def is_organisation(code: str) -> bool:
    """True for the code of an international organisation."""
    return len(code) != 2 or code in ("EU", "UN")


def apply_judgement(
    key: str, bearers: list[Bearer], doubts: Doubts, judgement: Judgement
) -> tuple[list[Bearer], Doubts]:
    """Return bearers and doubts after one judgement; they stay where it names none of them."""
    one = next((bearer for bearer in bearers if judgement.one in bearer.ids), None)
    other = next((bearer for bearer in bearers if judgement.other in bearer.ids), None)
    if one is None or other is None:
        return bearers, doubts
    if one is other:
        return (bearers if judgement.same else [*bearers, *cut_out(key, one, judgement)]), doubts
    doubts = [doubt for doubt in doubts if one not in doubt[:2] or other not in doubt[:2]]
    if not judgement.same:
        return bearers, doubts
    keep, gone = sorted((one, other), key=lambda bearer: (-len(bearer.told), bearer.id))
    keep.state = keep.state or gone.state
    keep.told += gone.told
    keep.ids |= gone.ids
    return [bearer for bearer in bearers if bearer is not gone], [tuple_of(doubt, gone, keep) for doubt in doubts]


def tuple_of(doubt: tuple[Bearer, Bearer, str], gone: Bearer, keep: Bearer) -> tuple[Bearer, Bearer, str]:
    """Return the doubt with a joined bearer replaced by the one that holds it now."""
    one, other, reason = doubt
    return keep if one is gone else one, keep if other is gone else other, reason


def cut_out(key: str, bearer: Bearer, judgement: Judgement) -> list[Bearer]:
    """Take what one of the two ids covers out of a bearer that holds both, and return it as a bearer."""
    for chosen in (judgement.other, judgement.one):
        part = [one for one in bearer.told if fine_id(key, one) == chosen]
        if chosen != bearer.id and part and len(part) < len(bearer.told):
            bearer.told = [one for one in bearer.told if fine_id(key, one) != chosen]
            bearer.ids -= {chosen}
            tag = min(part[0].sorts(), default="")
            return [Bearer(part[0].state, part[0].given, tag, part, id=chosen, ids={chosen})]
    return []


def digest(*parts: str) -> str:
    """Return the id made of the parts."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def fine_id(key: str, one: Told) -> str:
    """Return the id of the person an attestation would make alone among others."""
    return fine_digest(key, one.state, one.given, min(one.sorts(), default=""))


def steady_id(person: Person) -> str:
    """Return the id of a person that no other takes as attestations are added: of the wording attested most.

    The plain id of a name and state goes to whoever is attested most there.
    """
    counts = Counter(fine_id(person.key, one) for one in settle(person.attestations))
    return min(counts.keys() & set(person.ids), key=lambda id: (-counts[id], id), default=person.id)


def wordings_of(person: Person) -> list[tuple[str, str, str, str, int]]:
    """Return the ways in which pages name a person: the id of each alone, name, state, sort of office, how often.

    Those under ids that the person does not have are left out; the most usual comes first.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for one in settle(person.attestations):
        id = fine_id(person.key, one)
        counts[id, one.state, min(one.sorts(), default="")] += 1
        names[id][one.attestation.name] += 1
    found = [
        (id, max(names[id], key=lambda name: (names[id][name], len(name), name)), state, sort, count)
        for (id, state, sort), count in counts.items()
        if id in person.ids
    ]
    return sorted(found, key=lambda one: (-one[4], one[0]))


def fine_digest(key: str, state: str, given: Given, sort: str) -> str:
    """Return the id of the person whom a name with a state, given names and a sort of office would make."""
    return digest("person", key, state, "·".join(given), sort)


def plain_id(key: str, state: str) -> str:
    """Return the id of the bearer who is meant where a name of a state stands alone."""
    return digest("person", key, state)


def assign_ids(key: str, bearers: Sequence[Bearer]) -> None:
    """Give each bearer its id, and the ids that it would have with fewer attestations and no other bearer has."""
    states = {bearer.state for bearer in bearers}
    for bearer in bearers:
        own = own_id(key, bearer)
        wordings = {(one.state, one.given, min(one.sorts(), default="")) for one in bearer.told}
        bearer.ids = {fine_digest(key, *one) for one in wordings} | {own}
        bearer.id = own
        if principal(bearer.state, bearers) is bearer:
            bearer.id = plain_id(key, bearer.state)
            bearer.ids |= {plain_id(key, one.state) for one in bearer.told if one.state not in states}
    claimed = Counter(one for bearer in bearers for one in bearer.ids)
    for bearer in bearers:
        bearer.ids = {one for one in bearer.ids if claimed[one] == 1} | {bearer.id}


def own_id(key: str, bearer: Bearer) -> str:
    """Return the id of a bearer that is not the principal of its state: by its most usual given name and its tag.

    A given name that came with a mention without a state may be another bearer's own: it does not count.
    """
    family = bearer.family
    givens = Counter(one.given for one in bearer.told if one.given and family and fits(one.given, family))
    given = min(givens, key=lambda one: (-givens[one], one)) if givens else bearer.family
    return digest("person", key, bearer.state, "·".join(given), bearer.tag, "apart")


def principal(state: str, bearers: Sequence[Bearer]) -> Bearer:
    """Return the bearer of a state whom most attestations mean, those without given name before others."""
    here = [bearer for bearer in bearers if bearer.state == state]
    return min(
        here,
        key=lambda one: (bool(one.tag), -sum(not told.given for told in one.told), -len(one.told), one.family, one.tag),
    )


def joined(persons: Sequence[Person]) -> Person:
    """Return as one the persons of different names whom somebody called one, under the id of the most attested."""
    first = min(persons, key=lambda one: (-len(one.attestations), one.id))
    told = [(one.state or person.state or "", one) for person in persons for one in person.attestations]
    told.sort(key=lambda pair: order(pair[1]))
    names: Counter[str] = Counter()
    for person in persons:
        names.update(dict(person.names))
    return msgspec.structs.replace(
        first,
        ids=tuple(sorted({id for person in persons for id in person.ids})),
        state=first.state or next((one.state for one in persons if one.state), None),
        names=tuple(sorted(names.items(), key=lambda item: (-item[1], item[0]))),
        offices=tenures(told),
        attestations=tuple(one for _, one in told),
    )


def people_of(key: str, bearers: Sequence[Bearer], doubts: Doubts) -> People:
    """Return the persons that bearers are, by id, and their doubts."""
    listed = {
        Doubt(one=min(one.id, other.id), other=max(one.id, other.id), reason=reason)
        for one, other, reason in doubts
        if one is not other
    }
    persons = [person_of(key, bearer) for bearer in bearers]
    return People(persons=tuple(sorted(persons, key=lambda person: person.id)), doubts=tuple(sorted(listed)))


def person_of(key: str, bearer: Bearer) -> Person:
    """Return one person."""
    told = sorted(((one.state or bearer.state, one.attestation) for one in bearer.told), key=lambda one: order(one[1]))
    attestations = [attestation for _, attestation in told]
    names = Counter(one.name for one in attestations)
    return Person(
        id=bearer.id,
        ids=tuple(sorted(bearer.ids)),
        key=key,
        state=bearer.state or None,
        names=tuple(sorted(names.items(), key=lambda item: (-item[1], item[0]))),
        offices=tenures(told),
        attestations=tuple(attestations),
    )

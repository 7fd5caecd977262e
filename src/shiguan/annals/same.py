"""What persons judged of persons: which pairs are one, which are two."""

import msgspec

from shiguan.model.person import Judgement
from shiguan.model.ruling import Act
from shiguan.register.store import Store


class Judged(msgspec.Struct):
    """The part of a ruling that is about persons."""

    act: str
    persons: tuple[str, ...] = ()
    steady: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


JUDGED = msgspec.json.Decoder(Judged)


def judgements(store: Store) -> list[Judgement]:
    """Return what stands of the rulings on persons of one name; of two on one pair the later one."""
    return list(judged(store, across=False))


def judged(store: Store, *, across: bool) -> dict[Judgement, tuple[str, ...]]:
    """Return what stands of the rulings on persons with the keys of their names: of different names, or of one."""
    rows = store.rows("SELECT body FROM ruling WHERE withdrawn IS NULL ORDER BY made, id")
    told = [JUDGED.decode(body) for (body,) in rows]
    found = {one.steady or one.persons: one for one in told if one.persons and bool(one.names) is across}
    return {
        Judgement(one=one, other=other, same=ruling.act == Act.SAME): ruling.names
        for (one, other), ruling in found.items()
    }


def names_with(store: Store, key: str) -> list[str]:
    """Return the keys of the names of all whom persons called one with a bearer of a name, that name first."""
    found = [key]
    pairs = [names for judgement, names in judged(store, across=True).items() if judgement.same]
    for name in found:  # grows on the way
        found += [other for pair in pairs if name in pair for other in sorted(pair) if other not in found]
    return found

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


JUDGED = msgspec.json.Decoder(Judged)


def judgements(store: Store) -> list[Judgement]:
    """Return what stands of the rulings on persons; of two on one pair the later one."""
    rows = store.rows("SELECT body FROM ruling WHERE withdrawn IS NULL ORDER BY made, id")
    told = [JUDGED.decode(body) for (body,) in rows]
    found = {one.steady or one.persons: one.act == Act.SAME for one in told if one.persons}
    return [Judgement(one=one, other=other, same=same) for (one, other), same in found.items()]

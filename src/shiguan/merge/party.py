"""Who takes part in an event, over all accounts of it and what persons say of them."""

import itertools
from collections import Counter
from collections.abc import Sequence

from shiguan.merge.person import is_titled, same_person
from shiguan.model.account import Account, Side
from shiguan.model.engagement import Role
from shiguan.model.record import Agreed, Citation, Claim, Party
from shiguan.model.ruling import SideSay

CLEAREST = (Role.HOST, Role.GUEST, Role.COCHAIR, Role.SENDER, Role.RECIPIENT, Role.ATTENDEE, Role.PARTICIPANT)
Found = Sequence[tuple[Account, Side]]


def parties(told: Sequence[Account], says: Sequence[SideSay] = ()) -> tuple[Party, ...]:
    """Return those who take part; a nameless side only where no one of its state is named.

    `says` are what persons say of them: a side that was given another's name is that one.
    """
    renamed = one_name(told)
    renamed |= {say.side: say.key for say in says if say.key}
    sides: dict[str, list[tuple[Account, Side]]] = {}
    for account in told:
        for side in account.sides:
            key = ident(side)
            sides.setdefault(renamed.get(key, key), []).append((account, side))
    named = {side.state for key, found in sides.items() if not key.startswith("=") for _, side in found}
    kept = [key for key in sides if not (key.startswith("=") and key[1:] in named)]
    heard = [(renamed.get(say.side, say.side), say) for say in says]
    found = (party(key, sides[key], [say for side, say in heard if side == key]) for key in kept)
    return tuple(sorted(found, key=lambda one: (one.state or "~", one.key)))


def one_name(told: Sequence[Account]) -> dict[str, str]:
    """Return for each key that is another wording of one person's name the key that most accounts give: 习 is 习近平.

    Of one state, told apart by no account, and like one other person's name alone.
    """
    names: dict[tuple[str, str], str] = {}
    within: dict[tuple[str, str], set[str]] = {}
    for account in told:
        for side in account.sides:
            if side.key and side.name and side.state:
                who = (side.state, side.key)
                names[who] = max(names.get(who, ""), side.name, key=lambda name: (len(name), name))
                within.setdefault(who, set()).add(account.id)
    alike: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for one, other in itertools.combinations(sorted(names), 2):
        if one[0] == other[0] and not within[one] & within[other] and same_person(names[one], names[other]):
            alike.setdefault(one, set()).add(other)
            alike.setdefault(other, set()).add(one)
    found: dict[str, str] = {}
    for one, others in alike.items():
        other = next(iter(others))
        if len(others) == len(alike[other]) == 1:
            chosen = min((one, other), key=lambda who: (-len(within[who]), -len(names[who]), who[1]))
            found[one[1]] = chosen[1]
    return {key: chosen for key, chosen in found.items() if key != chosen}


def ident(side: Side) -> str:
    """Return by what a side is known within a record: the key of its name, "=RU" where it has none."""
    return side.key or f"={side.state}"


def party(key: str, found: Found, says: Sequence[SideSay]) -> Party:
    """Return one party from the sides that name it: the fullest name, the office and state most accounts give."""
    names = sorted({side.name for _, side in found if side.name}, key=lambda name: (is_titled(name), -len(name), name))
    corrected = {field: agree_side(field, found, says) for field in sorted({say.field for say in says})}
    given = {field: agreed.value for field, agreed in corrected.items()}
    return Party(
        key="" if key.startswith("=") else key,
        name=given.get("name") or (names[0] if names else None),
        office=given.get("office") or most_told([side.office for _, side in found]),
        state=given.get("state") or most_told([side.state for _, side in found]),
        role=Role(given["role"]) if "role" in given else min((side.role for _, side in found), key=CLEAREST.index),
        citations=tuple(sorted(citation_of(account, side) for account, side in found)),
        corrected=corrected,
    )


def agree_side(field: str, found: Found, says: Sequence[SideSay]) -> Agreed:
    """Return what the last person says of a field, beside what accounts and other persons say."""
    claims = {Claim(value=say.value, citation=say.citation) for say in says if say.field == field}
    value = [say.value for say in says if say.field == field][-1]
    for account, side in found:
        told = getattr(side, field)
        if told:
            claims.add(Claim(value=str(told), citation=citation_of(account, side)))
    backing = sorted(claim for claim in claims if claim.value == value)
    return Agreed(
        value=value,
        rule="agree/person",
        origins=len({claim.citation.origin for claim in backing}),
        supporting=tuple(backing),
        conflicting=tuple(sorted(claim for claim in claims if claim.value != value)),
    )


def citation_of(account: Account, side: Side) -> Citation:
    """Return where an account names a side."""
    return Citation(account=account.id, page=account.page, spans=(side.span,), origin=account.origin)


def most_told(values: Sequence[str | None]) -> str | None:
    """Return the value told most often, the longer of two, then the smaller."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None

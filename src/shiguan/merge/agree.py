"""Which value a record gives to a field, who supports it and who contradicts it: the rules that docs/explain.

`tells` is what an account says of the field, None where it is silent. `backs(told, chosen)` is true where what one
account tells is what the other tells, or a less exact wording of it.
"""

from collections.abc import Callable, Sequence

from shiguan.model.account import Account
from shiguan.model.engagement import Status
from shiguan.model.record import Agreed, Aspect, Citation, Claim

Tells = Callable[[Account], str | None]
Backs = Callable[[Account, Account], bool]
Weight = tuple[int, int, int]
UNDATED = 10**7  # after every day


def agree(
    accounts: Sequence[Account],
    aspect: Aspect,
    *,
    tells: Tells,
    backs: Backs,
    exactness: Callable[[Account], int],
    said: Sequence[Account] = (),
) -> Agreed | None:
    """Return the value of one aspect, None where no account tells it.

    `said` is what persons say of it: the last of them is right. Else chosen is the value with the most origins behind
    it among the accounts that tell of the event as held, then the most origins among all, then the most pages, then the
    most exact, then the one told first (the smaller id on one day).
    """
    telling = [account for account in accounts if tells(account) is not None]
    if said:
        return agree_with(said, telling, aspect, tells=tells, backs=backs)
    if not telling:
        return None
    weights = {one.id: weight(one, telling, backs) for one in telling}
    best = min(
        telling,
        key=lambda one: (*(-count for count in weights[one.id]), -exactness(one), one.published or UNDATED, one.id),
    )
    against = [one for one in telling if not backs(one, best)]
    return Agreed(
        value=str(tells(best)),
        rule=rule_of(weights[best.id], [weights[one.id] for one in against]),
        origins=weights[best.id][1],
        supporting=claims(aspect, tells, [one for one in telling if backs(one, best)]),
        conflicting=claims(aspect, tells, against),
    )


def agree_with(
    said: Sequence[Account], telling: Sequence[Account], aspect: Aspect, *, tells: Tells, backs: Backs
) -> Agreed:
    """Return what the last of the persons says, beside all that accounts and other persons say."""
    best = said[-1]
    voices = [*telling, *said]
    backing = [one for one in voices if backs(one, best)]
    return Agreed(
        value=str(tells(best)),
        rule="agree/person",
        origins=len({one.origin for one in backing}),
        supporting=claims(aspect, tells, backing),
        conflicting=claims(aspect, tells, [one for one in voices if not backs(one, best)]),
    )


def weight(candidate: Account, telling: Sequence[Account], backs: Backs) -> Weight:
    """Return what backs a candidate: origins that tell of the event as held, all origins, pages."""
    backing = [one for one in telling if backs(one, candidate)]
    return (
        len({one.origin for one in backing if one.status is Status.HELD}),
        len({one.origin for one in backing}),
        len({one.page for one in backing}),
    )


def rule_of(best: Weight, rivals: Sequence[Weight]) -> str:
    """Return the name of the rule that decided between the value chosen and its rivals."""
    if not rivals:
        return "agree/unopposed"
    if all(best[0] > other[0] for other in rivals):
        return "agree/held"
    if all(best[:2] > other[:2] for other in rivals):
        return "agree/origins"
    if all(best > other for other in rivals):
        return "agree/pages"
    return "agree/exact"


def claims(aspect: Aspect, tells: Tells, accounts: Sequence[Account]) -> tuple[Claim, ...]:
    """Return what accounts say of an aspect, sorted."""
    return tuple(sorted(Claim(value=str(tells(one)), citation=citation_of(one, aspect.value)) for one in accounts))


def citation_of(account: Account, field: str) -> Citation:
    """Return where an account says a field: the stretches of the field itself, else its evidence.

    What a person said stands on no page.
    """
    return Citation(
        account=account.id,
        page=account.page,
        spans=tuple(account.cited.get(field) or (account.span,)) if account.page else (),
        origin=account.origin,
    )

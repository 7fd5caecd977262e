"""A record from the accounts of one event: every value with those who support it and those who contradict it."""

import datetime
from collections import Counter
from collections.abc import Sequence

from shiguan.merge.agree import agree, agree_with, citation_of, claims
from shiguan.merge.cluster import order_of
from shiguan.merge.party import parties
from shiguan.merge.profile import sitting_bodies
from shiguan.merge.tie import OWN_LAND, days_of, gap, lands_differ
from shiguan.model.account import Account
from shiguan.model.engagement import Kind, Mode, Status
from shiguan.model.record import Agreed, Aspect, Record, Turn
from shiguan.model.ruling import SILENCE, Say

# Where accounts call one event differently, the more telling name of its kind.
TELLING = (Kind.CONSULTATION, Kind.CONFERENCE)
# What lasts: a day told within it is no other date.
LASTING = frozenset({Kind.VISIT, Kind.CONFERENCE, Kind.CEREMONY, Kind.CONSULTATION})
# Days between two days that pages of one lasting event are of, where none tells how long it lasts.
APART = {Kind.VISIT: 7, Kind.CONFERENCE: 31}
LONGEST = 31  # days; what spans more tells no beginning and end
DIVISIONS = ("省", "市", "州", "县")
FINALITY = (Status.HELD, Status.CANCELLED, Status.POSTPONED, Status.PLANNED)


def compile_record(accounts: Sequence[Account], say: Say = SILENCE) -> Record:
    """Return the record of the accounts of one event. `accounts` are not empty; their order plays no part.

    `say` is what persons say of it: it outweighs the accounts, which stay beside it.
    """
    told = sorted(accounts, key=order_of)
    kind = say.said[Aspect.KIND][-1].kind if Aspect.KIND in say.said else kind_of(told)
    values = {aspect: found for aspect, found in aspects(told, kind, say) if found is not None}
    by_date = chosen([*say.said.get(Aspect.DATE, ()), *told], values.get(Aspect.DATE))
    by_mechanism = chosen([*say.said.get(Aspect.MECHANISM, ()), *told], values.get(Aspect.MECHANISM))
    return Record(
        id=told[0].id,
        kind=kind,
        status=Status(values[Aspect.STATUS].value),
        mode=Mode(values[Aspect.MODE].value) if Aspect.MODE in values else None,
        date=by_date.date if by_date else None,
        first=by_date.first if by_date else None,
        last=by_date.last if by_date else None,
        place=values[Aspect.PLACE].value if Aspect.PLACE in values else None,
        mechanism=by_mechanism.mechanism if by_mechanism else None,
        mechanism_key=by_mechanism.mechanism_key if by_mechanism else None,
        round=int(values[Aspect.ROUND].value) if Aspect.ROUND in values else None,
        parties=parties(told, say.sides),
        values=values,
        history=history(told),
        accounts=tuple(account.id for account in told),
        pages=tuple(dict.fromkeys(account.page for account in told)),
        origins=len({account.origin for account in told}),
        verdict=say.verdict,
        rulings=say.rulings,
    )


def kind_of(told: Sequence[Account]) -> Kind:
    """Return the kind most accounts give, a session's name before a plain meeting."""
    kinds = {account.kind for account in told}
    for kind in TELLING:
        if kind in kinds:
            return kind
    return Counter(account.kind for account in told).most_common(1)[0][0]


def chosen(told: Sequence[Account], agreed: Agreed | None) -> Account | None:
    """Return the first account that supports a value with the value itself."""
    if agreed is None:
        return None
    supporting = {claim.citation.account for claim in agreed.supporting if claim.value == agreed.value}
    return next(account for account in told if account.id in supporting)


def aspects(told: Sequence[Account], kind: Kind, say: Say) -> list[tuple[Aspect, Agreed | None]]:
    """Return what the accounts, and persons, say of each aspect."""
    said = {aspect: say.said.get(aspect, ()) for aspect in Aspect}
    return [
        (Aspect.KIND, agree_kind(told, said[Aspect.KIND])),
        (Aspect.STATUS, agree_status(told, said[Aspect.STATUS])),
        (Aspect.DATE, agree_date(told, kind, said[Aspect.DATE])),
        (
            Aspect.PLACE,
            agree(
                told,
                Aspect.PLACE,
                said=said[Aspect.PLACE],
                tells=lambda one: None if one.place_key == OWN_LAND else one.place,
                backs=same_land if kind is Kind.VISIT else same_place,
                exactness=place_exactness,
            ),
        ),
        (
            Aspect.MECHANISM,
            agree(
                told,
                Aspect.MECHANISM,
                said=said[Aspect.MECHANISM],
                tells=lambda one: one.mechanism,
                backs=lambda told, chosen: told.mechanism_key == chosen.mechanism_key,
                exactness=lambda one: len(one.mechanism or ""),
            ),
        ),
        (
            Aspect.ROUND,
            agree(
                told,
                Aspect.ROUND,
                said=said[Aspect.ROUND],
                tells=lambda one: None if one.round is None else str(one.round),
                backs=lambda told, chosen: told.round == chosen.round,
                exactness=lambda _: 0,
            ),
        ),
        (
            Aspect.MODE,
            agree(
                told,
                Aspect.MODE,
                said=said[Aspect.MODE],
                tells=lambda one: one.mode,
                # One takes part in the room, another by video: of a conference both are true.
                backs=lambda told, chosen: kind is Kind.CONFERENCE or told.mode is chosen.mode,
                exactness=lambda one: sum(1 for other in told if other.mode is one.mode),
            ),
        ),
    ]


def agree_date(told: Sequence[Account], kind: Kind, said: Sequence[Account]) -> Agreed | None:
    """Return the date: a day of what lasts is no other date, a day of what happens on one is."""
    return agree(
        told,
        Aspect.DATE,
        said=said,
        tells=lambda one: one.date,
        backs=lambda told, chosen: agrees_on_date(told, chosen, kind),
        exactness=lambda one: date_exactness(one, told, kind),
    )


def agree_kind(told: Sequence[Account], said: Sequence[Account]) -> Agreed | None:
    """Return the kind that a person gave; the kinds of accounts are names, and no conflict."""
    if not said:
        return None
    return agree_with(
        said, told, Aspect.KIND, tells=lambda one: one.kind, backs=lambda one, best: one.kind is best.kind
    )


def agree_status(told: Sequence[Account], said: Sequence[Account] = ()) -> Agreed:
    """Return the status last told; of one day, the more final one. An announcement come true contradicts nothing."""
    if said:
        return agree_with(
            said, told, Aspect.STATUS, tells=lambda one: one.status, backs=lambda one, best: one.status is best.status
        )
    best = max(told, key=lambda one: (one.published or 0, -FINALITY.index(one.status)))
    held = [one for one in told if one.status is Status.HELD]
    if held:  # an old announcement printed again does not undo what was held
        best = held[-1] if best.status is Status.PLANNED else best
    against = [one for one in told if contradicts(one, best)]
    backing = [one for one in told if one.status is best.status]
    return Agreed(
        value=best.status.value,
        rule="agree/last-told" if len({one.status for one in told}) > 1 else "agree/unopposed",
        origins=len({one.origin for one in backing}),
        supporting=claims(Aspect.STATUS, lambda one: one.status, backing),
        conflicting=claims(Aspect.STATUS, lambda one: one.status, against),
    )


def contradicts(one: Account, best: Account) -> bool:
    """True where two accounts cannot both be right: held and cancelled, held and afterwards postponed."""
    if one.status is best.status:
        return False
    pair = {one.status, best.status}
    if pair == {Status.HELD, Status.CANCELLED}:
        return True
    held, other = (one, best) if one.status is Status.HELD else (best, one)
    return pair == {Status.HELD, Status.POSTPONED} and (other.published or 0) > (held.published or 0)


def agrees_on_date(told: Account, chosen: Account, kind: Kind) -> bool:
    """True where a date told is no other date than the one chosen.

    A plan that came about otherwise is no conflict, it is in the history; a day of a visit is no other date.
    """
    if told.status is not Status.HELD and chosen.status is Status.HELD:
        return True
    return within(told, chosen, kind) if kind in LASTING else holds(told, chosen)


def holds(told: Account, chosen: Account) -> bool:
    """True where the date told is the one chosen, or a month or year that holds it."""
    if told.first is None or told.last is None or chosen.first is None or chosen.last is None:
        return told.date == chosen.date
    return told.first <= chosen.first and chosen.last <= told.last


def within(told: Account, chosen: Account, kind: Kind) -> bool:
    """True where the date told is of what lasts over the one chosen: a day of a visit, the month of a conference."""
    apart = gap(told, chosen)
    if apart is None:
        return told.date == chosen.date
    if days_of(chosen) and not is_span(chosen):
        return holds(told, chosen)
    if told.mechanism_key in sitting_bodies():  # its numbered session lasts a year
        return True
    both_days = days_of(told) == days_of(chosen) == 0
    if apart:
        return apart <= (APART.get(kind, 0) if both_days else 1)
    return both_days or not (is_span(told) and is_span(chosen)) or holds(told, chosen) or holds(chosen, told)


def is_span(account: Account) -> bool:
    """True where a date tells the first and the last day."""
    return "/" in (account.date or "") and days_of(account) <= LONGEST


def date_exactness(account: Account, told: Sequence[Account], kind: Kind) -> int:
    """Return how exact a date is: few days for what happens on one; of what lasts, the span told most often."""
    if account.first is None:
        return -(10**6)
    days = days_of(account)
    if kind in LASTING and is_span(account):
        return days + 100 * sum(1 for one in told if one.date == account.date)
    return -days


def same_place(told: Account, chosen: Account) -> bool:
    """True where the place told is the one chosen, or the state it lies in."""
    if told.place_key is None or chosen.place_key is None:
        return False
    mine, yours = plain_place(told.place_key), plain_place(chosen.place_key)
    return mine == yours or yours.startswith(mine + "/")


def same_land(told: Account, chosen: Account) -> bool:
    """True where a visit goes to two places of one state, or one lies in the other."""
    return not lands_differ(told, chosen) if "/" in (told.place_key or "") else same_place(told, chosen)


def plain_place(key: str) -> str:
    """Return the key of a place without what it is called as a part of its state: 海南省 is 海南."""
    head, slash, last = key.rpartition("/")
    return head + slash + (last[:-1] if len(last) > 2 and last.endswith(DIVISIONS) else last)


def place_exactness(account: Account) -> int:
    """Return how exact a place is: 莫斯科 (RU/莫斯科) more than 俄罗斯 (RU)."""
    return (account.place_key or "").count("/")


def history(told: Sequence[Account]) -> tuple[Turn, ...]:
    """Return the steps in the life of an event: each status with its date when it is first told."""
    turns: list[Turn] = []
    seen: set[tuple[Status, str | None]] = set()
    for account in told:
        step = (account.status, account.date)
        if step not in seen:
            seen.add(step)
            day = datetime.date.fromordinal(account.published).isoformat() if account.published else None
            turns.append(
                Turn(status=account.status, date=account.date, told=day, citation=citation_of(account, "status"))
            )
    return tuple(turns)

"""A record from the accounts of one event: every value with those who support it and those who contradict it."""

import datetime
from collections import Counter
from collections.abc import Sequence

from shiguan.merge.agree import agree, citation_of, claims
from shiguan.merge.cluster import order_of
from shiguan.merge.profile import sitting_bodies
from shiguan.merge.tie import OWN_LAND, days_of, gap, lands_differ
from shiguan.model.account import Account, Side
from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.record import Agreed, Aspect, Citation, Party, Record, Turn

# Where accounts call one event differently, the more telling name of its kind.
TELLING = (Kind.CONSULTATION, Kind.CONFERENCE)
# What lasts: a day told within it is no other date.
LASTING = frozenset({Kind.VISIT, Kind.CONFERENCE, Kind.CEREMONY, Kind.CONSULTATION})
# Days between two days that pages of one lasting event are of, where none tells how long it lasts.
APART = {Kind.VISIT: 7, Kind.CONFERENCE: 31}
LONGEST = 31  # days; what spans more tells no beginning and end
DIVISIONS = ("省", "市", "州", "县")
FINALITY = (Status.HELD, Status.CANCELLED, Status.POSTPONED, Status.PLANNED)
CLEAREST = (Role.HOST, Role.GUEST, Role.COCHAIR, Role.SENDER, Role.RECIPIENT, Role.ATTENDEE, Role.PARTICIPANT)


def compile_record(accounts: Sequence[Account]) -> Record:
    """Return the record of the accounts of one event. `accounts` are not empty; their order plays no part."""
    told = sorted(accounts, key=order_of)
    kind = kind_of(told)
    values = {aspect: found for aspect, found in aspects(told, kind) if found is not None}
    by_date = chosen(told, values.get(Aspect.DATE))
    by_mechanism = chosen(told, values.get(Aspect.MECHANISM))
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
        parties=parties(told),
        values=values,
        history=history(told),
        accounts=tuple(account.id for account in told),
        pages=tuple(dict.fromkeys(account.page for account in told)),
        origins=len({account.origin for account in told}),
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


def aspects(told: Sequence[Account], kind: Kind) -> list[tuple[Aspect, Agreed | None]]:
    """Return what the accounts say of each aspect."""
    return [
        (Aspect.STATUS, agree_status(told)),
        (
            Aspect.DATE,
            agree(
                told,
                Aspect.DATE,
                tells=lambda one: one.date,
                backs=lambda told, chosen: agrees_on_date(told, chosen, kind),
                exactness=lambda one: date_exactness(one, told, kind),
            ),
        ),
        (
            Aspect.PLACE,
            agree(
                told,
                Aspect.PLACE,
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
                tells=lambda one: one.mode,
                # One takes part in the room, another by video: of a conference both are true.
                backs=lambda told, chosen: kind is Kind.CONFERENCE or told.mode is chosen.mode,
                exactness=lambda one: sum(1 for other in told if other.mode is one.mode),
            ),
        ),
    ]


def agree_status(told: Sequence[Account]) -> Agreed:
    """Return the status last told; of one day, the more final one. An announcement come true contradicts nothing."""
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


def parties(told: Sequence[Account]) -> tuple[Party, ...]:
    """Return those who take part, over all accounts; a nameless side only where no one of its state is named."""
    sides: dict[str, list[tuple[Account, Side]]] = {}
    for account in told:
        for side in account.sides:
            sides.setdefault(side.key or f"={side.state}", []).append((account, side))
    named = {side.state for key, found in sides.items() if not key.startswith("=") for _, side in found}
    kept = [key for key in sides if not (key.startswith("=") and key[1:] in named)]
    return tuple(sorted((party(key, sides[key]) for key in kept), key=lambda one: (one.state or "~", one.key)))


def party(key: str, found: Sequence[tuple[Account, Side]]) -> Party:
    """Return one party from the sides that name it: the fullest name, the office and state most accounts give."""
    names = sorted({side.name for _, side in found if side.name}, key=lambda name: (-len(name), name))
    return Party(
        key="" if key.startswith("=") else key,
        name=names[0] if names else None,
        office=most_told([side.office for _, side in found]),
        state=most_told([side.state for _, side in found]),
        role=min((side.role for _, side in found), key=CLEAREST.index),
        citations=tuple(
            sorted(
                Citation(account=account.id, page=account.page, spans=(side.span,), origin=account.origin)
                for account, side in found
            )
        ),
    )


def most_told(values: Sequence[str | None]) -> str | None:
    """Return the value told most often, the longer of two, then the smaller."""
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


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

"""What ties two accounts of different pages to one event, how strongly, and what rules it out.

The strength decides in which order accounts are put together (see `cluster`); it is no probability.
"""

from enum import IntEnum

from shiguan.merge.block import GROUPS, SLACK
from shiguan.model.account import Account, Side
from shiguan.model.engagement import Kind, Role, Status

BILATERAL = frozenset({Kind.MEETING, Kind.CALL, Kind.CONSULTATION, Kind.VISIT, Kind.SIGNING, Kind.MESSAGE})
ALIKE_WORDS = 0.25  # share of pairs of characters: 举行欢迎仪式 is not 举行欢迎宴会
WEEK = 7  # days; what spans more is a stretch in which the event lies, not its date
POSTPONED = 400  # days between two dates told for one numbered session
NEAR = 30  # days between an undated account's page and the event


class Tie(IntEnum):
    """From none to certain; AGAINST rules the pair out."""

    AGAINST = -1
    NONE = 0
    UNDATED = 1  # the same people or mechanism, one account without a date, told within weeks
    VAGUE = 2  # the same people or mechanism, one date a month or year that holds the other
    SIDES = 3  # the same states on the same day, nobody named on one side
    NEIGHBOURING = 4  # the same people, a day or two apart
    PARTLY = 5  # one person and the other's state, the same day
    SESSION = 6  # the same mechanism, the same days
    PEOPLE = 7  # the same people on both sides, the same day
    ROUND = 8  # the same numbered session of a mechanism


WEAK = frozenset({Tie.UNDATED, Tie.VAGUE, Tie.SIDES})  # only where no other event would do as well


def tie(left: Account, right: Account) -> Tie:
    """Return what ties two accounts; symmetric. Accounts of one page are told apart by that page."""
    if left.page == right.page or GROUPS[left.kind] != GROUPS[right.kind]:
        return Tie.AGAINST
    numbered = same_session(left, right)
    if numbered is not None:
        return numbered
    if principals_differ(left, right) or not dates_may_agree(left, right):
        return Tie.AGAINST
    if left.kind in (Kind.CEREMONY, Kind.OTHER) and not alike(left.evidence, right.evidence):
        return Tie.NONE
    if left.mechanism_key and right.mechanism_key:
        return by_mechanism(left, right)
    if Kind.CONFERENCE in (left.kind, right.kind):
        return Tie.NONE
    return by_people(left, right)


def same_session(left: Account, right: Account) -> Tie | None:
    """Return ROUND or AGAINST where both accounts number a session of one mechanism, None elsewhere."""
    if left.mechanism_key is None or left.mechanism_key != right.mechanism_key:
        return None
    if left.round is None or right.round is None:
        return None
    if left.round != right.round:
        return Tie.AGAINST
    apart = gap(left, right)
    if (apart is not None and apart > POSTPONED) or states_differ(left, right):
        return Tie.AGAINST
    return Tie.ROUND


def by_mechanism(left: Account, right: Account) -> Tie:
    """Return what a common mechanism, not numbered in both, says."""
    if left.mechanism_key != right.mechanism_key:
        return Tie.PEOPLE if people_tie(left, right) == 2 and same_days(left, right) else Tie.AGAINST
    if states_differ(left, right):
        return Tie.AGAINST
    if left.first is None or right.first is None:
        return Tie.UNDATED if told_near(left, right) else Tie.NONE
    return Tie.SESSION if same_days(left, right) else Tie.VAGUE


def by_people(left: Account, right: Account) -> Tie:
    """Return what common people and states, on their dates, say."""
    matched = people_tie(left, right)
    if matched is None or (left.kind is Kind.MESSAGE and not same_sender(left, right)):
        return Tie.NONE
    if left.first is None or right.first is None:
        return Tie.UNDATED if matched == 2 and told_near(left, right) else Tie.NONE
    if same_days(left, right):
        return (Tie.SIDES, Tie.PARTLY, Tie.PEOPLE)[matched]
    if matched < 2:
        return Tie.NONE
    return Tie.NEIGHBOURING if is_exact(left) and is_exact(right) else Tie.VAGUE


def people_tie(left: Account, right: Account) -> int | None:
    """Return how many sides, of at least two in common, are matched by name: 2 (or more), 1, 0; None for no two."""
    names = {side.key for side in left.sides if side.key} & {side.key for side in right.sides if side.key}
    if len(names) >= 2:
        return 2
    states = states_of(left) & states_of(right)
    if len(states) < 2:
        return None
    return len(names)


def principals_differ(left: Account, right: Account) -> bool:
    """True where one state is there by different people, so that these are two events.

    A long list of those who attend may leave out any one; of a talk between two, each account names who talked.
    """
    if left.kind not in BILATERAL or right.kind not in BILATERAL:
        return False
    mine, yours = named(left), named(right)
    return any(state in yours and not (keys & yours[state]) for state, keys in mine.items())


def named(account: Account) -> dict[str, set[str]]:
    """Return the keys of those who act for each state."""
    found: dict[str, set[str]] = {}
    for side in account.sides:
        if side.key and side.state and side.role is not Role.ATTENDEE:
            found.setdefault(side.state, set()).add(side.key)
    return found


def states_of(account: Account) -> set[str]:
    """Return the codes of the states that take part."""
    return {side.state for side in account.sides if side.state}


def states_differ(left: Account, right: Account) -> bool:
    """True where two sessions of equal name are held by different states: 政府间合作委员会 of many pairs."""
    if Kind.CONFERENCE in (left.kind, right.kind):
        return False
    mine, yours = states_of(left), states_of(right)
    return len(mine) == 2 and len(yours) == 2 and mine != yours


def same_sender(left: Account, right: Account) -> bool:
    """True where no letter would have another writer."""
    mine, yours = ({ident(side) for side in one.sides if side.role is Role.SENDER} for one in (left, right))
    return not mine or not yours or bool(mine & yours)


def ident(side: Side) -> str:
    """Return who a side is: a person's key, else the state."""
    return side.key or side.state or ""


def is_exact(account: Account) -> bool:
    """True where the date is one of days, not of a month or a year."""
    return account.first is not None and account.last is not None and account.last - account.first <= WEEK


def same_days(left: Account, right: Account) -> bool:
    """True where both dates are of days, and have one in common."""
    return is_exact(left) and is_exact(right) and gap(left, right) == 0


def gap(left: Account, right: Account) -> int | None:
    """Return the days between two dates, 0 where they overlap; None where one is not told."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    return max(0, left.first - right.last, right.first - left.last)


def dates_may_agree(left: Account, right: Account) -> bool:
    """True where no date rules the other out: they overlap, or lie a day or two apart for the same event abroad."""
    apart = gap(left, right)
    if apart is None:
        return True
    if apart == 0:
        return True
    if not (is_exact(left) and is_exact(right)):
        return False
    if Status.HELD in (left.status, right.status) and left.status is not right.status:
        return apart <= SLACK
    return apart <= 1


def told_near(left: Account, right: Account) -> bool:
    """True where the page without a date is of the weeks around the event: after it, or before it if it announces."""
    undated, dated = (left, right) if left.first is None else (right, left)
    if undated.published is None:
        return False
    if dated.first is None:
        return dated.published is not None and abs(undated.published - dated.published) <= NEAR
    if undated.status is Status.HELD:
        return 0 <= undated.published - dated.first <= NEAR
    return -SLACK <= dated.first - undated.published <= NEAR * 4


def alike(one: str, other: str) -> bool:
    """True where two stretches share enough of their words to tell of one act."""
    left, right = pairs(one), pairs(other)
    return bool(left and right) and len(left & right) >= ALIKE_WORDS * min(len(left), len(right))


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring characters of a text."""
    return {text[at : at + 2] for at in range(len(text) - 1)}

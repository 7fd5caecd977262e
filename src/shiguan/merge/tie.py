"""What ties two accounts of different pages to one event, how strongly, and what rules it out.

The strength decides in which order accounts are put together (see `cluster`); it is no probability. AGAINST also keeps
apart what a third account would join.
"""

import functools
from enum import IntEnum

from shiguan.grammar.fold import fold
from shiguan.lexicon import tables
from shiguan.merge.block import SLACK
from shiguan.merge.person import same_person
from shiguan.merge.profile import Profile, profile_of
from shiguan.model.account import Account, Side
from shiguan.model.engagement import Kind, Role, Status

ALIKE_WORDS = 0.25  # share of pairs of characters: 举行欢迎仪式 is not 举行欢迎宴会
POSTPONED = 400  # days between two dates told for one numbered session
PREPARED = 300  # days between a session and what a page tells of preparing it
NEAR = 30  # days between an undated account's page and the event, or another undated account's page
AHEAD = 4 * NEAR  # days that an undated announcement looks ahead
MONTH = 31
OWN_LAND = "我国"  # a place that only the outlet can tell
YEAR = 366  # days; a longer stretch dates nothing
# Days between two days told of what lasts, and is not held again so soon.
LASTS = {Kind.CONFERENCE: 7, Kind.VISIT: 6, Kind.CONSULTATION: 3}
TERSE = frozenset({Kind.MEETING, Kind.MESSAGE, Kind.SIGNING})  # states have many of them in a day
DESCRIBED = frozenset({Kind.CEREMONY, Kind.OTHER})  # what it was, only the words tell


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
    return compare(profile_of(left), profile_of(right))


def compare(left: Profile, right: Profile) -> Tie:
    """Return what ties two accounts, given their profiles."""
    if left.group != right.group:
        return Tie.AGAINST
    numbered = same_session(left, right)
    if numbered is not None:
        return numbered
    if left.account.page == right.account.page:
        return Tie.NONE if one_session(left, right) or one_visit(left, right) else Tie.AGAINST
    dated = dates_may_agree(left, right)
    if not dated and not may_be_redated(left, right):
        return Tie.AGAINST
    if states_differ(left, right) or people_differ(left, right):
        return Tie.AGAINST
    if not dated:
        return Tie.NONE
    if left.account.mechanism_key and right.account.mechanism_key:
        return by_mechanism(left, right)
    kinds = (left.account.kind, right.account.kind)
    if Kind.CONFERENCE in kinds:
        return Tie.NONE
    if Kind.VISIT in kinds:
        return by_visit(left, right)
    return by_people(left, right)


def same_session(left: Profile, right: Profile) -> Tie | None:
    """Return ROUND or AGAINST where both accounts number a session of one mechanism, None elsewhere."""
    mine, yours = left.account, right.account
    if mine.mechanism_key is None or mine.mechanism_key != yours.mechanism_key:
        return None
    if mine.round is None or yours.round is None:
        return None
    if mine.round != yours.round:
        return Tie.AGAINST
    apart = gap(mine, yours)
    if (apart is not None and apart > POSTPONED) or states_differ(left, right):
        return Tie.AGAINST
    return Tie.ROUND


def one_session(left: Profile, right: Profile) -> bool:
    """True where a page names one session of a mechanism twice, so that it does not tell two events apart."""
    mine, yours = left.account, right.account
    if mine.mechanism_key is None or mine.mechanism_key != yours.mechanism_key or left.sitting:
        return False
    if states_differ(left, right):
        return False
    return (gap(mine, yours) or 0) <= LASTS[Kind.CONFERENCE] or may_be_redated(left, right)


def one_visit(left: Profile, right: Profile) -> bool:
    """True where a page names one visit twice, of one guest under two names on the same days."""
    mine, yours = left.account, right.account
    if not mine.kind is yours.kind is Kind.VISIT or left.states != right.states:
        return False
    guests = left.guests & right.guests
    return same_days(left, right) and mine.status is yours.status and any(matches(left, right, one) for one in guests)


def may_be_redated(left: Profile, right: Profile) -> bool:
    """True where a number may hold two dates together: a session announced, prepared, or told of long afterwards."""
    mine, yours = left.account, right.account
    if mine.mechanism_key is None or mine.mechanism_key != yours.mechanism_key or left.sitting:
        return False
    return (mine.round is None) != (yours.round is None) and (gap(mine, yours) or 0) <= PREPARED


def by_mechanism(left: Profile, right: Profile) -> Tie:
    """Return what a common mechanism, not numbered in both, says."""
    mine, yours = left.account, right.account
    if mine.mechanism_key != yours.mechanism_key:
        return Tie.AGAINST
    if left.sitting and not (left.exact and right.exact):
        return Tie.NONE
    if left.exact and right.exact:
        return Tie.SESSION
    if lands_differ(mine, yours):
        return Tie.AGAINST if mine.first is None and yours.first is None else Tie.NONE
    if mine.first is None and yours.first is None and told_before(mine, yours):
        return Tie.AGAINST
    if mine.first is None or yours.first is None:
        return Tie.UNDATED
    if max(days_of(mine), days_of(yours)) > YEAR:
        return Tie.NONE
    monthly = days_of(mine) <= MONTH and days_of(yours) <= MONTH
    return Tie.SESSION if monthly and Kind.CONFERENCE in (mine.kind, yours.kind) else Tie.VAGUE


def told_before(mine: Account, yours: Account) -> bool:
    """True where one tells of a session that was held before the other tells of one to come: that is the next."""
    held, coming = (mine, yours) if mine.status is Status.HELD else (yours, mine)
    if held.status is not Status.HELD or coming.status is not Status.PLANNED:
        return False
    if held.published is None or coming.published is None:
        return False
    return coming.published - held.published > LASTS[Kind.CONFERENCE]


def by_visit(left: Profile, right: Profile) -> Tie:
    """Return what a common guest and host say. A visit lasts: pages of different days tell of one."""
    states = left.states & right.states
    if lands_differ(left.account, right.account):
        return Tie.AGAINST
    if len(states) < 2 or (left.guests and right.guests and not left.guests & right.guests):
        return Tie.NONE
    guests = (left.guests & right.guests) or states
    named = any(matches(left, right, state) for state in guests)
    if left.account.first is None or right.account.first is None:
        return Tie.UNDATED if named else Tie.NONE
    if not (left.exact and right.exact):
        return Tie.VAGUE if named and max(days_of(left.account), days_of(right.account)) <= YEAR else Tie.NONE
    if gap(left.account, right.account) == 0:
        return Tie.PEOPLE if named else Tie.SIDES
    return Tie.NEIGHBOURING if named else Tie.NONE


def by_people(left: Profile, right: Profile) -> Tie:
    """Return what common people and states, on their dates, say."""
    mine, yours = left.account, right.account
    kinds = {mine.kind, yours.kind}
    matched = people_tie(left, right)
    words = alike(left.words, right.words)
    if mine.kind is Kind.CEREMONY and ceremonies_differ(mine.evidence, yours.evidence):
        return Tie.AGAINST
    if matched is None or (kinds & DESCRIBED and not words) or not same_sender(left, right):
        return Tie.NONE
    apart = places_differ(mine, yours)
    if not same_days(left, right) and loosely_one(left, right):
        return Tie.NONE
    if mine.first is None or yours.first is None:
        return Tie.UNDATED if matched == 2 and not apart else Tie.NONE
    if same_days(left, right):
        if matched == 2:
            if apart and offices_differ(mine, yours):
                return Tie.AGAINST
            return Tie.SIDES if loosely_one(left, right) else Tie.PEOPLE
        if apart or loosely_one(left, right) or (kinds & TERSE and not words):
            return Tie.NONE
        return Tie.PARTLY if matched else Tie.SIDES
    if matched < 2 or apart or (kinds & TERSE - {Kind.MEETING} and not words):
        return Tie.NONE
    if left.exact and right.exact:
        one_rite = mine.kind is not Kind.CEREMONY or ceremonies(fold(mine.evidence)) == ceremonies(fold(yours.evidence))
        return Tie.NEIGHBOURING if one_rite else Tie.NONE
    return Tie.VAGUE if max(days_of(mine), days_of(yours)) <= YEAR else Tie.NONE


def loosely_one(left: Profile, right: Profile) -> bool:
    """True where one account tells of more than the other: of a session beside talks, of several guests at once."""
    mine, yours = left.account, right.account
    if bool(mine.mechanism_key) != bool(yours.mechanism_key) and mine.kind is not yours.kind:
        return True
    return left.states != right.states and max(len(left.states), len(right.states)) > 2


def people_tie(left: Profile, right: Profile) -> int | None:
    """Return how many sides, of at least two in common, are matched by name: 2 (or more), 1, 0; None for no two."""
    names = len(left.keys & right.keys)
    states = left.states & right.states
    if names < 2:
        alone = [one for one in states if not left.people.get(one, {}).keys() & right.people.get(one, {}).keys()]
        names += sum(1 for state in alone if matches(left, right, state))
    if names >= 2:
        return 2
    return names if len(states) >= 2 else None


def matches(left: Profile, right: Profile, state: str) -> bool:
    """True where somebody who acts for a state in the one account may be one who does in the other."""
    mine, yours = left.people.get(state, {}), right.people.get(state, {})
    if mine.keys() & yours.keys():
        return True
    return any(same_person(one, other) for one in mine.values() for other in yours.values())


def people_differ(left: Profile, right: Profile) -> bool:
    """True where one state is there by different people, so that these are two events.

    A conference may leave out any one; of a talk between two, each account names who talked. Of a visit only the guest
    counts: one page names who invited, another who welcomed.
    """
    if Kind.CONFERENCE in (left.account.kind, right.account.kind):
        return False
    common = left.people.keys() & right.people.keys()
    if left.account.kind is Kind.VISIT and (left.guests or right.guests):
        common &= left.guests | right.guests
    return any(not matches(left, right, state) for state in common)


def states_differ(left: Profile, right: Profile) -> bool:
    """True where each account has a state that the other lacks, or a visit goes the other way."""
    if Kind.CONFERENCE in (left.account.kind, right.account.kind):
        return False
    if left.account.kind is Kind.VISIT and not left.guests & right.guests:
        if left.guests & right.hosts or right.guests & left.hosts:
            return True
    mine, yours = left.states, right.states
    return min(len(mine), len(yours)) >= 2 and not (mine <= yours or yours <= mine)


def same_sender(left: Profile, right: Profile) -> bool:
    """True where no letter would have another writer; a state writes through anybody of it."""
    mine, yours = (
        [side for side in one.account.sides if side.role is Role.SENDER] if one.group == "m" else []
        for one in (left, right)
    )
    return not mine or not yours or any(one_writer(each, other) for each in mine for other in yours)


def one_writer(one: Side, other: Side) -> bool:
    """True where two senders may be one: of one name, or of one state that at least one stands for unnamed."""
    if one.key and other.key:
        return one.key == other.key
    return one.state is not None and one.state == other.state


def lands_differ(left: Account, right: Account) -> bool:
    """True where both tell a place, and of different states."""
    if left.place_key is None or right.place_key is None:
        return False
    mine, yours = left.place_key.split("/")[0], right.place_key.split("/")[0]
    return mine != yours and max(len(mine), len(yours)) == len("CN") and mine.isascii() and yours.isascii()


def places_differ(left: Account, right: Account) -> bool:
    """True where both tell a place, and neither lies in the other."""
    if left.place_key is None or right.place_key is None or OWN_LAND in (left.place_key, right.place_key):
        return False
    mine, yours = f"{left.place_key}/", f"{right.place_key}/"
    return not (mine.startswith(yours) or yours.startswith(mine))


def offices_differ(left: Account, right: Account) -> bool:
    """True where one name stands with two offices of one state: a president and a premier who share it."""
    mine = {(side.key, side.state): side.office for side in left.sides if side.key and side.office}
    yours = {(side.key, side.state): side.office for side in right.sides if side.key and side.office}
    common = [(mine[who], yours[who]) for who in mine.keys() & yours.keys()]
    return any(not (one.endswith(other) or other.endswith(one)) for one, other in common)


def days_of(account: Account) -> int:
    """Return how many days a date spans beyond its first."""
    return account.last - account.first if account.first is not None and account.last is not None else 10**6


def same_days(left: Profile, right: Profile) -> bool:
    """True where both dates are of days, and have one in common."""
    return left.exact and right.exact and gap(left.account, right.account) == 0


def gap(left: Account, right: Account) -> int | None:
    """Return the days between two dates, 0 where they overlap; None where one is not told."""
    if left.first is None or left.last is None or right.first is None or right.last is None:
        return None
    return max(0, left.first - right.last, right.first - left.last)


def dates_may_agree(left: Profile, right: Profile) -> bool:
    """True where no date rules the other out: they overlap, or are of neighbouring days, or of days of what lasts."""
    mine, yours = left.account, right.account
    apart = gap(mine, yours)
    if apart is None:
        return told_near(mine, yours)
    if apart == 0:
        return True
    if not (left.exact and right.exact) or left.sitting or right.sitting:
        return False
    if (mine.mechanism_key and yours.mechanism_key) or mine.kind is Kind.VISIT:
        return apart <= max(LASTS.get(mine.kind, 1), LASTS.get(yours.kind, 1))
    announced = Status.HELD in (mine.status, yours.status) and mine.status is not yours.status
    return apart <= (SLACK if announced else 1)


def told_near(left: Account, right: Account) -> bool:
    """True where the page without a date is of the weeks around the event: after it, or before it if it announces."""
    undated, dated = (left, right) if left.first is None else (right, left)
    if undated.published is None:
        return False
    near = 1 if undated.kind is Kind.MESSAGE else NEAR
    if dated.first is None:
        return dated.published is not None and abs(undated.published - dated.published) <= near
    if undated.status is Status.HELD:
        return -max(LASTS.get(undated.kind, 0), LASTS.get(dated.kind, 0)) <= undated.published - dated.first <= near
    return -SLACK <= dated.first - undated.published <= AHEAD


def ceremonies_differ(one: str, other: str) -> bool:
    """True where the words tell of different ceremonies: a welcome and a banquet."""
    mine, yours = ceremonies(fold(one)), ceremonies(fold(other))
    return bool(mine and yours) and not mine & yours


def ceremonies(text: str) -> set[str]:
    """Return the kinds of ceremony that a folded text names."""
    return {kind for word, kind in ceremony_words().items() if word in text}


@functools.cache
def ceremony_words() -> dict[str, str]:
    """Return the kind of ceremony by the words for it."""
    return tables.mapping("ceremony_words", "kind")


def alike(left: frozenset[str], right: frozenset[str]) -> bool:
    """True where two stretches, as pairs of characters, share enough of their words to tell of one act."""
    return bool(left and right) and len(left & right) >= ALIKE_WORDS * min(len(left), len(right))

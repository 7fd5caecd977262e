"""Where to look for other accounts of an event: keys that two accounts of one event share, and few others.

An account is filed under some keys and looked for under some: what A finds, finds A. So a page added costs time by
the number of candidates, not by the size of the register.
"""

import datetime
import itertools
from collections.abc import Iterator

import msgspec

from shiguan.model.account import Account
from shiguan.model.engagement import Kind, Status

GROUPS = {
    Kind.MEETING: "g",
    Kind.CONSULTATION: "g",
    Kind.CONFERENCE: "g",
    Kind.CALL: "c",
    Kind.VISIT: "v",
    Kind.SIGNING: "s",
    Kind.MESSAGE: "m",
    Kind.CEREMONY: "e",
    Kind.OTHER: "o",
}
MOST_STATES = 4  # of more states, the mechanism and the people tell the event
MOST_NAMES = 6
SLACK = 2  # days: time zones, arrival and departure
WEEK = 7  # days between two days of what lasts
FORTNIGHT = 16  # days; what spans more is looked for by the year
MONTH = 31  # days: how far back an undated announcement looks, for one that was made before it
AHEAD = 120  # days: how far ahead an undated announcement looks
BACK = 60  # days: how far back an undated mention looks
LONGEST = 3 * 366  # days; of a longer stretch only the beginning is looked through


class Keys(msgspec.Struct, frozen=True):
    """The keys under which an account is filed, and those under which it is looked for."""

    filed: tuple[str, ...]
    sought: tuple[str, ...]


def keys_of(account: Account) -> Keys:
    """Return the keys of an account; none where nothing ties it to another.

    What is dated to some days is filed by its months, the vague by its years; both are sought in both.
    """
    filed: list[str] = []
    sought: list[str] = []
    if account.mechanism_key and account.round is not None:
        filed.append(f"r|{account.mechanism_key}|{account.round}")
        sought += filed
    span = window(account)
    if span is not None:
        by_month = [f"{month.year}-{month.month}" for month in months(*span)]
        by_year = [f"{year}~" for year in years(*span)]
        exact = account.first is not None and span[1] - span[0] <= FORTNIGHT + 2 * WEEK
        for subject in subjects_of(account):
            filed += [f"{subject}|{part}" for part in (by_month if exact else by_year)]
            sought += [f"{subject}|{part}" for part in by_month + by_year]
    return Keys(tuple(sorted(filed)), tuple(sorted(sought)))


def subjects_of(account: Account) -> Iterator[str]:
    """Yield what the event is about: its mechanism, each pair of its states, each pair of its people."""
    group = GROUPS[account.kind]
    if account.mechanism_key:
        yield f"{group}|{account.mechanism_key}"
    states = sorted({side.state for side in account.sides if side.state})
    if 2 <= len(states) <= MOST_STATES:
        for pair in itertools.combinations(states, 2):
            yield f"{group}|{'+'.join(pair)}"
    names = sorted({side.key for side in account.sides if side.key})
    if 2 <= len(names) <= MOST_NAMES:
        for pair in itertools.combinations(names, 2):
            yield f"{group}|{'+'.join(pair)}"


def window(account: Account) -> tuple[int, int] | None:
    """Return the days in which the event may lie, as ordinals; None where nothing tells."""
    if account.first is not None and account.last is not None:
        slack = WEEK if account.mechanism_key or account.kind is Kind.VISIT else SLACK
        return account.first - slack, min(account.last, account.first + LONGEST) + slack
    if account.published is None:
        return None
    if account.status is Status.HELD:
        return account.published - BACK, account.published + WEEK
    return account.published - MONTH, account.published + AHEAD


def months(first: int, last: int) -> list[datetime.date]:
    """Return the first days of the months between two days."""
    found = [datetime.date.fromordinal(max(first, 1)).replace(day=1)]
    while (after := (found[-1] + datetime.timedelta(days=31)).replace(day=1)).toordinal() <= last:
        found.append(after)
    return found


def years(first: int, last: int) -> range:
    """Return the years between two days."""
    return range(datetime.date.fromordinal(max(first, 1)).year, datetime.date.fromordinal(max(last, 1)).year + 1)

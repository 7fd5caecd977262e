"""What is known of a mechanism: its sessions held, missing and expected."""

import datetime
import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from shiguan.lexicon import tables
from shiguan.model.engagement import Status
from shiguan.model.mechanism_account import Told
from shiguan.model.record import Record
from shiguan.tell.day import span_of
from shiguan.tell.forecast import Basis, Point, Turns, Window, expect, iso, turns, within_one
from shiguan.tell.session import Contradiction, Session, sessions_of
from shiguan.tell.setting import Setting

# Days between sessions as a page tells the cadence, and as the name itself does.
CADENCES = {
    "monthly": 30,
    "quarterly": 91,
    "half_yearly": 183,
    "yearly": 365,
    "two_yearly": 730,
    "three_yearly": 1095,
    "four_yearly": 1461,
    "five_yearly": 1826,
}
NAMED_YEARLY = ("年度", "年会")
PAIR = 2
SOON = 31  # days: what is announced for a stretch as short is the next session, whenever it is


class Telling(Told, frozen=True, kw_only=True):
    """What one page tells of the mechanism itself."""

    page: str
    published: str | None = None


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A mechanism that this one was renamed to or from, merged into, split from, or is part of."""

    kind: str
    from_name: str
    to_name: str
    date: str
    note: str


class Missing(msgspec.Struct, frozen=True, kw_only=True):
    """A session that must have been held, of which no report is known; the sessions known around it bound its day."""

    round: int
    after: str | None
    before: str | None
    told: bool  # a page tells that it was held (已举行15轮)


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """The session expected next. `overdue` counts the days since the window has closed, None while it is open."""

    round: int | None
    first: str
    middle: str
    last: str
    basis: Basis
    intervals: tuple[int, ...]
    host: str | None
    host_basis: str | None
    overdue: int | None
    records: tuple[str, ...]


class Mechanism(msgspec.Struct, frozen=True, kw_only=True):
    """A mechanism: `sides` are the states in its name, `turns` how far the host alternates between two."""

    key: str
    name: str
    names: tuple[str, ...]
    sides: tuple[str, ...]
    sessions: tuple[Session, ...]
    missing: tuple[Missing, ...]
    turns: Turns | None
    expected: Expected | None
    contradictions: tuple[Contradiction, ...]
    links: tuple[Link, ...]
    tellings: tuple[Telling, ...]
    unconfirmed: tuple[str, ...]  # records of sessions whose planned day has passed without a report
    mentions: tuple[str, ...]  # records that name it without number or date


def tell_mechanism(
    key: str,
    name: str,
    records: Sequence[Record],
    places: Mapping[str, str],
    today: int,
    links: Sequence[Link] = (),
    tellings: Sequence[Telling] = (),
    settings: Mapping[str, Setting] = MappingProxyType({}),
) -> Mechanism:
    """Return what records and pages tell of a mechanism, as of `today` (an ordinal).

    `places` gives the path of each place that the records name (莫斯科: RU/莫斯科), `settings` by record when and where
    one was held that no page dates.
    """
    sides = tuple(filter(None, key.partition("/")[0].split("+"))) if "/" in key else ()  # SCO+ is one
    sessions, mentions = sessions_of(records, places, sides, settings)
    sessions = put_off(sessions, tellings)
    sitting = key in sitting_bodies()
    if sitting:  # a session lasts a year, and its sittings are on many days
        sessions = tuple(msgspec.structs.replace(one, contradictions=(), interval=None) for one in sessions)
    alternation = host_turns(sessions, sides)
    return Mechanism(
        key=key,
        name=name,
        names=tuple(sorted({one.mechanism for one in records if one.mechanism} - {name})),
        sides=sides,
        sessions=sessions,
        missing=missing(sessions, max((one.rounds_held or 0 for one in tellings), default=0)),
        turns=alternation,
        expected=None
        if sitting
        else expected(sessions, sides, alternation, today, tellings, cadence_of(name, tellings)),
        contradictions=() if sitting else twice_numbered(sessions),
        links=tuple(links),
        tellings=tuple(sorted(tellings, key=lambda one: (one.published or "", one.page))),
        unconfirmed=tuple(one.records[0] for one in sessions if passed(one, today)),
        mentions=mentions,
    )


@functools.cache
def sitting_bodies() -> frozenset[str]:
    """Return the keys of the bodies that meet all year round."""
    return frozenset(row["mechanism"] for row in tables.rows("sitting_bodies"))


def passed(one: Session, today: int) -> bool:
    """True where a session was planned for a time that has passed, and nothing tells that it was held."""
    told = stretch(one.date)
    return one.status is Status.PLANNED and told is not None and told[1] < today


def put_off(sessions: Sequence[Session], tellings: Iterable[Telling]) -> tuple[Session, ...]:
    """Return the sessions, the first one after a time told to have been missed with that time as its first date."""
    found = list(sessions)
    for told in sorted({one.postponed for one in tellings if one.postponed}):
        meant = stretch(told)
        after = [at for at, one in enumerate(found) if meant and one.first is not None and one.first > meant[0]]
        if after and told not in found[after[0]].postponed:
            one = found[after[0]]
            found[after[0]] = msgspec.structs.replace(one, postponed=tuple(sorted({*one.postponed, told})))
    return tuple(found)


def cadence_of(name: str, tellings: Iterable[Telling]) -> int | None:
    """Return the days between sessions that pages tell, the one told last, else that the name says; else None."""
    told = [one for one in tellings if one.cadence in CADENCES]
    if told:
        return CADENCES[max(told, key=lambda one: (one.published or "", one.page)).cadence or ""]
    return CADENCES["yearly"] if any(word in name for word in NAMED_YEARLY) else None


def missing(sessions: Sequence[Session], rounds_held: int) -> tuple[Missing, ...]:
    """Return the numbers between and below the known ones of which no session is known to have been held.

    Below the lowest known number only those that a page tells to have been held are missed: the register may begin
    late.
    """
    held = {one.round: one for one in sessions if one.round is not None and one.status is Status.HELD}
    planned = {one.round for one in sessions if one.round is not None}
    numbers = set(range(min(held), max(held))) if held else set()
    told = set(range(1, rounds_held + 1))
    found = []
    for number in sorted((numbers | told) - planned):
        after = max((known for known in held if known < number), default=None)
        before = min((known for known in held if known > number), default=None)
        found.append(
            Missing(
                round=number,
                after=held[after].date if after is not None else None,
                before=held[before].date if before is not None else None,
                told=number in told,
            )
        )
    return tuple(found)


def host_turns(sessions: Sequence[Session], sides: Sequence[str]) -> Turns | None:
    """Return how far the host alternates between two sides, None for other than two."""
    if len(sides) != PAIR:
        return None
    hosts = [(one.round, one.host) for one in sessions if one.status is Status.HELD and one.host in sides]
    return turns(hosts)


def twice_numbered(sessions: Sequence[Session]) -> tuple[Contradiction, ...]:
    """Return what sessions tell against each other: a later number on an earlier day, or two numbers on one day."""
    held = [one for one in sessions if one.status is Status.HELD and one.round is not None and one.first is not None]
    found = []
    for before, after in itertools.pairwise(held):
        if before.round is None or after.round is None:
            continue
        if after.round <= before.round or after.first == before.first:
            values = (f"第{before.round} {before.date}", f"第{after.round} {after.date}")
            found.append(Contradiction(aspect="round", values=values, records=(before.records[0], after.records[0])))
    return tuple(found)


def expected(
    sessions: Sequence[Session],
    sides: Sequence[str],
    alternation: Turns | None,
    today: int,
    tellings: Sequence[Telling],
    cadence: int | None,
) -> Expected | None:
    """Return the session expected after the last held: as announced, else from the intervals.

    An announcement of a month or year bounds what the intervals say; one of a time behind them is of a later session.
    A session put off without a new day is looked for from then on; so is the one after those told to have been held.
    """
    held = [one for one in sessions if one.status is Status.HELD and day_of(one) is not None]
    if not held:
        return None
    last = held[-1]
    coming = next((one for one in sessions if one.status is Status.PLANNED and follows(one, last)), None)
    waiting = next((one for one in reversed(sessions) if one.status is Status.POSTPONED and follows(one, last)), None)
    counted = told_count(tellings, last)
    window = expect(points(held), cadence=cadence)
    if coming is not None and (told := stretch(coming.date)) is not None:
        if window is not None and told[1] - told[0] > SOON and told[0] > window.middle:
            coming = None  # told of a session after the next
        else:
            window, waiting, counted = bounded(told, window), None, None
    number = coming.round if coming is not None and coming.round is not None else None
    if waiting is not None and (told := stretch(waiting.date)) is not None:
        window = within_one(points(held), cadence=cadence, after=told[1] + 1, basis=Basis.PUT_OFF)
        coming, number = waiting, waiting.round
    elif counted is not None:
        window = within_one(points(held), cadence=cadence, after=counted[1])
        number = counted[0] + 1
    if window is None:
        return None
    host, host_basis = (None, None) if waiting or counted else next_host(last, sides, alternation)
    if coming is not None and coming.host:
        host, host_basis = coming.host, "announced"
    return Expected(
        round=number or (last.round + 1 if last.round is not None else None),
        first=iso(window.first),
        middle=iso(window.middle),
        last=iso(window.last),
        basis=window.basis,
        intervals=window.intervals,
        host=host,
        host_basis=host_basis,
        overdue=today - window.last if today > window.last else None,
        records=coming.records if coming is not None else (),
    )


def told_count(tellings: Iterable[Telling], last: Session) -> tuple[int, int] | None:
    """Return how many sessions a page tells to have been held beyond the last one known, and its day; else None."""
    found = [
        (one.rounds_held, date.toordinal())
        for one in tellings
        if one.rounds_held and (date := day_told(one.published)) and date.toordinal() > (day_of(last) or 0)
    ]
    most = max(found, key=lambda one: (one[0], -one[1]), default=None)
    return most if most is not None and last.round is not None and most[0] > last.round else None


def day_told(published: str | None) -> datetime.date | None:
    """Return the day of a page, None where it has none or only a month."""
    try:
        return datetime.date.fromisoformat(published or "")
    except ValueError:
        return None


def points(sessions: Iterable[Session]) -> list[Point]:
    """Return the sessions held as points in time, those of a month in its middle."""
    held = ((day_of(one), one) for one in sessions if one.status is Status.HELD)
    return [Point(day, one.round, put_off=bool(one.postponed)) for day, one in held if day is not None]


def day_of(one: Session) -> int | None:
    """Return the first day of a session, the middle of the month where no day is known, None for anything vaguer."""
    if one.first is not None:
        return one.first
    told = stretch(one.date)
    return (told[0] + told[1]) // 2 if told is not None and told[1] - told[0] <= SOON else None


def follows(one: Session, last: Session) -> bool:
    """True where a session announced lies behind the last held: its date ends later, or its number is higher."""
    told = stretch(one.date)
    if told is not None and told[1] > (last.last or day_of(last) or 0):
        return one.round is None or last.round is None or one.round > last.round
    return False


def stretch(date: str | None) -> tuple[int, int] | None:
    """Return the ordinals of the first and last day of a day, month, year or interval of these; else None."""
    if not date:
        return None
    first, _, last = date.partition("/")
    begin, end = span_of(first), span_of(last or first)
    return (begin[0], end[1]) if begin and end else None


def bounded(told: tuple[int, int], window: Window | None) -> Window:
    """Return the stretch announced, narrowed to the window where they overlap and the stretch is the longer."""
    first, last = told
    known = window.intervals if window else ()
    if window and last - first > window.last - window.first and window.first <= last:
        first, last = max(first, window.first), min(last, window.last)
    middle = min(max(window.middle, first), last) if window else (first + last) // 2
    return Window(first=first, middle=middle, last=last, basis=Basis.ANNOUNCED, intervals=known)


def next_host(last: Session, sides: Sequence[str], alternation: Turns | None) -> tuple[str | None, str | None]:
    """Return the side whose turn it is and why, (None, None) where that does not follow."""
    if alternation is None or not alternation.alternates or last.host not in sides:
        return None, None
    other = next(side for side in sides if side != last.host)
    return other, f"hosts alternated in {alternation.kept} of {alternation.of} turns"

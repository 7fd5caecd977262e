"""The sessions of a mechanism: the records of one session put into one row, numbered or not."""

import datetime
from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from shiguan.model.engagement import Mode, Role, Status
from shiguan.model.record import Aspect, Party, Record

EXACT = 14  # days: what spans more is a stretch in which the session lies, not its date
NEAR = 3  # days between two records of one session, where the number does not say it
ANNOUNCED = 150  # days: how long before a session an announcement without a date may stand
HEADS = (Role.HOST, Role.COCHAIR, Role.GUEST)
Fits = Callable[[Record, Record], bool]
TOLD_OTHERWISE = (Aspect.STATUS, Aspect.DATE, Aspect.PLACE, Aspect.ROUND, Aspect.MODE)


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """Who led the delegation of a state."""

    state: str | None
    name: str
    office: str | None
    role: Role


class Contradiction(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """Values told for one aspect that cannot all be right, the one chosen first, and the records that hold them."""

    aspect: str
    values: tuple[str, ...]
    records: tuple[str, ...]


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """One session. `host` is the state in which it was held, None for one by video; `interval` the days since the
    session before it in the table that was held; `postponed` the dates for which it had been meant."""

    round: int | None
    status: Status
    date: str | None  # EDTF
    first: int | None  # ordinals of the days that the date spans
    last: int | None
    place: str | None
    host: str | None
    mode: Mode | None
    heads: tuple[Head, ...]
    interval: int | None
    postponed: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    origins: int
    records: tuple[str, ...]
    pages: tuple[str, ...]


def sessions_of(records: Iterable[Record], places: Mapping[str, str]) -> tuple[Session, ...]:
    """Return the sessions of a mechanism in the order of their dates; their records' order plays no part.

    `places` gives the path of each place (莫斯科: RU/莫斯科). Records that give neither number nor date stand in a
    session of their own, at the end, unless they announce one that follows.
    """
    groups = sorted((ranked(group) for group in group_records(records)), key=place_in_time)
    found: list[Session] = []
    before: int | None = None
    for group in groups:
        best = group[0]
        session = session_of(group, places)
        if session.status is Status.HELD and session.first is not None:
            interval = session.first - before if before is not None else None
            before = session.first
            session = msgspec.structs.replace(session, interval=interval)
        found.append(session)
    return tuple(found)


def place_in_time(group: Sequence[Record]) -> tuple[int, int, str]:
    """Return where a session stands among others: by its date, then by its number."""
    best = group[0]
    return (best.first if best.first is not None else 10**7, best.round or 0, best.id)


def group_records(records: Iterable[Record]) -> list[list[Record]]:
    """Return the records grouped by session: by number first, then by date, then announcements by what follows."""
    ordered = sorted(records, key=lambda one: one.id)
    groups: dict[int, list[Record]] = {}
    for record in ordered:
        if record.round is not None:
            groups.setdefault(record.round, []).append(record)
    found = [groups[number] for number in sorted(groups)]
    bare = [record for record in ordered if record.round is None]
    dated = sorted((one for one in bare if is_exact(one)), key=lambda one: (one.first, one.id))
    for record in dated:
        put(record, found, lambda one, other: is_exact(other) and apart(one, other) <= NEAR)
    for record in (one for one in bare if one.first is not None and not is_exact(one)):
        put(record, found, lambda one, other: apart(one, other) == 0 and one.status is not Status.POSTPONED)
    for record in (one for one in bare if one.first is None):
        put(record, found, may_announce)
    return found


def put(record: Record, groups: list[list[Record]], fits: Fits) -> None:
    """Put a record into the only group that it fits, the nearest where several are exact, else into one of its own."""
    fitting = [group for group in groups if any(fits(record, other) for other in group)]
    if len(fitting) > 1 and is_exact(record):
        fitting = [min(fitting, key=lambda group: min(apart(record, other) for other in group))]
    if len(fitting) == 1:
        fitting[0].append(record)
    else:
        groups.append([record])


def may_announce(record: Record, session: Record) -> bool:
    """True where a record without a date was told in the months before a session, or in the weeks after it."""
    told = told_on(record)
    if told is None or session.first is None or not is_exact(session):
        return False
    if record.status is Status.PLANNED:
        return 0 <= session.first - told <= ANNOUNCED
    return record.status is Status.HELD and 0 <= told - session.first <= ANNOUNCED // 2


def told_on(record: Record) -> int | None:
    """Return the day on which a record was first told."""
    days = [turn.told for turn in record.history if turn.told]
    return datetime.date.fromisoformat(min(days)).toordinal() if days else None


def is_exact(record: Record) -> bool:
    """True where the date is one of days, not of a month or a year."""
    return record.first is not None and record.last is not None and record.last - record.first <= EXACT


def apart(one: Record, other: Record) -> int:
    """Return the days between two dates, 0 where they overlap, many where one is unknown."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 10**7
    return max(0, one.first - other.last, other.first - one.last)


def ranked(group: Sequence[Record]) -> list[Record]:
    """Return the records of a session, the one that tells most surely first: held, dated by the day, most origins."""
    return sorted(
        group,
        key=lambda one: (
            one.status is not Status.HELD,
            not is_exact(one),
            one.first is None,
            -one.origins,
            -len(one.accounts),
            one.id,
        ),
    )


def session_of(group: Sequence[Record], places: Mapping[str, str]) -> Session:
    """Return the session of ranked records."""
    best = group[0]
    place = next((one.place for one in group if one.place and agree(one, best)), None)
    mode = next((one.mode for one in group if one.mode and agree(one, best)), None)
    path = places.get(place or "", "")
    host = path.partition("/")[0] if path and mode is not Mode.VIDEO else None
    if host is None and mode is not Mode.VIDEO:
        host = next((one.state for one in best.parties if one.role is Role.HOST and one.state), None)
    return Session(
        round=next((one.round for one in group if one.round is not None), None),
        status=status_of(group),
        date=best.date,
        first=best.first if is_exact(best) else None,
        last=best.last if is_exact(best) else None,
        place=place,
        host=host,
        mode=mode,
        heads=heads_of([one for one in group if agree(one, best)]),
        interval=None,
        postponed=postponed(group),
        contradictions=contradictions(group, places),
        origins=max(one.origins for one in group),
        records=tuple(one.id for one in group),
        pages=tuple(dict.fromkeys(page for one in group for page in one.pages)),
    )


def agree(one: Record, best: Record) -> bool:
    """True where a record's date leaves it possible that it tells of the session as the best one does."""
    return one is best or one.first is None or best.first is None or apart(one, best) <= NEAR


def status_of(group: Sequence[Record]) -> Status:
    """Return held where any record says so, else what was told last."""
    if any(one.status is Status.HELD for one in group):
        return Status.HELD
    last = max(group, key=lambda one: (max((turn.told or "" for turn in one.history), default=""), one.id))
    return last.status


def postponed(group: Sequence[Record]) -> tuple[str, ...]:
    """Return the dates for which a session was meant before it was put off, "" where none is told."""
    turns = [turn for one in group for turn in one.history if turn.status is Status.POSTPONED]
    return tuple(sorted({turn.date or "" for turn in turns}))


def heads_of(group: Sequence[Record]) -> tuple[Head, ...]:
    """Return the heads of delegation by state: hosts, co-chairs and guests, else the only one named of a state."""
    found: dict[str, tuple[Party, ...]] = {}
    for record in group:
        for state, parties in by_state(record.parties).items():
            leading = tuple(one for one in parties if one.role in HEADS)
            chosen = leading or (parties if len(parties) == 1 else ())
            if chosen and (state not in found or (leading and found[state][0].role not in HEADS)):
                found[state] = chosen
    return tuple(
        Head(state=one.state, name=one.name or "", office=one.office, role=one.role)
        for _, parties in sorted(found.items())
        for one in sorted(parties, key=lambda one: (HEADS.index(one.role) if one.role in HEADS else 9, one.key))
    )


def by_state(parties: Iterable[Party]) -> dict[str, tuple[Party, ...]]:
    """Return the parties with a name by state."""
    found: dict[str, tuple[Party, ...]] = {}
    for party in parties:
        if party.name:
            state = party.state or "~"
            found[state] = (*found.get(state, ()), party)
    return found


def contradictions(group: Sequence[Record], places: Mapping[str, str]) -> tuple[Contradiction, ...]:
    """Return what the records of a session tell otherwise, each within itself and against each other."""
    found: set[Contradiction] = set()
    for record in group:
        for aspect in TOLD_OTHERWISE:
            agreed = record.values.get(aspect)
            if agreed and agreed.conflicting:
                others = sorted({claim.value for claim in agreed.conflicting} - {agreed.value})
                found.add(Contradiction(aspect=aspect.value, values=(agreed.value, *others), records=(record.id,)))
    best = group[0]
    for other in group[1:]:
        pair = (best.id, other.id)
        if is_exact(best) and is_exact(other) and apart(best, other) > 1 and other.status is Status.HELD:
            found.add(Contradiction(aspect="date", values=(best.date or "", other.date or ""), records=pair))
        if best.place and other.place and agree(other, best):
            mine, yours = places.get(best.place, best.place), places.get(other.place, other.place)
            if not (mine + "/").startswith(yours + "/") and not (yours + "/").startswith(mine + "/"):
                found.add(Contradiction(aspect="place", values=(best.place, other.place), records=pair))
    return tuple(sorted(found))

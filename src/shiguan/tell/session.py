"""The sessions of a mechanism: the records of one session put into one row, numbered or not."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import msgspec

from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.record import Aspect, Party, Record
from shiguan.tell.group import group_records
from shiguan.tell.report import HEADS, Report, agree, apart, days_of, is_video, placed_by, reports_of
from shiguan.tell.setting import Setting

LONGEST = 2  # days of a conference told as a stretch; who is away for longer is on a journey
WEEK = 7  # days of one that a report tells which names nobody: it tells of no journey
PAIR = 2
OUTNUMBERS = 3  # times as many accounts as name the next one
LATE = "9999"  # after every date
NEAR = 3  # days: a place told of another day is not that of the session


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
    """One session, told by its fullest report.

    `first` and `last` are the ordinals of its days, None where only a month or year is known. `host` is the state in
    which it was held, None for one by video; `interval` the days since the session held before it. `announced` are
    dates for which it was announced and on which it was not held, `postponed` those from which it was put off.
    `inferred` are the records from which the day, and the place where no page gives one, follow; empty where told.
    """

    round: int | None
    status: Status
    date: str | None  # EDTF
    first: int | None
    last: int | None
    place: str | None
    host: str | None
    mode: Mode | None
    heads: tuple[Head, ...]
    interval: int | None
    announced: tuple[str, ...]
    postponed: tuple[str, ...]
    contradictions: tuple[Contradiction, ...]
    origins: int
    records: tuple[str, ...]
    pages: tuple[str, ...]
    inferred: tuple[str, ...] = ()


def sessions_of(
    records: Iterable[Record],
    places: Mapping[str, str],
    sides: Sequence[str] = (),
    settings: Mapping[str, Setting] = MappingProxyType({}),
) -> tuple[tuple[Session, ...], tuple[str, ...]]:
    """Return the sessions of a mechanism by date, and the records that tell of it without number or date.

    `places` gives the path of each place (莫斯科: RU/莫斯科). `sides` are the states whose mechanism it is, where its
    name says them: of two, only their people lead. `settings` tell by record when and where one was held that no page
    dates. The order of the records plays no part.
    """
    groups, loose = group_records(records)
    found = in_order([placed_in_time(session_of(group, places, sides), places, settings) for group in groups])
    before: int | None = None
    for at, one in enumerate(found):
        if one.status is Status.HELD and one.first is not None:
            found[at] = msgspec.structs.replace(one, interval=one.first - before if before is not None else None)
            before = one.first
    return tuple(found), tuple(record.id for record in loose)


def placed_in_time(one: Session, places: Mapping[str, str], settings: Mapping[str, Setting]) -> Session:
    """Return a session held on no day that is told with the day, and where need be the place, that it must have had."""
    setting = next((settings[record] for record in one.records if record in settings), None)
    if setting is None or one.first is not None or one.status is not Status.HELD:
        return one
    place = one.place or (setting.place if one.mode is not Mode.VIDEO else None)
    host = places.get(place or "", "").partition("/")[0]
    return msgspec.structs.replace(
        one,
        date=datetime.date.fromordinal(setting.day).isoformat(),
        first=setting.day,
        last=setting.day,
        place=place,
        host=one.host if one.place else host or one.host,
        inferred=setting.records,
    )


def in_order(sessions: Iterable[Session]) -> list[Session]:
    """Return sessions by date, then number; a numbered one without a date before the next number that has one."""
    given = list(sessions)
    dated = sorted((one.round, one.date) for one in given if one.round is not None and one.date)

    def place(one: Session) -> tuple[str, bool, int, str]:
        after = next((date for number, date in dated if one.round is not None and number > one.round), LATE)
        return (one.date or after, one.date is not None, one.round or 0, one.records[0])

    return sorted(given, key=place)


def session_of(group: Sequence[Record], places: Mapping[str, str], sides: Sequence[str]) -> Session:
    """Return the session that records tell of."""
    ranked = reports_of(group, places)
    best = ranked[0]
    date = date_of(ranked)
    days = days_of(date)
    same = [one for one in ranked if days is None or one.days is None or apart(one.days, days) <= NEAR]
    video = is_video(same)
    placed = None if video else placed_by(same)
    parties = parties_of(best) or best.record.parties
    number = next((one.round for one in ranked if one.round is not None), None)
    return Session(
        round=number,
        status=status_of(group),
        date=date,
        first=days[0] if days else None,
        last=days[1] if days else None,
        place=placed.place if placed else None,
        host=None if video else host_of(placed, parties),
        mode=Mode.VIDEO if video else Mode(best.mode) if best.mode else None,
        heads=heads_of(parties, [one.record for one in same], sides if len(sides) == PAIR else ()),
        interval=None,
        announced=announced(group, date),
        postponed=postponed(group),
        contradictions=contradictions(ranked, date, placed),
        origins=max(one.origins for one in group),
        records=tuple(dict.fromkeys(one.record.id for one in ranked)),
        pages=tuple(dict.fromkeys(page for one in ranked for page in one.record.pages)),
    )


def date_of(ranked: Sequence[Report]) -> str | None:
    """Return the date of a session: that of the fullest report; of a conference, the days told around that one."""
    best = ranked[0]
    if best.days is None:
        return next((one.date for one in ranked if one.date), None)
    if best.record.kind is Kind.CONFERENCE:
        for one in ranked:
            if one.days and one.days[0] < one.days[1] and apart(one.days, best.days) == 0 and lasts(one):
                return one.date
    return best.date


def lasts(one: Report) -> bool:
    """True where the stretch of days that a report tells is that of a conference, and no journey to it."""
    length = one.days[1] - one.days[0] if one.days else 0
    return length < LONGEST if one.held and one.named else length < WEEK and not one.named


def parties_of(report: Report) -> tuple[Party, ...]:
    """Return those whom one report names."""
    return tuple(
        party
        for party in report.record.parties
        if any(citation.account == report.account for citation in party.citations)
    )


def host_of(placed: Report | None, parties: Iterable[Party]) -> str | None:
    """Return the state in which a session was held: that of its place, else of its host."""
    if placed and placed.path:
        return placed.path.partition("/")[0]
    return next((one.state for one in parties if one.role is Role.HOST and one.state), None)


def status_of(group: Sequence[Record]) -> Status:
    """Return held where any record says so, else what was told last."""
    if any(one.status is Status.HELD for one in group):
        return Status.HELD
    return max(group, key=lambda one: (max((turn.told or "" for turn in one.history), default=""), one.id)).status


def announced(group: Iterable[Record], date: str | None) -> tuple[str, ...]:
    """Return the days for which a session was announced and on which it was not held."""
    days = days_of(date)
    turns = {turn.date for one in group for turn in one.history if turn.status is Status.PLANNED}
    given = ((told, days_of(told)) for told in turns if told)
    return tuple(sorted(told for told, span in given if days and span and apart(span, days) > 0))


def postponed(group: Iterable[Record]) -> tuple[str, ...]:
    """Return the dates for which a session was meant before it was put off, "" where none is told."""
    turns = [turn for one in group for turn in one.history if turn.status is Status.POSTPONED]
    return tuple(sorted({turn.date or "" for turn in turns}))


def heads_of(parties: Iterable[Party], records: Iterable[Record], sides: Sequence[str]) -> tuple[Head, ...]:
    """Return the heads of delegation by state: hosts, co-chairs and guests, else whom `chiefs` finds.

    Those of the fullest report come first; the records add the states that it leaves out. `sides`, where given,
    are the only states asked for.
    """
    found: dict[str, list[Party]] = {}
    for some in (parties, *(record.parties for record in records)):
        for state, named in by_state(some).items():
            chosen = chiefs(named)
            if chosen:
                found.setdefault(state, chosen)
    return tuple(
        Head(state=one.state, name=one.name or "", office=one.office, role=one.role)
        for state, some in sorted(found.items())
        if not sides or state in sides
        for one in sorted(some, key=lambda one: (HEADS.index(one.role) if one.role in HEADS else 9, one.key))
    )


def chiefs(named: Sequence[Party]) -> list[Party]:
    """Return those of a state who led: by their part, else the only one there, else whom most accounts name.

    Who only stands by leads nobody; of two named about as often, none is known to have led.
    """
    leading = [one for one in named if one.role in HEADS]
    if leading:
        return leading
    acting = [one for one in named if one.role is not Role.ATTENDEE] or list(named)
    acting.sort(key=lambda one: -len(one.citations))
    if len(acting) == 1 or len(acting[0].citations) >= OUTNUMBERS * len(acting[1].citations):
        return acting[:1]
    return []


def by_state(parties: Iterable[Party]) -> dict[str, list[Party]]:
    """Return the parties with a name and a state by state."""
    found: dict[str, list[Party]] = {}
    for party in parties:
        if party.name and party.state:
            found.setdefault(party.state, []).append(party)
    return found


def contradictions(ranked: Sequence[Report], date: str | None, placed: Report | None) -> tuple[Contradiction, ...]:
    """Return what reports of a session as held tell otherwise than the values chosen.

    A report that names one person alone may give the day and place of a journey: it contradicts nothing. Nor does a
    day that lies with the one chosen in a stretch that some report tells, the day after the opening of a conference, or
    a report that tells neither number nor date: it may be of another session.
    """
    days = days_of(date)
    held = [one for one in ranked if one.held and not one.travels and (one.date or one.round is not None)]
    stretches = [one.days for one in ranked if one.days and one.days[0] < one.days[1]]
    others: dict[str, list[tuple[str, str]]] = {"date": [], "place": [], "round": [], "status": []}
    for one in held:
        if days and one.days and apart(one.days, days) > 0:
            if any(apart(days, stretch) == 0 == apart(one.days, stretch) for stretch in stretches):
                continue
            if one.record.kind is Kind.CONFERENCE and apart(one.days, days) == 1:
                continue
            others["date"].append((one.date or "", one.record.id))
        elif placed and placed.path and one.path and not agree(placed, one):
            others["place"].append((one.place or "", one.record.id))
    for record in {one.record.id: one.record for one in ranked}.values():
        for aspect in (Aspect.ROUND, Aspect.STATUS):
            agreed = record.values.get(aspect)
            others[aspect.value] += [(claim.value, record.id) for claim in agreed.conflicting] if agreed else []
    chosen = {
        "date": date or "",
        "place": placed.place or "" if placed else "",
        "round": next((str(one.round) for one in ranked if one.round is not None), ""),
        "status": Status.HELD.value if any(one.held for one in ranked) else ranked[0].record.status.value,
    }
    return tuple(
        Contradiction(
            aspect=aspect,
            values=(chosen[aspect], *sorted({value for value, _ in told} - {chosen[aspect]})),
            records=tuple(sorted({record for _, record in told})),
        )
        for aspect, told in others.items()
        if told
    )

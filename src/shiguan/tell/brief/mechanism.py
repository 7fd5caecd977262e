"""The dossier of a mechanism: its sessions, what was said at them, and what is expected."""

from collections.abc import Iterator, Sequence

from shiguan.model.brief import Block, Items, Mark, Piece, Pieces, Section, Table, Tone
from shiguan.model.engagement import Status
from shiguan.model.person import Person
from shiguan.model.record import Aspect, Record
from shiguan.tell.brief.change import Occasion, change_blocks
from shiguan.tell.brief.line import citations, iso, plain, session_row, shown_date, turn_lines
from shiguan.tell.brief.matter import Clerk, Matter, Spoken
from shiguan.tell.brief.part import (
    conflict_items,
    figure_blocks,
    open_table,
    people_table,
    section,
    words_blocks,
)
from shiguan.tell.brief.picture import HOME, session_picture
from shiguan.tell.conflict import About, Conflict, Told, conflict_id
from shiguan.tell.forecast import Basis
from shiguan.tell.mechanism import Mechanism
from shiguan.tell.session import Session

MOST_SESSIONS = 12
DETAILED = 3
TOLD = ("cadence_text", "founded", "usual_time", "hosting", "level", "parent", "rounds_held", "first_held", "postponed")


def mechanism_sections(clerk: Clerk, found: Mechanism, matter: Matter) -> list[Section | None]:
    """Return the sections of a mechanism's dossier, None for each of which the register has nothing."""
    records = {one.id: one for one in (*matter.records, *matter.beside)}
    held = [one for one in found.sessions if one.status is Status.HELD]
    return [
        section(clerk, "summary", [summary(clerk, found, matter, records, held)]),
        section(clerk, "timeline", [session_picture(clerk, found, records)]),
        section(clerk, "sessions", [sessions_table(clerk, found, records)]),
        section(clerk, "lately", [lately(clerk, found, records)]),
        section(clerk, "people", [people_table(clerk, led(clerk, held, matter.people), clerk.say("c_part"))]),
        section(clerk, "words", words_blocks(clerk, word_groups(clerk, found, held, matter.words))),
        section(clerk, "changes", changes(clerk, found, held, matter.words)),
        section(clerk, "figures", figure_blocks(clerk, matter.series)),
        section(clerk, "open", [open_table(clerk, matter.open, matter.today)]),
        section(clerk, "conflicts", [conflict_items(clerk, all_conflicts(clerk, found, matter, records), records)]),
    ]


def of(one: Session, records: dict[str, Record]) -> list[Record]:
    """Return the records of a session."""
    return [records[id] for id in one.records]


def behind(one: Session, records: dict[str, Record]) -> list[Record]:
    """Return the records of a session, and those from which its day and place follow where no page tells them."""
    return [*of(one, records), *(records[id] for id in one.inferred if id in records)]


def summary(
    clerk: Clerk, found: Mechanism, matter: Matter, records: dict[str, Record], held: Sequence[Session]
) -> Table | None:
    """Return what is known of a mechanism in a row for each point."""
    rows: list[tuple[Pieces, ...]] = []
    lines = [*known_lines(clerk, found, records, held), *next_lines(clerk, found, records, held)]
    rows += [(plain(clerk.say(key)), value) for key, value in lines if value]
    rows += told_rows(clerk, matter)
    return Table((), tuple(rows), (24, 76)) if rows else None


def known_lines(
    clerk: Clerk, found: Mechanism, records: dict[str, Record], held: Sequence[Session]
) -> Iterator[tuple[str, Pieces]]:
    """Yield what follows from the sessions known: sides, how many, the last, intervals, turns, gaps."""
    if not held:
        return
    if found.sides:
        names = clerk.say.join([clerk.state_name(code) for code in sorted(found.sides, key=lambda one: one != HOME)])
        yield "sides", plain(names, name_marks(clerk, held[-1], records))
    numbers = sorted(one.round for one in held if one.round is not None)
    marks = number_marks(clerk, [held[0], held[-1]], records)
    if len(numbers) > 1:
        yield "held", plain(clerk.say("held_value", count=len(held), low=numbers[0], high=numbers[-1]), marks)
    else:
        yield "held", plain(clerk.say("held_plain", count=len(held)), marks)
    yield "last", last_pieces(clerk, held[-1], behind(held[-1], records))
    days = [one.interval for one in held if one.interval is not None]
    if days:
        key = "intervals_value" if min(days) != max(days) else "intervals_one"
        yield "intervals", plain(clerk.say(key, low=min(days), high=max(days)), date_marks(clerk, held, records))
    if found.turns and found.turns.of:
        words = clerk.say("turns_value", kept=found.turns.kept, of=found.turns.of)
        yield "turns", plain(words, place_marks(clerk, held, records))
    if found.missing:
        low, high = found.missing[0].round, found.missing[-1].round
        words = clerk.say("missing_value" if low != high else "missing_one", low=low, high=high)
        yield "missing", plain(words, marks, Tone.DOUBT)


def last_pieces(clerk: Clerk, one: Session, records: Sequence[Record]) -> Pieces:
    """Return a session in one line: number, day, place, heads."""
    row = session_row(clerk, one, records)
    found: list[Piece] = []
    for cell in row[:4]:
        found += [Piece(clerk.say.sign("，"))] * bool(found and cell) + list(cell)
    return tuple(found)


def next_lines(
    clerk: Clerk, found: Mechanism, records: dict[str, Record], held: Sequence[Session]
) -> Iterator[tuple[str, Pieces]]:
    """Yield when the next session is expected, why, and under whose turn."""
    due = found.expected
    if due is None:
        return
    announced = [records[id] for id in due.records if id in records]
    number = clerk.say.number(due.round) if due.round is not None else ""
    key = "next_value"
    if due.basis is Basis.ANNOUNCED:
        key = "next_announced" if due.first == due.last else "next_announced_span"
    marks = clerk.notes.cite(one for record in announced for one in citations([record], Aspect.DATE, record.date))
    marks = marks or date_marks(clerk, held, records)
    words = clerk.say(key, number=number, first=due.first, middle=due.middle, last=due.last).strip()
    pieces = [Piece(words, Tone.AHEAD, marks)]
    if due.basis is Basis.INTERVALS:
        days = clerk.say.join([str(one) for one in due.intervals[-6:]])
        pieces.append(Piece(clerk.say.sign("；") + clerk.say("basis_intervals", days=days), Tone.FAINT))
    elif due.basis is Basis.CADENCE:
        pieces.append(Piece(clerk.say.sign("；") + clerk.say("basis_cadence"), Tone.FAINT))
    elif due.basis is Basis.PUT_OFF:
        pieces.append(Piece(clerk.say.sign("；") + clerk.say("basis_put_off"), Tone.FAINT))
    if due.host and due.host_basis != "announced":
        host = clerk.say("host_next", host=clerk.state_name(due.host))
        pieces.append(Piece(clerk.say.sign("；") + host, Tone.AHEAD, place_marks(clerk, held[-1:], records)))
    if due.overdue is not None:
        pieces.append(Piece(clerk.say.sign("；") + clerk.say("overdue", days=due.overdue), Tone.DOUBT))
    yield "next", tuple(pieces)


def told_rows(clerk: Clerk, matter: Matter) -> list[tuple[Pieces, ...]]:
    """Return what pages tell of the mechanism itself, the latest wording of each point, in their own words."""
    found: list[tuple[Pieces, ...]] = []
    for field in TOLD:
        for one in reversed(matter.tellings):
            value = getattr(one.telling, field)
            cited = one.cited.get(field) or one.cited.get(field.removesuffix("_text")) or ()
            marks = clerk.notes.at(one.telling.page, cited)
            if value and marks:
                found.append((plain(clerk.say(field.removesuffix("_text"))), plain(str(value), marks)))
                break
    return found


def name_marks(clerk: Clerk, one: Session, records: dict[str, Record]) -> tuple[Mark, ...]:
    """Return the marks of who names the mechanism at a session."""
    some = of(one, records)
    return clerk.notes.cite(cite for record in some for cite in citations([record], Aspect.MECHANISM, record.mechanism))


def number_marks(clerk: Clerk, sessions: Sequence[Session], records: dict[str, Record]) -> tuple[Mark, ...]:
    """Return the marks of who numbers some sessions, or where they have no number, of who names them."""
    found: set[Mark] = set()
    for one in sessions:
        told = clerk.notes.cite(citations(of(one, records), Aspect.ROUND, str(one.round)), most=1)
        found.update(told or name_marks(clerk, one, records))
    return tuple(sorted(found))


def date_marks(clerk: Clerk, sessions: Sequence[Session], records: dict[str, Record]) -> tuple[Mark, ...]:
    """Return the marks of who dates some sessions, of many the last."""
    return aspect_marks(clerk, sessions, records, Aspect.DATE)


def place_marks(clerk: Clerk, sessions: Sequence[Session], records: dict[str, Record]) -> tuple[Mark, ...]:
    """Return the marks of who places some sessions, of many the last."""
    return aspect_marks(clerk, sessions, records, Aspect.PLACE)


def aspect_marks(
    clerk: Clerk, sessions: Sequence[Session], records: dict[str, Record], aspect: Aspect
) -> tuple[Mark, ...]:
    """Return the marks of who tells one aspect of some sessions."""
    found: set[Mark] = set()
    for one in sessions[-4:]:
        value = one.date if aspect is Aspect.DATE else one.place
        found.update(clerk.notes.cite(citations(behind(one, records), aspect, value), most=1))
    return tuple(sorted(found))


def sessions_table(clerk: Clerk, found: Mechanism, records: dict[str, Record]) -> Table | None:
    """Return the last sessions, the latest first."""
    latest = found.sessions[::-1][:MOST_SESSIONS]
    rows = tuple(session_row(clerk, one, behind(one, records)) for one in latest)
    head = tuple(map(clerk.say, ("c_round", "c_date", "c_place", "c_heads", "c_status")))
    return Table(head, rows, (14, 20, 18, 32, 16)) if rows else None


def lately(clerk: Clerk, found: Mechanism, records: dict[str, Record]) -> Items | None:
    """Return how the last sessions were told, day by day: announced, put off, held."""
    lines = []
    for one in found.sessions[::-1][:DETAILED]:
        what = clerk.say.number(one.round) if one.round is not None else shown_date(one.date or "?")
        turns = sorted(
            (line for record in of(one, records) for line in turn_lines(clerk, record)), key=lambda each: each[0]
        )
        lines += [(Piece(f"{what}　", Tone.STRONG), *pieces) for _, pieces in turns]
    return Items(tuple(lines)) if lines else None


def led(clerk: Clerk, held: Sequence[Session], people: Sequence[Person]) -> Iterator[tuple[Person, str]]:
    """Yield the persons who led delegations with the sessions they led, the latest first."""
    for person in people:
        names = {name for name, _ in person.names}
        led_at = [one for one in held if any(head.name in names and head.state == person.state for head in one.heads)]
        words = [clerk.say.number(one.round) if one.round is not None else (one.date or "?")[:7] for one in led_at]
        yield person, clerk.say.join(words) or "–"


def word_groups(
    clerk: Clerk, found: Mechanism, held: Sequence[Session], words: Sequence[Spoken]
) -> Iterator[tuple[str, list[Spoken]]]:
    """Yield the words since the last session, those around it, and those around the one before, for comparison."""
    if not held:
        return
    last, before = held[-1], held[-2] if len(held) > 1 else None
    end = (last.last or 0) + 3
    since = [one for one in words if one.day is not None and one.day > end and one.page not in last.pages]
    yield clerk.say("said_since", day=iso(end)), [one for one in since if one.central] or since
    for key, session in (("said_last", last), ("said_before", before)):
        if session is not None and session.first is not None:
            title = clerk.say(key, what=session_name(clerk, found, session), day=shown_date(session.date or ""))
            yield title, said_at(session, words)


def said_at(session: Session, words: Sequence[Spoken]) -> list[Spoken]:
    """Return the words on a session's pages about its days, those of pages about the mechanism where there are such."""
    if session.first is None:
        return []
    near = range(session.first - 7, (session.last or session.first) + 8)
    there = [one for one in words if one.page in session.pages and one.day in near]
    return [one for one in there if one.central] or there


def session_name(clerk: Clerk, found: Mechanism, session: Session) -> str:
    """Return the number of a session, or the mechanism's name where it has none."""
    return clerk.say.number(session.round) if session.round is not None else found.name


def changes(clerk: Clerk, found: Mechanism, held: Sequence[Session], words: Sequence[Spoken]) -> list[Block]:
    """Return what was said at the last session in other words than at the one before."""
    before, now = (
        (
            Occasion(
                name=f"{session_name(clerk, found, one)} {shown_date(one.date or '')}".strip(),
                words=tuple(said_at(one, words)),
            )
            for one in held[-2:]
        )
        if len(held) > 1
        else (None, None)
    )
    return change_blocks(clerk, before, now)


def all_conflicts(clerk: Clerk, found: Mechanism, matter: Matter, records: dict[str, Record]) -> list[Conflict]:
    """Return the conflicts within records, and those among the records of a session."""
    within = {(one.records[0], one.field) for one in matter.conflicts}
    told = list(matter.conflicts)
    for session in found.sessions:
        for one in session.contradictions:
            aspect = Aspect(one.aspect)
            if any((id, one.aspect) in within for id in one.records):
                continue
            some = of(session, records)
            values = []
            for value in one.values:
                cited = tuple(citations(some, aspect, value))
                values.append(Told(value=value, origins=len({each.origin for each in cited}), citations=cited))
            told.append(
                Conflict(
                    id=conflict_id(*one.records, one.aspect),
                    about=About.RECORD,
                    records=one.records,
                    field=one.aspect,
                    date=session.date,
                    label=f"{found.name} {clerk.say.number(session.round)}",
                    told=tuple(values),
                    rule="conflict/within-session",
                )
            )
    return told

"""Records as the cells and lines of a dossier, each value with the marks of those who tell it."""

import datetime
from collections.abc import Iterable, Sequence

from shiguan.model.brief import Mark, Piece, Pieces, Tone
from shiguan.model.engagement import Status
from shiguan.model.record import Aspect, Citation, Party, Record, Turn
from shiguan.tell.brief.matter import Clerk
from shiguan.tell.session import Session

TONES = {
    Status.HELD: Tone.PLAIN,
    Status.PLANNED: Tone.AHEAD,
    Status.POSTPONED: Tone.AHEAD,
    Status.CANCELLED: Tone.FAINT,
}
MAY_BREAK = "\u200b"
MOST_PARTIES = 6
MOST_TURNS = 6


def plain(text: str, marks: tuple[Mark, ...] = (), tone: Tone = Tone.PLAIN) -> Pieces:
    """Return a text as one piece; no text, no piece."""
    return (Piece(text, tone, marks),) if text else ()


def citations(records: Iterable[Record], aspect: Aspect, value: str | None) -> list[Citation]:
    """Return who tells a value of an aspect, those who tell exactly this before those who agree with it."""
    exact: list[Citation] = []
    agreeing: list[Citation] = []
    for record in records:
        agreed = record.values.get(aspect)
        if agreed is None:
            continue
        claims = (*agreed.supporting, *agreed.conflicting)
        exact += [one.citation for one in claims if one.value == value]
        agreeing += [one.citation for one in agreed.supporting if agreed.value == value != one.value]
    return exact + agreeing


def value_cell(clerk: Clerk, records: Sequence[Record], aspect: Aspect, value: str | None, shown: str = "") -> Pieces:
    """Return a value with its marks, or nothing."""
    if value is None:
        return ()
    return plain(shown or value, clerk.notes.cite(citations(records, aspect, value)))


def place_cell(clerk: Clerk, records: Sequence[Record], place: str | None) -> Pieces:
    """Return a place by its usual name with its marks, or nothing."""
    return value_cell(clerk, records, Aspect.PLACE, place, clerk.place_name(place or ""))


def party_pieces(clerk: Clerk, parties: Iterable[Party]) -> Pieces:
    """Return who takes part, each with office and state and the marks of who says so; of many the first."""
    given = list(parties)
    found: list[Piece] = []
    for one in given[:MOST_PARTIES]:
        name = one.name or one.office or (clerk.state_name(one.state) if one.state else "?")
        state = clerk.state_name(one.state) if one.state and name != clerk.state_name(one.state) else ""
        tail = clerk.say.aside(state)
        found.append(
            Piece((clerk.say.join(["", ""]) if found else "") + name + tail, Tone.PLAIN, cite_party(clerk, one))
        )
    if len(given) > MOST_PARTIES:
        found.append(Piece(f" +{len(given) - MOST_PARTIES}", Tone.FAINT))
    return tuple(found)


def cite_party(clerk: Clerk, one: Party) -> tuple[Mark, ...]:
    """Return the mark of who names somebody."""
    return clerk.notes.cite(one.citations, most=1)


def what_of(clerk: Clerk, record: Record) -> str:
    """Return what a record is of: mechanism and number, else its kind."""
    number = f" {clerk.say.number(record.round)}" if record.round is not None else ""
    return (record.mechanism or clerk.say(f"kind_{record.kind.value}")) + number


def what_cell(clerk: Clerk, record: Record) -> Pieces:
    """Return what a record is of, with its sign and its marks; told by its status where no mechanism is named."""
    found = list(citations([record], Aspect.MECHANISM, record.mechanism)) if record.mechanism else []
    if record.round is not None:
        found += citations([record], Aspect.ROUND, str(record.round))
    marks = clerk.notes.cite(found or proof(record), most=1)
    sign = clerk.say(f"status_{record.status.value}").partition(" ")[0]
    return plain(f"{sign} {what_of(clerk, record)}", marks, TONES[record.status])


def proof(record: Record) -> list[Citation]:
    """Return where a record is told at all: its status, else its day, else its people."""
    found = citations([record], Aspect.STATUS, record.status.value)
    found += citations([record], Aspect.DATE, record.date)
    return found + [one for party in record.parties for one in party.citations]


def date_cell(clerk: Clerk, record: Record) -> Pieces:
    """Return the day of a record with its marks."""
    if record.date is None:
        return plain(clerk.say("undated"), (), Tone.FAINT)
    return value_cell(clerk, [record], Aspect.DATE, record.date, shown_date(record.date))


def shown_date(date: str) -> str:
    """Return an EDTF value as it is printed: the ends of an interval with a dash between, the second one shortened."""
    first, slash, last = date.partition("/")
    if not slash:
        return first
    same = len(first) == len(last) and first[:8] == last[:8]
    return f"{first}–{last[8:]}" if same else f"{first}–{MAY_BREAK}{last}"


def deed_row(clerk: Clerk, record: Record) -> tuple[Pieces, ...]:
    """Return a record as a row: day, what, who, where."""
    return (
        date_cell(clerk, record),
        what_cell(clerk, record),
        party_pieces(clerk, record.parties),
        place_cell(clerk, [record], record.place),
    )


def session_row(clerk: Clerk, one: Session, records: Sequence[Record]) -> tuple[Pieces, ...]:
    """Return a session as a row: number, day, place, heads, status."""
    number = value_cell(clerk, records, Aspect.ROUND, str(one.round), clerk.say.number(one.round)) if one.round else ()
    status = clerk.say(f"status_{one.status.value}")
    video = value_cell(clerk, records, Aspect.MODE, "video", clerk.say("value_video")) if one.mode == "video" else ()
    place = place_cell(clerk, records, one.place)
    return (
        number or plain("–"),
        value_cell(clerk, records, Aspect.DATE, one.date, shown_date(one.date)) if one.date else plain("?"),
        (*place, *((Piece(" "), *video) if place and video else video)),
        heads_pieces(clerk, one, records),
        plain(status, clerk.notes.cite(citations(records, Aspect.STATUS, one.status.value), most=1), TONES[one.status]),
    )


def heads_pieces(clerk: Clerk, one: Session, records: Sequence[Record]) -> Pieces:
    """Return the heads of delegation with the marks of who names them."""
    found: list[Piece] = []
    for head in one.heads[:MOST_PARTIES]:
        party = next(
            (
                each
                for record in records
                for each in record.parties
                if (each.name, each.state) == (head.name, head.state)
            ),
            None,
        )
        state = clerk.say.aside(clerk.state_name(head.state) if head.state else "")
        lead = clerk.say.join(["", ""]) if found else ""
        found.append(Piece(lead + head.name + state, Tone.PLAIN, cite_party(clerk, party) if party else ()))
    if len(one.heads) > MOST_PARTIES:
        found.append(Piece(f" +{len(one.heads) - MOST_PARTIES}", Tone.FAINT))
    return tuple(found)


def turn_lines(clerk: Clerk, record: Record) -> list[tuple[str, Pieces]]:
    """Return how an event was told, a line for each change of status or date, with the day told for their order."""
    found: list[tuple[str, Pieces]] = []
    seen: set[tuple[Status, str | None]] = set()
    for turn in record.history:
        if (turn.status, turn.date) in seen or turn.told is None or len(found) == MOST_TURNS:
            continue  # what is not shown is not cited
        marks = clerk.notes.cite([turn.citation])
        if not marks:
            continue
        seen.add((turn.status, turn.date))
        found.append((turn.told, (Piece(turn_words(clerk, turn), TONES[turn.status], marks),)))
    return found


def turn_words(clerk: Clerk, turn: Turn) -> str:
    """Return what was told on a day."""
    key = f"told_{turn.status.value}" + ("" if turn.date else "_undated")
    return clerk.say(key, told=turn.told, date=shown_date(turn.date or ""))


def iso(day: int) -> str:
    """Return an ordinal as a day."""
    return datetime.date.fromordinal(day).isoformat()

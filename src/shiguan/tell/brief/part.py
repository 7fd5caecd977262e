"""The parts that dossiers share: words, people, figures, announcements, conflicts. None where there is nothing."""

import itertools
from collections.abc import Iterable, Mapping, Sequence

from shiguan.model.attestation import Attestation
from shiguan.model.brief import Block, Heading, Items, Mark, Piece, Pieces, Section, Table, Tone
from shiguan.model.person import Person, Tenure
from shiguan.model.record import Aspect, Record
from shiguan.model.span import Span
from shiguan.tell.brief.line import date_cell, deed_row, iso, party_pieces, plain, proof, shown_date, what_of
from shiguan.tell.brief.matter import Clerk, Spoken
from shiguan.tell.brief.picture import series_picture
from shiguan.tell.conflict import PARTICIPANTS, Conflict
from shiguan.tell.figure import Point, Series

LONGEST = 140  # characters of one statement; …… stands for the rest
MOST_WORDS = 8
MOST_OFFICES = 4
MOST_LOOKED_AT = 10
LONGEST_OFFICE = 30  # characters
LEAST_DATED = 4  # figures: where so many tell their period, the others are left out
MOST_FIGURES = 14
MOST_OF_SERIES = 5  # the last: the picture has them all
MOST_OPEN = 10
MOST_CONFLICTS = 12
LEAST_PLOTTED = 3  # periods
MOST_PLOTS = 3


def section(clerk: Clerk, key: str, blocks: Iterable[Block | None]) -> Section | None:
    """Return a section of those blocks that there are, None where there are none."""
    found = tuple(one for one in blocks if one is not None)
    return Section(clerk.say(key), found) if any(not isinstance(one, Heading) for one in found) else None


def words_blocks(clerk: Clerk, groups: Iterable[tuple[str, Sequence[Spoken]]]) -> list[Block]:
    """Return statements under the name of each group, in the order of time, each wording once."""
    blocks: list[Block] = []
    seen: set[str] = set()
    for title, spoken in groups:
        lines: list[Pieces] = []
        for one in spoken:
            # A quotation within another's words, or the same words on another page, says nothing new.
            if len(lines) == MOST_WORDS or any(one.statement.content in each for each in seen):
                continue
            if line := word_line(clerk, one):
                seen.add(one.statement.content)
                lines.append(line)
        if lines:
            blocks += ([Heading(title)] if title else []) + [Items(tuple(lines))]
    return blocks


def word_line(clerk: Clerk, one: Spoken) -> Pieces:
    """Return who says what on which day, the words as they stand on the page."""
    said, speaker = one.statement, one.statement.speaker
    text = clerk.text(one.page)
    shown = Span(said.start, cut(text, said.start, said.end))
    marks = clerk.notes.at(one.page, (shown,))
    if not marks:
        return ()
    who = speaker.name or speaker.office or speaker.organisation or (speaker.state or "?")
    office = clerk.say.aside(speaker.office or "") if speaker.name else ""
    day = f"　{iso(one.day)}　" if one.day is not None else "　"
    rest = "……" if shown.end < said.end else ""
    return (
        Piece(who + office, Tone.STRONG),
        Piece(day, Tone.FAINT),
        Piece(shown.of(text).strip().replace("\n", " ") + rest, Tone.QUOTE, marks),
    )


def cut(text: str, start: int, end: int) -> int:
    """Return where a quotation ends: with its last whole sentence or clause that fits, else where it has to."""
    if end - start <= LONGEST:
        return end
    for stops in ("。！？；”", "，、："):
        at = max(text.rfind(stop, start + LONGEST // 3, start + LONGEST) for stop in stops)
        if at > start:
            return at + 1
    return start + LONGEST


def people_table(clerk: Clerk, people: Iterable[tuple[Person, str]], last: str) -> Table | None:
    """Return persons with their offices as the pages attest them; `last` names the column of what else is said."""
    rows = tuple(
        (
            plain(person.names[0][0], attested(clerk, first, witnesses(clerk, first)[-1])),
            plain(clerk.state_name(person.state)) if person.state else plain("–"),
            office_pieces(clerk, person.offices),
            plain(note),
        )
        for person, note in people
        if (first := next((one for one in person.offices if one.attestations), None))
    )
    head = ("c_who", "c_state", "c_office")
    return Table((*map(clerk.say, head), last), rows, (16, 14, 50, 20)) if rows else None


def office_pieces(clerk: Clerk, offices: Sequence[Tenure]) -> Pieces:
    """Return the offices of a person, the best attested of them, each with the days and the notes that attest it."""
    best = sorted(offices, key=lambda one: (-len(one.attestations), one.office))[:MOST_OFFICES]
    found: list[Piece] = []
    for one in sorted(best, key=lambda each: (each.first or "", each.office)):
        words = one.wordings[0][0] if one.wordings else one.office
        marks = {mark for each in witnesses(clerk, one) for mark in attested(clerk, one, each)}
        days = "–".join(dict.fromkeys(day for day in (one.first, one.last) if day))
        found.append(Piece((clerk.say.sign("；") if found else "") + words, Tone.PLAIN))
        found.append(Piece(f" {days}".rstrip(), Tone.FAINT, tuple(sorted(marks))))
    return tuple(found)


def witnesses(clerk: Clerk, one: Tenure) -> list[Attestation]:
    """Return the first and the last attestation of an office, where neither names it before the person one that does.

    A page names an office once and its holder many times; only so many are looked at.
    """
    ends = list({each.page: each for each in (*one.attestations[:1], *one.attestations[-1:])}.values())
    if any(office_span(clerk, one, each) for each in ends):
        return ends
    naming = (each for each in one.attestations[:MOST_LOOKED_AT] if office_span(clerk, one, each))
    return [*ends, *itertools.islice(naming, 1)]


def attested(clerk: Clerk, one: Tenure, each: Attestation) -> tuple[Mark, ...]:
    """Return the mark of an attestation: the name, and the office where it stands before it."""
    office = office_span(clerk, one, each)
    return clerk.notes.at(each.page, (Span(office.start, each.span.end) if office else each.span,))


def office_span(clerk: Clerk, one: Tenure, each: Attestation) -> Span | None:
    """Return where one of the wordings of an office stands right before the name, None where none does."""
    before = clerk.text(each.page)[max(0, each.span.start - LONGEST_OFFICE) : each.span.start]
    for words, _ in one.wordings:
        if words and before.endswith(words):
            return Span(each.span.start - len(words), each.span.start)
    return None


def figure_blocks(clerk: Clerk, series: Sequence[Series]) -> list[Block]:
    """Return figures as a table, those that make a series as pictures too."""
    points = [point for one in series for point in one.points[-MOST_OF_SERIES:]]
    dated = [one for one in points if one.period]
    points = (dated if len(dated) >= LEAST_DATED else points)[:MOST_FIGURES]
    rows = tuple(row for one in points if (row := figure_row(clerk, one)))
    if not rows:
        return []
    head = tuple(map(clerk.say, ("c_measure", "c_period", "c_value", "c_change")))
    plotted = [one for one in series if len({point.period for point in one.points if point.period}) >= LEAST_PLOTTED]
    pictures = [picture for one in plotted[:MOST_PLOTS] if (picture := series_picture(clerk, one))]
    return [Table(head, rows, (40, 18, 22, 20)), *pictures]


def figure_row(clerk: Clerk, one: Point) -> tuple[Pieces, ...]:
    """Return a figure as a row, () where its characters cannot be shown."""
    marks = clerk.notes.at(one.page, (Span(one.start, one.end),))
    if not marks:
        return ()
    change = ""
    if one.change_percent is not None:
        change = f"{clerk.say(one.change_basis)} " if one.change_basis else ""
        change += f"{one.change_percent:+g}%"
    about = clerk.say.join([clerk.state_name(code) for code in one.about.split("+") if code])
    return (
        (Piece(one.measure), Piece(f" {about}", Tone.FAINT)),
        plain(shown_date(one.period) if one.period else "–"),
        plain(one.text, marks),
        plain(change),
    )


def open_table(clerk: Clerk, records: Sequence[Record], today: int) -> Table | None:
    """Return announcements that no report has followed: for when, what, who, and whether the day has passed."""
    rows = []
    for record in records[:MOST_OPEN]:
        told = max((turn.told for turn in record.history if turn.told), default=None)
        late = record.last is not None and record.last < today
        words = clerk.say("passed", days=today - (record.last or today)) if late else clerk.say("ahead")
        marks = clerk.notes.cite(proof(record), most=1)
        rows.append(
            (
                date_cell(clerk, record),
                plain(f"○ {what_of(clerk, record)}", marks, Tone.AHEAD),
                party_pieces(clerk, record.parties),
                (
                    Piece(words, Tone.DOUBT if late else Tone.AHEAD),
                    *plain(f" {clerk.say('told_on', told=told)}" if told else "", (), Tone.FAINT),
                ),
            )
        )
    head = tuple(map(clerk.say, ("c_date", "c_what", "c_who", "c_status")))
    return Table(head, tuple(rows), (16, 28, 30, 26)) if rows else None


def conflict_items(clerk: Clerk, conflicts: Sequence[Conflict], records: Mapping[str, Record]) -> Items | None:
    """Return what is told otherwise: each value with how many origins tell it and their marks."""
    lines = []
    for one in conflicts[:MOST_CONFLICTS]:
        about = records.get(one.records[0])
        label = f"{what_of(clerk, about)} {shown_date(about.date or '')}".rstrip() if about else one.label
        pieces = [Piece(f"≠ {label}", Tone.DOUBT), Piece("　" + clerk.say(f"field_{one.field}") + clerk.say.sign("："))]
        cited = 0
        for number, told in enumerate(one.told):
            marks = clerk.notes.cite(told.citations)
            cited += bool(marks)
            lead = f"{clerk.say.sign('；')}{clerk.say('against')} " if number else ""
            origins = clerk.say.aside(clerk.say("origins", count=told.origins))
            pieces.append(Piece(lead + shown_value(clerk, one.field, told.value) + origins, Tone.PLAIN, marks))
        if cited:
            lines.append(tuple(pieces))
    return Items(tuple(lines)) if lines else None


def shown_value(clerk: Clerk, field: str, value: str) -> str:
    """Return a value as it is printed."""
    if field == "date":
        return shown_date(value)
    if field == "round" and value.isdigit():
        return clerk.say.number(int(value))
    if field == Aspect.PLACE:
        return clerk.place_name(value)
    if field == PARTICIPANTS:
        name, _, state = value.rpartition(" ")
        return name + clerk.say.aside(clerk.state_name(state))
    key = f"kind_{value}" if field == "kind" else f"value_{value}"
    return clerk.say(key) if clerk.say.has(key) else value


def deeds_table(clerk: Clerk, records: Iterable[Record]) -> Table | None:
    """Return records as a table: day, what, who, where."""
    rows = tuple(deed_row(clerk, one) for one in records)
    head = tuple(map(clerk.say, ("c_date", "c_what", "c_who", "c_place")))
    return Table(head, rows, (17, 30, 38, 15)) if rows else None

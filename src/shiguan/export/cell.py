"""Records as the rows of a tracker: the columns that analysts keep by hand."""

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence

from shiguan.model.engagement import Role
from shiguan.model.figure import Figure
from shiguan.model.imprint import Imprint
from shiguan.model.record import Aspect, Party, Record
from shiguan.model.statement import Statement

Imprints = Callable[[str], Imprint]
Row = tuple[object, ...]

# A spreadsheet takes what begins with one of these for a formula; the full-width ones too.
FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
LEADING = (Role.HOST, Role.COCHAIR, Role.SENDER)

ENGAGEMENT_COLUMNS = {
    "id": "stable id of the record",
    "date": "EDTF",
    "date_precision": "day, days, month, year, longer or unknown",
    "first_day": "first day that the date takes in",
    "last_day": "last day that the date takes in",
    "kind": "meeting, call, visit, consultation, conference, signing, message, ceremony, other",
    "status": "held, planned, postponed, cancelled",
    "mode": "in_person, video, phone, written",
    "principal": "the host, co-chair or sender named first, else whoever stands first",
    "principal_role": "office of the principal at the time",
    "principal_state": "ISO 3166-1 alpha-2, or the organisation's acronym",
    "counterpart": "the others, by ；",
    "counterpart_role": "their offices, in the same order",
    "counterpart_state": "their states, in the same order",
    "place": "as written",
    "mechanism": "name without its number",
    "round": "number of the session",
    "origins": "how many independent origins tell of it",
    "accounts": "how many pages' accounts it rests on",
    "disagreement": "fields on which accounts disagree",
    "url": "address of the first page that tells of it",
    "publisher": "its publisher",
    "published": "its day of publication",
    "title": "its title",
    "page": "its id in the register",
}
PARTICIPANT_COLUMNS = {
    "engagement": "id of the record",
    "number": "place among those who take part in it, from 1: hosts, co-chairs and senders first",
    "name": "fullest name told, null for a delegation or state as such",
    "office": "office at the time",
    "state": "ISO 3166-1 alpha-2, or the organisation's acronym",
    "role": "host, guest, cochair, attendee, sender, recipient, participant",
    "person": "key under which the register files the person",
    "kind": "kind of the record",
    "status": "status of the record",
    "date": "EDTF date of the record",
    "first_day": "first day that the date takes in",
    "last_day": "last day that the date takes in",
    "mechanism": "its mechanism, without the number",
    "round": "number of the session",
}
STATEMENT_COLUMNS = {
    "id": "stable id of the statement",
    "date": "EDTF day of the words, where the page tells it",
    "day": "day of the words, else that of the page",
    "speaker": "name",
    "office": "office",
    "state": "ISO 3166-1 alpha-2, or the organisation's acronym",
    "organisation": "body or side as written",
    "form": "direct or indirect",
    "cue": "the verb",
    "content": "the words, verbatim",
    "via": "outlets from the page's own credit to the origin, by ＜",
    "start": "code points from the beginning of the page's text",
    "end": "half open",
    "url": "address of the page",
    "publisher": "its publisher",
    "published": "its day of publication",
    "title": "its title",
    "page": "its id in the register",
}


def engagement_row(record: Record, imprints: Imprints) -> Row:
    """Return a record as the cells of ENGAGEMENT_COLUMNS."""
    ordered = by_lead(record.parties)
    first, others = (ordered[0] if ordered else None), ordered[1:]
    imprint = imprints(record.pages[0])
    doubts = "；".join(aspect for aspect in Aspect if aspect in record.values and record.values[aspect].conflicting)
    return (
        record.id,
        record.date,
        precision(record),
        *map(day_of, (record.first, record.last)),
        record.kind.value,
        record.status.value,
        record.mode.value if record.mode else None,
        party_name(first) if first else None,
        first.office if first else None,
        first.state if first else None,
        joined(party_name(one) for one in others),
        joined(one.office or "" for one in others),
        joined(one.state or "" for one in others),
        record.place,
        record.mechanism,
        record.round,
        record.origins,
        len(record.accounts),
        doubts or None,
        imprint.url,
        imprint.publisher,
        imprint.published,
        imprint.title,
        imprint.page,
    )


def participant_rows(record: Record) -> Iterator[Row]:
    """Yield those who take part in a record, each as the cells of PARTICIPANT_COLUMNS."""
    for number, party in enumerate(by_lead(record.parties), start=1):
        yield (
            record.id,
            number,
            party.name,
            party.office,
            party.state,
            party.role.value,
            party.key if party.name else None,
            record.kind.value,
            record.status.value,
            record.date,
            *map(day_of, (record.first, record.last)),
            record.mechanism,
            record.round,
        )


def statement_row(id: str, page: str, statement: Statement, imprints: Imprints, *, day: int | None) -> Row:
    """Return a statement as the cells of STATEMENT_COLUMNS; `day` is the ordinal under which it is filed."""
    speaker, imprint = statement.speaker, imprints(page)
    return (
        id,
        statement.date,
        day_of(day),
        speaker.name,
        speaker.office,
        speaker.state,
        speaker.organisation,
        statement.form.value,
        statement.cue,
        statement.content,
        " ＜ ".join(statement.via) or None,
        statement.start,
        statement.end,
        imprint.url,
        imprint.publisher,
        imprint.published,
        imprint.title,
        imprint.page,
    )


def page_row(imprint: Imprint) -> Row:
    """Return what is printed on a page as the cells of PAGE_COLUMNS."""
    return (
        imprint.page,
        imprint.label,
        imprint.published,
        imprint.publisher,
        imprint.origin,
        imprint.title,
        imprint.url,
        imprint.report,
    )


def day_of(ordinal: int | None) -> datetime.date | None:
    """Return a day by its ordinal; None where there is none, or it lies outside the calendar of Python."""
    if ordinal is None or not 0 < ordinal <= datetime.date.max.toordinal():
        return None
    return datetime.date.fromordinal(ordinal)


def by_lead(parties: Sequence[Party]) -> list[Party]:
    """Return hosts, co-chairs and senders first, named before nameless, else in the record's order."""
    return sorted(parties, key=lambda one: (one.role not in LEADING, one.name is None))


def party_name(party: Party) -> str:
    """Return what a party is called: the name, else the office, else the state."""
    return party.name or party.office or party.state or "?"


def joined(parts: Iterable[str]) -> str | None:
    """Return several values in one cell."""
    return "；".join(parts) or None


def precision(record: Record) -> str:
    """Return how exact a record's date is."""
    if record.first is None or record.last is None:
        return "unknown"
    days = record.last - record.first + 1
    for least, name in ((367, "longer"), (32, "year"), (28, "month"), (2, "days")):
        if days >= least:
            return name
    return "day"


def safe(cell: object) -> object:
    """Return a cell that starts no formula: an apostrophe stands before a text that would."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


PAGE_COLUMNS = {
    "id": "id in the register",
    "label": "id that its caller gave it",
    "published": "day of publication",
    "publisher": "who carried it",
    "origin": "who wrote it, where that is another",
    "title": "headline",
    "url": "address",
    "report": "id of the page that carried the same report first; its own where it did",
}
FIGURE_COLUMNS = {
    "id": "stable id of the figure",
    "measure": "what is measured, as written",
    "about": "states concerned, by a space",
    "text": "number and unit as written",
    "value": "in the unit itself",
    "unit": "currency code, %, or the unit as written",
    "period": "EDTF",
    "change_percent": "growth told with the value; a fall is negative",
    "change_basis": "year_on_year or month_on_month",
    "via": "outlets or bodies, from the page's own credit to the origin, by ＜",
    "start": "code points from the beginning of the page's text",
    "end": "half open",
    "url": "address of the page",
    "publisher": "its publisher",
    "published": "its day of publication",
    "title": "its title",
    "page": "its id in the register",
}


def figure_row(id: str, page: str, figure: Figure, imprints: Imprints) -> Row:
    """Return a figure as the cells of FIGURE_COLUMNS."""
    imprint = imprints(page)
    return (
        id,
        figure.measure,
        " ".join(figure.about) or None,
        figure.text,
        figure.value,
        figure.unit,
        figure.period,
        figure.change_percent,
        figure.change_basis.value if figure.change_basis else None,
        " ＜ ".join(figure.via) or None,
        figure.start,
        figure.end,
        imprint.url,
        imprint.publisher,
        imprint.published,
        imprint.title,
        imprint.page,
    )

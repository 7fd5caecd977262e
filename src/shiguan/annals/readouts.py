"""The accounts of one event as voices: what each report tells to have been said around it, or each side."""

from collections.abc import Sequence
from enum import StrEnum

import msgspec

from shiguan.annals.shelf import Shelf
from shiguan.link.account import item_ids
from shiguan.link.place import state_name
from shiguan.model.reading import Reading
from shiguan.model.record import Record
from shiguan.model.statement import Statement
from shiguan.tell.readout import Point, points_of


class By(StrEnum):
    """Whose voices are laid side by side: reports, or the sides whose people speak."""

    REPORT = "report"
    SIDE = "side"


class Voice(msgspec.Struct, frozen=True, kw_only=True):
    """One column: a report under the id of its first page, or a side under its code."""

    key: str
    name: str
    published: str | None
    points: tuple[Point, ...]


def voices(shelf: Shelf, record: Record, by: By) -> list[Voice]:
    """Return the voices that say anything around an event, those that say most first; copies of a report count once."""
    reports = reports_of(shelf, record)
    found = reports if by is By.REPORT else sides_of(reports_points(shelf, record))
    return sorted(
        (one for one in found if one.points), key=lambda one: (-len(one.points), one.published or "", one.key)
    )


def reports_of(shelf: Shelf, record: Record) -> list[Voice]:
    """Return what each report of an event says."""
    found = []
    for origin, reports in shelf.carriers(record.pages):
        for carriers in reports:
            first = carriers[0]
            points = tuple(point for _, told in statements_around(shelf, record, first.page) for point in told)
            name = first.publisher or origin
            found.append(Voice(key=first.page, name=name, published=first.published, points=points))
    return found


def reports_points(shelf: Shelf, record: Record) -> list[tuple[str, Point]]:
    """Return every point of every report with the state of its speaker."""
    return [
        (state, point)
        for _, reports in shelf.carriers(record.pages)
        for carriers in reports
        for state, told in statements_around(shelf, record, carriers[0].page)
        for point in told
        if state
    ]


def sides_of(points: Sequence[tuple[str, Point]]) -> list[Voice]:
    """Return what the people of each state say; what several reports carry in the same words stands once."""
    found: dict[str, dict[str, Point]] = {}
    for state, point in points:
        found.setdefault(state, {}).setdefault(point.text, point)
    return [
        Voice(key=state, name=state_name(state), published=None, points=tuple(told.values()))
        for state, told in sorted(found.items())
    ]


def statements_around(shelf: Shelf, record: Record, page: str) -> list[tuple[str, list[Point]]]:
    """Return the statements of a page around one event, each with its speaker's state and its sentences.

    A statement is of the event told last before it. What stands before the first event is of that one where it is in
    its paragraph, or said by somebody who took part: a bulletin begins with other things. Where that leaves none, all
    that stands behind the event is taken, for a page may tell of one event as of two; of a page
    without other events all is taken.
    """
    reading = shelf.heard(page)
    ids = item_ids(page, "engagement", reading.engagements)
    starts = sorted((one.start, id in record.accounts) for one, id in zip(reading.engagements, ids, strict=True))
    present = {party.name for party in record.parties if party.name}
    mine = [
        one
        for one in reading.statements
        if belongs(one.start, starts)
        and (one.start >= starts[0][0] or one.speaker.name in present or is_near(reading, one.start, starts[0][0]))
    ]
    if not mine:
        told = next((start for start, wanted in starts if wanted), 0)
        mine = [one for one in reading.statements if one.start >= told]
    if not mine and all(wanted for _, wanted in starts):
        mine = list(reading.statements)
    return [
        (one.speaker.state or "", points_of(page, one.start, speaker_of(one), content_of(reading, one))) for one in mine
    ]


def belongs(start: int, starts: Sequence[tuple[int, bool]]) -> bool:
    """True where the event told last before an offset, or else the first one, is the wanted one."""
    before = [wanted for at, wanted in starts if at <= start]
    return before[-1] if before else bool(starts and starts[0][1])


def is_near(reading: Reading, start: int, end: int) -> bool:
    """True where no paragraph ends between two offsets."""
    return "\n" not in reading.document.text[start:end]


def speaker_of(statement: Statement) -> str:
    """Return how a speaker is called."""
    speaker = statement.speaker
    return speaker.name or speaker.organisation or speaker.office or "?"


def content_of(reading: Reading, statement: Statement) -> str:
    """Return the characters of a statement as the page has them."""
    return reading.document.text[statement.start : statement.end]

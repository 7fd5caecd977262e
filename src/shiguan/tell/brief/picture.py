"""The pictures of a dossier: sessions along the time, deeds by month, a figure over its periods."""

import datetime
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from shiguan.model.brief import Box, Dot, Label, Line, Mark, Picture, Piece, Shape, Tone
from shiguan.model.engagement import Status
from shiguan.model.record import Record
from shiguan.model.span import Span
from shiguan.tell.brief.line import TONES, iso, proof
from shiguan.tell.brief.matter import Clerk
from shiguan.tell.day import span_of
from shiguan.tell.figure import Series
from shiguan.tell.mechanism import Mechanism
from shiguan.tell.session import Session

WIDTH = 680.0
MARGIN = 40.0
ROOM = 74.0  # between two labels in one row
ROWS = 3
HALF_YEAR = 14.0  # half the width of a year's number, and a little
GAP = 4.0
STEP = 30.0
MOST_BARS = 36
MOST_DAYS = 62
MONTH, YEAR = 7, 4  # characters of an ISO date
PLOT = 150.0
MOST_CITED = 6
SIDES = 2
HOME = "CN"  # whose side lies below the line: the register is of pages in Chinese


class Axis:
    """Days laid along the width of a picture."""

    def __init__(self, first: int, last: int) -> None:
        slack = max(20, (last - first) // 25)
        self.first, self.last = first - slack, last + slack

    def at(self, day: int) -> float:
        """Return where a day lies."""
        return MARGIN + (day - self.first) / (self.last - self.first) * (WIDTH - 2 * MARGIN)

    def years(self, y: float, taken: Sequence[float] = ()) -> list[Shape]:
        """Return the axis with a stroke where each year begins, and its number, aside of what goes down at a place."""
        found: list[Shape] = [Line(MARGIN, y, WIDTH - MARGIN, y)]
        begins = range(datetime.date.fromordinal(self.first).year, datetime.date.fromordinal(self.last).year + 1)
        every = -(-len(begins) // 16)
        for year in begins:
            day = datetime.date(year, 1, 1).toordinal()
            if self.first <= day <= self.last:
                found.append(Line(self.at(day), y - 4, self.at(day), y + 4, Tone.FAINT))
                if year % every == 0:
                    found.append(self.number(self.at(day), y + 17, str(year), taken))
        if not any(isinstance(one, Label) for one in found):  # within one year: its ends
            found.append(Label(MARGIN, y + 17, iso(self.first), 9, Tone.FAINT))
            found.append(Label(WIDTH - MARGIN, y + 17, iso(self.last), 9, Tone.FAINT))
        return found

    def number(self, x: float, y: float, words: str, taken: Sequence[float]) -> Label:
        """Return the number of a year below its stroke, beside it where a line comes down there."""
        near = [one for one in taken if abs(one - x) < HALF_YEAR]
        if not near:
            return Label(x, y, words, 9, Tone.FAINT)
        right = min(near) <= x
        edge = max(near) + GAP if right else min(near) - GAP
        return Label(edge, y, words, 9, Tone.FAINT, "start" if right else "end")


def session_picture(clerk: Clerk, found: Mechanism, records: dict[str, Record]) -> Picture | None:
    """Return the sessions along the time, and the window of the next; None where none has a day.

    Where two sides meet, those held by the home side lie below the line, the others above.
    """
    dated = [(day, one) for one in found.sessions if (day := day_of(one)) is not None]
    if not dated:
        return None
    due = found.expected
    window = [datetime.date.fromisoformat(day).toordinal() for day in (due.first, due.last)] if due else []
    axis = Axis(min(day for day, _ in dated), max([day for day, _ in dated] + window))
    home = (HOME if HOME in found.sides else found.sides[0]) if len(found.sides) == SIDES else None
    dated.sort(key=lambda item: (item[0], item[1].round or 0))
    placed = rows_of([(axis.at(day), home is not None and one.host == home) for day, one in dated])
    high = max((row for row, below in placed if row is not None and not below), default=-1) + 1
    low = max((row for row, below in placed if row is not None and below), default=-1) + 1
    y = 14 + max(high, 0.4) * STEP
    shapes: list[Shape] = []
    if window:
        left, right = map(axis.at, window)
        shapes.append(Box(left, y - 10, max(right - left, 4), 20, Tone.AHEAD, pale=True))
    shapes += axis.years(
        y, [axis.at(day) for (day, _), (row, below) in zip(dated, placed, strict=True) if below and row is not None]
    )
    for (day, one), (row, below) in zip(dated, placed, strict=True):
        shapes += marker(clerk, axis.at(day), y, one, row, below=below)
    caption = clerk.say("timeline_caption", home=clerk.state_name(home)) if home else clerk.say("timeline_plain")
    shown = [records[one.records[0]] for _, one in dated[-MOST_CITED:]]
    marks = {mark for record in shown for mark in clerk.notes.cite(proof(record), most=1)}
    return Picture(
        width=WIDTH,
        height=y + (34 + low * STEP if low else 26),
        shapes=tuple(shapes),
        says=clerk.say.join([f"{clerk.say.number(one.round)} {one.date}" for _, one in dated]),
        caption=(Piece(caption + (clerk.say("timeline_next") if window else ""), Tone.FAINT, tuple(sorted(marks))),),
    )


def rows_of(places: Iterable[tuple[float, bool]]) -> list[tuple[int | None, bool]]:
    """Return for each label, by place and side of the line, the first row that has room; None where none has."""
    ends = {True: [-ROOM] * ROWS, False: [-ROOM] * ROWS}
    found: list[tuple[int | None, bool]] = []
    for x, below in places:
        row = next((row for row in range(ROWS) if x - ROOM / 2 >= ends[below][row]), None)
        if row is not None:
            ends[below][row] = x + ROOM / 2
        found.append((row, below))
    return found


def marker(clerk: Clerk, x: float, y: float, one: Session, row: int | None, *, below: bool) -> list[Shape]:
    """Return the mark of a session with its label in a row, without label where there is no row for it."""
    filled = one.status is Status.HELD
    tone = Tone.DOUBT if one.contradictions else TONES[one.status]
    if row is None:
        return [Dot(x, y, 5, tone, filled)]
    foot = y + 44 + row * STEP if below else y - 11 - row * STEP
    number = clerk.say.number(one.round) if one.round is not None else ""
    label = [Label(x, foot - 11, number, 10.5, Tone.STRONG)] if number else []
    return [
        Line(x, y, x, foot - 21 if below else foot + 3, Tone.FAINT),
        Dot(x, y, 5, tone, filled),
        *label,
        Label(x, foot, (one.date or "")[:10], 9, Tone.FAINT),
    ]


def day_of(one: Session) -> int | None:
    """Return the first day of a session, the first of its month or year where no day is known."""
    if one.first is not None:
        return one.first
    begin = span_of((one.date or "").partition("/")[0])
    return begin[0] if begin else None


def bars_picture(clerk: Clerk, records: Sequence[Record]) -> Picture | None:
    """Return how many deeds lie in each month, in each year of a long time, on each day of a short one.

    What is dated more vaguely than the bars is left out; None where fewer than two bars would stand.
    """
    exact = [one for one in records if one.first is not None and one.last is not None]
    if not exact:
        return None
    length = unit_length([one.first for one in exact if one.first is not None])
    most = {MONTH: 31, YEAR: 366}.get(length, 1)
    kept = [one for one in exact if (one.last or 0) - (one.first or 0) < most]
    counts = Counter(iso(one.first or 1)[:length] for one in kept)
    keys = between(min(counts), max(counts), length) if counts else []
    if len(keys) < 2:
        return None
    highest = max(counts.values())
    ahead = Counter(iso(one.first or 1)[:length] for one in kept if one.status is not Status.HELD)
    room = (WIDTH - 2 * MARGIN) / len(keys)
    base = 20 + PLOT
    every = -(-len(keys) // 12)
    shapes: list[Shape] = [Line(MARGIN, base, WIDTH - MARGIN, base)]
    for at, key in enumerate(keys):
        x = MARGIN + at * room
        shapes += bar(x, base, room, counts[key], ahead[key], PLOT / highest)
        if at % every == 0:
            shapes.append(Label(x + room / 2, base + 15, key[-5:] if length > MONTH else key, 9, Tone.FAINT))
    unit = clerk.say({MONTH: "unit_month", YEAR: "unit_year"}.get(length, "unit_day"))
    ends = [min(kept, key=lambda one: (one.first or 0, one.id)), max(kept, key=lambda one: (one.first or 0, one.id))]
    marks = {mark for one in ends for mark in clerk.notes.cite(proof(one), most=1)}
    return Picture(
        width=WIDTH,
        height=base + 24,
        shapes=tuple(shapes),
        says=clerk.say.join([f"{key} {counts[key]}" for key in keys if counts[key]]),
        caption=(Piece(clerk.say("months_caption", unit=unit), Tone.FAINT, tuple(sorted(marks))),),
    )


def unit_length(days: Iterable[int]) -> int:
    """Return how much of a date one bar stands for, as characters: a day, a month or a year."""
    given = list(days)
    spanned = max(given) - min(given)
    if spanned <= MOST_DAYS:
        return 10
    return MONTH if spanned <= MOST_BARS * 31 else YEAR


def bar(x: float, base: float, room: float, count: int, ahead: int, unit: float) -> list[Shape]:
    """Return a bar with its count; what was not held stands on top in the colour of what is ahead."""
    if not count:
        return []
    width = min(room * 0.7, 30)
    left = x + (room - width) / 2
    held = (count - ahead) * unit
    found: list[Shape] = [Box(left, base - held, width, held)] if held else []
    if ahead:
        found.append(Box(left, base - count * unit, width, ahead * unit, Tone.AHEAD, pale=True))
    return [*found, Label(x + room / 2, base - count * unit - 4, str(count), 8.5, Tone.FAINT)]


def between(first: str, last: str, length: int) -> list[str]:
    """Return all days, months or years from one to another."""
    if length == YEAR:
        return [str(year) for year in range(int(first), int(last) + 1)]
    if length == MONTH:
        start, end = (int(one[:4]) * 12 + int(one[5:]) - 1 for one in (first, last))
        return [f"{month // 12:04}-{month % 12 + 1:02}" for month in range(start, end + 1)]
    start, end = (datetime.date.fromisoformat(one).toordinal() for one in (first, last))
    return [iso(day) for day in range(start, end + 1)]


def series_picture(clerk: Clerk, series: Series) -> Picture | None:
    """Return a figure over its periods, the value told first in each; None where fewer than two have a day."""
    by_period = {}
    for point in series.points:
        begin = span_of((point.period or "").partition("/")[0])
        if begin and begin[0] not in by_period:
            by_period[begin[0]] = point
    if len(by_period) < 2:
        return None
    days = sorted(by_period)
    axis = Axis(days[0], days[-1])
    values = [by_period[day].value for day in days]
    low, high = min(0.0, *values), max(0.0, *values)
    base = 30 + PLOT
    places = [(axis.at(day), base - (by_period[day].value - low) / ((high - low) or 1) * PLOT) for day in days]
    shapes: list[Shape] = axis.years(base)
    shapes += [Line(*one, *other) for one, other in itertools.pairwise(places)]
    end = 0.0
    marks: set[Mark] = set()
    for day, (x, y) in zip(days, places, strict=True):
        point = by_period[day]
        shapes.append(Dot(x, y, 3.5))
        if x - ROOM / 2 >= end:
            shapes.append(Label(x, y - 8, point.text, 9, Tone.FAINT))
            end = x + ROOM / 2
        marks.update(clerk.notes.at(point.page, (Span(point.start, point.end),)) if len(marks) < MOST_CITED else ())
    about = clerk.say.join([clerk.state_name(code) for code in series.about.split("+") if code])
    words = clerk.say("series_caption", measure=series.measure, about=about, unit=series.unit or "")
    said = [f"{by_period[day].period} {by_period[day].text}" for day in days]
    caption = (Piece(words, Tone.FAINT, tuple(sorted(marks))),)
    return Picture(WIDTH, base + 24, tuple(shapes), clerk.say.join(said), caption)

"""Persons and states, as tables."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from shiguan.annals.who import Doubtful
from shiguan.cli.annal import headline, parties_label
from shiguan.cli.chronicle import SIGN_STYLES, SIGNS
from shiguan.cli.ledger import Cell, Ledger
from shiguan.model.person import Person
from shiguan.model.record import Record
from shiguan.tell.day import day_label, year_of
from shiguan.tell.level import Level
from shiguan.tell.person import Biography
from shiguan.tell.state import Month, Relations

PERSON_COLUMNS = "person name states office state level first last pages".split()
DOUBT_COLUMNS = "one one_name other other_name reason".split()
STATE_COLUMNS = ["states", "month", "deeds", "planned", *(level.value for level in Level), "kinds", "statements"]
MOST_OFFICES = 20  # told on the most pages
MOST_MET = 8
MOST_WORDINGS = 6
MOST_PARTNERS = 12
BAR = 24  # columns of the longest bar


def person_rows(found: Iterable[Biography]) -> Iterator[Sequence[object]]:
    """Yield the cells of each office of each person."""
    for one in found:
        name = one.names[0].name if one.names else one.key
        for office in one.offices:
            yield (
                one.key,
                name,
                [state for state, _ in one.states],
                office.office,
                office.state,
                office.level.value,
                office.first,
                office.last,
                office.pages,
            )


def doubt_rows(found: Iterable[Doubtful]) -> Iterator[Sequence[object]]:
    """Yield the cells of each pair."""
    for pair in found:
        yield (*(cell for one in (pair.one, pair.other) for cell in (one.id, label(one))), pair.reason)


def print_doubts(found: Sequence[Doubtful], *, skip: int, more: bool) -> None:
    """Print each pair and why it is doubtful, then what one would type to judge the first."""
    ledger = Ledger()
    pairs = f"{len(found)} {'pair' if len(found) == 1 else 'pairs'} of persons who may be one"
    after = f"  after the first {skip}" if skip else ""
    rest = f"  more follow; see them with --skip {skip + len(found)}" if more else ""
    ledger.say(pairs, (after + rest, "ink-2"), bold=True)
    ledger.table([row for pair in found for row in pair_rows(pair)], grow=2, gap=1)
    for pair in found[:1]:
        ledger.say("")
        ledger.say(f"shiguan same {pair.one.id} {pair.other.id} --because REASON")
        ledger.say(f"shiguan apart {pair.one.id} {pair.other.id} --because REASON")


def pair_rows(pair: Doubtful) -> Iterator[Sequence[Cell]]:
    """Yield one person, the other beneath, and why they may be one."""
    yield (pair.one.id, "ink-2"), "", label(pair.one)
    yield (pair.other.id, "ink-2"), "?=", label(pair.other)
    yield "", "", (pair.reason, "ink-2")


def label(who: Person) -> str:
    """Return the fullest name of a person, the state, and the last office with its days."""
    last = who.offices[-1] if who.offices else None
    office = f"{last.office} {last.first or '?'}–{last.last or '?'}" if last else ""
    name = max((name for name, _ in who.names), key=len, default=who.key)
    return " ".join(part for part in (name, who.state, office) if part)


def print_persons(found: Sequence[Biography], *, limit: int) -> None:
    """Print each person of a name: offices over time, whom they met, what they did last."""
    ledger = Ledger()
    for number, one in enumerate(found):
        if number:
            ledger.say("")
        print_person(ledger, one, limit)


def print_person(ledger: Ledger, one: Biography, limit: int) -> None:
    """Print one person."""
    states = " ".join(state for state, _ in one.states)
    name = one.names[0].name if one.names else one.key
    ledger.say(name, (f"  {states}  {one.id}" if states else f"  {one.id}", "ink-2"), bold=True)
    ledger.say((f"{one.deeds} deeds · {one.statements} statements", "ink-2"))
    others = [f"{alias.name} ({alias.pages})" for alias in one.names[1:]]
    if others:
        ledger.note("also", "、".join(others))
    kept = sorted(one.offices, key=lambda office: -office.pages)[:MOST_OFFICES]
    rows: list[list[Cell]] = [
        [(f"{office.first or '?'} – {office.last or '?'}", "ink-2"), office.office, (f"{office.pages} pages", "ink-2")]
        for office in one.offices
        if office in kept
    ]
    ledger.table(rows, grow=1)
    if len(one.wordings) > 1:
        told = (
            f"{way.id} {' '.join(filter(None, (way.name, way.state, way.sort)))} ×{way.told}" for way in one.wordings
        )
        ledger.note("told as", "、".join(islice(told, MOST_WORDINGS)))
    if one.met:
        people = [f"{met.name}{' ' + met.state if met.state else ''} ×{met.deeds}" for met in one.met[:MOST_MET]]
        ledger.note("met", "、".join(people))
    ledger.table([record_line(record) for record in one.records[:limit]], grow=2)
    if one.deeds > limit:
        ledger.say((f"{one.deeds - limit} earlier deeds left out; 'shiguan chronicle --person' has them", "ink-2"))


def record_line(record: Record) -> list[Cell]:
    """Return the cells of one deed."""
    words = "  ".join(part for part in (headline(record), parties_label(record.parties)) if part)
    day = f"{year_of(record.date) or ''} {day_label(record.date)}".strip()
    return [(day, "ink-2"), (SIGNS[record.status], SIGN_STYLES[record.status]), words, (record.id, "ink-2")]


def state_rows(found: Relations) -> Iterator[Sequence[object]]:
    """Yield the cells of each month."""
    for month in found.months:
        levels = [month.levels.get(level.value, 0) for level in Level]
        kinds = [f"{kind} {count}" for kind, count in month.kinds.items()]
        yield found.states, month.month, month.deeds, month.planned, *levels, kinds, month.statements


def print_relations(found: Relations) -> None:
    """Print the months: a bar for the deeds, how many at which level, how many words."""
    ledger = Ledger()
    ledger.say(" ⇄ ".join(found.states), bold=True)
    levels = " · ".join(f"{count} {level}" for level, count in found.levels.items())
    ledger.say((f"{found.deeds} deeds ({levels}) · {found.statements} statements", "ink-2"))
    if found.partners:
        ledger.note("with", "、".join(f"{state} {count}" for state, count in found.partners[:MOST_PARTNERS]))
    most = max((month.deeds for month in found.months if month.month), default=1)
    names = [level for level in Level if level.value in found.levels]
    rows: list[list[Cell]] = [
        [("month", "ink-2"), "", *((name.value, "ink-2") for name in names), ("words", "ink-2"), ""]
    ]
    rows += [month_line(month, names, most) for month in found.months]
    ledger.table(rows, grow=len(names) + 3)


def month_line(month: Month, names: Sequence[Level], most: int) -> list[Cell]:
    """Return the cells of one month."""
    bar = "▇" * round(BAR * month.deeds / (most or 1)) if month.month else ""
    counts: list[Cell] = [str(month.levels.get(level.value, "")) for level in names]
    planned = f"○ {month.planned}" if month.planned else ""
    total = str(month.deeds or "")
    return [
        (month.month or "no date", "ink-2"),
        total,
        *counts,
        str(month.statements or ""),
        (f"{bar} {planned}".strip(), "indigo"),
    ]

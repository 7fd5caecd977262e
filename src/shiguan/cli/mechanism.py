"""A mechanism as a table: its sessions down the spine of time, then what is missing, contested and expected."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shiguan.annals.ask import MechanismLine
from shiguan.cli.chronicle import SIGN_STYLES, SIGNS, label_of
from shiguan.cli.ledger import Cell, Ledger
from shiguan.model.engagement import Mode, Status
from shiguan.tell.day import day_label, year_of
from shiguan.tell.forecast import Basis, iso
from shiguan.tell.mechanism import Expected, Mechanism, Missing, Telling
from shiguan.tell.session import Contradiction, Head, Session

LIST_COLUMNS = ("key", "name", "records", "held", "rounds", "lowest", "highest", "first", "last")
COLUMNS = tuple(
    "round status date place host mode heads interval announced postponed contradictions origins records pages"
    " inferred".split()
)
MOST_HEADS = 6
LINKS = {"renamed": "renamed", "merged_into": "merged", "split": "split", "part_of": "part of"}


def list_rows(found: Iterable[MechanismLine]) -> Iterator[Sequence[Any]]:
    """Yield the cells of each mechanism."""
    for one in found:
        spanned = tuple(iso(day) if day is not None else None for day in (one.first, one.last))
        yield one.key, one.name, one.records, one.held, one.rounds, one.lowest, one.highest, *spanned


def print_list(found: Sequence[MechanismLine]) -> None:
    """Print the mechanisms, a line each."""
    ledger = Ledger()
    rows: list[list[Cell]] = []
    for one in found:
        numbered = f"第{one.lowest}–{one.highest}" if one.lowest != one.highest else f"第{one.lowest}"
        rows.append(
            [
                one.name,
                (f"{one.records} told", "ink-2"),
                numbered if one.lowest is not None else "",
                (iso(one.last) if one.last is not None else "", "ink-2"),
            ]
        )
    ledger.say(f"{len(found)} mechanisms", ("  name, records, rounds, last held", "ink-2"), bold=True)
    ledger.table(rows, grow=0)


def csv_rows(found: Mechanism) -> Iterator[Sequence[Any]]:
    """Yield the sessions, those missing and the one expected, by number and date."""
    for one in found.sessions:
        yield session_cells(one)
    for gap in found.missing:
        yield gap.round, "missing", between(gap), *[None] * 12
    if found.expected:
        due = found.expected
        yield due.round, "expected", f"{due.first}/{due.last}", None, due.host, *[None] * 7, due.records, None, None


def session_cells(one: Session) -> Sequence[Any]:
    """Return the cells of a session."""
    return (
        one.round,
        one.status.value,
        one.date,
        one.place,
        one.host,
        one.mode.value if one.mode else None,
        [label_of(head.name, head.state, head.office) for head in one.heads],
        one.interval,
        one.announced,
        one.postponed,
        [contradiction_words(each) for each in one.contradictions],
        one.origins,
        one.records,
        one.pages,
        one.inferred,
    )


def between(one: Missing) -> str | None:
    """Return the span in which a missing session must lie."""
    return f"{one.after or '..'}/{one.before or '..'}" if one.after or one.before else None


def print_mechanism(found: Mechanism) -> None:
    """Print the head, the sessions, and what follows from them."""
    ledger = Ledger()
    ledger.say(found.name, bold=True)
    ledger.say((" · ".join(head_parts(found)), "ink-2"))
    ledger.say("")
    ledger.table(list(session_rows(found)), grow=6, gap=1)
    ledger.say("")
    if found.expected:
        ledger.note("next", expected_words(found.expected), "ochre" if found.expected.overdue else "indigo")
    for number, one in contradictions_of(found):
        ledger.note(f"≠ {number}".rstrip(), contradiction_words(one), "ochre")
    for session in found.sessions:
        if session.inferred:
            label = f"第{session.round}" if session.round is not None else year_of(session.date) or ""
            ledger.note(f"≈ {label}", f"the day on which those who led it met otherwise [{' '.join(session.inferred)}]")
    if found.names:
        ledger.note("also", "、".join(found.names))
    for link in found.links:
        tail = " ".join(part for part in (link.date, link.note) if part)
        ledger.note(
            LINKS.get(link.kind, link.kind), f"{link.from_name} → {link.to_name}" + (f" ({tail})" if tail else "")
        )
    for telling in found.tellings:
        ledger.note("told", telling_words(telling))


def telling_words(one: Telling) -> str:
    """Return what a page tells of the mechanism itself."""
    parts = [
        f"founded {one.founded}" if one.founded else None,
        one.cadence_text,
        one.usual_time,
        one.level,
        f"part of {one.parent}" if one.parent else None,
        f"{one.rounds_held} rounds held" if one.rounds_held else None,
        f"put off from {one.postponed}" if one.postponed else None,
    ]
    return "; ".join(part for part in parts if part) + f" [{one.page}]"


def head_parts(found: Mechanism) -> Iterator[str]:
    """Yield the sides, how many sessions are known, and how the host changes."""
    if found.sides:
        yield " ".join(found.sides)
    held = [one for one in found.sessions if one.status is Status.HELD]
    yield f"{len(held)} held"
    if found.missing:
        yield f"{len(found.missing)} missing"
    days = [one.interval for one in held if one.interval is not None]
    if days:
        yield f"{min(days)} to {max(days)} days apart" if min(days) != max(days) else f"{days[0]} days apart"
    if found.turns and found.turns.of:
        yield f"host changes in {found.turns.kept} of {found.turns.of} turns"


def session_rows(found: Mechanism) -> Iterator[list[Cell]]:
    """Yield a row for each session and each run of missing ones."""
    year: str | None = ""
    gaps = {run[0].after: run for run in runs(found.missing)}
    if None in gaps:
        yield missing_row(gaps[None])
    for one in found.sessions:
        shown = year_of(one.date) or ""
        yield session_row(one, shown if shown != year else "", passed=one.records[0] in found.unconfirmed)
        year = shown
        if one.date in gaps and one.date:
            yield missing_row(gaps.pop(one.date))


def missing_row(run: Sequence[Missing]) -> list[Cell]:
    """Return the cells of a run of missing sessions."""
    numbers = f"第{run[0].round}–{run[-1].round}次" if len(run) > 1 else f"第{run[0].round}次"
    return ["", "", ("? no report", "ink-2"), (numbers, "ink-2"), "", "", "", ""]


def session_row(one: Session, year: str, *, passed: bool) -> list[Cell]:
    """Return the cells of a session: year, day, sign, number, place and host, interval, heads, origins."""
    sign: Cell = (f"{SIGNS[one.status]} {one.status.value}", SIGN_STYLES[one.status])
    if one.contradictions:
        sign = (f"{SIGNS[one.status]} {one.status.value} ≠", "ochre")
    elif passed:
        sign = (f"{SIGNS[one.status]} no report", "ochre")
    where = " ".join(part for part in (one.place, one.host, "视频" if one.mode is Mode.VIDEO else "") if part)
    return [
        (year, "ink-2"),
        day_label(one.date) + (" ≈" if one.inferred else ""),
        sign,
        f"第{one.round}次" if one.round is not None else "",
        where,
        (f"+{one.interval}" if one.interval is not None else "", "ink-2"),
        " ".join(part for part in (heads_words(one.heads), moved_words(one)) if part),
        (f"×{one.origins}" if one.origins > 1 else "", "jade"),
    ]


def runs(missing: Sequence[Missing]) -> Iterator[list[Missing]]:
    """Yield the missing sessions in runs of neighbouring numbers between the same known ones."""
    run: list[Missing] = []
    for one in missing:
        if run and (one.round != run[-1].round + 1 or one.after != run[-1].after):
            yield run
            run = []
        run.append(one)
    if run:
        yield run


def moved_words(one: Session) -> str:
    """Return from when a session was put off, or for when it had been announced."""
    if one.postponed and one.status is not Status.POSTPONED:
        return f"◐ put off {'、'.join(one.postponed)}".rstrip()
    return f"○ announced for {'、'.join(one.announced)}" if one.announced else ""


def heads_words(heads: Sequence[Head]) -> str:
    """Return the heads of delegation; of a long list the first."""
    labels = [label_of(head.name, head.state, None) for head in heads]
    if len(labels) == 2:
        return " ⇄ ".join(labels)
    more = f" +{len(labels) - MOST_HEADS}" if len(labels) > MOST_HEADS else ""
    return "、".join(labels[:MOST_HEADS]) + more


def contradictions_of(found: Mechanism) -> Iterator[tuple[str, Contradiction]]:
    """Yield the contradictions with the session that they are of."""
    for session in found.sessions:
        label = f"第{session.round}" if session.round is not None else year_of(session.date) or ""
        for one in session.contradictions:
            yield label, one
    for one in found.contradictions:
        yield "", one


def contradiction_words(one: Contradiction) -> str:
    """Return a contradiction in words."""
    return f"{one.aspect}: {one.values[0]}, told otherwise: {'、'.join(one.values[1:])} [{' '.join(one.records)}]"


BASES = {
    Basis.ANNOUNCED: "as announced",
    Basis.INTERVALS: "from the days between sessions",
    Basis.CADENCE: "from its told or named cadence",
    Basis.PUT_OFF: "put off, within one interval of then",
}


def expected_words(one: Expected) -> str:
    """Return when and where the next session is expected, and why."""
    number = f"第{one.round}次 " if one.round is not None else ""
    when = f"{one.first} to {one.last}" if one.first != one.last else one.first
    if one.basis is not Basis.ANNOUNCED:
        when += f", likeliest about {one.middle}"
    basis = BASES[one.basis] + (f" ({', '.join(map(str, one.intervals))})" if one.intervals else "")
    host = f"; host {one.host} ({one.host_basis})" if one.host else ""
    late = f"; overdue for {one.overdue} days" if one.overdue else ""
    return f"{number}{when}, {basis}{host}{late}"

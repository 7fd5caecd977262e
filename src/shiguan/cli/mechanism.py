"""A mechanism as a table: its sessions down the spine of time, then what is missing, contested and expected."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from shiguan.annals.ask import MechanismLine
from shiguan.cli.chronicle import SIGN_STYLES, SIGNS, label_of
from shiguan.cli.day import day_label, year_of
from shiguan.cli.sheet import Cell, Paper
from shiguan.model.engagement import Mode, Status
from shiguan.tell.forecast import Basis, iso
from shiguan.tell.mechanism import Expected, Mechanism, Missing
from shiguan.tell.session import Contradiction, Head, Session

LIST_COLUMNS = ("key", "name", "records", "held", "rounds", "lowest", "highest", "first", "last")
COLUMNS = tuple(
    "round status date place host mode heads interval postponed contradictions origins records pages".split()
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
    paper = Paper()
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
    paper.say(f"{len(found)} mechanisms", ("  name, records, rounds, last held", "ink-2"), bold=True)
    paper.table(rows, grow=0)


def csv_rows(found: Mechanism) -> Iterator[Sequence[Any]]:
    """Yield the sessions, those missing and the one expected, by number and date."""
    for one in sorted((*found.sessions, *found.missing), key=order_of):
        if isinstance(one, Missing):
            yield one.round, "missing", between(one), *[None] * 10
        else:
            yield session_cells(one)
    if found.expected:
        one = found.expected
        yield one.round, "expected", f"{one.first}/{one.last}", None, one.host, *[None] * 6, one.records, None


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
        one.postponed,
        [contradiction_words(each) for each in one.contradictions],
        one.origins,
        one.records,
        one.pages,
    )


def order_of(one: Session | Missing) -> tuple[str, int]:
    """Order by date, the missing after the last one known before them."""
    if isinstance(one, Missing):
        return (one.after or "0", one.round)
    return (one.date or "9999", one.round or 0)


def between(one: Missing) -> str | None:
    """Return the span in which a missing session must lie."""
    return f"{one.after or '..'}/{one.before or '..'}" if one.after or one.before else None


def print_mechanism(found: Mechanism) -> None:
    """Print the head, the sessions, and what follows from them."""
    paper = Paper()
    paper.say(found.name, bold=True)
    paper.say((" · ".join(head_parts(found)), "ink-2"))
    paper.say("")
    paper.table(list(session_rows(found)), grow=6, gap=1)
    paper.say("")
    if found.expected:
        paper.note("next", expected_words(found.expected), "ochre" if found.expected.overdue else "indigo")
    for number, one in contradictions_of(found):
        paper.note(f"≠ {number}".rstrip(), contradiction_words(one), "ochre")
    if found.names:
        paper.note("also", "、".join(found.names))
    for link in found.links:
        tail = " ".join(part for part in (link.date, link.note) if part)
        paper.note(LINKS.get(link.kind, link.kind), f"{link.from_name} → {link.to_name}" + (f" ({tail})" if tail else ""))
    for telling in found.tellings:
        words = [telling.founded and f"founded {telling.founded}", telling.cadence_text, telling.usual_time]
        words += [telling.level, telling.parent, telling.rounds_held and f"{telling.rounds_held} rounds held"]
        paper.note("told", "，".join(str(word) for word in words if word) + f" [{telling.page}]")


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
    """Yield a row for each session and each stretch of missing ones."""
    year: str | None = ""
    for one in sorted((*found.sessions, *stretches(found.missing)), key=order_of):
        if isinstance(one, Missing):
            yield ["", "", ("? missing", "ink-2"), missing_label(one), "", "", "", ""]
            continue
        shown = year_of(one.date) or ""
        yield session_row(one, shown if shown != year else "")
        year = shown


def session_row(one: Session, year: str) -> list[Cell]:
    """Return the cells of a session: year, day, sign, number, place and host, interval, heads, origins."""
    sign: Cell = (f"{SIGNS[one.status]} {one.status.value}", SIGN_STYLES[one.status])
    if one.contradictions:
        sign = (f"{SIGNS[one.status]} {one.status.value} ≠", "ochre")
    where = " ".join(part for part in (one.place, one.host, "视频" if one.mode is Mode.VIDEO else "") if part)
    return [
        (year, "ink-2"),
        day_label(one.date),
        sign,
        f"第{one.round}次" if one.round is not None else "",
        where,
        (f"+{one.interval}" if one.interval is not None else "", "ink-2"),
        heads_words(one.heads) + (f" ◐ put off from {'、'.join(one.postponed)}" if any(one.postponed) else ""),
        (f"×{one.origins}" if one.origins > 1 else "", "jade"),
    ]


def stretches(missing: Sequence[Missing]) -> Sequence[Missing]:
    """Return the missing sessions."""
    return missing


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

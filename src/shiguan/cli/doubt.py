"""What is in doubt, as tables: announcements without a report, and values told otherwise."""

from collections.abc import Iterable, Iterator, Sequence

from shiguan.cli.annal import parties_label
from shiguan.cli.chronicle import KINDS
from shiguan.cli.ledger import Cell, Ledger
from shiguan.model.engagement import Kind
from shiguan.tell.conflict import Conflict, Told
from shiguan.tell.day import day_label, year_of
from shiguan.tell.unconfirmed import Unconfirmed

UNCONFIRMED_COLUMNS = (
    "record date days told kind mechanism round place parties origins pages_since until words naming near".split()
)
CONFLICT_COLUMNS = "id about field date label values origins rule records pages".split()
SHOWN = 3  # records named that may be the event


def unconfirmed_rows(found: Iterable[Unconfirmed]) -> Iterator[Sequence[object]]:
    """Yield the cells of each announcement."""
    for one in found:
        yield (
            one.record,
            one.date,
            one.days,
            one.told,
            one.kind.value,
            one.mechanism,
            one.round,
            one.place,
            parties_label(one.parties),
            one.origins,
            one.search.pages,
            one.search.until,
            one.search.words,
            one.search.naming,
            one.search.near,
        )


def print_unconfirmed(found: Sequence[Unconfirmed], total: int) -> None:
    """Print announcements, the latest first, each with the search that was done."""
    ledger = Ledger()
    ledger.say(f"{total} announcements without a report", (shown(len(found), total), "ink-2"), bold=True)
    rows: list[list[Cell]] = []
    for one in found:
        rows.append(
            [
                ((year_of(one.date) or "") + " " + day_label(one.date), "indigo"),
                ("○", "indigo"),
                (f"{one.days} days ago", "ink-2"),
                what(one),
            ]
        )
        rows.append(["", "", "", (search_said(one), "ochre" if one.search.near else "ink-2")])
    ledger.table(rows, grow=3)


def what(one: Unconfirmed) -> str:
    """Return an announcement in one line."""
    number = f"第{one.round}次" if one.round is not None else ""
    parts = (KINDS[one.kind], one.mechanism, number, one.place, parties_label(one.parties))
    return "  ".join(part for part in parts if part)


def search_said(one: Unconfirmed) -> str:
    """Return what was searched and found for an announcement."""
    search = one.search
    told = f"announced {one.told}; " if one.told else ""
    naming = f", {len(search.naming)} of them with {' and '.join(search.words)}" if search.words else ""
    near = ""
    if search.near:
        more = f" and {len(search.near) - SHOWN} more" if len(search.near) > SHOWN else ""
        near = f"; held about then by the same: {' '.join(search.near[:SHOWN])}{more}"
    return f"{told}no report in {search.pages} pages since, to {search.until or 'no day'}{naming}{near} [{one.record}]"


def conflict_rows(found: Iterable[Conflict]) -> Iterator[Sequence[object]]:
    """Yield the cells of each conflict."""
    for one in found:
        pages = sorted({citation.page for told in one.told for citation in told.citations})
        yield (
            one.id,
            one.about.value,
            one.field,
            one.date,
            one.label,
            [told.value for told in one.told],
            [told.origins for told in one.told],
            one.rule,
            one.records,
            pages,
        )


def print_conflicts(found: Sequence[Conflict], total: int) -> None:
    """Print conflicts, the latest first: the value chosen, then those against it."""
    ledger = Ledger()
    ledger.say(f"{total} conflicts", (shown(len(found), total), "ink-2"), bold=True)
    rows: list[list[Cell]] = []
    for one in found:
        rows.append(
            [
                (one.id, "ink-2"),
                f"{year_of(one.date) or ''} {day_label(one.date)}",
                ("≠ " + one.field, "ochre"),
                label_in_words(one.label),
            ]
        )
        rows.append(["", "", "", (" ≠ ".join(map(said, one.told)) + f"  [{' '.join(one.records[:SHOWN])}]", "ink-2")])
    ledger.table(rows, grow=3)


def label_in_words(label: str) -> str:
    """Return what a conflict is about, a kind of event in the words of the chronicle."""
    kind, _, rest = label.partition(" ")
    return f"{KINDS[Kind(kind)]} {rest}".rstrip() if kind in set(Kind) else label


def said(told: Told) -> str:
    """Return a value with how many origins tell it."""
    return f"{told.value} ×{told.origins}"


def shown(some: int, total: int) -> str:
    """Return how many of all are shown, where not all are."""
    return f"  {some} of them, the latest first; --limit and --skip show others" if some < total else ""

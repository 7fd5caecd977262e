"""Figures over time, as tables."""

from collections.abc import Iterable, Iterator, Sequence

from shiguan.cli.ledger import Cell, Ledger
from shiguan.tell.day import day_label, year_of
from shiguan.tell.figure import Point, Series

COLUMNS = "id measure about period value unit text change_percent change_basis published origin page checks".split()
MOST_SERIES = 12  # the longest; --format json and csv have all
BASES = {"year_on_year": "on the year", "month_on_month": "on the month"}


def csv_rows(found: Iterable[Series]) -> Iterator[Sequence[object]]:
    """Yield the cells of each figure of each series."""
    for series in found:
        for point in series.points:
            yield (
                point.id,
                point.measure,
                point.about,
                point.period,
                f"{point.value:.15g}",
                point.unit,
                point.text,
                point.change_percent,
                point.change_basis,
                point.published,
                point.origin,
                point.page,
                [check.says for check in series.checks if check.later == point.id],
            )


def print_series(found: Sequence[Series]) -> None:
    """Print the longest series: a line a figure, then the checks between reports and what is told otherwise."""
    ledger = Ledger()
    for number, series in enumerate(found[:MOST_SERIES]):
        if number:
            ledger.say("")
        about = series.about.replace("+", " ")
        count = len(series.points)
        head = (f"  {count} {'figure' if count == 1 else 'figures'}", "ink-2")
        ledger.say("  ".join(part for part in (series.measure, about, series.unit) if part), head, bold=True)
        ledger.table([line(point) for point in series.points], grow=3)
        for check in series.checks:
            ledger.note("✓" if check.holds else "≠", check.says, "jade" if check.holds else "ochre")
        for one in series.conflicts:
            told = " ≠ ".join(f"{each.value} ×{each.origins}" for each in one.told)
            ledger.note("≠", f"{one.date}: {told} [{one.id}]", "ochre")
    if len(found) > MOST_SERIES:
        ledger.say("")
        ledger.say(
            (f"{len(found) - MOST_SERIES} shorter series left out; --about narrows, --format csv has all", "ink-2")
        )


def line(point: Point) -> list[Cell]:
    """Return the cells of one figure."""
    change = ""
    if point.change_percent is not None:
        change = f"{point.change_percent:+g}% {BASES.get(point.change_basis or '', '')}".rstrip()
    period = f"{year_of(point.period) or ''} {day_label(point.period) if point.period else '?'}".strip()
    return [
        (period, "ink-2"),
        point.text,
        change,
        (f"{point.origin}  {point.published or ''}  [{point.page}]", "ink-2"),
    ]

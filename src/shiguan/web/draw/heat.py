"""A calendar: a column a month, a row a kind of deed or a topic, the darker the more."""

from collections import Counter
from collections.abc import Sequence

import msgspec

CELL, STEP = 13, 15
LEFT, TOP = 92, 20
STEPS = 4
MOST_YEARS = 8
LEAST = 0.06  # of the fullest year's deeds; thinner years at the beginning are left to the table


class Tally(msgspec.Struct, frozen=True):
    """How much of a row lies in a month, and how much of that is only announced."""

    month: str
    row: str
    count: int
    planned: int = 0


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a row: where it stands, how dark it is (1 to 4), what it says; planned where nothing was held."""

    x: int
    y: int
    step: int
    month: str
    row: str
    count: int
    planned: bool


class Heat(msgspec.Struct, frozen=True, kw_only=True):
    """The cells, the rows down the side, the years along the top, and the size of all."""

    cells: tuple[Cell, ...]
    rows: tuple[tuple[int, str], ...]
    years: tuple[tuple[int, str], ...]
    columns: tuple[tuple[int, int], ...]  # where each year's ground begins, and how wide it is
    width: int
    height: int
    since: str


def heat(counts: Sequence[Tally], order: Sequence[str]) -> Heat | None:
    """Return the calendar of some counts: the last years in which something happened; None for nothing.

    `order` has the rows from the top; those without anything are left out, and so is what is of no row.
    """
    wanted = [one for one in counts if one.row in order]
    if not wanted:
        return None
    per_year = Counter[int]()
    for one in wanted:
        per_year[int(one.month[:4])] += one.count
    first, last = years_shown(per_year)
    inside = [one for one in wanted if first <= int(one.month[:4]) <= last]
    rows = [row for row in order if any(one.row == row for one in inside)]
    most = max(one.count for one in inside)
    cells = tuple(
        Cell(
            x=LEFT + column(one.month, first),
            y=TOP + STEP * rows.index(one.row),
            step=1 + int((STEPS - 1) * (one.count / most) ** 0.5 + 0.5) if most > 1 else 2,
            month=one.month,
            row=one.row,
            count=one.count,
            planned=one.planned == one.count,
        )
        for one in inside
    )
    years = range(first, last + 1)
    starts = [LEFT + column(f"{year}-01", first) for year in years]
    return Heat(
        cells=cells,
        rows=tuple((TOP + STEP * at, row) for at, row in enumerate(rows)),
        years=tuple((x, str(year)) for x, year in zip(starts, years, strict=True)),
        columns=tuple((x, 12 * STEP - (STEP - CELL)) for x in starts),
        width=LEFT + column(f"{last}-12", first) + STEP,
        height=TOP + STEP * len(rows) + 2,
        since=f"{first}",
    )


def years_shown(per_year: Counter[int]) -> tuple[int, int]:
    """Return the first and last year to draw: no thin years before the record begins in earnest, eight at most."""
    fullest = max(per_year.values())
    last = max(per_year)
    thick = [year for year, count in per_year.items() if count >= max(1, LEAST * fullest)]
    return max(min(thick), last - MOST_YEARS + 1), last


def column(month: str, first: int) -> int:
    """Return how far right of the first year a month stands; years are parted by a little room."""
    years = int(month[:4]) - first
    return years * (12 * STEP + 6) + (int(month[5:7]) - 1) * STEP

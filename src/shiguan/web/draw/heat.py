"""The calendar of deeds: a column a month, a row a kind, the darker the more."""

from collections import Counter
from collections.abc import Sequence

import msgspec

from shiguan.annals.relation import Count
from shiguan.model.engagement import Kind

CELL, STEP = 13, 15
LEFT, TOP = 92, 20
STEPS = 4
MOST_YEARS = 8
LEAST = 0.06  # of the fullest year's deeds; thinner years at the beginning are left to the table


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """A month of a kind: where it stands, how dark it is (1 to 4), what it says; planned where nothing was held."""

    x: int
    y: int
    step: int
    month: str
    kind: Kind
    count: int
    planned: bool


class Heat(msgspec.Struct, frozen=True, kw_only=True):
    """The cells, the kinds down the side, the years along the top, and the size of all."""

    cells: tuple[Cell, ...]
    kinds: tuple[tuple[int, Kind], ...]
    years: tuple[tuple[int, str], ...]
    columns: tuple[tuple[int, int], ...]  # where each year's ground begins, and how wide it is
    width: int
    height: int
    since: str


def heat(counts: Sequence[Count]) -> Heat | None:
    """Return the calendar of some counts: the last years in which something happened; None for nothing."""
    if not counts:
        return None
    per_year = Counter[int]()
    for one in counts:
        per_year[int(one.month[:4])] += one.count
    first, last = years_shown(per_year)
    inside = [one for one in counts if first <= int(one.month[:4]) <= last]
    kinds = [kind for kind in Kind if any(one.kind is kind for one in inside)]
    most = max(one.count for one in inside)
    cells = tuple(
        Cell(
            x=LEFT + column(one.month, first),
            y=TOP + STEP * kinds.index(one.kind),
            step=1 + int((STEPS - 1) * (one.count / most) ** 0.5 + 0.5) if most > 1 else 2,
            month=one.month,
            kind=one.kind,
            count=one.count,
            planned=one.planned == one.count,
        )
        for one in inside
    )
    years = range(first, last + 1)
    starts = [LEFT + column(f"{year}-01", first) for year in years]
    return Heat(
        cells=cells,
        kinds=tuple((TOP + STEP * row, kind) for row, kind in enumerate(kinds)),
        years=tuple((x, str(year)) for x, year in zip(starts, years, strict=True)),
        columns=tuple((x, 12 * STEP - (STEP - CELL)) for x in starts),
        width=LEFT + column(f"{last}-12", first) + STEP,
        height=TOP + STEP * len(kinds) + 2,
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

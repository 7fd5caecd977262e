"""Offices over time: a row an office, a bar over the days on which pages attest it."""

from collections.abc import Sequence

import msgspec

from shiguan.link.day import days_of
from shiguan.tell.person import Office
from shiguan.web.draw.line import Scale, Tick

WIDTH, ROW, TOP, FOOT = 1000, 26, 8, 24
LEAST_BAR = 4.0  # an office that one page attests is seen too
MOST = 12  # rows; the least attested offices are left to the table
LETTER = 14


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """An office on the paper; its name stands where there is room: behind the bar, or before it."""

    office: Office
    x: float
    y: float
    width: float
    label: float
    is_before: bool


class Tenures(msgspec.Struct, frozen=True, kw_only=True):
    """The drawn offices, the years on the axis, and how many offices are left to the table."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    height: int
    undrawn: int
    width: int = WIDTH


def tenures(offices: Sequence[Office]) -> Tenures | None:
    """Return the picture of somebody's offices in the order of their first day, None where none has a day."""
    dated = [(days_of(one.first)[0], days_of(one.last)[1], one) for one in offices if one.first and one.last]
    most = sorted(dated, key=lambda one: (-one[2].pages, one[0], one[2].office))[:MOST]
    if not most:
        return None
    scale = Scale(min(first for first, _, _ in most), max(last for _, last, _ in most))
    bars = []
    for row, (first, last, office) in enumerate(sorted(most, key=lambda one: (one[0], one[1], one[2].office))):
        x, end = scale.x(first), scale.x(last)
        width = max(round(end - x, 1), LEAST_BAR)
        is_before = x + width + LETTER * len(office.office) + 60 > WIDTH
        label = x - 8 if is_before else x + width + 8
        bars.append(Bar(office=office, x=x, y=TOP + ROW * row, width=width, label=label, is_before=is_before))
    height = TOP + ROW * len(bars) + FOOT
    return Tenures(bars=tuple(bars), ticks=scale.ticks(), height=height, undrawn=len(offices) - len(bars))

"""Where a number stands, and what kinds of numbers read alike."""

import msgspec

from shiguan.extract.figure.draft import Draft
from shiguan.grammar.layout import Bounds
from shiguan.model.quantity import Measured, Quantity
from shiguan.model.span import Span

VALUES = {
    Measured.MONEY, Measured.RATIO, Measured.POINT, Measured.SIZE, Measured.INDEX, Measured.BARE, Measured.LENGTH,
}  # fmt: skip
COUNTS = {Measured.COUNT, Measured.EVENT, Measured.PEOPLE}
# Rules that read statistics, whose time and source are those of the sentences before.
STATISTIC = {
    "figure/subject",
    "figure/carried",
    "figure/change",
    "figure/change-and-level",
    "figure/increment",
    "figure/list",
    "figure/respectively",
}


class Place(msgspec.Struct):
    """Where a number stands: its sentence and clause, and the text that belongs to it on either side."""

    quantity: Quantity
    sentence: int
    paragraph: int  # where it begins
    before: int  # where the sentence before begins
    bounds: Bounds
    clause: Bounds
    left: int
    right: int


def draft(place: Place, measure: list[Span], rule: str, value: int | float | None = None) -> Draft:
    """Return a new figure to be."""
    quantity = place.quantity
    return Draft(quantity, measure, rule, place.sentence, quantity.value if value is None else value, place.clause)

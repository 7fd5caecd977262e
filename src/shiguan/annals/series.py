"""Figures fetched from the readings that tell them."""

import zlib
from collections.abc import Iterable

import msgspec

from shiguan.annals.amend import amendments
from shiguan.annals.chronicle import Conditions
from shiguan.annals.passage import with_fields
from shiguan.errors import UsageError
from shiguan.link.fold import fold_name
from shiguan.model.figure import Figure
from shiguan.model.ruling import Amendment
from shiguan.register.store import Row, Store
from shiguan.tell.figure import Point, Series, tell_series

ALIKE = 8  # measures named in the error, where a word is unknown


class Figures(msgspec.Struct):
    """The part of a reading that holds its figures."""

    figures: tuple[Figure, ...] = ()


FIGURES = msgspec.json.Decoder(Figures)


class MeasureLine(msgspec.Struct, frozen=True, kw_only=True):
    """A measure in the list of all: of what, in which unit, in how many figures of how many periods and origins."""

    measure: str
    about: str
    unit: str | None
    figures: int
    periods: int
    origins: int
    first: str  # the earliest and the latest period
    last: str


def measures(store: Store, words: str = "", *, about: str | None = None, least: int = 1) -> list[MeasureLine]:
    """Return the measures whose name holds `words`, of one place or of all, with at least so many periods.

    The one told of most periods comes first.
    """
    found = Conditions()
    found.add("figure.measure <> ''")
    found.add("figure.period IS NOT NULL")
    key = fold_name(words)
    if key:
        found.add("figure.measure LIKE ?", f"%{key}%")
    if about:
        found.add("figure.about = ?", about)
    rows = store.rows(
        "SELECT figure.measure, figure.about, figure.unit, COUNT(*), COUNT(DISTINCT figure.period),"
        " COUNT(DISTINCT page.report_origin), MIN(figure.period), MAX(figure.period)"
        f" FROM figure JOIN page ON page.id = figure.page WHERE {found.sql()}"
        " GROUP BY figure.measure, figure.about, figure.unit HAVING COUNT(DISTINCT figure.period) >= ?",
        (*found.arguments, least),
    )
    names = MeasureLine.__struct_fields__
    lines = [MeasureLine(**dict(zip(names, row, strict=True))) for row in rows if key in row[0]]  # % is no wildcard
    return sorted(lines, key=lambda one: (-one.periods, -one.figures, one.measure, one.about, one.unit or ""))


def series(store: Store, measure: str, about: str | None = None) -> list[Series]:
    """Return the series of a measure by its name, of one place or of all; the longest first.

    Raises UsageError where no figure of the register bears that name.
    """
    key = fold_name(measure)
    rows = store.rows(f"{SELECT} WHERE figure.measure = ?", (key,))
    if not rows:
        raise UsageError(unknown(store, measure, key))
    found = tell_series(points_of(store, rows))
    wanted = fold_name(about) if about else None
    return [one for one in found if wanted is None or wanted in fold_name(one.about).split("+")]


SELECT = (
    "SELECT figure.id, figure.page, figure.item, figure.measure, figure.about, page.published, page.report_origin"
    " FROM figure JOIN page ON page.id = figure.page"
)


def points_of(store: Store, rows: Iterable[Row]) -> list[Point]:
    """Return the figures of rows, each with what its page tells of it."""
    given = list(rows)
    readings = {
        page: FIGURES.decode(zlib.decompress(reading)).figures
        for page, reading in store.rows_in("SELECT id, reading FROM page WHERE id IN (??)", (row[1] for row in given))
    }
    said = {id: one for found in amendments(store, readings).values() for id, one in found.items()}
    return [point(row, heard(readings[row[1]][row[2]], said.get(row[0]))) for row in given]


def heard(figure: Figure, said: Amendment | None) -> Figure:
    """Return a figure with the fields that persons gave."""
    found = with_fields(figure, said.fields) if said else figure
    return found if isinstance(found, Figure) else figure


def point(row: Row, figure: Figure) -> Point:
    """Return a figure as a point of its series."""
    id, page, _, measure, about, published, origin = row
    return Point(
        id=id,
        measure=figure.measure or measure,
        about=about,
        period=figure.period,
        unit=figure.unit,
        value=float(figure.value),
        text=figure.text,
        change_percent=float(figure.change_percent) if figure.change_percent is not None else None,
        change_basis=figure.change_basis.value if figure.change_basis else None,
        page=page,
        start=figure.start,
        end=figure.end,
        published=published,
        origin=origin,
    )


def unknown(store: Store, measure: str, key: str) -> str:
    """Return what to say of a measure that no figure bears: the names that hold its words."""
    rows = store.rows(
        "SELECT measure, COUNT(*) FROM figure WHERE measure LIKE ? GROUP BY measure ORDER BY COUNT(*) DESC, measure"
        " LIMIT ?",
        (f"%{key}%", ALIKE),
    )
    near = "、".join(row[0] for row in rows)
    advice = f"like it are {near}" if near else "give the words by which reports name it, as 进出口总值"
    return f"'{measure}': no figure of the register has that name; {advice}"

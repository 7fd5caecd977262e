"""Frames hold what the register does, in the types that a notebook works with."""

import datetime
import sys

import pandas
import polars
import pyarrow
import pytest

import shiguan
from shiguan import export
from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register, open_register
from shiguan.errors import UsageError
from shiguan.export.form import Sheet

COUNTED = {
    "engagements": "SELECT COUNT(*) FROM standing",
    "participants": "SELECT COUNT(*) FROM standing",
    "statements": "SELECT COUNT(*) FROM statement",
    "figures": "SELECT COUNT(*) FROM figure",
    "pages": "SELECT COUNT(*) FROM page",
}


def test_open_register_is_a_public_name() -> None:
    assert shiguan.open_register is open_register


@pytest.mark.parametrize("sheet", Sheet)
def test_three_libraries_give_the_same_table(register: Register, sheet: Sheet) -> None:
    arrow = register.frame(sheet)
    assert isinstance(arrow, pyarrow.Table)
    by_pandas, by_polars = (register.frame(sheet, library=name) for name in ("pandas", "polars"))
    assert isinstance(by_pandas, pandas.DataFrame)
    assert isinstance(by_polars, polars.DataFrame)
    assert by_polars.to_arrow().cast(arrow.schema).equals(arrow)
    assert list(by_pandas.columns) == arrow.column_names
    assert by_pandas.isna().sum().to_dict() == {name: arrow[name].null_count for name in arrow.column_names}


@pytest.mark.parametrize("sheet", Sheet)
def test_every_row_is_there_once(register: Register, sheet: Sheet) -> None:
    frame = register.frame(sheet, library="polars")
    key = ["engagement", "number"] if sheet is Sheet.PARTICIPANTS else ["id"]
    assert frame.select(key).is_unique().all()
    row = register.store.one(COUNTED[sheet])
    assert row is not None
    counted = frame["engagement"].n_unique() if sheet is Sheet.PARTICIPANTS else len(frame)
    assert counted == row[0] > 0


def test_days_are_days_and_what_is_not_told_is_missing(register: Register) -> None:
    frame = register.frame("engagements", library="polars")
    records = {record.id: record for record in register.deeds()}
    for id, first, last, number in frame.select("id", "first_day", "last_day", "round").iter_rows():
        record = records[id]
        days = (datetime.date.fromordinal(day) if day else None for day in (record.first, record.last))
        assert (first, last) == tuple(days)
        assert number == record.round
    assert frame["round"].null_count() > 0


def test_participants_are_those_of_the_records(register: Register) -> None:
    frame = register.frame("participants", library="polars")
    parties = {
        (record.id, one.name, one.state, one.role.value) for record in register.deeds() for one in record.parties
    }
    assert set(frame.select("engagement", "name", "state", "role").iter_rows()) == parties


@pytest.mark.parametrize("sheet", ["engagements", "participants", "statements"])
def test_a_query_chooses_by_day(register: Register, sheet: str) -> None:
    query = Query(since="2024", until="2024-12", states=("CN",))
    frame = register.frame(sheet, query, library="polars")
    wanted = {word.id for word in register.words(query)} | {record.id for record in register.deeds(query)}
    ids = frame["engagement" if sheet == "participants" else "id"]
    assert set(ids) <= wanted
    assert 0 < len(frame) < len(register.frame(sheet))
    days = frame["day" if sheet == "statements" else "first_day"].drop_nulls()
    assert days.is_sorted()


def test_statements_lead_to_their_characters(register: Register) -> None:
    frame = register.frame("statements", library="pandas")
    for row in frame.itertuples():
        assert register.reading(row.page).document.text[row.start : row.end] == row.content


@pytest.mark.parametrize(
    ("sheet", "query", "library", "says"),
    [
        ("meetings", None, "arrow", "no such table"),
        ("engagements", None, "numpy", "no frames of that library"),
        ("figures", Query(since="2024"), "arrow", "leave it out"),
        ("pages", Query(), "arrow", "leave it out"),
    ],
)
def test_what_cannot_be_had_is_said_in_a_line(
    register: Register, sheet: str, query: Query | None, library: str, says: str
) -> None:
    with pytest.raises(UsageError, match=says) as told:
        register.frame(sheet, query, library=library)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(("library", "module"), [("arrow", "pyarrow"), ("pandas", "pandas"), ("polars", "polars")])
def test_a_missing_library_is_said_in_a_line(
    register: Register, monkeypatch: pytest.MonkeyPatch, library: str, module: str
) -> None:
    monkeypatch.delitem(sys.modules, "shiguan.export.arrow", raising=False)
    monkeypatch.delattr(export, "arrow", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=r"pip install 'shiguan\[notebook\]'"):
        register.frame("pages", library=library)

"""Which days an EDTF value spans."""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.errors import UsageError
from shiguan.link.day import FIRST, LAST, days_of

DAYS = st.dates()


def day(text: str) -> int:
    return datetime.date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023", "2023-01-01", "2023-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2021-01/2021-04", "2021-01-01", "2021-04-30"),
        ("2005/2021-05-26", "2005-01-01", "2021-05-26"),
        ("2025-21", "2025-03-01", "2025-05-31"),
        ("2025-22", "2025-06-01", "2025-08-31"),
        ("2023-24", "2023-12-01", "2024-02-29"),
        ("2021-34", "2021-04-01", "2021-06-30"),
        ("2021-41", "2021-07-01", "2021-12-31"),
        ("2021~", "2021-01-01", "2021-12-31"),
        ("2021-05-XX", "2021-05-01", "2021-05-31"),
    ],
)
def test_value_spans_days(value: str, first: str, last: str) -> None:
    assert days_of(value) == (day(first), day(last))


@pytest.mark.parametrize("value", ["2005/..", "2005/"])
def test_open_end_reaches_as_far_as_dates_go(value: str) -> None:
    assert days_of(value) == (day("2005-01-01"), LAST)


def test_open_start_reaches_as_far_back() -> None:
    assert days_of("../2021-05") == (FIRST, day("2021-05-31"))


@pytest.mark.parametrize("value", ["", "昨天", "2021-13", "2021-02-30", "20X1", "2021-05-25-01", "2022/2021", "99999"])
def test_what_is_no_date_is_refused(value: str) -> None:
    with pytest.raises(UsageError, match="'"):
        days_of(value)


@given(DAYS, DAYS)
def test_interval_spans_its_ends(one: datetime.date, other: datetime.date) -> None:
    first, last = min(one, other), max(one, other)
    assert days_of(f"{first.isoformat()}/{last.isoformat()}") == (first.toordinal(), last.toordinal())


@given(DAYS)
def test_coarser_values_hold_the_day(one: datetime.date) -> None:
    text = one.isoformat()
    spans = [days_of(value) for value in (text, text[:7], text[:4], text[:3] + "X", text[:2] + "XX")]
    assert all(outer[0] <= inner[0] <= inner[1] <= outer[1] for inner, outer in itertools.pairwise(spans))

"""Calendar arithmetic: months run over, lunar days and holidays fall where almanacs have them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.detect.time.calendar import (
    holiday,
    month_period,
    nearest,
    shift_day,
    shift_month,
    week_period,
    years_around,
)
from shiguan.detect.time.lunar import lunar_day

Date = datetime.date


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("国庆节", 2024, Date(2024, 10, 1)),
        ("春节", 2024, Date(2024, 2, 10)),
        ("除夕", 2024, Date(2024, 2, 9)),
        ("端午节", 2025, Date(2025, 5, 31)),
        ("中秋节", 2023, Date(2023, 9, 29)),  # a leap second month before it
        ("清明节", 2024, Date(2024, 4, 4)),
        ("清明节", 2023, Date(2023, 4, 5)),
        ("母亲节", 2024, Date(2024, 5, 12)),
        ("感恩节", 2024, Date(2024, 11, 28)),
        ("春节", 2090, None),
    ],
)
def test_holiday(name: str, year: int, day: Date | None) -> None:
    assert holiday(name, year) == day


@pytest.mark.parametrize(
    ("lunar", "day"),
    [
        ((2024, 1, 15), Date(2024, 2, 24)),
        ((2020, 5, 5), Date(2020, 6, 25)),  # a leap fourth month before it
        ((2024, 13, 1), None),
        ((1800, 1, 1), None),
    ],
)
def test_lunar_day(lunar: tuple[int, int, int], day: Date | None) -> None:
    assert lunar_day(*lunar) == day


def test_shift_day_keeps_to_the_month() -> None:
    assert shift_day(Date(2024, 3, 31), months=-1) == Date(2024, 2, 29)
    assert shift_day(Date(9999, 12, 31), days=1) is None
    assert shift_day(Date(1, 1, 31), months=-1) is None


def test_week_runs_from_monday_to_sunday() -> None:
    assert week_period(Date(2024, 5, 17)).value == "2024-05-13/2024-05-19"


@pytest.mark.parametrize(("ahead", "day"), [(0, Date(2023, 5, 28)), (8, Date(2023, 5, 28)), (20, Date(2024, 5, 28))])
def test_nearest_looks_back_unless_the_next_is_close(ahead: int, day: Date) -> None:
    assert nearest(years_around(2024, 5, 28), Date(2024, 5, 17), ahead) == day


@given(st.integers(1000, 3000), st.integers(1, 12), st.integers(-600, 600))
def test_shift_month_goes_there_and_back(year: int, month: int, by: int) -> None:
    assert shift_month(*shift_month(year, month, by), -by) == (year, month)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_month_period_covers_its_days(year: int, month: int) -> None:
    period = month_period(year, month)
    assert (period.first.month, period.last.month) == (month, month)
    assert period.last.year == 9999 or (period.last + datetime.timedelta(days=1)).day == 1

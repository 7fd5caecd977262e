"""EDTF values as people write them."""

import pytest

from shiguan.tell.day import day_label, sort_key, year_of


@pytest.mark.parametrize(
    ("value", "label"),
    [
        ("2023-09-14", "9月14日"),
        ("2023-09", "9月"),
        ("2023", ""),
        ("199X", ""),
        ("2025-22", "夏"),
        ("2024-03-25/2024-03-28", "[3月25–28日]"),
        ("2024-03-25/2024-04-02", "[3月25日–4月2日]"),
        ("2023-12-30/2024-01-02", "[12月30日–2024年1月2日]"),
        ("2021-01/2021-04", "[1月–4月]"),
        ("2005/..", "[–..]"),
        (None, "?"),
    ],
)
def test_day_label(value: str | None, label: str) -> None:
    assert day_label(value) == label


def test_year_of() -> None:
    assert year_of("2023-09") == "2023"
    assert year_of(None) is None


def test_what_has_no_date_comes_last() -> None:
    values = [None, "2024-01", "2023-09-14", "../2020"]
    assert sorted(values, key=sort_key) == ["../2020", "2023-09-14", "2024-01", None]

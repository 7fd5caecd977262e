import pytest

from shiguan.tell.figure import Point, earlier_period, rounding, tell_series


def point(id: str, period: str | None, text: str, value: float, **given: object) -> Point:
    standing: dict[str, object] = {
        "measure": "出口",
        "about": "AA",
        "unit": "CNY",
        "change_percent": None,
        "change_basis": None,
        "page": f"page-{id}",
        "start": 0,
        "end": 4,
        "published": "2031-01-01",
        "origin": "晨报",
    }
    return Point(id=id, period=period, text=text, value=value, **{**standing, **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(("told", "holds"), [(10.0, True), (12.5, True), (40.0, False)])
def test_a_growth_told_is_checked_against_the_year_before(told: float, holds: bool) -> None:
    (found,) = tell_series(
        [
            point("a", "2029", "20亿元", 2e9),
            point("b", "2030", "22亿元", 2.2e9, change_percent=told, change_basis="year_on_year"),
        ]
    )
    assert [check.holds for check in found.checks] == [holds]


def test_a_page_is_not_checked_against_itself() -> None:
    (found,) = tell_series(
        [
            point("a", "2029", "20亿元", 2e9, page="p"),
            point("b", "2030", "30亿元", 3e9, page="p", change_percent=5, change_basis="year_on_year"),
        ]
    )
    assert found.checks == ()


@pytest.mark.parametrize(
    ("period", "basis", "wanted"),
    [
        ("2030", "year_on_year", "2029"),
        ("2030-01/2030-10", "year_on_year", "2029-01/2029-10"),
        ("2030-01", "month_on_month", "2029-12"),
        ("2030-07", "month_on_month", "2030-06"),
        ("2030", "month_on_month", None),
        ("2030", None, None),
    ],
)
def test_the_period_before(period: str, basis: str | None, wanted: str | None) -> None:
    assert earlier_period(point("a", period, "1亿元", 1e8, change_basis=basis)) == wanted


@pytest.mark.parametrize(("text", "half"), [("1.2万亿元", 5e10), ("20亿元", 5e7), ("1,234吨", 0.5), ("3.25%", 0.005)])
def test_a_figure_is_told_to_half_of_its_last_digit(text: str, half: float) -> None:
    assert rounding(point("a", "2030", text, 1.0)) == pytest.approx(half)


def test_two_origins_beyond_rounding_conflict_and_one_origin_or_rounding_does_not() -> None:
    def conflicts(text: str, value: float, origin: str) -> int:
        (found,) = tell_series([point("a", "2030", "20亿元", 2e9), point("b", "2030", text, value, origin=origin)])
        return len(found.conflicts)

    assert conflicts("23亿元", 2.3e9, "晚报") == 1
    assert conflicts("20.3亿元", 2.03e9, "晚报") == 0
    assert conflicts("23亿元", 2.3e9, "晨报") == 0
    assert conflicts("230亿元", 2.3e10, "晚报") == 0  # of another size: another thing

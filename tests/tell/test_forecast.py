from hypothesis import given
from hypothesis import strategies as st

from shiguan.tell.forecast import Basis, Point, expect, intervals, turns

DAYS = st.lists(st.integers(min_value=700_000, max_value=740_000), min_size=2, max_size=12, unique=True)


def test_over_missing_rounds_the_days_a_round_count() -> None:
    assert intervals([Point(1000, 3), Point(1730, 5)]) == (365,)


def test_a_postponement_lengthens_no_other_expectation() -> None:
    points = [Point(1000), Point(1365), Point(2095, put_off=True), Point(2460)]
    found = expect(points)
    assert found is not None
    assert found.middle == 2460 + 365
    assert found.intervals == (365, 730, 365)


def test_a_cadence_alone_is_a_basis_of_its_own() -> None:
    found = expect([Point(1000)], cadence=365)
    assert found is not None
    assert (found.middle, found.basis) == (1365, Basis.CADENCE)


def test_without_interval_or_cadence_nothing_is_expected() -> None:
    assert expect([Point(1000)]) is None
    assert expect([]) is None


@given(DAYS)
def test_the_window_lies_around_the_likeliest_day_behind_the_last_session(days: list[int]) -> None:
    found = expect([Point(day) for day in days])
    assert found is not None
    assert found.first < found.middle < found.last
    assert found.middle > max(days)
    assert expect([Point(day) for day in reversed(days)]) == found


@given(st.lists(st.sampled_from(["AA", "BB", None]), max_size=10))
def test_no_more_turns_are_kept_than_there_are(hosts: list[str | None]) -> None:
    found = turns([(None, host) for host in hosts])
    assert 0 <= found.kept <= found.of <= max(0, len(hosts) - 1)

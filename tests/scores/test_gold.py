"""The gold, with floors. A floor only rises; where the reader stands below one, shortfalls.toml says how far."""

import functools
import tomllib
from pathlib import Path

import pytest

from benchmarks.score import GOLD, SETS, Score, present, score_set

Rates = dict[str, dict[str, dict[str, float]]]


def rates_in(file: str) -> dict[tuple[str, str], float]:
    """Return (set, rate) -> value as a file beside this one gives them."""
    rates: Rates = tomllib.loads((Path(__file__).parent / file).read_text("utf-8"))
    return {
        (name, f"{kind}.{rate}"): value
        for name in SETS
        for kind, values in rates.get(name, {}).items()
        for rate, value in values.items()
    }


FLOORS = rates_in("floors.toml")
SHORTFALLS = rates_in("shortfalls.toml")
ROUNDING = 0.001

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not present(), reason=f"NO GOLD at ../{GOLD.parent.name}/{GOLD.name}: precision and recall were NOT measured"
    ),
]


@functools.cache
def scored(name: str) -> Score:
    """Return the score of a set, read once."""
    return score_set(name)


@pytest.mark.parametrize(
    ("name", "rate"),
    [
        pytest.param(*case, marks=pytest.mark.xfail(reason="a shortfall, see shortfalls.toml", strict=True))
        if case in SHORTFALLS
        else case
        for case in FLOORS
    ],
)
def test_score_is_not_below_its_floor(name: str, rate: str) -> None:
    assert scored(name).rates[rate] >= FLOORS[name, rate]


@pytest.mark.parametrize(("name", "rate"), SHORTFALLS)
def test_shortfall_does_not_grow(name: str, rate: str) -> None:
    assert scored(name).rates[rate] >= SHORTFALLS[name, rate] - ROUNDING


def test_every_shortfall_has_a_floor() -> None:
    assert set(SHORTFALLS) <= set(FLOORS)

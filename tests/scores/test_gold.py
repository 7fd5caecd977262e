"""The gold, with floors. A floor only rises: after a gain, raise it in floors.toml to just below the new score."""

import functools
import tomllib
from pathlib import Path

import pytest

from benchmarks.score import GOLD, SETS, Score, present, score_set

FLOORS: dict[str, dict[str, dict[str, float]]] = tomllib.loads(
    (Path(__file__).parent / "floors.toml").read_text("utf-8")
)
CASES = [
    (name, f"{kind}.{rate}", floor)
    for name in SETS
    for kind, rates in FLOORS[name].items()
    for rate, floor in rates.items()
]

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


@pytest.mark.parametrize(("name", "rate", "floor"), CASES, ids=lambda part: str(part))
def test_score_is_not_below_its_floor(name: str, rate: str, floor: float) -> None:
    assert scored(name).rates[rate] >= floor

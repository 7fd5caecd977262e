"""Engagements: every example is read as it says, and the silent ones stay silent."""

import tomllib
from collections.abc import Sequence
from importlib import resources
from typing import Any

import pytest

from shiguan.model.engagement import Engagement
from tests.extract.reading import reading_of

EXAMPLES = tomllib.loads((resources.files("shiguan.extract.engagement") / "examples.toml").read_text(encoding="utf-8"))


def engagements_of(text: str, published: str) -> Sequence[Engagement]:
    return reading_of(text, published).engagements


def told(engagement: Engagement) -> dict[str, Any]:
    return {
        "kind": str(engagement.kind),
        "status": str(engagement.status),
        "mode": str(engagement.mode) if engagement.mode else None,
        "date": engagement.date,
        "place": engagement.place,
        "mechanism": engagement.mechanism,
        "round": engagement.round,
        "who": [one.name or one.state for one in engagement.participants],
        "rule": engagement.rule,
    }


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"][:24])
def test_engagements_are_read_as_told(example: dict[str, Any]) -> None:
    found = [told(one) for one in engagements_of(example["text"], example["published"])]
    wanted = example["engagements"]
    assert [{key: one[key] for key in want} for one, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), found


@pytest.mark.parametrize("example", EXAMPLES["silent"], ids=lambda example: example["text"][:24])
def test_silent_examples_stay_silent(example: dict[str, Any]) -> None:
    assert [told(one) for one in engagements_of(example["text"], "2024-05-20")] == [], example["why"]


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"][:24])
def test_every_field_says_where_it_stands(example: dict[str, Any]) -> None:
    text = example["text"]
    for one in engagements_of(text, example["published"]):
        assert text[one.start : one.end] == one.evidence
        given = [
            name
            for name in ("kind", "status", "mode", "date", "place", "mechanism", "round", "via")
            if getattr(one, name) not in (None, ())
        ]
        assert [name for name in given if not one.cited.get(name)] == []
        for participant in one.participants:
            words = text[participant.start : participant.end]
            assert participant.name in (None, words)

"""examples.toml of rounds runs: read whole, with the value and the rule named."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from shiguan.detect.round.rules import detect_rounds

EXAMPLES = tomllib.loads((resources.files("shiguan.detect.round") / "examples.toml").read_text(encoding="utf-8"))
READS = [(text, example) for example in EXAMPLES["reads"] for text in example["texts"]]
SILENT = [text for example in EXAMPLES["silent"] for text in example["texts"]]


@pytest.mark.parametrize(("text", "example"), READS, ids=[text for text, _ in READS])
def test_round_is_read_whole(text: str, example: dict[str, Any]) -> None:
    found = detect_rounds(f"双方{text}会议")
    assert [(one.start, one.end, one.value, one.rule) for one in found] == [
        (2, 2 + len(text), example.get("value"), example["rule"])
    ]


@pytest.mark.parametrize("text", SILENT)
def test_other_ordinals_stay_silent(text: str) -> None:
    assert detect_rounds(text) == []

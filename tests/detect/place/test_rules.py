"""examples.toml of places runs: the most exact place, its state, the rule named."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from shiguan.detect.place.rules import detect_places
from shiguan.grammar.fold import fold

EXAMPLES = tomllib.loads((resources.files("shiguan.detect.place") / "examples.toml").read_text(encoding="utf-8"))
READS = [(text, example) for example in EXAMPLES["reads"] for text in example["texts"]]
SILENT = [text for example in EXAMPLES["silent"] for text in example["texts"]]


@pytest.mark.parametrize(("text", "example"), READS, ids=[text for text, _ in READS])
def test_place_is_read(text: str, example: dict[str, Any]) -> None:
    found = detect_places(text, fold(text))
    assert [(one.name, one.state, one.rule) for one in found] == [(example["name"], example["state"], example["rule"])]


@pytest.mark.parametrize(("text", "example"), READS, ids=[text for text, _ in READS])
def test_place_says_where_it_stands(text: str, example: dict[str, Any]) -> None:
    place = detect_places(text, fold(text))[0]
    if example["rule"] != "place/short-state":  # named in full: the character 华 stands for it
        assert place.name_span.of(text) == place.name


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_place_stays_silent(text: str) -> None:
    assert detect_places(text, fold(text)) == []

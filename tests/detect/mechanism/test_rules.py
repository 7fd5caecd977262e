"""examples.toml of mechanisms runs: name without number, round, sides, kind of session."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from shiguan.detect.mechanism.rules import detect_mechanisms
from shiguan.detect.round.rules import detect_rounds
from shiguan.grammar.fold import fold
from shiguan.model.mechanism import Mechanism

EXAMPLES = tomllib.loads((resources.files("shiguan.detect.mechanism") / "examples.toml").read_text(encoding="utf-8"))
READS = [(text, example) for example in EXAMPLES["reads"] for text in example["texts"]]
SILENT = [text for example in EXAMPLES["silent"] for text in example["texts"]]


def mechanisms_of(text: str) -> list[Mechanism]:
    folded = fold(text)
    return detect_mechanisms(text, folded, [], [], detect_rounds(folded))


@pytest.mark.parametrize(("text", "example"), READS, ids=[text for text, _ in READS])
def test_mechanism_is_read(text: str, example: dict[str, Any]) -> None:
    found = [one for one in mechanisms_of(text) if one.named]
    assert [(one.name, one.round.value if one.round else None, one.gathering) for one in found] == [
        (example["name"], example.get("round"), example["gathering"])
    ]
    assert set(example.get("states", [])) <= set(found[0].states)


@pytest.mark.parametrize("text", [text for text, _ in READS])
def test_name_is_the_words_of_its_spans(text: str) -> None:
    found = next(one for one in mechanisms_of(text) if one.named)
    assert "".join(span.of(text) for span in found.spans) == found.name


@pytest.mark.parametrize("text", SILENT)
def test_what_is_no_session_stays_silent(text: str) -> None:
    assert [one.name for one in mechanisms_of(text) if one.named and one.international] == []

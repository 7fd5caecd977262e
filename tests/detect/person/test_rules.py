"""Mentions: every example is read as it says, and the silent ones stay silent."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from shiguan.detect.person.rules import detect_mentions
from shiguan.grammar.fold import fold
from shiguan.grammar.shape import shape_of
from shiguan.model.mention import Mention

EXAMPLES = tomllib.loads((resources.files("shiguan.detect.person") / "examples.toml").read_text(encoding="utf-8"))


def mentions_of(text: str, home: str | None = "CN") -> list[Mention]:
    folded = fold(text)
    return detect_mentions(text, folded, shape_of(folded), home=home)[0]


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"][:20])
def test_mentions_are_read_as_told(example: dict[str, Any]) -> None:
    text = example["text"]
    found = mentions_of(text, example.get("home", "CN") or None)
    for wanted in example["mentions"]:
        alike = [one for one in found if text[one.start : one.end] == wanted["span"]]
        assert alike, f"{wanted['span']} not among {[text[one.start : one.end] for one in found]}"
        given = {
            "kind": str(alike[0].kind),
            "name": alike[0].name,
            "office": alike[0].office,
            "organisation": alike[0].organisation,
            "states": list(alike[0].states),
        }
        assert {key: given[key] for key in wanted if key != "span"} == {
            key: value for key, value in wanted.items() if key != "span"
        }


@pytest.mark.parametrize("example", EXAMPLES["silent"], ids=lambda example: example["text"][:20])
def test_silent_examples_stay_silent(example: dict[str, Any]) -> None:
    text = example["text"]
    found = [text[one.start : one.end] for one in mentions_of(text) if one.kind in example["kinds"]]
    assert found == [], example["why"]


def test_short_state_needs_the_page_to_name_it() -> None:
    named = mentions_of("新西兰总理拉克森抵京。新外长同行。")
    unnamed = mentions_of("他担任新外长后首次出访。")
    assert next(one for one in named if one.office == "外长").states == ("NZ",)
    assert all(one.states == () for one in unnamed if one.office == "外长")


def test_taiwan_outlet_means_its_own_ministry() -> None:
    folded = fold("外交部今天表示感謝。")
    found = detect_mentions("外交部今天表示感謝。", folded, shape_of(folded), home="TW")[0]
    assert found[0].states == ("TW",)

"""Mechanisms: every example is read as it says, cited by its own characters, and the silent ones stay silent."""

import tomllib
from collections.abc import Sequence
from importlib import resources
from typing import Any

import msgspec
import pytest

from shiguan.extract.mechanism.pattern import rules
from shiguan.extract.mechanism.telling import find_tellings
from shiguan.grammar.fold import fold
from shiguan.grammar.layout import lay_out
from shiguan.model.mechanism_account import MechanismAccount
from tests.extract.reading import reading_of

EXAMPLES = tomllib.loads((resources.files("shiguan.extract.mechanism") / "examples.toml").read_text(encoding="utf-8"))
FIELDS = set(MechanismAccount.__struct_fields__) - {"start", "end", "cited", "rule"}


def accounts_of(text: str) -> Sequence[MechanismAccount]:
    return reading_of(text, "2024-05-20").mechanisms


def told(account: MechanismAccount) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(account))
    return fields


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"][:24])
def test_accounts_are_read_as_told(example: dict[str, Any]) -> None:
    found = [told(one) for one in accounts_of(example["text"])]
    wanted = example["accounts"]
    assert [{key: one[key] for key in want} for one, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), found


@pytest.mark.parametrize("example", EXAMPLES["silent"], ids=lambda example: example["text"][:24])
def test_silent_examples_stay_silent(example: dict[str, Any]) -> None:
    assert [told(one) for one in accounts_of(example["text"])] == [], example["why"]


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"][:24])
def test_every_field_says_where_it_stands(example: dict[str, Any]) -> None:
    text = example["text"]
    for one in accounts_of(text):
        given = {field for field in FIELDS if getattr(one, field) not in (None, ())}
        assert given == set(one.cited)
        assert "".join(span.of(text) for span in one.cited["name"]) == one.name
        as_written = ("cadence_text", "usual_time", "hosting", "level", "parent")
        assert [
            field for field in as_written if field in given and one.cited[field][0].of(text) != getattr(one, field)
        ] == []
        assert tuple(span.of(text) for span in one.cited.get("founders", ())) == one.founders


@pytest.mark.parametrize("rule", sorted({rule.name for rule in rules()}))
def test_every_rule_has_an_example(rule: str) -> None:
    assert rule in {account.get("rule") for example in EXAMPLES["reads"] for account in example["accounts"]}


def test_a_page_that_tells_nothing_costs_nothing() -> None:
    text = "双方举行会谈，就两国关系交换意见。会谈后签署了合作文件。"
    assert find_tellings(fold(text), lay_out(fold(text))) == []

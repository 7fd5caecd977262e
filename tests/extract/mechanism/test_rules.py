"""Mechanisms: every example is read as it says, cited by its own characters, and the silent ones stay silent."""

import tomllib
from datetime import date
from importlib import resources
from typing import Any

import msgspec
import pytest

from shiguan.detect.mechanism.rules import detect_mechanisms
from shiguan.detect.mechanism.standing import detect_standing
from shiguan.detect.person.rules import detect_mentions
from shiguan.detect.round.rules import detect_rounds
from shiguan.detect.time.rules import detect_times
from shiguan.extract.mechanism.pattern import rules
from shiguan.extract.mechanism.rules import extract_mechanisms
from shiguan.extract.mechanism.telling import find_tellings, windows
from shiguan.grammar.fold import fold
from shiguan.grammar.layout import lay_out
from shiguan.grammar.shape import shape_of
from shiguan.model.mechanism_account import MechanismAccount

EXAMPLES = tomllib.loads((resources.files("shiguan.extract.mechanism") / "examples.toml").read_text(encoding="utf-8"))
FIELDS = set(MechanismAccount.__struct_fields__) - {"start", "end", "cited", "rule"}


def accounts_of(text: str) -> list[MechanismAccount]:
    folded = fold(text)
    layout = lay_out(folded)
    times = detect_times(text, folded, date(2024, 5, 20))
    mentions, _ = detect_mentions(text, folded, shape_of(folded, times), home="CN")
    rounds = detect_rounds(folded)
    told = find_tellings(folded, layout)
    return extract_mechanisms(
        text,
        folded,
        layout,
        times,
        mentions,
        told,
        standing=detect_standing(text, folded, times, mentions, rounds, windows(layout, told)),
        sessions=detect_mechanisms(text, folded, times, mentions, rounds),
    )


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

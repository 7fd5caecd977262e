"""Statements: every example is read as it says, and the silent ones stay silent."""

import tomllib
from importlib import resources
from typing import Any

import pytest

from shiguan.detect.outlet.rules import detect_credits
from shiguan.detect.person.rules import detect_mentions
from shiguan.extract.statement.rules import extract_statements
from shiguan.grammar.fold import fold
from shiguan.grammar.layout import lay_out
from shiguan.grammar.shape import shape_of
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex

EXAMPLES = tomllib.loads((resources.files("shiguan.extract.statement") / "examples.toml").read_text(encoding="utf-8"))


def statements_of(text: str, times: list[list[str]], without: frozenset[str] = frozenset()) -> list[Statement]:
    folded = fold(text)
    found: list[Timex] = []
    for written, value in times:
        start = text.index(written, found[-1].end if found else 0)
        found.append(Timex(text=written, value=value, start=start, end=start + len(written), rule="time/told"))
    layout = lay_out(folded)
    mentions, shape = detect_mentions(text, folded, shape_of(folded, found), home="CN")
    credits = detect_credits(text, folded, layout, mentions)
    return extract_statements(text, folded, shape, layout, found, mentions, credits, without=without)


def told(statement: Statement) -> dict[str, Any]:
    speaker = statement.speaker
    return {
        "speaker": speaker.name or speaker.organisation or speaker.office,
        "state": speaker.state,
        "cue": statement.cue,
        "content": statement.content,
        "via": list(statement.via),
        "date": statement.date,
        "undated": statement.date is None,
        "form": str(statement.form),
        "rule": statement.rule,
    }


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"][:20])
def test_statements_are_read_as_told(example: dict[str, Any]) -> None:
    found = [told(one) for one in statements_of(example["text"], example.get("times", []))]
    wanted = example["statements"]
    assert [{key: one[key] for key in want} for one, want in zip(found, wanted, strict=False)] == wanted
    assert len(found) == len(wanted), found


@pytest.mark.parametrize("example", EXAMPLES["silent"], ids=lambda example: example["text"][:20])
def test_silent_examples_stay_silent(example: dict[str, Any]) -> None:
    assert [told(one) for one in statements_of(example["text"], [])] == [], example["why"]


def test_a_rule_switched_off_reads_less() -> None:
    text = "挪威首相斯特勒表示，北极合作必须继续。各国应当保持对话。"
    whole = statements_of(text, [])[0]
    short = statements_of(text, [], frozenset({"statement/carry-on"}))[0]
    assert whole.content == "北极合作必须继续。各国应当保持对话"
    assert short.content == "北极合作必须继续"

"""Every examples.toml runs: a text of time is read whole, in one way, by the rule named; the silent ones stay so."""

import datetime
import tomllib
from pathlib import Path
from typing import Any

import pytest

from shiguan.detect.time import rules as time_rules
from shiguan.detect.time.expressions import RULES
from shiguan.detect.time.rules import detect_times
from shiguan.grammar.fold import fold
from shiguan.model.timex import Timex

TESTS = Path(__file__).parent
SOURCE = TESTS.parent / "src" / "shiguan"
FILES = sorted(SOURCE.rglob("examples.toml"))
TIME = Path(time_rules.__file__).with_name("examples.toml")
EXAMPLES = tomllib.loads(TIME.read_text(encoding="utf-8"))
READS = [(text, example) for example in EXAMPLES["reads"] for text in example["texts"]]
SILENT = [(text, example) for example in EXAMPLES["silent"] for text in example["texts"]]


def times_of(text: str, example: dict[str, Any]) -> list[Timex]:
    day = example.get("document_time", EXAMPLES["document_time"])
    return detect_times(text, fold(text), datetime.date.fromisoformat(day))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.parent.relative_to(SOURCE)))
def test_examples_have_a_runner_and_both_kinds(path: Path) -> None:
    examples = tomllib.loads(path.read_text(encoding="utf-8"))
    assert examples["reads"]
    folder = path.parent.relative_to(SOURCE)
    assert path == TIME or any(
        "examples.toml" in test.read_text("utf-8") for test in (TESTS / folder).glob("test_*.py")
    )


@pytest.mark.parametrize(("text", "example"), READS, ids=[f"{text}={example['value']}" for text, example in READS])
def test_time_reads_whole(text: str, example: dict[str, Any]) -> None:
    context = example.get("context", "{}")
    start = context.index("{}")
    found = [time for time in times_of(context.replace("{}", text), example) if time.end > start]
    found = [time for time in found if time.start < start + len(text)]
    assert [(time.text, time.value, time.rule) for time in found] == [(text, example["value"], example["rule"])]
    assert found[0].start == start


@pytest.mark.parametrize(("text", "example"), SILENT, ids=[text for text, _ in SILENT])
def test_time_stays_silent(text: str, example: dict[str, Any]) -> None:
    found = [time for time in times_of(text, example) if example.get("rule", time.rule) == time.rule]
    assert found == []


@pytest.mark.parametrize("rule", [rule.name for rule in RULES])
def test_every_rule_of_time_has_an_example(rule: str) -> None:
    named = {example["rule"] for example in EXAMPLES["reads"]}
    # Rules that only end a range are named by what they end.
    assert rule in named or rule == "time/day-number-end"

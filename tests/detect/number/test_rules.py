"""Every example of detect/number reads whole, by its rule; the silent ones stay silent."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.detect.number import numeral, rules
from shiguan.detect.number.rules import detect_quantities
from shiguan.grammar.fold import fold

EXAMPLES = tomllib.loads(Path(rules.__file__).with_name("examples.toml").read_text(encoding="utf-8"))
READS = [(text, example) for example in EXAMPLES["reads"] for text in example["texts"]]
SILENT = [text for example in EXAMPLES["silent"] for text in example["texts"]]


@pytest.mark.parametrize(("text", "example"), READS, ids=[text for text, _ in READS])
def test_reads_whole(text: str, example: dict[str, Any]) -> None:
    found = detect_quantities(fold(text))
    assert [(item.start, item.end) for item in found] == [(0, len(text))]
    assert (found[0].rule, found[0].value, found[0].unit) == (example["rule"], example["value"], example.get("unit"))


@pytest.mark.parametrize("text", SILENT)
def test_stays_silent(text: str) -> None:
    assert detect_quantities(fold(text)) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("一百零五", 105),
        ("三亿五千万", 350000000),
        ("3亿5000万", 350000000),
        ("1.8万亿", 1800000000000),
        ("二点五", 2.5),
    ],
)
def test_numeral(words: str, value: float) -> None:
    assert numeral.read_numeral(words) == value


@pytest.mark.parametrize("words", ["三四", "二〇二〇", "约"])
def test_no_numeral(words: str) -> None:
    assert numeral.read_numeral(words) is None


@given(st.text(alphabet="0123456789.,一二十百千万亿多余成人个美元%至- 分之两", max_size=40))
def test_spans_hold_and_do_not_overlap(text: str) -> None:
    found = detect_quantities(fold(text))
    ends = [0, *(item.end for item in found)]
    assert all(end <= item.start < item.end <= len(text) for end, item in zip(ends, found, strict=False))

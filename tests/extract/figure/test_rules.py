"""Every example of extract/figure gives its figures; the silent ones give none; every field is cited."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from shiguan.detect.number.rules import detect_quantities
from shiguan.extract.figure import rules
from shiguan.extract.figure.rules import extract_figures
from shiguan.grammar.fold import fold
from shiguan.grammar.layout import lay_out
from shiguan.model.credit import Credit
from shiguan.model.figure import Figure
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span
from shiguan.model.timex import Timex

EXAMPLES = tomllib.loads(Path(rules.__file__).with_name("examples.toml").read_text(encoding="utf-8"))
SILENT = [text for example in EXAMPLES["silent"] for text in example["texts"]]
FIELDS = ("measure", "unit", "period", "change_percent", "change_basis", "via", "about")


def timexes(text: str, told: list[list[str]]) -> list[Timex]:
    found: list[Timex] = []
    for words, value in told:
        start = text.index(words, found[-1].end if found else 0)
        found.append(Timex(text=words, value=value, start=start, end=start + len(words), rule="time/example"))
    return found


def read(
    text: str,
    times: list[list[str]] | None = None,
    mentions: list[Mention] | None = None,
    via: list[Credit] | None = None,
) -> list[Figure]:
    folded = fold(text)
    times_found = timexes(text, times or [])
    return extract_figures(
        text, folded, lay_out(folded), times_found, mentions or [], via or [], detect_quantities(folded)
    )


def shown(figure: Figure, key: str) -> Any:
    value = getattr(figure, key)
    return "" if value is None else value


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"])
def test_reads(example: dict[str, Any]) -> None:
    found = read(example["text"], example.get("times"))
    keys = [list(wanted) for wanted in example["figures"]]
    told = [{key: shown(figure, key) for key in names} for figure, names in zip(found, keys, strict=False)]
    assert told == example["figures"]
    assert len(found) == len(keys)


@pytest.mark.parametrize("example", EXAMPLES["reads"], ids=lambda example: example["text"])
def test_every_field_is_cited(example: dict[str, Any]) -> None:
    text = example["text"]
    found = read(text, example.get("times"))
    uncited = [
        (figure.text, key) for figure in found for key in FIELDS if getattr(figure, key) and not figure.cited.get(key)
    ]
    assert uncited == []
    assert [text[figure.start : figure.end] for figure in found] == [figure.text for figure in found]
    assert ["".join(span.of(text) for span in figure.cited["measure"]) for figure in found] == [
        figure.measure for figure in found
    ]


@pytest.mark.parametrize("text", SILENT)
def test_stays_silent(text: str) -> None:
    assert read(text) == []


def test_body_whose_data_it_is_stands_in_via() -> None:
    text = "国家统计局公布的数据显示，粮食产量达6.8亿吨。"
    assert [figure.via for figure in read(text)] == [("国家统计局",)]


def test_credit_comes_before_the_body() -> None:
    text = "据某某社报道，边防部队称，击落9架无人机。"
    credit = Credit(start=0, end=6, until=len(text), via=("某某社",), spans=(Span(1, 4),), rule="outlet/example")
    body = Mention(kind=MentionKind.BODY, start=7, end=11, organisation="边防部队", rule="person/example")
    assert [figure.via for figure in read(text, mentions=[body], via=[credit])] == [("某某社", "边防部队")]


def test_states_of_the_sentence_in_order() -> None:
    text = "中国对法国的出口增长4%。"
    states = [
        Mention(kind=MentionKind.STATE, start=0, end=2, states=("CN",), rule="person/example"),
        Mention(kind=MentionKind.STATE, start=3, end=5, states=("FR",), rule="person/example"),
    ]
    assert [figure.about for figure in read(text, mentions=states)] == [("CN", "FR")]


def test_a_figure_told_twice_is_listed_once() -> None:
    text = "军售总额6.2亿美元\n该批军售总额6.2亿美元，包括14架直升机。"
    assert [figure.text for figure in read(text)] == ["6.2亿美元", "14架"]


def test_a_time_is_no_figure() -> None:
    assert read("2024年产量未公布。", [["2024年", "2024"]]) == []

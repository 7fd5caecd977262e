"""A mistake in a rule costs one page, and is told."""

import msgspec
import pytest

from shiguan import pipeline
from shiguan.errors import LexiconError, ReadingError
from shiguan.extract.figure.rules import extract_figures
from shiguan.model.reading import Reading


def article(number: int, text: str) -> bytes:
    return msgspec.json.encode({"title": f"第{number}条", "text": text, "published": "2024-05-06"})


def test_a_rule_that_fails_costs_its_page_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(text: str, *rest: object) -> object:
        if "林致远" in text:
            raise IndexError("an offset beyond the text")
        return extract_figures(text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(pipeline, "extract_figures", extract)
    lines = [
        article(1, "外交部长周明德5日在北京会见巴西外长席尔瓦。"),
        article(2, "外交部长林致远5日在北京会见巴西外长席尔瓦。"),
        article(3, "外交部长周明德6日在北京会见智利外长席尔瓦。"),
    ]
    first, second, third = pipeline.read_articles(lines)
    assert isinstance(first, Reading)
    assert isinstance(third, Reading)
    assert [len(one.engagements) for one in (first, third)] == [1, 1]
    assert isinstance(second, ReadingError)
    assert "第2条" in str(second)
    assert "IndexError" in str(second)
    assert "\n" not in str(second)


def test_a_broken_table_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    def extract(*_: object) -> object:
        raise LexiconError("units.csv, line 3: it has no unit; give one")

    monkeypatch.setattr(pipeline, "extract_figures", extract)
    with pytest.raises(LexiconError):
        list(pipeline.read_articles([article(1, "外交部长周明德5日在北京会见巴西外长席尔瓦。")]))

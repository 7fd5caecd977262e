"""Inputs are bounded, and each stands for itself."""

import io

import pytest

from shiguan.cli import source


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 8)


@pytest.mark.usefixtures("_small")
def test_a_line_too_large_is_cut_and_the_next_line_is_whole() -> None:
    stream = io.BytesIO(b"one\n" + b"x" * 40 + b"\ntwo\n12345678\nlast")
    assert list(source.lines_of(stream)) == [b"one\n", b"x" * 9, b"two\n", b"12345678\n", b"last"]


@pytest.mark.usefixtures("_small")
def test_an_endless_last_line_ends() -> None:
    assert list(source.lines_of(io.BytesIO(b"x" * 40))) == [b"x" * 9]


@pytest.mark.parametrize(
    ("head", "name", "kind", "articles"),
    [
        (b'{"text": "x"}', "-", "auto", True),
        (b'\xef\xbb\xbf {"text": "x"}', "page", "auto", True),
        (b'{\n  "text"', "page.json", "auto", False),
        ("新华社".encode(), "a.jsonl", "auto", True),
        ("新华社".encode(), "a.txt", "auto", False),
        (b'{"text": "x"}', "a.jsonl", "text", False),
        (b"<html>", "a.html", "jsonl", True),
    ],
)
def test_articles_are_told_by_word_name_and_beginning(head: bytes, name: str, kind: str, articles: bool) -> None:
    assert source.holds_articles(io.BufferedReader(io.BytesIO(head)), name, kind) is articles

"""Inputs are bounded, and each stands for itself."""

import gzip
import io

import pytest

from shiguan.cli.source import read_all
from shiguan.errors import FetchError
from shiguan.intake import lines, source
from shiguan.intake.kind import Kind, kind_of
from shiguan.model.raw import Raw, RawKind
from shiguan.model.reading import Reading


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LARGEST", 8)


@pytest.mark.usefixtures("_small")
def test_a_line_too_large_is_cut_and_the_next_line_is_whole() -> None:
    stream = io.BytesIO(b"one\n" + b"x" * 40 + b"\ntwo\n12345678\nlast")
    assert list(lines.lines_of(stream)) == [b"one\n", b"x" * 9, b"two\n", b"12345678\n", b"last"]


@pytest.mark.usefixtures("_small")
def test_an_endless_last_line_ends() -> None:
    assert list(lines.lines_of(io.BytesIO(b"x" * 40))) == [b"x" * 9]


@pytest.mark.parametrize(
    ("head", "name", "given", "kind"),
    [
        (b'{"text": "x"}', "-", "auto", Kind.LINES),
        (b'\xef\xbb\xbf {"text": "x"}', "page", "auto", Kind.LINES),
        (b'{\n  "text"', "page.json", "auto", Kind.PAGE),
        ("新华社".encode(), "a.jsonl", "auto", Kind.LINES),
        ("新华社".encode(), "a.txt", "auto", Kind.PAGE),
        (b'{"text": "x"}', "a.jsonl", "text", Kind.PAGE),
        (b"<html>", "a.html", "jsonl", Kind.LINES),
        (b"WARC/1.0\r\n", "-", "auto", Kind.WARC),
        (gzip.compress(b"WARC/1.0\r\n"), "a.gz", "auto", Kind.WARC),
        (gzip.compress(b'{"text": "x"}'), "a.jsonl.gz", "auto", Kind.GZIP),
        (b"PK\x03\x04", "a", "auto", Kind.ZIP),
        (b"From: a@b.example\r\n", "a.eml", "auto", Kind.MAIL),
        (b'<?xml version="1.0"?>\n<rss version="2.0">', "a.xml", "auto", Kind.FEED),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a", "auto", Kind.FEED),
        (b'<?xml version="1.0"?><urlset>', "a.xml", "auto", Kind.LIST),
        (b"<!-- a --><opml>", "a.xml", "auto", Kind.LIST),
        (b"<html>", "a.xml", "auto", Kind.PAGE),
    ],
)
def test_kinds_are_told_by_word_name_and_beginning(head: bytes, name: str, given: str, kind: Kind) -> None:
    assert kind_of(io.BufferedReader(io.BytesIO(head)), name, given) is kind


def fetched(url: str) -> Raw:
    """Stand for the network."""
    if "inside" in url:
        raise FetchError(f"{url}: 127.0.0.1 is no address of the public internet; save the page and give the file")
    return Raw(data="王毅5月16日在北京会见俄罗斯外长拉夫罗夫。".encode(), kind=RawKind.TEXT, name=url, url=url)


def waited(_seconds: float) -> None:
    """Stand for the time that is waited."""


PAGES = ("https://news.example/a", "http://inside.example/", "https://news.example/b")


def test_addresses_are_fetched_each_for_itself() -> None:
    asked = source.Source(pages=PAGES, input="auto", published="2024-05-17", fetch=fetched, sleep=waited)
    raws = list(source.raw_pages(asked))
    assert [type(one).__name__ for one in raws] == ["Raw", "FetchError", "Raw"]
    assert [(one.url, one.published) for one in raws if isinstance(one, Raw)] == [
        (PAGES[0], "2024-05-17"),
        (PAGES[2], "2024-05-17"),
    ]


def test_a_page_that_was_fetched_is_read_like_any_other() -> None:
    asked = source.Source(pages=PAGES, input="auto", published="2024-05-17", fetch=fetched, sleep=waited)
    readings = list(read_all(asked))
    assert [type(one).__name__ for one in readings] == ["Reading", "FetchError", "Reading"]
    first = readings[0]
    assert isinstance(first, Reading)
    assert first.document.url == PAGES[0]
    assert [one.date for one in first.engagements] == ["2024-05-16"]


def test_articles_are_not_fetched() -> None:
    asked = source.Source(pages=PAGES[:1], input="jsonl", published=None, fetch=fetched, sleep=waited)
    assert [str(one) for one in source.raw_pages(asked)] == [
        f"{PAGES[0]}: only pages, feeds and sitemaps are fetched; save it and give the file"
    ]


@pytest.mark.parametrize("name", ["ftp://news.example/a", "file:///etc/passwd"])
def test_other_schemes_are_refused_without_asking(name: str) -> None:
    asked = source.Source(pages=(name,), input="auto", published=None)
    assert [str(one) for one in source.raw_pages(asked)] == [
        f"{name}: only http and https are fetched; save the page and give the file"
    ]

"""JSON lines of articles: a page a line, and an error in the place of a line that holds none."""

import json

import pytest

from shiguan.capture.article import articles
from shiguan.errors import CaptureError
from shiguan.model.page import Basis, Page

TEXT = "26/07/2020 - 22:57\n（法新社某地26日电）两国外长26日在首都举行第九轮战略对话。\n广告\n双方商定明年再谈。"


def read_one(**fields: object) -> Page:
    (page,) = articles([json.dumps(fields).encode()], name="a.jsonl")
    assert isinstance(page, Page)
    return page


def test_article_with_all_its_fields() -> None:
    page = read_one(
        id="A1", title="两国外长对话 - 法国国际广播电台 - RFI", text=TEXT, published="2020-07-27", outlet="法广",
        url="https://www.rfi.fr/cn/20200726-x",
    )  # fmt: skip
    assert page.id == "A1"
    assert page.text == TEXT
    assert page.document.title == "两国外长对话"
    assert (page.document.published, page.document.published_basis) == ("2020-07-27", Basis.GIVEN)
    assert page.document.publisher == "法广"
    assert page.document.origin == "法新社"


def test_article_with_its_text_alone() -> None:
    page = read_one(text=TEXT)
    assert page.text == TEXT
    assert (page.document.published, page.document.published_basis) == ("2020-07-26", Basis.PAGE)
    assert page.document.title is None
    assert len(page.id) == 16


def test_the_address_tells_day_and_publisher() -> None:
    document = read_one(text="两国外长26日举行对话。", url="https://www.zaobao.com/news/china/story20200726-1").document
    assert (document.published, document.published_basis) == ("2020-07-26", Basis.URL)
    assert document.publisher == "联合早报"


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        (b"{", "it is no JSON object"),
        (b"\xff\xfe{}", "it is no JSON object"),
        (b"[" * 100_000, "it is no JSON object|an article needs"),
        (b"[]", "an article needs a 'text'"),
        (b'{"title": "x"}', "an article needs a 'text'"),
        (b'{"text": 5}', "an article needs a 'text'"),
        (b'{"text": " "}', "its text is empty"),
        (b'{"text": "The ministers met on Monday in the capital."}', "it is not Chinese text"),
        ('{"text": "会谈结束。", "published": "soon"}'.encode(), "is no date"),
        (b'{"text": "\\ud800"}', "it is no JSON object"),
    ],
)
def test_a_bad_line_is_told_and_the_rest_is_read(line: bytes, fault: str) -> None:
    good = '{"text": "两国外长8日举行会谈。"}'.encode()
    first, second, third = articles([good, line, good], name="a.jsonl")
    assert isinstance(first, Page)
    assert isinstance(third, Page)
    assert isinstance(second, CaptureError)
    assert str(second).startswith("a.jsonl:2: ")
    with pytest.raises(CaptureError, match=fault):
        raise second


def test_blank_lines_and_a_byte_order_mark_are_passed_over() -> None:
    lines = [b"\xef\xbb\xbf" + '{"text": "两国外长8日举行会谈。"}\n'.encode(), b"\n", b"  \r\n"]
    assert len(list(articles(lines, name="a.jsonl"))) == 1

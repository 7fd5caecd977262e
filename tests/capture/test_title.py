"""Titles lose the site's name, and nothing of their own."""

import pytest

from shiguan.capture.title import clean_title, site_in


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("两国外长举行第九轮对话_新华网", "两国外长举行第九轮对话"),
        ("两国外长举行第九轮对话--国际--人民网", "两国外长举行第九轮对话"),
        ("两国外长举行第九轮对话 - 法国国际广播电台 - RFI", "两国外长举行第九轮对话"),
        ("两国外长举行第九轮对话 – 法國國際廣播電台 – RFI", "两国外长举行第九轮对话"),
        ("两国外长举行第九轮对话|国际|某某新闻网", "两国外长举行第九轮对话"),
        ("两国外长举行第九轮对话 — 中华人民共和国外交部", "两国外长举行第九轮对话"),
        (" > > 两国外长举行第九轮对话", "两国外长举行第九轮对话"),
        ("两国外长举行第九轮对话——谈判代表谈共识与分歧", "两国外长举行第九轮对话——谈判代表谈共识与分歧"),
        ("安德烈·克林：谈判仍有希望", "安德烈·克林：谈判仍有希望"),
        ("G7-非洲对话闭幕", "G7-非洲对话闭幕"),
        ("新华网", "新华网"),
    ],
)
def test_clean_title(written: str, title: str) -> None:
    assert clean_title(written) == title


def test_the_publishers_own_name_goes() -> None:
    assert clean_title("两国外长举行对话 - 萝卜报道", "萝卜报道") == "两国外长举行对话"


@pytest.mark.parametrize(
    ("written", "site"), [("会谈结束_网易财经", "网易"), ("会谈结束 - 人民网", "人民网"), ("会谈结束", None)]
)
def test_site_in(written: str, site: str | None) -> None:
    assert site_in(written) == site

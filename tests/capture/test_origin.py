"""Who wrote a page: datelines, source labels, by-lines; and where none is named."""

import pytest

from shiguan.capture.origin import author_of, clean_author, origin_of, source_in
from shiguan.grammar.fold import fold

REST = "两国外长当天举行会谈，就双边关系交换意见。"


@pytest.mark.parametrize(
    ("head", "origin"),
    [
        ("新华社北京5月26日电（记者王小明）", "新华社"),
        ("新華社北京5月26日電 ", "新华社"),
        ("中新社柏林3月2日电 ", "中新社"),
        ("路透北京7月22日 - ", "路透社"),
        ("（法新社内罗毕20日电）", "法新社"),
        ("（德国之声中文网）", "德国之声中文网"),
        ("【环球网报道 记者 王小明】", "环球网"),
        ("本报北京5月26日电 ", "某某日报"),
        ("本报讯 ", "某某日报"),
        ("来源：新华社\n", "新华社"),
        ("据新华社5月26日报道，", None),
        ("据路透社消息，", None),
        ("", None),
        ("日本共同社25日报道，", None),
    ],
)
def test_origin_at_the_head(head: str, origin: str | None) -> None:
    assert origin_of(fold(head + REST), "某某日报") == origin


def test_origin_in_the_last_line() -> None:
    assert origin_of(fold(REST + "（来源：新华社）"), None) == "新华社"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("2019-09-07 13:43:45 来源：人民网 作者：李四", "人民网"),
        ("来源：《环球时报》", "环球时报"),
        ("信息来源：省发改委", "省发改委"),
        ("图片来源：视觉中国", None),
        ("来源：网络", None),
        ("来源：本站原创 作者：李四", None),
        ("来源：", None),
    ],
)
def test_source_label(line: str, source: str | None) -> None:
    assert source_in(line) == source


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("作者：王小明\n" + REST, "王小明"),
        ("新华社北京5月26日电（记者王小明、李四）" + REST, "王小明、李四"),
        (REST + "\n记者：王小明 责编：李四", "王小明"),
        ("一名记者看到，双方握手。" + REST, None),
        ("他在记者会上说，双方将继续对话。", None),
    ],
)
def test_author(text: str, author: str | None) -> None:
    assert author_of(fold(text)) == author


@pytest.mark.parametrize("written", ["104363", "admin", "name, mail@example.com", "某某网", None, "佚名"])
def test_what_is_no_author(written: str | None) -> None:
    assert clean_author(written) is None

"""Plain-text scrapes are told apart, and texts without furniture stay as they are."""

import pytest

from shiguan.capture.furniture import Piece, crumbs_of, piece_of
from shiguan.capture.scrape import take_apart
from shiguan.model.page import LinkKind

BODY = """\
两国外长8日在首都举行第九轮战略对话，就双边关系和地区问题深入交换意见。

共识与分歧

双方商定，明年在对方国家举行下一轮对话，并尽快恢复两国首都之间的直航。

“我们愿意继续谈下去”

一名官员在会后表示，谈判的大门始终敞开，但时间不多了。"""
TITLE = "两国外长举行第九轮战略对话"


@pytest.mark.parametrize("crumbs", ["当前位置:某某网 > 国际 > ", "您的位置：首页 » 国际 » ", "網站首頁 › 國際 › "])
@pytest.mark.parametrize("tail", ["相关文章:", "猜你喜欢", "【延伸閱讀】", "相关推荐 >>"])
def test_scrape_of_a_content_farm(crumbs: str, tail: str) -> None:
    links = "一国总统将访问邻国\n\n外贸数据公布：增长超出预期\n\n谈判为何一再推迟？"
    parts = take_apart(
        f"{crumbs}{TITLE}\n\n{TITLE}\n\n{BODY}\n\n前一篇的标题\n\n{TITLE}\n\n后一篇的标题\n\n{tail}\n\n{links}\n"
    )
    assert parts.body == BODY
    assert parts.title == TITLE
    assert parts.breadcrumb[-1] in ("国际", "国際", "國際")
    assert TITLE not in parts.breadcrumb
    assert [(link.kind, link.text) for link in parts.links] == [
        (LinkKind.PREVIOUS, "前一篇的标题"),
        (LinkKind.NEXT, "后一篇的标题"),
        (LinkKind.RELATED, "一国总统将访问邻国"),
        (LinkKind.RELATED, "外贸数据公布：增长超出预期"),
        (LinkKind.RELATED, "谈判为何一再推迟？"),
    ]


def test_labelled_neighbours_and_legal_lines() -> None:
    tail = "责任编辑：李四\n上一篇：甲国总统抵达乙国\n下一篇：没有了\n版权所有 © 某某网 未经授权不得转载"
    parts = take_apart(f"{TITLE}\n2021-05-26 10:30 来源：新华社\n{BODY}\n{tail}")
    assert parts.body == BODY
    assert parts.stamp == "2021-05-26"
    assert [(link.kind, link.text) for link in parts.links] == [(LinkKind.PREVIOUS, "甲国总统抵达乙国")]


@pytest.mark.parametrize(
    ("tail", "stamp"),
    [
        ("2021-05-26", "2021-05-26"),
        ("责任编辑：李四\n发布时间：2021-05-26 10:30", "2021-05-26"),
        ("相关阅读\n甲国总统抵达乙国\n2020-03-04", None),
    ],
)
def test_stamp_below_the_body_is_the_pages_own_above_links_only(tail: str, stamp: str | None) -> None:
    body = "两国外长8日在首都举行对话，就双边关系深入交换意见。\n双方商定，明年举行下一轮对话。"
    parts = take_apart(f"{TITLE}\n{body}\n{tail}")
    assert parts.body == body
    assert parts.stamp == stamp


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        BODY.replace("\n\n", "\n"),
        "两国外长8日举行会谈。",
        "5月16日",
        "  会谈结束后，双方发表声明如下：\n一、继续对话\n二、恢复直航\n三、互免签证",
        "甲国大选结束\n甲国大选8日结束，执政党获胜。\n乙国遭遇洪水\n乙国南部连日暴雨，多人失踪。\n丙国油价上涨\n丙国油价8日上涨，创三年新高。",
    ],
)
def test_a_text_without_furniture_comes_through_untouched(text: str) -> None:
    parts = take_apart(text)
    assert parts.body == text
    assert parts.links == ()


def test_furniture_alone_is_left_as_it_is() -> None:
    assert take_apart("首页 > 国际").body == "首页 > 国际"


@pytest.mark.parametrize(
    ("line", "piece"),
    [
        ("您现在的位置：首页 > 国际 > 正文", Piece.BREADCRUMB),
        ("首页 >> 新闻 >> 国际", Piece.BREADCRUMB),
        ("2021-05-26 10：30", Piece.STAMP),
        ("上一篇：甲国总统抵达乙国", Piece.PREVIOUS),
        ("相关新闻", Piece.RELATED),
        ("【打印】【关闭】", Piece.BUTTON),
        ("责任编辑：李四", Piece.EDITOR),
        ("（责编：李四、王五）", Piece.EDITOR),
        ("Copyright © 2021 某某网", Piece.LEGAL),
        ("共识与分歧", Piece.HEADING),
        ("编辑部8日发表社论，呼吁双方克制。", Piece.TEXT),
        ("来源国的名单8日公布。", Piece.TEXT),
        ("1月出口额1>2月出口额的情况并不多见。", Piece.TEXT),
    ],
)
def test_piece(line: str, piece: Piece) -> None:
    assert piece_of(line) is piece


def test_crumbs() -> None:
    assert crumbs_of("当前位置：某某网 > 国际 > 正文") == ("某某网", "国际", "正文")
    assert crumbs_of("两国外长举行会谈") == ()

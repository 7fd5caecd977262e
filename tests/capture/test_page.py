"""From bytes to a page: HTML, plain text, what is refused, and what it costs."""

import hashlib

import pytest

from shiguan.capture.page import InputKind, capture
from shiguan.errors import CaptureError
from shiguan.model.page import Basis, Link, LinkKind

PARAGRAPHS = (
    "新华社某地5月26日电（记者王小明）两国外长26日在首都举行第九轮战略对话，就双边关系交换意见。",
    "共识与分歧",
    "双方商定，明年在对方国家举行下一轮对话，并尽快恢复两国首都之间的直航。",
    "一名官员在会后表示，谈判的大门始终敞开，但时间不多了。",
)
HTML = """<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>两国外长举行第九轮战略对话_国际_某某新闻网</title>
{head}
<style>p {{ color: red }}</style>
<script>var text = "<p>脚本里的字，不是正文。</p>";</script></head>
<body>
<div class="menu"><ul><li><a href="/">首页</a></li><li><a href="/gj">国际</a></li></ul></div>
<div class="path">当前位置：<a href="/">首页</a> &gt; <a href="/gj">国际</a> &gt; 正文</div>
<div class="main"><h1>两国外长举行第九轮战略对话</h1>
<div class="info"><span>2021-05-26 21:30</span> 来源：<a href="x">人民网</a> 作者：王小明</div>
<div class="content"><p>{paragraphs}</p></div>
<div class="pages">上一篇：<a href="a.html">甲国总统抵达乙国访问</a><br>
下一篇：<a href="b.html">丙国大选开始投票计票</a></div>
<div class="list"><h3>相关新闻</h3><ul><li><a href="c.html">一国总统将访问三个邻国</a></li></ul></div>
</div>
<div class="foot">版权所有 © 某某新闻网　地址：某市某路1号　电话：000-0000000</div>
</body></html>"""


def page_html(head: str = "") -> str:
    return HTML.format(head=head, paragraphs="</p>\n<p>".join(PARAGRAPHS))


def test_html_page() -> None:
    data = page_html().encode()
    page = capture(data, name="page.html", url="https://www.example.com/gj/1.html")
    document = page.document
    assert document.text == "\n".join(PARAGRAPHS)
    assert document.title == "两国外长举行第九轮战略对话"
    assert (document.published, document.published_basis) == ("2021-05-26", Basis.PAGE)
    assert document.publisher == "某某新闻网"
    assert document.origin == "人民网"
    assert document.author == "王小明"
    assert document.breadcrumb == ("首页", "国际")
    assert document.language == "zh-Hans"
    assert document.links == (
        Link(text="甲国总统抵达乙国访问", url="https://www.example.com/gj/a.html", kind=LinkKind.PREVIOUS),
        Link(text="丙国大选开始投票计票", url="https://www.example.com/gj/b.html", kind=LinkKind.NEXT),
        Link(text="一国总统将访问三个邻国", url="https://www.example.com/gj/c.html", kind=LinkKind.RELATED),
    )
    assert page.id == hashlib.sha256(data).hexdigest()[:16]
    assert len(page.folded) == len(document.text)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_the_encoding_makes_no_difference(encoding: str) -> None:
    page = capture(page_html().encode(encoding), name="page.html")
    assert page.document == capture(page_html(), name="page.html").document


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2021-05-27T08:00:00+08:00">', "2021-05-27"),
        ('<meta name="PubDate" content="2021-05-27 08:00">', "2021-05-27"),
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2021-05-27"}</script>',
            "2021-05-27",
        ),
        ("", None),
    ],
)
def test_the_head_tells_the_day_where_no_stamp_does(head: str, published: str | None) -> None:
    html = page_html(head).replace("<span>2021-05-26 21:30</span>", "")
    assert capture(html, name="page.html").document.published == published


def test_precedence_of_the_day() -> None:
    url = "https://news.example.com/2021-05/28/c_1.htm"
    bare = page_html().replace("<span>2021-05-26 21:30</span>", "")
    known = [capture(page_html(), name="p", published="2021-05-29", url=url), capture(page_html(), name="p", url=url)]
    known.append(capture(bare, name="p", url=url))
    days = [(page.document.published, page.document.published_basis) for page in known]
    assert days == [("2021-05-29", Basis.GIVEN), ("2021-05-26", Basis.PAGE), ("2021-05-28", Basis.URL)]


def test_the_domain_names_the_publisher() -> None:
    assert capture(page_html(), name="p", url="https://gj.people.com.cn/n1/1.html").document.publisher == "人民网"


def test_a_dateline_tells_the_origin_where_no_source_is_named() -> None:
    html = page_html().replace("来源：", "").replace(">人民网<", "><")
    assert capture(html, name="page.html").document.origin == "新华社"


def test_article_set_with_line_breaks_in_a_table() -> None:
    rows = "<br>　　".join(PARAGRAPHS)
    html = f"<html><body><table><tr><td><a href='/'>首页</a></td></tr><tr><td>{rows}</td></tr></table></body></html>"
    assert capture(html, name="page.html").document.text == "\n".join(PARAGRAPHS)


def test_comments_and_teasers_are_left_out() -> None:
    talk = "<div class='comment-list'>" + "<p>说得对，我也这么想，支持对话，反对战争。</p>" * 3 + "</div>"
    html = page_html().replace('<div class="foot">', talk + '<div class="foot">')
    assert capture(html, name="page.html").document.text == "\n".join(PARAGRAPHS)


def test_traditional_page_and_astral_characters() -> None:
    text = "兩國外長26日在首都舉行第九輪對話，就雙邊關係交換意見。🇨🇳𠀀雙方同意繼續談判。"
    page = capture(text.encode("utf-8"), name="page.txt", kind=InputKind.TEXT)
    assert page.text == text
    assert page.document.language == "zh-Hant"
    assert page.folded == "两国外长26日在首都举行第九轮对话，就双边关系交换意见。🇨🇳𠀀双方同意继续谈判。"


def test_text_that_speaks_of_tags_is_no_html() -> None:
    text = "网页的正文写在<p>和</p>之间，两国代表8日就此交换意见。"
    assert capture(text, name="page.txt").text == text


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", "it is empty"),
        (b"\x00\x00", "it is empty"),
        ("The ministers met in the capital on Monday. " * 9, "it is not Chinese text"),
        ("日本政府は五日、東京で会談を行ったと発表した。両国は協力を強化する。", "it looks Japanese"),
        ("한국 정부는 오늘 회담을 열었다고 발표했다. 韓國", "it looks Korean"),
        (bytes(range(128, 255)) * 400, "its characters make no text"),
        ("<html><body><div></div></body></html>", "no Chinese article was found"),
        ("<html><body>" + "<i></i>" * 400_001 + "</body></html>", "more than 400,000 elements"),
    ],
)
def test_what_is_refused(data: bytes | str, fault: str) -> None:
    with pytest.raises(CaptureError, match=fault) as caught:
        capture(data, name="the page")
    assert str(caught.value).startswith("the page: ")
    assert "\n" not in str(caught.value)


def test_a_day_that_is_none_is_refused() -> None:
    with pytest.raises(CaptureError, match=r"page: .*'next week' is no date; give it as YYYY-MM-DD"):
        capture(page_html(), name="page", published="next week")


@pytest.mark.parametrize(
    "html",
    [
        "<html><body>" + "<div>" * 100_000 + "<p>" + PARAGRAPHS[2] + "</p>",
        "<html><body><script>" * 2_000 + PARAGRAPHS[2],
        "<html><body>" + "<!--" * 100_000 + "--><p>" + PARAGRAPHS[2] + "</p>",
        "<html><body>" + f"<p>{PARAGRAPHS[2]}</p>" * 20_000,
        "<html><body><p>" + f"<span>{PARAGRAPHS[2]}</span>" * 20_000,
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><html><body><p>&b;</p><p>' + PARAGRAPHS[2],
    ],
    ids=["deep", "scripts", "comments", "paragraphs", "spans", "entities"],
)
def test_hostile_html_still_gives_its_text(html: str) -> None:
    assert PARAGRAPHS[2] in capture(html, name="page.html").text


@pytest.mark.parametrize("text", ["中" * 1_000_000, PARAGRAPHS[2] * 30_000], ids=["one character", "one paragraph"])
def test_a_million_characters_in_one_line(text: str) -> None:
    assert capture(text, name="page.txt").text == text

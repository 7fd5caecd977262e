"""What passes the filter, and what a glance sees of a page."""

import pytest

from shiguan.intake.filter import may_hold_diplomacy
from shiguan.intake.glance import glance, is_chinese
from tests.intake.made import COOKING, DEED, page


@pytest.mark.parametrize(
    "text",
    [
        DEED,
        "中美元首视频会晤",
        "蔡英文會見美國議員",
        "外交部發言人表示雙方將在日內瓦舉行磋商",
        "第十届世界互联网大会在乌镇举行，来自法国、德国、日本的代表参加。",
    ],
)
def test_diplomacy_passes(text: str) -> None:
    assert may_hold_diplomacy(text.encode())


@pytest.mark.parametrize("text", ["", COOKING, "全县召开春耕生产工作会议", "记者采访了几位村民，他们说今年收成很好。"])
def test_other_news_does_not(text: str) -> None:
    assert not may_hold_diplomacy(text.encode())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_a_glance_reads_every_encoding(encoding: str) -> None:
    text = f'<html><meta charset="{encoding}"><p>{DEED}</p></html>'
    found = glance(text.encode(encoding)).decode().lstrip("\ufeff")
    assert found == DEED.translate(dict.fromkeys(range(128)))
    assert is_chinese(found.encode())


def test_a_glance_reads_big5_and_references() -> None:
    big5 = '<meta charset="big5"><p>外長會見美國議員</p>'.encode("big5")
    assert glance(big5).decode() == "外長會見美國議員"
    for form in ("&#{:d};", "&#x{:x};"):
        assert "拉夫罗夫" in glance("".join(form.format(ord(one)) for one in DEED).encode()).decode()


def test_a_glance_leaves_out_links_and_scripts() -> None:
    framed = f'<script>var a="外交";</script><a href="/x">访华</a><style>国际</style><p>{COOKING}</p><a>外</a>'
    assert glance(framed.encode()).decode().replace(" ", "") == COOKING + "外"


def test_other_languages_are_not_chinese() -> None:
    assert is_chinese(glance(page(1)))
    assert not is_chinese(b"The minister")
    assert not is_chinese(("外務大臣は、ロシアのラブロフ外相と会談しました。" * 20).encode())
    assert not is_chinese("외교부 장관은 회담했다".encode() * 20)

"""Credits: chains of outlets, how far they hold, and whose 外交部 is meant."""

import pytest

from shiguan.detect.outlet.rules import detect_credits, home_of
from shiguan.detect.person.rules import detect_mentions
from shiguan.grammar.credit import credit_at
from shiguan.grammar.fold import fold
from shiguan.grammar.layout import lay_out
from shiguan.grammar.shape import shape_of
from shiguan.model.credit import Credit
from shiguan.model.page import Document


def credits_of(text: str) -> list[Credit]:
    folded = fold(text)
    mentions, _ = detect_mentions(text, folded, shape_of(folded), home=None)
    return detect_credits(text, folded, lay_out(folded), mentions)


@pytest.mark.parametrize(
    ("text", "via"),
    [
        ("据《环球时报》援引塔斯社消息称，谈判仍在继续。", ("环球时报", "塔斯社")),
        ("据新华社报道，两国签署协议。", ("新华社",)),
        ("根據泰晤士報(Times)和每日電訊報(Telegraph)的引述，首相將訪問。", ("泰晤士報", "每日電訊報")),
        ("路透社报道，会谈推迟。", ("路透社",)),
    ],
)
def test_chain_runs_from_the_credit_to_the_origin(text: str, via: tuple[str, ...]) -> None:
    assert credits_of(text)[0].via == via


def test_credit_holds_to_the_end_of_its_paragraph() -> None:
    text = "据韩联社报道，韩方发言。会谈结束。\n朝方另有看法。"
    credits = credits_of(text)
    assert credit_at(credits, text.index("会谈")) == credits[0]
    assert credit_at(credits, text.index("朝方")) is None


def test_credit_is_carried_on_by_the_report() -> None:
    text = "据韩联社报道，韩方发言。\n报道还说，朝方另有看法。"
    found = credit_at(credits_of(text), text.index("朝方"))
    assert found is not None
    assert found.via == ("韩联社",)


def test_closing_line_credits_the_whole_page() -> None:
    text = "首相表示遗憾。\n总统没有回应。\n（本文依据了法新社的报道内容）"
    assert credit_at(credits_of(text), 0) is not None


@pytest.mark.parametrize(
    ("publisher", "language", "home"),
    [
        (None, "zh-Hans", "CN"),
        (None, "zh-Hant", None),
        ("新华社", "zh-Hans", "CN"),
        ("中央通訊社", "zh-Hant", "TW"),
        ("路透社", "zh-Hans", None),
    ],
)
def test_home_is_the_publishers_state(publisher: str | None, language: str, home: str | None) -> None:
    assert home_of(Document(title=None, text="", language=language, publisher=publisher)) == home

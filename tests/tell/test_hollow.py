"""What comes back and is no phrase is told apart by what it is made of."""

import pytest

from shiguan.tell.edge import Edges
from shiguan.tell.hollow import is_hollow
from shiguan.tell.phrase import find_phrases
from tests.tell.saying import told

PHRASE = "同舟共济新航程"


@pytest.mark.parametrize(
    "run",
    ["第三届海陆论坛", "第二十八次磋商", "发挥积极作用", "取得丰硕成果", "本节目还将在央视新闻播出", "关注央视网直播"],
)
def test_no_phrase(run: str) -> None:
    assert is_hollow(run)


@pytest.mark.parametrize("run", [PHRASE, "第二个百年奋斗目标", "发挥元首外交战略引领作用", "高质量发展"])
def test_may_be_a_phrase(run: str) -> None:
    assert not is_hollow(run)


@pytest.mark.parametrize(
    ("run", "may"),
    [("同中方一道", False), ("总书记的重要讲话", False), ("您再次当选", False), ("同舟共济", True), ("党的建设", True)],
)
def test_a_preposition_or_an_owner_opens_a_clause(run: str, may: bool) -> None:
    assert Edges().allow(run) is may


def test_an_everyday_word_weighs_less_than_a_phrase_said_as_often() -> None:
    found = find_phrases([*told("航海旗帜", 12), *told("基础设施", 12, first="2031-01-01", number=50)])
    assert [one.text for one in found] == ["航海旗帜", "基础设施"]
    assert found[0].score > 2 * found[1].score


def test_what_only_says_that_something_is_done_is_left_out() -> None:
    found = find_phrases([*told(PHRASE, 12), *told("取得丰硕成果", 12, first="2031-01-01", number=50)])
    assert [one.text for one in found] == [PHRASE]

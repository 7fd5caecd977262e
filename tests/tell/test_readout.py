"""Accounts side by side: every point once, agreement where there is some, silence shown as silence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.tell.readout import Pair, Point, align, points_of

HOME = "双方同意扩大农产品贸易。我们愿同贵方加强港口合作。关于海峡局势，双方交换了看法。"
AWAY = "兩國同意擴大農產品貿易。她強調人權問題不容迴避。"


def told(text: str, page: str = "a") -> list[Point]:
    return points_of(page, 0, "甲", text)


def sides(pairs: list[Pair]) -> list[tuple[str | None, str | None]]:
    return [(one.left.text if one.left else None, one.right.text if one.right else None) for one in pairs]


def test_a_statement_is_cut_into_sentences_that_keep_their_place() -> None:
    text = "前言：双方同意。 “我们反对！”她说"
    points = points_of("p", 100, "甲", text)
    assert [one.text for one in points] == ["前言：双方同意。", "“我们反对！”", "她说"]
    assert [text[one.start - 100 : one.end - 100] for one in points] == [one.text for one in points]


def test_common_points_meet_across_scripts_and_the_rest_stands_alone() -> None:
    assert sides(align(told(HOME), told(AWAY, "b"))) == [
        ("双方同意扩大农产品贸易。", "兩國同意擴大農產品貿易。"),
        ("我们愿同贵方加强港口合作。", None),
        ("关于海峡局势，双方交换了看法。", None),
        (None, "她強調人權問題不容迴避。"),
    ]


def test_a_pair_names_its_topic_and_marks_the_wording_by_character() -> None:
    pair = align(told("双方同意扩大农产品贸易。"), told("兩國同意擴大農產品貿易。", "b"))[0]
    assert pair.topics == ("同意扩大农产品贸易",)
    assert [(one.text, one.shared) for one in pair.left_stretches] == [
        ("双方", False),
        ("同意扩大农产品贸易。", True),
    ]
    assert [one.text for one in pair.right_stretches if not one.shared] == ["兩國"]


@pytest.mark.parametrize(
    ("left", "right"),
    [("加强合作，共同发展。", "会议将于明年举行。"), ("双方的和在了。", "他们的和在了。"), ("是的。", "是的")],
)
def test_particles_alone_make_no_common_point(left: str, right: str) -> None:
    assert all(pair.left is None or pair.right is None for pair in align(told(left), told(right, "b")))


def test_other_punctuation_is_no_other_wording() -> None:
    pair = align(told("扩大农产品贸易，推进铁路合作。"), told("扩大农产品贸易、推进铁路合作", "b"))[0]
    assert all(one.shared for one in (*pair.left_stretches, *pair.right_stretches))


def test_what_stands_before_a_common_point_on_the_right_is_shown_before_it() -> None:
    pairs = align(told("扩大农产品贸易。"), told("谈到渔业争端。扩大农产品贸易。", "b"))
    assert sides(pairs) == [(None, "谈到渔业争端。"), ("扩大农产品贸易。", "扩大农产品贸易。")]


TEXTS = st.text(alphabet="中美合作贸易港口人权的和。，！", max_size=60)


@given(TEXTS, TEXTS)
def test_every_point_appears_once_and_whole(left: str, right: str) -> None:
    mine, yours = told(left), told(right, "b")
    pairs = align(mine, yours)
    assert [one.left for one in pairs if one.left] == mine
    assert sorted(one.right for one in pairs if one.right) == sorted(yours)
    for one in pairs:
        assert "".join(piece.text for piece in one.left_stretches) == (one.left.text if one.left else "")
        assert "".join(piece.text for piece in one.right_stretches) == (one.right.text if one.right else "")


@given(TEXTS, TEXTS)
def test_which_account_stands_left_does_not_change_what_agrees(left: str, right: str) -> None:
    there = {(one[0], one[1]) for one in sides(align(told(left), told(right, "b"))) if all(one)}
    back = {(one[1], one[0]) for one in sides(align(told(right, "b"), told(left))) if all(one)}
    assert there == back


@given(TEXTS)
def test_an_account_agrees_with_itself(text: str) -> None:
    for pair in align(told(text), told(text, "b")):
        if pair.left and pair.right:
            assert all(piece.shared for piece in pair.left_stretches)

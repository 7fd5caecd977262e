"""Positions on a topic over time: each wording once, every change beside what it changed."""

from hypothesis import given
from hypothesis import strategies as st

from shiguan.tell.position import Stated, tell_positions
from shiguan.tell.readout import points_of
from shiguan.tell.topic import topics, topics_in, words_of

OLD = "我们主张双方尽快恢复渔业谈判。"
NEW = "我们主张各方尽快恢复渔业谈判与磋商。"


def stated(at: int, text: str, date: str | None) -> list[Stated]:
    return [Stated(statement=f"s{at}", date=date, point=point) for point in points_of(f"p{at}", 3, "林远", text)]


def test_a_change_of_wording_stands_beside_what_it_changed() -> None:
    first, second = tell_positions([*stated(2, NEW, "2031-01-01"), *stated(1, OLD, "2030-01-01")], ["渔业"])
    assert (first.text, first.after, first.words) == (OLD, None, ("渔业",))
    assert (second.text, second.after) == (NEW, 0)
    assert "".join(one.text for one in second.stretches) == NEW
    assert "".join(one.text for one in second.earlier_stretches) == OLD
    assert [one.text for one in second.stretches if not one.shared] == ["各", "与磋商"]
    assert [one.text for one in second.earlier_stretches if not one.shared] == ["双"]


def test_the_same_words_again_are_one_wording_with_two_uses() -> None:
    (found,) = tell_positions(
        [*stated(1, OLD, "2030-01-01"), *stated(2, OLD.replace("，", "").strip("。"), "2030-05-01")], ["渔业"]
    )
    assert [use.statement for use in found.uses] == ["s1", "s2"]


def test_what_is_unlike_anything_before_is_new() -> None:
    found = tell_positions([*stated(1, OLD, "2030-01-01"), *stated(2, "渔业资源日渐枯竭。", "2030-02-01")], ["渔业"])
    assert [one.after for one in found] == [None, None]


def test_words_told_within_words_are_no_change() -> None:
    (one,) = points_of("p", 10, "林远", OLD)
    (two,) = points_of("p", 8, "周岚", "他说" + OLD)
    found = tell_positions(
        [Stated(statement=name, date="2030-01-01", point=point) for name, point in zip("ab", (one, two), strict=True)],
        ["渔业"],
    )
    assert [each.after for each in found] == [None, None]


def test_a_topic_is_named_in_either_script_and_any_word_is_its_own_topic() -> None:
    assert topics_in("臺灣海峽與關稅") == {"台湾": ("台湾",), "贸易": ("关税",)}
    assert words_of("台灣") == topics()["台湾"]
    assert words_of("渔业") == ("渔业",)
    assert topics_in("") == {}


TEXTS = st.lists(st.text(alphabet="渔业谈判恢复双各方的。，", max_size=20), max_size=8)


@given(TEXTS)
def test_every_sentence_is_a_use_once_and_changes_point_back(parts: list[str]) -> None:
    told = [one for at, part in enumerate(parts) for one in stated(at, part, f"2030-01-{at + 1:02}")]
    found = tell_positions(told, ["渔业"])
    assert sorted(use.point for one in found for use in one.uses) == sorted(one.point for one in told)
    assert [one.number for one in found] == list(range(len(found)))
    for one in found:
        assert one.after is None or one.after < one.number
        if one.after is not None:
            assert "".join(piece.text for piece in one.earlier_stretches) == found[one.after].text

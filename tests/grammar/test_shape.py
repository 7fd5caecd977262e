"""The shape of a text: one letter for each character."""

from hypothesis import given
from hypothesis import strategies as st

from shiguan.grammar.fold import fold
from shiguan.grammar.shape import MARKS, letter_of, letters, letters_of, overlay, shape_of


def test_words_of_the_lexicon_become_their_class() -> None:
    assert shape_of("俄罗斯外交部长表示") == "S~~O~~~V~"


def test_national_bodies_are_not_cut_behind_the_state() -> None:
    assert shape_of("美国防部") == "sB~~"


@given(st.text())
def test_shape_has_a_letter_for_each_character(text: str) -> None:
    folded = fold(text)
    shape = shape_of(folded)
    assert len(shape) == len(folded) == len(text)
    assert set(shape) <= set("SsQGBbOKUMJRrHNVvyPTLAIDWCFEZx0a") | set(MARKS.values()) | set("~_")


def test_overlay_leaves_no_loose_continuation() -> None:
    assert overlay("S~~V~", [(1, 4)], "T") == "ST~~x"


def test_rare_characters_beyond_the_table_get_the_letter_of_their_kind() -> None:
    assert len(letters()) == 0x10000
    assert letters_of("国𠀀🙂𝟙1") == "x" + letter_of("𠀀") + letter_of("🙂") + letter_of("𝟙") + "0"

"""Folding finds the few characters it changes, and changes what the whole table would."""

from hypothesis import given
from hypothesis import strategies as st

from shiguan.grammar.fold import fold, fold_table, foldable, folded_forms


def test_every_character_that_folds_is_sought() -> None:
    assert [form for form in folded_forms() if foldable().fullmatch(form) is None] == []


@given(st.text(st.sampled_from(["國", "国", "Ａ", "\u3000", "（", "〝", "𠀀", "a", "會", "。"]), max_size=300))
def test_looking_for_foldable_characters_changes_what_the_table_changes(text: str) -> None:
    assert fold(text) == text.translate(fold_table())

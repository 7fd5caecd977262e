"""Many words as one pattern, and words found in pieces of a long page, are what they stand for."""

import re

import ahocorasick_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.grammar import automaton
from shiguan.grammar.alternation import any_of
from shiguan.grammar.automaton import find_words

WORD = st.text("甲乙丙.+", min_size=1, max_size=4)
TEXT = st.text("甲乙丙.+丁\n", max_size=60)


@given(st.lists(WORD, min_size=1, max_size=8), TEXT)
def test_any_of_finds_what_the_longest_words_first_find(words: list[str], text: str) -> None:
    plain = "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))
    assert re.findall(any_of(words), text) == re.findall(plain, text)


def test_an_earlier_list_comes_before_a_longer_word() -> None:
    assert re.findall(any_of(["甲乙"], ["甲乙丙", "丙"]), "甲乙丙") == ["甲乙", "丙"]


@given(st.lists(WORD, min_size=1, max_size=8), TEXT)
def test_a_long_page_searched_by_lines_tells_the_same(words: list[str], text: str) -> None:
    matcher = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(automaton, "LONGEST", 7)
        assert list(find_words(matcher, text)) == matcher.find_matches_as_indexes(text)

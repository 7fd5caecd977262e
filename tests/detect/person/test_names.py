"""The names of a page stand where an automaton over them would find them."""

import ahocorasick_rs
from hypothesis import given
from hypothesis import strategies as st

from shiguan.detect.person.rules import leftmost_longest

NAMES = st.lists(st.text("李强王毅", min_size=1, max_size=3), min_size=1, max_size=5, unique=True)


@given(NAMES, st.text("李强王毅、", max_size=40))
def test_names_stand_where_an_automaton_finds_them(names: list[str], text: str) -> None:
    matcher = ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    assert leftmost_longest(text, names) == [(start, end) for _, start, end in matcher.find_matches_as_indexes(text)]

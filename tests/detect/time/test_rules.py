"""Times of whole texts: what carries over from one to the next, and what holds for any text."""

import datetime
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.detect.time.expressions import RULES
from shiguan.detect.time.pattern import compiled, filled
from shiguan.detect.time.rules import NEAR, NEEDS, TRIGGER, detect_times, trigger
from shiguan.grammar.fold import fold

DAY = datetime.date(2024, 5, 17)
NUMERALS = "0123456789〇一二十半两"
PIECES = [
    *NUMERALS,
    *"年月日号周季世纪代天今昨前去上下本当同近未来过后到至—-、，。\n（）第个星期礼拜农历大初底末晚点时:/ ",
]


def values(text: str, day: datetime.date | None = DAY) -> list[tuple[str, str | None]]:
    return [(time.text, time.value) for time in detect_times(text, fold(text), day)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("今天（5月16日）双方会谈，昨天抵达。", ["2024-05-16", "2024-05-16", "2024-05-15"]),
        ("12日会谈。\n当天下午签字，次日回国。", ["2024-05-12", "2024-05-12", "2024-05-13"]),
        ("2021年1月至4月增长，去年同期下降。", ["2021-01/2021-04", "2020-01/2020-04"]),
        ("截至2023年底，比上年增加。", ["2023-12", "2022"]),
        ("周二（5月14日）会谈，周五将再谈。", ["2024-05-14", "2024-05-14", "2024-05-17"]),
        ("（法新社里加16日电）部长今天辞职，昨天还在开会。", ["2024-05-16", "2024-05-16", "2024-05-15"]),
        ("路透里加4月2日 - 港口今天重开。", ["2024-04-02", "2024-05-17"]),  # too long ago to be printed so
        ("5月13日、14日", ["2024-05-13", "2024-05-14"]),
        ("3月5日至今", ["2024-03-05/2024-05-17"]),
    ],
)
def test_times_lean_on_each_other(text: str, wanted: list[str]) -> None:
    assert [value for _, value in values(text)] == wanted


def test_without_a_day_of_publication_full_dates_still_read() -> None:
    text = "2019年3月5日会谈，9日签字。去年两国建交，昨天换文。4月2日回国。"
    assert [value for _, value in values(text, None)] == ["2019-03-05", "2019-03-09", None, None, None]


def test_traditional_and_wide_characters_read_as_written() -> None:
    assert values("５月１６日，上個月，週四，禮拜四") == [
        ("５月１６日", "2024-05-16"),
        ("上個月", "2024-04"),
        ("週四", "2024-05-16"),
        ("禮拜四", "2024-05-16"),
    ]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join), st.none() | st.dates())
def test_spans_hold_and_do_not_overlap(text: str, day: datetime.date | None) -> None:
    found = detect_times(text, fold(text), day)
    ends = [0, *(time.end for time in found)]
    assert all(end <= time.start < time.end for end, time in zip(ends, found, strict=False))
    assert all(time.text == text[time.start : time.end] for time in found)


@given(st.text(st.sampled_from([*PIECES, *"春节元旦清明端午中民国翌来翌正腊阴旧廿"]), max_size=30))
def test_the_set_of_first_characters_passes_over_no_opening(text: str) -> None:
    every = re.compile(filled(TRIGGER))
    assert [found.span() for found in trigger().finditer(text)] == [found.span() for found in every.finditer(text)]


@pytest.mark.parametrize(("word", "name"), [(word, name) for word, names in NEEDS.items() for name in names.split()])
def test_what_a_rule_needs_is_in_every_match_of_it(word: str, name: str) -> None:
    [rule] = [rule for rule in RULES if rule.name == f"time/{name}"]

    @settings(max_examples=20, deadline=None)
    @given(st.from_regex(compiled(rule.pattern), alphabet=st.characters(max_codepoint=0xFFFF)))
    def holds(text: str) -> None:
        found = compiled(rule.pattern).search(text)
        assert found is None or word in text[found.start() : found.start() + NEAR]

    holds()

"""Mechanisms as lasting things: the name without 机制 and count, the sides it holds, and what is no name."""

from datetime import date

import pytest

from shiguan.detect.mechanism.standing import detect_standing
from shiguan.detect.person.rules import detect_mentions
from shiguan.detect.round.rules import detect_rounds
from shiguan.detect.time.rules import detect_times
from shiguan.grammar.fold import fold
from shiguan.grammar.shape import shape_of
from shiguan.model.mechanism import Mechanism
from shiguan.model.span import Span


def standing_of(text: str) -> list[Mechanism]:
    folded = fold(text)
    times = detect_times(text, folded, date(2024, 5, 20))
    mentions, _ = detect_mentions(text, folded, shape_of(folded, times), home="CN")
    return detect_standing(text, folded, times, mentions, detect_rounds(folded), [Span(0, len(text))])


@pytest.mark.parametrize(
    ("text", "name", "states"),
    [
        ("中澳总理年度会晤机制2013年建立。", "中澳总理年度会晤", ("CN", "AU")),
        ("中印尼高级别对话合作机制成立。", "中印尼高级别对话合作机制", ("CN", "ID")),
        ("共举行了十六轮中塔边防合作磋商。", "中塔边防合作磋商", ("CN", "TJ")),
        ("中俄蒙元首会晤机制已建立。", "中俄蒙元首会晤", ("CN", "RU", "MN")),
        ("韩美外交国防“2+2”部长级会谈始于2010年。", "韩美外交国防“2+2”部长级会谈", ("KR", "US")),
        ("中俄总理定期会晤委员会举行会议。", "中俄总理定期会晤委员会", ("CN", "RU")),
    ],
)
def test_name_and_sides(text: str, name: str, states: tuple[str, ...]) -> None:
    found = standing_of(text)[0]
    assert (found.name, found.states) == (name, states)
    assert "".join(span.of(text) for span in found.spans) == name


@pytest.mark.parametrize("text", ["双方建立了机制。", "该论坛创办于2001年。", "推进机制化建设。"])
def test_bare_words_name_nothing(text: str) -> None:
    assert [one.name for one in standing_of(text) if one.named] == []

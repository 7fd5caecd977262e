"""Checks hold where the page agrees with itself and fail where it does not."""

import pytest

from shiguan.detect.number.rules import detect_quantities
from shiguan.extract.check.rules import check
from shiguan.extract.figure.rules import extract_figures
from shiguan.grammar.fold import fold
from shiguan.grammar.layout import lay_out
from shiguan.model.check import Check, CheckKind
from shiguan.model.engagement import Engagement, Kind, Status
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span
from shiguan.model.timex import Timex


def checks(
    text: str,
    times: tuple[tuple[str, str], ...] = (),
    engagements: tuple[Engagement, ...] = (),
    mentions: tuple[Mention, ...] = (),
) -> list[Check]:
    folded = fold(text)
    layout = lay_out(folded)
    found: list[Timex] = []
    for words, value in times:
        start = text.index(words, found[-1].end if found else 0)
        found.append(Timex(text=words, value=value, start=start, end=start + len(words), rule="time/example"))
    figures = extract_figures(text, folded, layout, found, mentions, [], detect_quantities(folded))
    return check(text, folded, layout, found, engagements, [], figures)


def session(text: str, words: str, number: int, date: str, status: Status = Status.HELD) -> Engagement:
    start = text.index(words)
    return Engagement(
        kind=Kind.CONSULTATION, status=status, mode=None, date=date, place=None, mechanism="海洋事务磋商", round=number,
        participants=(), via=(), evidence=words, start=start, end=start + len(words),
        cited={"round": (Span(start, start + len(words)),)}, rule="engagement/example",
    )  # fmt: skip


@pytest.mark.parametrize(("total", "holds"), [("50.3", True), ("50.4", True), ("53", False)])
def test_exports_and_imports_make_the_trade(total: str, holds: bool) -> None:
    text = f"进出口总额{total}亿美元，其中出口30.1亿美元，进口20.2亿美元。"
    found = checks(text)
    assert [(item.kind, item.holds) for item in found] == [(CheckKind.SUM, holds)]
    assert found[0].items == ("30.1亿美元", "20.2亿美元", f"{total}亿美元")


def test_exports_of_either_side_make_the_trade() -> None:
    text = "两国贸易额为9亿美元，法国对瑞士的出口为5亿美元，瑞士对法国的出口为4亿美元。"
    places = [
        (name, code, start)
        for name, code in (("法国", "FR"), ("瑞士", "CH"))
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    mentions = tuple(
        Mention(kind=MentionKind.STATE, start=start, end=start + 2, states=(code,), rule="person/example")
        for name, code, start in sorted(places, key=lambda place: place[2])
    )
    assert [(item.kind, item.holds) for item in checks(text, mentions=mentions)] == [(CheckKind.SUM, True)]


@pytest.mark.parametrize(("rate", "holds"), [("10%", True), ("25%", False)])
def test_growth_against_values(rate: str, holds: bool) -> None:
    text = f"2023年出口额为40亿美元。2024年出口额为44亿美元，同比增长{rate}。"
    found = checks(text, (("2023年", "2023"), ("2024年", "2024")))
    assert [(item.kind, item.holds) for item in found] == [(CheckKind.GROWTH, holds)]


def test_trade_with_one_partner() -> None:
    text = "中国与东盟贸易总值9亿元。其中，对东盟出口5亿元，自东盟进口4亿元。"
    assert [(item.kind, item.holds) for item in checks(text)] == [(CheckKind.SUM, True)]


def test_parts_of_one_total_are_not_held_against_another() -> None:
    text = "进出口总额50.3亿美元。其中，出口30.1亿美元，进口20.2亿美元。民营企业进出口12亿美元。"
    assert [item.holds for item in checks(text)] == [True]


def test_growth_waits_for_a_base() -> None:
    assert checks("2024年出口额为44亿美元，同比增长10%。", (("2024年", "2024"),)) == []


@pytest.mark.parametrize(("count", "holds"), [("九", True), ("十", True), ("十二", False)])
def test_rounds_told_agree_with_the_round_held(count: str, holds: bool) -> None:
    text = f"第十轮海洋事务磋商今天举行，该机制已延续{count}轮。"
    found = checks(text, engagements=(session(text, "第十轮", 10, "2024-06-03"),))
    assert [(item.kind, item.holds) for item in found] == [(CheckKind.ROUND, holds)]


def test_a_round_not_yet_held_is_not_yet_counted() -> None:
    text = "第十轮海洋事务磋商将于下周举行，该机制已举行十轮。"
    found = checks(text, engagements=(session(text, "第十轮", 10, "2024-06-10", Status.PLANNED),))
    assert [item.holds for item in found] == [False]


@pytest.mark.parametrize(("dates", "holds"), [(("2023-05", "2024-05"), True), (("2024-05", "2023-05"), False)])
def test_a_later_session_bears_a_higher_number(dates: tuple[str, str], holds: bool) -> None:
    text = "第九轮磋商在前，第十轮磋商在后。"
    sessions = (session(text, "第九轮", 9, dates[0]), session(text, "第十轮", 10, dates[1]))
    assert [(item.kind, item.holds) for item in checks(text, engagements=sessions)] == [(CheckKind.ROUND, holds)]


@pytest.mark.parametrize(("number", "holds"), [("30", True), ("三十", True), ("25", False)])
def test_anniversary_against_year(number: str, holds: bool) -> None:
    text = f"两国于1994年签署渔业协定，2024年是协定签署{number}周年。"
    found = checks(text, (("1994年", "1994"), ("2024年", "2024")))
    assert [(item.kind, item.holds) for item in found] == [(CheckKind.ANNIVERSARY, holds)]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("会谈周三（15日）举行。", True),
        ("会谈周二（15日）举行。", False),
        ("会谈15日（星期三）举行。", True),
        ("会谈15日（星期天）举行。", False),
    ],
)
def test_weekday_against_date(text: str, holds: bool) -> None:
    found = checks(text, (("15日", "2024-05-15"),))
    assert [(item.kind, item.holds) for item in found] == [(CheckKind.WEEKDAY, holds)]


def test_spans_are_the_items() -> None:
    text = "会谈周二（15日）举行。"
    found = checks(text, (("15日", "2024-05-15"),))
    assert [span.of(text) for span in found[0].spans] == list(found[0].items) == ["周二", "15日"]


def test_a_page_without_arithmetic_has_no_checks() -> None:
    assert checks("双方就共同关心的问题交换了意见。") == []

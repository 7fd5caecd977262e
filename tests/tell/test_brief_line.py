"""Values are printed as a reader of the language writes them."""

import pytest

from shiguan.link.place import place_name
from shiguan.model.brief import Label, Language
from shiguan.tell.brief.line import MAY_BREAK, shown_date
from shiguan.tell.brief.matter import Clerk
from shiguan.tell.brief.part import shown_value
from shiguan.tell.brief.picture import Axis
from shiguan.tell.brief.wording import Wording


def clerk(language: Language) -> Clerk:
    names = {"CN": "中国"} if language is Language.CHINESE else {"CN": "China"}
    return Clerk(Wording(language), str, str, {}, names.__getitem__, bool, place_name)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "value", "chinese", "english"),
    [
        ("participants", "林远 CN", "林远（中国）", "林远 (China)"),
        ("place", "京", "北京", "北京"),
        ("place", "北山", "北山", "北山"),
        ("round", "3", "第3次", "No. 3"),
        ("mode", "video", "视频", "video"),
        ("date", "2024-05-16/2024-05-18", "2024-05-16–18", "2024-05-16–18"),
    ],
)
def test_values(field: str, value: str, chinese: str, english: str) -> None:
    assert shown_value(clerk(Language.CHINESE), field, value) == chinese
    assert shown_value(clerk(Language.ENGLISH), field, value) == english


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("2024", "2024"),
        ("2024-05-16/2024-05-18", "2024-05-16–18"),
        ("2024-05-16/2024-06-18", f"2024-05-16–{MAY_BREAK}2024-06-18"),
        ("2022/2023", f"2022–{MAY_BREAK}2023"),
    ],
)
def test_a_line_may_end_between_two_days(date: str, shown: str) -> None:
    assert shown_date(date) == shown


@pytest.mark.parametrize(("sign", "latin"), [("，", ", "), ("；", "; "), ("：", ": "), ("、", ", ")])
def test_punctuation_is_of_the_language(sign: str, latin: str) -> None:
    assert Wording(Language.CHINESE).sign(sign) == sign
    assert Wording(Language.ENGLISH).sign(sign) == latin
    assert Wording(Language.ENGLISH).aside("") == ""


def test_the_number_of_a_year_stands_beside_a_line_that_comes_down_there() -> None:
    axis = Axis(738000, 738900)
    plain = {one.text: one for one in axis.years(20) if isinstance(one, Label)}
    x = next(iter(plain.values())).x
    for at in (x - 3, x, x + 3):
        moved = {one.text: one for one in axis.years(20, [at]) if isinstance(one, Label)}
        changed = [text for text in plain if plain[text] != moved[text]]
        assert changed == [next(iter(plain))]
        label = moved[changed[0]]
        assert label.x > at if label.anchor == "start" else label.x < at

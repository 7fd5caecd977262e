"""The tables of names hold folded words, known codes, and nothing that hides a more usual word."""

import re

import ahocorasick_rs
import pytest

from shiguan.grammar.fold import fold
from shiguan.lexicon import tables

NAMED = ("states", "organisations", "bodies", "outlets", "places")
COLUMNS = {
    "states": ("word", "code", "form", "order"),
    "organisations": ("word", "code", "kind"),
    "bodies": ("word", "state", "kind"),
    "outlets": ("word", "canonical", "state", "group"),
    "places": ("word", "state", "kind", "city"),
    "surnames": ("surname", "kind", "use"),
    "transliteration": ("character", "weight", "initial", "final"),
}
# table, column -> what may stand there
ALLOWED = {
    ("states", "form"): {"full", "alias", "capital", "short"},
    ("organisations", "kind"): {"body", "party", "short"},
    ("bodies", "kind"): {
        "government",
        "parliament",
        "court",
        "military",
        "police",
        "party",
        "mission",
        "company",
        "suffix",
    },
    ("places", "kind"): {"city", "region", "continent", "venue"},
    ("surnames", "kind"): {"chinese", "japanese", "korean", "vietnamese"},
    ("surnames", "use"): {"usual", "rare"},
    ("transliteration", "initial"): {"0", "1"},
    ("transliteration", "final"): {"0", "1"},
}
CODE_COLUMNS = (("bodies", "state"), ("outlets", "state"), ("places", "state"))


def state_codes() -> set[str]:
    """Return every code that some state or territory has in full."""
    return {row["code"] for row in tables.rows("states") if row["form"] == "full"}


def named_words() -> dict[str, str]:
    """Return word -> table for every word of two characters and more, endings left out."""
    found: dict[str, str] = {}
    for name in NAMED:
        for row in tables.rows(name):
            if len(row["word"]) > 1 and row.get("kind") != "suffix":
                found.setdefault(row["word"], name)
    return found


@pytest.fixture(scope="module")
def finder() -> ahocorasick_rs.AhoCorasick:
    """All names in one automaton, the leftmost and longest first."""
    return ahocorasick_rs.AhoCorasick(list(named_words()), matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_columns(name: str) -> None:
    assert tuple(tables.rows(name)[0]) == COLUMNS[name]


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_words_are_folded(name: str) -> None:
    words = tables.words(name)
    assert [word for word in words if fold(word) != word] == []


@pytest.mark.parametrize(("name", "column"), sorted(ALLOWED))
def test_classes_are_known(name: str, column: str) -> None:
    assert {row[column] for row in tables.rows(name)} == ALLOWED[name, column]


@pytest.mark.parametrize(("name", "column"), CODE_COLUMNS)
def test_codes_belong_to_states(name: str, column: str) -> None:
    assert {row[column] for row in tables.rows(name)} - state_codes() <= {""}


def test_state_codes_are_two_letters() -> None:
    codes = state_codes()
    assert [code for code in codes if not re.fullmatch("[A-Z]{2}", code)] == []
    assert len(codes) > 240


def test_every_reading_of_a_word_for_a_state_is_a_state_or_union() -> None:
    assert {row["code"] for row in tables.rows("states")} - state_codes() == {"EU"}


def test_sides_stand_under_the_code_of_their_place() -> None:
    assert {row["code"] for row in tables.rows("organisations") if row["kind"] == "party"} <= state_codes()


def test_first_readings_are_numbered_from_one() -> None:
    orders: dict[str, list[int]] = {}
    for row in tables.rows("states"):
        orders.setdefault(row["word"], []).append(int(row["order"]))
    assert [word for word, found in orders.items() if sorted(found) != list(range(1, len(found) + 1))] == []


def test_single_characters_stand_only_where_meant() -> None:
    singles = [
        (name, row["word"])
        for name in NAMED
        for row in tables.rows(name)
        if len(row["word"]) == 1 and "short" not in row.values() and "suffix" not in row.values()
    ]
    assert singles == []


def test_a_word_of_bodies_implies_one_state() -> None:
    words = tables.words("bodies")
    assert len(set(words)) == len(words)


def test_a_venue_stands_in_a_named_place() -> None:
    known = {row["word"] for row in tables.rows("places")} | set(tables.words("states", form="full"))
    assert [row for row in tables.rows("places") if row["kind"] == "venue" and row["city"] not in known] == []


def test_capitals_are_cities_too() -> None:
    assert set(tables.words("states", form="capital")) <= set(tables.words("places", kind="city"))


def test_the_wording_of_an_outlet_leads_to_its_group() -> None:
    groups = {row["group"] for row in tables.rows("outlets")}
    assert [row["canonical"] for row in tables.rows("outlets") if not row["canonical"] or not row["group"]] == []
    assert {"新华社", "路透社", "英国广播公司", "中央社"} <= groups


def test_weights_are_one_to_nine() -> None:
    assert {int(row["weight"]) for row in tables.rows("transliteration")} == set(range(1, 10))


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("寮国", "LA"),
        ("纽西兰", "NZ"),
        ("义大利", "IT"),
        ("北韩", "KP"),
        ("沙乌地阿拉伯", "SA"),
        ("科索沃", "XK"),
        ("加沙", "PS"),
    ],
)
def test_other_wordings_of_a_state(word: str, code: str) -> None:
    assert [row["code"] for row in tables.rows("states") if row["word"] == word] == [code]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("印尼日前宣布新规", ["印尼"]),
        ("广东加强与东盟往来", ["广东", "东盟"]),
        ("以色列国防部的声明", ["以色列", "国防部"]),
        ("日本国会开议", ["日本", "国会"]),
        ("代表们在会上合影", []),
        ("提升中国网络水平", ["中国"]),
        ("他是立法会议员", ["立法会"]),
        ("重大理念", []),
        ("蒙古国家大呼拉尔主席", ["蒙古国家大呼拉尔"]),
        ("马里乌波尔在乌克兰", ["马里乌波尔", "乌克兰"]),
        ("大马士革与约旦河西岸", ["大马士革", "约旦河西岸"]),
        ("几内亚比绍和几内亚", ["几内亚比绍", "几内亚"]),
        ("南苏丹、苏丹", ["南苏丹", "苏丹"]),
        ("中欧班列与中非合作", []),
        ("总台视频连线", ["总台"]),
        ("伊朗伊斯兰革命卫队", ["伊朗", "伊斯兰革命卫队"]),
    ],
)
def test_names_do_not_hide_other_words(finder: ahocorasick_rs.AhoCorasick, text: str, words: list[str]) -> None:
    assert [text[start:end] for _, start, end in finder.find_matches_as_indexes(text)] == words

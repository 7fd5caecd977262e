"""Places and states by key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.lexicon import tables
from shiguan.link.place import english_name, place_key, place_path, places, state_code, state_name, variants


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (["老挝", "寮國", "寮国"], "LA"),
        (["沙特", "沙特阿拉伯", "沙地阿拉伯", "沙烏地阿拉伯"], "SA"),
        (["吉达", "吉達"], "吉达"),
        (["北京", "北京市", "京"], "北京"),
        (["华盛顿", "華府", "华盛顿特区"], "华盛顿"),
        (["悉尼", "雪梨"], "悉尼"),
        (["圣彼得堡", "俄罗斯圣彼得堡", "聖彼得堡"], "圣彼得堡"),
        (["某小镇"], "某小镇"),
        (["新加坡"], "SG"),
    ],
)
def test_names_of_one_place_share_a_key(written: list[str], key: str) -> None:
    assert {place_key(word) for word in written} == {key}


@pytest.mark.parametrize(
    ("place", "path"),
    [("莫斯科", "RU/莫斯科"), ("俄罗斯", "RU"), ("钓鱼台国宾馆", "CN/北京/钓鱼台国宾馆"), ("某小镇", "某小镇")],
)
def test_path_names_what_a_place_lies_in(place: str, path: str) -> None:
    assert place_path(place) == path


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("俄", "RU"),
        ("俄羅斯", "RU"),
        ("ru", "RU"),
        ("欧盟", "EU"),
        ("歐盟", "EU"),
        ("寮國", "LA"),
        ("澳", "AU"),
        ("火星", None),
    ],
)
def test_state_by_any_name(name: str, code: str | None) -> None:
    assert state_code(name) == code


@pytest.mark.parametrize(
    ("code", "name"), [("RU", "俄罗斯"), ("CN", "中国"), ("EU", "欧盟"), ("UN", "联合国"), ("??", "??")]
)
def test_usual_name(code: str, name: str) -> None:
    assert state_name(code) == name


@given(st.sampled_from([*tables.words("states"), *tables.words("places"), *tables.words("place_variants")]))
def test_key_of_a_key_is_itself(word: str) -> None:
    assert place_key(place_key(word)) == place_key(word)


def test_no_other_name_leads_to_another_name() -> None:
    assert variants().keys() & set(variants().values()) == set()


def test_usual_names_are_known_places() -> None:
    assert set(variants().values()) - places().keys() == set()


@pytest.mark.parametrize("code", sorted({row["code"] for row in tables.rows("states")} | {"UN", "SCO", "ASEAN"}))
def test_every_state_has_an_english_name_that_leads_back(code: str) -> None:
    assert english_name(code).isascii() or any(character in english_name(code) for character in "üôçéÅã")
    assert state_code(english_name(code)) == code

"""Names of one person have one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.lexicon import tables
from shiguan.link.name import given_names, name_key, short_name, variants

NAMES = st.text(alphabet="王毅绍伊古紹謝爾蓋·•‧ JoeBidn.-（）", max_size=14)


@pytest.mark.parametrize(
    "names",
    [
        ["绍伊古", "紹伊古", "谢尔盖·绍伊古", "謝爾蓋‧紹伊古", "谢尔盖•库茹格托维奇•绍伊古", "绍伊古（Sergei Shoigu）"],
        ["特朗普", "川普", "唐納·川普", "唐纳德·特朗普"],
        ["普京", "普丁", "蒲亭", "弗拉基米尔·普京"],
        ["泽连斯基", "泽伦斯基", "澤倫斯基"],
        ["蓬佩奥", "蓬佩奧", "庞培欧", "龐培歐"],
        ["Joe Biden", "Biden", "JOE BIDEN", "Joe Biden Jr."],
        ["王毅"],
        ["迪亚斯-卡内尔", "米格尔·迪亚斯－卡内尔"],
    ],
)
def test_names_of_one_person_share_a_key(names: list[str]) -> None:
    assert len({name_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("王毅", "王沂"), ("李强", "李克强"), ("弗拉基米尔·普京", "弗拉基米尔"), ("本·萨勒曼", "萨尔瓦")]
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "short", "given"),
    [
        ("谢尔盖·绍伊古", "绍伊古", ("谢尔盖",)),
        ("王毅", "王毅", ()),
        ("Antony J. Blinken", "Blinken", ("antony", "j.")),
        ("约翰·F·肯尼迪", "肯尼迪", ("约翰", "f")),
    ],
)
def test_parts_of_a_name(name: str, short: str, given: tuple[str, ...]) -> None:
    assert short_name(name) == short
    assert given_names(name) == given


@given(NAMES)
def test_key_of_a_key_is_itself(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)


def test_no_spelling_leads_to_another_spelling() -> None:
    assert variants().keys() & set(variants().values()) == set()


def test_each_spelling_has_one_name() -> None:
    spellings = tables.words("name_variants")
    assert len(spellings) == len(set(spellings)) == len(variants())

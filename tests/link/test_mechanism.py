"""Names of one mechanism have one key; other mechanisms keep theirs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.lexicon import tables
from shiguan.link.mechanism import canonical_name, canonical_names, links, links_of, mechanism_key, plain_keys

ROWS = tables.rows("mechanism_names")
PIECES = [
    "中国",
    "俄罗斯",
    *"中俄 俄中 美 — 与 机制 会议 峰会 领导人会晤 战略对话 第三轮 上合组织 2024年 10+3 2+2 两国 总理".split(),
]
NAMES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=6).map("".join)


@pytest.mark.parametrize(
    "names",
    [
        [
            "中俄战略安全磋商",
            "俄中战略安全磋商",
            "中俄战略安全磋商机制",
            "中國—俄羅斯戰略安全磋商",
            "中俄第十六轮战略安全磋商",
        ],
        ["上海合作组织成员国元首理事会会议", "上合峰会", "上合组织峰会", "上海合作组织天津峰会", "上海合作組織峰會"],
        [
            "亚太经合组织领导人非正式会议",
            "APEC峰会",
            "亞太經合會經濟領袖會議",
            "亚太经济合作组织第三十二次领导人非正式会议",
        ],
        ["金砖国家领导人会晤", "金砖峰会", "金砖国家领导人喀山会晤", "金磚國家領導人峰會"],
        ["中欧领导人会晤", "中国—欧盟领导人会晤", "中国-欧盟领导人会晤", "欧中峰会"],
        ["中国—中亚峰会", "中国-中亚峰会", "中国－中亚峰会", "“中国+中亚五国”峰会", "中国–中亚峰会"],
        ["中日韩领导人会议", "日中韩领导人会议", "中韩日峰会"],
        ["二十国集团领导人峰会", "G20峰会", "20国集团领导人第十八次峰会", "二十国集团领导人杭州峰会"],
        ["联合国安理会", "呼吁联合国安理会", "安理会"],
        ["二十国集团财长和央行行长会议", "G20财政部长和中央银行行长会议", "G20財長會"],
        ["联合国气候变化巴库大会", "哥本哈根气候变化大会", "联合国气候变化大会"],
        ["约翰内斯堡金砖国家工商论坛", "金砖国家工商论坛"],
        ["中德政府磋商", "德中政府磋商", "中德政府间磋商"],
        ["中印尼2+2对话", "中国—印度尼西亚外长防长2+2对话机制"],
        ["东盟与中日韩（10+3）领导人会议", "10+3领导人会议"],
        ["中国—东盟（10+1）领导人会议", "10+1领导人会议", "东盟—中国峰会"],
        ["《联合国气候变化框架公约》第二十九次缔约方大会", "联合国气候变化大会", "COP29"],
    ],
)
def test_names_of_one_mechanism_share_a_key(names: list[str]) -> None:
    assert len({mechanism_key(name) for name in names}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中美战略经济对话", "中美战略与经济对话"),
        ("中俄战略安全磋商", "中美战略安全磋商"),
        ("金砖国家领导人会晤", "金砖国家领导人非正式会晤"),
        ("上海合作组织峰会", "上海合作组织成员国政府首脑（总理）理事会会议"),
        ("中非合作论坛北京峰会", "中非合作论坛部长级会议"),
        ("中俄总理定期会晤", "中俄总理定期会晤委员会会议"),
        ("非洲联盟峰会", "中澳总理年度会晤"),
        ("世界经济论坛年会", "夏季达沃斯论坛"),
        ("中俄智库论坛", "中俄智利论坛"),
        ("欧盟—西巴尔干峰会", "欧盟峰会"),
        ("“上海合作组织+”阿斯塔纳峰会", "上海合作组织阿斯塔纳峰会"),
        ("香港“一带一路”高峰论坛", "“一带一路”国际合作高峰论坛"),
        ("欧盟—非盟峰会", "欧盟—澳大利亚峰会"),
    ],
)
def test_other_mechanisms_have_other_keys(one: str, other: str) -> None:
    assert mechanism_key(one) != mechanism_key(other)


@pytest.mark.parametrize(
    ("name", "states", "whole"),
    [
        ("两国总理定期会晤", ("CN", "RU"), "中俄总理定期会晤"),
        ("总理定期会晤", ("RU", "CN"), "中俄总理定期会晤"),
        ("战略安全磋商", ("CN", "RU"), "中俄战略安全磋商"),
        ("双方外长级战略对话", ("CH", "CN"), "中瑞外长级战略对话"),
        ("中巴高层协调与合作委员会", ("BR", "CN"), "巴西－中国高层协调与合作委员会"),
        ("中乌合作委员会", ("CN", "UZ"), "中国—乌兹别克斯坦政府间合作委员会"),
        ("香格里拉对话会", ("CN", "US"), "香会"),
        ("中阿经贸联委会", ("AE", "CN"), "中国—阿联酋经贸联委会"),
        ("中国—中亚峰会", ("CN", "AM"), "中国－中亚西安峰会"),
        ("慕尼黑安全会议", ("CN", "US"), "慕安会"),
    ],
)
def test_sides_settle_the_key(name: str, states: tuple[str, ...], whole: str) -> None:
    assert mechanism_key(name, states) == mechanism_key(whole)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['alias']}={row['canonical']}")
def test_alias_has_the_key_of_its_name(row: dict[str, str]) -> None:
    key = mechanism_key(row["canonical"])
    assert canonical_name(key) == row["canonical"]
    if row["alias"]:
        assert mechanism_key(row["alias"]) == key
        assert plain_keys(row["alias"], ())[0] != plain_keys(row["canonical"], ())[0], "the rules know it: drop the row"


def test_canonical_names_have_keys_of_their_own() -> None:
    assert len(canonical_names()) == len({row["canonical"] for row in ROWS})


def test_links_join_two_mechanisms() -> None:
    assert [link for link in links() if link.from_key == link.to_key or "" in (link.from_key, link.to_key)] == []
    assert {link.kind for link in links()} == {"renamed", "merged_into", "split", "part_of"}


def test_merged_dialogues_are_linked_and_kept_apart() -> None:
    key = mechanism_key("中美战略与经济对话")
    merged = {link.from_name for link in links_of(key) if link.kind == "merged_into" and link.date == "2009"}
    assert merged == {"中美战略对话", "中美战略经济对话"}
    assert len({key, *(mechanism_key(name) for name in merged)}) == 3


def test_unknown_mechanism_has_no_canonical_name() -> None:
    assert canonical_name(mechanism_key("中俄某某磋商")) is None


@given(NAMES, st.lists(st.sampled_from(["CN", "RU", "US", "EU"]), max_size=3))
def test_key_is_told_apart_by_neither_script_nor_order_of_sides(name: str, states: list[str]) -> None:
    key = mechanism_key(name, states)
    assert mechanism_key(name.replace("国", "國").replace("会", "會"), states) == key
    assert mechanism_key(name, states[::-1]) == key

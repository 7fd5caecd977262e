"""Offices in one wording, and their holders over time."""

import pytest

from shiguan.link.office import holders, posts_of
from shiguan.link.person import identify
from tests.link.saying import said


@pytest.mark.parametrize(
    ("titles", "state", "offices"),
    [
        (["俄罗斯联邦安全会议秘书", "俄联邦安全会议秘书", "联邦安全会议秘书", "安全会议秘书"], "RU", {"安全会议秘书"}),
        (["外交部长", "外交部部长", "外长", "中国外交部长", "外交部長"], "CN", {"外长"}),
        (["国防部长", "防长", "俄防长", "俄国防部长"], "RU", {"防长"}),
        (["国务委员兼外交部长", "国务委员兼外交部部长", "国务委员、外长"], "CN", {"国务委员", "外长"}),
        (["外务大臣", "外相", "日本外相"], "JP", {"外长"}),
        (["联合国秘书长", "秘书长"], "UN", {"秘书长"}),
        (["欧盟委员会主席", "委员会主席", "欧委会主席"], "EU", {"欧盟委员会主席"}),
        (["驻华大使", "驻中国特命全权大使", "俄罗斯驻华大使"], "RU", {"驻中国大使"}),
        (["联邦总理", "德国总理", "总理"], "DE", {"总理"}),
        (["新任总统", "现任总统", "前总统", "总统"], "US", {"总统"}),
    ],
)
def test_wordings_of_one_office(titles: list[str], state: str, offices: set[str]) -> None:
    assert [{post.office for post in posts_of(title, state)} for title in titles] == [offices] * len(titles)


@pytest.mark.parametrize("title", ["前总统", "前任总统", "候任总统", "当选总统", "时任总统"])
def test_office_not_held_on_the_day(title: str) -> None:
    assert [post.held for post in posts_of(title, "US")] == [False]


@pytest.mark.parametrize("title", ["主席", "主任", "部长", "发言人", "教授"])
def test_bare_title_tells_no_office(title: str) -> None:
    assert [post.alone for post in posts_of(title, "CN")] == [False]


def test_no_office() -> None:
    assert posts_of(None, "CN") == ()


def test_office_has_its_holders_over_time() -> None:
    first = [
        said("尼古拉·阿尔明", "RU", "联邦安全会议秘书", "2019-03-01"),
        said("阿尔明", "RU", "俄罗斯联邦安全会议秘书", "2021-05-26"),
    ]
    second = [
        said("博里斯基", "RU", "国防部长", "2020-01-01"),
        said("谢苗·博里斯基", "RU", "俄联邦安全会议秘书", "2024-05-20"),
        said("博里斯基", "RU", "安全会议秘书", "2025-02-28"),
    ]
    people = [*identify(first).persons, *identify(second).persons]
    offices = {office.office: office for office in holders(people)}
    assert [(one.name, one.tenure.first, one.tenure.last) for one in offices["安全会议秘书"].holders] == [
        ("尼古拉·阿尔明", "2019-03-01", "2021-05-26"),
        ("博里斯基", "2024-05-20", "2025-02-28"),
    ]
    assert [holder.name for holder in offices["防长"].holders] == ["博里斯基"]
    assert all(holder.tenure.attestations for office in offices.values() for holder in office.holders)


def test_former_office_lengthens_no_tenure() -> None:
    people = identify([said("戈梅托", "BR", "总统", "2020-01-01"), said("戈梅托", "BR", "前总统", "2024-01-01")])
    (office,) = holders(people.persons)
    assert (office.holders[0].tenure.first, office.holders[0].tenure.last) == ("2020-01-01", "2020-01-01")


def test_name_of_an_office_is_its_most_usual_wording() -> None:
    told = [
        said("林甲乙", "CN", title, f"2024-01-0{day}") for day, title in enumerate(["外交部长", "外交部长", "外长"], 1)
    ]
    (office,) = holders(identify(told).persons)
    assert (office.state, office.office, office.name) == ("CN", "外长", "外交部长")

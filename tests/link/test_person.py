"""Which attestations are one person; names are made up."""

import random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.link.person import identify, steady_id
from shiguan.model.attestation import Attestation
from shiguan.model.person import Judgement, People
from shiguan.model.span import Span
from tests.link.saying import said

PIECES = st.builds(
    Attestation,
    key=st.just("博里斯基"),
    name=st.sampled_from(["博里斯基", "谢苗·博里斯基", "谢苗·彼得罗维奇·博里斯基", "安娜·博里斯基", "谢门·博里斯基"]),
    state=st.sampled_from([None, "RU", "RU", "BY", "UN"]),
    office=st.sampled_from([None, "国防部长", "总统", "研究员", "大使", "外交部发言人", "前防长"]),
    day=st.sampled_from([None, "2019-01-01", "2020-06-01", "2022-01-01", "2024-05-20"]),
    page=st.sampled_from(["a", "b", "c", "d"]),
    span=st.builds(Span, st.integers(0, 3), st.integers(4, 9)),
)
MANY = st.lists(PIECES, max_size=24)


def sizes(people: People) -> list[int]:
    return sorted(len(person.attestations) for person in people.persons)


def test_wordings_of_one_name_are_one_person() -> None:
    people = identify(
        [said("谢苗·博里斯基", "RU", "国防部长"), said("博里斯基", "RU"), said("謝苗‧博里斯基", "RU", "防長")]
    )
    (person,) = people.persons
    assert person.names == (("谢苗·博里斯基", 2), ("博里斯基", 1))
    assert people.doubts == ()


def test_holders_of_one_surname_in_two_states_are_two() -> None:
    people = identify([said("马尔科斯", "PH", "总统"), said("马尔科斯", "MX", "外长")])
    assert sizes(people) == [1, 1]
    assert {person.state for person in people.persons} == {"PH", "MX"}


def test_holders_of_one_surname_are_told_apart_by_office() -> None:
    people = identify(
        [
            said("谢苗·博里斯基", "RU", "总统"),
            said("安娜·博里斯基", "RU", "总理"),
            *[said("博里斯基", "RU", "总统") for _ in range(3)],
            *[said("博里斯基", "RU", "总理") for _ in range(2)],
        ]
    )
    assert sizes(people) == [3, 4]


def test_change_of_office_is_followed() -> None:
    people = identify(
        [
            said("博里斯基", "RU", "国防部长", "2019-01-01"),
            said("博里斯基", "RU", "国防部长", "2023-01-01"),
            said("博里斯基", "RU", "安全会议秘书", "2024-06-01"),
        ]
    )
    (person,) = people.persons
    assert [(one.office, one.first, one.last) for one in person.offices] == [
        ("防长", "2019-01-01", "2023-01-01"),
        ("安全会议秘书", "2024-06-01", "2024-06-01"),
    ]


def test_scholar_who_becomes_minister_is_one() -> None:
    people = identify([said("林甲乙", "CN", "研究员", "2018-01-01"), said("林甲乙", "CN", "外交部长", "2023-01-01")])
    assert sizes(people) == [2]


def test_minister_and_scholar_of_one_time_are_two_and_doubted() -> None:
    told = [said("林甲乙", "CN", "外交部长", f"202{year}-01-01") for year in range(1, 6)]
    people = identify([*told, said("林甲乙", "CN", "教授", "2023-06-01")])
    assert sizes(people) == [1, 5]
    assert [doubt.reason for doubt in people.doubts] == ["offices of the same time that one person hardly has"]


def test_offices_told_together_go_together() -> None:
    told = [said("林甲乙", "SA", "首相兼外交大臣", f"202{year}-01-01") for year in range(1, 4)]
    people = identify(
        [*told, said("林甲乙", "SA", "首相", "2022-06-01"), said("林甲乙", "SA", "外交大臣", "2022-07-01")]
    )
    assert sizes(people) == [5]


def test_president_and_premier_of_one_name_are_two() -> None:
    told = [said("阿勒某", "AE", "总统", f"202{year}-01-01") for year in range(1, 5)]
    people = identify([*told, said("阿勒某", "AE", "副总统兼总理", "2023-06-01")])
    assert sizes(people) == [1, 4]


def test_former_office_does_not_part() -> None:
    told = [said("林甲乙", "US", "教授", f"202{year}-01-01") for year in range(1, 5)]
    assert sizes(identify([*told, said("林甲乙", "US", "前国务卿", "2023-06-01")])) == [5]


def test_initial_is_a_given_name() -> None:
    people = identify(
        [
            said("萨德尔·扎某罗夫", "KG", "总统"),
            said("萨·扎某罗夫", "KG"),
            said("阿·扎某罗夫", "KG", "总理"),
            said("扎某罗夫", "KG", "总理"),
            said("扎某罗夫", "KG", "总统"),
        ]
    )
    assert sizes(people) == [2, 3]


def test_many_settle_a_stray_state_and_doubt_it() -> None:
    told = [said("蔡某", "CN", "书记") for _ in range(40)]
    people = identify([*told, said("蔡某"), said("蔡某", "VN")])
    assert sizes(people) == [1, 41]
    assert [doubt.reason for doubt in people.doubts] == ["state perhaps misread"]


def test_contradicting_given_names_are_two() -> None:
    people = identify([said("谢苗·博里斯基", "RU", "防长"), said("安娜·博里斯基", "RU", "外长")])
    assert sizes(people) == [1, 1]
    assert people.doubts == ()


def test_spellings_of_a_given_name_are_joined_by_a_common_office_and_else_doubted() -> None:
    joined = identify([said("谢苗·博里斯基", "RU", "防长"), said("谢门·博里斯基", "RU", "防长")])
    doubted = identify([said("谢苗·博里斯基", "RU", "防长"), said("谢门·博里斯基", "RU")])
    assert sizes(joined) == [2]
    assert sizes(doubted) == [1, 1]
    assert [doubt.reason for doubt in doubted.doubts] == ["given name spelled otherwise"]


def test_bare_name_takes_the_given_name_of_its_page() -> None:
    people = identify(
        [
            said("谢苗·博里斯基", "RU", page="p"),
            said("博里斯基", "RU", page="p"),
            said("安娜·博里斯基", "RU", page="q"),
            said("博里斯基", page="q"),
        ]
    )
    assert sizes(people) == [2, 2]


def test_unknown_state_is_filled_where_there_is_one_bearer_and_else_doubted() -> None:
    assert sizes(identify([said("博里斯基", "RU", "防长"), said("博里斯基")])) == [2]
    people = identify([said("博里斯基", "RU", "防长"), said("博里斯基", "BY", "总统"), said("博里斯基")])
    assert sizes(people) == [1, 1, 1]
    assert [doubt.reason for doubt in people.doubts] == ["state unknown"] * 2


def test_full_name_in_two_states_is_doubted() -> None:
    people = identify([said("谢苗·博里斯基", "RU"), said("谢苗·博里斯基", "UN", "秘书长")])
    assert sizes(people) == [1, 1]
    assert [doubt.reason for doubt in people.doubts] == ["one full name in two states"]


@pytest.mark.parametrize("same", [True, False])
def test_judged_pair_is_no_doubt(same: bool) -> None:
    told = [said("谢苗·博里斯基", "RU"), said("谢苗·博里斯基", "UN", "秘书长")]
    (doubt,) = identify(told).doubts
    people = identify(told, [Judgement(one=doubt.one, other=doubt.other, same=same)])
    assert people.doubts == ()
    assert sizes(people) == ([2] if same else [1, 1])


def test_joined_persons_keep_both_ids() -> None:
    told = [said("谢苗·博里斯基", "RU"), said("谢苗·博里斯基", "UN", "秘书长")]
    (doubt,) = identify(told).doubts
    (person,) = identify(told, [Judgement(one=doubt.one, other=doubt.other, same=True)]).persons
    assert {doubt.one, doubt.other} <= set(person.ids)


def test_joined_persons_keep_each_office_in_its_state() -> None:
    told = [
        said("谢苗·博里斯基", "RU", "外长"),
        said("谢苗·博里斯基", "BY", "外长"),
        said("谢苗·博里斯基", "BY", "副外长"),
    ]
    (doubt,) = identify(told).doubts
    (person,) = identify(told, [Judgement(one=doubt.one, other=doubt.other, same=True)]).persons
    assert sorted((one.state, one.office) for one in person.offices) == [
        ("BY", "副外长"),
        ("BY", "外长"),
        ("RU", "外长"),
    ]


def test_joined_persons_have_the_state_of_the_one_that_has_any() -> None:
    told = [said("谢苗·博里斯基", "RU", "外长"), said("安娜·博里斯基", "BY"), *[said("博里斯基") for _ in range(3)]]
    doubts = identify(told).doubts
    stateless = next(one for one in identify(told).persons if one.state is None)
    russian = next(one for one in identify(told).persons if one.state == "RU")
    assert {stateless.id, russian.id} in [{doubt.one, doubt.other} for doubt in doubts]
    people = identify(told, [Judgement(one=stateless.id, other=russian.id, same=True)])
    assert sorted(str(person.state) for person in people.persons) == ["BY", "RU"]


@pytest.mark.parametrize("same", [True, False])
def test_judgement_holds_when_the_other_comes_to_be_attested_more(same: bool) -> None:
    minister = [said("谢苗·博里斯基", "RU", "外长") for _ in range(2)]
    scholar = [said("谢苗·博里斯基", "RU", "研究员") for _ in range(4)]
    before, after = (identify([*minister, *some]) for some in (scholar[:1], scholar))
    one, other = (steady_id(person) for person in before.persons)
    assert {doubt.one for doubt in before.doubts} != {doubt.one for doubt in after.doubts}  # the ids have moved
    people = identify([*minister, *scholar], [Judgement(one=one, other=other, same=same)])
    assert people.doubts == ()
    assert sizes(people) == ([6] if same else [2, 4])


def test_person_can_be_split_by_judgement() -> None:
    told = [said("林甲乙", "CN", "研究员", "2018-01-01"), said("林甲乙", "CN", "外交部长", "2023-01-01")]
    (person,) = identify(told).persons
    first, second = (set(identify([one]).persons[0].ids) & set(person.ids) for one in told)
    (one,), (other,) = first - second, second - first
    people = identify(told, [Judgement(one=one, other=other, same=False)])
    assert sizes(people) == [1, 1]
    assert len({person.id for person in people.persons}) == 2


def test_no_attestation_no_person() -> None:
    assert identify([]) == People(persons=(), doubts=())


def test_id_stays_when_attestations_are_added() -> None:
    first = [said("博里斯基", "RU", "国防部长", "2023-01-01")]
    more = [
        *first,
        said("谢苗·博里斯基", "RU", "安全会议秘书", "2024-06-01"),
        said("博里斯基"),
        said("博里斯基", "BY", "总统"),
    ]
    (person,) = identify(first).persons
    assert person.id in {one.id for one in identify(more).persons if first[0] in one.attestations}


@settings(deadline=None, max_examples=300)
@given(MANY, st.randoms(use_true_random=False))
def test_order_and_repetition_make_no_difference(told: list[Attestation], chance: random.Random) -> None:
    shuffled = [*told, *told[:3]]
    chance.shuffle(shuffled)
    assert msgspec.json.encode(identify(shuffled)) == msgspec.json.encode(identify(told))


@settings(deadline=None, max_examples=300)
@given(MANY)
def test_each_attestation_is_one_persons(told: list[Attestation]) -> None:
    people = identify(told)
    placed = [one for person in people.persons for one in person.attestations]
    assert len(placed) == len(set(placed)) == len(set(told))
    assert set(placed) == set(told)


@settings(deadline=None, max_examples=300)
@given(MANY)
def test_ids_are_unique_and_doubts_name_persons(told: list[Attestation]) -> None:
    people = identify(told)
    ids = [one for person in people.persons for one in person.ids]
    assert len(ids) == len(set(ids))
    assert {doubt.one for doubt in people.doubts} | {doubt.other for doubt in people.doubts} <= {
        person.id for person in people.persons
    }
    assert all(doubt.one < doubt.other for doubt in people.doubts)


@settings(deadline=None, max_examples=300)
@given(MANY)
def test_every_person_has_a_steady_id_of_its_own(told: list[Attestation]) -> None:
    people = identify(told)
    assert all(steady_id(person) in person.ids for person in people.persons)


@settings(deadline=None, max_examples=300)
@given(MANY, st.booleans())
def test_judgements_settle_every_doubt_they_name(told: list[Attestation], same: bool) -> None:
    for doubt in identify(told).doubts[:1]:
        people = identify(told, [Judgement(one=doubt.one, other=doubt.other, same=same)])
        assert doubt not in people.doubts
        holder = {one: person.id for person in people.persons for one in (person.id, *person.ids)}
        assert (holder[doubt.one] == holder[doubt.other]) is same

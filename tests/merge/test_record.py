"""What a record shows of its accounts: the value, the rule that chose it, and only real conflicts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.merge.record import compile_record
from shiguan.model.account import Account
from shiguan.model.engagement import Kind, Mode, Status
from shiguan.model.record import Aspect
from tests.merge.telling import tellings, told

PEOPLE = ("罗曼尼/HG/guest", "白石川/SH/host")
VISIT = Kind.VISIT

NO_CONFLICT = {
    "a month beside a day": (told("a", *PEOPLE, date="2031-05"), told("b", *PEOPLE), Aspect.DATE, "2031-05-16"),
    "a day of a visit beside its days": (
        told("a", *PEOPLE, kind=VISIT, date="2031-05-17"),
        told("b", *PEOPLE, kind=VISIT, date="2031-05-16/2031-05-18"),
        Aspect.DATE,
        "2031-05-16/2031-05-18",
    ),
    "two days of a visit": (
        told("a", *PEOPLE, kind=VISIT, date="2031-05-16", published="2031-05-16"),
        told("b", *PEOPLE, kind=VISIT, date="2031-05-18"),
        Aspect.DATE,
        "2031-05-16",
    ),
    "the month of a visit beside a day of it": (
        told("a", *PEOPLE, kind=VISIT, date="2031-05", published="2031-05-02"),
        told("b", *PEOPLE, kind=VISIT, date="2031-05-18"),
        Aspect.DATE,
        "2031-05-18",
    ),
    "a plan that came about later": (
        told("a", *PEOPLE, date="2031-05-15", status=Status.PLANNED, published="2031-05-10"),
        told("b", *PEOPLE, date="2031-05-16"),
        Aspect.DATE,
        "2031-05-16",
    ),
    "a city and its state": (
        told("a", *PEOPLE, place="SH"),
        told("b", *PEOPLE, place="SH/晴川"),
        Aspect.PLACE,
        "SH/晴川",
    ),
    "two cities of a visit": (
        told("a", *PEOPLE, kind=VISIT, place="SH/晴川", published="2031-05-16"),
        told("b", *PEOPLE, kind=VISIT, place="SH/竹溪"),
        Aspect.PLACE,
        "SH/晴川",
    ),
    "a city called a city": (
        told("a", *PEOPLE, place="SH/竹溪市"),
        told("b", *PEOPLE, place="SH/竹溪"),
        Aspect.PLACE,
        "SH/竹溪市",
    ),
    "our country": (told("a", *PEOPLE, place="我国"), told("b", *PEOPLE, place="SH"), Aspect.PLACE, "SH"),
    "at a conference, one by video": (
        told("a", kind=Kind.CONFERENCE, mechanism="江海峰会", mode=Mode.VIDEO, published="2031-05-16"),
        told("b", kind=Kind.CONFERENCE, mechanism="江海峰会", mode=Mode.IN_PERSON),
        Aspect.MODE,
        "video",
    ),
    "announced, then held": (
        told("a", *PEOPLE, status=Status.PLANNED, published="2031-05-10"),
        told("b", *PEOPLE),
        Aspect.STATUS,
        "held",
    ),
}

CONFLICT = {
    "two days of one meeting": (
        told("a", *PEOPLE, date="2031-05-16"),
        told("b", *PEOPLE, date="2031-05-17"),
        Aspect.DATE,
    ),
    "two spans of one visit": (
        told("a", *PEOPLE, kind=VISIT, date="2031-05-14/2031-05-16"),
        told("b", *PEOPLE, kind=VISIT, date="2031-05-15/2031-05-18"),
        Aspect.DATE,
    ),
    "two cities of one meeting": (
        told("a", *PEOPLE, place="SH/晴川"),
        told("b", *PEOPLE, place="SH/竹溪"),
        Aspect.PLACE,
    ),
    "in the room and by video": (
        told("a", *PEOPLE, mode=Mode.VIDEO),
        told("b", *PEOPLE, mode=Mode.IN_PERSON),
        Aspect.MODE,
    ),
    "held and cancelled": (told("a", *PEOPLE), told("b", *PEOPLE, status=Status.CANCELLED), Aspect.STATUS),
}


@pytest.mark.parametrize(("left", "right", "aspect", "value"), NO_CONFLICT.values(), ids=NO_CONFLICT.keys())
def test_no_conflict(left: Account, right: Account, aspect: Aspect, value: str) -> None:
    agreed = compile_record([left, right]).values[aspect]
    assert agreed.conflicting == ()
    assert agreed.value == value


@pytest.mark.parametrize(("left", "right", "aspect"), CONFLICT.values(), ids=CONFLICT.keys())
def test_conflict(left: Account, right: Account, aspect: Aspect) -> None:
    agreed = compile_record([left, right]).values[aspect]
    assert [claim.citation.account for claim in agreed.conflicting] in ([left.id], [right.id])


def rule_of(*accounts: Account) -> tuple[str, str]:
    agreed = compile_record(accounts).values[Aspect.PLACE]
    return agreed.value, agreed.rule


def test_nobody_tells_it_otherwise() -> None:
    assert rule_of(told("a", place="SH/晴川"), told("b")) == ("SH/晴川", "agree/unopposed")


def test_those_who_report_it_held_go_before_those_who_announced_it() -> None:
    plans = [told(page, place="SH/竹溪", status=Status.PLANNED) for page in "ab"]
    assert rule_of(*plans, told("c", place="SH/晴川")) == ("SH/晴川", "agree/held")


def test_more_origins_go_before_more_pages() -> None:
    reprints = [told(page, place="SH/竹溪", origin="云岭社", status=Status.PLANNED) for page in "abc"]
    others = [told(page, place="SH/晴川", status=Status.PLANNED) for page in "de"]
    assert rule_of(*reprints, *others) == ("SH/晴川", "agree/origins")


def test_more_pages_go_before_the_first() -> None:
    first = told("a", place="SH/竹溪", origin="云岭社", published="2031-05-16")
    later = [told(page, place="SH/晴川", origin="云岭社") for page in "bc"]
    assert rule_of(first, *later) == ("SH/晴川", "agree/pages")


def test_the_more_exact_goes_before_the_less() -> None:
    assert rule_of(told("a", place="HG", published="2031-05-16"), told("b", place="SH/晴川")) == (
        "SH/晴川",
        "agree/exact",
    )


def test_the_plan_stays_in_the_history() -> None:
    plan = told("a", *PEOPLE, date="2031-05-15", status=Status.PLANNED, published="2031-05-10")
    turns = compile_record([plan, told("b", *PEOPLE)]).history
    assert [(turn.status, turn.date, turn.told) for turn in turns] == [
        (Status.PLANNED, "2031-05-15", "2031-05-10"),
        (Status.HELD, "2031-05-16", "2031-05-17"),
    ]


@pytest.mark.parametrize(
    ("names", "wanted"),
    [
        (("白石川", "白"), ["白石川"]),
        (("白石川", "白·"), ["白石川"]),
        (("安东·罗曼尼", "罗曼尼"), ["安东·罗曼尼"]),
        (("佛瑞德里克森", "弗雷德里克森"), ["佛瑞德里克森"]),
        (("白石川", "陈望山"), ["白石川", "陈望山"]),
        (("白石川", "白望山", "白"), ["白", "白望山", "白石川"]),
        (("丁总统", "白总统", "白石川"), ["丁总统", "白石川"]),
    ],
)
def test_two_wordings_of_a_name_are_one_party(names: tuple[str, ...], wanted: list[str]) -> None:
    record = compile_record([told(page, f"{name}/SH", "/HG") for page, name in zip("abc", names, strict=False)])
    assert [one.name for one in record.parties if one.state == "SH"] == wanted


def test_two_whom_a_page_tells_apart_are_two_parties() -> None:
    record = compile_record([told("a", "佛瑞德里克森/SH", "弗雷德里克森/SH", "/HG")])
    assert len([one for one in record.parties if one.state == "SH"]) == 2


@given(tellings.filter(bool), st.data())
def test_a_record_does_not_hang_on_the_order_of_its_accounts(accounts: list[Account], data: st.DataObject) -> None:
    assert compile_record(data.draw(st.permutations(accounts))) == compile_record(accounts)


@given(tellings.filter(bool))
def test_every_claim_supports_or_conflicts(accounts: list[Account]) -> None:
    for aspect, agreed in compile_record(accounts).values.items():
        cited = [claim.citation.account for claim in (*agreed.supporting, *agreed.conflicting)]
        assert len(cited) == len(set(cited))
        if aspect is Aspect.DATE:
            assert set(cited) == {one.id for one in accounts if one.date}

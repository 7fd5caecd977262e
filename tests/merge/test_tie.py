"""What is one event and what is two, class by class, on accounts of our own."""

import msgspec
import pytest
from hypothesis import given

from shiguan.merge.block import keys_of
from shiguan.merge.tie import Tie, tie
from shiguan.model.account import Account
from shiguan.model.engagement import Kind, Status
from tests.merge.telling import accounts, told

VISIT, TALKS, SUMMIT = Kind.VISIT, Kind.CONSULTATION, Kind.CONFERENCE

ONE_EVENT = {
    "the same people on the same day": (
        told("a", "白石川/SH", "罗曼尼/HG"),
        told("b", "白石川/SH/host", "罗曼尼/HG/guest"),
    ),
    "a full and a short name": (
        told("a", "白石川/SH", "安东·罗曼尼·德罗萨/HG"),
        told("b", "白石川/SH", "罗曼尼/HG"),
    ),
    "a name that has kept a character": (
        told("a", "白石川将/SH/guest", "/HG/host", kind=VISIT, status=Status.PLANNED, published="2031-05-10"),
        told("b", "白石川/SH/guest", "/HG/host", kind=VISIT),
    ),
    "a family name with an office": (
        told("a", "白主席/SH", "罗曼尼/HG"),
        told("b", "白石川/SH", "罗曼尼/HG"),
    ),
    "two spellings of a foreign name": (
        told("a", "白石川/SH", "佛瑞德里克森/HG"),
        told("b", "白石川/SH", "弗雷德里克森/HG"),
    ),
    "nobody named on one page": (
        told("a", "/SH", "/HG", place="HG/河口", evidence="两国代表团在河口举行会谈"),
        told("b", "白石川/SH", "罗曼尼/HG", place="HG/河口", evidence="白石川同罗曼尼在河口举行会谈"),
    ),
    "a visit with another host": (
        told("a", "罗曼尼/HG/guest", "白石川/SH/host", kind=VISIT),
        told("b", "罗曼尼/HG/guest", "林小雨/SH/host", kind=VISIT),
    ),
    "a visit on its third day": (
        told("a", "罗曼尼/HG/guest", "/SH/host", kind=VISIT, date="2031-05-16"),
        told("b", "罗曼尼/HG/guest", "/SH/host", kind=VISIT, date="2031-05-18", published="2031-05-19"),
    ),
    "a visit announced for some days, and one of them": (
        told("a", "罗曼尼/HG/guest", "/SH/host", kind=VISIT, date="2031-05-15/2031-05-19", status=Status.PLANNED),
        told("b", "罗曼尼/HG/guest", "/SH/host", kind=VISIT, date="2031-05-17"),
    ),
    "a session announced a day off": (
        told("a", "/SH", "/HG", kind=TALKS, mechanism="HG+SH/对话", date="2031-05-15", status=Status.PLANNED),
        told("b", "白石川/SH", "罗曼尼/HG", kind=TALKS, mechanism="HG+SH/对话"),
    ),
    "a numbered session at two dates": (
        told("a", kind=SUMMIT, mechanism="江海峰会", number=4, date="2031-03-01", status=Status.POSTPONED),
        told("b", kind=SUMMIT, mechanism="江海峰会", number=4),
    ),
    "a fair on its first and its fifth day": (
        told("a", kind=SUMMIT, mechanism="茶叶博览会", date="2031-05-16"),
        told("b", kind=SUMMIT, mechanism="茶叶博览会", date="2031-05-20"),
    ),
    "a summit of the month and of the day": (
        told("a", kind=SUMMIT, mechanism="江海峰会", date="2031-05"),
        told("b", kind=SUMMIT, mechanism="江海峰会"),
    ),
    "a sitting of one day": (
        told("a", "/UN", kind=SUMMIT, mechanism="UN/安全理事会"),
        told("b", "/UN", kind=SUMMIT, mechanism="UN/安全理事会"),
    ),
    "talks remembered by their month": (
        told("a", "白石川/SH", "罗曼尼/HG", date="2031-05", published="2031-12-01"),
        told("b", "白石川/SH", "罗曼尼/HG"),
    ),
    "talks of these days": (
        told("a", "白石川/SH", "罗曼尼/HG", date=None, published="2031-05-18"),
        told("b", "白石川/SH", "罗曼尼/HG"),
    ),
}

TWO_EVENTS = {
    "a session held, and one told afterwards as still to come": (
        told("a", kind=SUMMIT, date=None, mechanism="m", number=6, published="2031-05-10"),
        told("b", kind=SUMMIT, date=None, mechanism="m", status=Status.PLANNED, published="2031-05-20"),
    ),
    "two guests received beside the same minister": (
        told("a", "白石川/SH/host", "罗曼尼/HG/guest", "林小雨/SH/by"),
        told("b", "白石川/SH/host", "卡苏里/YU/guest", "林小雨/SH/by"),
    ),
    "two guests of one state": (
        told("a", "白石川/SH/host", "罗曼尼/HG/guest", "林小雨/SH/by"),
        told("b", "白石川/SH/host", "德维尔/HG/guest", "林小雨/SH/by"),
    ),
    "two hosts of one guest": (
        told("a", "白石川/SH/host", "罗曼尼/HG/guest"),
        told("b", "陈望山/SH/host", "罗曼尼/HG/guest"),
    ),
    "a visit and the talks during it": (
        told("a", "罗曼尼/HG/guest", "白石川/SH/host", kind=VISIT),
        told("b", "罗曼尼/HG/guest", "白石川/SH/host"),
    ),
    "a visit and the visit returned": (
        told("a", "罗曼尼/HG/guest", "/SH/host", kind=VISIT),
        told("b", "白石川/SH/guest", "/HG/host", kind=VISIT),
    ),
    "a visit and the next, half a year on": (
        told("a", "罗曼尼/HG/guest", "/SH/host", kind=VISIT, date="2031-05-16"),
        told("b", "罗曼尼/HG/guest", "/SH/host", kind=VISIT, date="2031-11-16", published="2031-11-17"),
    ),
    "a welcome and the banquet of that evening": (
        told("a", "白石川/SH", "罗曼尼/HG", kind=Kind.CEREMONY, evidence="白石川为罗曼尼举行欢迎仪式"),
        told("b", "白石川/SH", "罗曼尼/HG", kind=Kind.CEREMONY, evidence="白石川为罗曼尼举行欢迎宴会"),
    ),
    "rounds with different numbers": (
        told("a", "/SH", "/HG", kind=TALKS, mechanism="HG+SH/对话", number=6),
        told("b", "/SH", "/HG", kind=TALKS, mechanism="HG+SH/对话", number=7),
    ),
    "two mechanisms on one day": (
        told("a", "白石川/SH", "罗曼尼/HG", kind=TALKS, mechanism="HG+SH/对话"),
        told("b", "白石川/SH", "罗曼尼/HG", kind=TALKS, mechanism="HG+SH/投资委员会"),
    ),
    "one name of committee, other states": (
        told("a", "/SH", "/HG", kind=TALKS, mechanism="合作委员会", number=6),
        told("b", "/SH", "/YU", kind=TALKS, mechanism="合作委员会", number=6),
    ),
    "two sittings of a body that always sits": (
        told("a", "/UN", kind=SUMMIT, mechanism="UN/安全理事会", date="2031-05-15"),
        told("b", "/UN", kind=SUMMIT, mechanism="UN/安全理事会", date="2031-05-16"),
    ),
    "talks on two days in two cities": (
        told("a", "白石川/SH", "罗曼尼/HG", place="SH/晴川", date="2031-05-15"),
        told("b", "白石川/SH", "罗曼尼/HG", place="SH/竹溪", date="2031-05-16"),
    ),
    "a dialogue of societies and the leaders' talks": (
        told("a", "/SH", "/HG", kind=TALKS, mechanism="HG+SH/青年对话"),
        told("b", "白石川/SH", "罗曼尼/HG"),
    ),
    "two condolences, weeks apart": (
        told("a", "白石川/SH/from", "罗曼尼/HG", kind=Kind.MESSAGE, date=None, published="2031-05-01"),
        told("b", "白石川/SH/from", "罗曼尼/HG", kind=Kind.MESSAGE, date=None, published="2031-05-20"),
    ),
}


@pytest.mark.parametrize(("left", "right"), ONE_EVENT.values(), ids=ONE_EVENT.keys())
def test_one_event_is_tied(left: Account, right: Account) -> None:
    assert tie(left, right) > Tie.NONE


@pytest.mark.parametrize(("left", "right"), ONE_EVENT.values(), ids=ONE_EVENT.keys())
def test_one_event_is_found_from_either_side(left: Account, right: Account) -> None:
    assert set(keys_of(left).sought) & set(keys_of(right).filed)
    assert set(keys_of(right).sought) & set(keys_of(left).filed)


@pytest.mark.parametrize(("left", "right"), TWO_EVENTS.values(), ids=TWO_EVENTS.keys())
def test_two_events_are_not_tied(left: Account, right: Account) -> None:
    assert tie(left, right) <= Tie.NONE


def test_a_page_tells_its_own_events_apart() -> None:
    left = told("a", "白石川/SH", "罗曼尼/HG")
    assert tie(left, told("a", "白石川/SH", "罗曼尼/HG", nth=1)) is Tie.AGAINST


def test_a_page_may_name_one_session_twice() -> None:
    left = told("a", kind=SUMMIT, mechanism="江海峰会", number=4)
    assert tie(left, told("a", kind=SUMMIT, mechanism="江海峰会", number=4, date=None, nth=1)) is Tie.ROUND
    assert tie(left, told("a", kind=SUMMIT, mechanism="江海峰会", date=None, nth=1)) is Tie.NONE


def test_a_page_may_name_one_visit_twice() -> None:
    left = told("a", "罗曼尼/HG/guest", "/SH/host", kind=Kind.VISIT)
    again = told("a", "露西·罗曼尼·达科斯塔/HG/guest", "/SH/host", kind=Kind.VISIT, nth=1)
    assert tie(left, again) is Tie.NONE
    assert tie(left, msgspec.structs.replace(again, first=1, last=1)) is Tie.AGAINST
    other = told("a", "梅尔顿/HG/guest", "/SH/host", kind=Kind.VISIT, nth=1)
    assert tie(left, other) is Tie.AGAINST


@given(accounts, accounts)
def test_a_tie_is_symmetric(left: Account, right: Account) -> None:
    assert tie(left, right) is tie(right, left)


@given(accounts, accounts)
def test_what_is_tied_is_found_from_either_side(left: Account, right: Account) -> None:
    if tie(left, right) > Tie.NONE:
        assert set(keys_of(left).sought) & set(keys_of(right).filed)
        assert set(keys_of(right).sought) & set(keys_of(left).filed)

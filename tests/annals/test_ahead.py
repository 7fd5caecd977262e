"""Which sessions are expected, and which of them a question to the chronicle asks for."""

import datetime

import pytest

from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register
from shiguan.model.engagement import Kind, Status

CUSTOMS, CONSULTATION, SUMMIT = "中哈海关合作对话", "中乌外交部政治磋商", "上海合作组织成员国元首理事会会议"


def ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def names(register: Register, query: Query, today: str = "2023-06-01") -> list[str]:
    return [one.mechanism for one in register.ahead(query, today=ordinal(today))]


def test_windows_are_those_of_the_mechanisms_themselves(register: Register) -> None:
    today = ordinal("2023-06-01")
    found = {one.mechanism: one for one in register.ahead(today=today)}
    assert list(found) == [CUSTOMS, CONSULTATION, SUMMIT]  # by day
    for name, one in found.items():
        told = register.mechanism(name, today=today).expected
        assert told is not None
        assert (told.round, told.basis, told.intervals) == (one.round, one.basis, one.intervals)
        assert [told.first, told.last] == [datetime.date.fromordinal(day).isoformat() for day in (one.first, one.last)]
        assert one.after < one.last


def test_what_is_overdue_is_not_ahead(register: Register) -> None:
    assert names(register, Query(), "2024-06-01") == [CONSULTATION, SUMMIT]
    assert names(register, Query(), "2030-01-01") == []


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (Query(states=("UZ",)), [CONSULTATION]),
        (Query(states=("CN", "UZ")), [CONSULTATION]),
        (Query(states=("UZ", "KZ")), []),
        (Query(mechanism=SUMMIT), [SUMMIT]),
        (Query(statuses=(Status.PLANNED,)), [CUSTOMS, CONSULTATION, SUMMIT]),
        (Query(statuses=(Status.HELD,)), []),
        (Query(kinds=(Kind.CALL,)), []),
        (Query(since="2025-01"), [SUMMIT]),
        (Query(until="2024-01-01"), [CUSTOMS]),
        (Query(person="林致远"), []),
        (Query(least_origins=2), []),
        (Query(conflicts_only=True), []),
    ],
)
def test_a_question_leaves_what_it_asks_for(register: Register, query: Query, wanted: list[str]) -> None:
    assert names(register, query) == wanted


def test_what_is_announced_for_a_day_is_a_planned_engagement_already(register: Register) -> None:
    for one in register.ahead(today=ordinal("2020-01-01")):
        assert one.basis != "announced" or one.last - one.first >= 31

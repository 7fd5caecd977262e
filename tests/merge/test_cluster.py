"""Accounts put together: the same whatever their order and batches, and never against what tells them apart."""

from collections.abc import Iterable, Sequence
from itertools import combinations
from pathlib import Path

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from shiguan.annals.component import Components
from shiguan.merge.cluster import cluster
from shiguan.merge.tie import Tie, tie
from shiguan.model.account import Account
from shiguan.model.engagement import Kind, Status
from shiguan.register.connect import connect_sqlite
from tests.merge.telling import tellings, told

Grouping = frozenset[frozenset[str]]


def grouping(groups: Iterable[Sequence[Account]]) -> Grouping:
    return frozenset(frozenset(account.id for account in group) for group in groups)


def entered(batches: Iterable[Sequence[Account]]) -> Grouping:
    """Return the groups after accounts have been entered batch by batch, as the register does it."""
    store = connect_sqlite(Path(":memory:"), create=True)
    for batch in batches:
        components = Components(store)
        components.add(batch)
        components.groups()
    found: dict[str, list[Account]] = {}
    for body, component in store.rows("SELECT body, component FROM account"):
        found.setdefault(component, []).append(msgspec.msgpack.decode(body, type=Account))
    store.connection.close()
    return grouping(group for component in found.values() for group in cluster(component))


def cut(accounts: Sequence[Account], data: st.DataObject) -> list[Sequence[Account]]:
    """Return accounts cut into batches at places drawn."""
    at = sorted(data.draw(st.sets(st.integers(0, len(accounts)), max_size=3)))
    return [accounts[start:end] for start, end in zip([0, *at], [*at, len(accounts)], strict=True)]


@given(tellings, st.data())
def test_order_plays_no_part(accounts: list[Account], data: st.DataObject) -> None:
    assert cluster(data.draw(st.permutations(accounts))) == cluster(accounts)


@given(tellings, st.data())
def test_batches_play_no_part(accounts: list[Account], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(accounts))
    assert entered(cut(shuffled, data)) == entered([accounts])


@given(tellings)
def test_every_account_is_in_one_group(accounts: list[Account]) -> None:
    assert sorted(one.id for group in cluster(accounts) for one in group) == sorted(one.id for one in accounts)


@given(tellings)
def test_nothing_is_put_with_what_rules_it_out(accounts: list[Account]) -> None:
    for group in cluster(accounts):
        assert all(tie(left, right) is not Tie.AGAINST for left, right in combinations(group, 2))


@given(tellings)
def test_rounds_with_different_numbers_stay_apart(accounts: list[Account]) -> None:
    for group in cluster(accounts):
        for key in {one.mechanism_key for one in group} - {None}:
            assert len({one.round for one in group if one.mechanism_key == key} - {None}) <= 1


@given(tellings)
def test_a_page_has_one_account_of_an_event_unless_it_names_its_session_twice(accounts: list[Account]) -> None:
    for group in cluster(accounts):
        for left, right in combinations(group, 2):
            assert left.page != right.page or left.mechanism_key == right.mechanism_key is not None


@given(tellings, st.data())
def test_a_persons_word_outweighs_the_rules(accounts: list[Account], data: st.DataObject) -> None:
    if len(accounts) < 2:
        return
    left, right = sorted(data.draw(st.permutations(accounts))[:2], key=lambda one: one.id)
    for word in (True, False):
        of = {one.id: group for group in cluster(accounts, {(left.id, right.id): word}) for one in group}
        assert (of[left.id] == of[right.id]) is word


def test_announcement_report_and_memory_are_one_event() -> None:
    people = ("罗曼尼/HG/guest", "白石川/SH/host")
    announced = told(
        "a", *people, kind=Kind.VISIT, date="2031-05-16/2031-05-18", status=Status.PLANNED, published="2031-05-09"
    )
    held = told("b", *people, kind=Kind.VISIT, date="2031-05-17", published="2031-05-18")
    remembered = told("c", *people, kind=Kind.VISIT, date="2031-05", published="2031-11-02")
    assert cluster([announced, held, remembered]) == [(announced, held, remembered)]


def test_a_vague_memory_of_one_of_two_events_goes_to_neither() -> None:
    people = ("白石川/SH", "罗曼尼/HG")
    may = told("a", *people, date="2031-05-16", published="2031-05-17", place="SH/晴川")
    autumn = told("b", *people, date="2031-09-03", published="2031-09-04", place="HG/河口")
    year = told("c", *people, date="2031", published="2032-01-02")
    assert grouping(cluster([may, autumn, year])) == grouping([[may], [autumn], [year]])


def test_a_page_of_several_meetings_at_once_does_not_join_them() -> None:
    first = told("a", "白石川/SH", "罗曼尼/HG")
    second = told("b", "白石川/SH", "卡苏里/YU")
    both = told("c", "白石川/SH", "罗曼尼/HG", "卡苏里/YU")
    assert grouping(cluster([first, second, both])) == grouping([[first], [second], [both]])


def summit(page: str, number: int | None, date: str | None, published: str, status: Status = Status.HELD) -> Account:
    return told(
        page,
        kind=Kind.CONFERENCE,
        mechanism="江海峰会",
        number=number,
        date=date,
        published=published,
        status=status,
    )


def test_a_number_holds_an_announcement_and_a_memory_together() -> None:
    announced = summit("a", 4, None, "2030-12-01", Status.PLANNED)
    held = summit("b", None, "2031-05-16", "2031-05-17")
    numbered = summit("c", 4, "2031-05-15/2031-05-17", "2031-05-18")
    remembered = summit("d", 4, None, "2032-06-01")
    assert len(cluster([announced, held, numbered, remembered])) == 1


def test_a_session_told_by_hundreds_of_pages_is_one_event() -> None:
    pages = [
        told(f"p{number}", "白石川/SH", kind=Kind.CONFERENCE, mechanism="江海峰会", number=4 if number % 2 else None)
        for number in range(300)
    ]
    assert len(cluster(pages)) == 1

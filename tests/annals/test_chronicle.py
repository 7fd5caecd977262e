"""What is asked of the chronicle over the bundled samples."""

import datetime
from pathlib import Path

import pytest

from shiguan.annals.chronicle import Cursor, Query
from shiguan.annals.register import Register, open_register
from shiguan.errors import RegisterError
from shiguan.model.engagement import Kind, Status
from shiguan.model.raw import Raw, RawKind


def test_deeds_come_by_day_and_the_undated_last(register: Register) -> None:
    days = [record.first for record in register.deeds()]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated)
    assert days[: len(dated)] == dated


def test_newest_first_is_the_other_way_round_but_for_the_undated(register: Register) -> None:
    days = [record.first for record in register.deeds(newest_first=True)]
    dated = [day for day in days if day is not None]
    assert dated == sorted(dated, reverse=True)
    assert days[: len(dated)] == dated


@pytest.mark.parametrize("newest_first", [False, True])
def test_pages_of_the_chronicle_join_without_gap_or_double(register: Register, newest_first: bool) -> None:
    whole = [record.id for record in register.deeds(newest_first=newest_first)]
    seen: list[str] = []
    after = None
    while part := register.deeds(after=after, limit=3, newest_first=newest_first):
        seen += [record.id for record in part]
        undated = -1 if newest_first else 10**7
        after = Cursor(undated if part[-1].first is None else part[-1].first, part[-1].id)
    assert seen == whole


@pytest.mark.parametrize("newest_first", [False, True])
def test_a_page_of_the_chronicle_is_read_off_the_index(register: Register, newest_first: bool) -> None:
    asked: list[str] = []
    connection = register.store.connection
    connection.set_trace_callback(asked.append)
    for after in (None, Cursor(738000, "8")):
        register.deeds(after=after, limit=2, newest_first=newest_first)
        register.words(after=after, limit=2, newest_first=newest_first)
    connection.set_trace_callback(None)
    dated = [sql for sql in asked if "IS NOT NULL" in sql]
    assert len(dated) == 4
    for sql in dated:
        plan = [row[3] for row in register.store.rows(f"EXPLAIN QUERY PLAN {sql}")]
        assert [step for step in plan if "TEMP B-TREE" in step] == [], sql


@pytest.mark.parametrize(
    "query",
    [
        Query(states=("UZ",)),
        Query(states=("乌兹别克斯坦", "中国")),
        Query(person="林致远"),
        Query(kinds=(Kind.SIGNING,)),
        Query(statuses=(Status.PLANNED, Status.POSTPONED)),
        Query(mechanism="上合组织峰会"),
        Query(since="2024", until="2024"),
    ],
)
def test_a_filter_leaves_what_it_asks_for_and_only_that(register: Register, query: Query) -> None:
    kept = register.deeds(query)
    assert kept
    assert len(kept) < len(register.deeds())
    assert len(kept) == register.count_deeds(query)


def test_states_asked_for_take_all_part(register: Register) -> None:
    for record in register.deeds(Query(states=("CN", "UZ"))):
        assert {"CN", "UZ"} <= {party.state for party in record.parties}


def test_what_is_dated_more_vaguely_than_the_question_stands_apart(register: Register) -> None:
    day = Query(since="2024-07-04", until="2024-07-04")
    exact = register.deeds(day)
    assert exact
    assert all(record.date == "2024-07-04" for record in exact)
    vague = register.deeds(Query(since="2024-07-04", until="2024-07-04", vague=True))
    assert vague
    assert {record.id for record in vague}.isdisjoint(record.id for record in exact)
    fourth = datetime.date(2024, 7, 4).toordinal()
    assert all(one.first is not None and one.last is not None and one.first <= fourth <= one.last for one in vague)


def test_words_are_asked_by_speaker_and_state(register: Register) -> None:
    assert {word.statement.speaker.name for word in register.words(Query(person="林致远"))} == {"林致远"}
    assert {word.statement.speaker.state for word in register.words(Query(states=("UZ",)))} == {"UZ"}
    assert register.words(Query(kinds=(Kind.MEETING,))) == []
    assert register.count_words(Query(person="林致远")) == len(register.words(Query(person="林致远")))


def test_every_citation_opens_characters_of_its_page(register: Register) -> None:
    for record in register.deeds():
        for agreed in record.values.values():
            for claim in (*agreed.supporting, *agreed.conflicting):
                for quote in register.quotes(claim.citation):
                    text = register.reading(quote.page).document.text
                    assert quote.exact
                    assert text[quote.start : quote.end] == quote.exact
                    assert quote.prefix + quote.exact + quote.suffix in text


def test_an_account_leads_to_its_record(register: Register) -> None:
    for record in register.deeds():
        assert [register.record(account).id for account in record.accounts] == [record.id] * len(record.accounts)


def test_an_id_that_stands_nowhere_is_named(register: Register) -> None:
    with pytest.raises(RegisterError, match="nowhere: nothing in this register"):
        register.record("nowhere")
    with pytest.raises(RegisterError, match="nowhere: no page of this register"):
        register.reading("nowhere")


@pytest.mark.parametrize("words", ["磋商", "鐵路 磋商", "鐵路", "乌"])
def test_a_search_finds_what_stands_there_in_either_script(register: Register, words: str) -> None:
    total, found = register.search(words, limit=3)
    assert total >= len(found) > 0
    for one in found:
        text = register.reading(one.page).document.text
        assert all(text[start:end] for start, end in one.places)


def test_a_search_pages_on(register: Register) -> None:
    total, all_found = register.search("中", limit=100)
    first, second = register.search("中", limit=4)[1], register.search("中", limit=4, offset=4)[1]
    assert total == len(all_found)
    assert [one.page for one in first + second] == [one.page for one in all_found[:8]]


def test_case_is_folded_for_searching(tmp_path: Path) -> None:
    line = '{"text": "9月9日，中国代表团出席G20峰会，讨论WTO改革。", "published": "2023-09-10"}'
    raw = Raw(data=line.encode(), kind=RawKind.ARTICLE, name="line")
    with open_register(tmp_path / "one.db") as register:
        assert [outcome.faults for outcome in register.add([raw], jobs=0)] == [()]
        assert [register.search(word)[0] for word in ("g20", "G20峰会", "wto", "Ｇ20", "g21")] == [1, 1, 1, 1, 0]

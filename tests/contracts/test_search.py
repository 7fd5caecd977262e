"""Full-text search finds what a plain scan finds, in every store."""

import sqlite3
from collections.abc import Iterator
from typing import Any, NamedTuple

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.grammar.fold import fold
from shiguan.register import search, search_postgres
from shiguan.register.gram import Hit, Place, storable

Page = tuple[int, str, str]

# Few characters, so that words recur: Chinese, beyond the BMP, Latin in two cases, digits, several white spaces,
# what FTS5, SQL and LIKE give a meaning, and the private use that the index itself spells ASCII with.
CROWDED = st.text(alphabet="中美会谈会𠀀aA2-\"'*():^%_\\，。 \n\u3000\x1f\x00\ue041\ue080\ue07f", max_size=24)
TIGHT = st.text(alphabet="中美A", max_size=12)  # all pairs of a word are there, and the word is not
ANY = st.text(max_size=12)
TEXTS = CROWDED | TIGHT | ANY
PAGES = st.lists(st.tuples(TEXTS, TEXTS), max_size=5)
EVERY_STORE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


class Store(NamedTuple):
    module: Any  # search or search_postgres
    connection: Any

    def fill(self, pages: list[Page]) -> None:
        """Leave these pages in the store, and no others."""
        self.connection.rollback()
        self.module.index_pages(self.connection, pages)

    def numbers(self, query: str) -> list[int]:
        return [hit.page_number for hit in self.module.find(self.connection, query)]


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest) -> Iterator[Store]:
    if request.param == "sqlite":
        memory = sqlite3.connect(":memory:")
        memory.executescript(search.SCHEMA)
        yield Store(search, memory)
        memory.close()
        return
    with psycopg.connect(request.getfixturevalue("postgres_url")) as connection:
        connection.execute("create schema search")
        connection.execute("set search_path to search")
        connection.execute(search_postgres.SCHEMA)
        connection.commit()
        yield Store(search_postgres, connection)
        connection.rollback()
        connection.execute("drop schema search cascade")


def numbered(pages: list[tuple[str, str]]) -> list[Page]:
    return [(number, title, text) for number, (title, text) in enumerate(pages, start=1)]


def scan(pages: list[Page], query: str) -> list[Hit]:
    """Find by looking at every page: what the index is measured against."""
    words = list(dict.fromkeys(storable(query).split()))
    found = []
    for number, title, text in pages:
        places = [(word, storable(title).find(word), storable(text).find(word)) for word in words]
        if words and all(max(in_title, in_text) >= 0 for _, in_title, in_text in places):
            found.append(Hit(page_number=number, places=tuple(place(*each) for each in places)))
    return found


def place(word: str, title: int, text: int) -> Place:
    return Place(word=word, title=None if title < 0 else title, text=None if text < 0 else text)


@st.composite
def pages_and_queries(draw: st.DrawFn) -> tuple[list[Page], list[str]]:
    """Pages, and queries of one to eight characters cut from them, alone or two together, or made up."""
    pages = numbered(draw(PAGES))
    whole = "".join(title + text for _, title, text in pages)
    starts = st.integers(0, max(len(whole) - 1, 0))
    cut = st.builds(lambda start, length: whole[start : start + length], starts, st.integers(1, 8))
    query = cut | st.builds("{} {}".format, cut, cut) | CROWDED | TIGHT | ANY
    return pages, draw(st.lists(query, min_size=1, max_size=6))


@EVERY_STORE
@given(case=pages_and_queries())
def test_search_finds_what_a_scan_finds(store: Store, case: tuple[list[Page], list[str]]) -> None:
    pages, queries = case
    store.fill(pages)
    wanted = [scan(pages, query) for query in queries]
    assert [store.module.find(store.connection, query) for query in queries] == wanted
    numbers = [[hit.page_number for hit in hits] for hits in wanted]
    assert [store.module.find_numbers(store.connection, query) for query in queries] == numbers
    everywhere = [number for number, _, _ in pages]
    assert [store.module.locate(store.connection, query, everywhere) for query in queries] == wanted


@EVERY_STORE
@given(case=pages_and_queries(), again=PAGES, gone=st.sets(st.integers(0, 6)))
def test_search_forgets_what_is_removed_or_replaced(
    store: Store, case: tuple[list[Page], list[str]], again: list[tuple[str, str]], gone: set[int]
) -> None:
    before, queries = case
    store.fill(before)
    store.module.index_pages(store.connection, numbered(again))
    store.module.remove_pages(store.connection, sorted(gone))
    left = {number: (number, title, text) for number, title, text in [*before, *numbered(again)] if number not in gone}
    pages = sorted(left.values())
    wanted = [scan(pages, query) for query in queries]
    assert [store.module.find(store.connection, query) for query in queries] == wanted
    numbers = [[hit.page_number for hit in hits] for hits in wanted]
    assert [store.module.find_numbers(store.connection, query) for query in queries] == numbers


@EVERY_STORE
@given(case=pages_and_queries(), limit=st.integers(1, 3))
def test_search_goes_on_where_it_stopped(store: Store, case: tuple[list[Page], list[str]], limit: int) -> None:
    pages, queries = case
    store.fill(pages)
    found: list[Hit] = []
    after = None
    for _ in range(len(pages) + 1):  # as often as it may take, so that a search that stands still fails
        part = store.module.find(store.connection, queries[0], limit=limit, after=after)
        assert len(part) <= limit
        found += part
        after = part[-1].page_number if part else after
    assert found == scan(pages, queries[0])


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("中", [1, 3]),
        ("磋", [1, 2]),
        ("会", [1, 2, 3]),  # the last character of a text as well
        ("磋商", [1, 2]),
        ("戰略磋商", [1, 2]),  # traditional finds simplified
        ("战略磋商", [1, 2]),  # and simplified traditional
        ("G20", [3]),
        ("F-16", [3]),
        ("COVID", [3]),
        ("Ｇ２０峰会", [3]),
        ("中国 峰会", [3]),
        ("峰会 第十五轮", []),
        ("商第", []),  # on both sides of a line's end
        ("国会", []),  # the end of 中国, the head of 会谈
        ("战略磋商会谈", []),  # pairs that are all there, and not in a row
        ("", []),
        (" \u3000", []),
    ],
)
def test_search_finds_words_however_they_are_written(store: Store, query: str, numbers: list[int]) -> None:
    pages = [
        ("中国与邻国举行战略磋商", "双方\n第十五轮战略磋商在首都举行。与会"),
        ("", "雙方舉行戰略磋商會\n第二輪，會談"),
        ("G20峰会", "中国说F-16与COVID-19都不在议程"),
    ]
    store.fill(numbered([(fold(title), fold(text)) for title, text in pages]))
    assert store.numbers(fold(query)) == numbers
    assert store.module.find_numbers(store.connection, fold(query)) == numbers


@pytest.mark.parametrize(
    ("query", "numbers"),
    [("国会谈", []), ("A", [1]), ("\ue041", [2]), ("\ue042", [3]), ("\ue080", []), ("a", [4]), ("Aa", [])],
)
def test_search_confuses_no_characters(store: Store, query: str, numbers: list[int]) -> None:
    store.fill([(1, "", "A国会，会谈"), (2, "", "\ue041"), (3, "\ue042", ""), (4, "", "a")])
    assert store.numbers(query) == numbers
    assert store.module.find_numbers(store.connection, query) == numbers


def test_a_word_may_be_longer_than_the_index_is_asked(store: Store) -> None:
    word = "".join(map(chr, range(0x4E00, 0x4E00 + 5_000)))
    store.fill([(1, "", word), (2, "", word[:-1]), (3, word, "")])
    assert store.numbers(word) == [1, 3]
    assert store.module.find_numbers(store.connection, word) == [1, 3]


def test_many_words_are_all_wanted(store: Store) -> None:
    words = [chr(0x4E00 + step) for step in range(300)]
    store.fill([(1, "", "".join(words)), (2, "", "".join(words[:-1]))])
    assert store.numbers(" ".join(words)) == [1]
    assert store.module.find_numbers(store.connection, " ".join(words)) == [1]


def test_page_without_words_is_kept_and_removed(store: Store) -> None:
    store.fill([(7, "", " \n")])
    store.module.remove_pages(store.connection, [7, 8])
    store.module.index_pages(store.connection, [(7, "", "会见")])
    assert store.numbers("会见") == [7]


def test_search_does_not_end_the_transaction(store: Store) -> None:
    store.fill([(1, "", "会见")])
    assert store.numbers("会见") == [1]
    store.connection.rollback()
    assert store.numbers("会见") == []


def test_locating_keeps_the_order_asked_for(store: Store) -> None:
    store.fill([(1, "", "会见"), (2, "", "会谈"), (3, "会见", "")])
    hits = store.module.locate(store.connection, "会见", [3, 2, 1, 9])
    assert [hit.page_number for hit in hits] == [3, 1]


def test_pages_come_by_number_however_they_were_entered(store: Store) -> None:
    store.fill([(number, "", "会见") for number in (3, 1, 2)])
    assert store.numbers("会见") == [1, 2, 3]
    assert store.module.find_numbers(store.connection, "会见") == [1, 2, 3]

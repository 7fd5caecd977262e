"""Full-text search in PostgreSQL, the twin of `search`: an array of grams with a GIN index, and the texts beside it.

Takes a connection of psycopg, or of any driver with `%s` for parameters and lists for arrays; rows are tuples.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any, Protocol

from shiguan.register.gram import Hit, answered_by_grams, grams_of, places_of, storable, wanted_grams, words_of


class Connection(Protocol):
    """What is asked of a connection."""

    def cursor(self) -> Any:
        """Return a cursor as the DB-API has it, which closes itself at the end of a `with`."""


# Collation "C" compares bytes: exact, quick, and the same whatever the locale of the server. The planner does not see
# that reading arrays costs more than reading rows, and would take them all in turn: the function denies it that.
SCHEMA = """
create table search_page (
  page_number bigint primary key,
  title text collate "C" not null,
  text text collate "C" not null,
  grams text[] collate "C" not null
);
create index search_page_grams on search_page using gin (grams);
create function search_candidates(wanted text[], seen bigint) returns setof bigint
  language sql stable strict set enable_seqscan to off set enable_indexscan to off
  as 'select page_number from search_page where grams @> wanted and page_number > seen order by page_number';
"""
ENTER = "copy search_page (page_number, title, text, grams) from stdin"
REMOVE = "delete from search_page where page_number = any(%s::bigint[])"
CANDIDATES = "select search_candidates(%s::text[], %s::bigint)"
STORED = "select page_number, title, text from search_page where page_number = any(%s::bigint[])"
BEFORE_ALL = -(2**63)
CHUNK = 200  # texts that are fetched at a time


def index_pages(connection: Connection, pages: Iterable[tuple[int, str, str]]) -> None:
    """Enter pages given as number, folded title and folded text; a number that is in already is replaced."""
    found = list(pages)
    remove_pages(connection, [number for number, _, _ in found])
    with connection.cursor() as cursor, cursor.copy(ENTER) as copy:
        for number, title, text in found:
            copy.write_row(row(number, storable(title), storable(text)))


def row(page_number: int, title: str, text: str) -> tuple[int, str, str, list[str]]:
    """Return what is stored of a page."""
    return page_number, title, text, grams_of(title, text)


def remove_pages(connection: Connection, page_numbers: Iterable[int]) -> None:
    """Take pages out; a number that is not in is passed over."""
    with connection.cursor() as cursor:
        cursor.execute(REMOVE, (list(page_numbers),))


def find(connection: Connection, query: str, *, limit: int | None = None, after: int | None = None) -> list[Hit]:
    """Return the pages that have all words of a folded query, in the order of their numbers, at most `limit`.

    `after` is the last number already seen. A query without words finds nothing.
    """
    words = words_of(query)
    hits: list[Hit] = []
    if not words or limit == 0:
        return hits
    for hit in located(connection, words, candidates(connection, words, BEFORE_ALL if after is None else after)):
        hits.append(hit)
        if len(hits) == limit:
            break
    return hits


def find_numbers(connection: Connection, query: str, among: Container[int] | None = None) -> list[int]:
    """Return the numbers of all pages that `find` finds: quicker, where they are to be sorted by something else.

    Only pages among some are looked at, where these are given.
    """
    words = words_of(query)
    if not words:
        return []
    numbers = [one for one in candidates(connection, words, BEFORE_ALL) if among is None or one in among]
    if answered_by_grams(words):
        return numbers
    return [hit.page_number for hit in located(connection, words, numbers)]


def locate(connection: Connection, query: str, page_numbers: Sequence[int]) -> list[Hit]:
    """Return where the words of a folded query stand in these pages; a page that lacks one is left out."""
    words = words_of(query)
    return list(located(connection, words, page_numbers)) if words else []


def candidates(connection: Connection, words: Sequence[str], after: int) -> list[int]:
    """Return the numbers of the pages that have the grams of all words."""
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, (wanted_grams(words), after))
        return [number for (number,) in cursor.fetchall()]


def located(connection: Connection, words: Sequence[str], page_numbers: Sequence[int]) -> Iterator[Hit]:
    """Yield those of the pages that have all words, in the order given."""
    for start in range(0, len(page_numbers), CHUNK):
        chunk = list(page_numbers[start : start + CHUNK])
        with connection.cursor() as cursor:
            cursor.execute(STORED, (chunk,))
            stored = {number: (title, text) for number, title, text in cursor.fetchall()}
        for number in chunk:
            places = places_of(words, *stored[number]) if number in stored else None
            if places is not None:
                yield Hit(page_number=number, places=places)

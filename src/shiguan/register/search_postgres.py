"""Full-text search in PostgreSQL, the twin of `search`: an array of grams with a GIN index, and the texts beside it.

Takes a connection of psycopg, or of any driver with `%s` for parameters and lists for arrays.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Protocol

from shiguan.register.gram import Hit, Place, answered_by_grams, grams_of, storable, wanted_grams, words_of


class Connection(Protocol):
    """What is asked of a connection; rows are tuples."""

    def cursor(self) -> Any:
        """Return a cursor as the DB-API has it."""


# Collation "C" compares bytes: exact, quick, and the same whatever the locale of the server.
SCHEMA = """
create table search_page (
  page_number bigint primary key,
  title text collate "C" not null,
  text text collate "C" not null,
  grams text[] collate "C" not null
);
create index search_page_grams on search_page using gin (grams);
"""
ENTER = """
insert into search_page (page_number, title, text, grams) values (%s, %s, %s, %s)
on conflict (page_number) do update set title = excluded.title, text = excluded.text, grams = excluded.grams
"""
REMOVE = "delete from search_page where page_number = any(%s::bigint[])"
FIND = """
select page_number,
  (select array_agg(position(word in title) order by nth) from unnest(%s::text[]) with ordinality as asked(word, nth)),
  (select array_agg(position(word in text) order by nth) from unnest(%s::text[]) with ordinality as asked(word, nth))
from search_page
where {among} and page_number > %s and not exists (
  select from unnest(%s::text[]) as asked(word) where position(word in title) = 0 and position(word in text) = 0
)
order by page_number limit %s
"""
BY_GRAMS = "grams @> %s::text[]"
BY_NUMBERS = "page_number = any(%s::bigint[])"
MATCHING = f"select page_number from search_page where {BY_GRAMS} order by page_number"
MATCHING_TEXTS = f"""
select page_number from search_page where {BY_GRAMS} and not exists (
  select from unnest(%s::text[]) as asked(word) where position(word in title) = 0 and position(word in text) = 0
)
order by page_number
"""
BEFORE_ALL = -(2**63)


def index_pages(connection: Connection, pages: Iterable[tuple[int, str, str]]) -> None:
    """Enter pages given as number, folded title and folded text; a number that is in already is replaced."""
    with connection.cursor() as cursor:
        for page_number, title, text in pages:
            title, text = storable(title), storable(text)
            cursor.execute(ENTER, (page_number, title, text, grams_of(title, text)))


def remove_pages(connection: Connection, page_numbers: Iterable[int]) -> None:
    """Take pages out; a number that is not in is passed over."""
    with connection.cursor() as cursor:
        cursor.execute(REMOVE, (list(page_numbers),))


def find(connection: Connection, query: str, *, limit: int | None = None, after: int | None = None) -> list[Hit]:
    """Return the pages that have all words of a folded query, in the order of their numbers, at most `limit`.

    `after` is the last number already seen. A query without words finds nothing.
    """
    words = list(words_of(query))
    if not words:
        return []
    seen = BEFORE_ALL if after is None else after
    sql = FIND.format(among=BY_GRAMS)
    return hits(connection, sql, words, (words, words, wanted_grams(words), seen, words, limit))


def find_numbers(connection: Connection, query: str) -> list[int]:
    """Return the numbers of all pages that `find` finds: quicker, where they are to be sorted by something else."""
    words = list(words_of(query))
    if not words:
        return []
    with connection.cursor() as cursor:
        if answered_by_grams(words):
            cursor.execute(MATCHING, (wanted_grams(words),))
        else:
            cursor.execute(MATCHING_TEXTS, (wanted_grams(words), words))
        return [number for (number,) in cursor.fetchall()]


def locate(connection: Connection, query: str, page_numbers: Sequence[int]) -> list[Hit]:
    """Return where the words of a folded query stand in these pages; a page that lacks one is left out."""
    words = list(words_of(query))
    if not words:
        return []
    sql = FIND.format(among=BY_NUMBERS)
    found = hits(connection, sql, words, (words, words, list(page_numbers), BEFORE_ALL, words, None))
    by_number = {hit.page_number: hit for hit in found}
    return [by_number[number] for number in page_numbers if number in by_number]


def hits(connection: Connection, sql: str, words: Sequence[str], parameters: Sequence[object]) -> list[Hit]:
    """Return the pages that a statement finds, its positions read as offsets."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return [
            Hit(page_number=page_number, places=tuple(map(place, words, titles, texts)))
            for page_number, titles, texts in cursor.fetchall()
        ]


def place(word: str, title: int, text: int) -> Place:
    """Return a place from positions of PostgreSQL, which count from one; nought is nowhere."""
    return Place(word=word, title=title - 1 if title else None, text=text - 1 if text else None)

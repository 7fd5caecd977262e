"""Full-text search in SQLite, exact to the code point: an FTS5 index of grams, and the texts to check against.

Titles, texts and queries come folded, all in the same way; what folding leaves apart (case, say) is different here.
Nothing is committed: the caller owns the connection and its transaction. `search_postgres` is the twin.
"""

import sqlite3
import zlib
from collections.abc import Container, Iterable, Iterator, Sequence
from contextlib import closing

from shiguan.register.gram import Hit, answered_by_grams, grams_of, places_of, storable, wanted_grams, words_of

# The index keeps neither texts nor positions: a quarter of the size, and the texts beside it give the positions.
# `contentless_delete` wants SQLite 3.43, and older ones cannot open such a file; to delete by content needs neither.
# What a transaction enters is held, up to 8 MB, and goes in at once, and eight pieces of the index are merged to one:
# so its words are rewritten half as often as by the defaults (1 MB, four).
SCHEMA = """
create table search_page (
  page_number integer primary key,
  title blob not null,
  text blob not null
);
create virtual table search_gram using fts5(grams, content='', columnsize=0, detail=none, tokenize='ascii');
insert into search_gram (search_gram, rank) values ('hashsize', 8388608);
insert into search_gram (search_gram, rank) values ('automerge', 8);
"""
MATCHING = "select rowid from search_gram where search_gram match ? order by rowid"
CANDIDATES = """
select search_page.page_number, title, text
from search_gram join search_page on search_page.page_number = search_gram.rowid
where search_gram match ? and search_gram.rowid > ? order by search_gram.rowid
"""
ENTER = "insert into search_gram (rowid, grams) values (?, ?)"
DELETE = "insert into search_gram (search_gram, rowid, grams) values ('delete', ?, ?)"
STORED = "select title, text from search_page where page_number = ?"
BEFORE_ALL = -(2**63)

# FTS5 splits at ASCII marks and folds ASCII case, so ASCII goes to private use. Characters that are there already
# become one; a word that has it is looked for in the texts.
BLURRED = "\ue080"
SPELLING: dict[int, int | str] = {
    **dict.fromkeys(range(0xE000, 0xE081), BLURRED),
    **{code: 0xE000 + code for code in range(0x80) if not chr(code).isspace()},
}


def index_pages(connection: sqlite3.Connection, pages: Iterable[tuple[int, str, str]]) -> None:
    """Enter pages given as number, folded title and folded text; a number that is in already is replaced."""
    for page_number, title, text in pages:
        remove_pages(connection, [page_number])
        title, text = storable(title), storable(text)
        connection.execute("insert into search_page values (?, ?, ?)", (page_number, pack(title), pack(text)))
        connection.execute(ENTER, (page_number, tokens(title, text)))


def remove_pages(connection: sqlite3.Connection, page_numbers: Iterable[int]) -> None:
    """Take pages out; a number that is not in is passed over."""
    for page_number in page_numbers:
        stored = connection.execute(STORED, (page_number,)).fetchone()
        if stored is None:
            continue
        connection.execute(DELETE, (page_number, tokens(*map(unpack, stored))))
        connection.execute("delete from search_page where page_number = ?", (page_number,))


def find(
    connection: sqlite3.Connection, query: str, *, limit: int | None = None, after: int | None = None
) -> list[Hit]:
    """Return the pages that have all words of a folded query, in the order of their numbers, at most `limit`.

    `after` is the last number already seen. A query without words finds nothing.
    """
    words = words_of(query)
    hits: list[Hit] = []
    if not words or limit == 0:
        return hits
    for page_number, title, text in candidates(connection, words, BEFORE_ALL if after is None else after):
        places = places_of(words, title, text)
        if places is not None:
            hits.append(Hit(page_number=page_number, places=places))
        if len(hits) == limit:
            break
    return hits


def find_numbers(connection: sqlite3.Connection, query: str, among: Container[int] | None = None) -> list[int]:
    """Return the numbers of all pages that `find` finds: quicker, where they are to be sorted by something else.

    Only pages among some are looked at, where these are given.
    """
    words = words_of(query)
    if not words:
        return []
    if answered_by_grams(words) and not any(BLURRED in spelled(word) for word in words):
        return kept(connection.execute(MATCHING, (expression(words),)), among)
    if among is not None:
        numbers = kept(connection.execute(MATCHING, (expression(words),)), among)
        return [hit.page_number for hit in locate(connection, query, numbers)]
    found = candidates(connection, words, BEFORE_ALL)
    return [number for number, title, text in found if all(word in title or word in text for word in words)]


def kept(rows: Iterable[tuple[int]], among: Container[int] | None) -> list[int]:
    """Return numbers, those among some where these are given."""
    return [number for (number,) in rows if among is None or number in among]


def locate(connection: sqlite3.Connection, query: str, page_numbers: Sequence[int]) -> list[Hit]:
    """Return where the words of a folded query stand in these pages; a page that lacks one is left out."""
    words = words_of(query)
    hits: list[Hit] = []
    for page_number in page_numbers if words else ():
        stored = connection.execute(STORED, (page_number,)).fetchone()
        places = None if stored is None else places_of(words, *map(unpack, stored))
        if places is not None:
            hits.append(Hit(page_number=page_number, places=places))
    return hits


def candidates(connection: sqlite3.Connection, words: Sequence[str], after: int) -> Iterator[tuple[int, str, str]]:
    """Yield number, title and text of the pages that have the grams of all words."""
    with closing(connection.execute(CANDIDATES, (expression(words), after))) as cursor:
        for page_number, title, text in cursor:
            yield page_number, unpack(title), unpack(text)


def expression(words: Iterable[str]) -> str:
    """Return what FTS5 is asked: all grams, each in quotation marks."""
    return " AND ".join(f'"{gram}"' for gram in wanted_grams(map(spelled, words)))


def tokens(title: str, text: str) -> str:
    """Return what FTS5 is given of a page."""
    return " ".join(grams_of(spelled(title), spelled(text)))


def spelled(text: str) -> str:
    """Return a text in the letters that FTS5 leaves alone; white space stays."""
    return text.translate(SPELLING)


def pack(text: str) -> bytes:
    """Return a text as it is stored."""
    return zlib.compress(text.encode())


def unpack(stored: bytes) -> str:
    """Return a stored text."""
    return zlib.decompress(stored).decode()

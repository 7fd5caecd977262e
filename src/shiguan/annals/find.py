"""Full text over the pages of a register, in either script."""

from collections import Counter

import msgspec

from shiguan.grammar.fold import fold_case
from shiguan.register.index import index_of
from shiguan.register.store import Store

MOST_FACETS = 30


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page that has all the words: where they stand first in its text, -1 for a word only its title has."""

    page: str
    label: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    places: tuple[tuple[int, int], ...]  # start and end in the text, a word each
    title_places: tuple[tuple[int, int], ...] = ()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """Some of the pages that a search found, and how many there are: by publisher and year, too."""

    total: int
    pages: list[Found]
    publishers: list[tuple[str, int]]
    years: list[tuple[str, int]]


def search(store: Store, asked: str, *, limit: int = 20, offset: int = 0) -> tuple[int, list[Found]]:
    """Return how many pages have all words of a query, and some of them, the newest first."""
    answer = seek(store, asked, limit=limit, offset=offset)
    return answer.total, answer.pages


def seek(
    store: Store,
    asked: str,
    *,
    publisher: str | None = None,
    year: str | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Answer:
    """Return the pages that have all words of a query, of one publisher and year where these are given."""
    index = index_of(store.dialect)
    folded = fold_case(asked)
    numbers = index.find_numbers(store.connection, folded)
    rows = list(store.rows_in("SELECT number, id, publisher, published FROM page WHERE number IN (??)", numbers))
    of_year = [row for row in rows if year is None or (row[3] or "")[:4] == year]
    of_publisher = [row for row in rows if publisher is None or (row[2] or "") == publisher]
    chosen = [row for row in of_year if publisher is None or (row[2] or "") == publisher]
    chosen.sort(key=lambda row: (row[3] or "", row[1]), reverse=True)
    return Answer(
        total=len(chosen),
        pages=found_pages(store, folded, [row[0] for row in chosen[offset : offset + limit]]),
        publishers=ranked(Counter(row[2] or "" for row in of_year)),
        years=sorted(Counter((row[3] or "")[:4] for row in of_publisher).items(), reverse=True)[:MOST_FACETS],
    )


def ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return the most frequent first, equals by name."""
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_FACETS]


def found_pages(store: Store, folded: str, numbers: list[int]) -> list[Found]:
    """Return pages by number, in the order given, with the places of the words."""
    sql = "SELECT number, id, label, title, publisher, published, url FROM page WHERE number IN (??)"
    rows = {row[0]: row for row in store.rows_in(sql, numbers)}
    hits = {hit.page_number: hit.places for hit in index_of(store.dialect).locate(store.connection, folded, numbers)}
    found = []
    for number in numbers:
        _, page, label, title, publisher, published, url = rows[number]
        places = hits[number]
        found.append(
            Found(
                page=page,
                label=label,
                title=title,
                publisher=publisher,
                published=published,
                url=url,
                places=tuple((one.text, one.text + len(one.word)) for one in places if one.text is not None),
                title_places=tuple((one.title, one.title + len(one.word)) for one in places if one.title is not None),
            )
        )
    return found

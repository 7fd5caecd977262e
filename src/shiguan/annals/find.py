"""Full text over the pages of a register, in either script."""

import msgspec

from shiguan.grammar.fold import fold_case
from shiguan.register.index import index_of
from shiguan.register.store import Store

AROUND = 30  # characters on each side of what was found


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A page that has all the words: where they stand first in its text, -1 for a word only its title has."""

    page: str
    label: str
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    places: tuple[tuple[int, int], ...]  # start and end in the text, a word each


def search(store: Store, asked: str, *, limit: int = 20, offset: int = 0) -> tuple[int, list[Found]]:
    """Return how many pages have all words of a query, and some of them, the newest first."""
    index = index_of(store.dialect)
    folded = fold_case(asked)
    numbers = index.find_numbers(store.connection, folded)
    rows = store.rows_in(
        "SELECT number, id, label, title, publisher, published, url FROM page WHERE number IN (??)", numbers
    )
    newest = sorted(rows, key=lambda row: (row[5] or "", row[1]), reverse=True)[offset : offset + limit]
    hits = {hit.page_number: hit.places for hit in index.locate(store.connection, folded, [row[0] for row in newest])}
    return len(numbers), [
        Found(
            page=page,
            label=label,
            title=title,
            publisher=publisher,
            published=published,
            url=url,
            places=tuple(
                (place.text, place.text + len(place.word)) for place in hits[number] if place.text is not None
            ),
        )
        for number, page, label, title, publisher, published, url in newest
    ]

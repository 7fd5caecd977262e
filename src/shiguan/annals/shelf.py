"""The pages of a register, taken down as they are asked for: readings, and the characters behind a citation."""

import zlib
from collections.abc import Sequence

import msgspec

from shiguan.annals.amend import amended, amendments
from shiguan.errors import RegisterError, UnknownError
from shiguan.link.account import item_ids
from shiguan.model.imprint import Imprint
from shiguan.model.reading import Reading
from shiguan.model.record import Citation
from shiguan.model.span import Span
from shiguan.register.store import Store

READING = msgspec.json.Decoder(Reading)
CONTEXT = 40  # characters on each side
KEPT = 512  # readings at hand


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """The characters of a span and those around it (Web Annotation TextQuoteSelector), with where they stand."""

    page: str
    start: int
    end: int
    prefix: str
    exact: str
    suffix: str


class Carrier(msgspec.Struct, frozen=True, kw_only=True):
    """A page as a carrier of a report."""

    page: str
    label: str
    title: str | None
    publisher: str | None
    published: str | None


class Items(msgspec.Struct, frozen=True):
    """The ids of the items of a page, in the order of its reading: records of its deeds, its words, its figures."""

    deeds: tuple[str, ...]
    words: tuple[str, ...]
    figures: tuple[str, ...]


class Shelf:
    """Readings by page id, each unpacked once; at most so many are kept at hand."""

    def __init__(self, store: Store, most: int = KEPT) -> None:
        self.store = store
        self.most = most
        self.kept: dict[str, Reading] = {}

    def reading(self, page: str) -> Reading:
        """Return the reading of a page; raises UnknownError where the register has no such page."""
        if page not in self.kept:
            row = self.store.one("SELECT reading FROM page WHERE id = ?", (page,))
            if row is None:
                raise UnknownError(f"{page}: no page of this register has that id; see 'shiguan search'")
            if len(self.kept) >= self.most:
                self.kept.clear()
            try:
                self.kept[page] = READING.decode(zlib.decompress(row[0]))
            except msgspec.ValidationError as error:
                raise RegisterError(f"{page}: its reading is of another version ({error}); 'shiguan reread'") from error
        return self.kept[page]

    def heard(self, page: str) -> Reading:
        """Return the reading of a page with the fields of statements and figures that persons gave."""
        if self.store.one("SELECT 1 FROM amendment") is None:
            return self.reading(page)
        return amended(page, self.reading(page), amendments(self.store, [page]).get(page, {}))

    def quotes(self, citation: Citation, context: int = CONTEXT) -> list[Quote]:
        """Return the characters that a citation stands for, span by span."""
        return [self.quote(citation.page, span, context) for span in citation.spans]

    def quote(self, page: str, span: Span, context: int = CONTEXT) -> Quote:
        """Return the characters of one stretch of a page, with what stands before and after it in its paragraph."""
        text = self.reading(page).document.text
        before = text[max(0, span.start - context) : span.start].rpartition("\n")[2]
        after = text[span.end : span.end + context].partition("\n")[0]
        return Quote(page=page, start=span.start, end=span.end, prefix=before, exact=span.of(text), suffix=after)

    def imprint(self, page: str) -> Imprint:
        """Return what is printed on a page; raises UnknownError where the register has no such page."""
        row = self.store.one(
            "SELECT id, label, title, publisher, origin, published, url, report FROM page WHERE id = ?", (page,)
        )
        if row is None:
            raise UnknownError(f"{page}: no page of this register has that id; see 'shiguan search'")
        names = ("page", "label", "title", "publisher", "origin", "published", "url", "report")
        return Imprint(**dict(zip(names, row, strict=True)))

    def carriers(self, pages: Sequence[str]) -> list[tuple[str, list[list[Carrier]]]]:
        """Return the pages by origin, and within it by report: the first carrier of each, then its copies."""
        rows = self.store.rows_in(
            "SELECT report_origin, report, published, id, label, title, publisher FROM page WHERE id IN (??)", pages
        )
        found: dict[str, dict[str, list[Carrier]]] = {}
        for origin, report, published, page, label, title, publisher in sorted(
            rows, key=lambda row: (row[2] or "~", row[3])
        ):
            carrier = Carrier(page=page, label=label, title=title, publisher=publisher, published=published)
            found.setdefault(origin, {}).setdefault(report, []).append(carrier)
        return [(origin, list(reports.values())) for origin, reports in sorted(found.items())]

    def items(self, page: str) -> Items:
        """Return the ids of what a page says."""
        accounts: dict[str, str] = dict(self.store.rows("SELECT id, record FROM account WHERE page = ?", (page,)))
        reading = self.reading(page)
        ids = item_ids(page, "engagement", reading.engagements)
        return Items(
            deeds=tuple(accounts.get(one, one) for one in ids),
            words=tuple(item_ids(page, "statement", reading.statements)),
            figures=tuple(item_ids(page, "figure", reading.figures)),
        )

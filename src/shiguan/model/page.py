"""A captured page: its text as written, its folded twin, and what its frame tells."""

import datetime
from enum import StrEnum

import msgspec


class Basis(StrEnum):
    """How the day of publication is known."""

    GIVEN = "given"
    PAGE = "page"
    URL = "url"
    TEXT = "text"


class LinkKind(StrEnum):
    """What a link that stood beside the body leads to."""

    PREVIOUS = "previous"
    NEXT = "next"
    RELATED = "related"


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link that stood on the page and is not part of its body."""

    text: str
    url: str | None = None
    kind: LinkKind


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What the reading says of the page itself (schema.org NewsArticle in spirit)."""

    title: str | None
    text: str
    language: str  # zh-Hans | zh-Hant
    published: str | None = None  # EDTF day
    published_basis: Basis | None = None
    publisher: str | None = None
    origin: str | None = None
    author: str | None = None
    url: str | None = None
    breadcrumb: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A document with its id and the folded text on which all rules match.

    `folded` has exactly as many code points as `document.text`: simplified characters, half-width letters
    and digits, full-width punctuation, “ ” for every double quotation mark. Offsets hold in both.
    """

    id: str
    document: Document
    folded: str

    @property
    def text(self) -> str:
        """The body as written."""
        return self.document.text

    @property
    def document_time(self) -> datetime.date | None:
        """The day that "昨天" counts from (TIMEX3 creation time), or None where the page has no day."""
        published = self.document.published
        return datetime.date.fromisoformat(published) if published else None

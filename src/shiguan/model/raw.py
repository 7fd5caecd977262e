"""The bytes of a page before they are read."""

from enum import StrEnum

import msgspec


class RawKind(StrEnum):
    """How the stored bytes are to be read again."""

    TEXT = "text"
    HTML = "html"
    ARTICLE = "article"  # one JSON line
    AUTO = "auto"


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """The bytes of one page and what its caller told of it. `name` stands for it in errors.

    `fetched` is when an archive says that the page was fetched: ISO 8601 in UTC.
    """

    data: bytes
    kind: RawKind
    name: str
    published: str | None = None
    url: str | None = None
    fetched: str | None = None

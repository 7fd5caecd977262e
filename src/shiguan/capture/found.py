"""What an input tells of itself."""

import msgspec

from shiguan.model.page import Link


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """What the input tells of itself, whatever it was written in."""

    text: str
    title: str | None = None
    stamp: str | None = None
    publisher: str | None = None
    origin: str | None = None
    author: str | None = None
    url: str | None = None
    breadcrumb: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()

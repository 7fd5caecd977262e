"""What the answer of a list names: further lists, addresses of pages, and entries that are pages themselves."""

import hashlib
import re
from collections.abc import Iterator

import msgspec

from shiguan.errors import CaptureError, FetchError
from shiguan.fetch.location import locate
from shiguan.intake.fetched import listing_of
from shiguan.intake.kind import Kind
from shiguan.intake.link import links_in
from shiguan.intake.listing import Entry, Named
from shiguan.model.raw import Raw, RawKind
from shiguan.watch.host import host_of
from shiguan.watch.item import Found
from shiguan.watch.plan import Source

ENTRY = msgspec.json.Encoder()


class Answered(msgspec.Struct):
    """What a list names, as far as it could be read, and the fault where it breaks off."""

    lists: list[Named]
    pages: list[Found]
    fault: str = ""


def read_answer(source: Source, raw: Raw) -> Answered:
    """Return what an answer of a source names."""
    found = Answered([], [])
    try:
        for named in named_by(source, raw):
            if isinstance(named, Found):
                found.pages.append(named)
            elif named.is_list:
                found.lists.append(named)
            else:
                found.pages += page_at(named.url)
    except CaptureError as error:
        found.fault = str(error)
    return found


def named_by(source: Source, raw: Raw) -> Iterator[Named | Found]:
    """Yield what an answer names; raises CaptureError where it is no list or is broken further on."""
    listing = listing_of(raw)
    if listing is None:
        if source.links is None:
            raise CaptureError(f"{raw.name}: it is a page, no feed or list; give 'links' to take those of its links")
        yield from (Named(url, False) for url in links_in(raw, re.compile(source.links)))
    elif listing.kind is Kind.FEED:
        for entry in listing.entries():
            if entry.url and not source.whole:
                yield Named(entry.url, False)
            else:
                yield whole(entry, source)
    else:
        yield from listing.named()


def page_at(url: str) -> list[Found]:
    """Return an address in one spelling, [] where it is none that is fetched."""
    try:
        plain = locate(url).url
    except FetchError:
        return []
    return [Found(url=plain, host=host_of(plain))]


def whole(entry: Entry, source: Source) -> Found:
    """Return an entry as a page, known by its address, else by what it says."""
    data = ENTRY.encode(entry)
    name = entry.url or f"{source.url}#{hashlib.sha256(data).hexdigest()[:16]}"
    return Found(url=name, host="", raw=Raw(data=data, kind=RawKind.ARTICLE, name=name))

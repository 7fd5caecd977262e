"""Lists of addresses and feeds: OPML, sitemaps, RSS and Atom, read without ever resolving an entity."""

import datetime
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import msgspec
from lxml import etree

from shiguan.capture.markup import plain_text
from shiguan.errors import CaptureError
from shiguan.model.raw import Raw, RawKind

LARGEST = 16 * 1024 * 1024  # bytes
MOST_ADDRESSES = 50_000  # that one list may name: the bound of a sitemap
MOST_ENTRIES = 10_000
ENTITY = re.compile(rb"<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y")
DEEPEST = 100  # elements within each other
PARENTS, CHILDREN = ("url", "sitemap"), ("loc", "lastmod")
LONGEST_MOMENT = 40  # characters of a moment
# Of what a feed is filed under nothing is read here, and many such words in one entry take the parser hours.
FILED = re.compile(rb"(</?(?:[\w.-]+:)?)(?:category|subject|keywords)\b", re.IGNORECASE)
MOST_MARKS = 200_000  # of markup in a feed: ten thousand entries with twenty each
LONGEST_HEAD = 1024
LARGEST_WIDE = 256 * 1024  # bytes of a feed in UTF-16, in which those words are not found
DATED = ("published_parsed", "updated_parsed")


def refuse_what_is_no_list(data: bytes, name: str) -> None:
    """Raise CaptureError for a list that is too large, or that defines entities: no honest one does."""
    if len(data) > LARGEST:
        raise CaptureError(f"{name}: the list has more than {LARGEST:,} bytes; split it")
    if ENTITY.search(data):
        raise CaptureError(f"{name}: it defines entities, which may grow without end; leave its DOCTYPE out")


class Named(msgspec.Struct, frozen=True):
    """An address that a list names: whether it is a list itself, and when the list says it changed, "" for never."""

    url: str
    is_list: bool
    changed: str = ""


def addresses(data: bytes, name: str) -> Iterator[str]:
    """Yield the addresses that OPML or a sitemap names, each once, in their order; raises CaptureError."""
    return (named.url for named in named_in(data, name))


def named_in(data: bytes, name: str) -> Iterator[Named]:
    """Yield what OPML or a sitemap names, each address once, in their order; raises CaptureError."""
    refuse_what_is_no_list(data, name)
    seen: set[str] = set()
    told: dict[str, str] = {}
    try:
        for event, element in etree.iterparse(
            BytesIO(data),
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
        ):
            tag = tag_of(element)
            if event == "start":
                told = {} if tag in PARENTS else told
                continue
            # A sitemap names pictures and videos by <image:loc> too; those stand in elements of their own.
            if tag in CHILDREN and tag_of(element.getparent()) in PARENTS:
                told.setdefault(tag, (element.text or "").strip())
            found = named_by(element, tag, told)
            if found and found.url not in seen:
                if len(seen) >= MOST_ADDRESSES:
                    raise CaptureError(f"{name}: it names more than {MOST_ADDRESSES:,} addresses; split it")
                seen.add(found.url)
                yield found
            element.clear()
    except etree.XMLSyntaxError as error:
        raise CaptureError(f"{name}: it is no sound XML ({' '.join(str(error).split())[:80]}); mend it") from error


def tag_of(element: Any) -> str:
    """Return the name of an element without its namespace, "" for what is none."""
    return etree.QName(element).localname if element is not None and isinstance(element.tag, str) else ""


def named_by(element: Any, tag: str, told: dict[str, str]) -> Named | None:
    """Return what an element that ends here names, None where that is nothing."""
    if tag == "outline":
        found = Named((element.get("xmlUrl") or "").strip(), True)
    elif tag in PARENTS:
        found = Named(told.get("loc", ""), tag == "sitemap", told.get("lastmod", "")[:LONGEST_MOMENT])
    else:
        return None
    return found if found.url.startswith(("http://", "https://")) else None


class Entry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An entry of a feed as an article: what `capture.article` reads."""

    text: str
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


def feed_entries(data: bytes, name: str) -> list[Entry]:
    """Return the entries of a feed in its order; raises CaptureError where it is none."""
    import feedparser  # with much behind it: only where there is a feed

    refuse_what_is_no_list(data, name)
    if data.count(b"<") > MOST_MARKS:
        raise CaptureError(f"{name}: the feed has more than {MOST_MARKS:,} marks; split it")
    if b"\0" in data[:LONGEST_HEAD] and len(data) > LARGEST_WIDE:
        raise CaptureError(f"{name}: a feed in UTF-16 may have no more than {LARGEST_WIDE:,} bytes; save it as UTF-8")
    try:
        feed = feedparser.parse(BytesIO(FILED.sub(rb"\1filed", data)), resolve_relative_uris=False, sanitize_html=False)
    except (ValueError, LookupError, TypeError, RecursionError, AttributeError) as error:
        raise CaptureError(f"{name}: the feed cannot be read ({type(error).__name__}); mend it") from error
    if not feed.entries and (feed.bozo or not feed.get("version")):  # a sound feed may be empty for a while
        told = " ".join(str(feed.get("bozo_exception", "it has no entries")).split())[:80]
        raise CaptureError(f"{name}: no entries were found in the feed ({told}); check that it is RSS or Atom")
    outlet = feed.feed.get("title")
    return [entry_of(one, outlet) for one in feed.entries[:MOST_ENTRIES]]


def entry_of(found: Any, outlet: str | None) -> Entry:
    """Return an entry: its whole content where the feed carries that, else its summary."""
    written = [one.get("value") or "" for one in found.get("content", ())] + [found.get("summary") or ""]
    link = found.get("link") or ""
    return Entry(
        text=plain_text(max(written, key=len)).strip(),
        title=plain_text(found.get("title") or "").strip() or None,
        published=next((day for key in DATED if (day := day_of(found.get(key)))), None),
        outlet=outlet,
        url=link if link.startswith(("http://", "https://")) else None,
    )


def day_of(parsed: Any) -> str | None:
    """Return the day of a time that feedparser took apart, in UTC."""
    try:
        return datetime.date(*parsed[:3]).isoformat() if parsed else None
    except (ValueError, TypeError):
        return None


def feed_pages(data: bytes, name: str) -> Iterator[Raw | CaptureError]:
    """Yield the entries of a feed as pages, with a CaptureError in the place of the feed where it is none."""
    try:
        for number, entry in enumerate(feed_entries(data, name), start=1):
            yield Raw(data=msgspec.json.encode(entry), kind=RawKind.ARTICLE, name=f"{name}:{number}")
    except CaptureError as error:
        yield error

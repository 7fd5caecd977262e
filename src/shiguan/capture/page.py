"""From bytes to a Page: the one door into `capture`."""

import hashlib
import re
from enum import StrEnum

from shiguan.capture.chinese import language_of, refuse_other_languages
from shiguan.capture.encoding import LARGEST, clean, decode, unscramble
from shiguan.capture.found import Found
from shiguan.capture.furniture import value_after_label
from shiguan.capture.origin import author_of, clean_author, origin_of, own_name, source_in
from shiguan.capture.published import day_in_url, read_day
from shiguan.capture.scrape import take_apart, without_site
from shiguan.capture.site import publisher_of_crumbs, publisher_of_url
from shiguan.errors import CaptureError
from shiguan.grammar.fold import fold
from shiguan.model.page import Basis, Document, Page


class InputKind(StrEnum):
    """How the input is written."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"


LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype|html|head|body|meta|title|div|p|table|article)\b",
    re.I,
)
MARKUP = re.compile(r"</(?:html|body|head|div|p|td|span|a|li|title|script)>", re.I)
LEAST_MARKUP = 5
HEAD = 4096


def capture(
    data: bytes | str,
    *,
    name: str,
    kind: InputKind = InputKind.AUTO,
    published: str | None = None,
    url: str | None = None,
    encoding: str | None = None,
    page_id: str | None = None,
) -> Page:
    """Return the page that the bytes hold: its text, and what its frame tells.

    `name` names the input in errors; `published`, `url` and `encoding` are what the caller knows of it.
    Raises CaptureError, one line, for what is no readable Chinese text.
    """
    given = given_day(published, name)
    text = read_text(data, name, encoding)
    is_html = kind is InputKind.HTML or (kind is InputKind.AUTO and looks_like_html(text))
    if is_html:
        from shiguan.capture.html import read_html  # with the library behind it: only where there is such a page

        found = read_html(text, name=name, url=url)
    else:
        found = read_plain(text, url)
    if not found.text.strip():
        raise CaptureError(f"{name}: no article text was found in it; give the page of one article")
    refuse_other_languages(found.text, name)
    return page_of(found, given=given, url=url, page_id=page_id or digest(data))


def read_text(data: bytes | str, name: str, encoding: str | None) -> str:
    """Return the input as sound text."""
    if isinstance(data, bytes):
        return decode(data, name=name, declared=encoding)
    if not data.strip("\x00 \t\r\n\x0c\ufeff"):
        raise CaptureError(f"{name}: it is empty; give a page with text")
    if len(data) > LARGEST:
        raise CaptureError(f"{name}: it has {len(data):,} characters, more than {LARGEST:,}; give single pages")
    return clean(unscramble(data, name), name)


def digest(data: bytes | str) -> str:
    """Return the id of an input: sixteen hex digits of its SHA-256."""
    raw = data if isinstance(data, bytes) else data.encode("utf-8", errors="surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:16]


def given_day(published: str | None, name: str) -> str | None:
    """Return the caller's day of publication as YYYY-MM-DD; raises CaptureError where it is no day."""
    if published is None or not published.strip():
        return None
    day = read_day(published)
    if day is None:
        raise CaptureError(
            f"{name}: its day of publication '{published.strip()[:40]}' is no date; give it as YYYY-MM-DD"
        )
    return day


def looks_like_html(text: str) -> bool:
    """Return whether the text is markup: it opens with a tag of a page, or closes many."""
    head = text[:HEAD].lstrip("\ufeff")
    if LOOKS_LIKE_HTML.match(head):
        return True
    return len(MARKUP.findall(text[: 8 * HEAD])) >= LEAST_MARKUP


def read_plain(text: str, url: str | None) -> Found:
    """Return what a plain text holds, its furniture told apart."""
    parts = take_apart(text)
    publisher = publisher_of_url(url) or publisher_of_crumbs(parts.breadcrumb)
    frame_origin = next((found for line in parts.frame if (found := source_in(line))), None)
    author = next((found for line in parts.frame if (found := clean_author(value_after_label(line, "author")))), None)
    return Found(
        text=parts.body,
        title=without_site(parts.title, publisher),
        stamp=parts.stamp,
        publisher=publisher,
        origin=own_name(frame_origin, publisher) if frame_origin else None,
        author=author,
        breadcrumb=parts.breadcrumb,
        links=parts.links,
    )


def page_of(found: Found, *, given: str | None, url: str | None, page_id: str) -> Page:
    """Return the page: folded text, language, and the day by its strongest basis."""
    folded = fold(found.text)
    link = url or found.url
    published, basis = strongest_day(given, found.stamp, link)
    document = Document(
        title=found.title,
        text=found.text,
        language=language_of(found.text),
        published=published,
        published_basis=basis,
        publisher=found.publisher,
        origin=strongest_origin(found, folded),
        author=found.author or author_of(folded),
        url=link,
        breadcrumb=found.breadcrumb,
        links=found.links,
    )
    return Page(id=page_id, document=document, folded=folded)


def strongest_origin(found: Found, folded: str) -> str | None:
    """Return who wrote the page: the source it names; a dateline where that only names the page's own publisher."""
    if found.origin and found.origin != found.publisher:
        return found.origin
    return origin_of(folded, found.publisher) or found.origin


def strongest_day(given: str | None, stamp: str | None, url: str | None) -> tuple[str | None, Basis | None]:
    """Return the day of publication and how it is known: the caller's word, then the page's stamp, then its URL."""
    if given:
        return given, Basis.GIVEN
    if stamp:
        return stamp, Basis.PAGE
    in_url = day_in_url(url) if url else None
    return (in_url, Basis.URL) if in_url else (None, None)

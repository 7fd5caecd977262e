"""The links of a page that lists others: what a site without feeds shows instead of one."""

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.etree import ParserError

from shiguan.errors import CaptureError
from shiguan.model.raw import Raw

MOST_LINKS = 5000
LONGEST = 4096


def links_in(raw: Raw, wanted: re.Pattern[str]) -> Iterator[str]:
    """Yield the addresses that a page links to and that match, each once, in its order; raises CaptureError."""
    try:
        tree = html.document_fromstring(raw.data, parser=html.HTMLParser(no_network=True, encoding=None))
    except (ParserError, ValueError, AssertionError) as error:
        raise CaptureError(f"{raw.name}: it is no page with links; check the address") from error
    seen: set[str] = set()
    for element in tree.iter("a"):
        found = address_of(element.get("href") or "", raw.url or "")
        if found is None or found in seen or not wanted.search(found):
            continue
        if len(seen) >= MOST_LINKS:
            raise CaptureError(f"{raw.name}: it links to more than {MOST_LINKS:,} pages; narrow 'links'")
        seen.add(found)
        yield found


def address_of(written: str, beside: str) -> str | None:
    """Return an address as a link means it, without its fragment; None where it leads to nothing on the web."""
    if len(written) > LONGEST:
        return None
    try:
        found = urljoin(beside, written.strip())
        parts = urlsplit(found)
    except ValueError:
        return None
    return found.partition("#")[0] if parts.scheme in ("http", "https") and parts.netloc else None

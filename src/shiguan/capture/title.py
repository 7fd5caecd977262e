"""The title of a page without the site's name behind it."""

import functools
import re

from shiguan.capture.origin import outlet_names
from shiguan.grammar.fold import fold
from shiguan.lexicon import tables

SEPARATOR = re.compile(r"\s*(?:[_|｜¦]+|—{1,2}|–|--+|-|«|»|\s[·/]\s)\s*")
SITE = re.compile(
    r"(?:网|网站|在线|频道|新闻|资讯|日报|晚报|时报|早报|周刊|电视台|电台|通讯社|新闻社|官网|门户|首页|中心|论坛|博客|政府|部|协会|之声|社区|"
    r"\.(?:com|cn|net|org|hk|tw)\w*|News|Online|RFI|BBC|DW|VOA|RFA|CNN|The Paper)$",
    re.IGNORECASE,
)
SHORT_SECTION = 6
EDGES = " >＞»›|｜_-—·•\u3000"
WORDS_ONLY = re.compile(r"[\W_]+")


def bare(text: str) -> str:
    """Return only letters, digits and Han characters, folded: what two writings of one title share."""
    return WORDS_ONLY.sub("", fold(text)).lower()


def clean_title(title: str, publisher: str | None = None) -> str:
    """Return the title without site and section names: "中法外长会晤_新华网" -> "中法外长会晤"."""
    title = " ".join(title.split()).strip(EDGES)
    marks: set[str] = set()  # separators behind which a site has stood; a short section may stand before it
    while cut := last_cut(title):
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        is_section = cut.group() in marks and len(tail) <= SHORT_SECTION < len(head)
        if not head or not (is_section or is_site(tail, cut.group(), head, publisher)):
            break
        marks.add(cut.group())
        title = head
    return title


def last_cut(title: str) -> re.Match[str] | None:
    """Return the last separator with something on both sides, or None."""
    cuts = [found for found in SEPARATOR.finditer(title) if found.start() > 0]
    return cuts[-1] if cuts else None


def is_site(tail: str, separator: str, head: str, publisher: str | None) -> bool:
    """Return whether what stands behind the last separator is a site's or a section's name."""
    if not tail:
        return True
    folded = fold(tail)
    if publisher and bare(tail) == bare(publisher):
        return True
    if folded in outlet_names():
        return True
    if "_" in separator or "|" in separator or "｜" in separator:
        return len(tail) <= max(12, len(head)) and len(head) > SHORT_SECTION
    spaced = separator != separator.strip()
    sitelike = SITE.search(folded) is not None and len(tail) <= 16
    if "-" in separator and not spaced and len(separator) == 1:
        return sitelike and len(tail) <= len(head)
    return sitelike and len(head) > SHORT_SECTION


@functools.cache
def known_sites() -> frozenset[str]:
    """Return the outlets' names as `bare` writes them."""
    return frozenset(bare(name) for name in outlet_names())


@functools.cache
def portals() -> tuple[str, ...]:
    """Return the outlets of the table of domains, longest first: a section's name often follows theirs (网易财经)."""
    return tuple(sorted(set(tables.mapping("outlet_domains", "outlet").values()), key=lambda name: (-len(name), name)))


def site_in(title: str) -> str | None:
    """Return the outlet that a page's title ends with, as written, or None."""
    parts = SEPARATOR.split(" ".join(title.split()))
    for part in reversed(parts[1:]):
        if portal := next((name for name in portals() if part.startswith(name)), None):
            return portal
        if part and (bare(part) in known_sites() or (SITE.search(part) and re.search("[\u4e00-\u9fff]", part))):
            return part.strip()
    return None

"""What an HTML page says of itself in its head: meta tags and JSON-LD, read as flat pairs."""

import json
import re

from lxml import html

LINKED_DATA = re.compile(r"<script[^>]*application/ld\+json[^>]*>", re.I)
PAIR = r'"{key}"\s*:\s*"((?:[^"\\]|\\.){{1,400}})"'
PUBLISHED_PAIR = re.compile(r'"(?:datePublished|pubDate|uploadDate)"\s*:\s*"([^"\\]{4,40})"')
HEADLINE_PAIR = re.compile(PAIR.format(key="headline"))
PUBLISHER_PAIR = re.compile(r'"publisher"\s*:\s*\{[^{}]{0,300}?"name"\s*:\s*"((?:[^"\\]|\\.){1,60})"')
AUTHOR_PAIR = re.compile(r'"author"\s*:\s*[\[{]?\s*\{?[^{}\[\]]{0,300}?"name"\s*:\s*"((?:[^"\\]|\\.){1,60})"')
LONGEST_DATA = 100_000
MOST_BLOCKS = 8

PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "publishdate", "pubdate",
    "publish_date", "publication_date", "publish-date", "publishtime", "datepublished", "dc.date", "dc.date.issued",
    "dcterms.created", "dcterms.date", "article_date_original", "parsely-pub-date", "sailthru.date",
    "weibo:article:create_at", "date", "og:release_date", "createdate",
)  # fmt: skip
TITLE = ("og:title", "articletitle", "twitter:title", "weibo:article:title", "dc.title", "headline")
SITE = ("og:site_name", "sitename", "application-name", "apple-mobile-web-app-title")
SOURCE = ("contentsource", "source", "article:source", "weibo:article:source", "mediaid")
AUTHOR = ("article:author", "og:article:author", "author", "byl", "dc.creator", "parsely-author")
URL = ("og:url", "twitter:url")


def metas_of(root: html.HtmlElement) -> dict[str, str]:
    """Return name -> content of the meta tags, names in lower case, the first of each kept."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().lower()
        content = " ".join((element.get("content") or "").split())
        if key and content:
            found.setdefault(key, content)
    return found


def first_of(metas: dict[str, str], keys: tuple[str, ...]) -> str | None:
    """Return the first value there is."""
    return next((metas[key] for key in keys if key in metas), None)


def linked_data(text: str) -> str:
    """Return the page's JSON-LD blocks as one string. It is searched and not parsed: much of it is not quite JSON."""
    blocks: list[str] = []
    for found in LINKED_DATA.finditer(text):
        end = text.find("</", found.end(), found.end() + LONGEST_DATA)
        blocks.append(text[found.end() : end if end > 0 else found.end() + LONGEST_DATA])
        if len(blocks) == MOST_BLOCKS:
            break
    return "\n".join(blocks)


def value_in(data: str, pair: re.Pattern[str]) -> str | None:
    """Return the first value of a pair in JSON-LD, its escapes read."""
    found = pair.search(data)
    if found is None:
        return None
    try:
        value = json.loads(f'"{found.group(1)}"', strict=False)
    except ValueError:
        return None
    return " ".join(str(value).split()) or None

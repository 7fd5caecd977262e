"""An HTML page told apart: body, and what its head and frame say of it."""

import re
from urllib.parse import urljoin

from shiguan.capture import meta
from shiguan.capture.found import Found
from shiguan.capture.furniture import LINKING, Piece, crumbs_of, labels
from shiguan.capture.main_text import HAN, Article, find_article
from shiguan.capture.markup import Line, Markup, plain_text, read
from shiguan.capture.origin import clean_author, clean_source, own_name, source_in
from shiguan.capture.published import read_day, stamp_in
from shiguan.capture.scrape import Line as PlainLine
from shiguan.capture.scrape import labelled, read_head, read_tail, take_apart
from shiguan.capture.site import publisher_of_crumbs, publisher_of_url
from shiguan.capture.title import bare, clean_title, site_in
from shiguan.errors import CaptureError
from shiguan.model.page import Link

ABOVE = 12  # lines above the article in which its stamp and source stand
BELOW = 15
LONGEST_TITLE = 120
SHORTEST_TITLE = 4
MOST_LINKS = 60
MOST_LINKED = 0.7
HEADINGS = frozenset({"h1", "h2", "h3"})
GENERIC_TITLE = 8  # a shorter title may be its section's: 新闻动态

GENERIC_SITE = re.compile(r"公众平台|WordPress|^首页$|\{|\}", re.I)


def read_html(text: str, *, name: str, url: str | None) -> Found:
    """Return what an HTML page holds; raises CaptureError where it has no running Chinese text."""
    markup = read(text, name)
    article = find_article(markup) or whole_page(markup)
    if article is None:
        return without_tree(text, name, url)
    metas = meta.metas_of(markup.root)
    data = meta.linked_data(text)
    own_url = url or url_of(markup, metas)
    written = page_title(markup)
    publisher = publisher_of(metas, data, own_url, written)
    title = title_of(markup, article, metas, data, written, publisher)
    breadcrumb = breadcrumb_of(markup, article, title)
    publisher = publisher or publisher_of_crumbs(breadcrumb) or site_in(written)
    body, inner_stamp = body_of(article, title)
    if not HAN.search(body):
        return without_tree(text, name, url)
    frame = frame_lines(markup, article, title)
    return Found(
        text=body,
        title=title,
        stamp=stamp_of(markup, frame, metas, data) or inner_stamp,
        publisher=publisher,
        origin=origin_in(frame, metas, publisher),
        author=author_in(frame, metas, data, written),
        url=own_url,
        breadcrumb=breadcrumb,
        links=links_of(markup, article, title, own_url),
    )


def whole_page(markup: Markup) -> Article | None:
    """Return the visible lines of a page too short to have an article's block, or None where there are none."""
    lines = [line for line in markup.lines if not (line.hidden or line.framed)]
    return Article(lines, 0, len(markup.lines) - 1) if any(HAN.search(line.text) for line in lines) else None


def without_tree(text: str, name: str, url: str | None) -> Found:
    """Return what a page holds whose tree came to nothing: nested too deep, or cut off inside a tag."""
    parts = take_apart(plain_text(text))
    if not HAN.search(parts.body):
        raise CaptureError(f"{name}: no Chinese article was found in it; give the page of one article")
    body = "\n".join(line.strip() for line in parts.body.split("\n") if line.strip())
    return Found(
        text=body,
        title=parts.title,
        stamp=parts.stamp,
        publisher=publisher_of_url(url),
        url=url,
        breadcrumb=parts.breadcrumb,
        links=parts.links,
    )


def url_of(markup: Markup, metas: dict[str, str]) -> str | None:
    """Return the address the page gives itself."""
    for element in markup.root.iter("link"):
        href = (element.get("href") or "").strip()
        if (element.get("rel") or "").lower() == "canonical" and href.startswith("http"):
            return str(href)
    address = meta.first_of(metas, meta.URL)
    return address if address and address.startswith("http") else None


def page_title(markup: Markup) -> str:
    """Return what stands in the page's title element."""
    element = next(markup.root.iter("title"), None)
    return " ".join((element.text_content() if element is not None else "").split())


def publisher_of(metas: dict[str, str], data: str, url: str | None, written: str) -> str | None:
    """Return who carries the page: by domain, by its own word, by what its title ends with."""
    if known := publisher_of_url(url):
        return known
    for named in (meta.first_of(metas, meta.SITE), meta.value_in(data, meta.PUBLISHER_PAIR)):
        if named and len(named) <= 40 and not GENERIC_SITE.search(named):
            return named
    return site_in(written)


def title_of(
    markup: Markup, article: Article, metas: dict[str, str], data: str, written: str, publisher: str | None
) -> str | None:
    """Return the article's title as the page shows it.

    A line, a meta value or a headline that the title element repeats is the title; the longest such wins.
    """
    whole = bare(written)
    declared = [meta.first_of(metas, (key,)) for key in meta.TITLE]
    named = [value for value in (*declared, meta.value_in(data, meta.HEADLINE_PAIR)) if value]
    shown = [
        line.text for line in markup.lines[: article.last + 1] if SHORTEST_TITLE <= len(line.text) <= LONGEST_TITLE
    ]
    candidates = [text for text in (*shown, *named) if is_part(bare(text), whole)]
    longest = max(candidates, key=lambda text: len(bare(text)), default="")
    cleaned = clean_title(longest or written, publisher)
    if candidates and len(cleaned) >= GENERIC_TITLE:
        return cleaned
    heading = named[0] if named else heading_above(markup, article)
    if heading is None or (len(cleaned) > GENERIC_TITLE and bare(cleaned) in bare(heading)):
        return cleaned or None
    return clean_title(heading, publisher) if len(heading) >= GENERIC_TITLE or not cleaned else cleaned


def is_part(text: str, whole: str) -> bool:
    """Return whether a text opens the page's title, or is most of it."""
    if len(text) < SHORTEST_TITLE or text not in whole:
        return False
    return (whole.startswith(text) and len(text) > 0.3 * len(whole)) or len(text) > 0.5 * len(whole)


def heading_above(markup: Markup, article: Article) -> str | None:
    """Return the last line above the article that is a heading by its element, its class, or a stamp below it."""
    found = None
    lines = markup.lines[: article.first + 3]
    for line, below in zip(lines, [*lines[1:], None], strict=True):
        block = markup.blocks[line.block]
        named = f"{block.get('class') or ''} {block.get('id') or ''}".lower()
        is_heading = block.tag in HEADINGS or "title" in named or (below is not None and below.piece is Piece.STAMP)
        if is_heading and line.piece is Piece.HEADING and len(line.text) > SHORTEST_TITLE and not line.linked:
            found = line.text
    return found


def body_of(article: Article, title: str | None) -> tuple[str, str | None]:
    """Return the article's paragraphs without title, stamps and labels around them, and a day stamped among those."""
    lines = [PlainLine(line.text, line.folded, line.piece, line.url) for line in article.lines]
    lines = lines[broken_title(lines, title) :]
    head, _, _, stamp = read_head(lines, title or "\u0000")
    end, _ = read_tail(lines[head:], title)
    kept = [line for line in lines[head : head + end] if line.piece not in (Piece.BUTTON, Piece.EDITOR)]
    return "\n".join(line.text for line in kept), stamp


def broken_title(lines: list[PlainLine], title: str | None) -> int:
    """Return how many lines at the head make up the title together: a title set over several lines."""
    wanted = bare(title) if title else ""
    joined = ""
    for count, line in enumerate(lines[:5], start=1):
        joined += bare(line.text)
        if not wanted.startswith(joined):
            return 0
        if joined == wanted:
            return count
    return 0


def frame_lines(markup: Markup, article: Article, title: str | None) -> list[Line]:
    """Return the lines around the article: between title and text first, then those above, then those below."""
    wanted = bare(title) if title else ""
    start = max(0, article.first - ABOVE)
    for index in range(article.first + 3, -1, -1):
        if index < len(markup.lines) and wanted and bare(markup.lines[index].text) == wanted:
            start = index
            break
    near = markup.lines[start : min(start + 2 * ABOVE, article.first + 4)]
    above = markup.lines[max(0, start - ABOVE) : start]
    end = article.first + len(article.lines)
    below = markup.lines[max(article.first + 4, min(end, article.last) - 6) : article.last + BELOW]
    return [*near, *reversed(above), *below]


def stamp_of(markup: Markup, frame: list[Line], metas: dict[str, str], data: str) -> str | None:
    """Return the day of publication: a stamp beside the article, else what the head declares, else any stamp."""
    known = labels().stamp
    beside = [line for line in frame if line.linked <= MOST_LINKED * len(line.text)]
    first = [line for line in beside if "更新" not in line.folded and "更改" not in line.folded]
    for line in (*first[: 2 * ABOVE], *beside[: 2 * ABOVE]):
        if day := stamp_in(line.folded, known, between=True):
            return day
    for key in meta.PUBLISHED:
        if key in metas and (day := read_day(metas[key])):
            return day
    declared = meta.value_in(data, meta.PUBLISHED_PAIR)
    if declared and (day := read_day(declared)):
        return day
    if day := timed_element(markup):
        return day
    return next((day for line in beside if (day := stamp_in(line.folded, known))), None)


def timed_element(markup: Markup) -> str | None:
    """Return the day of the first time element."""
    for element in markup.root.iter("time"):
        day = read_day(element.get("datetime") or element.text_content()[:40])
        if day:
            return day
    return None


def origin_in(frame: list[Line], metas: dict[str, str], publisher: str | None) -> str | None:
    """Return the outlet behind a source label beside the article or in the head."""
    declared = meta.first_of(metas, meta.SOURCE)
    for line in frame:
        if found := source_in(line.folded):
            return own_name(found, publisher)
    if declared:
        return source_in(declared) or clean_source(declared)
    return None


def author_in(frame: list[Line], metas: dict[str, str], data: str, written: str) -> str | None:
    """Return the by-line beside the article, else the author that the head declares."""
    for line in frame:
        labelled_name = AUTHOR_LABEL.search(line.folded)
        if len(line.folded) <= 100 and labelled_name and (name := clean_author(labelled_name.group("name"))):
            return name
    for declared in (meta.first_of(metas, meta.AUTHOR), meta.value_in(data, meta.AUTHOR_PAIR)):
        name = clean_author(declared)
        if name and name not in written and re.search("[\u4e00-\u9fff]", name):  # no site's name
            return name
    return None


AUTHOR_LABEL = re.compile(
    r"(?:作者|撰文|撰稿)\s*[：:]\s*(?P<name>[\u4e00-\u9fff·、]{2,20}?)(?=$|[\s；，。（）|]|编辑|责编|来源|时间|发布)"
)


def breadcrumb_of(markup: Markup, article: Article, title: str | None) -> tuple[str, ...]:
    """Return the steps of the breadcrumb above the article, the title left out."""
    wanted = bare(title) if title else ""
    for line in markup.lines[: article.first + 3]:
        if line.piece is Piece.BREADCRUMB:
            steps = [step for step in crumbs_of(line.folded) if step and bare(step) != wanted]
            steps = [step for step in steps if step not in ("正文", "内容")]
            if steps:
                return tuple(steps)
    return ()


def links_of(markup: Markup, article: Article, title: str | None, url: str | None) -> tuple[Link, ...]:
    """Return the previous, next and related links that labels announce below the article's beginning."""
    links: list[Link] = []
    run: list[PlainLine] = []
    open_run = False
    for line in markup.lines[article.first :]:
        if line.piece in LINKING:
            open_run = True
        elif open_run and line.linked < 0.5 * len(line.text):
            open_run = line.piece is Piece.STAMP or line.piece is Piece.BUTTON
            continue
        if not open_run:
            continue
        piece = line.piece if line.piece in LINKING else Piece.HEADING
        run.append(PlainLine(line.text, line.folded, piece, address(line.url, url)))
    links.extend(labelled(run, title))
    once = {link.text: link for link in reversed(links) if len(link.text) > SHORTEST_TITLE}
    return tuple(reversed(once.values()))[:MOST_LINKS]


def address(href: str | None, base: str | None) -> str | None:
    """Return a link's address, absolute where the page's own is known; scripts and anchors are none."""
    if not href or href.startswith(("javascript:", "#", "mailto:")):
        return None
    try:
        return urljoin(base, href) if base else href
    except ValueError:
        return None

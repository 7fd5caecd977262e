"""Articles as JSON lines: one object a line, its text taken as it is."""

from collections.abc import Iterable, Iterator

import msgspec

from shiguan.capture.chinese import refuse_other_languages
from shiguan.capture.encoding import CONTROL, LARGEST
from shiguan.capture.found import Found
from shiguan.capture.furniture import labels
from shiguan.capture.origin import head_lines
from shiguan.capture.page import digest, given_day, page_of
from shiguan.capture.published import stamp_in
from shiguan.capture.scrape import without_site
from shiguan.capture.site import publisher_of_url
from shiguan.errors import CaptureError
from shiguan.grammar.fold import fold
from shiguan.model.page import Page


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One line of input; unknown keys are left alone."""

    text: str
    id: str | int | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None


DECODER = msgspec.json.Decoder(Article)


def articles(lines: Iterable[bytes], *, name: str) -> Iterator[Page | CaptureError]:
    """Yield the page of every line, and a CaptureError in the place of each line that holds none."""
    for number, line in enumerate(lines, start=1):
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            yield read_article(line, name=f"{name}:{number}")
        except CaptureError as fault:
            yield fault


def read_article(line: bytes, *, name: str) -> Page:
    """Return the page of one line; raises CaptureError naming it."""
    if len(line) > LARGEST:
        raise CaptureError(f"{name}: the line has {len(line):,} bytes, more than {LARGEST:,}; split the input")
    try:
        article = DECODER.decode(line)
    except msgspec.ValidationError as fault:
        raise CaptureError(
            f"{name}: {one_line(fault)}; an article needs a 'text', and its fields are strings"
        ) from fault
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise CaptureError(
            f"{name}: it is no JSON object in UTF-8 ({one_line(fault)}); mend or drop the line"
        ) from fault
    if not article.text.strip("\x00 \t\r\n\ufeff\u3000"):
        raise CaptureError(f"{name}: its text is empty; give the article's text or drop the line")
    refuse_other_languages(article.text, name)
    found = found_in(article)
    return page_of(
        found,
        given=given_day(article.published, name),
        url=article.url or None,
        page_id=str(article.id) if article.id not in (None, "") else digest(line.strip()),
    )


def found_in(article: Article) -> Found:
    """Return what the article's fields and the stamp at the head of its text tell."""
    text = CONTROL.sub("", article.text)
    publisher = article.outlet or publisher_of_url(article.url)
    stamp = None
    if not article.published:
        known = labels().stamp
        stamp = next((day for line in head_lines(fold(text[:1000])) if (day := stamp_in(line, known))), None)
    return Found(
        text=text,
        title=without_site(article.title or None, publisher),
        stamp=stamp,
        publisher=publisher,
    )


def one_line(fault: Exception) -> str:
    """Return what a fault says, on one line and not too long."""
    return " ".join(str(fault).split())[:120]

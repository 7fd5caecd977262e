"""Pages as CSL-JSON items, which citation processors and reference managers read."""

import json
from collections.abc import Iterable, Iterator

from shiguan.model.brief import Source
from shiguan.model.imprint import Imprint

Item = dict[str, object]
LANGUAGE = "zh"
DATE = 10  # characters of a day; an ISO date has as many or, of a month or year, fewer


def csl_json_lines(imprints: Iterable[Imprint]) -> Iterator[bytes]:
    """Yield a JSON array of items, one a page."""
    before = b"[\n"
    for one in imprints:
        body = json.dumps(page_item(one.page, one), ensure_ascii=False)
        yield before + body.encode("utf-8", errors="replace")
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"


def page_item(id: str, page: Imprint | Source, accessed: str | None = None) -> Item:
    """Return a page as an item: its author is the origin, or nobody where the publisher wrote it itself."""
    found: Item = {"id": id, "type": "webpage" if page.url else "article-newspaper", "language": LANGUAGE}
    if page.origin and page.origin != page.publisher:
        found["author"] = [{"literal": flat(page.origin)}]
    for key, value in (("title", page.title), ("container-title", page.publisher), ("URL", page.url)):
        if value and value.strip():
            found[key] = flat(value)
    if page.published:
        found["issued"] = date_of(page.published)
    if accessed and page.url:
        found["accessed"] = date_of(accessed)
    return found


def ruling_item(id: str, source: Source) -> Item:
    """Return what a person ruled as an item: a document by its number."""
    found: Item = {"id": id, "type": "document", "number": source.label, "language": LANGUAGE}
    if source.origin:
        found["author"] = [{"literal": flat(source.origin)}]
    if source.published:
        found["issued"] = date_of(source.published)
    return found


def date_of(value: str) -> Item:
    """Return an EDTF value as a date in parts; anything but a day, month, year or an interval of them as it is."""
    parts = [parts_of(one) for one in value.split("/")]
    if len(parts) > 2 or not all(parts):
        return {"literal": value}
    return {"date-parts": parts}


def parts_of(value: str) -> list[int]:
    """Return the numbers of a day, month or year; none where it is something else."""
    parts = value.split("-")
    shaped = len(value) <= DATE and len(parts[0]) == 4 and all(len(one) == 2 for one in parts[1:])
    return [int(one) for one in parts] if shaped and all(one.isdecimal() for one in parts) else []


def flat(text: str) -> str:
    """Return a text in one line."""
    return " ".join(text.split())

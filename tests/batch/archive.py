"""Archives for the tests of `batch`, and what a register of them holds."""

from pathlib import Path

from shiguan.annals.register import open_register
from shiguan.intake.source import Source, raw_pages
from tests.contracts.pages import PAGES, lines
from tests.intake.made import COOKING, HTML, packed, page, record

FILES = ("broken.warc.gz", "first.jsonl", "second.jsonl", "third.warc.gz")


def fill(folder: Path) -> Path:
    """Write archives into a folder: articles of several months, pages that the filter leaves out, a broken record."""
    folder.mkdir(parents=True, exist_ok=True)
    articles = lines()
    (folder / "first.jsonl").write_bytes(b"\n".join(articles[:12]))
    (folder / "second.jsonl").write_bytes(b"\n".join(articles[10:]) + b'\n{"text": 5}\n')
    told = [HTML.format(text).encode() for *_, text in PAGES[:5]]
    pages = [record(number, body) for number, body in enumerate(told)]
    (folder / "third.warc.gz").write_bytes(packed(*pages, record(90, page(90, COOKING))))
    (folder / "broken.warc.gz").write_bytes(packed(record(7, page(7)), record(8), record(9, page(9)))[:-9])
    return folder


def direct(folder: Path, register: Path) -> list[bytes]:
    """Return the dump of a register made from archives, or readings, in a folder."""
    with open_register(register) as book:
        list(book.add(raw_pages(Source(pages=(str(folder),))), jobs=0))
        return list(book.dump())

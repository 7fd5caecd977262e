"""Pages out of a WARC: its responses that are pages in Chinese, each with its address and the time it was fetched."""

import datetime
from collections.abc import Iterator
from typing import IO

from shiguan.errors import CaptureError
from shiguan.intake.answer import Answer, GarbledError, answer_of, body_of
from shiguan.intake.filter import may_hold_diplomacy
from shiguan.intake.glance import glance, is_chinese
from shiguan.intake.record import Broken, Record, records
from shiguan.intake.tally import Passed, Tally
from shiguan.model.raw import Raw, RawKind

PAGES = ("text/html", "application/xhtml+xml", "text/plain", "")
FOUND = 200
SHOWN = 200  # characters of an address in an error


def warc_pages(stream: IO[bytes], name: str, tally: Tally, *, filtered: bool) -> Iterator[Raw | CaptureError]:
    """Yield the pages of a WARC in their order, and a CaptureError in the place of each broken record."""
    for record in records(stream):
        if isinstance(record, Broken):
            yield CaptureError(f"{place(name, record.at, record.url)}: {record.fault}")
            continue
        try:
            raw = page_of(record, name, tally, filtered=filtered)
        except GarbledError as error:
            yield CaptureError(f"{place(name, record.at, record.head.get('warc-target-uri'))}: {error}")
            continue
        if raw is not None:
            yield raw


def page_of(record: Record, name: str, tally: Tally, *, filtered: bool) -> Raw | None:
    """Return the page that a record holds, None where it holds none of those wanted; raises GarbledError."""
    if record.head.get("warc-type", "").lower() != "response":
        return None
    url = record.head.get("warc-target-uri", "").strip("<>")  # older crawlers set it in angle brackets
    if not url.startswith(("http://", "https://")):
        return None
    answer = answer_of(record.block)
    if answer.status != FOUND or answer.kind not in PAGES:
        tally.count(Passed.NO_PAGE)
        return None
    body = body_of(answer)
    if why := unwanted(body, filtered=filtered):
        tally.count(why)
        return None
    return Raw(
        data=body,
        kind=kind_of(answer),
        name=place(name, record.at, url),
        url=url,
        fetched=moment(record.head.get("warc-date", "")),
    )


def unwanted(body: bytes, *, filtered: bool) -> Passed | None:
    """Return why a page is not worth reading, by a glance at its bytes; None where it may be."""
    characters = glance(body)
    if not is_chinese(characters):
        return Passed.NOT_CHINESE
    if filtered and not may_hold_diplomacy(characters):
        return Passed.NO_DIPLOMACY
    return None


def kind_of(answer: Answer) -> RawKind:
    """Return how a body is to be read."""
    return RawKind.TEXT if answer.kind == "text/plain" else RawKind.AUTO


def moment(written: str) -> str | None:
    """Return a time of WARC as ISO 8601 in UTC to the second, None where it is none."""
    try:
        found = datetime.datetime.fromisoformat(written)
    except ValueError:
        return None
    if found.tzinfo is None:
        return None
    return found.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def place(name: str, at: int, url: str | None) -> str:
    """Return where a record stands, on one line."""
    told = url if url is None or url.isprintable() else repr(url)[1:-1]
    return f"{name}@{at}" + (f" ({told[:SHOWN]})" if told else "")

"""What a server answered, and what of it is worth keeping: when it changed, how long it wants to be left alone."""

import datetime
from email.utils import parsedate_to_datetime

import msgspec

from shiguan.model.raw import Raw

LONGEST_MARK = 1024  # characters of an ETag; a longer one is not kept
LONGEST_PAUSE = 86_400.0  # seconds: nobody is left alone for longer
PAGES = ("text/html", "text/plain", "application/xhtml+xml", "application/xml", "text/xml", "")
LISTS = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "text/x-opml"),
    *("application/opml+xml", "application/x-rss+xml"),
)
PACKED = ("application/gzip", "application/x-gzip", "application/octet-stream", "binary/octet-stream")
GZIP = b"\x1f\x8b"
NOT_CHANGED = 304


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """By what a server knows a version of its answer again (RFC 9110, validators); "" where it told none."""

    etag: str = ""
    modified: str = ""


NO_MARKS = Marks()


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server answered. `leads` is where a redirect goes, None where there is a body."""

    status: int
    kind: str
    body: bytes
    leads: str | None
    marks: Marks = NO_MARKS
    pause: str = ""  # Retry-After as told


class Fetched(msgspec.Struct, frozen=True, kw_only=True):
    """What was fetched, None where it is what it was when it had the marks given; and its marks."""

    raw: Raw | None
    marks: Marks


def marks_of(fields: dict[bytes, str]) -> Marks:
    """Return the marks that an answer carries; what could not be sent back as it came is left."""
    return Marks(etag=sendable(fields.get(b"etag", "")), modified=sendable(fields.get(b"last-modified", "")))


def sendable(value: str) -> str:
    """Return a field as it may be sent back, "" where it may not."""
    return value if value.isascii() and value.isprintable() and len(value) <= LONGEST_MARK else ""


def asked_with(marks: Marks) -> dict[bytes | str, bytes | str]:
    """Return the fields that ask for an answer only where it is another by now."""
    told: dict[bytes | str, bytes | str] = {"If-None-Match": marks.etag, "If-Modified-Since": marks.modified}
    return {name: value for name, value in told.items() if value}


def may_pass(status: int) -> bool:
    """Return whether a server may well answer otherwise later."""
    return status >= 500 or status in (408, 425, 429)


def pause_of(told: str, now: datetime.datetime) -> float | None:
    """Return the seconds that Retry-After asks for, as seconds or a date; None where it tells neither."""
    if told.isascii() and told.isdecimal():
        return min(float(told[:9]), LONGEST_PAUSE)
    try:
        until = parsedate_to_datetime(told)
    except (ValueError, TypeError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=datetime.UTC)
    return min(max((aware - now).total_seconds(), 0.0), LONGEST_PAUSE)


def is_wanted(answer: Answer, *, lists: bool) -> bool:
    """Return whether an answer is of a type that is read: a page, or where `lists` a feed or list, packed or not."""
    if answer.kind in PAGES:
        return True
    if not lists:
        return False
    return answer.kind in LISTS or (answer.kind in PACKED and answer.body.startswith(GZIP))

"""A mail (EML) as a page: its HTML or text, its subject as title, its day as the day of publication."""

import datetime
from collections.abc import Iterator
from email import errors, policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import IO

from shiguan.errors import CaptureError
from shiguan.model.raw import Raw, RawKind

LARGEST = 32 * 1024 * 1024  # bytes of a mail; its pictures are most of it
MOST_PARTS = 500


def mail_pages(stream: IO[bytes], name: str, published: str | None) -> Iterator[Raw | CaptureError]:
    """Yield the page that a mail holds, or the reason why there is none."""
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield CaptureError(f"{name}: the mail has more than {LARGEST:,} bytes; give its text")
        return
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(data)
        part = message.get_body(("html", "plain")) if few_parts(message) else None
        text = part.get_content() if part is not None else None
        day = published or day_of(message)
    except (errors.MessageError, LookupError, ValueError, TypeError, AttributeError, RecursionError) as error:
        yield CaptureError(f"{name}: the mail cannot be read ({type(error).__name__}); save its text")
        return
    if part is None or not isinstance(text, str) or not text.strip():
        yield CaptureError(f"{name}: the mail holds no text; give the page itself")
        return
    kind = RawKind.HTML if part.get_content_subtype() == "html" else RawKind.TEXT
    yield Raw(data=text.encode("utf-8", errors="replace"), kind=kind, name=name, published=day)


def few_parts(message: EmailMessage) -> bool:
    """Return whether a mail has a number of parts that a mail may have; raises ValueError where it has not."""
    for number, _ in enumerate(message.walk()):
        if number > MOST_PARTS:
            raise ValueError("too many parts")
    return True


def day_of(message: EmailMessage) -> str | None:
    """Return the day a mail was sent, in its sender's zone, None where it does not tell."""
    sent = getattr(message["date"], "datetime", None)
    return sent.date().isoformat() if isinstance(sent, datetime.datetime) else None

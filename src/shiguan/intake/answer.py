"""An HTTP answer as an archive keeps it: its status, its type and its body, unchunked and unpacked within bounds."""

import re
import zlib

import msgspec

from shiguan.intake.record import end_of_head, fields_of

LARGEST = 8 * 1024 * 1024  # bytes of a page, unpacked
STATUS = re.compile(rb"HTTP/[\d.]+ +(\d{3})")
CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
PACKED = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
GZIP = b"\x1f\x8b"


class GarbledError(Exception):
    """An answer that cannot be read: the fault and the cure."""


class Answer(msgspec.Struct, frozen=True):
    """What a server answered. `kind` is the media type in lower case, "" where none is told."""

    status: int
    kind: str
    fields: dict[str, str]
    body: bytes  # as it came


def answer_of(block: bytes) -> Answer:
    """Return the answer that a record holds, its body as it came; raises GarbledError where there is none."""
    status = STATUS.match(block)
    end, rest = end_of_head(block)
    if status is None or not rest:
        raise GarbledError("it holds no HTTP answer; fetch it again")
    fields = fields_of(block[:end])
    kind = fields.get("content-type", "").partition(";")[0].strip().lower()
    return Answer(int(status[1]), kind, fields, block[rest:])


def body_of(answer: Answer) -> bytes:
    """Return the body as the page was written; raises GarbledError where it cannot be had.

    Crawlers often unchunk and unpack a body and keep the fields that told of it: what the body is, decides.
    """
    body = answer.body
    if "chunked" in answer.fields.get("transfer-encoding", "").lower() and CHUNK.match(body):
        body = unchunked(body)
    packing = answer.fields.get("content-encoding", "").strip().lower()
    if packing in PACKED and (packing == "deflate" or body.startswith(GZIP)):
        body = unpacked(body, PACKED[packing])
    if len(body) > LARGEST:
        raise GarbledError(f"its page has more than {LARGEST:,} bytes; give the page of one article")
    return body


def unchunked(body: bytes) -> bytes:
    """Return a body put together from its chunks."""
    parts: list[bytes] = []
    at = 0
    while size := CHUNK.match(body, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(parts)
        part = body[size.end() : size.end() + length]
        after = size.end() + length
        if len(part) < length or body[after : after + 1] not in (b"\r", b"\n"):
            break
        parts.append(part)
        at = after + (2 if body[after : after + 2] == b"\r\n" else 1)
    raise GarbledError("its chunks do not fit together; fetch it again")


def unpacked(body: bytes, window: int) -> bytes:
    """Return a body unpacked, never further than a page may be long."""
    unpack = zlib.decompressobj(window)
    try:
        found = unpack.decompress(body, LARGEST + 1)
    except zlib.error as error:
        if window == zlib.MAX_WBITS:  # many servers send deflate without its frame
            return unpacked(body, -zlib.MAX_WBITS)
        raise GarbledError("its packed body is broken; fetch it again") from error
    if not unpack.eof and len(found) <= LARGEST:
        raise GarbledError("its packed body breaks off; fetch it again")
    return found

"""Archives made for the tests."""

import gzip
import io

from shiguan.errors import ShiguanError
from shiguan.intake.source import Source, raw_pages
from shiguan.intake.tally import Tally
from shiguan.model.raw import Raw

HTML = "<html><head><title>今天的消息</title></head><body><p>{}</p></body></html>"
DEED = (
    "王毅5月16日在北京会见俄罗斯外长拉夫罗夫。双方就两国关系和共同关心的国际问题深入交换了意见，一致同意保持密切沟通。"
)
COOKING = (
    "土豆洗净去皮切成细丝，放进清水里泡十分钟，锅里放油烧热以后下葱花爆香，再放土豆丝翻炒，最后加一点盐就可以出锅了。"
)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def page(number: int, text: str = DEED) -> bytes:
    """Return a page that differs from the others."""
    return HTML.format(f"{text}第{number}号。").encode()


def record(
    number: int,
    body: bytes | None = None,
    *,
    head: bytes = HEAD,
    kind: str = "response",
    length: int | str | None = None,
    date: str = "2023-05-17T01:02:03Z",
) -> bytes:
    """Return one record of a WARC; `length` is what it says of its length, by default the truth."""
    block = head + (page(number) if body is None else body)
    told = len(block) if length is None else length
    return (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://news.example/{number}\r\nWARC-Date: {date}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {told}\r\n\r\n"
    ).encode() + b"%b\r\n\r\n" % block


def packed(*records: bytes) -> bytes:
    """Return records as a WARC has them: each a member of its own."""
    return b"".join(map(gzip.compress, records))


def taken(path: object, **options: object) -> tuple[list[str], list[str], Tally]:
    """Return the addresses or names of the pages found, the faults, and what was passed over."""
    tally = Tally()
    found = list(raw_pages(Source(pages=(str(path),), **options), tally))  # type: ignore[arg-type] # as a caller may
    pages = [one.url or one.name for one in found if isinstance(one, Raw)]
    return pages, [str(one) for one in found if isinstance(one, ShiguanError)], tally


def stream(data: bytes) -> io.BytesIO:
    """Return bytes as a stream."""
    return io.BytesIO(data)

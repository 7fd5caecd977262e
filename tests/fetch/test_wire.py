"""What goes wrong on the wire: each fault one line, told whether it may pass; nothing cut off is taken for whole."""

import gzip
from collections.abc import Iterable
from typing import Any

import httpcore
import pytest

from shiguan.errors import FetchError
from shiguan.fetch.fetch import LARGEST_LIST, fetch
from tests.fetch.test_fetch import Clock, Drip
from tests.fetch.world import PAGE, PUBLIC, World, bomb

HOST = "news.example"
ROBOTS = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"


class Said(httpcore.NetworkStream):
    """A connection on which some bytes come, and then its end."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def read(self, most: int, _timeout: float | None = None) -> bytes:
        found, self.data = self.data[:most], self.data[most:]
        return found

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Take it all."""

    def close(self) -> None:
        """Nothing is held."""

    def get_extra_info(self, _info: str) -> Any:
        return None


def answered(data: bytes) -> bytes:
    """Return the body that is read from such an answer."""
    answers = iter((ROBOTS, data))

    class Backend(httpcore.NetworkBackend):
        def connect_tcp(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
            return Said(next(answers))

    return fetch(f"http://{HOST}/", resolve=lambda *_: [PUBLIC], network=Backend()).data


@pytest.mark.parametrize(
    "data",
    [
        OK + b"Content-Length: 900\r\n\r\n" + PAGE,  # more was promised
        OK + b"Content-Length: many\r\n\r\n" + PAGE,
        OK + b"Content-Length: -5\r\n\r\n" + PAGE,
        OK + b"Content-Length: 5\r\nContent-Length: 7\r\n\r\n" + PAGE,
        CHUNKED + b"ZZ\r\ngarbage\r\n",
        CHUNKED + b"5\r\nhello world, this is more than five",
        CHUNKED + b"FFFFFFFF\r\nnot so much",
        CHUNKED + b"5\r\nhello\r\n",  # no last chunk
        CHUNKED,
        OK[:20],
        b"",
        b"\x00\xff garbage\r\n\r\n",
    ],
)
def test_an_answer_that_is_garbled_or_cut_off_is_named_and_may_pass(data: bytes) -> None:
    with pytest.raises(FetchError) as raised:
        answered(data)
    assert "\n" not in str(raised.value)
    assert raised.value.passing


def test_what_follows_the_length_told_is_no_part_of_the_page() -> None:
    assert answered(OK + b"Content-Length: %d\r\n\r\n" % len(PAGE) + PAGE + b"garbage" * 99) == PAGE


@pytest.mark.parametrize("cut", [3, 20, -9, -1])
def test_a_packed_body_that_breaks_off_is_named_and_may_pass(cut: int) -> None:
    with pytest.raises(FetchError, match="packed body") as raised:
        answered(OK + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(PAGE)[:cut])
    assert raised.value.passing


@pytest.mark.parametrize(
    ("status", "passing"),
    [(500, True), (503, True), (429, True), (408, True), (404, False), (403, False), (410, False)],
)
def test_faults_tell_whether_they_may_pass(net: World, status: int, passing: bool) -> None:
    net.put(HOST, "/", status=status, Retry_After="120")
    with pytest.raises(FetchError) as raised:
        net.fetch(f"http://{HOST}/")
    assert (raised.value.passing, raised.value.status, raised.value.after) == (passing, status, 120.0)


def test_nothing_that_answers_may_pass_and_what_is_forbidden_may_not(net: World) -> None:
    with pytest.raises(FetchError) as raised:
        net.fetch("http://nowhere.example/")
    assert (raised.value.passing, raised.value.status) == (True, None)
    net.names["inside.example"] = ["10.0.0.1"]
    with pytest.raises(FetchError) as raised:
        net.fetch("http://inside.example/")
    assert not raised.value.passing
    net.put(HOST, "/", status=302, Location="/")
    with pytest.raises(FetchError) as raised:
        net.fetch(f"http://{HOST}/")
    assert not raised.value.passing


def test_slowness_may_pass() -> None:
    clock = Clock()

    class Dripping(httpcore.NetworkBackend):
        def connect_tcp(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
            return Drip(endless_x(), clock)

    with pytest.raises(FetchError, match="takes too long") as raised:
        fetch(f"http://{HOST}/", resolve=lambda *_: [PUBLIC], network=Dripping(), clock=clock)
    assert (raised.value.passing, raised.value.status) == (True, None)


def endless_x() -> Iterable[int]:
    while True:
        yield ord("x")


def test_a_list_that_is_a_bomb_on_the_wire_is_cut(net: World) -> None:
    net.put(HOST, "/feed", [bomb(3 * LARGEST_LIST)], Content_Encoding="gzip", Content_Type="application/rss+xml")
    with pytest.raises(FetchError, match=f"more than {LARGEST_LIST:,} bytes"):
        fetch(f"http://{HOST}/feed", lists=True, resolve=net.resolve, network=net.dial, clock=lambda: 0.0)

"""The guard against a world that means harm: nothing private is reached, nothing endless is waited for."""

import itertools
import ssl
from collections.abc import Iterable
from typing import Any

import httpcore
import pytest

from shiguan.errors import FetchError
from shiguan.fetch.fetch import LARGEST, MOST_REDIRECTS, SECONDS, fetch
from shiguan.fetch.network import resolve_by_system
from tests.fetch.world import PAGE, PUBLIC, Dial, World, bomb, endless

HOST = "news.example"


def test_fetches_a_page(net: World) -> None:
    net.put(HOST, "/a.html?id=%E6%96%B0")
    raw = net.fetch(f"http://{HOST}/a.html?id=新#part")
    assert raw.data == PAGE
    assert raw.url == f"http://{HOST}/a.html?id=%E6%96%B0"
    assert net.dial.dialled == [(PUBLIC, 80)] * 2
    assert [(host, path) for host, path, _ in net.server.asked] == [
        (HOST, "/robots.txt"),
        (HOST, "/a.html?id=%E6%96%B0"),
    ]
    assert all(agent.startswith("shiguan/") for *_, agent in net.server.asked)


def test_unpacks_gzip(net: World) -> None:
    import gzip

    net.put(HOST, "/", [gzip.compress(PAGE)], Content_Encoding="gzip")
    assert net.fetch(f"http://{HOST}").data == PAGE


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "::1",
        "::ffff:127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "fe80::1%eth0",
        "224.0.0.1",
        "0.0.0.0",
        "64:ff9b::a00:1",
    ],
)
@pytest.mark.parametrize("beside", [[], [PUBLIC]])
def test_refuses_a_name_with_a_private_address(net: World, address: str, beside: list[str]) -> None:
    net.put(HOST, "/")
    net.names[HOST] = [*beside, address]
    with pytest.raises(FetchError, match=r"no address of the public internet; save the page"):
        net.fetch(f"http://{HOST}/")
    assert net.dial.dialled == []


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1 127.1 0 [::1] [::ffff:127.0.0.1] [::ffff:7f00:1]"
    " 3232235777 localhost".split(),
)
def test_refuses_addresses_however_written(net: World, host: str) -> None:
    # The system's own resolver turns all of these into numbers without asking any network.
    with pytest.raises(FetchError, match=r"no address of the public internet|has no address"):
        fetch(f"http://{host}/", resolve=resolve_by_system, network=net.dial)
    assert net.dial.dialled == []


def test_refuses_an_address_that_the_resolver_left_as_it_was(net: World) -> None:
    net.names["2130706433"] = ["2130706433"]
    with pytest.raises(FetchError, match="no address of the public internet"):
        net.fetch("http://2130706433/")
    assert net.dial.dialled == []


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_refuses_a_redirect_to_loopback(net: World, status: int) -> None:
    net.put(HOST, "/", status=status, Location="http://127.0.0.1:8010/")
    net.names["127.0.0.1"] = ["127.0.0.1"]
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is no address of the public internet"):
        net.fetch(f"http://{HOST}/")
    assert {address for address, _ in net.dial.dialled} == {PUBLIC}


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://news.example/", "gopher://x/", "javascript:alert(1)"])
def test_refuses_a_redirect_to_another_scheme(net: World, target: str) -> None:
    net.put(HOST, "/", status=302, Location=target)
    with pytest.raises(FetchError, match="only http and https"):
        net.fetch(f"http://{HOST}/")


def test_refuses_robots_txt_that_redirects_to_loopback(net: World) -> None:
    net.put(HOST, "/")
    net.put(HOST, "/robots.txt", status=302, Location="http://inside.example/")
    net.names["inside.example"] = ["192.168.0.1"]
    with pytest.raises(FetchError, match=r"192\.168\.0\.1 is no address"):
        net.fetch(f"http://{HOST}/")


def test_follows_redirects_and_names_the_last_address(net: World) -> None:
    net.put(HOST, "/", status=301, Location="//www.news.example/b")
    net.put("www.news.example", "/b", status=302, Location="c")
    net.put("www.news.example", "/c")
    assert net.fetch(f"http://{HOST}/").url == "http://www.news.example/c"


def test_gives_up_redirects_that_lead_in_circles(net: World) -> None:
    net.put(HOST, "/", status=302, Location="/")
    with pytest.raises(FetchError, match=f"more than {MOST_REDIRECTS} times"):
        net.fetch(f"http://{HOST}/")
    assert len(net.server.asked) == MOST_REDIRECTS + 2


def test_a_name_that_changes_its_address_is_judged_each_time(net: World) -> None:
    """The first answer is public, every later one is this machine: no connection is made to what was not judged."""
    answers = itertools.chain([[PUBLIC]], itertools.repeat(["127.0.0.1"]))
    net.put(HOST, "/")
    with pytest.raises(FetchError, match=r"127\.0\.0\.1 is no address"):
        fetch(f"http://{HOST}/", resolve=lambda *_: next(answers), network=net.dial)
    assert net.dial.dialled == [(PUBLIC, 80)]


def test_one_look_up_a_connection(net: World) -> None:
    """What is connected to is the very address that was judged: it is never looked up again."""
    net.put(HOST, "/")
    net.fetch(f"http://{HOST}/")
    assert net.looked_up == [HOST] * len(net.dial.dialled)
    assert {address for address, _ in net.dial.dialled} == {PUBLIC}


def test_heeds_robots_txt(net: World) -> None:
    net.put(HOST, "/robots.txt", [b"User-agent: *\nDisallow: /private/"], Content_Type="text/plain")
    net.put(HOST, "/private/a")
    net.put(HOST, "/open", status=302, Location="/private/a")
    for path in ("/private/a", "/open"):
        with pytest.raises(FetchError, match=r"robots\.txt asks programs to leave it"):
            net.fetch(f"http://{HOST}{path}")
    assert "/private/a" not in {path for _, path, _ in net.server.asked}


def test_leaves_a_site_alone_that_cannot_say(net: World) -> None:
    net.put(HOST, "/robots.txt", status=503)
    net.put(HOST, "/")
    with pytest.raises(FetchError, match=r"robots\.txt of its site cannot be read \(503\)"):
        net.fetch(f"http://{HOST}/")


@pytest.mark.parametrize("packing", ["", "gzip"])
def test_cuts_an_endless_body(net: World, packing: str) -> None:
    net.put(HOST, "/", packed_endless() if packing else endless(), Content_Encoding=packing)
    with pytest.raises(FetchError, match=f"more than {LARGEST:,} bytes"):
        net.fetch(f"http://{HOST}/")


def packed_endless() -> Iterable[bytes]:
    import random
    import zlib

    pack = zlib.compressobj(0, zlib.DEFLATED, 31)
    noise = random.Random(1).randbytes(65536)
    while True:
        yield pack.compress(noise)


def test_cuts_a_bomb(net: World) -> None:
    packed = bomb(40 * LARGEST)
    assert len(packed) < LARGEST // 20
    net.put(HOST, "/", [packed], Content_Encoding="gzip")
    with pytest.raises(FetchError, match=f"more than {LARGEST:,} bytes"):
        net.fetch(f"http://{HOST}/")


@pytest.mark.parametrize(
    ("packing", "body"), [("br", PAGE), ("gzip, gzip", PAGE), ("gzip", PAGE), ("gzip", bomb(1000)[:-9])]
)
def test_refuses_what_is_packed_otherwise(net: World, packing: str, body: bytes) -> None:
    net.put(HOST, "/", [body], Content_Encoding=packing)
    with pytest.raises(FetchError, match="packed"):
        net.fetch(f"http://{HOST}/")


def test_takes_only_the_beginning_of_an_endless_robots_txt(net: World) -> None:
    net.put(HOST, "/robots.txt", itertools.chain([b"User-agent: *\nDisallow: /shut\n"], endless()))
    net.put(HOST, "/")
    assert net.fetch(f"http://{HOST}/").data == PAGE


class Drip(httpcore.NetworkStream):
    """Gives one byte a read, and makes the clock go on by a second each time."""

    def __init__(self, text: Iterable[int], clock: "Clock") -> None:
        self.text = iter(text)
        self.clock = clock

    def read(self, _most: int, timeout: float | None = None) -> bytes:
        assert timeout is not None
        assert timeout <= SECONDS - self.clock.now
        self.clock.now += 1
        return bytes([next(self.text)])

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Take it all."""

    def close(self) -> None:
        """Nothing is held."""

    def get_extra_info(self, _info: str) -> Any:
        return None


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize(
    "text",
    [
        itertools.cycle(b"x"),  # never a line
        itertools.chain(b"HTTP/1.1 200 OK\r\n", itertools.cycle(b"a: b\r\n")),  # never a body
        itertools.chain(b"HTTP/1.1 200 OK\r\n\r\n", itertools.cycle(b"x")),  # never an end
    ],
    ids=["line", "headers", "body"],
)
def test_a_slow_drip_ends_with_the_deadline(text: Iterable[int]) -> None:
    clock = Clock()

    class Dripping(httpcore.NetworkBackend):
        def connect_tcp(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
            return Drip(text, clock)

    with pytest.raises(FetchError, match="takes too long"):
        fetch("http://news.example/", resolve=lambda *_: [PUBLIC], network=Dripping(), clock=clock)
    assert clock.now == SECONDS


def test_endless_headers_are_cut(net: World) -> None:
    net.put(HOST, "/", **{f"X-{number}": "y" * 60000 for number in range(20)})  # type: ignore[arg-type]
    with pytest.raises(FetchError, match="cannot be reached"):
        net.fetch(f"http://{HOST}/")


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("ftp://news.example/a", "only http and https"),
        ("file:///etc/passwd", "only http and https"),
        ("http:///a", "names no host"),
        ("http://", "names no host"),
        ("http://user:secret@news.example/", "carries a user name"),
        ("http://news.example:99999/", "it is no URL"),
        ("http://[::1", "it is no URL"),
        ("http://news.example/\r\nHost: inside", "characters that no URL has"),
        ("http://news.example\\@inside/", "characters that no URL has"),
        ("http://news.exa\u200bmple\x1b[2J/", "characters that no URL has"),
        ("http://a b/", "characters that no URL has"),
        ("http://xn--\udcff/", "characters that no URL has"),
        ("http://<script>/", "names no host"),
        ("http://[fe80::1%25eth0]/", "names no host"),
        ("http://news.example/" + "a" * 5000, "more than 4,096 characters"),
    ],
)
def test_refuses_what_is_no_address(net: World, url: str, fault: str) -> None:
    with pytest.raises(FetchError, match=fault) as raised:
        net.fetch(url)
    assert str(raised.value).isprintable()
    assert len(str(raised.value)) < 400
    assert "secret" not in str(raised.value)
    assert net.looked_up == []


@pytest.mark.parametrize(
    ("status", "kind", "fault"),
    [
        (404, "text/html", "answers 404"),
        (500, "text/html", "answers 500"),
        (304, "text/html", "answers 304"),
        (200, "image/png", "it is image/png, no page"),
        (200, "application/pdf", "no page"),
    ],
)
def test_says_what_came_instead_of_a_page(net: World, status: int, kind: str, fault: str) -> None:
    net.put(HOST, "/", status=status, Content_Type=kind)
    with pytest.raises(FetchError, match=fault):
        net.fetch(f"http://{HOST}/")


def test_says_that_nobody_answers() -> None:
    class Deaf(Dial):
        def connect_tcp(self, *_: Any, **__: Any) -> httpcore.NetworkStream:
            raise httpcore.ConnectError("[Errno 111] Connection refused")

    with pytest.raises(FetchError, match="cannot be reached"):
        fetch("http://news.example/", resolve=lambda *_: [PUBLIC], network=Deaf(1))
    with pytest.raises(FetchError, match="it has no address"):
        fetch("http://news.example/", resolve=lambda *_: [], network=Deaf(1))


def test_the_certificate_is_that_of_the_host_not_of_its_address() -> None:
    """TLS is begun with the name asked for, though the connection is to an address."""
    begun: list[str | None] = []

    class Encrypted(Drip):
        def start_tls(
            self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, _timeout: float | None = None
        ) -> httpcore.NetworkStream:
            assert ssl_context.verify_mode is ssl.CERT_REQUIRED
            assert ssl_context.check_hostname
            begun.append(server_hostname)
            raise httpcore.ConnectError("certificate verify failed")

    class Backend(httpcore.NetworkBackend):
        def connect_tcp(self, host: str, *_: Any, **__: Any) -> httpcore.NetworkStream:
            assert host == PUBLIC
            return Encrypted(b"", Clock())

    with pytest.raises(FetchError, match="certificate verify failed"):
        fetch("https://news.example/", resolve=lambda *_: [PUBLIC], network=Backend())
    assert begun == ["news.example"]

"""Feeds and lists are fetched where they are wanted, and again only where they have changed; robots.txt is kept."""

import datetime
import gzip

import pytest

from shiguan.errors import FetchError
from shiguan.fetch.answer import NO_MARKS, Fetched, Marks, pause_of
from shiguan.fetch.fetch import fetch, fetch_again
from tests.fetch.world import PAGE, World

HOST = "news.example"
FEED = f"http://{HOST}/feed"
RSS = b"<rss version='2.0'><channel/></rss>"
MAP = gzip.compress(b"<urlset/>")


def again(net: World, marks: Marks = NO_MARKS, robots: dict[str, str] | None = None) -> Fetched:
    return fetch_again(FEED, marks, robots=robots, resolve=net.resolve, network=net.dial, clock=lambda: 0.0)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/rss+xml; charset=utf-8", RSS),
        ("application/atom+xml", RSS),
        ("application/rdf+xml", RSS),
        ("text/x-opml", RSS),
        ("application/xml", RSS),
        ("application/gzip", MAP),
        ("application/x-gzip", MAP),
        ("application/octet-stream", MAP),
    ],
)
def test_lists_are_fetched_where_they_are_wanted(net: World, kind: str, body: bytes) -> None:
    net.put(HOST, "/feed", [body], Content_Type=kind)
    found = again(net).raw
    assert found is not None
    assert found.data == body
    if kind != "application/xml":
        with pytest.raises(FetchError, match="no page"):
            fetch(FEED, resolve=net.resolve, network=net.dial, clock=lambda: 0.0)


def test_octets_that_are_not_packed_are_no_list(net: World) -> None:
    net.put(HOST, "/feed", [b"\x7fELF"], Content_Type="application/octet-stream")
    with pytest.raises(FetchError, match="application/octet-stream, no page"):
        again(net)


def test_marks_are_sent_back_and_what_has_not_changed_is_not_sent(net: World) -> None:
    net.put(HOST, "/feed", [RSS], ETag='W/"7"', Last_Modified="Wed, 17 May 2023 01:00:00 GMT")
    first = again(net)
    assert first.marks == Marks(etag='W/"7"', modified="Wed, 17 May 2023 01:00:00 GMT")
    net.put(HOST, "/feed", status=304)
    second = again(net, first.marks)
    assert (second.raw, second.marks) == (None, first.marks)
    asked = net.server.headers[-1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('W/"7"', "Wed, 17 May 2023 01:00:00 GMT")


def test_not_changed_without_having_asked_is_a_fault(net: World) -> None:
    net.put(HOST, "/feed", status=304)
    with pytest.raises(FetchError, match="answers 304"):
        again(net)


@pytest.mark.parametrize("etag", ["x" * 5000, '"\xe9"'])
def test_marks_that_cannot_be_sent_back_are_left(net: World, etag: str) -> None:
    net.put(HOST, "/feed", [PAGE], ETag=etag)
    assert again(net).marks == NO_MARKS


def test_what_is_known_of_robots_is_not_asked_for_again(net: World) -> None:
    net.put(HOST, "/feed", [RSS])
    robots: dict[str, str] = {}
    again(net, robots=robots)
    again(net, robots=robots)
    assert [path for _, path, _ in net.server.asked] == ["/robots.txt", "/feed", "/feed"]


@pytest.mark.parametrize(
    ("told", "seconds"),
    [
        ("120", 120.0),
        ("99999999999", 86_400.0),
        ("Wed, 17 May 2023 00:10:00 GMT", 600.0),
        ("Wed, 17 May 2020 00:10:00 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("٣", None),
    ],
)
def test_how_long_a_server_asks_to_be_left_alone(told: str, seconds: float | None) -> None:
    assert pause_of(told, datetime.datetime(2023, 5, 17, tzinfo=datetime.UTC)) == seconds

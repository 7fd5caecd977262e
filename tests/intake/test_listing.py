"""Feeds and lists of addresses: bounded, without entities, and polite on the way."""

import msgspec
import pytest

from shiguan.errors import CaptureError, FetchError, ShiguanError
from shiguan.intake import courier
from shiguan.intake.courier import Courier, Ways
from shiguan.intake.listing import addresses, feed_entries
from shiguan.model.raw import Raw, RawKind

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>某报</title>
<item><title>会见</title><link>https://news.example/1</link><pubDate>Wed, 17 May 2023 01:00:00 GMT</pubDate>
<description>&lt;p&gt;王毅会见外长。&lt;/p&gt;</description></item>
<item><title>会谈</title><link>javascript:x</link></item></channel></rss>""".encode()
SITEMAP = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/1 </loc><image:image><image:loc>https://news.example/p.png</image:loc></image:image></url>
<url><loc>https://news.example/2</loc></url><url><loc>https://news.example/1</loc></url>
<url><loc>file:///etc/passwd</loc></url></urlset>"""
INDEX = b"<sitemapindex><sitemap><loc>https://news.example/%d.xml</loc></sitemap></sitemapindex>"
BOMB = b"""<!DOCTYPE a [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>"""


def test_a_feed_is_its_entries() -> None:
    first, second = feed_entries(RSS, "a")
    assert (first.title, first.text, first.published, first.outlet, first.url) == (
        "会见",
        "王毅会见外长。",
        "2023-05-17",
        "某报",
        "https://news.example/1",
    )
    assert second.url is None


def test_a_feed_may_be_empty_for_a_while() -> None:
    assert feed_entries(b"<rss version='2.0'><channel><title>x</title></channel></rss>", "a") == []


def test_lists_name_each_address_once() -> None:
    assert list(addresses(SITEMAP, "a")) == ["https://news.example/1", "https://news.example/2"]
    opml = b'<opml><body><outline text="x"><outline xmlUrl="https://a.example/f"/></outline></body></opml>'
    assert list(addresses(opml, "a")) == ["https://a.example/f"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le"])
def test_entities_are_refused(encoding: str) -> None:
    bomb = (BOMB + SITEMAP).decode().encode(encoding)
    with pytest.raises(CaptureError, match="defines entities"):
        list(addresses(bomb, "a"))
    with pytest.raises(CaptureError, match="defines entities"):
        feed_entries(bomb, "a")


@pytest.mark.parametrize("data", [b"", b"<urlset>", b"\x00\xff", b"<urlset>" + b"<a>" * 5000])
def test_broken_lists_are_named(data: bytes) -> None:
    with pytest.raises(CaptureError):
        list(addresses(data, "a"))
    with pytest.raises(CaptureError):
        feed_entries(data, "a")


class World:
    """A network that answers from a table; what is none of its pages fails."""

    def __init__(self, **answers: bytes | str) -> None:
        self.answers = answers
        self.asked: list[str] = []
        self.now = 0.0
        self.waits: list[float] = []

    def fetch(self, url: str) -> Raw:
        self.asked.append(url)
        answer = self.answers.get(url.rpartition("/")[2].partition(".")[0], "the server answers 404; check it")
        if isinstance(answer, str):
            raise FetchError(f"{url}: {answer}", passing="404" not in answer)
        return Raw(data=answer, kind=RawKind.AUTO, name=url, url=url)

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds

    def pages(self, url: str) -> list[Raw | ShiguanError]:
        return list(Courier(Ways(self.fetch, lambda: self.now, self.sleep)).pages(url))


def test_a_sitemap_leads_to_its_pages_and_a_host_is_asked_slowly() -> None:
    world = World(map=SITEMAP)
    world.answers |= {"1": "王毅会见".encode(), "2": "会谈".encode()}
    found = world.pages("https://news.example/map")
    assert [one.url for one in found if isinstance(one, Raw)] == ["https://news.example/1", "https://news.example/2"]
    assert world.waits == [courier.PAUSE] * 2


def test_sitemaps_that_lead_in_circles_or_too_deep_end() -> None:
    world = World()
    world.answers |= {str(number): INDEX % (number + 1) for number in range(10)}
    found = world.pages("https://news.example/0")
    assert [str(one).partition(": ")[2][:24] for one in found] == ["lists within lists go de"]
    world = World()
    world.answers |= {"0": INDEX % 1, "1": INDEX % 0}
    assert world.pages("https://news.example/0") == []


def test_faults_that_may_pass_are_tried_again_with_longer_waits() -> None:
    world = World(a="the server answers 503; check the address")
    assert len(world.pages("https://news.example/a")) == 1
    assert len(world.asked) == courier.TRIES
    assert world.waits == [courier.BACKOFF, 2 * courier.BACKOFF]
    world = World()
    world.pages("https://news.example/gone")
    assert len(world.asked) == 1


@pytest.mark.parametrize(("after", "waits"), [(30.0, [30.0, 30.0]), (3600.0, [])])
def test_a_server_is_left_alone_for_as_long_as_it_asks(after: float, waits: list[float]) -> None:
    world = World()

    def fetch(url: str) -> Raw:
        raise FetchError(f"{url}: the server answers 429", passing=True, status=429, after=after)

    world.fetch = fetch  # type: ignore[method-assign]
    assert len(world.pages("https://news.example/a")) == 1
    assert world.waits == waits


def test_a_dead_host_is_left_and_the_others_are_asked() -> None:
    many = b"".join(b"<url><loc>https://dead.example/d.%d</loc></url>" % number for number in range(20))
    world = World(map=b"<urlset>" + many + b"<url><loc>https://live.example/x</loc></url></urlset>", x="会".encode())
    world.answers["d"] = "the server cannot be reached (x); check the address"
    found = world.pages("https://news.example/map")
    assert [one.url for one in found if isinstance(one, Raw)] == ["https://live.example/x"]
    assert sum("dead" in url for url in world.asked) == courier.MOST_FAULTS * courier.TRIES
    assert sum("is left" in str(one) for one in found) == 20 - courier.MOST_FAULTS


def test_feed_entries_are_articles() -> None:
    assert msgspec.json.decode(msgspec.json.encode(feed_entries(RSS, "a")[0]))["text"] == "王毅会见外长。"

"""What was fetched as a list: unpacked within bounds, named where it is broken, and never worse than a fault."""

import gzip
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.errors import CaptureError
from shiguan.intake import fetched, listing
from shiguan.intake.fetched import listing_of
from shiguan.intake.link import links_in
from shiguan.intake.listing import Entry, Named, feed_entries, named_in
from shiguan.model.raw import Raw, RawKind
from tests.intake.made import page

URL = "https://news.example/list"
MAP = (
    b"<urlset>"
    + b"".join(b"<url><loc>https://news.example/%d</loc></url>" % number for number in range(3))
    + b"</urlset>"
)
ITEM = "<item><title>会见</title><link>https://news.example/{}</link><description>x</description></item>"


def raw(data: bytes) -> Raw:
    return Raw(data=data, kind=RawKind.AUTO, name=URL, url=URL)


def urls(data: bytes) -> list[str]:
    found = listing_of(raw(data))
    assert found is not None
    return [named.url for named in found.named()]


def test_a_packed_sitemap_is_that_sitemap() -> None:
    assert urls(gzip.compress(MAP)) == urls(MAP) == [f"https://news.example/{number}" for number in range(3)]


def test_a_page_is_no_list() -> None:
    assert listing_of(raw(page(1))) is None


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (gzip.compress(MAP)[:-9], "breaks off"),
        (gzip.compress(MAP)[:12], "breaks off"),
        (b"\x1f\x8b garbage", "gzip is broken"),
        (gzip.compress(page(1)), "packed and no feed or list"),
        (gzip.compress(gzip.compress(MAP)), "packed and no feed or list"),
    ],
)
def test_what_is_packed_and_no_sound_list_is_named(data: bytes, fault: str) -> None:
    with pytest.raises(CaptureError, match=fault) as raised:
        listing_of(raw(data))
    assert str(raised.value).startswith(URL)


def test_a_list_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (fetched, listing):
        monkeypatch.setattr(module, "LARGEST", 1 << 16)
    with pytest.raises(CaptureError, match="more than 65,536 bytes"):
        urls(gzip.compress(MAP + b" " * (1 << 24)))


def test_a_list_tells_which_are_lists_and_when_they_changed() -> None:
    data = (
        b"<sitemapindex><sitemap><lastmod>2023-05-17</lastmod><loc>https://a.example/1.xml</loc></sitemap>"
        b"<sitemap><loc>https://a.example/2.xml</loc></sitemap></sitemapindex>"
    )
    assert list(named_in(data, "a")) == [
        Named("https://a.example/1.xml", True, "2023-05-17"),
        Named("https://a.example/2.xml", True),
    ]


def test_a_list_that_names_too_many_gives_those_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_ADDRESSES", 2)
    found = named_in(MAP, "a")
    assert [next(found).url, next(found).url] == ["https://news.example/0", "https://news.example/1"]
    with pytest.raises(CaptureError, match="more than 2 addresses"):
        next(found)


def test_a_feed_of_too_many_entries_gives_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_ENTRIES", 50)
    items = "".join(map(ITEM.format, range(500)))
    assert len(feed_entries(f"<rss version='2.0'><channel>{items}</channel></rss>".encode(), "a")) == 50


def test_a_feed_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LARGEST", 1000)
    with pytest.raises(CaptureError, match="more than 1,000 bytes"):
        feed_entries(("<rss version='2.0'><channel>" + ITEM * 99).encode(), "a")


@pytest.mark.parametrize(
    "bomb",
    [
        "<rss version='2.0'><channel>" + "<item>" * 20_000,
        "<rss version='2.0'><channel><item><description>" + "<b>" * 20_000,
        "<rss version='2.0'><channel><item><title>" + "&amp;" * 200_000 + "</title></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + "".join(f"<link href='x{n}'/>" for n in range(20_000)),
        "<rss version='2.0' " + " ".join(f"xmlns:n{n}='u{n}'" for n in range(5_000)) + "><channel/></rss>",
    ],
    ids=["items within items", "marks within marks", "references", "links", "names"],
)
def test_a_feed_bomb_is_a_fault_or_entries_in_bounds(bomb: str) -> None:
    assert len(entries_or_fault(bomb.encode())) <= listing.MOST_ENTRIES


def test_words_that_a_feed_is_filed_under_take_no_time() -> None:
    # The parser compares each with all before it: 200,000 would take it half an hour.
    words = "".join(f"<category>c{number}</category>" for number in range(30_000))
    keywords = " ".join(f"k{number}" for number in range(30_000))
    entry = f"<item><title>会见</title>{words}<itunes:keywords>{keywords}</itunes:keywords></item>"
    (found,) = feed_entries(f"<rss version='2.0'><channel>{entry}</channel></rss>".encode(), "a")
    assert found.title == "会见"
    with pytest.raises(CaptureError, match="more than 200,000 marks"):
        feed_entries(f"<rss version='2.0'><channel>{entry * 4}</channel></rss>".encode(), "a")
    with pytest.raises(CaptureError, match="UTF-16"):
        feed_entries(f"<rss version='2.0'><channel>{entry}</channel></rss>".encode("utf-16"), "a")


def entries_or_fault(data: bytes) -> list[Entry] | str:
    """Return the entries of a feed, or the fault on one line."""
    try:
        return feed_entries(data, "a")
    except CaptureError as error:
        return one_line(error)


def one_line(error: CaptureError) -> str:
    """Return a fault, which must be one line."""
    if "\n" in str(error):
        raise AssertionError(str(error))
    return ""


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from([b"", b"<urlset>", b"<rss>", b"<opml>", b"\x1f\x8b\x08\x00"]))
def test_any_bytes_are_a_page_a_list_or_a_fault(noise: bytes, head: bytes) -> None:
    try:
        found = listing_of(raw(head + noise))
        assert found is None or all(named.url.startswith("http") for named in found.named())
    except CaptureError as error:
        one_line(error)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_have_links_or_none(noise: bytes) -> None:
    try:
        assert all(url.startswith("http") for url in links_in(raw(noise + b"<a href='1'>"), re.compile("")))
    except CaptureError as error:
        one_line(error)

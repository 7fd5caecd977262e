"""What a watch asks, when, and what comes of it: nothing lost, nothing twice, whatever fails in between."""

import itertools
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan import pipeline
from shiguan.errors import RegisterError
from shiguan.fetch.answer import Fetched, Marks
from shiguan.model.raw import Raw, RawKind
from shiguan.versions import versions
from shiguan.watch import item
from shiguan.watch.count import Counted, counts_of
from tests.watch.made import Bench, article, away, busy, index, page, rss, sitemap

FEED = "https://a.example/feed.xml"
PLAN = f"""
[[source]]
name = "a"
url = "{FEED}"
interval = "10m"
"""
ONE, TWO, THREE = (f"https://a.example/{number}.html" for number in (1, 2, 3))


def fed(bench: Bench, *urls: str) -> None:
    bench.plan(PLAN)
    bench.net.answers[FEED] = rss(*urls)
    for number, url in enumerate(urls):
        bench.net.answers.setdefault(url, page(number))


def test_what_a_feed_names_is_entered_once(bench: Bench) -> None:
    fed(bench, ONE, TWO)
    bench.once()
    assert bench.pages() == [ONE, TWO]
    bench.clock.now += 600
    fed(bench, TWO, THREE)
    bench.net.answers[TWO] = page(22)  # its advertisement has changed
    bench.once()
    assert bench.pages() == [ONE, TWO, THREE]
    assert bench.net.count(TWO) == 1
    assert [line["found"] for line in bench.said("asked")] == [2, 1]


def test_a_feed_that_is_what_it_was_is_not_sent_again(bench: Bench) -> None:
    fed(bench, ONE)
    bench.once()
    bench.clock.now += 600
    bench.once()
    assert len(bench.said("unchanged")) == 1
    bench.clock.now += 10
    bench.once()  # not due yet
    assert bench.net.count(FEED) == 2


def test_a_source_is_asked_by_its_interval(bench: Bench) -> None:
    fed(bench, ONE)
    bench.plan(PLAN + '[[source]]\nname = "b"\nurl = "https://b.example/f"\ninterval = "1h"\n')
    bench.net.answers["https://b.example/f"] = rss(ONE)
    bench.during(7190)
    assert bench.net.count(FEED) == 12
    assert bench.net.count("https://b.example/f") == 2
    assert bench.pages() == [ONE]


def test_a_host_is_asked_slowly(bench: Bench) -> None:
    fed(bench, ONE, TWO, THREE)
    bench.once()
    moments = [moment for moment, _ in bench.net.asked]
    assert all(later - earlier >= 1 for earlier, later in itertools.pairwise(moments))


def test_a_dead_source_and_a_slow_one_hold_up_no_other(bench: Bench) -> None:
    fed(bench, ONE)
    dead, gone = "https://dead.example/f", "https://gone.example/f"
    bench.plan(PLAN + f'[[source]]\nname = "d"\nurl = "{dead}"\n[[source]]\nname = "g"\nurl = "{gone}"\n')
    bench.net.answers[dead] = lambda: away(dead)
    bench.during(86_400)
    assert bench.pages() == [ONE]
    assert bench.net.count(FEED) == 144
    assert bench.net.count(gone) < 20  # it answers that there is nothing: it is asked less and less often
    assert 90 < bench.net.count(dead) < 110  # nothing answers: it is asked four times an hour, and may come back
    assert {line["source"] for line in bench.said("fault")} == {"d", "g"}


def test_a_network_that_is_lost_loses_nothing(bench: Bench) -> None:
    fed(bench, ONE)
    bench.once()
    fed(bench, ONE, TWO, THREE)
    bench.clock.now += 600

    def lost() -> Exception:  # between the feed and its pages
        bench.net.is_down = True
        return away(TWO)

    bench.net.answers[TWO] = lost
    bench.during(3 * 86_400)
    assert bench.pages() == [ONE]
    bench.net.is_down = False
    bench.net.answers[TWO] = page(2)
    bench.during(1800)
    assert bench.pages() == [ONE, TWO, THREE]


def test_a_page_that_its_server_cannot_give_now_is_asked_for_again_later_and_later(bench: Bench) -> None:
    fed(bench, ONE, TWO)
    bench.net.answers[ONE] = busy(ONE)
    bench.during(86_400)
    moments = [moment for moment, url in bench.net.asked if url == ONE]
    pauses = [later - earlier for earlier, later in itertools.pairwise(moments)]
    assert 5 < len(pauses) < 12
    assert pauses == sorted(pauses)
    bench.net.answers[ONE] = page(1)
    bench.during(86_400)
    assert bench.pages() == [ONE, TWO]


def test_a_page_that_is_never_given_is_given_up_and_named(bench: Bench) -> None:
    fed(bench, ONE, TWO)
    bench.net.answers[ONE] = busy(ONE)
    bench.during(30 * 86_400)
    assert bench.net.count(ONE) == 14
    with bench.open() as book:
        assert book.store.rows("SELECT state, url FROM watch_item ORDER BY url") == [("refused", ONE), ("entered", TWO)]


def test_a_server_that_asks_to_be_left_alone_is(bench: Bench) -> None:
    fed(bench, ONE, TWO)
    bench.net.answers[ONE] = busy(ONE, 429, after=7200)
    bench.during(7000)
    assert bench.net.count(ONE) == 1
    assert bench.net.count(TWO) == 0  # the same server
    bench.during(7200)
    assert bench.net.count(TWO) == 1


def test_what_can_never_be_had_is_asked_for_once(bench: Bench) -> None:
    fed(bench, ONE, TWO)
    del bench.net.answers[ONE]
    bench.net.answers[TWO] = rss(THREE)  # a feed where a page was told
    bench.during(86_400)
    assert (bench.net.count(ONE), bench.net.count(TWO), bench.net.count(THREE)) == (1, 1, 0)
    assert len(bench.said("fault")) == 2


def test_what_holds_no_diplomacy_is_passed_over_unless_asked_for(bench: Bench) -> None:
    fed(bench, ONE, TWO)
    bench.net.answers[ONE] = article(
        "土豆洗净去皮切成细丝，放进清水里泡十分钟，锅里放油烧热以后下葱花爆香，再放土豆丝翻炒，最后加盐出锅。"
    )
    bench.once()
    assert bench.pages() == [TWO]
    assert [line["why"] for line in bench.said("passed")] == ["no diplomacy"]


def test_a_page_that_stands_in_the_register_already_is_not_asked_for(bench: Bench) -> None:
    with bench.open() as book:
        list(book.add([Raw(data=page(5), kind=RawKind.HTML, name="x", url=ONE)], jobs=0))
    fed(bench, ONE, TWO)
    bench.once()
    assert bench.net.count(ONE) == 0
    assert bench.pages() == [ONE, TWO]


def test_sitemaps_within_an_index_are_asked_when_they_have_changed(bench: Bench) -> None:
    root, old, new = (f"https://a.example/{name}.xml" for name in ("root", "old", "new"))
    bench.plan(f'[[source]]\nname = "a"\nurl = "{root}"\ninterval = "10m"\n')
    bench.net.answers |= {old: sitemap(ONE), new: sitemap(TWO), root: index((old, "2020"), (new, "1"))}
    bench.net.answers |= {ONE: page(1), TWO: page(2), THREE: page(3)}
    bench.once()
    assert bench.pages() == [ONE, TWO]
    bench.clock.now += 600
    bench.net.answers |= {root: index((old, "2020"), (new, "2")), new: sitemap(TWO, THREE)}
    bench.once()
    assert bench.pages() == [ONE, TWO, THREE]
    bench.during(3 * 86_400)
    assert bench.net.count(old) < 15


def test_sitemaps_that_lead_in_circles_end(bench: Bench) -> None:
    names = [f"https://a.example/{number}.xml" for number in range(10)]
    bench.plan(f'[[source]]\nname = "a"\nurl = "{names[0]}"\n')
    for number, name in enumerate(names):
        bench.net.answers[name] = index((names[number - 1], ""), (names[(number + 1) % 10], ""), (name, ""))
    bench.once()
    assert {url for _, url in bench.net.asked} == {names[0], names[1], names[9], names[2], names[8]}
    assert len(bench.net.asked) == 5


def test_a_feed_that_is_broken_further_on_gives_what_stands_before_and_is_asked_for_whole_again(bench: Bench) -> None:
    root = "https://a.example/map.xml"
    bench.plan(f'[[source]]\nname = "a"\nurl = "{root}"\ninterval = "10m"\n')
    bench.net.answers |= {root: sitemap(ONE)[:-9] + b"<url><loc>", ONE: page(1), TWO: page(2)}
    bench.once()
    assert bench.pages() == [ONE]
    assert "no sound XML" in bench.said("fault")[0]["fault"]
    bench.net.answers[root] = sitemap(ONE, TWO)
    bench.during(700)
    assert bench.pages() == [ONE, TWO]


def test_the_links_of_a_page_that_match_are_its_pages(bench: Bench) -> None:
    root = "https://a.example/news/"
    bench.plan(f"[[source]]\nname = 'a'\nurl = '{root}'\nlinks = '/[0-9]+\\.html$'\n")
    told = ("../1.html#top", "/2.html", "/about", "javascript:x", "//b.example/9.html")
    links = "".join(f'<a href="{one}">x</a>' for one in told)
    bench.net.answers |= {root: f"<html><body>{links}</body></html>".encode(), ONE: page(1), TWO: page(2)}
    bench.once()
    assert bench.pages() == [ONE, TWO]
    assert bench.net.count("https://b.example/9.html") == 1


def test_a_page_that_is_no_list_is_named(bench: Bench) -> None:
    bench.plan(PLAN)
    bench.net.answers[FEED] = page(1)
    bench.once()
    assert "give 'links'" in bench.said("fault")[0]["fault"]


def test_whole_entries_are_pages(bench: Bench) -> None:
    bench.plan(PLAN + "whole = true\n")
    text = "外交部长林远16日在北京会见来访的老挝外长坎佩。双方就两国关系和共同关心的国际问题深入交换了意见。"
    entry = f"<item><title>会见</title><description>{text}</description><link>{ONE}</link></item>"
    bare = f"<item><title>会谈</title><description>{text}再次会谈。</description></item>"
    bench.net.answers[FEED] = f"<rss version='2.0'><channel>{entry}{bare}</channel></rss>".encode()
    bench.once()
    bench.clock.now += 600
    bench.net.answers[FEED] = f"<rss version='2.0'><channel>{bare}{entry}</channel></rss>".encode()
    bench.once()
    with bench.open() as book:
        assert book.store.rows("SELECT COUNT(*) FROM page") == [(2,)]
    assert bench.net.count(ONE) == 0


def test_two_addresses_that_lead_to_one_page_are_one(bench: Bench) -> None:
    fed(bench, ONE, TWO)
    plain = bench.net.fetch

    def led(url: str, marks: Marks, robots: dict[str, str]) -> Fetched:
        found = plain(url, marks, robots)
        if found.raw is None or url == FEED:
            return found
        return Fetched(raw=msgspec.structs.replace(found.raw, url=THREE), marks=Marks())

    bench.net.fetch = led  # type: ignore[method-assign, assignment]
    bench.once()
    assert bench.pages() == [THREE]
    assert len(bench.said("known")) == 1


def test_a_source_taken_out_is_asked_no_more_and_what_it_named_stays_known(bench: Bench) -> None:
    fed(bench, ONE)
    bench.once()
    bench.plan('[[source]]\nname = "b"\nurl = "https://b.example/f"\n')
    bench.net.answers["https://b.example/f"] = rss(ONE)
    bench.clock.now += 3600
    bench.once()
    assert bench.net.count(FEED) == 1
    assert bench.net.count(ONE) == 1


def test_a_source_that_hangs_keeps_no_other_waiting(bench: Bench) -> None:
    slow = "https://slow.example/f"
    fed(bench, ONE, TWO)
    bench.plan(PLAN + f'[[source]]\nname = "s"\nurl = "{slow}"\n')
    others_are_in = threading.Event()
    keep = bench.log
    waited = []

    def hang() -> Exception:
        waited.append(others_are_in.wait(60))
        return away(slow)

    def log(line: str) -> None:
        keep(line)
        if len(bench.said("entered")) == 2:
            others_are_in.set()

    bench.net.answers[slow] = hang
    bench.log = log  # type: ignore[method-assign]
    bench.clock.step = 1.0
    with ThreadPoolExecutor(4) as executor:
        bench.watch(executor).run(bench.open, once=True, at_rest=lambda _: None)
    assert waited == [True]
    assert bench.pages() == [ONE, TWO]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["well", "well", "away", "busy", "later"]), max_size=24))
def test_whatever_fails_on_the_way_the_register_is_the_same_in_the_end(outcomes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        fed(bench, ONE, TWO, THREE)
        plain, left = bench.net.fetch, iter(outcomes)

        def fetch(url: str, marks: Marks, robots: dict[str, str]) -> Fetched:
            outcome = next(left, "well")
            if outcome != "well":
                raise {"away": away(url), "busy": busy(url), "later": busy(url, 429, after=3000)}[outcome]
            return plain(url, marks, robots)

        bench.net.fetch = fetch  # type: ignore[method-assign, assignment]
        bench.during(6 * 86_400)
        assert bench.pages() == [ONE, TWO, THREE]
        assert len(bench.said("entered")) == 3


def test_one_watch_at_a_time(bench: Bench) -> None:
    fed(bench, ONE)

    def meanwhile() -> bytes:
        with pytest.raises(RegisterError, match="another watch is at work"):
            bench.once()
        return page(1)

    bench.net.answers[ONE] = meanwhile
    bench.once()
    assert bench.pages() == [ONE]


def test_a_page_that_a_rule_failed_on_waits_for_other_versions(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise IndexError("an offset beyond the text")

    fed(bench, ONE)
    with monkeypatch.context() as mistaken:
        mistaken.setattr(pipeline, "extract_figures", fail)
        bench.once()
    (fault,) = [line for line in bench.said("fault") if line["url"] == ONE]
    assert "a rule failed on it" in fault["fault"]
    with bench.open() as book:
        assert [(url, says) for _, url, says in item.refused(book.store, 5)] == [(ONE, fault["fault"])]
        assert counts_of(book.store)["a"][Counted.UNREAD] == 1
        assert counts_of(book.store)["a"][Counted.REFUSED] == 0
    bench.clock.now += 600
    bench.once()  # the same rules would fail again
    assert bench.pages() == []
    newer = msgspec.structs.replace(versions(), code="9.9.9")
    monkeypatch.setattr("shiguan.watch.watch.versions", lambda: newer)
    del bench.net.answers[ONE]  # it is gone from its server; what came is what is read
    bench.clock.now += 600
    bench.once()
    assert bench.pages() == [ONE]
    assert bench.net.count(ONE) == 1
    with bench.open() as book:
        assert item.refused(book.store, 5) == []

"""A watch over the wire: a server on this machine that has feed, pages and webhook, goes away and comes back."""

import random
import threading
from collections.abc import Callable
from typing import Any

import pytest

from shiguan.fetch.answer import Fetched, Marks
from shiguan.fetch.fetch import fetch_again
from shiguan.fetch.post import post
from tests.contracts.test_crash import Countdown
from tests.contracts.test_watch import counted, killed
from tests.fetch.conftest import net
from tests.fetch.world import Local, World
from tests.watch.made import Bench, article, page, rss
from tests.watch.test_alert import ANNOUNCED

__all__ = ["net"]
HOST, HOOK = "a.example", "hook.example"
FEED = f"http://{HOST}/feed.xml"
PLAN = f"""
[[source]]
name = "a"
url = "{FEED}"
interval = "10m"
filter = false
[[alert]]
name = "round"
rule = "round"
to = ["http://{HOOK}/in"]
"""


@pytest.fixture
def wired(bench: Bench, net: World) -> Bench:
    """Return a bench whose watch has begun, and whose feed now names an announcement and some pages, over the wire."""

    def fetch(url: str, marks: Marks, robots: dict[str, str]) -> Fetched:
        return fetch_again(url, marks, robots=robots, resolve=net.resolve, network=net.dial)

    def posted(url: str, body: bytes, *, key: str) -> None:
        post(url, body, key=key, resolve=net.resolve, network=net.dial)

    bench.net.fetch = fetch  # type: ignore[method-assign, assignment]
    bench.post = posted  # type: ignore[assignment]
    bench.plan(PLAN)
    net.put(HOOK, "/in", status=204)
    fed(net, {"/0": page(0)})
    bench.once()
    bench.clock.now += 3600
    fed(net, {"/1": article(ANNOUNCED.format("6月3日")), **{f"/{one}": page(one, day=10 + one) for one in (2, 3, 4)}})
    return bench


def fed(net: World, pages: dict[str, bytes]) -> None:
    """Let the feed name some pages, and the server have them."""
    body = rss(*(f"http://{HOST}{path}" for path in pages))
    net.put(HOST, "/feed.xml", [body], Content_Type="application/rss+xml", ETag=f'"{len(pages)}"')
    for path, data in pages.items():
        net.put(HOST, path, [data])


def whole(bench: Bench, net: World) -> None:
    """Tell that nothing is missing and nothing stands twice."""
    assert bench.pages() == [f"http://{HOST}/{number}" for number in range(5)]
    with bench.open() as book:
        assert book.store.rows("SELECT COUNT(*) FROM watch_alert") == [(1,)]
        assert book.store.rows("SELECT state FROM watch_delivery") == [("sent",)]
    assert len(set(keys(net))) == 1


def keys(net: World) -> list[str]:
    """Return the keys of what was posted."""
    return [told["Idempotency-Key"] for told in net.server.headers if "Idempotency-Key" in told]


def served(net: World) -> Callable[[], None]:
    """Let a server take the place of one that went away, with all that it had, and return what ends it."""
    server = Local()
    server.table, server.asked = net.server.table, net.server.asked
    server.headers, server.taken = net.server.headers, net.server.taken
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    net.dial.port = server.server_address[1]

    def end() -> None:
        server.shutdown()
        thread.join()
        server.server_close()

    return end


def test_what_a_server_has_is_entered_and_told_of_once(wired: Bench, net: World) -> None:
    wired.once()
    whole(wired, net)
    wired.clock.now += 3600
    wired.once()
    whole(wired, net)
    assert len(keys(net)) == 1
    asked = [path for host, path, _ in net.server.asked if host == HOST]
    assert [asked.count(f"/{number}") for number in range(5)] == [1] * 5


@pytest.mark.parametrize("at", ["/feed.xml", "/2", "/4"])
def test_a_server_that_goes_away_and_comes_back_leaves_no_gap_and_no_double(wired: Bench, net: World, at: str) -> None:
    plain = wired.net.fetch
    gone: list[str] = []

    def fetch(url: str, marks: Marks, robots: dict[str, str]) -> Fetched:
        if url.endswith(at) and not gone:
            gone.append(url)
            net.dial.port = 1  # nobody listens there
        return plain(url, marks, robots)

    wired.net.fetch = fetch  # type: ignore[method-assign, assignment]
    wired.during(2 * 86_400)
    assert gone
    assert len(wired.pages()) < 5
    assert wired.said("fault")
    end = served(net)
    try:
        wired.during(7200)
    finally:
        end()
    whole(wired, net)
    assert len(keys(net)) == 1


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_webhook_that_fails_has_the_alert_once_when_it_is_well(wired: Bench, net: World, status: int) -> None:
    net.put(HOOK, "/in", status=status)
    wired.during(900)
    tried = len(keys(net))
    assert tried > 1
    net.put(HOOK, "/in", status=204)
    wired.during(86_400)
    whole(wired, net)
    assert len(keys(net)) == tried + 1


def test_a_watch_killed_anywhere_and_begun_anew_leaves_no_gap(wired: Bench, net: World, tmp_path: Any) -> None:
    countdown = Countdown()
    other = Bench(tmp_path / "other")
    other.folder.mkdir()
    other.plan(PLAN)
    other.net.fetch, other.post = wired.net.fetch, wired.post  # type: ignore[method-assign]
    other.clock.now = wired.clock.now
    other.once(counted(other, countdown))
    net.server.headers.clear()
    chance = random.Random(6)
    kills = 0
    while kills < 8 and killed(wired, chance.randint(1, countdown.count // 2)):
        kills += 1
        wired.clock.now += 60
    assert kills > 1
    wired.clock.now += 3600
    wired.once()
    whole(wired, net)
    assert len(keys(net)) <= 1 + kills

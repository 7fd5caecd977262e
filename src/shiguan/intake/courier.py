"""Fetch pages, feeds and sitemaps one after the other: politely to each host, patiently, and never the same twice.

All goes through the one guarded place that it is handed; the clock and the waiting are handed in as well.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import msgspec

from shiguan.errors import CaptureError, FetchError, ShiguanError
from shiguan.intake.fetched import listing_of
from shiguan.model.raw import Raw

PAUSE = 1.0  # seconds between two requests to one host
TRIES = 3
BACKOFF = 2.0  # seconds before the second try, then twice that
LONGEST_WAIT = 120.0  # seconds that a server may ask to be left alone for, and be tried again
MOST_FAULTS = 5  # in a row, after which a host is left alone
DEEPEST = 3  # lists within lists: a sitemap's index, its sitemaps, their pages


class Ways(msgspec.Struct, frozen=True):
    """How the world is reached."""

    fetch: Callable[[str], Raw]
    clock: Callable[[], float]
    sleep: Callable[[float], None]


class Courier:
    """Fetches for one run: knows what it has fetched, when it last asked a host, and which hosts do not answer."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.asked: dict[str, float] = {}  # host -> when last
        self.faults: Counter[str] = Counter()  # host -> in a row
        self.seen: set[str] = set()

    def pages(self, url: str, depth: int = 0) -> Iterator[Raw | ShiguanError]:
        """Yield the page at an address; of a feed or a list, the pages that it names."""
        if url in self.seen:
            return
        self.seen.add(url)
        try:
            raw = self.fetch(url)
            found = named(raw)
        except ShiguanError as error:
            yield error
            return
        if found is None:
            yield raw
        elif depth >= DEEPEST:
            yield FetchError(f"{raw.name}: lists within lists go deeper than {DEEPEST}; give the inner one")
        else:
            yield from self.listed(found, depth)

    def listed(self, found: Iterator[str], depth: int) -> Iterator[Raw | ShiguanError]:
        """Yield the pages that a list names."""
        try:
            for url in found:
                yield from self.pages(url, depth + 1)
        except CaptureError as error:  # a list that is broken further on
            yield error

    def fetch(self, url: str) -> Raw:
        """Return what is at an address, tried again where the fault may pass; raises FetchError."""
        host = urlsplit(url).netloc.lower()
        if self.faults[host] >= MOST_FAULTS:
            raise FetchError(f"{url[:200]}: its host failed {MOST_FAULTS} times in a row and is left; try again later")
        pause = 0.0
        for number in range(TRIES):
            self.wait_for(host, pause)
            try:
                raw = self.ways.fetch(url)
            except FetchError as error:
                if number + 1 < TRIES and error.passing and (error.after or 0.0) <= LONGEST_WAIT:
                    pause = max(BACKOFF * 2**number, error.after or 0.0)
                    continue
                self.faults[host] += error.passing
                raise
            self.faults[host] = 0
            return raw
        raise FetchError(f"{url[:200]}: it was not fetched; try again later")

    def wait_for(self, host: str, least: float) -> None:
        """Wait until a host may be asked again."""
        now = self.ways.clock()
        pause = max(least, self.asked.get(host, now - PAUSE) + PAUSE - now)
        if pause > 0:
            self.ways.sleep(pause)
        self.asked[host] = self.ways.clock()


def named(raw: Raw) -> Iterator[str] | None:
    """Return the addresses that what was fetched names, None where it is a page."""
    listing = listing_of(raw)
    return None if listing is None else (one.url for one in listing.named())

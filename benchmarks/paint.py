"""How soon a reader sees a page in Chromium, and how much comes over the wire for it, kind by kind of page.

    python -m benchmarks.paint REGISTER [--each 5]

The app runs as `shiguan serve` does. Every address of `benchmarks.load` is asked for once for its weight: the page with
its style sheet and script, not packed. Of each kind some are opened in a browser with an empty cache; first paint and
first contentful paint are the browser's own (PerformancePaintTiming), from the moment it was told the address.
"""

import argparse
import random
import shutil
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Browser, sync_playwright

from benchmarks.load import HEAVIEST, READER, SEED, addresses_of, serving
from shiguan.annals.register import open_register
from tests.web.book.chromium import ARGUMENTS, NAMES

LATEST = 1000.0  # milliseconds until the first paint
BESIDE = ("/static/book.css", "/static/comfort.js", "/static/seal.svg")
PAINTS = """() => new Promise(done => {
  const told = () => performance.getEntriesByType('paint').map(one => [one.name, one.startTime]);
  if (told().length > 1) return done(told());
  new PerformanceObserver(() => told().length > 1 && done(told())).observe({type: 'paint', buffered: true});
  setTimeout(() => done(told()), 10000);
})"""
NAVIGATION = "performance.getEntriesByType('navigation')[0].responseStart"


@dataclass(frozen=True)
class Seen:
    """One page as a browser saw it, in milliseconds since it was asked for."""

    answered: float
    painted: float
    told: float  # the first paint that shows something


def main() -> int:
    """Print a line for each kind of page; 1 where a bound is passed or a page is not painted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("register", type=Path)
    parser.add_argument("--each", type=int, default=5, help="pages of a kind that are opened in the browser")
    wanted = parser.parse_args()
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        print("paint: there is no Chromium here; apt-get install chromium", file=sys.stderr)
        return 1
    with open_register(wanted.register, create=False) as register:
        addresses = addresses_of(register)
    with serving(wanted.register) as (base, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        faults = measure(base, browser, addresses, wanted.each)
        browser.close()
    return 1 if faults else 0


def measure(base: str, browser: Browser, addresses: dict[str, list[str]], each: int) -> int:
    """Print a line for each kind and return how many bounds are passed."""
    chance = random.Random(SEED)
    faults = 0
    print(f"{'kind':12}{'n':>5}{'kB':>7}{'kB all':>8}{'answer':>8}{'paint':>7}{'content':>9}{'latest':>8}  ms")
    with httpx.Client(base_url=base, timeout=60, headers=READER) as client:
        beside = sum(len(client.get(address).content) for address in BESIDE)
        for kind, some in addresses.items():
            if kind in ("feeds", "drawer", "drawn"):  # no pages of their own
                continue
            heaviest = max(len(client.get(address).content) for address in dict.fromkeys(some))
            seen = [look(browser, base, address) for address in chance.sample(some, min(each, len(some)))]
            faults += line_of(kind, len(set(some)), heaviest, beside, seen)
    return faults


def look(browser: Browser, base: str, address: str) -> Seen | None:
    """Open a page with nothing at hand and return when it was painted; None where it was not."""
    context = browser.new_context(base_url=base, locale="zh-CN", viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.goto(address)
    paints: dict[str, float] = dict(page.evaluate(PAINTS))
    answered = float(page.evaluate(NAVIGATION))
    context.close()
    first, told = paints.get("first-paint"), paints.get("first-contentful-paint")
    return Seen(answered, first, told) if first is not None and told is not None else None


def line_of(kind: str, count: int, heaviest: int, beside: int, seen: Sequence[Seen | None]) -> int:
    """Print one kind of page; return how many of its bounds are passed."""
    shown = [one for one in seen if one is not None]
    latest = max((one.told for one in shown), default=LATEST + 1)
    middle = [statistics.median(getattr(one, name) for one in shown) for name in ("answered", "painted", "told")]
    passed = {"late": latest > LATEST, "heavy": heaviest + beside > HEAVIEST, "unseen": len(shown) < len(seen)}
    weight = f"{heaviest / 1000:7.0f}{(heaviest + beside) / 1000:8.0f}"
    note = "".join(f"  {name}" for name, is_passed in passed.items() if is_passed)
    print(f"{kind:12}{count:5}{weight}{middle[0]:8.0f}{middle[1]:7.0f}{middle[2]:9.0f}{latest:8.0f}{note}", flush=True)
    return sum(passed.values())


if __name__ == "__main__":
    sys.exit(main())

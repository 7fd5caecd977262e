"""The book read in a real browser: opened, filtered, walked by keyboard, checked by axe, attacked."""

import re
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from shiguan.annals.register import open_register
from tests.web.book.chromium import served
from tests.web.site import copy_of
from tests.web.test_watch import watched

pytestmark = pytest.mark.slow

GRAVE = {"serious", "critical"}
SIZES = {"wide": (1400, 900), "phone": (390, 844)}
ROOMS = [
    "/", "/words", "/state", "/state/CN", "/state/CN/RU", "/state/CN/US/RU", "/network",
    "/network?of=people", "/search", "/search?q=会谈", "/person/王毅", "/person/阿里·哈桑尼", "/mechanisms",
    "/mechanism/中乌外交部政治磋商", "/figures", "/figures/中国出口总值", "/phrases", "/phrases?state=CN",
    "/positions", "/positions?topic=贸易", "/export", "/unconfirmed", "/conflicts", "/doubtful", "/add",
    "/log", "/login", "/audit", "/watch", "/nowhere"
]  # fmt: skip
LONG_ONES = {
    "/phrases?state=CN&go=1": "main .list li",
    "/phrases?state=CN&new=2023-09": "main .columns h2",
    "/positions?topic=贸易&state=CN": ".positions li",
}
WHOLE = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}}


@pytest.fixture(scope="module")
def book(samples: Path) -> Iterator[str]:
    with served(samples) as address:
        yield address


@pytest.fixture(scope="module")
def trap(hostile: Path) -> Iterator[str]:
    with served(hostile) as address:
        yield address


@pytest.fixture
def reader(browser: Browser, book: str) -> Iterator[Page]:
    """A page in English at a laptop's size; whatever fails in it or is refused by the policy fails the test."""
    context = browser.new_context(base_url=book, locale="en-US", viewport={"width": 1400, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", noting(faults))
    yield page
    context.close()
    assert faults == []


def noting(faults: list[str]) -> Callable[[ConsoleMessage], None]:
    """Return what notes errors; that an address leads nowhere is none."""

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and "404" not in message.text:
            faults.append(message.text)

    return note


def test_a_laptop_shows_a_dozen_entries(reader: Page) -> None:
    reader.goto("/")
    seen = reader.evaluate(
        "[...document.querySelectorAll('.entry')]"
        ".filter(one => one.getBoundingClientRect().bottom <= innerHeight).length"
    )
    assert seen >= 12


def test_filter_reads_as_a_sentence_and_asks_no_more_than_it_says(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_text("any kind", exact=True).click()
    reader.get_by_label("consultation", exact=True).check()
    reader.locator(".menu[open] button").click()
    assert reader.url.endswith("/?kind=consultation")
    expect(reader.locator("details.on summary")).to_have_text("consultation")
    assert set(reader.locator(".entry .kind").all_inner_texts()) == {"consultation"}
    reader.get_by_text("Clear").click()
    expect(reader.locator("details.on")).to_have_count(0)


def test_escape_closes_a_menu(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_text("All states").click()
    expect(reader.locator(".menu[open]")).to_have_count(1)
    reader.keyboard.press("Escape")
    expect(reader.locator(".menu[open]")).to_have_count(0)


def test_drawer_opens_in_place_and_its_citation_leads_to_the_characters(reader: Page) -> None:
    reader.goto("/")
    entry = reader.locator(".entry").filter(has_text="磋商").first
    entry.locator(".opener").click()
    drawer = entry.locator(".drawer")
    expect(drawer).to_be_visible()
    assert "open=" in reader.url
    quote = drawer.locator("a.quote").first
    said = quote.locator("mark").inner_text()
    quote.click()
    wanted = reader.locator("#wanted")
    expect(wanted).to_be_in_viewport()
    assert "".join(reader.locator("article.source mark").all_inner_texts()) == said
    reader.go_back()
    expect(reader.locator(".drawer")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.locator(".drawer")).to_have_count(0)
    assert "open=" not in reader.url


def test_words_open_their_drawer(reader: Page) -> None:
    reader.goto("/words")
    entry = reader.locator(".entry").first
    entry.locator(".content").click()
    expect(entry.locator(".drawer mark")).to_be_visible()


def test_keys_move_open_close_and_search(reader: Page) -> None:
    reader.goto("/")
    for key in "jjk":
        reader.keyboard.press(key)
    assert reader.evaluate("[...document.querySelectorAll('.entry')].findIndex(one => one.matches('.at'))") == 0
    reader.keyboard.press("o")
    expect(reader.locator(".at .drawer")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.locator(".drawer")).to_have_count(0)
    reader.keyboard.press("/")
    reader.keyboard.type("会谈")
    reader.keyboard.press("Enter")
    expect(reader.locator(".found mark").first).to_be_visible()
    reader.keyboard.press("Escape")


def test_strip_is_climbed_by_arrows(reader: Page) -> None:
    reader.goto("/")
    bars = reader.locator(".density a")
    assert bars.count() > 1
    reader.locator(".density a[tabindex='0']").focus()
    before = reader.evaluate("document.activeElement.getAttribute('aria-label')")
    reader.keyboard.press("ArrowDown")
    assert reader.evaluate("document.activeElement.getAttribute('aria-label')") != before
    reader.keyboard.press("Enter")
    expect(reader.locator("[rel='prev']")).to_be_visible()
    assert "before=" in reader.url


def test_two_characters_are_enough_in_either_script(reader: Page) -> None:
    for words in ("磋商", "會談"):
        reader.goto("/search")
        reader.locator("#q").fill(words)
        reader.keyboard.press("Enter")
        expect(reader.locator(".found .entry").first).to_be_visible()


def test_everything_works_without_a_script(browser: Browser, book: str) -> None:
    context = browser.new_context(base_url=book, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator(".opener").first.click()
    expect(page.locator(".drawer")).to_be_visible()
    page.locator(".drawer a.quote").first.click()
    expect(page.locator("#wanted").first).to_be_visible()
    context.close()


def test_picture_becomes_a_png(reader: Page) -> None:
    reader.goto("/network")
    with reader.expect_download() as kept:
        reader.get_by_role("button", name="PNG").click()
    assert kept.value.suggested_filename.endswith(".png")
    assert Path(kept.value.path()).read_bytes().startswith(b"\x89PNG")


def test_labels_of_the_network_lie_apart(reader: Page) -> None:
    reader.goto("/network?of=people")
    boxes: list[list[float]] = reader.evaluate(
        "[...document.querySelectorAll('.picture .name')]"
        ".map(one => one.getBBox()).map(box => [box.x, box.y, box.width, box.height])"
    )
    assert len(boxes) > 3
    for number, (x, y, width, height) in enumerate(boxes):
        for left, top, wide, high in boxes[:number]:
            assert x + width <= left or left + wide <= x or y + height <= top + 4 or top + high <= y + 4


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_screen(browser: Browser, book: str, samples: Path, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(base_url=book, viewport={"width": width, "height": height}, locale="zh-CN")
    page = context.new_page()
    for address in ROOMS + stored(samples):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()


def stored(samples: Path) -> list[str]:
    """Return one address of each kind of stored thing: with a drawer, with a conflict, with several pages."""
    with open_register(samples, create=False) as register:
        fullest = max(register.deeds(), key=lambda record: len(record.pages))
        planned = next(record for record in register.deeds() if record.status == "planned")
        named = next(party.name for record in register.deeds() for party in record.parties if party.name)
        record = f"/record/{fullest.id}"
        asides = [f"{record}/readouts", f"{record}/readouts?by=side"]
        (pair,) = register.doubtful()
        asides += [f"{record}/judge", f"/doubtful/{pair.one.id}/{pair.other.id}"]
        return [f"/person/{named}", record, *asides, f"/?open={planned.id}", f"/page/{fullest.pages[0]}"]


def grave_faults(page: Page, address: str) -> list[str]:
    """Return what axe finds serious on an open page."""
    page.evaluate((resources.files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    faults = page.evaluate("options => axe.run(document, options)", WHOLE)["violations"]
    return [
        f"{address} {fault['id']}: {fault['nodes'][0]['html'][:200]} {fault['nodes'][0]['failureSummary'][:300]}"
        for fault in faults
        if fault["impact"] in GRAVE
    ]


@pytest.mark.parametrize(("theme", "locale"), [("light", "en-US"), ("dark", "zh-CN")])
def test_axe_finds_nothing_grave_in_what_takes_long_and_what_a_watch_tells(
    browser: Browser, samples: Path, tmp_path: Path, theme: Any, locale: str
) -> None:
    where = copy_of(samples, tmp_path)
    watched(where, tmp_path)
    context = browser.new_context(color_scheme=theme, locale=locale)
    page = context.new_page()
    found: list[str] = []
    with served(where) as address:
        page.goto(f"{address}/watch")
        assert page.locator("tbody th").count() == 2
        assert page.locator(".list .entry").count() > 1
        found += grave_faults(page, "/watch")
        for path, wanted in LONG_ONES.items():
            page.goto(f"{address}{path}")
            if page.locator("[data-waiting]").count():
                found += grave_faults(page, f"{path} (waiting)")
            page.locator(wanted).first.wait_for(timeout=60_000)
            found += grave_faults(page, path)
        with page.expect_download(timeout=60_000) as kept:
            page.goto(f"{address}/export")
            page.evaluate("location.assign('/brief/pair/CN/UZ?to=html')")
        brief = tmp_path / "brief.html"
        kept.value.save_as(brief)
    page.goto(brief.as_uri())
    found += grave_faults(page, "brief")
    context.close()
    assert found == []


@pytest.mark.parametrize(("theme", "locale"), [("light", "en-US"), ("dark", "zh-CN")])
def test_axe_finds_nothing_grave(browser: Browser, book: str, samples: Path, theme: Any, locale: str) -> None:
    context = browser.new_context(base_url=book, color_scheme=theme, locale=locale)
    page = context.new_page()
    found: list[str] = []
    page.goto("/add")
    page.locator("textarea").fill("外交部长林致远2023年3月1日在北京同伊朗外长阿里·哈桑尼举行会谈。")
    page.locator("main form button").click()
    for address in [page.url, *ROOMS, *stored(samples)]:
        page.goto(address)
        found += grave_faults(page, address)
    context.close()
    assert found == []


def test_nothing_runs_from_a_hostile_page(browser: Browser, trap: str, hostile: Path) -> None:
    context = browser.new_context(base_url=trap)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: asked.append(f"dialog {dialog.message}"))
    with open_register(hostile, create=False) as register:
        record = register.deeds()[0]
        addresses = [f"/page/{one}" for one in record.pages]
    addresses += ["/", f"/?open={record.id}", f"/record/{record.id}", f"/record/{record.id}/readouts", "/words",
                  "/search?q=会谈", "/network?of=people", "/state/RU", "/search?q=旧庄园"]  # fmt: skip
    for address in addresses:
        page.goto(address)
        page.mouse.move(300, 300)
        for opener in page.locator("[data-drawer]").all()[:2]:
            opener.click()
        assert page.evaluate("window.hit") is None, address
        assert page.locator("main script, main iframe, main img, main svg:not(.picture):not(.density svg)").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert [url for url in asked if not url.startswith(trap)] == []
    hosts = [one.get_attribute("href") or "" for one in page.locator("a[rel~='external']").all()]
    assert all(re.match("https?://", one) for one in hosts)
    context.close()

"""Take docs/screenshots anew: every page over the samples and the tests' own articles, `python -m docs.pictures`.

Each page in both languages and both themes, and the main ones on a phone and on paper; small pictures of few colours.
"""

import io
import shutil
import tempfile
from pathlib import Path

import msgspec
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from shiguan.annals.register import Register, open_register
from tests.web.book.chromium import ARGUMENTS, NAMES, served
from tests.web.book.conftest import ARTICLES, SAMPLES, register_at
from tests.web.test_watch import watched

FOLDER = Path(__file__).parent / "screenshots"
LANGUAGES = {"en": "en-US", "zh": "zh-CN"}
THEMES = ("light", "dark")
WIDE, PHONE, PAPER = (1280, 860), (390, 844), (760, 1075)
SHRUNK = 0.6  # of the size on the screen
STEPS = 6  # from paper to ink; a colour has half as many
# Paper, then ink, then what is coloured, as the style sheet has them.
COLOURS = {
    "light": ("#FBF9F4", "#1D1B16", "#6B665A", "#B3261E", "#2B4C7E", "#8A5A00", "#2F6B4F", "#DDD6C6", "#F1E7CF"),
    "dark": ("#14130F", "#ECE7DA", "#A29B8A", "#FF8A7A", "#8FB4EA", "#E2B25A", "#7FCBA4", "#322F27", "#3A3220"),
}
ON_PHONE = ("chronicle", "record", "person", "figure", "mechanism", "readouts")
ON_PAPER = ("chronicle", "record", "mechanism")
ADDED = "外交部长林致远2023年3月1日在北京同伊朗外长阿里·哈桑尼举行会谈。林致远表示，双方将扩大贸易。"


def main() -> None:
    """Write all pictures."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        articles = folder / "articles.jsonl"
        articles.write_bytes(b"\n".join(map(msgspec.json.encode, ARTICLES)))
        where = register_at(folder / "book.db", (*map(str, sorted(SAMPLES.iterdir())), str(articles)))
        watched(where, folder)
        with open_register(where) as register:
            pages = pages_of(register)
        path = next(filter(None, map(shutil.which, NAMES)))
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        with served(where) as address:
            for language in LANGUAGES:
                for theme in THEMES:
                    take(browser, address, pages, language, theme, WIDE)
                take(browser, address, {name: pages[name] for name in ON_PHONE}, language, "light", PHONE)
                take(browser, address, {name: pages[name] for name in ON_PAPER}, language, "light", PAPER)
        browser.close()


def pages_of(register: Register) -> dict[str, str]:
    """Return the address of every page by its name."""
    fullest = max(register.deeds(), key=lambda one: len(one.pages))
    (pair,) = register.doubtful()
    record = f"/record/{fullest.id}"
    return {
        "chronicle": "/",
        "drawer": f"/?open={fullest.id}&before={(fullest.first or 0) + 1}.0#{fullest.id}",
        "words": "/words",
        "phrases": "/phrases?state=CN&go=1",
        "positions": "/positions?topic=贸易&state=CN",
        "mechanisms": "/mechanisms",
        "mechanism": "/mechanism/中乌外交部政治磋商",
        "states": "/state",
        "state": "/state/UZ",
        "pair": "/state/CN/UZ",
        "triangle": "/state/CN/KZ/IR",
        "network": "/network",
        "figures": "/figures?q=出口",
        "figure": "/figures/中国出口总值",
        "unconfirmed": "/unconfirmed",
        "conflicts": "/conflicts",
        "doubtful": "/doubtful",
        "persons": f"/doubtful/{pair.one.id}/{pair.other.id}",
        "search": "/search?q=会谈",
        "person": "/person/阿里·哈桑尼",
        "record": record,
        "readouts": f"{record}/readouts",
        "judge": f"{record}/judge",
        "judge-word": f"/item/{register.words(limit=1)[0].id}/judge",
        "page": f"/page/{fullest.pages[0]}",
        "add": "/add",
        "preview": "/add",
        "export": "/export",
        "watch": "/watch",
        "log": "/log",
        "login": "/login",
        "nowhere": "/nowhere",
    }


def take(
    browser: Browser, address: str, pages: dict[str, str], language: str, theme: str, size: tuple[int, int]
) -> None:
    """Take pages in one language, theme and size."""
    context = browser.new_context(
        base_url=address,
        locale=LANGUAGES[language],
        color_scheme="dark" if theme == "dark" else "light",
        viewport={"width": size[0], "height": size[1]},
    )
    page = context.new_page()
    if size == PAPER:
        page.emulate_media(media="print")
    for name, path in pages.items():
        page.goto(path)
        if name == "preview":
            page.locator("textarea").fill(ADDED)
            page.locator("main form button").click()
            page.wait_for_url("**/add/*")
        if page.locator("[data-waiting]").count():
            page.locator("ol.list").wait_for(timeout=60_000)
        screen = {PHONE: "-phone", PAPER: "-paper"}.get(size, "")
        keep(page.screenshot(), theme, FOLDER / f"{name}-{language}-{theme}{screen}.png")
    context.close()


def keep(screenshot: bytes, theme: str, path: Path) -> None:
    """Write a picture small, in the colours of its theme alone."""
    image = Image.open(io.BytesIO(screenshot)).convert("RGB")
    small = image.resize((int(image.width * SHRUNK), int(image.height * SHRUNK)), Image.Resampling.LANCZOS)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in palette_of(theme) for part in colour])
    small.quantize(palette=palette, dither=Image.Dither.NONE).save(path, optimize=True)


def palette_of(theme: str) -> list[tuple[int, ...]]:
    """Return the colours of a theme, and those between paper and each of them."""
    paper, *others = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in COLOURS[theme])
    found = [tuple(paper)]
    for number, colour in enumerate(others):
        steps = STEPS if number == 0 else STEPS // 2
        for step in range(1, steps + 1):
            found.append(tuple(round(p + (c - p) * step / steps) for p, c in zip(paper, colour, strict=True)))
    return found


if __name__ == "__main__":
    main()

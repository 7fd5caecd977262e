"""The web app over a register of the bundled samples, and over one of hostile pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, sync_playwright

from shiguan.annals.register import open_register
from shiguan.intake.source import Source, raw_pages
from shiguan.web.app import create_app
from tests.web.book.chromium import ARGUMENTS, NAMES

SAMPLES = Path(__file__).parents[3] / "src" / "shiguan" / "samples"
RLO, PDF, LRI = "\u202e", "\u202c", "\u2066"  # turn the direction of writing, end that, isolate
BODY = "新华社莫斯科5月26日电 外交部长王毅25日在莫斯科同俄罗斯外长拉夫罗夫举行会谈。"
SAID = "王毅表示：“中俄关系{}稳如磐石。”拉夫罗夫说，双方将扩大贸易。贸易额达到{}120亿美元。"
# What pages may hold to do something in the reader's browser. Every payload would set window.hit or leave the page.
PAYLOADS = {
    "script": "<script>window.hit=1</script>",
    "attribute": "\"><img src=x onerror=window.hit=1> ' onmouseover='window.hit=1",
    "svg": "<svg onload=window.hit=1><script>window.hit=1</script></svg>",
    "template": "{{ 7 * 7 }}{% for a in b %}</textarea></title><script>window.hit=1</script>",
    "entity": "&lt;script&gt;window.hit=1&lt;/script&gt;&quot;",
    "bidi": f"{RLO}罗斯{LRI}俄",
    "frame": "</div></main><iframe src=javascript:window.hit=1></iframe><base href=//evil.example/>",
}
URLS = (
    "javascript:window.hit=1//",
    "JaVaScRiPt:window.hit=1",
    "data:text/html,<script>1</script>",
    'https://e.example/"onclick="window.hit=1',
)
LONG = 5_000_000  # bytes, in one line
FILLING = "<b onclick=window.hit=1>" + "会谈在莫斯科郊外的一座旧庄园里又继续了很久，" * 8


# Three accounts of one meeting: two sides and an agency, who agree in part, and on the day not at all.
ACCOUNTS = (
    {
        "id": "home",
        "title": "林致远同卡里莫夫会谈",
        "text": "新华社塔什干11月6日电 2023年11月6日，外交部长林致远在塔什干同乌兹别克斯坦外长卡里莫夫举行会谈。\n"
        "林致远表示，中方愿同乌方扩大农产品贸易，推进铁路合作。中方坚定支持乌方维护国家主权。\n"
        "卡里莫夫表示，乌方愿积极参与铁路合作，扩大两国农产品贸易。",
        "published": "2023-11-06",
        "outlet": "新华社",
    },
    {
        "id": "away",
        "title": "卡里莫夫會見林致遠",
        "text": "中央社塔什干11月6日電 烏茲別克斯坦外長卡里莫夫2023年11月6日在塔什干同中國外交部長林致遠舉行會談。\n"
        "卡里莫夫表示，烏方願積極參與鐵路合作，擴大農產品貿易。水資源分配的分歧仍然很大。\n"
        "林致遠表示，中方願同烏方擴大農產品貿易。",
        "published": "2023-11-07",
        "outlet": "中央社",
    },
    {
        "id": "other",
        "title": "中乌外长会谈",
        "text": "路透社11月7日电 中国外交部长林致远2023年11月5日在塔什干同乌兹别克斯坦外长卡里莫夫举行会谈。\n"
        "林致远说，铁路合作将在明年启动。",
        "published": "2023-11-08",
        "outlet": "路透社",
    },
)
# One measure four times: a growth that does not follow, and another origin that tells otherwise.
TRADE = tuple(
    {"id": f"trade-{day}", "title": "海关公布进出口情况", "text": text, "published": day, "outlet": outlet}
    for day, outlet, text in (
        ("2023-01-15", "新华社", "新华社1月15日电 海关总署公布，2022年12月中国出口总值为1900亿美元。"),
        ("2024-01-15", "新华社", "新华社1月15日电 海关总署公布，2023年12月中国出口总值为2000亿美元，同比增长10%。"),
        ("2024-01-16", "中央社", "中央社1月16日電 海关总署公布，2023年12月中国出口总值为2300亿美元。"),
        ("2024-02-15", "路透社", "路透社2月15日电 海关总署公布，2024年1月中国出口总值为2100亿美元。"),
    )
)
# One full name in two states: one person or two?
NAMESAKES = (
    {
        "id": "hassani-foreign",
        "title": "林致远同阿里·哈桑尼会谈",
        "text": "新华社北京3月1日电 外交部长林致远2023年3月1日在北京同伊朗外长阿里·哈桑尼举行会谈。"
        "阿里·哈桑尼表示，支持一个中国原则，双方贸易将增长。",
        "published": "2023-03-01",
        "outlet": "新华社",
    },
    {
        "id": "hassani-deputy",
        "title": "阿里·哈桑尼会见韩国外长",
        "text": "新华社阿斯塔纳6月1日电 哈萨克斯坦副总理阿里·哈桑尼2023年6月1日在阿斯塔纳同韩国外长会谈。"
        "阿里·哈桑尼表示，能源合作前景广阔。",
        "published": "2023-06-01",
        "outlet": "新华社",
    },
)
ARTICLES = (*ACCOUNTS, *TRADE, *NAMESAKES)


def article(name: str, payload: str, url: str) -> dict[str, str]:
    """Return an article with a payload wherever a page can carry one."""
    return {
        "id": f"{name}-{payload}"[:200],
        "title": f"{payload}王毅同拉夫罗夫会谈 {name}",
        "text": f"{payload}\n{BODY}\n{SAID.format(payload, payload)}",
        "published": "2021-05-26",
        "outlet": f"新华社{payload}",
        "url": url,
    }


def register_at(place: Path, pages: tuple[str, ...]) -> Path:
    """Return the path of a register of some files."""
    with open_register(place) as register:
        for outcome in register.add(raw_pages(Source(pages=pages, input="auto", published=None)), jobs=0):
            assert outcome.faults == ()
    return place


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    accounts = folder / "accounts.jsonl"
    accounts.write_bytes(b"\n".join(map(msgspec.json.encode, ARTICLES)))
    return register_at(folder / "samples.db", (*map(str, sorted(SAMPLES.iterdir())), str(accounts)))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    articles = [article(name, text, URLS[at % len(URLS)]) for at, (name, text) in enumerate(PAYLOADS.items())]
    articles.append({**article("long", "", URLS[0]), "text": BODY + FILLING * (LONG // len(FILLING.encode()))})
    path = folder / "hostile.jsonl"
    path.write_bytes(b"\n".join(map(msgspec.json.encode, articles)))
    return register_at(folder / "hostile.db", (str(path),))


@pytest.fixture(scope="session")
def client(samples: Path) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(str(samples))) as found:
        yield found


@pytest.fixture(scope="session")
def attacked(hostile: Path) -> Iterator[TestClient[Litestar]]:
    with TestClient(create_app(str(hostile))) as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        says = "no Chromium is here: apt-get install chromium (`make test` does so where it may)"
        if os.environ.get("CI"):
            pytest.fail(says)
        pytest.skip(says)
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield found
        found.close()

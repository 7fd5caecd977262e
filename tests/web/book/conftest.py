"""The web app over a register of the bundled samples, and over one of hostile pages."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from shiguan.annals.register import open_register
from shiguan.intake.source import Source, raw_pages
from shiguan.web.app import create_app

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
    accounts.write_bytes(b"\n".join(map(msgspec.json.encode, ACCOUNTS)))
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

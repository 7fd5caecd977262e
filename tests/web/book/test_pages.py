"""Every page answers, in both languages, dressed for safety, and shows what stored pages say as text."""

import re
import xml.dom.minidom
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from litestar import Litestar
from litestar.testing import TestClient

from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register, open_register
from shiguan.model.record import Aspect, Record
from shiguan.web.interface import table
from shiguan.web.spine import MONTHS, hint_in_english, in_english

Client = TestClient[Litestar]
HEAVIEST = 200_000
ENGLISH, CHINESE = {"accept-language": "en"}, {"accept-language": "zh"}
FIXED = ["/", "/words", "/state", "/state/CN", "/state/CN/RU", "/state/CN/US/RU", "/network", "/network?of=people"]
FIXED += [
    "/figures",
    "/figures?q=出口",
    "/figures/中国出口总值",
    "/phrases",
    "/positions",
    "/export",
    "/person/阿里·哈桑尼",
]
FIXED += ["/mechanisms", "/mechanisms?q=磋商", "/unconfirmed", "/conflicts", "/doubtful", "/watch"]
ASKING = [
    "/?state=CN+RU&kind=consultation&kind=call&status=held&from=2020&to=2030&origins=1",
    "/?conflicts=1",
    "/?before=800000.0",
    "/words?state=CN",
    "/search",
    "/search?q=磋商",
    "/search?q=磋商&year=2021",
    "/network?from=2021&to=2021",
]
WRONG = [
    "/?from=yesterday&to=31&kind=feast&origins=-1&before=x",
    "/?open=nothing",
    "/?before=99999999999999.0",
    "/?before=²³.x",
    "/?origins=٣",
    "/?origins=99999999999999999999999999",
    "/search?q=%00",
    "/search?q=磋商&skip=-3&year=x&publisher=x",
    "/state/nowhere",
    "/network?of=fish",
]


@pytest.fixture(scope="module")
def register(samples: Path) -> Register:
    return open_register(samples, create=False)


def stored(register: Register) -> list[str]:
    """Return the addresses of records, pages, people and drawers of a register."""
    found = []
    for record in register.deeds():
        found += [f"/record/{record.id}", f"/record/{record.id}/drawer", f"/record/{record.id}/readouts?by=side"]
        found += [f"/record/{record.id}/readouts", f"/?open={record.id}"]
        found += [f"/page/{page}" for page in record.pages]
        found += [f"/person/{quote(party.name, safe='')}" for party in record.parties if party.name]
        found += [f"/mechanism/{quote(record.mechanism, safe='')}"] if record.mechanism else []
    found += [f"/word/{word.id}/drawer" for word in register.words(limit=5)]
    return list(dict.fromkeys(found))


class Tags(HTMLParser):
    """Notes what is inline, and which tags a page has."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "style" or name.startswith("on"):
                self.faults.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action") and re.match(r"\s*(javascript|data):", value or "", re.IGNORECASE):
                self.faults.append(f"{tag} {name}={value}")
            if name == "id":
                self.ids.append(value or "")
        if tag in ("style", "iframe", "object", "embed", "base", "img"):
            self.faults.append(tag)
        if tag == "script" and dict(attrs).get("src") != "/static/comfort.js":
            self.faults.append("script")

    def handle_data(self, data: str) -> None:
        self.text += data


def sound(text: str) -> Tags:
    """Return the tags of a page that has nothing inline, no address that runs, and no id twice."""
    tags = Tags(text)
    assert tags.faults == []
    assert len(tags.ids) == len(set(tags.ids))
    return tags


def dressed(response: object) -> None:
    headers = getattr(response, "headers", {})
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("address", FIXED + ASKING)
def test_page_answers(client: Client, address: str, lang: str) -> None:
    response = client.get(address, params=None, headers={"accept-language": lang})
    assert response.status_code == 200
    assert f'<html lang="{lang}"' in response.text
    assert len(response.content) < HEAVIEST
    dressed(response)
    sound(response.text)


@pytest.mark.parametrize("address", WRONG)
def test_a_wrong_question_is_left_out(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 200
    dressed(response)
    sound(response.text)


def test_everything_stored_has_its_page(client: Client, register: Register) -> None:
    addresses = stored(register)
    assert len(addresses) > 40
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        assert len(response.content) < HEAVIEST
        dressed(response)
        sound(response.text)


@pytest.mark.parametrize(
    "address",
    ["/record/nothing", "/record/nothing/drawer", "/page/nothing", "/word/nothing/drawer", "/person/无名氏", "/nowhere",
     "/mechanism/无此机制", "/figures/无此指标", "/export/feast", "/brief/feast/x",      "/state/A/B/C/D"],
)  # fmt: skip
def test_what_is_not_there_says_so(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    dressed(response)
    sound(response.text)


@pytest.mark.parametrize("address", ["/static/book.css", "/static/comfort.js", "/api/chronicle", "/api/nothing"])
def test_every_answer_is_dressed(client: Client, address: str) -> None:
    dressed(client.get(address))


def test_every_word_of_the_interface_has_both_languages(client: Client) -> None:
    for key, row in table().items():
        assert row["en"] or key.endswith("_after"), key
        assert row["zh"], key
    text = client.get("/", headers={"accept-language": "zh"}).text
    assert not re.search(r">\s*[a-z]+_[a-z_]+\s*<", text)


@pytest.mark.parametrize("address", FIXED + ASKING)
def test_no_key_is_shown_for_a_word(client: Client, address: str) -> None:
    text = Tags(client.get(address).text).text
    assert not re.search(r"\b[a-z]+_[a-z_]+\b", text)


def test_choice_of_language_and_theme_is_remembered(client: Client) -> None:
    response = client.get("/?lang=zh&theme=dark")
    assert 'data-theme="dark"' in response.text
    assert "lang=zh" in response.headers["set-cookie"]
    client.cookies.clear()


def test_drawer_opens_without_a_script(client: Client, register: Register) -> None:
    record = register.deeds(limit=1)[0]
    assert f'id="drawer-{record.id}"' in client.get(f"/?open={record.id}").text
    away = client.get(f"/?open={record.id}&from=1900&to=1901").text
    assert f'id="drawer-{record.id}"' in away


def test_words_of_a_deeds_own_page_stand_beside_it(client: Client, register: Register) -> None:
    entries = re.split(r'(?=<article class="entry)', client.get("/").text)[1:]
    joined = [entry for entry in entries if 'class="word joined"' in entry]
    assert joined
    for entry in joined:
        id = re.search(r'id="([0-9a-f]+)"', entry)
        page = re.search(r'class="content"[^>]*href="/page/([0-9a-f]+)', entry)
        assert id
        assert page
        assert page[1] in register.record(id[1]).pages


def test_pages_of_the_chronicle_meet_without_gap_or_overlap(client: Client, register: Register) -> None:
    seen: list[str] = []
    address = "/"
    for _ in range(20):
        text = client.get(address).text
        seen += re.findall(r'<article class="entry[^"]*" id="([0-9a-f]+)"', text)
        older = re.search(r'rel="next" href="([^"]+)"', text)
        if not older:
            break
        address = older[1].replace("&amp;", "&")
    assert sorted(seen) == sorted(record.id for record in register.deeds())


def test_a_month_has_no_day_and_a_year_no_month(client: Client, register: Register) -> None:
    for record in register.deeds(Query()):
        if record.date and len(record.date) == 7:
            address = f"/?open={record.id}&before={(record.first or 0) + 1}.0"
            assert f'<span class="vague">{int(record.date[5:])}月</span>' in client.get(address, headers=CHINESE).text
            assert f'<span class="vague">{MONTHS[int(record.date[5:]) - 1]}</span>' in client.get(address).text


@pytest.mark.parametrize(
    ("label", "wanted"),
    [
        ("10月", "Oct"),
        ("7月6日", "6 Jul"),
        ("2024年7月6日", "6 Jul 2024"),
        ("秋", "autumn"),
        ("18", "18"),
        ("…", "…"),
        ("", ""),
    ],
)
def test_a_label_of_the_spine_has_its_english(label: str, wanted: str) -> None:
    assert in_english(label) == wanted
    assert hint_in_english("甲辰年 星期四") == "Thursday · 甲辰年"
    assert hint_in_english("星期日") == "Sunday"


@pytest.mark.parametrize("address", [*FIXED, *ASKING])
def test_each_language_keeps_its_own_marks_and_words(client: Client, address: str) -> None:
    """No Chinese date label or comma among English words, no half-width colon behind Chinese ones, no bare key."""
    english, chinese = (client.get(address, headers=one).text for one in (ENGLISH, CHINESE))
    assert re.findall(r'class="(?:month|vague|and)">[^<]*[月年、]', english) == []
    assert re.findall(r"[\u4e00-\u9fff]: ", re.sub(r'lang="zh"[^>]*>[^<]*|<title>[^<]*|="[^"]*"', "", chinese)) == []
    assert re.findall(r">\s*agree/", english + chinese) == []


def test_every_rule_of_agreement_is_told_in_words() -> None:
    source = Path(__file__).parents[3] / "src" / "shiguan"
    rules = {
        rule for path in source.rglob("*.py") for rule in re.findall(r'"(agree/[a-z-]+)"', path.read_text("utf-8"))
    }
    assert len(rules) > 5
    assert rules <= set(table())


def test_words_dated_to_a_year_tell_it_once(client: Client) -> None:
    for day in re.findall(r'<div class="day">(.*?)</div>', client.get("/words").text, re.S):
        years = re.findall(r">(\d{4})<", day)
        assert len(years) == len(set(years)), day


def test_search_is_blind_to_script_and_counts_its_facets(client: Client) -> None:
    plain, other = client.get("/search?q=会谈").text, client.get("/search?q=會談").text
    found = re.findall(r'class="opener" href="/page/([0-9a-f]+)', plain)
    assert found
    assert found == re.findall(r'class="opener" href="/page/([0-9a-f]+)', other)
    assert "<mark>会谈</mark>" in plain
    year = re.search(r'href="([^"]*year=\d{4}[^"]*)">(\d{4})</a> <span class="count">(\d+)', plain)
    assert year
    narrowed = client.get(year[1].replace("&amp;", "&")).text
    assert len(re.findall('class="opener"', narrowed)) == int(year[3])


def test_citation_leads_to_its_marked_characters(client: Client, register: Register) -> None:
    record = next(one for one in register.deeds() if one.values)
    claim = next(iter(record.values.values())).supporting[0]
    span = claim.citation.spans[0]
    text = client.get(f"/page/{claim.citation.page}?start={span.start}&end={span.end}").text
    marked = "".join(re.findall(r"<mark[^>]*>(.*?)</mark>", text))
    assert re.sub(r"<[^>]+>", "", marked) == span.of(register.reading(claim.citation.page).document.text)
    assert text.count('id="wanted"') == 1


@pytest.mark.parametrize(
    "address",
    ["/network?as=svg", "/state/CN?as=svg", "/state/CN/US/RU?as=svg&picture=triangle",
     "/figures/中国出口总值?as=svg", "/person/阿里·哈桑尼?as=svg&picture=tenures",
     "/person/阿里·哈桑尼?as=svg&picture=topics"],
)  # fmt: skip
def test_pictures_can_be_kept(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert "attachment" in response.headers["content-disposition"]
    dressed(response)
    root = xml.dom.minidom.parseString(response.content).documentElement
    assert root is not None
    assert root.tagName == "svg"


def contested(register: Register) -> Record:
    """Return the record whose accounts give different days."""
    return next(one for one in register.deeds() if Aspect.DATE in one.values and one.values[Aspect.DATE].conflicting)


def test_readouts_lay_common_points_side_by_side_and_silence_beside_the_rest(
    client: Client, register: Register
) -> None:
    record = contested(register)
    text = client.get(f"/record/{record.id}/readouts").text
    pairs = re.findall(
        r'<div class="pair (both|left|right)" role="row">(.*?)\n</div>\n(?=<div class="pair|</div>)', text, re.DOTALL
    )
    assert {"both", "left"} <= {kind for kind, _ in pairs} or {"both", "right"} <= {kind for kind, _ in pairs}
    for kind, inside in pairs:
        assert inside.count('class="silence"') == (kind != "both")
        assert inside.count('class="point"') == (2 if kind == "both" else 1)


def test_topics_named_by_one_side_only_are_told(client: Client, register: Register) -> None:
    record = max(register.deeds(), key=lambda one: one.origins)
    text = client.get(f"/record/{record.id}/readouts", headers={"accept-language": "zh"}).text
    rows = dict(re.findall(r'<tr><th scope="row" lang="zh">([^<]+)</th>(.*?)</tr>', text))
    assert rows
    assert all('<a href="/page/' in cells for cells in rows.values())
    assert any("未提" in cells for cells in rows.values())


def test_conflict_stands_beside_what_it_contradicts(client: Client, register: Register) -> None:
    record = contested(register)
    text = client.get(f"/record/{record.id}").text
    assert re.search(r'class="aspect contested".*?2023-11-06.*?class="against".*?2023-11-05', text, re.DOTALL)
    assert record.id in client.get("/?conflicts=1").text


def test_figures_are_drawn_with_their_sources_and_what_contradicts_them(client: Client, register: Register) -> None:
    text = client.get("/figures/中国出口总值").text
    points = register.series("中国出口总值")[0].points
    assert len(re.findall("<circle ", text)) == len(points) == 4
    assert text.count('class="doubted"') == 2
    assert "+5.3%, told +10%" in text
    for point in points:
        assert f"/page/{point.page}?start={point.start}&amp;end={point.end}#wanted" in text
    listed = client.get("/figures").text
    assert "中国出口总值" in listed
    assert "中国出口总值" not in client.get("/figures?q=进口").text


def test_namesakes_stand_apart_with_their_offices(client: Client, register: Register) -> None:
    foreign, deputy = sorted(register.persons("阿里·哈桑尼"), key=lambda one: one.states[0][0])
    text = client.get(f"/person/阿里·哈桑尼?who={foreign.id}").text
    assert re.search(r'class="bar".*?外长', text, re.DOTALL)
    assert f"?who={deputy.id}" in text
    assert "副总理" in client.get(f"/person/阿里·哈桑尼?who={deputy.id}").text


def test_topics_of_a_person_lead_to_what_was_said(client: Client) -> None:
    cell = re.search(r'href="(/positions\?[^"]*topic=[^"]*)"', client.get("/person/阿里·哈桑尼").text)
    assert cell
    assert "from=2023-03" in cell[1] or "from=2023-06" in cell[1]


def test_states_are_called_in_the_readers_language(client: Client) -> None:
    english = client.get("/state/RU", headers={"accept-language": "en"}).text
    assert '<span lang="en">Russia</span>' in english
    assert '<span lang="zh">俄罗斯</span>' in client.get("/state/RU", headers={"accept-language": "zh"}).text
    assert client.get("/?state=South+Korea").text.count('<article class="entry') == client.get("/?state=KR").text.count(
        '<article class="entry'
    )


# Hostile pages.


@pytest.mark.slow
@pytest.mark.parametrize(
    "address", ["/", "/words", "/search?q=会谈", "/network?of=people", "/state/CN", "/person/王毅"]
)
def test_hostile_pages_stay_text(attacked: Client, address: str) -> None:
    response = attacked.get(address)
    assert response.status_code == 200
    assert len(response.content) < HEAVIEST
    sound(response.text)


@pytest.mark.slow
def test_every_hostile_page_and_record_stays_text(attacked: Client, hostile: Path) -> None:
    with open_register(hostile, create=False) as register:
        addresses = stored(register)
        texts = {page: register.reading(page) for record in register.deeds() for page in record.pages}
    for address in addresses:
        response = attacked.get(address)
        assert response.status_code == 200
        assert len(response.content) < HEAVIEST, address
        sound(response.text)
    for page, reading in texts.items():
        first = reading.document.text.split("\n")[0]
        if len(first) < 1000:
            assert first in Tags(attacked.get(f"/page/{page}").text).text


@pytest.mark.slow
def test_long_page_is_turned_leaf_by_leaf(attacked: Client) -> None:
    pages = re.findall(r'class="opener" href="(/page/[0-9a-f]+)', attacked.get("/search?q=旧庄园").text)
    assert len(pages) == 1
    text = attacked.get(f"{pages[0]}?start=900000&end=900010").text
    assert len(text.encode()) < HEAVIEST
    assert 'id="wanted"' in text
    assert "旧庄园" in sound(attacked.get(f"{pages[0]}?leaf=3").text).text

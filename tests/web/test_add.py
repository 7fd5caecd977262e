"""Adding a page: what was read is shown first, nothing is entered before it is confirmed, everything is bounded."""

import pytest

from shiguan.fetch.fetch import LARGEST
from shiguan.web import draft
from shiguan.web.access import audit
from shiguan.web.access.right import Role
from tests.web.site import TEXT, Site


def count(site: Site) -> int:
    with site.register() as book:
        ((found,),) = book.store.rows("SELECT COUNT(*) FROM page")
    return int(found)


def test_pasted_text_is_shown_then_entered(site: Site) -> None:
    before = count(site)
    answer = site.send("/add", on="/add", text=TEXT, published="2024-05-17")
    assert answer.status_code == 303
    where = answer.headers["location"]
    shown = site.browser.get(where).text
    assert "拉夫罗夫" in shown
    assert "2024-05-16" in shown
    assert count(site) == before
    entered = site.send(where, on=where)
    assert entered.status_code == 303
    assert count(site) == before + 1
    page = site.browser.get(entered.headers["location"])
    assert page.status_code == 200
    assert "拉夫罗夫" in page.text
    with site.register() as book:
        act = audit.acts(book.store)[0]
    assert (act.login, act.action) == ("local", "page entered")
    assert site.browser.get(where).status_code == 404  # kept no longer


def test_a_file_is_read_like_a_text(site: Site) -> None:
    page = f"<html><head><title>王毅会见拉夫罗夫</title></head><body><p>{TEXT}</p></body></html>".encode("gb18030")
    answer = site.send("/add", on="/add", files={"file": ("a.html", page, "text/html")})
    assert answer.status_code == 303
    assert "拉夫罗夫" in site.browser.get(answer.headers["location"]).text


def test_an_address_is_fetched(site: Site) -> None:
    answer = site.send("/add", on="/add", url="https://news.example/a")
    assert "https://news.example/a" in site.browser.get(answer.headers["location"]).text


def test_what_stands_already_is_not_entered_again(site: Site) -> None:
    first = site.send("/add", on="/add", text=TEXT, published="2024-05-17").headers["location"]
    site.send(first, on=first)
    again = site.send("/add", on="/add", text=TEXT, published="2024-05-17").headers["location"]
    assert "is in the register already" in site.browser.get(again).text
    before = count(site)
    site.send(again, on=again)
    assert count(site) == before


FAULTS = [
    ({"text": ""}, "give one of the three"),
    ({"text": TEXT, "url": "https://news.example/a"}, "give one of the three"),
    ({"text": TEXT, "published": "16 May"}, "is no day"),
    ({"text": "Only English stands here, and a good deal of it."}, "pasted text:"),
    ({"url": "http://localhost/"}, "no address of the public internet"),
    ({"text": "\x00\x01\x02"}, "give one of the three|pasted text"),
]


@pytest.mark.parametrize(("fields", "fault"), FAULTS)
def test_what_cannot_be_read_is_said_beside_the_form(site: Site, fields: dict[str, str], fault: str) -> None:
    before = count(site)
    answer = site.send("/add", None, on="/add", files=None, **fields)
    assert answer.status_code == 422
    assert any(words in answer.text for words in fault.split("|"))
    assert count(site) == before


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.jsonl", b'{"text": "x"}', "enter them with"),
        ("a.png", b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG image"),
        ("<img src=x onerror=alert(1)>", b"%PDF-1.7", "&lt;img src=x"),
        ("a.txt", b"", "empty"),
    ],
)
def test_a_file_that_is_no_page_is_refused(site: Site, name: str, data: bytes, fault: str) -> None:
    answer = site.send("/add", on="/add", files={"file": (name, data)})
    assert answer.status_code == 422
    assert fault in answer.text
    assert "<img src=x" not in answer.text


def test_more_than_is_taken_is_refused(site: Site) -> None:
    answer = site.send("/add", on="/add", files={"file": ("a.txt", b"x" * (LARGEST + 1))})
    assert answer.status_code == 422
    assert f"more than {LARGEST:,} bytes" in answer.text
    much = site.browser.post("/add", data={"text": "x" * (LARGEST + 200_000)})
    assert much.status_code == 413


def test_a_reading_is_shown_to_the_one_who_gave_it(team: Site) -> None:
    for name in ("one", "other"):
        team.user(name, Role.JUDGE)
    team.sign_in("one")
    where = team.send("/add", on="/add", text=TEXT).headers["location"]
    other = team.another()
    team.sign_in("other", browser=other)
    assert other.get(where).status_code == 404
    assert team.send(where, other, on="/add").status_code == 404
    assert team.browser.get(where).status_code == 200


def test_a_reading_is_kept_for_a_while_and_among_a_few(site: Site) -> None:
    first = site.send("/add", on="/add", text=TEXT).headers["location"]
    site.clock.now += draft.LASTING + 1
    assert site.browser.get(first).status_code == 404
    names = [
        site.send("/add", on="/add", text=f"{TEXT}{number}").headers["location"] for number in range(draft.MOST + 1)
    ]
    assert [site.browser.get(name).status_code for name in names] == [404] + [200] * draft.MOST


def test_what_a_hostile_page_says_is_shown_and_not_run(site: Site) -> None:
    page = f"""<html><head><title>&lt;script&gt;alert(1)&lt;/script&gt;"&gt;&lt;svg onload=x&gt; 王毅会见</title>
        <meta name="source" content='"><script>alert(2)</script>'></head>
        <body><p>{TEXT}</p><p>&lt;img src=x onerror=alert(3)&gt;王毅5月16日在北京会见俄罗斯外长拉夫罗夫。</p>
        <a href="javascript:alert(4)">下一篇</a></body></html>""".encode()
    answer = site.send("/add", on="/add", files={"file": ("a.html", page, "text/html")})
    shown = site.browser.get(answer.headers["location"]).text.lower()
    for word in ("<script>alert", "<svg onload", "<img src=x", 'href="javascript:'):
        assert word not in shown

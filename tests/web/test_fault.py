"""What fails here is told in one line, to readers and programs, and noted in another; nobody is shown the trace."""

import json
import sqlite3
from typing import Any

import pytest

from shiguan.web import refusal
from shiguan.web.access.right import Role
from shiguan.web.view import chronicle
from tests.web.site import Site

SECRET = "token=abcdefgh"


def broken(site: Site) -> None:
    """Take from the register what it cannot answer without."""
    with sqlite3.connect(site.where) as connection:
        connection.execute("ALTER TABLE record RENAME TO record_gone")
        connection.execute("ALTER TABLE login RENAME TO login_gone")


@pytest.mark.parametrize("path", ["/", "/words", "/mechanisms", "/search?q=会谈", "/login"])
def test_a_reader_is_told_in_one_line(site: Site, path: str) -> None:
    broken(site)
    answer = site.browser.get(path)
    assert answer.status_code == 503
    assert "<h1>The register does not answer</h1>" in answer.text
    assert f"<p>{site.where}: it is no register; check the path</p>" in answer.text
    assert "Traceback" not in answer.text
    assert "sqlite" not in answer.text


def test_a_program_is_told_as_data(site: Site) -> None:
    broken(site)
    answer = site.browser.get("/api/chronicle")
    assert answer.status_code == 503
    assert answer.json() == {"status_code": 503, "detail": f"{site.where}: it is no register; check the path"}


def test_what_is_not_there_is_no_fault_of_the_register(site: Site) -> None:
    assert site.browser.get("/record/nothing").status_code == 404
    assert site.browser.get("/page/nothing").status_code == 404
    assert site.logged == []


def unforeseen(*_: object, **__: object) -> Any:
    """Stand for a mistake in our own code."""
    raise ZeroDivisionError("<b>1 / 0</b>")


@pytest.fixture
def mistaken(site: Site, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose chronicle cannot be shown."""
    monkeypatch.setattr(chronicle, "lines_of", unforeseen)
    return site


@pytest.mark.parametrize(
    ("tongue", "heading"), [("en", "Something failed here"), ("zh", "此处出错")], ids=["English", "Chinese"]
)
def test_what_nobody_foresaw_is_noted_and_the_reader_gets_the_id(mistaken: Site, tongue: str, heading: str) -> None:
    answer = mistaken.browser.get(f"/?lang={tongue}&{SECRET}")
    (line,) = mistaken.logged
    noted = json.loads(line)
    assert line.endswith("}\n")
    assert (noted["event"], noted["method"], noted["path"], noted["status"]) == ("fault", "GET", "/", 500)
    assert noted["error"] == "ZeroDivisionError: <b>1 / 0</b>"
    assert noted["trace"][-1].endswith(" unforeseen")
    assert noted["at"] == "2023-11-14T22:13:20Z"
    assert "abcdefgh" not in line
    assert answer.status_code == 500
    assert f"<h1>{heading}</h1>" in answer.text
    assert f"<code>{noted['id']}</code>" in answer.text
    assert "1 / 0" not in answer.text
    assert "ZeroDivisionError" not in answer.text


def test_each_fault_has_an_id_of_its_own_or_that_of_the_proxy(mistaken: Site) -> None:
    mistaken.browser.get("/")
    mistaken.browser.get("/", headers={"X-Request-Id": "0123-abcd-4567"})
    mistaken.browser.get("/", headers={"X-Request-Id": '"}, {"at": "forged'})
    ids = [json.loads(line)["id"] for line in mistaken.logged]
    assert len(set(ids)) == 3
    assert ids[1] == "0123-abcd-4567"
    assert all(len(one) == 12 for one in (ids[0], ids[2]))


def test_a_program_gets_the_id_as_data(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiguan.web.api.chronicle.place", unforeseen)
    answer = site.browser.get("/api/chronicle?limit=1")
    (noted,) = map(json.loads, site.logged)
    assert answer.status_code == 500
    detail = f"ZeroDivisionError; it is noted in the log as {noted['id']}"
    assert answer.json() == {"status_code": 500, "detail": detail}
    assert noted["path"] == "/api/chronicle"


def test_where_pages_themselves_fail_a_bare_one_tells_in_both_languages(
    mistaken: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusal, "page", unforeseen)
    answer = mistaken.browser.get("/")
    first, second = map(json.loads, mistaken.logged)
    assert answer.status_code == 500
    assert first["id"] == second["id"]
    assert answer.text.count(f"<code>{first['id']}</code>") == 2
    assert "The log has it as" in answer.text
    assert "日志编号" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_register_that_fails_is_noted_without_a_trace(site: Site) -> None:
    broken(site)
    answer = site.browser.get("/words")
    (noted,) = map(json.loads, site.logged)
    assert noted["status"] == 503
    assert noted["error"] == f"RegisterError: {site.where}: it is no register; check the path"
    assert "trace" not in noted
    assert noted["id"] in answer.text


def test_who_may_not_or_asks_wrongly_is_no_fault(team: Site) -> None:
    assert team.browser.get("/", follow_redirects=False).status_code == 303
    team.user("林远", Role.READER)
    team.sign_in("林远")
    assert team.browser.get("/audit").status_code == 403
    assert team.browser.get("/api/words?format=xml").status_code == 400
    assert team.logged == []

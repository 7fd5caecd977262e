"""Long work in the browser: progress first, then the result, the same for all who ask the same."""

import csv
import io
import re
import zipfile

import icalendar
import pytest

from shiguan.annals.phrase import Asked
from shiguan.web.access.gate import EPOCH
from shiguan.web.access.right import Right, Role
from shiguan.web.access.token import add_token
from shiguan.web.errand.errands import Errands
from shiguan.web.view import give
from tests.web.site import Site


def finish(site: Site) -> None:
    """Wait until nothing is under way."""
    errands: Errands = site.app.state.errands
    for errand in list(errands.kept.values()):
        assert errand.ended.wait(120)


def fetched(site: Site, path: str) -> bytes:
    """Ask, wait for the work to be done, and return the result."""
    first = site.browser.get(path)
    assert first.status_code in (200, 202)
    finish(site)
    answer = site.browser.get(path)
    assert answer.status_code == 200, answer.text
    return answer.content


def test_an_export_is_the_librarys(site: Site) -> None:
    rows = list(csv.reader(io.StringIO(fetched(site, "/export/csv").decode("utf-8-sig"))))
    with site.register() as book:
        assert len(rows) == len(book.deeds()) + 1


def test_progress_is_shown_until_the_file_is_there(site: Site) -> None:
    site.browser.get("/export/jsonl")
    finish(site)
    done = site.browser.get("/export/jsonl?progress=1")
    assert done.status_code == 200
    assert 'data-done="/export/jsonl"' in done.text
    answer = site.browser.get("/export/jsonl")
    assert "attachment" in answer.headers["content-disposition"]
    assert answer.content.count(b"\n") > 10


def test_a_folder_comes_as_an_archive(site: Site) -> None:
    found = zipfile.ZipFile(io.BytesIO(fetched(site, "/export/parquet")))
    assert "datapackage.json" in found.namelist()


@pytest.mark.parametrize(("form", "begin"), [("docx", b"pk"), ("html", b"<!doctype html>"), ("md", b"")])
def test_a_brief_of_two_states(site: Site, form: str, begin: bytes) -> None:
    with site.register() as book:
        states = next(found for one in book.deeds() if len(found := {party.state or "" for party in one.parties}) == 2)
    brief = fetched(site, f"/brief/pair/{'/'.join(sorted(states))}?to={form}")
    assert brief.lower().startswith(begin)


def test_what_cannot_be_done_is_said(site: Site) -> None:
    site.browser.get("/brief/person/无此人")
    finish(site)
    answer = site.browser.get("/brief/person/无此人")
    assert answer.status_code == 400
    assert "无此人" in answer.text


def test_the_same_question_is_answered_once(site: Site) -> None:
    first = fetched(site, "/phrases?state=CN")
    assert fetched(site, "/phrases?state=CN") == first
    assert len(site.app.state.errands.kept) == 1


def test_phrases_and_positions_lead_to_their_characters(site: Site) -> None:
    with site.register() as book:
        positions = book.positions("贸易", Asked())
    text = fetched(site, "/positions?topic=贸易").decode()
    point = positions[-1].uses[0].point
    assert f"/page/{point.page}?start={point.start}&amp;end={point.end}#wanted" in text
    assert "提法" in fetched(site, "/phrases?go=1&lang=zh").decode()


def test_too_many_states_are_refused(site: Site) -> None:
    assert site.browser.get("/phrases?state=CN,RU,US").status_code == 400


def test_a_calendar_and_a_feed_answer_the_chronicles_question(site: Site) -> None:
    calendar = icalendar.Calendar.from_ical(site.browser.get("/calendar.ics?state=RU").text)
    feed = site.browser.get("/feed.atom?state=RU")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    shown = set(re.findall("urn:shiguan:record:([0-9a-f]+)", feed.text))
    wanted = {record["id"] for record in site.browser.get("/api/chronicle?state=RU").json()["records"]}
    assert shown == wanted
    told = {str(event["uid"]).partition("@")[0] for event in calendar.walk("VEVENT")}
    assert told <= wanted
    assert told
    days = re.findall("<updated>([^<]+)</updated>", feed.text)[1:]
    assert days == sorted(days, reverse=True)


def expected_in(text: str) -> list[str]:
    """Return the sessions that a calendar expects."""
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return [str(event["summary"]) for event in events if str(event["uid"]).startswith("expected-")]


def test_a_calendar_holds_what_is_expected_and_what_lies_ahead(site: Site) -> None:
    site.clock.now = 1_685_577_600.0  # 2023-06-01
    everything = expected_in(site.browser.get("/calendar.ics").text)
    assert everything == [
        "预计 中哈海关合作对话 第12次",
        "预计 中乌外交部政治磋商 第10次",
        "预计 上海合作组织成员国元首理事会会议 第25次",
    ]
    assert expected_in(site.browser.get("/calendar.ics?state=UZ&status=planned").text) == everything[1:2]
    assert expected_in(site.browser.get("/calendar.ics?status=held").text) == []
    assert expected_in(fetched(site, "/export/icalendar").decode()) == everything
    site.clock.now += 10 * 365 * 86_400
    assert expected_in(site.browser.get("/calendar.ics").text) == []


def test_a_calendar_holds_what_was_announced_long_ago_for_a_day_ahead(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(give, "SUBSCRIBED", 1)
    with site.register() as book:
        (last,) = book.latest(limit=1)
        dated = [one for one in book.deeds() if one.first is not None and one.first == one.last and one.id != last.id]
    first = min(dated, key=lambda one: (one.first or 0, one.id))
    site.clock.now = float((first.first or 0) - EPOCH) * 86_400
    assert f"UID:{first.id}@shiguan" in site.browser.get("/calendar.ics").text
    site.clock.now += 366 * 86_400
    assert f"UID:{first.id}@shiguan" not in site.browser.get("/calendar.ics").text


def test_a_feed_is_followed_with_a_token_in_its_address_and_nothing_else_is(team: Site) -> None:
    team.user("林远", Role.READER)
    with team.register() as book:
        shown = add_token(book.store, "林远", [Right.READ], now=int(team.clock.now), ends=None, by="test")
    assert team.browser.get("/feed.atom", follow_redirects=False).status_code == 303
    assert team.browser.get(f"/feed.atom?token={shown}").status_code == 200
    assert team.browser.get("/calendar.ics?token=wrong", follow_redirects=False).status_code == 303
    assert team.browser.get(f"/words?token={shown}", follow_redirects=False).status_code == 303

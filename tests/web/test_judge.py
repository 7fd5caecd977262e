"""A judge says in the browser what a record should say; the pages' words stay, everything can be taken back."""

import re
from typing import Any

import pytest

from shiguan.errors import UsageError
from shiguan.model.record import Record
from shiguan.model.ruling import Act
from shiguan.web.access import audit
from shiguan.web.access.right import Role
from tests.web.site import Site

HOSTILE = '"><script>alert(1)</script>'


def records(site: Site) -> list[Record]:
    with site.register() as book:
        return book.deeds()


def one_of(site: Site, least: int = 1) -> Record:
    return next(one for one in records(site) if len(one.accounts) >= least and one.place)


def say(site: Site, record: str, act: str, **fields: Any) -> int:
    """Send one of the forms of a record's page and return the status of the answer."""
    on = f"/record/{record}/judge"
    return site.send(f"/rule/{record}", None, on=on, files=None, act=act, because="见公报原文", **fields).status_code


def last_ruling(site: Site) -> str:
    with site.register() as book:
        return book.rulings()[-1].ruling.id


def test_a_value_is_corrected_and_the_correction_taken_back(site: Site) -> None:
    record = one_of(site)
    before = site.browser.get(f"/api/record/{record.id}").json()
    assert say(site, record.id, "correct", field="place", value="吉达") == 303
    corrected = site.browser.get(f"/api/record/{record.id}").json()
    assert corrected["place"] == "吉达"
    assert record.place in [claim["value"] for claim in corrected["values"]["place"]["conflicting"]]
    assert "朱" in site.browser.get(f"/record/{record.id}").text
    assert say(site, record.id, "withdraw", ruling=last_ruling(site)) == 303
    assert site.browser.get(f"/api/record/{record.id}").json() == before
    log = site.browser.get("/log").text
    assert log.count("见公报原文") == 2
    assert "taken-back" in log


def test_a_record_is_confirmed_and_another_rejected(site: Site) -> None:
    first, second = records(site)[:2]
    assert say(site, first.id, "confirm") == 303
    assert site.browser.get(f"/api/record/{first.id}").json()["verdict"] == "confirmed"
    assert say(site, second.id, "reject") == 303
    ids = {one["id"] for one in site.browser.get("/api/chronicle?limit=500").json()["records"]}
    assert first.id in ids
    assert second.id not in ids
    assert site.browser.get(f"/record/{second.id}/judge").status_code == 200


def test_two_are_merged_and_split_again(site: Site) -> None:
    first, second = records(site)[:2]
    address = f"http://127.0.0.1:8010/record/{second.id}"  # as a person copies it
    assert say(site, first.id, "merge", other=address) == 303
    merged = site.browser.get(f"/api/record/{second.id}").json()
    assert set(merged["accounts"]) == {*first.accounts, *second.accounts}
    shown = site.browser.get(f"/record/{merged['id']}/judge").text
    assert shown.count('name="leaving"') == len(merged["accounts"])
    assert say(site, merged["id"], "split", leaving=list(second.accounts)) == 303
    assert len(records(site)) >= 2
    assert site.browser.get(f"/api/record/{second.id}").json()["accounts"] == list(second.accounts)


@pytest.mark.parametrize(
    ("act", "fields"),
    [
        ("correct", {"field": "place", "value": ""}),
        ("correct", {"field": "no such field", "value": "x"}),
        ("correct", {"field": "date", "value": "yesterday"}),
        ("merge", {"other": "nothing"}),
        ("merge", {"other": HOSTILE}),
        ("split", {}),
        ("withdraw", {"ruling": "nothing"}),
        ("enthrone", {}),
        (HOSTILE, {}),
    ],
)
def test_what_cannot_be_meant_is_said_and_changes_nothing(site: Site, act: str, fields: dict[str, str]) -> None:
    record = one_of(site)
    on = f"/record/{record.id}/judge"
    answer = site.send(f"/rule/{record.id}", None, on=on, files=None, act=act, because="见公报原文", **fields)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert "<script>alert" not in answer.text
    with site.register() as book:
        assert book.rulings() == []


def test_a_reason_is_wanted(site: Site) -> None:
    record = one_of(site)
    answer = site.send(f"/rule/{record.id}", on=f"/record/{record.id}/judge", act="confirm", because="  ")
    assert answer.status_code == 422
    assert "there is no reason" in answer.text


def test_what_a_judge_writes_is_shown_and_not_run(site: Site) -> None:
    record = one_of(site)
    on = f"/record/{record.id}/judge"
    site.send(f"/rule/{record.id}", on=on, act="correct", field="place", value=HOSTILE, because=HOSTILE)
    for path in ("/log", on, f"/record/{record.id}", "/audit"):
        assert "<script>alert" not in site.browser.get(path).text


def test_only_a_judge_rules_and_the_log_names_them(team: Site) -> None:
    record = one_of(team)
    team.user("reader", Role.READER)
    team.user("史官", Role.JUDGE)
    team.sign_in("reader")
    page = team.browser.get(f"/record/{record.id}").text
    assert "/judge" not in page
    assert team.browser.get(f"/record/{record.id}/judge").status_code == 403
    assert team.browser.post(f"/rule/{record.id}", data={"act": "confirm"}).status_code == 403
    team.send("/logout", on="/")
    team.sign_in("史官")
    assert say(team, record.id, "confirm") == 303
    with team.register() as book:
        (entered,) = book.rulings()
        assert (entered.ruling.author, entered.ruling.act) == ("史官", Act.CONFIRM)
        assert re.fullmatch(r"2023-11-14T22:13:20\.\d{6}Z", entered.ruling.made)
        assert ("史官", "ruled") in {(act.login, act.action) for act in audit.acts(book.store)}


@pytest.mark.parametrize(
    "path", ["/record/nothing/judge", "/log?skip=x", "/log?skip=99999999999999999999", "/audit?before=-1"]
)
def test_a_wrong_address_is_no_fault_of_the_server(site: Site, path: str) -> None:
    assert site.browser.get(path).status_code in (200, 404)


@pytest.mark.parametrize("path", ["/unconfirmed", "/conflicts", "/doubtful"])
def test_a_reader_is_offered_no_judging_on_the_lists(team: Site, path: str) -> None:
    team.user("reader", Role.READER)
    team.sign_in("reader")
    text = team.browser.get(path).text
    assert "data-judge" not in text
    assert "/judge" not in text


def test_who_is_nobody_is_not_ruled_on(site: Site) -> None:
    assert site.browser.get("/doubtful/a/b").status_code == 404
    with site.register() as book, pytest.raises(UsageError, match="no person has that id or name"):
        book.rule(Act.SAME, "a", "b", because="x", author="y", made="2026-01-01T00:00:00.000000Z")


def item_of(site: Site) -> str:
    with site.register() as book:
        return book.words()[0].id


def say_item(site: Site, item: str, act: str, **fields: Any) -> int:
    """Send one of the forms of a statement's or figure's page and return the status of the answer."""
    on = f"/item/{item}/judge"
    return site.send(f"/rule/{item}", None, on=on, files=None, act=act, because="见公报原文", **fields).status_code


def test_a_statement_is_corrected_rejected_and_taken_back(site: Site) -> None:
    item = item_of(site)
    assert say_item(site, item, "correct", field="state", value="蒙古") == 303
    with site.register() as book:
        assert book.item(item).heard.speaker.state == "MN"  # type: ignore[union-attr]
    assert "MN" in site.browser.get(f"/item/{item}/judge").text
    assert f"/item/{item}/judge" in site.browser.get("/log").text
    assert say_item(site, item, "withdraw", ruling=last_ruling(site)) == 303
    assert say_item(site, item, "reject") == 303
    with site.register() as book:
        assert item not in {one.id for one in book.words()}
    assert site.browser.get(f"/item/{item}/judge").status_code == 200


def test_what_a_statement_cannot_have_is_said_beside_the_form(site: Site) -> None:
    item = item_of(site)
    assert say_item(site, item, "correct", field="date", value=HOSTILE) == 422
    assert say_item(site, item, "merge", other=item) == 422
    assert site.browser.get("/item/000000000000/judge").status_code == 404


def test_a_statement_leads_to_where_it_is_judged(site: Site) -> None:
    with site.register() as book:
        word = book.words()[0]
    for address in (f"/page/{word.page}", f"/word/{word.id}/drawer"):
        assert f"/item/{word.id}/judge" in site.browser.get(address).text


def test_any_two_persons_are_judged_by_name(site: Site) -> None:
    with site.register() as book:
        names = sorted({party.name for record in book.deeds() for party in record.parties if party.name})
        one = book.person_at(names[0])
    found = site.browser.get("/same", params={"one": one.id, "other": names[1]}, follow_redirects=False)
    assert found.status_code == 303
    address = found.headers["location"]
    shown = site.browser.get(address).text
    assert names[0] in shown
    assert names[1] in shown
    assert site.send(address, None, on=address, files=None, act="same", because="问过").status_code == 303
    with site.register() as book:
        (person,) = book.persons(names[0])
        assert {one.name for one in person.names} >= {names[1]}
    assert site.browser.get("/same", params={"one": one.id, "other": "查无此人"}).status_code == 404

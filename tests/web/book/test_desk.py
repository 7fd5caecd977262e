"""A judge works through the lists by keyboard: the act, the reason, the next one; and takes it back."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from shiguan.annals.register import Register, open_register
from shiguan.model.record import Verdict
from shiguan.model.ruling import Act
from tests.web.book.chromium import served

pytestmark = pytest.mark.slow
REASON = "见公报原文"


@pytest.fixture
def desk(samples: Path, tmp_path: Path) -> Register:
    with open_register(samples) as found:
        found.store.run("PRAGMA wal_checkpoint(TRUNCATE)")  # one file, to be copied
    return open_register(shutil.copy(samples, tmp_path / "desk.db"))


@pytest.fixture
def judge(browser: Browser, desk: Register) -> Iterator[Page]:
    with served(Path(desk.store.name)) as address:
        context = browser.new_context(base_url=address, locale="en-US")
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        yield page
        context.close()
        assert faults == []


def stand_on(judge: Page, selector: str) -> None:
    """Move down the list to the first entry that fits."""
    entries = judge.locator(".entry").all()
    for entry in entries:
        judge.keyboard.press("j")
        if entry.evaluate("(one, selector) => one.matches(selector)", selector):
            return
    pytest.fail(f"no entry is {selector}")


def say(judge: Page, key: str) -> None:
    """Press the key of an act, give the reason and send it."""
    judge.keyboard.press(key)
    expect(judge.locator(".at-hand [name=because]")).to_be_visible()
    judge.locator(".at-hand [name=because]").fill(REASON)
    judge.keyboard.press("Enter")
    expect(judge.locator(".at-hand")).to_have_count(0)
    expect(judge.locator(".said")).to_have_count(1)


def acts(desk: Register) -> list[tuple[Act, bool]]:
    """Return what was ruled, and whether it still stands."""
    return [(one.ruling.act, one.withdrawn is None) for one in desk.rulings()]


def test_a_number_takes_the_value_told_otherwise_and_u_takes_it_back(judge: Page, desk: Register) -> None:
    (conflict,) = (one for one in desk.conflicts() if one.field == "date")
    judge.goto("/conflicts")
    stand_on(judge, f"[id='{conflict.id}']")
    say(judge, "2")
    assert desk.record(conflict.records[0]).date == conflict.told[1].value
    assert desk.rulings()[0].ruling.because == REASON
    say(judge, "u")
    assert acts(desk) == [(Act.CORRECT, False), (Act.WITHDRAW, True)]
    assert desk.record(conflict.records[0]).date == conflict.told[0].value


@pytest.mark.parametrize(("key", "verdict"), [("c", Verdict.CONFIRMED), ("r", Verdict.REJECTED)])
def test_an_announcement_is_confirmed_or_rejected(judge: Page, desk: Register, key: str, verdict: Verdict) -> None:
    judge.goto("/unconfirmed")
    stand_on(judge, "[data-judge]")
    record = judge.locator(".entry.at").get_attribute("id") or ""
    say(judge, key)
    assert desk.record(record).verdict is verdict
    expect(judge.locator(".entry.at")).not_to_have_id(record)  # the next one is at hand


def test_two_records_are_merged_and_the_merger_taken_back(judge: Page, desk: Register) -> None:
    judge.goto("/unconfirmed")
    stand_on(judge, "[data-judge]")
    one = judge.locator(".entry.at").get_attribute("id") or ""
    other = next(record.id for record in desk.deeds() if record.id != one)
    judge.keyboard.press("m")
    judge.locator(".at-hand [name=other]").fill(other)
    judge.locator(".at-hand [name=because]").fill(REASON)
    judge.keyboard.press("Enter")
    expect(judge.locator(".said")).to_have_count(1)
    assert desk.record(one).id == desk.record(other).id
    say(judge, "u")
    assert desk.record(one).id != desk.record(other).id
    assert acts(desk) == [(Act.MERGE, False), (Act.WITHDRAW, True)]


def test_persons_are_one_or_two(judge: Page, desk: Register) -> None:
    assert len(desk.persons("阿里·哈桑尼")) == 2
    judge.goto("/doubtful")
    stand_on(judge, "[data-judge]")
    say(judge, "m")
    assert len(desk.persons("阿里·哈桑尼")) == 1
    assert desk.doubtful() == []
    say(judge, "u")
    assert len(desk.doubtful()) == 1
    judge.goto("/doubtful")
    stand_on(judge, "[data-judge]")
    say(judge, "s")
    assert desk.doubtful() == []
    assert len(desk.persons("阿里·哈桑尼")) == 2
    assert acts(desk) == [(Act.SAME, False), (Act.WITHDRAW, True), (Act.APART, True)]


def test_without_a_reason_nothing_is_sent_and_escape_leaves(judge: Page, desk: Register) -> None:
    judge.goto("/unconfirmed")
    stand_on(judge, "[data-judge]")
    judge.keyboard.press("r")
    expect(judge.locator(".at-hand [name=because]")).to_be_focused()
    judge.keyboard.press("Enter")
    expect(judge.locator(".at-hand")).to_have_count(1)
    judge.keyboard.press("Escape")
    expect(judge.locator(".at-hand")).to_have_count(0)
    assert acts(desk) == []


def test_what_cannot_be_meant_is_said_beside_the_entry(judge: Page, desk: Register) -> None:
    judge.goto("/unconfirmed")
    stand_on(judge, "[data-judge]")
    judge.keyboard.press("m")
    judge.locator(".at-hand [name=other]").fill("nothing")
    judge.locator(".at-hand [name=because]").fill(REASON)
    judge.keyboard.press("Enter")
    expect(judge.locator(".at-hand .fault")).to_contain_text("nothing")
    assert acts(desk) == []


def test_long_work_shows_its_progress_and_gives_the_file(judge: Page) -> None:
    judge.goto("/export")
    with judge.expect_download() as kept:
        judge.get_by_role("link", name="Records (JSON lines)").click()
    assert kept.value.suggested_filename == "shiguan-jsonl.jsonl"
    assert Path(kept.value.path()).stat().st_size > 1000
    judge.goto("/phrases")
    judge.locator("main form button").click()
    expect(judge.locator("ol.list")).to_be_visible(timeout=60_000)

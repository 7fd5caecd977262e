"""What the app remembers: found once, thrown away when the register changes, and never more than so much."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from shiguan.annals.register import open_register
from shiguan.model.raw import Raw, RawKind
from shiguan.register.connect import connect
from shiguan.web.memory import Editions, Memory, stamp
from tests.web.site import TEXT, Site


def counting(found: list[str], answer: str) -> Callable[[], str]:
    """Return what finds an answer and says so."""

    def find() -> str:
        found.append(answer)
        return answer

    return find


def test_an_answer_is_found_once_an_edition() -> None:
    memory, found = Memory(), list[str]()
    for edition in ("1", "1", "2", "2"):
        assert memory.recall(edition, "key", counting(found, f"in {edition}")) == f"in {edition}"
    assert found == ["in 1", "in 2"]


def test_what_was_asked_for_longest_ago_is_forgotten_first() -> None:
    memory, found = Memory(most=2), list[str]()
    for key in ("a", "b", "a", "c", "a", "b"):
        memory.recall("1", key, counting(found, key))
    assert found == ["a", "b", "c", "b"]
    assert len(memory.kept) == len(memory.finding) == 2


def test_threads_that_ask_the_same_wait_for_one_answer() -> None:
    memory, found = Memory(), list[str]()
    begun, go_on = threading.Event(), threading.Event()

    def find() -> str:
        begun.set()
        go_on.wait(10)
        found.append("once")
        return "once"

    def ask(answers: list[str]) -> None:
        answers.append(memory.recall("1", "key", find))

    answers: list[str] = []
    first = threading.Thread(target=ask, args=(answers,))
    others = [threading.Thread(target=ask, args=(answers,)) for _ in range(4)]
    first.start()
    assert begun.wait(10)
    for other in others:
        other.start()
    go_on.set()
    for thread in (first, *others):
        thread.join(10)
    assert answers == ["once"] * 5
    assert found == ["once"]


def test_an_answer_that_fails_is_sought_again() -> None:
    memory = Memory()

    def fail() -> str:
        raise LookupError

    with pytest.raises(LookupError):
        memory.recall("1", "key", fail)
    assert memory.recall("1", "key", lambda: "found") == "found"


def test_an_edition_ends_with_a_page_a_ruling_or_a_new_reading(samples_db: Path, tmp_path: Path) -> None:
    place = Site(samples_db).where
    copy = tmp_path / "copy.db"
    copy.write_bytes(place.read_bytes())
    with open_register(copy) as book:
        editions = Editions(lambda: connect(str(copy), create=False))
        seen = [editions.now(book.store)]
        assert editions.now(book.store) == seen[0]
        for outcome in book.add([Raw(data=TEXT.encode(), kind=RawKind.TEXT, name="x", published="2024-05-17")], jobs=0):
            assert outcome.faults == ()
        seen.append(editions.now(book.store))
        book.store.run("UPDATE page SET code = '0.0.0' WHERE number = 1")
        seen.append(editions.now(book.store))
        book.store.run("INSERT INTO ruling (id, made, author, body) VALUES ('r', '', '', '')")
        seen.append(editions.now(book.store))
        editions.close()
    assert len(set(seen)) == len(seen)


def test_nothing_written_costs_no_count(samples_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = tmp_path / "copy.db"
    copy.write_bytes(samples_db.read_bytes())
    counted: list[str] = []
    monkeypatch.setattr("shiguan.web.memory.stamp", lambda _: counting(counted, "counted")())
    with open_register(copy) as book:
        editions = Editions(lambda: connect(str(copy), create=False))
        for _ in range(5):
            editions.now(book.store)
        editions.close()
    assert len(counted) == 1


def test_pages_tell_what_was_entered_since(site: Site) -> None:
    """A page that was remembered is not shown once it is out of date."""
    paths = ("/", "/state", "/state/CN", "/network", "/mechanisms", "/person/拉夫罗夫")
    before = {path: site.browser.get(path).text for path in paths}
    assert {path: site.browser.get(path).text for path in paths} == before
    where = site.send("/add", on="/add", text=SESSION, published="2024-05-17").headers["location"]
    site.send(where, on=where)
    for path in paths:
        assert site.browser.get(path).text != before[path], path
    with site.register() as book:
        assert stamp(book.store)


SESSION = (
    "新华社北京5月16日电 外交部长王毅5月16日在北京同俄罗斯外长拉夫罗夫举行中俄北方对话机制第三次会议。"
    "拉夫罗夫表示，双方应加强协作。"
)

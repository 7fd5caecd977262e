"""Pages read again with other rules: the register comes out as if entered for the first time, and ids lead on."""

import json
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.annals import entry, gather, reread
from shiguan.annals.outcome import Reread
from shiguan.annals.register import Register, open_register
from shiguan.errors import CaptureError, ReadingError, ShiguanError, UsageError
from shiguan.merge import copy
from shiguan.model.raw import Raw
from shiguan.model.reading import Reading
from tests.contracts.books import dumped, fill, fresh, of_pages, record_of, shiguan
from tests.contracts.distort import distorted
from tests.contracts.pages import lines, raws

PAGES = raws()
READ = entry.read_raw


@contextmanager
def read_by(rules: Callable[[Raw], Reading]) -> Iterator[None]:
    """Have pages read by other rules."""

    def read_raws(raws: Iterable[Raw | ShiguanError]) -> Iterator[Reading | ShiguanError]:
        for raw in raws:
            try:
                yield raw if isinstance(raw, ShiguanError) else rules(raw)
            except ShiguanError as error:
                yield error

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entry, "read_raws", read_raws)
        yield


@contextmanager
def small_batches() -> Iterator[None]:
    """Have several batches of few pages."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gather, "CHUNK", 4)
        patch.setattr(gather, "BATCH", 1)
        patch.setattr(reread, "BATCH", 1)
        yield


def by_old_rules(seed: int) -> Callable[[Raw], Reading]:
    """Return rules that read all but the first pages otherwise."""
    return lambda raw: READ(raw) if raw.name in ("page 0", "page 6") else distorted(READ(raw), seed)


def read_again(book: Register, *, everything: bool = False) -> list[Reread]:
    """Read the pages of a register again, without other processes."""
    return list(book.reread(book.outdated(everything=everything), jobs=0))


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_after_reading_again_the_register_is_a_fresh_one(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, small_batches():
        with read_by(by_old_rules(seed)):
            book = fill(Path(folder) / "old.db", PAGES)
        assert of_pages(book.dump()) != dumped(PAGES)
        batches = read_again(book)
        assert len(batches) > 2
        assert of_pages(book.dump()) == dumped(PAGES)
        assert book.outdated() == []
        assert_all_ids_lead_somewhere(book, [change.id for batch in batches for change in batch.changes])
        book.close()


def assert_all_ids_lead_somewhere(book: Register, ids: list[str]) -> None:
    """Every id that ever stood stands, or leads on and says why."""
    for id in ids:
        found = book.resolve(id)
        assert found.why or found.id == id
        assert found.id or found.what == "withdrawn"


@pytest.mark.parametrize("seed", [3, 4])
def test_reading_again_is_the_same_in_postgres(postgres_url: str, seed: int) -> None:
    with read_by(by_old_rules(seed)):
        book = fill(fresh(postgres_url), PAGES)
    read_again(book)
    assert of_pages(book.dump()) == dumped(PAGES)
    book.close()


def test_reading_again_with_the_same_rules_changes_nothing(place: str) -> None:
    with fill(place, PAGES) as book:
        before = list(book.dump())
        assert read_again(book) == []
        (batch,) = read_again(book, everything=True)
        assert (batch.pages, batch.changes) == (len(PAGES), ())
        assert list(book.dump()) == before


def test_components_split_where_what_tied_them_is_gone(place: str) -> None:
    pages = PAGES[:5]

    def by_one_meeting_more(raw: Raw) -> Reading:
        reading = READ(raw)
        return reading if raw.name != "page 2" else distorted_to(reading, date="2023-03-01/2023-06-30")

    with fill(place, pages) as book:
        before = list(book.dump())
        with read_by(by_one_meeting_more):
            read_again(book, everything=True)
        assert of_pages(book.dump()) != before
        read_again(book, everything=True)
        assert of_pages(book.dump()) == before


def distorted_to(reading: Reading, **changes: object) -> Reading:
    """Return a reading whose engagements are told otherwise."""
    told = tuple(msgspec.structs.replace(one, **changes) for one in reading.engagements)
    return msgspec.structs.replace(reading, engagements=told)


def test_a_page_that_cannot_be_read_any_more_comes_back_with_the_rules_that_can(place: str) -> None:
    def refusing(raw: Raw) -> Reading:
        if "穆萨耶夫".encode() in raw.data:
            raise CaptureError(f"{raw.name}: nothing can be read here; wait for better rules")
        return READ(raw)

    left = [page for page in PAGES if "穆萨耶夫".encode() not in page.data]
    with fill(place, PAGES) as book:
        gone = record_of(book, "外交部长陈立言2日").id
        with read_by(refusing):
            batches = read_again(book, everything=True)
        assert [fault for batch in batches for fault in batch.faults]
        assert of_pages(book.dump()) == dumped(left)
        found = book.resolve(gone)
        assert (found.what, found.id) == ("withdrawn", None)
        assert found.why
        read_again(book)  # what could not be read is always tried again
        assert list(book.dump()) == dumped(PAGES)
        assert book.resolve(gone).id == gone


def test_a_page_that_a_rule_fails_on_keeps_what_stands(place: str) -> None:
    def failing(raw: Raw) -> Reading:
        if "穆萨耶夫".encode() in raw.data:
            raise ReadingError(f"{raw.name}: a rule failed on it; report this page")
        return READ(raw)

    with fill(place, PAGES) as book:
        before = list(book.dump())
        with read_by(failing):
            batches = read_again(book, everything=True)
        assert [fault for batch in batches for fault in batch.faults]
        assert list(book.dump()) == before


def test_an_id_that_vanishes_leads_to_what_stands_in_its_place(place: str) -> None:
    def moved_by_one(raw: Raw) -> Reading:
        reading = READ(raw)
        told = tuple(msgspec.structs.replace(one, start=one.start + 1) for one in reading.engagements)
        return msgspec.structs.replace(reading, engagements=told)

    with read_by(moved_by_one):
        book = fill(place, PAGES)
    old = {record.id: record.pages for record in book.deeds()}
    read_again(book, everything=True)
    for id, pages in old.items():
        found = book.resolve(id)
        assert found.id is not None
        assert pages[0] in book.record(found.id).pages
        assert "tells it in" in found.why[0]
    book.close()


def test_an_id_that_never_stood_is_refused(place: str) -> None:
    with fill(place, PAGES[:1]) as book, pytest.raises(UsageError, match="has no such id"):
        book.resolve("000000000000")


def test_other_signatures_are_made_anew_before_pages_are_compared(place: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(copy, "SHINGLE", 4)
        copy.scheme.cache_clear()
        book = fill(place, PAGES[:12])
    copy.scheme.cache_clear()
    list(book.add(PAGES, jobs=0))
    assert list(book.dump()) == dumped(PAGES)
    book.close()


def test_command_tells_what_changed(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with read_by(by_old_rules(5)):
        fill(path, PAGES).close()
    told = json.loads(shiguan("reread", "--format", "json", register=path).stdout)
    assert told["pages"] == 23
    changes = told["changes"]
    assert {change["what"] for change in changes} == {"appeared", "vanished", "changed"}
    assert all(change["fields"] for change in changes if change["what"] == "changed")
    assert shiguan("reread", register=path).stdout == "0 pages read again, 0 say something else\n"
    assert "25 pages read again" in shiguan("reread", "--all", register=path).stdout
    with open_register(path) as book:
        assert of_pages(book.dump()) == dumped(PAGES)
    page = tmp_path / "page.jsonl"
    page.write_bytes(lines()[0])
    assert "0 pages entered, 1 known" in shiguan("add", page, register=path).stdout

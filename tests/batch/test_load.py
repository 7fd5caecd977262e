"""A register loaded at once, its merge done in pieces anywhere, is the register that `add` makes page by page."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shiguan.annals.register import open_register
from shiguan.batch.engine import Engine, Local, alone
from shiguan.batch.load import load
from shiguan.batch.part import Order
from shiguan.batch.run import batch
from shiguan.batch.union import Union
from shiguan.errors import UsageError
from shiguan.intake.source import Source, raw_pages
from tests.batch.archive import fill
from tests.contracts.books import dumped, shiguan
from tests.contracts.pages import lines, raws


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return readings of articles with copies, ties over months and the same pages in two parts."""
    folder = tmp_path_factory.mktemp("load")
    archives = fill(folder / "of")
    (archives / "again.jsonl").write_bytes(b"\n".join(lines()[5:15]))
    list(batch([str(archives)], Order(to=str(folder / "to")), alone))
    return folder / "to"


@pytest.fixture(scope="module")
def expected(readings: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return the dump of the register that `add` makes."""
    with open_register(tmp_path_factory.mktemp("added") / "added.db") as book:
        list(book.add(raw_pages(Source(pages=(str(readings),))), jobs=0))
        return list(book.dump())


@pytest.mark.parametrize(("engine", "buckets"), [(alone, 1), (alone, 7), (Local(2), 3)])
def test_a_register_loaded_at_once_is_that_which_is_added_to(
    place: str, readings: Path, expected: list[bytes], engine: Engine, buckets: int
) -> None:
    with open_register(place) as book:
        pages = load(book.store, str(readings), engine, buckets)
        assert pages == sum(b'"table":"page"' in line for line in expected)
        assert list(book.dump()) == expected
    assert not (readings / "_merge").exists()


def test_what_was_loaded_is_added_to_like_any_register(tmp_path: Path) -> None:
    (tmp_path / "half.jsonl").write_bytes(b"\n".join(lines()[::2]))
    list(batch([str(tmp_path / "half.jsonl")], Order(to=str(tmp_path / "to")), alone))
    with open_register(tmp_path / "register.db") as book:
        load(book.store, str(tmp_path / "to"), alone, 5)
        list(book.add(raws(), jobs=0))
        assert list(book.dump()) == dumped(raws())


def test_search_finds_what_was_loaded(place: str, readings: Path) -> None:
    with open_register(place) as book:
        load(book.store, str(readings), alone, 2)
        assert book.search("陈立言")[0] > 5


def test_a_register_that_holds_pages_is_not_loaded(tmp_path: Path, readings: Path) -> None:
    with open_register(tmp_path / "register.db") as book:
        list(book.add(raws()[:1], jobs=0))
        with pytest.raises(UsageError, match="only an empty register is loaded; enter readings with"):
            load(book.store, str(readings), alone)


def test_a_load_that_fails_leaves_an_empty_register(
    tmp_path: Path, readings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no more room")

    with open_register(tmp_path / "register.db") as book:
        monkeypatch.setattr("shiguan.batch.load.load_bucket", refuse)
        with pytest.raises(OSError, match="no more room"):
            load(book.store, str(readings), alone, 2)
        assert list(book.dump()) == []


def test_the_command_loads_and_refuses(tmp_path: Path, readings: Path, expected: list[bytes]) -> None:
    register = tmp_path / "register.db"
    done = shiguan("load", readings, "--jobs", "0", register=register)
    assert (done.returncode, done.stderr) == (0, "")
    pages = sum(b'"table":"page"' in line for line in expected)
    assert done.stdout == f"{pages} pages loaded\n"
    with open_register(register, create=False) as book:
        assert list(book.dump()) == expected
    again = shiguan("load", readings, "--jobs", "0", register=register)
    assert again.returncode == 2
    assert len(again.stderr.splitlines()) == 1
    none = shiguan("load", tmp_path / "none", register=tmp_path / "other.db")
    assert (none.returncode, none.stderr.count("\n")) == (2, 1)


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))))
def test_unions_do_not_depend_on_the_order_of_joining(pairs: list[tuple[str, str]]) -> None:
    one, other = Union(), Union()
    for pair in pairs:
        one.join(*pair)
    for pair in sorted(pairs, reverse=True):
        other.join(*reversed(pair))
    assert one.sets() == other.sets()
    assert all(members[0] == min(members) for members in one.sets())

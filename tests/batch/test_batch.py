"""Archives read elsewhere give the register that reading them here gives; what dies on the way loses nothing."""

import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pyarrow
import pytest
from pyarrow.parquet import read_table, write_table

from shiguan.annals import entry as annals_entry
from shiguan.annals.entry import Entry
from shiguan.annals.register import open_register
from shiguan.batch.engine import Dask, Local, Lost, Name, alone, engine_of
from shiguan.batch.part import Note, Order
from shiguan.batch.place import Place
from shiguan.batch.run import batch
from shiguan.errors import ShiguanError, UsageError
from shiguan.intake.source import Source, raw_pages
from shiguan.model.raw import Raw
from tests.batch import dying
from tests.batch.archive import FILES, direct, fill
from tests.contracts.books import shiguan


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of archives."""
    return fill(tmp_path_factory.mktemp("archives") / "of")


@pytest.fixture(scope="module")
def expected(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """Return the dump of the register that the archives make."""
    return direct(archives, tmp_path_factory.mktemp("direct") / "direct.db")


@pytest.fixture(scope="module")
def readings(archives: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the readings of the archives, made in this process."""
    folder = tmp_path_factory.mktemp("readings") / "to"
    list(batch([str(archives)], Order(to=str(folder)), alone))
    return folder


def files_of(folder: Path) -> list[str]:
    """Return all that stands in a folder, hidden files and all."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def contents_of(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of each file of readings."""
    return {one: read_table(folder / one).to_pylist() for one in files_of(folder) if one.endswith(".parquet")}


def name_of(end: Note | Lost) -> str:
    """Return which part an end is of."""
    return end.name if isinstance(end, Lost) else end.source


def notes(ends: Sequence[Note | Lost]) -> list[Note]:
    """Return the notes of parts, all of which were read."""
    assert [end for end in ends if isinstance(end, Lost)] == []
    return [end for end in ends if isinstance(end, Note)]


def test_readings_make_the_register_that_the_archives_make(
    readings: Path, expected: list[bytes], tmp_path: Path
) -> None:
    assert direct(readings, tmp_path / "register.db") == expected
    assert len(expected) > 60


def test_readings_lie_by_month(readings: Path) -> None:
    contents = contents_of(readings)
    assert len({Path(one).parent.name for one in contents}) > 5
    for name, rows in contents.items():
        months = {str(row["published"] or "undated")[:7] for row in rows}
        assert months == {Path(name).parent.name.removeprefix("month=")}


def test_nothing_is_read_again_where_the_versions_agree(
    readings: Path, expected: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(raws: Sequence[Raw]) -> Sequence[Raw]:
        assert not raws
        return raws

    monkeypatch.setattr(annals_entry, "read_raws", refusing)
    assert direct(readings, tmp_path / "register.db") == expected


@pytest.mark.parametrize("column", ["code", "lexicon"])
def test_pages_are_read_anew_where_the_versions_differ(
    readings: Path, expected: list[bytes], tmp_path: Path, column: str
) -> None:
    changed = altered(
        readings, tmp_path / "to", lambda row: {**row, column: "of old", "entry": otherwise(row["entry"])}
    )
    assert direct(changed, tmp_path / "register.db") == expected


def test_pages_are_read_anew_where_the_entry_is_of_another_shape(
    readings: Path, expected: list[bytes], tmp_path: Path
) -> None:
    changed = altered(readings, tmp_path / "to", lambda row: {**row, "entry": shapeless(row["entry"])})
    assert direct(changed, tmp_path / "register.db") == expected


def test_readings_are_printed_like_any_page(readings: Path, tmp_path: Path) -> None:
    done = shiguan("read", "--format", "jsonl", readings, register=tmp_path / "none.db")
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == sum(map(len, contents_of(readings).values()))


def altered(readings: Path, to: Path, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Path:
    """Return readings with each row changed."""
    for name, rows in contents_of(readings).items():
        (to / name).parent.mkdir(parents=True, exist_ok=True)
        write_table(pyarrow.Table.from_pylist([change(row) for row in rows]), to / name)
    return to


def otherwise(packed: bytes) -> bytes:
    """Return an entry that tells of nothing."""
    entry = msgspec.msgpack.decode(packed, type=Entry)
    return msgspec.msgpack.encode(msgspec.structs.replace(entry, accounts=(), statements=(), figures=()))


def shapeless(packed: bytes) -> bytes:
    """Return an entry of which nothing but the page itself is as it should be."""
    return msgspec.msgpack.encode({"raw": msgspec.msgpack.decode(packed)["raw"]})


# What is done stays done.


def test_a_part_that_is_done_is_not_done_again(tmp_path: Path) -> None:
    archives, order = fill(tmp_path / "of"), Order(to=str(tmp_path / "to"))
    first = list(batch([str(archives)], order, alone))
    assert [end.known for end in first] == [False] * len(FILES)
    (archives / "first.jsonl").write_bytes((archives / "first.jsonl").read_bytes() + b"\n")
    again = {Path(name_of(end.what)).name: end.known for end in batch([str(archives)], order, alone)}
    assert again == {**dict.fromkeys(FILES, True), "first.jsonl": False}


def test_another_order_is_another_work(archives: Path, tmp_path: Path) -> None:
    for filtered, passed in ((None, 1), (False, 0)):
        ends = list(batch([str(archives / "third.warc.gz")], Order(to=str(tmp_path / "to"), filtered=filtered), alone))
        assert [end.known for end in ends] == [False]
        assert [note.passed.get("no diplomacy", 0) for note in notes([end.what for end in ends])] == [passed]


def test_a_part_that_shrank_leaves_nothing_of_before(tmp_path: Path) -> None:
    archives, order = fill(tmp_path / "of"), Order(to=str(tmp_path / "to"))
    list(batch([str(archives)], order, alone))
    for name in FILES[1:]:
        (archives / name).unlink()
    (archives / "first.jsonl").write_bytes(b"")
    list(batch([str(archives / "first.jsonl")], order, alone))
    list(batch([str(fill(tmp_path / "of"))], order, alone))
    assert direct(tmp_path / "to", tmp_path / "a.db") == direct(tmp_path / "of", tmp_path / "b.db")


# Workers die.


@pytest.mark.parametrize("kill_at", [1, 4, 13, 16, 20])
def test_a_worker_killed_over_a_part_loses_and_doubles_nothing(
    archives: Path, readings: Path, tmp_path: Path, kill_at: int
) -> None:
    to = tmp_path / "to"
    to.mkdir()
    (to / dying.TOLD).write_text(str(kill_at))
    sources = [str(archives / name) for name in FILES[1:3]]
    ends = list(Local(1)(sources, partial(dying.read, order=Order(to=str(to)))))
    assert not (to / dying.TOLD).exists()  # it died
    assert sorted(note.source for note in notes(ends)) == sources
    left = {name: rows for name, rows in contents_of(readings).items() if name in contents_of(to)}
    assert contents_of(to) == left
    assert sum(map(len, left.values())) == 27


def test_a_part_that_kills_its_readers_is_given_up_and_the_others_are_read(archives: Path, tmp_path: Path) -> None:
    to = tmp_path / "to"
    to.mkdir()
    (to / dying.ALWAYS).touch()
    ends = list(Local(2)([str(archives / name) for name in FILES], partial(dying.read, order=Order(to=str(to)))))
    (lost,) = [end for end in ends if isinstance(end, Lost)]
    assert lost.says() == f"{archives / 'second.jsonl'}: its reader died 3 times; split it, or give it more memory"
    assert len(ends) == len(FILES)
    (to / dying.ALWAYS).unlink()
    again = list(batch([str(archives)], Order(to=str(to)), alone))  # what failed is all that the next run reads
    assert [Path(name_of(end.what)).name for end in again if not end.known] == ["second.jsonl"]


@pytest.mark.slow
def test_a_worker_of_a_cluster_killed_over_a_part_loses_and_doubles_nothing(
    archives: Path, readings: Path, tmp_path: Path
) -> None:
    to = tmp_path / "to"
    to.mkdir()
    (to / dying.TOLD).write_text("14")
    ends = list(Dask(2)([str(archives / name) for name in FILES], partial(dying.read, order=Order(to=str(to)))))
    assert not (to / dying.TOLD).exists()
    assert len(notes(ends)) == len(FILES)
    assert contents_of(to) == contents_of(readings)


def test_files_that_were_begun_are_no_readings(readings: Path, expected: list[bytes], tmp_path: Path) -> None:
    (readings / "month=2023-03" / ".begun.parquet.0123").write_bytes(b"PAR1 and no end")
    assert direct(readings, tmp_path / "register.db") == expected


# Stores of objects.


def test_a_store_of_objects_takes_and_gives_like_a_folder(archives: Path, readings: Path, tmp_path: Path) -> None:
    store = Place("memory://crawl").filesystem
    for name in FILES:
        store.pipe_file(f"/crawl/of/{name}", (archives / name).read_bytes())
    order = Order(to="memory://crawl/to")
    ends = list(batch(["memory://crawl/of/*.warc.gz", "memory://crawl/of/first.jsonl"], order, alone))
    assert len(notes([end.what for end in ends])) == 3
    assert all(end.known for end in batch(["memory://crawl/of/*.warc.gz"], order, alone))
    store.get("/crawl/to", str(tmp_path / "to"), recursive=True)
    ids = {str(row["page"]) for rows in contents_of(tmp_path / "to").values() for row in rows}
    assert ids < {str(row["page"]) for rows in contents_of(readings).values() for row in rows}


# Faults, in one line.


def test_the_command_reads_and_tells(archives: Path, expected: list[bytes], tmp_path: Path) -> None:
    to, register = tmp_path / "to", tmp_path / "register.db"
    done = shiguan("batch", archives, tmp_path / "none.warc.gz", "--to", to, "--jobs", "2", register=register)
    assert done.returncode == 1
    assert "4 parts, 0 of them done before, 1 failed" in done.stdout
    told = done.stderr.splitlines()
    assert f"shiguan: {tmp_path / 'none.warc.gz'}: no such file; check the path" in told
    assert len(told) == 3  # and the article that is none, and the broken member
    assert shiguan("add", to, register=register).returncode == 0
    with open_register(register, create=False) as book:
        assert list(book.dump()) == expected


def test_an_address_wants_an_engine_that_has_one() -> None:
    with pytest.raises(UsageError, match="add --engine dask"):
        engine_of(Name.LOCAL, at="tcp://scheduler:8786")


def test_an_unknown_store_is_one_line() -> None:
    with pytest.raises(UsageError, match="nosuch://there: Protocol not known: nosuch; install what"):
        Place("nosuch://there")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"PAR1 and no end", "it is no sound Parquet"),
        (None, "it has no column 'code'; give what 'shiguan batch' wrote"),
    ],
)
def test_a_file_that_holds_no_readings_is_one_line(tmp_path: Path, data: bytes | None, fault: str) -> None:
    path = tmp_path / "some.parquet"
    if data is None:
        write_table(pyarrow.table({"a": [1]}), path)
    else:
        path.write_bytes(data)
    (found,) = raw_pages(Source(pages=(str(path),)))
    assert isinstance(found, ShiguanError)
    assert str(found).startswith(f"{path}: {fault}")
    assert "\n" not in str(found)


def test_readings_are_asked_for_without_the_engine(readings: Path, tmp_path: Path) -> None:
    # A laptop that takes what a cluster read needs neither Dask nor fsspec.
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('dask', 'distributed', 'fsspec')));"
        "from shiguan.cli.app import main; main()"
    )
    command = [sys.executable, "-c", code, "add", "--register", str(tmp_path / "r.db"), str(readings)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")

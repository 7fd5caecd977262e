"""What a register holds to, in SQLite and in PostgreSQL: the same pages give the same bytes, a fault is one line."""

import json
import os
import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.annals.register import open_register
from shiguan.annals.subject import subjects
from shiguan.errors import RegisterError
from shiguan.merge.copy import is_copy
from shiguan.model.raw import Raw, RawKind
from shiguan.register import migrate
from shiguan.web.memory import stamp
from tests.contracts.books import SHIGUAN, dumped, fill, fresh, shiguan
from tests.contracts.pages import lines, raws

PAGES = raws()
# Pages in any order, cut into batches anywhere, some of them more than once.
ORDERS = st.tuples(st.permutations(PAGES), st.lists(st.sampled_from(PAGES), max_size=5), st.sets(st.integers(0, 29)))


@pytest.fixture(scope="module")
def expected() -> list[bytes]:
    """Return the dump of all pages entered at once."""
    return dumped(PAGES)


def batches_of(order: tuple[list[Raw], list[Raw], set[int]]) -> list[list[Raw]]:
    """Return the batches that an order comes to."""
    pages, twice, cuts = order
    given = [*pages, *twice]
    edges = [0, *sorted(cut for cut in cuts if cut < len(given)), len(given)]
    return [given[start:end] for start, end in pairwise(edges)]


def test_pages_make_records_of_several_accounts(expected: list[bytes]) -> None:
    # What the properties below say would be easily true of a register in which nothing hangs together.
    records = [line for line in expected if b'"table":"record"' in line]
    accounts = [line for line in expected if b'"table":"account"' in line]
    assert len(records) < len(accounts) / 2
    assert any(b'"conflicting":[{' in line for line in records)


def test_both_databases_dump_the_same(place: str, expected: list[bytes]) -> None:
    with fill(place, PAGES) as book:
        assert list(book.dump()) == expected


def test_both_databases_give_the_same_lists(place: str, tmp_path: Path) -> None:
    with fill(place, PAGES) as register, fill(str(tmp_path / "other.db"), PAGES) as other:
        assert register.latest(limit=5) == other.latest(limit=5) != []
        assert register.measures("额", least=1) == other.measures("额", least=1)
        assert [one.one.id for one in register.doubtful()] == [one.one.id for one in other.doubtful()]
        assert stamp(register.store) == stamp(other.store)
        for found in (register, other):
            for party in {party.key for record in found.deeds() for party in record.parties if party.key}:
                assert subjects(found.store, party).statements <= subjects(found.store, party).of


def test_a_page_entered_twice_adds_nothing(place: str, expected: list[bytes]) -> None:
    with fill(place, PAGES) as book:
        (outcome,) = book.add(PAGES, jobs=0)
        assert (outcome.entered, outcome.known) == ((), len(PAGES))
        assert list(book.dump()) == expected


def test_pages_that_stand_are_not_compared_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    formula = (
        "今年的小麦长势良好，{}号地块的种粮大户说，预计亩产能比去年多收，合作社已经请来了农机手，仓库也腾空了。" * 3
    )
    pages = [("2023-03-02", "农报", f"第{n}号", formula.format(n, n, n)) for n in range(100, 140)]
    compared: list[object] = []

    def counted(left: bytes, right: bytes, *, days: int | None) -> bool:
        compared.append((left, right, days))
        return is_copy(left, right, days=days)

    with fill(tmp_path / "register.db", raws(pages[:-1])) as book:
        monkeypatch.setattr("shiguan.merge.copy.is_copy", counted)
        list(book.add(raws(pages[-1:]), jobs=0))
    assert len(compared) < len(pages)


def test_white_space_around_a_line_makes_no_other_page(place: str) -> None:
    with fill(place, PAGES[:1]) as book:
        again = Raw(data=b"  " + PAGES[0].data + b"\r\n", kind=RawKind.ARTICLE, name="again")
        (outcome,) = book.add([again], jobs=0)
        assert outcome.entered == ()


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(ORDERS)
def test_any_order_in_any_batches_gives_the_same_register(
    expected: list[bytes], order: tuple[list[Raw], list[Raw], set[int]]
) -> None:
    assert dumped(*batches_of(order)) == expected


@settings(
    deadline=None,
    max_examples=6,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(ORDERS)
def test_any_order_gives_the_same_register_in_postgres(
    postgres_url: str, expected: list[bytes], order: tuple[list[Raw], list[Raw], set[int]]
) -> None:
    with fill(fresh(postgres_url), *batches_of(order)) as book:
        assert list(book.dump()) == expected


@pytest.mark.parametrize("seed", [1, 2])
def test_four_processes_at_once_give_the_same_register(
    place: str, expected: list[bytes], tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    running = []
    for number in range(4):
        part = tmp_path / f"{number}.jsonl"
        some = chance.sample(lines(), k=10) + lines()[number::4]  # each page at least once
        part.write_bytes(b"\n".join(chance.sample(some, k=len(some))))
        command = [str(SHIGUAN), "add", "--jobs", "0", "--register", place, str(part)]
        running.append(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True))
    told = [process.communicate()[1] for process in running]
    assert (told, [process.returncode for process in running]) == ([""] * 4, [0] * 4)
    with open_register(place, create=False) as book:
        assert list(book.dump()) == expected


def test_reading_processes_give_the_same_register(tmp_path: Path) -> None:
    many = [  # more than one task for the processes
        Raw(data=page.data.replace(b"2023", str(2000 + year).encode()), kind=page.kind, name=page.name)
        for year in range(6)
        for page in PAGES
    ]
    with open_register(tmp_path / "jobs.db") as book:
        list(book.add(many, jobs=2))
        assert list(book.dump()) == dumped(many)


@pytest.mark.parametrize("text", ["标题\x00外长", "标题\ud800外长", "标题🐲外长", "'; DROP TABLE page; --"])
def test_hostile_characters_are_stored_or_refused(place: str, text: str) -> None:
    data = json.dumps({"id": text, "title": text, "outlet": text, "text": f"{text}会见外长。"}).encode()
    with open_register(place) as book:
        (outcome,) = book.add([Raw(data=data, kind=RawKind.ARTICLE, name="hostile")], jobs=0)
        assert len(outcome.entered) + len(outcome.faults) == 1
        assert [fault for fault in outcome.faults if "\n" in fault] == []
        assert len(list(book.dump())) >= len(outcome.entered)


# Steps of the schema.


NOW = migrate.latest()
LATER = f"{NOW + 1:04}.sql"


@pytest.fixture
def later_step(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Make this version know one step more, in a folder of schema files of its own."""
    folder = tmp_path / "schema"
    shutil.copytree(str(migrate.STEPS), folder)
    (folder / LATER).write_text("CREATE TABLE later (id TEXT PRIMARY KEY, at INTEGER NOT NULL);\n")
    monkeypatch.setattr(migrate, "STEPS", folder)


# What takes a register back by a step, for this version can no longer write as older ones did.
BACK = {
    3: (
        "DROP INDEX record_told",
        "DROP INDEX record_planned",
        "DROP INDEX record_numbered",
        "DROP INDEX record_contested",
        "DROP INDEX figure_measure",
        "CREATE INDEX figure_measure ON figure (measure, period)",
        "DROP VIEW standing",
        "ALTER TABLE record DROP COLUMN contested",
        "CREATE VIEW standing AS SELECT * FROM record WHERE verdict <> 'rejected'",
        "DROP TABLE amendment",
    ),
    2: (
        "DROP INDEX page_url",
        *(f"DROP TABLE watch_{name}" for name in "list item count rule alert told delivery".split()),
    ),
}


@pytest.mark.parametrize("step", range(1, NOW))
def test_a_register_of_every_older_version_is_upgraded(place: str, step: int, expected: list[bytes]) -> None:
    with fill(place, PAGES) as book:
        contested = book.conflicts()
        for back in (one for later in range(NOW, step, -1) for one in BACK[later]):
            book.store.run(back)
        book.store.run("UPDATE version SET step = ?", (step,))
    with open_register(place) as book:
        assert book.conflicts() == contested
        assert book.store.rows("SELECT step FROM version") == [(NOW,)]
        assert list(book.dump()) == expected
        assert book.store.rows("SELECT * FROM watch_list") == []


def test_an_old_register_is_upgraded_with_all_that_stands_in_it(
    place: str, expected: list[bytes], request: pytest.FixtureRequest
) -> None:
    fill(place, PAGES).close()
    request.getfixturevalue("later_step")
    with open_register(place) as book:
        assert book.store.rows("SELECT step FROM version") == [(NOW + 1,)]
        assert book.store.rows("SELECT * FROM later") == []
        assert list(book.dump()) == expected


def test_an_old_file_is_copied_before_it_is_upgraded(
    tmp_path: Path, expected: list[bytes], request: pytest.FixtureRequest
) -> None:
    fill(tmp_path / "old.db", PAGES).close()
    request.getfixturevalue("later_step")
    open_register(tmp_path / "old.db").close()
    copy = tmp_path / f"old.db.step-{NOW}.bak"
    with closing(sqlite3.connect(copy)) as stored:
        assert stored.execute("SELECT step FROM version").fetchall() == [(NOW,)]
    with open_register(copy) as book:  # upgraded in its turn
        assert list(book.dump()) == expected


def test_a_step_that_fails_leaves_the_register_as_it_was(
    place: str, expected: list[bytes], request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(place, PAGES).close()
    request.getfixturevalue("later_step")
    (tmp_path / "schema" / LATER).write_text("CREATE TABLE later (id TEXT);\nCREATE TABLE page (id TEXT);\n")
    with pytest.raises(RegisterError):
        open_register(place)
    monkeypatch.undo()
    with open_register(place) as book:
        assert list(book.dump()) == expected


def test_a_newer_register_is_refused(place: str) -> None:
    with fill(place, PAGES[:1]) as book:
        book.store.run("UPDATE version SET step = 99")
    with pytest.raises(RegisterError, match=r"newer Shiguan \(step 99\); install"):
        open_register(place)


# Faults, each in one line that names the register, the fault and the cure.


def refusal(*arguments: str | Path, register: str | Path) -> str:
    """Return the one line that a command answers with."""
    done = shiguan(*arguments, register=register)
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    return line


@pytest.mark.parametrize("command", [("dump",), ("reread",), ("log",), ("reject", "0123", "--because", "no")])
def test_a_missing_register_is_one_line(place: str, command: tuple[str, ...]) -> None:
    assert "there is no register yet; enter pages with 'shiguan add" in refusal(*command, register=place)


def test_a_file_that_is_no_database_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(b"no database at all\n" * 300)
    line = refusal("dump", register=path)
    assert line == f"shiguan: {path}: it is no register; check the path"
    assert path.read_bytes() == b"no database at all\n" * 300


def test_the_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "places.sqlite"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmark (url TEXT)")
    before = path.read_bytes()
    page = tmp_path / "page.jsonl"
    page.write_bytes(lines()[0])
    assert "the database of another program" in refusal("add", page, register=path)
    assert path.read_bytes() == before


def test_a_folder_is_no_register(tmp_path: Path) -> None:
    assert "it cannot be opened; check the path" in refusal("dump", register=tmp_path)


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    line = refusal("add", tmp_path / "none.jsonl", register=tmp_path / "file" / "shiguan.db")
    assert "its folder cannot be made" in line
    assert "--register" in line


def test_a_register_that_may_not_be_written_is_one_line(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    fill(path, PAGES[:3]).close()
    with open_register(path) as book:
        book.store.run("PRAGMA query_only = on")  # what file permissions do, for root as well
        with pytest.raises(RegisterError, match="it may not be written; change the permissions"):
            list(book.add(PAGES, jobs=0))


def test_an_unknown_scheme_is_one_line() -> None:
    assert "give a path or postgresql://" in refusal("dump", register="mysql://host/db")


def test_a_server_that_does_not_answer_is_one_line_without_its_password(tmp_path: Path) -> None:
    line = refusal("dump", register=f"postgresql://me:secret@/team?host={tmp_path}&password=secret")
    assert "the server does not answer" in line
    assert "secret" not in line


def test_a_full_disk_is_one_line_and_the_register_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "full.db"
    before = dumped(PAGES[:5])
    with fill(path, PAGES[:5]) as book:
        (pages,) = book.store.rows("PRAGMA page_count")[0]
        book.store.rows(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(RegisterError) as refused:
            list(book.add(PAGES, jobs=0))
        assert (
            str(refused.value)
            == f"{path}: the disk is full; make room and run it again; what was entered before stands"
        )
        assert list(book.dump()) == before
        assert book.store.rows("PRAGMA integrity_check") == [("ok",)]
        book.store.rows("PRAGMA max_page_count = 1000000")
        list(book.add(PAGES, jobs=0))
        assert list(book.dump()) == dumped(PAGES)


def test_a_server_that_goes_away_is_one_line(postgres_url: str) -> None:
    with fill(fresh(postgres_url), PAGES[:3]) as book, open_register(postgres_url) as other:
        (pid,) = book.store.rows("SELECT pg_backend_pid()")[0]
        other.store.rows("SELECT pg_terminate_backend(?)", (pid,))
        with pytest.raises(RegisterError, match="the server has closed the connection; run it again"):
            list(book.add(PAGES, jobs=0))
        assert list(other.dump()) == dumped(PAGES[:3])


def test_options_choose_the_register(tmp_path: Path) -> None:
    page = tmp_path / "page.jsonl"
    page.write_bytes(lines()[0])
    assert shiguan("add", page, "--register", tmp_path / "a.db", register=tmp_path / "b.db").returncode == 0
    assert (tmp_path / "a.db").exists()
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize("name", ["there.db", "new.db"])
def test_a_folder_that_may_not_be_written_is_one_line(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        fill(Path(folder) / "there.db", PAGES[:1]).close()
        path = Path(folder) / name
        told = as_another_user(Path(folder), lambda: list(open_register(path).add(PAGES, jobs=0)))
        assert told.startswith(f"{path}: it ")
        assert told.endswith(
            ("check the path and the permissions of its folder", "permissions of the file and its folder")
        )
        assert len(told.splitlines()) == 1


def as_another_user(folder: Path, work: Callable[[], object]) -> str:
    """Return the error of some work in a folder that may only be read; root gives up its rights first."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            for place in (*folder.iterdir(), folder):
                place.chmod(0o555)
            if os.getuid() == 0:
                os.setresuid(65534, 65534, 65534)
            work()
        except RegisterError as error:
            os.write(writing, str(error).encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    folder.chmod(0o755)
    with os.fdopen(reading, encoding="utf-8") as told:
        return told.read()

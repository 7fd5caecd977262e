"""Doubtful persons on the command line: listed with their ids, judged, shown in the log, taken back."""

import csv
import io
import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from shiguan.annals.register import open_register
from shiguan.cli.app import app
from shiguan.cli.paper import columns
from shiguan.errors import UsageError
from shiguan.model.raw import Raw, RawKind

PAGES = (
    "外交部长林致远2023年3月1日在北京同伊朗外长卡里姆·萨布里举行会谈。卡里姆·萨布里表示，双方贸易将增长。",
    "哈萨克斯坦副总理卡里姆·萨布里2023年6月1日在阿斯塔纳同韩国外长会谈。卡里姆·萨布里表示，合作前景广阔。",
)
TYPED = re.compile(r"^shiguan (same|apart) (\w+) (\w+) --because REASON$", re.MULTILINE)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """A register in which two persons may be one."""
    path = tmp_path / "register.db"
    raws = [
        Raw(data=text.encode(), kind=RawKind.TEXT, name=f"page-{at}", published="2023-07-01")
        for at, text in enumerate(PAGES)
    ]
    with open_register(path) as book:
        assert sum(len(outcome.entered) for outcome in book.add(raws, jobs=0)) == len(PAGES)
    return path


def run(register: Path, *words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--register", str(register)])


def told(register: Path, *words: str) -> str:
    result = run(register, *words)
    assert result.exit_code == 0, result.output
    return result.output


def pair_of(register: Path) -> tuple[str, str]:
    (pair,) = json.loads(told(register, "doubtful", "--format", "json"))
    return pair["one"]["id"], pair["other"]["id"]


def test_the_list_ends_with_the_two_commands_that_judge_its_first_pair(register: Path) -> None:
    table = told(register, "doubtful")
    assert table.startswith("1 pair of persons")
    assert TYPED.findall(table) == [("same", *pair_of(register)), ("apart", *pair_of(register))]
    lines = table.splitlines()
    assert lines[1].startswith(pair_of(register)[0])
    assert lines[2].startswith(f"{pair_of(register)[1]} ?=")
    assert lines[3].strip() == "one full name in two states"
    assert max(map(columns, lines)) <= 100


@pytest.mark.parametrize("act", ["same", "apart"])
def test_a_pair_is_judged_shown_in_the_log_and_taken_back(register: Path, act: str) -> None:
    one, other = pair_of(register)
    entered = told(register, act, other, one, "--because", "问过使馆", "--author", "Li")
    ruling = entered.split()[0]
    assert entered == f"{ruling}  {act} {other} {one}; 'shiguan withdraw {ruling}' takes it back\n"
    assert told(register, "doubtful") == "0 pairs of persons who may be one\n"
    log = told(register, "log")
    assert f"{ruling}  {act} {one} {other}" in log
    assert "问过使馆" in log
    (row,) = csv.DictReader(io.StringIO(told(register, "log", "--format", "csv")))
    assert (row["act"], row["subject"], row["other"], row["author"]) == (act, one, other, "Li")
    told(register, "withdraw", ruling, "--because", "mistaken")
    assert "withdrawn by" in told(register, "log")
    assert pair_of(register) == (one, other)


def test_a_person_is_told_of_once_after_the_ruling(register: Path) -> None:
    before = json.loads(told(register, "person", "萨布里", "--format", "json"))
    told(register, "same", *pair_of(register), "--because", "问过使馆")
    after = json.loads(told(register, "person", "萨布里", "--format", "json"))
    assert (len(before), len(after)) == (2, 1)


def test_a_reason_is_asked_for(register: Path) -> None:
    assert run(register, "same", *pair_of(register)).exit_code == 2
    empty = run(register, "apart", *pair_of(register), "--because", " ")
    assert isinstance(empty.exception, UsageError)


def test_a_name_that_two_bear_is_refused(register: Path) -> None:
    result = run(register, "same", "萨布里", "卡里姆", "--because", "问过使馆")
    assert isinstance(result.exception, UsageError)
    assert "2 persons bear that name" in str(result.exception)

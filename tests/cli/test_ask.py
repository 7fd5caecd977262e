"""The commands that ask the register, over a small register of invented pages."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from shiguan.annals.register import open_register
from shiguan.cli.app import app
from shiguan.model.raw import Raw, RawKind

PAGES = (
    ("2021-05-26", "5月25日，中俄第三轮渔业磋商在莫斯科举行。农业部长林远同俄罗斯农业部长博格丹诺夫共同主持磋商。"),
    ("2022-06-02", "6月1日，中俄第四轮渔业磋商在北京举行。农业部长林远同俄罗斯农业部长博格丹诺夫共同主持磋商。"),
    ("2023-03-01", "中俄第五轮渔业磋商将于2023年3月20日在莫斯科举行。"),
    ("2023-07-10", "俄罗斯总理米舒斯京表示，俄方愿同中方扩大贸易。2022年，中国对俄罗斯出口5000亿元，同比增长12%。"),
)
COMMANDS = (
    ["mechanisms"],
    ["mechanism", "中俄渔业磋商", "--today", "2024-01-01"],
    ["unconfirmed", "--today", "2024-01-01"],
    ["conflicts"],
    ["figures", "中国对俄罗斯出口"],
    ["person", "米舒斯京"],
    ["state", "中国", "俄罗斯"],
)


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the invented pages."""
    path = tmp_path_factory.mktemp("register") / "small.db"
    raws = [
        Raw(data=text.encode(), kind=RawKind.TEXT, name=f"page-{at}", published=day)
        for at, (day, text) in enumerate(PAGES)
    ]
    with open_register(path) as book:
        assert sum(len(outcome.entered) for outcome in book.add(raws, jobs=0)) == len(PAGES)
    return path


def ask(register: Path, *words: str) -> str:
    result = CliRunner().invoke(app, [*words, "--register", str(register)])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_answer_comes_as_table_json_and_csv(register: Path, command: list[str]) -> None:
    assert ask(register, *command).strip()
    json.loads(ask(register, *command, "--format", "json"))
    rows = list(csv.reader(io.StringIO(ask(register, *command, "--format", "csv"))))
    assert {len(row) for row in rows} == {len(rows[0])}


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_no_line_of_a_table_is_wider_than_the_page(register: Path, command: list[str]) -> None:
    from shiguan.cli.paper import columns

    lines = ask(register, *command).splitlines()
    assert max(map(columns, lines)) <= 100


def test_a_mechanism_shows_rounds_hosts_and_the_announcement_overdue(register: Path) -> None:
    table = ask(register, "mechanism", "俄中渔业磋商机制", "--today", "2024-01-01")
    assert "第3次" in table
    assert "莫斯科 RU" in table
    assert "北京 CN" in table
    assert "林远" in table
    assert "overdue for 287 days" in table


def test_csv_has_a_row_for_every_session_and_the_one_expected(register: Path) -> None:
    rows = csv.DictReader(
        io.StringIO(ask(register, "mechanism", "中俄渔业磋商", "--today", "2023-03-02", "--format", "csv"))
    )
    found = [(row["round"], row["status"], row["host"]) for row in rows]
    assert found == [("3", "held", "RU"), ("4", "held", "CN"), ("5", "planned", "RU"), ("5", "expected", "RU")]


def test_an_announcement_is_unconfirmed_only_after_its_day(register: Path) -> None:
    before = json.loads(ask(register, "unconfirmed", "--today", "2023-03-20", "--format", "json"))
    after = json.loads(ask(register, "unconfirmed", "--today", "2023-03-27", "--format", "json"))
    assert before == []
    assert [(one["date"], one["days"], one["search"]["pages"]) for one in after] == [("2023-03-20", 7, 1)]


def test_an_unknown_name_says_what_is_near(register: Path) -> None:
    result = CliRunner().invoke(app, ["mechanism", "中俄林业磋商", "--register", str(register)])
    assert result.exit_code != 0
    assert "中俄渔业磋商" in str(result.exception) or "渔业磋商" in str(result.exception)


def test_three_states_are_too_many(register: Path) -> None:
    result = CliRunner().invoke(app, ["state", "CN", "RU", "US", "--register", str(register)])
    assert result.exit_code == 2

"""Users and tokens on the command line; serving others without users is refused."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from typer.testing import CliRunner, Result

from shiguan.annals.register import open_register
from shiguan.cli.app import app
from shiguan.errors import ShiguanError
from shiguan.web.access import audit, password

LONG = "春江潮水连海平 海上明月"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(password, "hasher", lambda: PasswordHasher(time_cost=1, memory_cost=64))
    path = tmp_path / "register.db"
    open_register(path).close()
    return path


def run(register: Path, *words: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, [*words, "--register", str(register)], input=typed)


def fault_of(result: Result) -> str:
    assert isinstance(result.exception, ShiguanError)
    return str(result.exception)


def test_users_come_and_go(register: Path) -> None:
    assert run(register, "user", "add", "史官", "--role", "judge", typed=f"{LONG}\n").exit_code == 0
    assert run(register, "user", "list").stdout.startswith("史官  judge  since ")
    assert "there is such a user" in fault_of(run(register, "user", "add", "史官", typed=f"{LONG}\n"))
    assert run(register, "user", "remove", "史官").exit_code == 0
    assert "no users yet" in run(register, "user", "list").stdout
    assert "no such user" in fault_of(run(register, "user", "remove", "史官"))
    with open_register(register) as book:
        assert [act.action for act in audit.acts(book.store)] == ["user removed", "user added"]


def test_a_short_password_makes_no_user(register: Path) -> None:
    assert "choose one of 12" in fault_of(run(register, "user", "add", "reader", typed="short\n"))
    assert "no users yet" in run(register, "user", "list").stdout


def test_a_token_is_told_once(register: Path) -> None:
    run(register, "user", "add", "reader", typed=f"{LONG}\n")
    shown = run(register, "token", "add", "reader", "--days", "7").stdout.strip()
    listed = run(register, "token", "list").stdout
    assert shown.startswith("shiguan_")
    assert shown not in listed
    id, login, scopes, _ = listed.split(maxsplit=3)
    assert (login, scopes) == ("reader", "read")
    assert "a reader may not add" in fault_of(run(register, "token", "add", "reader", "--scope", "add"))
    assert run(register, "token", "remove", id).exit_code == 0
    assert "no tokens yet" in run(register, "token", "list").stdout


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "register.example", "127.0.0.2"])
def test_others_are_not_served_without_users(register: Path, host: str) -> None:
    assert "others could reach it and there are no users" in fault_of(run(register, "serve", "--host", host))

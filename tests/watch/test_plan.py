"""What is to be watched is checked before anything is asked: each fault one line that names the file and the cure."""

import os
import signal
import subprocess
from pathlib import Path

import pytest

from shiguan.errors import UsageError
from shiguan.watch.plan import read_plan
from tests.contracts.books import SHIGUAN

SOURCE = '[[source]]\nname = "a"\nurl = "https://a.example/f"\n'
MAIL = '[mail]\nserver = "m"\nsender = "x@m"\n'
ALERT = '[[alert]]\nname = "a"\n'


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return read_plan(path)


def test_the_file_of_the_guide_is_read(tmp_path: Path) -> None:
    guide = (Path(__file__).parents[2] / "docs" / "how-to" / "watch.md").read_text(encoding="utf-8")
    written = guide.partition("```toml\n")[2].partition("```")[0]
    assert "[[alert]]" in written
    read(tmp_path, written)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "source"),
        ("[[source", "no sound TOML"),
        ('[[source]]\nname = "a"\n', "missing required field `url`"),
        (SOURCE + 'intervall = "5m"\n', "unknown field `intervall`"),
        (SOURCE + 'interval = "5"\n', "'5' is no interval"),
        (SOURCE + 'interval = "1s"\n', "'1s' is no interval"),
        (SOURCE + 'links = "("\n', "'links' is no pattern"),
        (SOURCE + SOURCE, "'a' stands there twice"),
        (SOURCE.replace("https", "ftp"), "only http and https"),
        (SOURCE.replace("//", "//user:geheim@"), "carries a user name"),
        (SOURCE + ALERT + 'rule = "round"\nto = []\n', "to"),
        (SOURCE + ALERT + 'rule = "rounds"\nto = ["stdout"]\n', "Invalid enum value 'rounds'"),
        (SOURCE + ALERT + 'rule = "round"\nto = ["file:"]\n', "'file:' is no target"),
        (SOURCE + ALERT + 'rule = "round"\nto = ["alerts.jsonl"]\n', "is no target; write stdout"),
        (SOURCE + ALERT + 'rule = "round"\nto = ["mailto:x@a.example"]\n', "add .mail."),
        (
            SOURCE + '[mail]\nserver="m"\nsender="x@m"\n' + ALERT + 'rule = "round"\nto = ["mailto:x,y@z"]\n',
            "no one address",
        ),
        (SOURCE + ALERT + 'rule = "phrase"\nto = ["stdout"]\n', "whose phrases"),
    ],
)
def test_what_cannot_be_meant_is_one_line(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(UsageError, match=fault) as raised:
        read(tmp_path, text)
    told = str(raised.value)
    assert told.startswith(f"{tmp_path}/sources.toml: ")
    assert "\n" not in told
    assert "geheim" not in told


def test_a_file_that_is_none_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        read_plan(tmp_path / "missing.toml")
    (tmp_path / "x.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(UsageError, match="not in UTF-8"):
        read_plan(tmp_path / "x.toml")


def shiguan(tmp_path: Path, text: str, *more: str) -> list[str]:
    (tmp_path / "sources.toml").write_text(text, encoding="utf-8")
    place = str(tmp_path / "register.db")
    return [str(SHIGUAN), "watch", str(tmp_path / "sources.toml"), "--register", place, *more]


def test_the_command_does_what_is_due_and_says_what_failed(tmp_path: Path) -> None:
    figures = tmp_path / "shiguan.prom"
    log = tmp_path / "log.jsonl"
    command = shiguan(tmp_path, SOURCE.replace("a.example", "127.0.0.1"), "--once", "--metrics", str(figures))
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "no address of the public internet" in ran.stderr
    assert 'shiguan_watch_faults_in_a_row{source="a"} 1' in figures.read_text()
    ran = subprocess.run([*command, "--log", str(log)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (1, "")  # it is not due again, and still it failed
    assert '"event":"started"' in log.read_text()
    ran = subprocess.run(shiguan(tmp_path, "x"), capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)


def test_the_command_ends_when_it_is_asked_to(tmp_path: Path) -> None:
    command = shiguan(tmp_path, SOURCE.replace("a.example", "127.0.0.1"))
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        assert running.stderr is not None
        for line in running.stderr:
            if '"event":"fault"' in line:
                break
        os.kill(running.pid, signal.SIGTERM)
        rest = running.stderr.read()
    assert running.returncode == 0
    assert '"event":"ended"' in rest

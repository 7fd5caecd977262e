"""What the guide says of running a watch as a service: the unit is one that systemd takes, the container is whole."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

GUIDE = Path(__file__).parents[2] / "docs" / "how-to" / "watch.md"
SYSTEMD = shutil.which("systemd-analyze")


def block(language: str) -> str:
    """Return a block of the guide."""
    found = re.search(rf"```{language}\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert found is not None
    return found[1]


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not installed")
def test_systemd_takes_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "shiguan-watch.service"
    text = block("ini")
    unit.write_text(text.replace("/opt/shiguan/bin/shiguan", sys.executable), encoding="utf-8")
    ran = subprocess.run([str(SYSTEMD), "verify", str(unit)], capture_output=True, text=True, check=False)
    told = [line for line in ran.stderr.splitlines() if unit.name in line]
    assert (ran.returncode, told) == (0, [])
    unit.write_text(text.replace("Restart=on-failure", "Restart=on-whim"), encoding="utf-8")
    ran = subprocess.run([str(SYSTEMD), "verify", str(unit)], capture_output=True, text=True, check=False)
    assert "on-whim" in ran.stderr


def test_the_container_runs_the_command_as_nobody_in_particular() -> None:
    lines = [line.split(maxsplit=1) for line in block("dockerfile").splitlines() if line and not line.startswith("#")]
    words = [word for word, _ in lines]
    assert words[0] == "FROM"
    assert words.index("RUN") < words.index("COPY") < words.index("USER") < words.index("ENTRYPOINT")
    told = dict(lines)
    assert told["USER"] == "shiguan"
    assert told["ENTRYPOINT"] == '["shiguan"]'
    assert told["CMD"].startswith('["watch", ')
    assert told["VOLUME"] in told["ENV"]  # the register lies where what is written stays

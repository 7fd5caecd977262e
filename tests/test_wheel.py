"""The wheel stands alone: built, installed with its dependencies into an empty environment, it reads a page."""

import json
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
pytestmark = pytest.mark.slow


def run(*command: str | Path) -> bytes:
    """Run a command away from the checkout, so that only what is installed can be imported."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, check=False, cwd=Path(sys.prefix).anchor
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (found,) = folder.glob("shiguan-*.whl")
    return found


def test_wheel_holds_tables_samples_and_types(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    source = ROOT / "src"
    wanted = [
        path.relative_to(source).as_posix()
        for pattern in ("*.csv", "*.toml", "samples/*", "py.typed", "*.py")
        for path in source.rglob(pattern)
        if path.is_file()
    ]
    assert [name for name in wanted if name not in names] == []
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_wheel_reads_a_page_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    tools = tmp_path / "env" / ("Scripts" if sys.platform == "win32" else "bin")
    run(tools / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel)
    page = ROOT / "src" / "shiguan" / "samples" / "consultation-newspaper.txt"
    reading = json.loads(run(tools / "shiguan", "read", "--format", "json", page))
    assert reading["engagements"]
    assert reading["statements"]

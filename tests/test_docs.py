"""The documentation is what the code says: nothing stale, nothing left out, and its Python runs."""

import re
from pathlib import Path

import pytest

from docs import generate
from shiguan.cli.app import app

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "CHANGELOG.md"])
HAND_WRITTEN = [page for page in PAGES if "reference" not in page.parts]
PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


WANTED = generate.pages()


@pytest.mark.parametrize("path", sorted(WANTED), ids=name_of)
def test_generated_page_is_fresh(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == WANTED[path], "stale; run `make docs`"


@pytest.mark.parametrize("path", HAND_WRITTEN, ids=name_of)
def test_python_in_the_documentation_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    session: dict[str, object] = {}  # all blocks of a page are one
    for block in PYTHON.findall(path.read_text(encoding="utf-8")):
        exec(compile(block, name_of(path), "exec"), session)


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_links_lead_somewhere(path: Path) -> None:
    targets = LINK.findall(path.read_text(encoding="utf-8"))
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("command", generate.names_of(app))
def test_every_command_is_in_the_tutorial_or_a_how_to(command: str) -> None:
    pages = [path.read_text(encoding="utf-8") for path in HAND_WRITTEN]
    assert any(f"shiguan {command}" in page for page in pages)


@pytest.mark.parametrize("readme", ["README.md", "README.zh.md"])
def test_readme_names_the_two_commands(readme: str) -> None:
    text = (ROOT / readme).read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text

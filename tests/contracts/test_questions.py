"""Every question is answered alike by both databases: the installed commands, on the bundled samples and on pages of
the contract suite."""

import subprocess
from pathlib import Path

import pytest

from tests.contracts.books import SHIGUAN, fresh
from tests.contracts.pages import lines

SAMPLES = sorted((Path(__file__).parents[2] / "src" / "shiguan" / "samples").iterdir())
NAME = "中乌外交部政治磋商"
QUESTIONS = {
    "chronicle": ("chronicle",),
    "a stretch of it": ("chronicle", "--from", "2023-03", "--to", "2023-12"),
    "of a state": ("chronicle", "--state", "CN"),
    "of a person": ("chronicle", "--person", "林致远"),
    "of a kind": ("chronicle", "--kind", "consultation"),
    "words": ("chronicle", "--words"),
    "search": ("search", "铁路"),
    "search in traditional": ("search", "外長"),
    "search for one character": ("search", "乌"),
    "mechanisms": ("mechanisms",),
    "a mechanism": ("mechanism", NAME),
    "unconfirmed": ("unconfirmed",),
    "conflicts": ("conflicts",),
    "figures": ("figures", "两国贸易额"),
    "a person": ("person", "林致远"),
    "a state": ("state", "CN"),
    "two states": ("state", "CN", "UZ"),
    "doubtful": ("doubtful",),
    "phrases": ("phrases", "--least", "2"),
    "positions": ("positions", "CN", "铁路"),
    "the log": ("log",),
}
BRIEFS = {
    "of a mechanism": ("mechanism", NAME),
    "of a person": ("person", "林致远"),
    "of two states": ("pair", "CN", "UZ"),
}
FORMATS = (
    "csv csv-statements csv-figures jsonl plover gdelt schema-org web-annotation prov icalendar atom graphml gexf ftm"
    " ris bibtex csl-json"
).split()


@pytest.fixture(scope="module")
def both(postgres_url: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """Return two registers of the same pages, one in either database."""
    folder = tmp_path_factory.mktemp("both")
    (folder / "pages.jsonl").write_bytes(b"\n".join(lines()))
    registers = (str(folder / "register.db"), fresh(postgres_url))
    for register in registers:
        answer(register, "add", *map(str, SAMPLES), str(folder / "pages.jsonl"))
    return registers


def answer(register: str, *question: str) -> tuple[int, str]:
    """Return the exit status and what a command prints of a register; its own name in neither."""
    done = subprocess.run(
        [str(SHIGUAN), *question, "--register", register], capture_output=True, text=True, check=False
    )
    return done.returncode, (done.stdout + done.stderr).replace(register, "REGISTER")


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS.keys())
def test_a_question_is_answered_alike(both: tuple[str, str], question: tuple[str, ...]) -> None:
    one, other = (answer(register, *question, "--format", "json") for register in both)
    assert one == other
    assert one[0] == 0, one[1]


@pytest.mark.slow
@pytest.mark.parametrize("subject", BRIEFS.values(), ids=BRIEFS.keys())
def test_a_brief_is_written_alike(both: tuple[str, str], subject: tuple[str, ...], tmp_path: Path) -> None:
    written = []
    for register in both:
        status, printed = answer(register, "brief", *subject, "--to", str(tmp_path / "one.md"), "--today", "2025-01-01")
        assert status == 0, printed
        written.append((tmp_path / "one.md").read_text("utf-8").replace(register, "REGISTER"))
    assert written[0] == written[1]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_written_alike(both: tuple[str, str], form: str, tmp_path: Path) -> None:
    for place, register in enumerate(both):
        status, printed = answer(register, "export", form, "--to", str(tmp_path / str(place)))
        assert status == 0, printed
    assert files(tmp_path / "0") == files(tmp_path / "1")


def files(place: Path) -> dict[str, bytes]:
    """Return what stands in a file, or in the files of a folder."""
    if place.is_file():
        return {"": place.read_bytes()}
    return {str(path.relative_to(place)): path.read_bytes() for path in sorted(place.rglob("*")) if path.is_file()}

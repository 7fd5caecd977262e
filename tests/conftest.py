"""What every test shares: a loud word at the end when what proves most was not there."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shiguan.annals.register import Register, open_register
from shiguan.intake.source import Source, raw_pages

SHARED = Path(__file__).parents[2] / "shared"
SAMPLES = Path(__file__).parents[1] / "src" / "shiguan" / "samples"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in red what was skipped; a green run without them proves less."""
    if not SHARED.exists():
        terminalreporter.write_sep("!", "../shared is not here: gold and corpus were NOT tested", red=True)
    if not shutil.which("soffice"):
        terminalreporter.write_sep("!", "no soffice: LibreOffice did NOT open workbook and brief", red=True)


@pytest.fixture(scope="session")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Register]:
    """Return a register of the bundled samples, made once; tests only ask it."""
    pages = tuple(map(str, sorted(SAMPLES.iterdir())))
    with open_register(tmp_path_factory.mktemp("annals") / "samples.db") as found:
        for outcome in found.add(raw_pages(Source(pages=pages, input="auto", published=None)), jobs=0):
            assert outcome.faults == ()
        yield found

"""What every test shares: a loud word at the end when the gold was not there to be measured."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in red that scores were skipped; a green run without them proves less."""
    if not SHARED.exists():
        terminalreporter.write_sep("!", "../shared is not here: gold and corpus were NOT tested", red=True)

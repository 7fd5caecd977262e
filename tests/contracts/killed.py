"""Run the command line and kill it at a step of its database: python -m tests.contracts.killed STEP add …"""

import os
import signal
import sqlite3
import sys
from typing import Any

STRIDE = 50  # instructions of the database between two steps


def main() -> None:
    """Run what the other arguments say."""
    kill_at, count = int(sys.argv.pop(1)), 0

    def step(*_: object) -> int:
        nonlocal count
        count += 1
        if count == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0

    class Watched(sqlite3.Connection):
        def __init__(self, *given: Any, **named: Any) -> None:
            super().__init__(*given, **named)
            self.set_progress_handler(step, STRIDE)
            self.set_trace_callback(step)

    plain = sqlite3.connect
    sqlite3.connect = lambda *given, **named: plain(*given, factory=Watched, **named)  # type: ignore[assignment] # a factory of its own
    from shiguan.cli.app import main as run

    run()


if __name__ == "__main__":  # the reading processes import this module as well
    main()

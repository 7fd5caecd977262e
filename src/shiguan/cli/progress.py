"""A progress bar on standard error for long work: pages read, pages left, the last title."""

import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

from shiguan.intake.lines import SUFFIXES as LINES
from shiguan.intake.source import Source

PATIENCE = 1.0  # seconds of work before a bar is worth the room
TITLE_WIDTH = 30  # columns
COUNTED = ("auto", "text", "html", "jsonl")
SINGLE = {".html", ".htm", ".xhtml", ".shtml", ".txt", *LINES}  # files of one page, or a page a line


class Meter:
    """Shows a bar while standard error is a terminal and the readings go elsewhere; silent otherwise."""

    def __init__(self, source: Source | None = None, *, total: int | None = None, quiet_output: bool = False) -> None:
        self.source = source
        self.total = total
        # Where readings go to the terminal as well, a bar would stand in their way.
        self.wanted = sys.stderr.isatty() and (quiet_output or not sys.stdout.isatty())
        self.began = time.monotonic()
        self.read = 0
        # rich.progress.Progress once it shows; its import costs more than most pages take to read.
        self.bar: Any = None
        self.clip: Any = None
        self.task: Any = None

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.bar is not None:
            self.bar.stop()

    def advance(self, title: str, count: int = 1) -> None:
        """Count some pages more."""
        self.read += count
        if not self.wanted:
            return
        if self.bar is None:
            if time.monotonic() - self.began < PATIENCE:
                return
            self.start()
        self.bar.update(self.task, completed=self.read, title=self.clip(title, TITLE_WIDTH))

    def say(self, line: str) -> None:
        """Print one line on standard error, above the bar where there is one."""
        if self.bar is not None:
            self.bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
            return
        sys.stderr.write(line + "\n")

    def start(self) -> None:
        """Put the bar on the screen."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from shiguan.cli.paper import clip

        self.clip = clip
        columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.fields[title]}"))
        self.bar = Progress(*columns, console=Console(stderr=True), transient=True)
        total = self.total if self.source is None else count_pages(self.source)
        self.task = self.bar.add_task("", total=total, title="")
        self.bar.start()


def count_pages(source: Source) -> int | None:
    """Return how many pages there are to read, or None where that shows only in reading: archives, streams, folders."""
    paths = [Path(name) for name in source.pages]
    if source.input not in COUNTED or not all(path.suffix.lower() in SINGLE for path in paths):
        return None
    return sum(count_lines(path) if holds_lines(path, source) else 1 for path in paths)


def holds_lines(path: Path, source: Source) -> bool:
    """Whether a file is counted by its lines."""
    return path.is_file() and (source.input == "jsonl" or path.suffix in LINES)


def count_lines(path: Path) -> int:
    """Return the number of line ends in a file."""
    with path.open("rb") as stream:
        return sum(block.count(b"\n") for block in iter(lambda: stream.read(1 << 20), b""))

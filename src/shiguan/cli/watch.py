"""The command that watches sources and enters what is new."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt


def watch(
    sources: Annotated[Path, typer.Argument(metavar="SOURCES.TOML", help="What to watch: docs/how-to/watch.md.")],
    once: Annotated[
        bool, typer.Option("--once", help="Do what is due, and end: for cron. Exit status 1 where a source failed.")
    ] = False,
    log: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Where to log, as JSON lines; by default standard error."),
    ] = None,
    metrics: Annotated[
        Path | None, typer.Option(metavar="PATH", help="A file for the figures of a monitor, in Prometheus text form.")
    ] = None,
    register: RegisterAt = None,
) -> None:
    """Ask sources by schedule, enter what is new, and tell of what is worth telling, each thing once.

    It can be ended and killed at any time and goes on where it was. A source that fails holds up no other.
    """
    from shiguan.annals.register import open_register
    from shiguan.watch.plan import read_plan
    from shiguan.watch.start import start

    plan = read_plan(sources)
    failed = start(
        plan,
        lambda: open_register(register),
        once=once,
        write=writer_of(log),
        show=show,
        metrics=metrics,
    )
    if once and failed:
        raise typer.Exit(1)


def show(line: str) -> None:
    """Print an alert, and be sure that it is out."""
    sys.stdout.write(line)
    sys.stdout.flush()


def writer_of(path: Path | None) -> Callable[[str], None]:
    """Return what writes the log: at the end of a file, so that it may be moved away at any time, else to stderr."""

    def write(line: str) -> None:
        try:
            if path is None:
                sys.stderr.write(line)
                sys.stderr.flush()
                return
            with open(path, "a", encoding="utf-8", opener=shared) as stream:
                stream.write(line)
        except OSError as error:  # a full disk keeps nothing from being entered
            if path is not None:
                sys.stderr.write(f"shiguan: {path}: the log cannot be written ({error.strerror}); make room\n{line}")

    return write


def shared(path: str, flags: int) -> int:
    """Open a file that its group may read."""
    return os.open(path, flags, 0o640)

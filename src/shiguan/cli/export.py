"""The command that gives the register out."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from shiguan.cli.ask import Today, day_of
from shiguan.cli.option import RegisterAt
from shiguan.errors import RegisterError
from shiguan.export.form import Format


def export(
    form: Annotated[Format, typer.Argument(metavar="FORMAT", help="See docs/reference/exports.md.")],
    to: Annotated[Path | None, typer.Option(metavar="PATH", help="Where to; by default standard output.")] = None,
    people: Annotated[bool, typer.Option("--people", help="Networks of people instead of states.")] = False,
    today: Today = None,
    register: RegisterAt = None,
) -> None:
    """Write the register as FORMAT: tables, events, calendars, networks, annotations, references.

    A calendar also holds the sessions that are expected as of today, each with its window and what that rests on.
    """
    from shiguan.annals.issue import Issue
    from shiguan.annals.register import open_register

    with open_register(register, create=False) as book:
        try:
            if to is not None:
                book.export(form, to, of_people=people, today=day_of(today))
                return
            for part in Issue(book.store, today=day_of(today)).lines(form, of_people=people):
                sys.stdout.buffer.write(part)
            sys.stdout.buffer.flush()
        except ImportError as error:
            raise RegisterError(f"{form}: {error.name} is not installed; pip install 'shiguan[parquet]'") from error

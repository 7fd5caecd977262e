"""Commands that ask the register: mechanisms, what is unconfirmed or contested, figures, persons, states."""

import datetime
from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt, Show, check_day

Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", callback=check_day, help="The day to judge from; by default today."),
]


def day_of(today: str | None) -> int:
    """Return the day to judge from as an ordinal: the one given, else today by the clock of this machine."""
    given = datetime.date.fromisoformat(today) if today else datetime.datetime.now().astimezone().date()
    return given.toordinal()


def mechanisms(
    words: Annotated[str, typer.Argument(metavar="[WORDS]", help="Only mechanisms whose name holds this.")] = "",
    least: Annotated[int, typer.Option(min=1, help="Only mechanisms with at least so many records.")] = 1,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """List the mechanisms that the register knows, the most told first."""
    from shiguan.annals.register import open_register
    from shiguan.cli import mechanism as mechanism_view
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.mechanisms(words, least=least)
    show_answer(found, format, mechanism_view.LIST_COLUMNS, mechanism_view.list_rows, mechanism_view.print_list)


def mechanism(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The mechanism, by any of its names.")],
    today: Today = None,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print all sessions of a mechanism: held, missing, put off, contested, and the next one expected."""
    from shiguan.annals.register import open_register
    from shiguan.cli import mechanism as mechanism_view
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.mechanism(name, today=day_of(today))
    show_answer(found, format, mechanism_view.COLUMNS, mechanism_view.csv_rows, mechanism_view.print_mechanism)


COMMANDS = (mechanisms, mechanism)

"""Commands by which a person rules: entered beside what the pages say, with name, time and reason."""

import datetime
import getpass
from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt, Show
from shiguan.model.ruling import Act

Because = Annotated[str, typer.Option("--because", metavar="REASON", help="What you know it from.")]
Author = Annotated[str | None, typer.Option(metavar="NAME", help="Who you are; by default your login name.")]
Record = Annotated[str, typer.Argument(metavar="ID", help="The id of a record, or of any of its accounts.")]
Anything = Annotated[str, typer.Argument(metavar="ID", help="The id of a record, a statement or a figure.")]
Person = Annotated[
    str,
    typer.Argument(
        metavar="PERSON", help="The id of a person, as 'shiguan person' tells it, or a name that nobody else bears."
    ),
]


def correct(
    id: Anything,
    field: Annotated[
        str,
        typer.Argument(
            metavar="FIELD",
            help="Of a record status, date, place, mechanism, round, mode or kind; of a participant NAME.office,"
            " NAME.state, NAME.name or NAME.role, with the state for NAME where nobody is named; of a statement name,"
            " office, state, organisation, form or date; of a figure measure, about, value, unit, period,"
            " change_percent or change_basis.",
        ),
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The right value; a date as 2024-05-16 or 2024-05.")],
    because: Because,
    author: Author = None,
    register: RegisterAt = None,
) -> None:
    """Say what the right value of a field is. What the pages say stays beside it."""
    rule(Act.CORRECT, id, because=because, author=author, register=register, field=field, value=value)


def merge(
    id: Record,
    other: Annotated[str, typer.Argument(metavar="ID", help="The record that is the same event.")],
    because: Because,
    author: Author = None,
    register: RegisterAt = None,
) -> None:
    """Say that two records are one event."""
    rule(Act.MERGE, id, other, because=because, author=author, register=register)


def split(
    id: Record,
    accounts: Annotated[
        list[str], typer.Argument(metavar="ACCOUNT", help="Accounts that tell of another event, or their pages.")
    ],
    because: Because,
    author: Author = None,
    register: RegisterAt = None,
) -> None:
    """Say that some accounts of a record tell of another event; `shiguan show ID` names their pages."""
    rule(Act.SPLIT, id, *accounts, because=because, author=author, register=register)


def reject(id: Anything, because: Because, author: Author = None, register: RegisterAt = None) -> None:
    """Say that a record is of no event, or a statement or figure is none. It is hidden, and what pages say stays."""
    rule(Act.REJECT, id, because=because, author=author, register=register)


def confirm(id: Anything, because: Because, author: Author = None, register: RegisterAt = None) -> None:
    """Say that a record, statement or figure was looked at and is right."""
    rule(Act.CONFIRM, id, because=because, author=author, register=register)


def same(one: Person, other: Person, because: Because, author: Author = None, register: RegisterAt = None) -> None:
    """Say that two persons are one, of one name or of two. What is told of either is then told of both."""
    rule(Act.SAME, one, other, because=because, author=author, register=register)


def apart(one: Person, other: Person, because: Because, author: Author = None, register: RegisterAt = None) -> None:
    """Say that two persons are two. They leave the list of doubts, and what comes later does not make them one.

    To part what is told as one person, give two of the ids under which 'shiguan person' names it."""
    rule(Act.APART, one, other, because=because, author=author, register=register)


def withdraw(
    ruling: Annotated[str, typer.Argument(metavar="RULING", help="The id of a ruling, as 'shiguan log' tells it.")],
    because: Because,
    author: Author = None,
    register: RegisterAt = None,
) -> None:
    """Take back a ruling. It stays in the log."""
    rule(Act.WITHDRAW, ruling, because=because, author=author, register=register)


def log(format: Show = Show.TABLE, register: RegisterAt = None) -> None:
    """Print all rulings, the oldest first, with who made them, when and why."""
    from shiguan.annals.register import open_register
    from shiguan.cli.ruling import print_log

    with open_register(register, create=False) as book:
        print_log(book.rulings(), format)


def rule(
    act: Act,
    *ids: str,
    because: str,
    author: str | None,
    register: str | None,
    field: str | None = None,
    value: str | None = None,
) -> None:
    """Enter a ruling and print its id."""
    from shiguan.annals.register import open_register

    made = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    with open_register(register, create=False) as book:
        ruling = book.rule(act, *ids, because=because, author=author or login(), made=made, field=field, value=value)
    back = "" if act is Act.WITHDRAW else f"; 'shiguan withdraw {ruling.id}' takes it back"
    typer.echo(f"{ruling.id}  {act} {' '.join(ids)}{back}")


def login() -> str:
    """Return the login name; a system may know none, then the author has to be told."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise typer.BadParameter("nobody is logged in; say --author who you are") from None

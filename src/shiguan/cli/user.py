"""Commands for the people who use a register over the network, and for their programs."""

import datetime
import sys
from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt
from shiguan.web.access.right import Right, Role

users = typer.Typer(name="user", help="The people who may use the register over the network.", no_args_is_help=True)
tokens = typer.Typer(name="token", help="Tokens by which programs may use the API.", no_args_is_help=True)
BY = "(command line)"
Name = Annotated[str, typer.Argument(metavar="NAME", help="The name of a user.")]


@users.command("add")
def add_user(
    name: Name,
    role: Annotated[
        Role,
        typer.Option(help="reader reads; judge also adds pages and rules on records; admin also sees the audit log."),
    ] = Role.READER,
    register: RegisterAt = None,
) -> None:
    """Let somebody sign in. The password is asked for, or read as one line where standard input is no terminal."""
    from shiguan.annals.register import open_register
    from shiguan.web.access.login import add_login

    secret = asked() if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
    with open_register(register, create=False) as book:
        found = add_login(book.store, name, role, secret, now=now(), by=BY)
    typer.echo(f"{found.name}  {found.role}")


@users.command("list")
def list_users(register: RegisterAt = None) -> None:
    """Print who may sign in, with role and day of entry."""
    from shiguan.annals.register import open_register
    from shiguan.web.access.login import logins

    with open_register(register, create=False) as book:
        found = logins(book.store)
    for one in found:
        typer.echo(f"{one.name}  {one.role}  since {day(one.made)}")
    if not found:
        typer.echo("no users yet; 'shiguan user add NAME' makes one")


@users.command("remove")
def remove_user(name: Name, register: RegisterAt = None) -> None:
    """Let somebody sign in no longer; their sessions and tokens end at once."""
    from shiguan.annals.register import open_register
    from shiguan.web.access.login import remove_login

    with open_register(register, create=False) as book:
        remove_login(book.store, name, now=now(), by=BY)


@tokens.command("add")
def add_token(
    name: Name,
    scope: Annotated[list[Right] | None, typer.Option(help="What it is good for; repeat for several.")] = None,
    days: Annotated[int, typer.Option(min=1, max=3650, help="For how many days.")] = 90,
    register: RegisterAt = None,
) -> None:
    """Print a new token, this once. A program sends it as 'Authorization: Bearer TOKEN'."""
    from shiguan.annals.register import open_register
    from shiguan.web.access import token

    moment = now()
    with open_register(register, create=False) as book:
        shown = token.add_token(book.store, name, scope or [Right.READ], now=moment, ends=moment + days * 86400, by=BY)
    typer.echo(shown)


@tokens.command("list")
def list_tokens(register: RegisterAt = None) -> None:
    """Print all tokens by id: whose, what for, until when."""
    from shiguan.annals.register import open_register
    from shiguan.web.access import token

    with open_register(register, create=False) as book:
        found = token.tokens(book.store)
    for one in found:
        until = f"until {day(one.ends)}" if one.ends is not None else "without end"
        typer.echo(f"{one.id}  {one.login}  {' '.join(one.scopes)}  {until}")
    if not found:
        typer.echo("no tokens yet; 'shiguan token add NAME' makes one")


@tokens.command("remove")
def remove_token(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of a token, as 'shiguan token list' tells it.")],
    register: RegisterAt = None,
) -> None:
    """Let a token be good for nothing."""
    from shiguan.annals.register import open_register
    from shiguan.web.access import token

    with open_register(register, create=False) as book:
        token.remove_token(book.store, id, now=now(), by=BY)


def asked() -> str:
    """Return a password that is typed twice and not shown."""
    found: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    return found


def now() -> int:
    """Return the moment in seconds since 1970."""
    return int(datetime.datetime.now(datetime.UTC).timestamp())


def day(moment: int) -> str:
    """Return the day of a moment."""
    return datetime.datetime.fromtimestamp(moment, datetime.UTC).date().isoformat()

"""The command that opens the register in the browser."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt
from shiguan.errors import RegisterError, UsageError

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8010,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = False,
    register: RegisterAt = None,
) -> None:
    """Show the register as pages in the browser.

    Nobody signs in on this machine until there are users; any other --host starts only with users (shiguan user add).
    """
    try:
        from shiguan.web.access.gate import Access
        from shiguan.web.server import run
    except ImportError as error:
        raise RegisterError(
            f"serve: the web app is not installed ({error.name}); pip install 'shiguan[web]'"
        ) from error
    from shiguan.annals.register import default_place

    where = register or default_place()
    if "://" not in where and not Path(where).exists():
        raise RegisterError(f"{where}: there is no register yet; enter pages with 'shiguan add PAGE...'")
    is_here = host in LOOPBACK
    if not is_here:
        refuse_without_users(where, host)
        typer.echo("shiguan: passwords travel as they are; let a proxy with TLS stand before this port", err=True)
    access = Access(is_open=is_here, hosts=LOOPBACK, owner=owner())
    run(where, host=host, port=port, access=access, ready=lambda address: announce(address, open_browser))


def refuse_without_users(where: str, host: str) -> None:
    """Raise UsageError where a register would be open to a whole network."""
    from shiguan.annals.register import open_register
    from shiguan.web.access.login import has_logins

    with open_register(where, create=False) as book:
        if not has_logins(book.store):
            raise UsageError(f"{host}: others could reach it and there are no users; 'shiguan user add NAME' makes one")


def owner() -> str:
    """Return as whom somebody acts who need not sign in."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "local"


def announce(address: str, open_browser: bool) -> None:
    """Print the address, and open it where that is wanted."""
    typer.echo(f"shiguan: the register is at {address} (Ctrl-C ends)")
    if open_browser:
        import webbrowser

        webbrowser.open(address)

"""The command that opens the register in the browser."""

from pathlib import Path
from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt
from shiguan.errors import RegisterError, UsageError

LOOPBACK = ("127.0.0.1", "::1", "localhost")


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8010,
    open_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in the browser.")] = False,
    register: RegisterAt = None,
) -> None:
    """Show the register as pages in the browser, on this machine only."""
    try:
        from shiguan.web.server import run
    except ImportError as error:
        raise RegisterError(
            f"serve: the web app is not installed ({error.name}); pip install 'shiguan[web]'"
        ) from error
    from shiguan.annals.register import default_place

    if host not in LOOPBACK:
        raise UsageError(f"{host}: accounts are not there yet, so only this machine may be served; leave out --host")
    where = register or default_place()
    if "://" not in where and not Path(where).exists():
        raise RegisterError(f"{where}: there is no register yet; enter pages with 'shiguan add PAGE...'")
    run(where, host=host, port=port, ready=lambda address: announce(address, open_browser))


def announce(address: str, open_browser: bool) -> None:
    """Print the address, and open it where that is wanted."""
    typer.echo(f"shiguan: the register is at {address} (Ctrl-C ends)")
    if open_browser:
        import webbrowser

        webbrowser.open(address)

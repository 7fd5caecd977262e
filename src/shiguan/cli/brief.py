"""The command that writes a dossier."""

from pathlib import Path
from typing import Annotated

import typer

from shiguan.cli.ask import Today, day_of
from shiguan.cli.option import RegisterAt
from shiguan.model.brief import Language, Style, Subject


def brief(
    subject: Annotated[Subject, typer.Argument(metavar="mechanism|person|pair|period")],
    what: Annotated[list[str], typer.Argument(metavar="WHAT...", help="A name; two states; a time, or two.")],
    to: Annotated[Path, typer.Option(metavar="FILE", help="Where to: .docx, .html, .md or .pdf.")],
    style: Annotated[Style, typer.Option(help="How sources are referred to.")] = Style.GBT7714,
    lang: Annotated[Language, typer.Option(help="The language between the quotations.")] = Language.CHINESE,
    today: Today = None,
    register: RegisterAt = None,
) -> None:
    """Write a dossier on a mechanism, a person, two states or a period, each line with numbered notes."""
    from shiguan.annals.bind import write_brief
    from shiguan.annals.register import open_register

    with open_register(register, create=False) as book:
        found = book.brief(subject, *what, today=day_of(today), language=lang)
    write_brief(found, to, style)
    passages = sum(len(one.passages) for one in found.sources)
    typer.echo(f"{to}: {len(found.sections)} sections, {len(found.sources)} sources, {passages} passages")

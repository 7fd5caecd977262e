"""Commands on who said what in which words: positions over time, accounts side by side."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from shiguan.cli.ask import Today, day_of
from shiguan.cli.option import RegisterAt, Show
from shiguan.cli.phrases import First, Last
from shiguan.model.brief import Language, Style


class Sides(StrEnum):
    """Whose accounts are compared."""

    REPORT = "report"
    SIDE = "side"


class Page(StrEnum):
    """How a comparison is printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    HTML = "html"


def positions(
    state: Annotated[str, typer.Argument(metavar="STATE", help="The state that speaks, by code or name.")],
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="A topic such as 台湾 or 贸易, or any word.")],
    person: Annotated[str | None, typer.Option(help="Only words of this person.")] = None,
    since: First = None,
    until: Last = None,
    changes: Annotated[bool, typer.Option("--changes", help="Only wordings that change an earlier one.")] = False,
    limit: Annotated[int | None, typer.Option(min=1, help="At most so many wordings, the latest.")] = None,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print what a state has said on a topic, oldest first, each change of wording marked: [-gone-] {+new+}."""
    from shiguan.annals.phrase import Asked
    from shiguan.annals.register import open_register
    from shiguan.cli import beside
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.positions(topic, Asked(state=state, person=person, since=since, until=until))
    kept = [one for one in found if one.after is not None or not changes]
    shown = kept[-limit:] if limit else kept
    show_answer(shown, format, beside.POSITION_COLUMNS, beside.position_rows, beside.print_positions)


def compare(
    id: Annotated[str, typer.Argument(metavar="ID", help="The id of an engagement or of one of its accounts.")],
    by: Annotated[
        Sides | None, typer.Option(help="Reports or sides; by default reports, where several say anything.")
    ] = None,
    left: Annotated[str | None, typer.Option(help="The account on the left, by name or key.")] = None,
    right: Annotated[str | None, typer.Option(help="The account on the right; by default every other.")] = None,
    format: Annotated[Page, typer.Option(help="How to print it.")] = Page.TABLE,
    to: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it as a document: .docx, .html, .md or .pdf.")
    ] = None,
    style: Annotated[Style, typer.Option(help="How the document refers to sources.")] = Style.GBT7714,
    lang: Annotated[Language, typer.Option(help="The document's language between the quotations.")] = Language.CHINESE,
    today: Today = None,
    register: RegisterAt = None,
) -> None:
    """Print the accounts of an engagement side by side: points, wording, topics named or left out.

    With --to, write them as a document with numbered notes, what differs in bold.
    """
    from shiguan.annals.bind import write_brief
    from shiguan.annals.readouts import By
    from shiguan.annals.register import open_register
    from shiguan.cli import beside
    from shiguan.cli.answer import show_answer
    from shiguan.export import brief_html

    with open_register(register, create=False) as book:
        found = book.compare(id, By(by.value) if by else None, left=left, right=right)
        page = book.beside(found, today=day_of(today), language=lang) if to or format is Page.HTML else None
    if page and to:
        write_brief(page, to, style)
        typer.echo(f"{to}: {len(found.accounts)} accounts, {len(page.sources)} sources")
        return
    if page:
        typer.echo(brief_html.page(page, style), nl=False)
        return
    show_answer(found, Show(format.value), beside.COMPARISON_COLUMNS, beside.comparison_rows, beside.print_comparison)

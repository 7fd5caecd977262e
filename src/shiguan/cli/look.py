"""Commands that read the register: its chronicle, one record, its words."""

from typing import Annotated

import msgspec
import typer

from shiguan.cli.option import RegisterAt, Show, Since, Until
from shiguan.model.engagement import Kind, Status


def chronicle(
    since: Since = None,
    until: Until = None,
    state: Annotated[
        list[str] | None, typer.Option(help="A state that takes part, by code or name; repeat for several.")
    ] = None,
    person: Annotated[str | None, typer.Option(help="Somebody who takes part or speaks.")] = None,
    mechanism: Annotated[str | None, typer.Option(help="The mechanism whose sessions to show.")] = None,
    kind: Annotated[list[Kind] | None, typer.Option(help="What was done; repeat for several.")] = None,
    status: Annotated[list[Status] | None, typer.Option(help="Whether it was held; repeat for several.")] = None,
    origins: Annotated[int, typer.Option(min=1, help="At least so many independent origins.")] = 1,
    conflicts: Annotated[bool, typer.Option("--conflicts", help="Only where accounts disagree.")] = False,
    vague: Annotated[
        bool, typer.Option("--vague", help="Only what is dated more vaguely than --from and --to.")
    ] = False,
    words: Annotated[bool, typer.Option("--words", help="What was said, instead of what was done.")] = False,
    limit: Annotated[int, typer.Option(min=1, help="At most so many entries.")] = 100,
    newest: Annotated[bool, typer.Option("--newest", help="The newest first.")] = False,
    rejected: Annotated[bool, typer.Option("--rejected", help="Also what somebody rejected.")] = False,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print who did what with whom, or with --words who said what, in the order of time."""
    from shiguan.annals.chronicle import Query
    from shiguan.annals.register import open_register
    from shiguan.cli.table import print_records, print_vague, print_words

    query = Query(
        since=since,
        until=until,
        states=tuple(state or ()),
        person=person,
        mechanism=mechanism,
        kinds=tuple(kind or ()),
        statuses=tuple(status or ()),
        least_origins=origins,
        conflicts_only=conflicts,
        rejected=rejected,
        vague=vague,
    )
    with open_register(register, create=False) as book:
        if words:
            print_words(book.words(query, limit=limit, newest_first=newest), format)
        else:
            print_records(book.deeds(query, limit=limit, newest_first=newest), format)
            if format is Show.TABLE and since and until and not vague:
                print_vague(book.count_deeds(msgspec.structs.replace(query, vague=True)))


def show(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a record, an account, a statement, a figure or a page.")
    ],
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print one record with every citation in its context, one statement or figure, or the reading of one page."""
    from shiguan.annals.register import open_register
    from shiguan.cli.item import print_item
    from shiguan.cli.table import print_page, print_record

    with open_register(register, create=False) as book:
        found = book.resolve(id)
        for why in found.why:
            typer.echo(f"{id}: {why}", err=True)
        if found.what == "page":
            print_page(book.reading(found.id or id), format)
        elif found.what in ("statement", "figure"):
            print_item(book.item(id), format)
        else:
            print_record(book, book.record(found.id or id), format)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words that a page must all have.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many pages.")] = 20,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print the pages that have all WORDS, the newest first; simplified finds traditional and the reverse."""
    from shiguan.annals.register import open_register
    from shiguan.cli.table import print_found

    with open_register(register, create=False) as book:
        total, found = book.search(" ".join(words), limit=limit)
        print_found(book, total, found, format)

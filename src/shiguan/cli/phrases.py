"""Commands on wording: set phrases, and what entered and left between two periods."""

from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt, Show, check_span

First = Annotated[
    str | None,
    typer.Option("--since", "--from", metavar="DATE", callback=check_span, help="The first day, month or year."),
]
Last = Annotated[str | None, typer.Option("--until", "--to", metavar="DATE", callback=check_span, help="The last day.")]


def phrases(
    state: Annotated[str | None, typer.Option(help="Only words of this state.")] = None,
    person: Annotated[str | None, typer.Option(help="Only words of this person.")] = None,
    pair: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="STATE STATE", help="Words of two states, where pages tell of both together."),
    ] = None,
    mechanism: Annotated[
        str | None, typer.Option(help="Words on pages that tell of this mechanism's sessions.")
    ] = None,
    since: First = None,
    until: Last = None,
    new_since: Annotated[
        str | None, typer.Option(metavar="DATE|ROUND", help="What is new since a day, or since a round of --mechanism.")
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="PERIOD|ROUND", help="What entered and left since a period, or since a round."),
    ] = None,
    now: Annotated[
        str | None,
        typer.Option(metavar="PERIOD|ROUND", help="What --against is compared with; by default all that came after."),
    ] = None,
    least: Annotated[int, typer.Option(min=2, help="A phrase stands in at least so many statements.")] = 5,
    least_uses: Annotated[int, typer.Option(min=1, help="What is new stands in at least so many.")] = 3,
    limit: Annotated[int, typer.Option(min=1, help="At most so many phrases.")] = 50,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print the set phrases 提法 of what was said: found by counting, with first and last use, by month and speaker.

    With --new-since or --against, print what entered and what left. JSON and CSV cite every use.
    """
    from shiguan.annals.phrase import Against, Asked
    from shiguan.annals.register import open_register
    from shiguan.cli import wording
    from shiguan.cli.answer import show_answer

    if new_since and against:
        raise typer.BadParameter("give --new-since or --against, not both")
    asked = Asked(
        state=state,
        person=person,
        pair=pair,
        mechanism=mechanism,
        since=since,
        until=until,
        least=least,
        limit=limit,
    )
    with open_register(register, create=False) as book:
        if new_since or against:
            changed = book.turnover(asked, Against(since=new_since, old=against, new=now, least_uses=least_uses))
            show_answer(changed, format, wording.CHANGE_COLUMNS, wording.change_rows, wording.print_turnover)
        else:
            found = book.phrases(asked)
            show_answer(found, format, wording.COLUMNS, wording.rows, wording.print_phrases)

"""Commands that ask the register: mechanisms, what is unconfirmed or contested, figures, persons, states."""

import datetime
from enum import StrEnum
from typing import Annotated

import typer

from shiguan.cli.option import RegisterAt, Show, check_day

Today = Annotated[
    str | None,
    typer.Option("--today", metavar="DATE", callback=check_day, help="The day to judge from; by default today."),
]


Skip = Annotated[int, typer.Option(min=0, help="Leave out so many of the first.")]
MOST_STATES = 2


class Field(StrEnum):
    """What can be told otherwise."""

    DATE = "date"
    PLACE = "place"
    ROUND = "round"
    STATUS = "status"
    MODE = "mode"
    MECHANISM = "mechanism"
    PARTICIPANTS = "participants"
    FIGURE = "figure"


def say_more(skip: int | None) -> None:
    """Say how the rest of a list is seen, where there is more of it."""
    if skip is not None:
        typer.echo(f"more follow; see them with --skip {skip}")


def day_of(today: str | None) -> int:
    """Return the day to judge from as an ordinal: the one given, else today by the clock of this machine."""
    given = datetime.date.fromisoformat(today) if today else datetime.datetime.now().astimezone().date()
    return given.toordinal()


def mechanisms(
    words: Annotated[str, typer.Argument(metavar="[WORDS]", help="Only mechanisms whose name holds this.")] = "",
    least: Annotated[int, typer.Option(min=1, help="Only mechanisms with at least so many records.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the most told first.")] = 100,
    skip: Skip = 0,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """List the mechanisms that the register knows, the most told first."""
    from shiguan.annals.register import open_register
    from shiguan.cli import mechanism as mechanism_view
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.mechanisms(words, least=least, limit=limit + 1, skip=skip)
    show_answer(found[:limit], format, mechanism_view.LIST_COLUMNS, mechanism_view.list_rows, mechanism_view.print_list)
    if format is Show.TABLE:
        say_more(skip + limit if len(found) > limit else None)


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


def unconfirmed(
    today: Today = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the latest first.")] = 30,
    skip: Skip = 0,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print what was announced for a day that has passed, of which no report tells that it was held."""
    from shiguan.annals.register import open_register
    from shiguan.cli import doubt
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        total, found = book.unconfirmed(today=day_of(today), limit=limit, skip=skip)
    show_answer(
        found,
        format,
        doubt.UNCONFIRMED_COLUMNS,
        doubt.unconfirmed_rows,
        lambda some: doubt.print_unconfirmed(some, total),
    )


def conflicts(
    field: Annotated[Field | None, typer.Option(help="Only what is told otherwise in this.", show_choices=True)] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many, the latest first.")] = 50,
    skip: Skip = 0,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print what is told otherwise: each conflict with its id, its values, and how many origins tell each."""
    from shiguan.annals.register import open_register
    from shiguan.cli import doubt
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.conflicts(field.value if field else None)
    show_answer(
        found[skip : skip + limit],
        format,
        doubt.CONFLICT_COLUMNS,
        doubt.conflict_rows,
        lambda some: doubt.print_conflicts(some, len(found)),
    )


def figures(
    measure: Annotated[str, typer.Argument(metavar="MEASURE", help="What is measured, as reports name it: 出口.")],
    about: Annotated[str | None, typer.Option(help="Only of this state or body, by its code.")] = None,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print the figures of a measure over time, each with its source, and how they agree with each other."""
    from shiguan.annals.register import open_register
    from shiguan.cli import series
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.series(measure, about=about)
    show_answer(found, format, series.COLUMNS, series.csv_rows, series.print_series)


def person(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, in any spelling.")],
    limit: Annotated[int, typer.Option(min=1, help="At most so many of the latest deeds.")] = 15,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print who somebody is: offices over time, other spellings, whom they met, what they did last."""
    from shiguan.annals.register import open_register
    from shiguan.cli import who
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.persons(name, limit=limit if format is Show.TABLE else None)
    show_answer(found, format, who.PERSON_COLUMNS, who.person_rows, lambda some: who.print_persons(some, limit=limit))


def state(
    states: Annotated[list[str], typer.Argument(metavar="STATE [STATE]", help="A state by code or name, or two.")],
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print what a state did and said month by month and at which level, or two with each other."""
    from shiguan.annals.register import open_register
    from shiguan.cli import who
    from shiguan.cli.answer import show_answer

    if len(states) > MOST_STATES:
        raise typer.BadParameter("give one state, or two to see what lies between them")
    with open_register(register, create=False) as book:
        found = book.relations(*states)
    show_answer(found, format, who.STATE_COLUMNS, who.state_rows, who.print_relations)


def doubtful(
    limit: Annotated[int, typer.Option(min=1, help="At most so many pairs.")] = 50,
    skip: Skip = 0,
    format: Show = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Print pairs of persons who may be one: they are kept apart until somebody judges."""
    from shiguan.annals.register import open_register
    from shiguan.cli import who
    from shiguan.cli.answer import show_answer

    with open_register(register, create=False) as book:
        found = book.doubtful(limit=limit + 1, skip=skip)
    show_answer(
        found[:limit],
        format,
        who.DOUBT_COLUMNS,
        who.doubt_rows,
        lambda some: who.print_doubts(some, skip=skip, more=len(found) > limit),
    )


COMMANDS = (mechanisms, mechanism, unconfirmed, conflicts, figures, person, state, doubtful)

"""What the commands share: the application, and options that several take."""

import datetime
import re
from enum import StrEnum
from typing import Annotated

import typer

app = typer.Typer(
    name="shiguan",
    help="Keep the chronicle of diplomacy: who met whom, who said what, each value with its characters.",
    epilog="Exit status: 0 all read, 1 some input failed (the others are printed), 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Input(StrEnum):
    """What the inputs are."""

    AUTO = "auto"
    TEXT = "text"
    HTML = "html"
    JSONL = "jsonl"
    WARC = "warc"
    ZIP = "zip"
    EML = "eml"
    FEED = "feed"
    PARQUET = "parquet"


InputAsked = Annotated[Input, typer.Option(help="What the inputs are; auto tells by name and first characters.")]
Filtered = Annotated[
    bool | None,
    typer.Option("--filter/--no-filter", help="Leave out what cannot hold diplomacy; by default in WARC alone."),
]
Jobs = Annotated[int | None, typer.Option(min=0, help="Reading processes; by default one a core.")]

INPUTS = "Files, folders, patterns and web addresses of pages, JSON lines, WARC, ZIP, mails, feeds and readings"


class Format(StrEnum):
    """How readings are printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


class Show(StrEnum):
    """How answers of the register are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def check_day(value: str | None) -> str | None:
    """Return the day as given, or end with status 2 where it is no day."""
    if value is None:
        return None
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise typer.BadParameter(f"'{value}' is no day; write it as 2024-05-17") from error


Published = Annotated[
    str | None,
    typer.Option(metavar="DATE", callback=check_day, help="The day of publication, where the page does not tell it."),
]


def check_span(value: str | None) -> str | None:
    """Return a day, month or year as given, or end with status 2 where it is none."""
    if value is None or re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2]))?", value):
        return value
    return check_day(value)


# A day, a month or a year.
Since = Annotated[
    str | None,
    typer.Option("--from", metavar="DATE", callback=check_span, help="The first day: 2023, 2023-05 or 2023-05-16."),
]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", callback=check_span, help="The last day.")]

RegisterAt = Annotated[
    str | None,
    typer.Option(
        "--register",
        metavar="PATH|URL",
        help="The register: a file or a PostgreSQL URL; by default SHIGUAN_REGISTER, else in your data folder.",
    ),
]

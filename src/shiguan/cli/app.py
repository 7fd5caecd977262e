"""The command line: parse, call the library, print. What it can do, `import shiguan` can do."""

import sys
from typing import Annotated

import typer

from shiguan.cli import ask, judge, keep, look, user
from shiguan.cli.batch import batch, load
from shiguan.cli.brief import brief
from shiguan.cli.export import export
from shiguan.cli.mcp import mcp
from shiguan.cli.option import INPUTS, Format, Input, InputAsked, Published, app
from shiguan.cli.phrases import phrases
from shiguan.cli.readout import compare, positions
from shiguan.cli.serve import serve
from shiguan.cli.watch import watch
from shiguan.errors import ShiguanError, UsageError

__all__ = ["app", "main"]


def print_version(wanted: bool) -> None:
    """Print the versions of code, tables and schema, and leave."""
    if not wanted:
        return
    from shiguan.versions import versions

    found = versions()
    typer.echo(f"shiguan {found.code}\nlexicon {found.lexicon}\nschema {found.schema}")
    raise typer.Exit


@app.callback()
def main_options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=print_version, help="Print code, lexicon and schema versions."
        ),
    ] = False,
) -> None:
    """Keep the chronicle of diplomacy: who met whom, who said what, each value with its characters."""


@app.command()
def read(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help=f"{INPUTS} to read; - is standard input.")],
    published: Published = None,
    input: InputAsked = Input.AUTO,
    format: Annotated[
        Format, typer.Option(help="table for people; json indented; jsonl one reading a line.")
    ] = Format.TABLE,
) -> None:
    """Print what each page says: times, engagements, statements, figures, each with its characters.

    An input that cannot be read is one line on standard error (input, fault, cure), and the others are read on.
    """
    from shiguan.cli.printer import printer_for
    from shiguan.cli.progress import Meter
    from shiguan.cli.source import read_all
    from shiguan.intake.source import Source

    if published and input is Input.JSONL:
        raise typer.BadParameter("articles in JSON lines carry their own day; leave out --published")
    source = Source(pages=tuple(pages), input=input.value, published=published)
    failed = False
    with Meter(source) as meter, printer_for(format.value) as show:
        for reading in read_all(source):
            if isinstance(reading, Exception):
                failed = True
                meter.say(f"shiguan: {reading}")
                continue
            show(reading)
            meter.advance(reading.document.title or reading.id)
    if failed:
        raise typer.Exit(1)


@app.command()
def explain(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="A sentence or a page; - is standard input.")],
    published: Published = None,
) -> None:
    """Print which rules fired on TEXT, as a tree with the characters each one read."""
    from shiguan.cli.tree import print_tree
    from shiguan.pipeline import explain as explain_text

    written = sys.stdin.read() if text == "-" else text
    if not written.strip():
        raise typer.BadParameter("there is no text; write a sentence in quotation marks")
    print_tree(explain_text(written, published=published))


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    import msgspec

    from shiguan.cli.schema import reading_schema

    typer.echo(msgspec.json.format(msgspec.json.encode(reading_schema()), indent=2).decode())


READING = (look.chronicle, look.show, look.search, *ask.COMMANDS, phrases, positions, compare)
JUDGING = (judge.correct, judge.merge, judge.split, judge.reject, judge.confirm, judge.same, judge.apart)
WRITING = (keep.reread, *JUDGING, judge.withdraw, judge.log)
for command in (keep.add, watch, batch, load, *READING, *WRITING, brief, export, keep.dump, serve, mcp):
    app.command()(command)
for group in (user.users, user.tokens):
    app.add_typer(group)


def main() -> None:
    """Run the command line."""
    for stream in (sys.stdout, sys.stderr):
        # Chinese must come out whatever the locale says; a lone surrogate must not stop the others.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except ShiguanError as error:
        sys.stderr.write(f"shiguan: {error}\n")
        sys.exit(2 if isinstance(error, UsageError) else 1)

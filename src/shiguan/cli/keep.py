"""Commands that write the register."""

import sys
from typing import Annotated

import typer

from shiguan.cli.option import INPUTS, Filtered, Input, InputAsked, Jobs, Published, RegisterAt, Show


def add(
    pages: Annotated[list[str], typer.Argument(metavar="PAGE", help=f"{INPUTS} to enter; - is standard input.")],
    published: Published = None,
    input: InputAsked = Input.AUTO,
    filtered: Filtered = None,
    jobs: Jobs = None,
    register: RegisterAt = None,
) -> None:
    """Enter pages into the register. A page that is in it already adds nothing."""
    from shiguan.annals.register import open_register
    from shiguan.cli.progress import Meter
    from shiguan.intake.source import Source, raw_pages
    from shiguan.intake.tally import Tally

    source = Source(pages=tuple(pages), input=input.value, published=published, filtered=filtered)
    tally = Tally()
    entered = known = failed = 0
    with open_register(register) as book, Meter(source, quiet_output=True) as meter:
        for outcome in book.add(raw_pages(source, tally), jobs=jobs):
            entered += len(outcome.entered)
            known += outcome.known
            failed += len(outcome.faults)
            for fault in outcome.faults:
                meter.say(f"shiguan: {fault}")
            meter.advance(outcome.title or "", len(outcome.entered) + outcome.known + len(outcome.faults))
    passed = tally.says()
    typer.echo(
        f"{entered:,} pages entered, {known:,} known already, {failed:,} not read"
        + (f"; passed over: {passed}" if passed else "")
    )
    if failed:
        raise typer.Exit(1)


def reread(
    everything: Annotated[
        bool, typer.Option("--all", help="All pages, not only those that other versions of Shiguan read.")
    ] = False,
    jobs: Jobs = None,
    format: Annotated[Show, typer.Option(help="table counts; json and csv tell each change.")] = Show.TABLE,
    register: RegisterAt = None,
) -> None:
    """Read the stored pages again with the present rules and print what changed. Ids that vanish lead on."""
    from shiguan.annals.register import open_register
    from shiguan.cli.progress import Meter
    from shiguan.cli.ruling import print_changes

    with open_register(register, create=False) as book:
        pages = book.outdated(everything=everything)
        batches = []
        with Meter(total=len(pages), quiet_output=True) as meter:
            for batch in book.reread(pages, jobs=jobs):
                batches.append(batch)
                for fault in batch.faults:
                    meter.say(f"shiguan: {fault}")
                meter.advance("", batch.pages)
    print_changes(batches, format)
    if any(batch.faults for batch in batches):
        raise typer.Exit(1)


def dump(register: RegisterAt = None) -> None:
    """Print the whole register as JSON lines: the same pages give the same bytes, however they were entered."""
    from shiguan.annals.register import open_register

    with open_register(register, create=False) as book:
        for line in book.dump():
            sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()

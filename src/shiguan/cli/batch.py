"""The command that reads archives on many machines."""

from enum import StrEnum
from typing import Annotated

import typer

from shiguan.cli.option import Filtered, Input, InputAsked, RegisterAt


class Engine(StrEnum):
    """Who reads."""

    LOCAL = "local"
    DASK = "dask"


EngineAsked = Annotated[
    Engine, typer.Option("--engine", help="local: processes of this machine; dask: a cluster, or one made here.")
]
At = Annotated[str | None, typer.Option(metavar="ADDRESS", help="The scheduler of a Dask cluster.")]
Workers = Annotated[int | None, typer.Option(min=0, help="Workers on this machine; by default one a core.")]


def batch(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE", help="Archives of pages: files, folders, patterns, s3:// and other addresses of fsspec."
        ),
    ],
    to: Annotated[
        str, typer.Option(metavar="FOLDER|URL", help="Where the readings go, a Parquet file a month and part.")
    ],
    engine: EngineAsked = Engine.LOCAL,
    at: At = None,
    jobs: Workers = None,
    input: InputAsked = Input.AUTO,
    filtered: Filtered = None,
) -> None:
    """Read archives into Parquet, on one machine or many; 'shiguan add FOLDER' enters it without reading again.

    Each input is a part. A part that is done is not done again; what failed or was cut off is, by the next run.
    """
    from shiguan.batch.engine import Lost, Name, engine_of
    from shiguan.batch.part import Order
    from shiguan.batch.run import batch as read_batch
    from shiguan.cli.progress import Meter
    from shiguan.intake.tally import Passed, Tally

    order = Order(to=to, input=input.value, filtered=filtered)
    tally = Tally()
    parts = known = lost = pages = failed = 0
    with Meter(quiet_output=True) as meter:
        for end in read_batch(sources, order, engine_of(Name(engine.value), jobs=jobs, at=at)):
            if isinstance(end.what, Lost):
                lost += 1
                meter.say(f"shiguan: {end.what.says()}")
                continue
            note = end.what
            parts += 1
            known += end.known
            pages += note.pages
            failed += note.failed
            tally.passed.update({Passed(why): count for why, count in note.passed.items()})
            for fault in () if end.known else note.faults:
                meter.say(f"shiguan: {fault}")
            meter.advance(note.source)
    passed = tally.says()
    typer.echo(
        f"{parts:,} parts, {known:,} of them done before, {lost:,} failed; {pages:,} pages, {failed:,} not read"
        + (f"; passed over: {passed}" if passed else "")
    )
    if lost or failed:
        raise typer.Exit(1)


def load(
    readings: Annotated[str, typer.Argument(metavar="FOLDER|URL", help="What 'shiguan batch' wrote.")],
    engine: EngineAsked = Engine.LOCAL,
    at: At = None,
    jobs: Workers = None,
    register: RegisterAt = None,
) -> None:
    """Fill an empty register with readings at once: the merge runs on the engine, and the rows go in by bulk.

    The register is that which 'shiguan add' makes; all of it stands, or nothing.
    """
    from shiguan.annals.register import open_register
    from shiguan.batch.engine import Name, engine_of
    from shiguan.batch.load import load as load_all

    chosen = engine_of(Name(engine.value), jobs=jobs, at=at)
    with open_register(register) as book:
        pages = load_all(book.store, readings, chosen)
    typer.echo(f"{pages:,} pages loaded")

"""An answer out in the form asked for."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from shiguan.cli.ledger import flat
from shiguan.cli.option import Show
from shiguan.cli.sheet import write_csv
from shiguan.cli.table import print_json

Answer = TypeVar("Answer")


def show_answer(
    answer: Answer,
    form: Show,
    columns: Sequence[str],
    rows: Callable[[Answer], Iterable[Sequence[object]]],
    draw: Callable[[Answer], None],
) -> None:
    """Print an answer whole as JSON, as the rows of its columns, or drawn for people."""
    if form is Show.JSON:
        print_json(answer)
    elif form is Show.CSV:
        write_csv(columns, ([flat(cell) for cell in row] for row in rows(answer)))
    else:
        draw(answer)

"""One statement or figure on the terminal: its characters, its fields, and what persons said of it."""

from collections.abc import Iterator, Sequence

from shiguan.annals.item import Item
from shiguan.cli.answer import show_answer
from shiguan.cli.ledger import Ledger
from shiguan.cli.option import Show

COLUMNS = "id what page field value page_says verdict".split()


def print_item(found: Item, form: Show) -> None:
    """Print one statement or figure."""
    show_answer(found, form, COLUMNS, rows_of, draw)


def rows_of(found: Item) -> Iterator[Sequence[object]]:
    """Yield the cells of each field."""
    for one in found.fields:
        yield found.id, found.what, found.page, one.name, one.value, one.page_says, found.verdict


def draw(found: Item) -> None:
    """Print one statement or figure as a page of the annalist's book."""
    ledger = Ledger()
    verdict = f"  {found.verdict}" if found.verdict else ""
    ledger.say(found.what, (f"  {found.id}  on page {found.page}{verdict}", "ink-2"), bold=True)
    quote = found.quote
    ledger.note("", f"{quote.prefix}[{quote.exact}]{quote.suffix}", "")
    ledger.table(
        [
            [(one.name, "ink-2"), one.value, (f"the page says {one.page_says or 'nothing'}", "ochre")]
            if one.page_says is not None
            else [(one.name, "ink-2"), one.value, ""]
            for one in found.fields
            if one.value or one.page_says
        ],
        grow=1,
    )
    if found.rulings:
        ledger.note("ruled", " ".join(found.rulings) + "; 'shiguan log' has who and why")

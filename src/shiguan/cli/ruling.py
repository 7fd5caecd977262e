"""Rulings and re-readings out: a table for people, JSON for machines, CSV for spreadsheets."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.text import Text

from shiguan.annals.outcome import Change, Reread, What
from shiguan.cli.option import Show
from shiguan.cli.paper import styles
from shiguan.cli.sheet import write_csv
from shiguan.cli.table import print_json, print_lines
from shiguan.model.ruling import Entered, Passage, Ruling

LOG_COLUMNS = "id made author act subject other field value because withdrawn".split()
CHANGE_COLUMNS = "page kind id what heir field old new words".split()


def print_log(rulings: Sequence[Entered], form: Show) -> None:
    """Print rulings in the order given."""
    if form is Show.JSON:
        print_json(rulings)
    elif form is Show.CSV:
        write_csv(LOG_COLUMNS, ((*ruling_cells(one.ruling), one.withdrawn) for one in rulings))
    else:
        lines = [line for one in rulings for line in ruling_lines(one)]
        print_lines(lines or [Text("no rulings yet; see 'shiguan correct --help'")])


def ruling_cells(ruling: Ruling) -> tuple[object, ...]:
    """Return a ruling as cells, without whether it stands."""
    return (
        ruling.id,
        ruling.made,
        ruling.author,
        ruling.act,
        " ".join(anchor.account for anchor in ruling.subject) or "".join(ruling.persons[:1]) or plain_target(ruling),
        " ".join(anchor.account for anchor in ruling.other) or "".join(ruling.persons[1:]),
        ruling.field,
        ruling.value,
        ruling.because,
    )


def plain_target(ruling: Ruling) -> str | None:
    """Return the statement, figure or ruling that a ruling is about, None where it is about records or persons."""
    return ruling.passage.item if isinstance(ruling.passage, Passage) else ruling.ruling


def ruling_lines(entered: Entered) -> Iterable[Text]:
    """Yield one ruling: what was ruled, then who, when and why."""
    ruling, faint = entered.ruling, styles()["ink-2"]
    target = plain_target(ruling) or " ".join(ruling.persons) or ruling.subject[0].account
    against = f" {' '.join(anchor.account for anchor in ruling.other)}" if ruling.other else ""
    value = f"  {ruling.field} = {ruling.value}" if ruling.field else ""
    taken = f"  withdrawn by {entered.withdrawn}" if entered.withdrawn else ""
    yield Text.assemble((f"{ruling.id}  ", faint), (f"{ruling.act} {target}{against}", "bold"), value, (taken, faint))
    yield Text.assemble(" " * 14, (f"{ruling.made[:16].replace('T', ' ')}  {ruling.author}  ", faint), ruling.because)


def print_changes(batches: Sequence[Reread], form: Show) -> None:
    """Print what a re-reading changed: counts for people, each change for machines."""
    changes = [change for batch in batches for change in batch.changes]
    if form is Show.JSON:
        print_json({"pages": sum(batch.pages for batch in batches), "changes": changes})
    elif form is Show.CSV:
        write_csv(CHANGE_COLUMNS, (row for change in changes for row in change_rows(change)))
    else:
        print_lines(map(Text, count_lines(sum(batch.pages for batch in batches), changes)))


def change_rows(change: Change) -> Iterable[tuple[object, ...]]:
    """Yield a change as cells, a row a field."""
    head = (change.page, change.kind, change.id, change.what, change.heir)
    for field, (old, new) in change.fields.items() or [("", ("", ""))]:
        yield (*head, field, old, new, change.words)


def count_lines(pages: int, changes: Sequence[Change]) -> Iterable[str]:
    """Yield how many items of each kind changed in what way."""
    yield f"{pages:,} pages read again, {len({change.page for change in changes}):,} say something else"
    counts = Counter((change.kind, change.what) for change in changes)
    for kind in sorted({kind for kind, _ in counts}):
        told = (f"{counts[kind, what]:,} {what}" for what in What)
        yield f"  {kind:<12}{', '.join(told)}"

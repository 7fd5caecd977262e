"""Set phrases as tables."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from shiguan.cli.ledger import Ledger
from shiguan.tell.phrase import Phrase, Use
from shiguan.tell.turnover import Basis, Change, Turnover

COLUMNS = "phrase date speaker state text quoted statement page start end".split()
CHANGE_COLUMNS = ["change", *COLUMNS]
MOST_SPEAKERS = 3
MOST_VARIANTS = 4


def rows(found: Iterable[Phrase]) -> Iterator[Sequence[object]]:
    """Yield the cells of every use of every phrase."""
    for phrase in found:
        for use in phrase.uses:
            quoted = "yes" if use.quoted else ""
            where = (use.statement, use.page, use.start, use.end)
            yield (phrase.text, use.date, use.speaker, use.state, use.text, quoted, *where)


def change_rows(turnover: Turnover) -> Iterator[Sequence[object]]:
    """Yield the cells of every use of every phrase that entered or left."""
    for label, changes in (("entered", turnover.entered), ("left", turnover.left)):
        for row in rows(change.phrase for change in changes):
            yield (label, *row)


def print_phrases(found: Sequence[Phrase]) -> None:
    """Print phrases, each with its count by year, who says it, its first and its last use."""
    ledger = Ledger()
    if not found:
        ledger.say("nothing comes back often enough; --least lowers the bar")
    for number, phrase in enumerate(found, start=1):
        print_phrase(ledger, f"{number:>3}", phrase)


def print_phrase(ledger: Ledger, label: str, phrase: Phrase, aside: str = "") -> None:
    """Print one phrase."""
    years = Counter[str]()
    for month, count in phrase.months.items():
        years[month[:4]] += count
    counted = "  ".join(f"{year}: {count}" for year, count in sorted(years.items()))
    quoted = f"  “” {phrase.quoted}" if phrase.quoted else ""
    ledger.say(
        (label + "  ", "ink-2"), (phrase.text, "bold"), (f"  {phrase.statements}{quoted}  {counted}{aside}", "ink-2")
    )
    speakers = "、".join(f"{name} {count}" for name, count in phrase.speakers[:MOST_SPEAKERS])
    more = len(phrase.speakers) - MOST_SPEAKERS
    ledger.note("    by", speakers + (f" and {more} more" if more > 0 else ""))
    if phrase.variants:
        ledger.note("    also", "、".join(phrase.variants[:MOST_VARIANTS]))
    ledger.note("    first", cited(phrase.first))
    if phrase.last != phrase.first:
        ledger.note("    last", cited(phrase.last))


def cited(use: Use) -> str:
    """Return who used a phrase when, and where that stands."""
    return f"{use.date or '?'} {use.speaker} [{use.statement}] {use.page}:{use.start}-{use.end}"


def print_turnover(turnover: Turnover) -> None:
    """Print what entered and what left."""
    ledger = Ledger()
    ledger.say((f"{told(turnover.before)} → {told(turnover.after)}", "ink-2"))
    print_changes(ledger, f"entered: {turnover.after.label}", "+", turnover.entered)
    print_changes(ledger, f"left: only {turnover.before.label}", "−", turnover.left)


def print_changes(ledger: Ledger, title: str, sign: str, changes: Sequence[Change]) -> None:
    """Print the phrases that changed one way."""
    ledger.say("")
    ledger.say(title, (f"  {len(changes)}", "ink-2"), bold=True)
    for change in changes:
        print_phrase(ledger, f"  {sign}", change.phrase, f"  by chance {change.chance:.2g}")


def told(basis: Basis) -> str:
    """Return what a period rests on."""
    return f"{basis.label} ({basis.statements} statements, {basis.characters} characters)"

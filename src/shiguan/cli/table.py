"""Answers of the register out: a table for people, JSON for machines, CSV for spreadsheets."""

import sys
from collections.abc import Iterable, Sequence

import msgspec
from rich.text import Text

from shiguan.annals.chronicle import Word
from shiguan.annals.find import Found
from shiguan.annals.register import Register
from shiguan.cli.annal import Annals, parties_label
from shiguan.cli.option import Show
from shiguan.cli.paper import WIDEST, screen, styles
from shiguan.cli.sheet import write_csv
from shiguan.model.reading import Reading
from shiguan.model.record import Record
from shiguan.model.span import Span

RECORD_COLUMNS = "id date status kind mechanism round place parties origins accounts disagreement".split()
WORD_COLUMNS = "id date speaker office state organisation cue content via page".split()
FOUND_COLUMNS = "page label published publisher title url".split()


def print_json(value: object) -> None:
    """Print a value as indented JSON."""
    sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n")
    sys.stdout.buffer.flush()


def print_lines(lines: Iterable[Text]) -> None:
    """Print lines on the terminal."""
    console = screen()
    for line in lines:
        console.print(line)


def annals() -> Annals:
    """Return what lays out records for this terminal."""
    return Annals(min(screen().width, WIDEST), styles())


def print_records(records: Sequence[Record], form: Show) -> None:
    """Print records in the order given."""
    if form is Show.JSON:
        print_json(records)
    elif form is Show.CSV:
        write_csv(RECORD_COLUMNS, map(record_cells, records))
    else:
        print_lines(annals().entries(records) if records else [Text("no such entries; widen the question")])


def print_vague(count: int) -> None:
    """Print how many entries may lie in the period, but are dated more vaguely."""
    if count:
        print_lines([Text(f"{count:,} more are dated too vaguely to tell; see them with --vague", styles()["ink-2"])])


def record_cells(record: Record) -> tuple[object, ...]:
    """Return a record as cells."""
    doubts = " ".join(aspect for aspect, agreed in sorted(record.values.items()) if agreed.conflicting)
    return (
        record.id,
        record.date,
        record.status,
        record.kind,
        record.mechanism,
        record.round,
        record.place,
        parties_label(record.parties),
        record.origins,
        len(record.accounts),
        doubts,
    )


def print_words(words: Sequence[Word], form: Show) -> None:
    """Print statements in the order given."""
    if form is Show.JSON:
        print_json(words)
    elif form is Show.CSV:
        write_csv(WORD_COLUMNS, map(word_cells, words))
    else:
        layout = annals()
        lines = (line for word in words for line in layout.spoken(word))
        print_lines(lines if words else [Text("nobody said anything of that; widen the question")])


def word_cells(word: Word) -> tuple[object, ...]:
    """Return a statement as cells."""
    statement, speaker = word.statement, word.statement.speaker
    via = " < ".join(statement.via)
    return (
        word.id,
        statement.date,
        speaker.name,
        speaker.office,
        speaker.state,
        speaker.organisation,
        statement.cue,
        statement.content,
        via,
        word.page,
    )


def print_record(book: Register, record: Record, form: Show) -> None:
    """Print one record with the characters behind each value."""
    if form is Show.CSV:
        write_csv(
            ("aspect", "value", "agrees", "origin", "page", "start", "end", "quote"),
            (
                (aspect, claim.value, agrees, claim.citation.origin, quote.page, quote.start, quote.end, quote.exact)
                for aspect, agreed in sorted(record.values.items())
                for agrees, claims in ((True, agreed.supporting), (False, agreed.conflicting))
                for claim in claims
                for quote in book.quotes(claim.citation)
            ),
        )
        return
    if form is Show.JSON:
        quotes = {
            aspect: [
                {"value": claim.value, "account": claim.citation.account, "quotes": book.quotes(claim.citation)}
                for claim in (*agreed.supporting, *agreed.conflicting)
            ]
            for aspect, agreed in record.values.items()
        }
        print_json({"record": record, "quotes": quotes})
        return
    print_lines(annals().record(record, book.quotes))


def print_page(reading: Reading, form: Show) -> None:
    """Print the reading of one page."""
    if form is Show.JSON:
        print_json(reading)
        return
    print_lines(annals().lines(reading))


def print_found(book: Register, total: int, found: Sequence[Found], form: Show) -> None:
    """Print pages found by their words, each with the words in their place."""
    if form is Show.JSON:
        print_json({"total": total, "pages": found})
        return
    if form is Show.CSV:
        write_csv(
            FOUND_COLUMNS, ((one.page, one.label, one.published, one.publisher, one.title, one.url) for one in found)
        )
        return
    print_lines(found_lines(book, total, found))


def found_lines(book: Register, total: int, found: Sequence[Found]) -> Iterable[Text]:
    """Yield how many pages there are, then each with its day, title and first passage."""
    faint = styles()["ink-2"]
    yield Text(f"{total:,} pages", faint)
    for one in found:
        yield Text.assemble(
            (f"{one.published or '?':<12}", faint), (one.title or one.label, "bold"), (f"  {one.page}", faint)
        )
        for start, end in one.places[:1]:
            quote = book.shelf.quote(one.page, Span(start, end))
            yield Text.assemble(
                " " * 12, (quote.prefix[-30:], faint), (quote.exact, "bold"), (quote.suffix[:30], faint)
            )

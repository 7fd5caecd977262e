"""Give a register out in the formats of the field, streaming: memory does not grow with the register."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from shiguan.annals.ahead import ahead
from shiguan.annals.chronicle import RECORD, Word
from shiguan.annals.shelf import Shelf
from shiguan.errors import UsageError
from shiguan.export import (
    bibliography,
    calendar,
    csl,
    feed,
    follow_the_money,
    gdelt,
    network,
    plover,
    prov,
    schema_org,
    web_annotation,
)
from shiguan.export.cell import (
    ENGAGEMENT_COLUMNS,
    FIGURE_COLUMNS,
    PAGE_COLUMNS,
    PARTICIPANT_COLUMNS,
    STATEMENT_COLUMNS,
    Row,
    engagement_row,
    figure_row,
    page_row,
    participant_rows,
    statement_row,
)
from shiguan.export.form import Format, Sheet
from shiguan.export.table import Table, csv_lines, write_xlsx
from shiguan.model.ahead import Ahead
from shiguan.model.imprint import Imprint
from shiguan.model.record import Record
from shiguan.model.statement import Statement
from shiguan.register.store import Store

STEP = 500  # rows asked for at a time
KINDS = (Sheet.ENGAGEMENTS, Sheet.STATEMENTS, Sheet.FIGURES)  # a sheet of the workbook each


class Issue:
    """One giving out of a register. `today` (an ordinal) is from when sessions are expected; None leaves them out."""

    def __init__(self, store: Store, *, today: int | None = None) -> None:
        self.store = store
        self.today = today
        self.shelf = Shelf(store)
        self.known: dict[str, Imprint] = {}

    def write(self, form: Format, path: Path, *, of_people: bool = False) -> None:
        """Write the register to a path; `of_people` makes networks of people instead of states.

        Raises UsageError where the path cannot be written.
        """
        try:
            if form is Format.XLSX:
                write_xlsx(map(self.table, KINDS), path)
            elif form is Format.PARQUET:
                from shiguan.export.arrow import write_parquet  # an extra

                write_parquet(map(self.table, Sheet), path)
            else:
                with path.open("wb") as out:
                    out.writelines(self.lines(form, of_people=of_people))
        except OSError as error:
            raise UsageError(f"{path}: it cannot be written ({error.strerror}); give another --to") from error

    def lines(self, form: Format, *, of_people: bool = False) -> Iterator[bytes]:
        """Return a format that is one stream of bytes, part by part."""
        streams: dict[Format, Callable[[], Iterable[bytes]]] = {
            Format.CSV: lambda: csv_lines(self.table(Sheet.ENGAGEMENTS)),
            Format.CSV_STATEMENTS: lambda: csv_lines(self.table(Sheet.STATEMENTS)),
            Format.CSV_FIGURES: lambda: csv_lines(self.table(Sheet.FIGURES)),
            Format.JSONL: lambda: (body + b"\n" for body in self.bodies()),
            Format.PLOVER: lambda: plover.plover_lines(self.records(), self.imprint),
            Format.GDELT: lambda: gdelt.gdelt_lines(self.records(), self.imprint),
            Format.SCHEMA_ORG: lambda: schema_org.schema_org_document(self.records(), self.quoted(), self.imprint),
            Format.WEB_ANNOTATION: lambda: web_annotation.annotation_lines(self.records(), self.shelf.quotes),
            Format.PROV: lambda: prov.prov_document(self.records(), self.imprint),
            Format.ICALENDAR: lambda: calendar.calendar_lines(self.records(), self.imprint, self.expected()),
            Format.ATOM: lambda: feed.atom_lines(self.records(), self.imprint),
            Format.GRAPHML: lambda: network.graphml_lines(network.network_of(self.records(), of_people=of_people)),
            Format.GEXF: lambda: network.gexf_lines(network.network_of(self.records(), of_people=of_people)),
            Format.FOLLOW_THE_MONEY: lambda: follow_the_money.follow_the_money_lines(self.records(), self.imprint),
            Format.RIS: lambda: bibliography.ris_lines(self.imprints()),
            Format.BIBTEX: lambda: bibliography.bibtex_lines(self.imprints()),
            Format.CSL_JSON: lambda: csl.csl_json_lines(self.imprints()),
        }
        if form not in streams:
            raise UsageError(f"{form}: it is not one stream; give a path with --to")
        yield from streams[form]()

    def table(self, sheet: Sheet) -> Table:
        """Return one of the tables, by the order of ids."""
        return self.tabulate(sheet, self.records(), self.words())

    def tabulate(self, sheet: Sheet, records: Iterable[Record], words: Iterable[Word]) -> Table:
        """Return one of the tables, of some records or words where it tells of these."""
        if sheet is Sheet.ENGAGEMENTS:
            return Table(sheet, ENGAGEMENT_COLUMNS, (engagement_row(one, self.imprint) for one in records))
        if sheet is Sheet.PARTICIPANTS:
            rows = (row for one in records for row in participant_rows(one))
            return Table(sheet, PARTICIPANT_COLUMNS, rows, key=("engagement", "number"))
        if sheet is Sheet.STATEMENTS:
            return Table(sheet, STATEMENT_COLUMNS, map(self.spoken, words))
        if sheet is Sheet.FIGURES:
            return Table(sheet, FIGURE_COLUMNS, self.figures())
        return Table(sheet, PAGE_COLUMNS, map(page_row, self.imprints()))

    def spoken(self, word: Word) -> Row:
        """Return a statement as a row."""
        return statement_row(word.id, word.page, word.statement, self.imprint, day=word.day)

    def bodies(self) -> Iterator[bytes]:
        """Yield the records as they are stored, in the order of their ids."""
        after = ""
        while rows := self.store.rows("SELECT id, body FROM standing WHERE id > ? ORDER BY id LIMIT ?", (after, STEP)):
            yield from (bytes(body) for _, body in rows)
            after = rows[-1][0]

    def records(self) -> Iterator[Record]:
        """Yield the records in the order of their ids."""
        return map(RECORD.decode, self.bodies())

    def expected(self) -> list[Ahead]:
        """Return the sessions that are expected from today on."""
        return [] if self.today is None else ahead(self.store, self.today)

    def words(self) -> Iterator[Word]:
        """Yield the statements, page by page, so that each reading is unpacked once."""
        for page in self.pages():
            rows = self.store.rows("SELECT id, item, day FROM statement WHERE page = ? ORDER BY item", (page,))
            said = self.shelf.heard(page).statements if rows else ()
            yield from (Word(id=id, page=page, day=day, statement=said[item]) for id, item, day in rows)

    def quoted(self) -> Iterator[tuple[str, str, Statement]]:
        """Yield the statements as (id, page, statement)."""
        return ((one.id, one.page, one.statement) for one in self.words())

    def figures(self) -> Iterator[Row]:
        """Yield the figures as rows, page by page."""
        for page in self.pages():
            ids = self.store.rows("SELECT id, item FROM figure WHERE page = ? ORDER BY item", (page,))
            figures = self.shelf.heard(page).figures if ids else ()
            yield from (figure_row(id, page, figures[item], self.imprint) for id, item in ids)

    def pages(self) -> Iterator[str]:
        """Yield the ids of all pages, in their order."""
        after = ""
        while rows := self.store.rows("SELECT id FROM page WHERE id > ? ORDER BY id LIMIT ?", (after, STEP)):
            yield from (page for (page,) in rows)
            after = rows[-1][0]

    def imprints(self) -> Iterator[Imprint]:
        """Yield what is printed on each page."""
        return map(self.imprint, self.pages())

    def imprint(self, page: str) -> Imprint:
        """Return what is printed on a page; a few thousand are kept at hand."""
        found = self.known.get(page)
        if found is None:
            if len(self.known) > 10 * STEP:
                self.known.clear()
            found = self.known[page] = self.shelf.imprint(page)
        return found

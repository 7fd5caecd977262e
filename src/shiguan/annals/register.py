"""The register as a Python object: `open_register` and what can be done with what it returns."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

from shiguan.annals import ask, chronicle, compare, doubt, dump, find, phrase, position, series, who
from shiguan.annals.chronicle import Cursor, Month, Query, Word
from shiguan.annals.compare import Comparison
from shiguan.annals.find import Found
from shiguan.annals.item import Item, item
from shiguan.annals.outcome import Outcome, Reread
from shiguan.annals.readouts import By
from shiguan.annals.resolve import Resolved, resolve
from shiguan.annals.shelf import Carrier, Items, Quote, Shelf
from shiguan.annals.who import Doubtful
from shiguan.errors import ShiguanError, UnknownError
from shiguan.export.form import Format
from shiguan.model.ahead import Ahead
from shiguan.model.brief import Brief, Language, Subject
from shiguan.model.person import Person
from shiguan.model.raw import Raw
from shiguan.model.reading import Reading
from shiguan.model.record import Citation, Record
from shiguan.model.ruling import Act, Entered, Ruling
from shiguan.register.connect import connect
from shiguan.register.store import Store
from shiguan.tell.conflict import Conflict
from shiguan.tell.figure import Series
from shiguan.tell.mechanism import Mechanism
from shiguan.tell.person import Biography
from shiguan.tell.phrase import Phrase
from shiguan.tell.position import Position
from shiguan.tell.state import Relations
from shiguan.tell.turnover import Turnover
from shiguan.tell.unconfirmed import Unconfirmed

SETTING = "SHIGUAN_REGISTER"
ALL = Query()
ALL_WORDS = phrase.Asked()


def default_place() -> str:
    """Return where the register is kept: what SHIGUAN_REGISTER says, else shiguan.db in the platform's data folder."""
    from platformdirs import user_data_path

    return os.environ.get(SETTING) or str(user_data_path("shiguan", appauthor=False) / "shiguan.db")


def open_register(where: str | Path | None = None, *, create: bool = True) -> "Register":
    """Return the register at a path or PostgreSQL URL, by default where `default_place` says.

    Raises RegisterError where it cannot be opened, or is missing and `create` is false.
    """
    return Register(connect(str(where) if where else default_place(), create=create))


class Register:
    """A register kept open; close it, or use it in a `with`."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.shelf = Shelf(store)

    def __enter__(self) -> "Register":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.store.connection.close()

    def add(self, pages: Iterable[Raw | ShiguanError], *, jobs: int | None = None) -> Iterator[Outcome]:
        """Enter pages and yield what became of each batch once it stands.

        `jobs` are the reading processes: by default one a core, 0 to read in this process. Iterate to the end: what
        was not asked for is not entered.
        """
        from shiguan.annals import gather  # with the reader behind it: only where there are pages to read

        return gather.add(self.store, pages, jobs=jobs)

    def deeds(
        self, query: Query = ALL, *, after: Cursor | None = None, limit: int | None = None, newest_first: bool = False
    ) -> list[Record]:
        """Return the records that a query asks for, by day; what has no date comes last."""
        return chronicle.deeds(self.store, query, after=after, limit=limit, newest_first=newest_first)

    def latest(self, query: Query = ALL, *, limit: int) -> list[Record]:
        """Return the records that a query asks for of which pages told last, the last told of first."""
        return chronicle.latest(self.store, query, limit)

    def words(
        self, query: Query = ALL, *, after: Cursor | None = None, limit: int | None = None, newest_first: bool = False
    ) -> list[Word]:
        """Return the statements that a query asks for, by day; what has no date comes last."""
        return chronicle.words(self.store, query, after=after, limit=limit, newest_first=newest_first)

    def count_deeds(self, query: Query = ALL) -> int:
        """Return how many records a query asks for."""
        return chronicle.count_deeds(self.store, query)

    def count_words(self, query: Query = ALL) -> int:
        """Return how many statements a query asks for."""
        return chronicle.count_words(self.store, query)

    def months(self, query: Query = ALL) -> list[Month]:
        """Return how many records a query asks for in each month, the newest first."""
        return chronicle.months(self.store, query)

    def carriers(self, pages: Sequence[str]) -> list[tuple[str, list[list[Carrier]]]]:
        """Return pages by origin, and within it by report: the first carrier of each, then its copies."""
        return self.shelf.carriers(pages)

    def items(self, page: str) -> Items:
        """Return the ids of what a page says: the records of its deeds, its words, its figures."""
        return self.shelf.items(page)

    def record(self, id: str) -> Record:
        """Return a record by its id or by that of any of its accounts; raises UnknownError where there is none."""
        return chronicle.record(self.store, id)

    def has_page(self, id: str) -> bool:
        """Return whether a page of that id is in the register."""
        return self.store.one("SELECT 1 FROM page WHERE id = ?", (id,)) is not None

    def reading(self, page: str) -> Reading:
        """Return what a page says; raises UnknownError where there is no such page."""
        return self.shelf.reading(page)

    def item(self, id: str) -> Item:
        """Return a statement or figure by its id, as it is heard; raises UnknownError where there is none."""
        found = resolve(self.store, id)
        if found.id is None or found.what not in ("statement", "figure"):
            raise UnknownError(f"{id}: it is no statement or figure; see 'shiguan show {id}'")
        return item(self.store, self.shelf, found)

    def quotes(self, citation: Citation) -> list[Quote]:
        """Return the characters that a citation stands for, with those around them."""
        return self.shelf.quotes(citation)

    def search(self, words: str, *, limit: int = 20, offset: int = 0) -> tuple[int, list[Found]]:
        """Return how many pages have all the words, and some of them, the newest first."""
        return find.search(self.store, words, limit=limit, offset=offset)

    def outdated(self, *, everything: bool = False) -> list[str]:
        """Return the pages that other versions of Shiguan read, or all."""
        from shiguan.annals import reread

        return reread.outdated(self.store, everything=everything)

    def reread(self, pages: Sequence[str] | None = None, *, jobs: int | None = None) -> Iterator[Reread]:
        """Read stored pages again, by default the outdated ones, and yield what changed, batch by batch.

        Iterate to the end: what was not asked for is not read.
        """
        from shiguan.annals import reread

        return reread.reread(self.store, self.outdated() if pages is None else pages, jobs=jobs)

    def resolve(self, id: str) -> Resolved:
        """Return where an id leads: an account to its record, one that no longer stands to what took its place.

        Raises UsageError where the register never had it.
        """
        return resolve(self.store, id)

    def rule(
        self,
        act: Act,
        *ids: str,
        because: str,
        author: str,
        made: str,
        field: str | None = None,
        value: str | None = None,
    ) -> Ruling:
        """Enter what a person says of a record, statement, figure or two persons beside what the pages say; return it.

        `ids` are what it is about, for a merger both records, for a split the record and the accounts that leave it,
        for a withdrawal the ruling; `field` and `value` belong to a correction; `made` is the moment, in UTC. Raises
        UsageError where it cannot be meant.
        """
        from shiguan.annals import judge  # computes records: only where there is something to compute

        opinion = judge.Opinion(act=act, ids=ids, because=because, author=author, made=made, field=field, value=value)
        return judge.enter_ruling(self.store, opinion)

    def rulings(self) -> list[Entered]:
        """Return all that persons entered, oldest first, withdrawn or not."""
        from shiguan.annals import judge

        return judge.rulings(self.store)

    def export(self, form: Format, path: Path, *, of_people: bool = False, today: int | None = None) -> None:
        """Write the register to a path in one of the formats; raises UsageError where the path cannot be written.

        With `today` (an ordinal) a calendar holds the sessions expected from then on.
        """
        from shiguan.annals.issue import Issue  # with all formats behind it

        Issue(self.store, today=today).write(form, path, of_people=of_people)

    def frame(self, sheet: str, query: Query | None = None, *, library: str = "arrow") -> Any:
        """Return a table as a frame of pyarrow, pandas or polars; docs/reference/columns.md says what its columns hold.

        `sheet` is engagements, participants, statements, figures or pages. A query chooses among the first three, which
        then stand by day. Raises UsageError for another name, or where the library is not installed.
        """
        from shiguan.annals.frame import frame  # with all columns, and the library behind it

        return frame(self.store, sheet, query, library)

    def dump(self) -> Iterator[bytes]:
        """Yield the canonical dump, a line of JSON at a time: equal for equal sets of pages."""
        return dump.dump(self.store)

    def ahead(self, query: Query = ALL, *, today: int) -> list[Ahead]:
        """Return the next session of every mechanism that a query asks for, from `today` (an ordinal) on."""
        from shiguan.annals import ahead

        return ahead.asked_for(self.store, query, ahead.ahead(self.store, today))

    def mechanisms(
        self, words: str = "", *, least: int = 1, limit: int | None = None, skip: int = 0
    ) -> list[ask.MechanismLine]:
        """Return the mechanisms whose name holds `words`, told in at least so many records, the most told first.

        Of these so many after the first `skip`, by default all.
        """
        return ask.mechanisms(self.store, words, least=least, limit=limit, skip=skip)

    def mechanism(self, name: str, *, today: int) -> Mechanism:
        """Return the sessions of a mechanism, held, missing and expected, as of `today` (an ordinal).

        Raises UsageError where the register knows no mechanism of that name.
        """
        return ask.mechanism(self.store, name, today)

    def unconfirmed(self, *, today: int, limit: int | None = None, skip: int = 0) -> tuple[int, list[Unconfirmed]]:
        """Return how many announcements have come to nothing that is known, as of `today` (an ordinal), and the latest.

        `skip` leaves out so many of these. Each has the search with it that was done for a report of it.
        """
        return doubt.find_unconfirmed(self.store, today, limit, skip)

    def conflicts(self, field: str | None = None) -> list[Conflict]:
        """Return what is told otherwise, or otherwise in one field, the latest first."""
        return doubt.conflicts(self.store, field)

    def measures(self, words: str = "", *, about: str | None = None, least: int = 1) -> list[series.MeasureLine]:
        """Return the measures whose name holds `words`, told of at least so many periods, the most told first."""
        return series.measures(self.store, words, about=about, least=least)

    def series(self, measure: str, *, about: str | None = None) -> list[Series]:
        """Return the figures of a measure over time, the longest series first; raises UsageError where none has it."""
        return series.series(self.store, measure, about)

    def doubtful(self, *, limit: int | None = None, skip: int = 0) -> list[Doubtful]:
        """Return pairs of persons who may be one, for somebody to judge: all, or so many after the first `skip`."""
        return who.doubtful(self.store, limit=limit, skip=skip)

    def person_at(self, asked: str) -> Person:
        """Return the person that an id means, or a name that one alone bears; raises UsageError for nobody."""
        return who.person_at(self.store, asked)

    def persons(self, name: str, *, limit: int | None = None) -> list[Biography]:
        """Return the persons of a name, namesakes apart, each with its latest records, by default all.

        Raises UsageError where nobody has it.
        """
        return who.persons(self.store, name, limit=limit)

    def brief(self, subject: Subject, *what: str, today: int, language: Language = Language.CHINESE) -> Brief:
        """Return a dossier on a mechanism, a person, two states or a period, as of `today` (an ordinal).

        Raises UsageError where the register knows no such thing.
        """
        from shiguan.annals.brief import Writer  # with all its templates: only where one is written

        return Writer(self.store, today=today, language=language).write(subject, what)

    def relations(self, *states: str) -> Relations:
        """Return what a state did and said by month and level, or two with each other."""
        return who.relations(self.store, states)

    def phrases(self, asked: phrase.Asked = ALL_WORDS) -> list[Phrase]:
        """Return the set phrases in the words asked for, the most telling first, every use cited."""
        return phrase.phrases(self.store, asked)

    def turnover(self, asked: phrase.Asked, against: phrase.Against) -> Turnover:
        """Return which set phrases entered and which left between two periods or rounds."""
        return phrase.turnover(self.store, asked, against)

    def positions(self, topic: str, asked: phrase.Asked) -> list[Position]:
        """Return what those asked for said on a topic, a wording each, oldest first; raises UsageError for nothing."""
        return position.positions(self.store, asked, topic)

    def compare(
        self, id: str, by: By | None = None, *, left: str | None = None, right: str | None = None
    ) -> Comparison:
        """Return the accounts of an engagement side by side; raises UsageError where there are not two."""
        return compare.compare(self.shelf, self.record(id), by, left, right)

    def beside(self, found: Comparison, *, today: int, language: Language = Language.CHINESE) -> Brief:
        """Return a comparison as a document with numbered notes, for `write_brief`, as of `today` (an ordinal)."""
        from shiguan.annals.brief import Writer  # with all its templates: only where one is written

        return Writer(self.store, today=today, language=language).of_comparison(found)

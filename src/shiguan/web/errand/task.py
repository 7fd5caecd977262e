"""What is done in a process of its own. Each writes its result to a path and says how far it has come."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import msgspec

from shiguan.annals.bind import write_brief
from shiguan.annals.issue import Issue
from shiguan.annals.phrase import Against, Asked
from shiguan.annals.register import Register, open_register
from shiguan.export.form import Format
from shiguan.model.brief import Language, Style, Subject
from shiguan.register.store import Store
from shiguan.tell.phrase import Phrase

Say = Callable[[int, int, str], None]  # how much is done, of how much, and what was done last
Item = TypeVar("Item")
ENCODE = msgspec.json.Encoder()
EVERY = 200  # records or pages between two words
# How often a format goes through all records, and how often through all pages; most go through the records once.
PASSES = {
    Format.CSV_STATEMENTS: (0, 1),
    Format.CSV_FIGURES: (0, 1),
    Format.XLSX: (1, 2),
    Format.PARQUET: (1, 2),
    Format.SCHEMA_ORG: (1, 1),
    Format.RIS: (0, 1),
    Format.BIBTEX: (0, 1),
    Format.CSL_JSON: (0, 1),
}


class Task(msgspec.Struct, frozen=True):
    """Something to be done. `ending` is that of the file it makes; equal tasks have equal results."""

    ending: str


class Export(Task, frozen=True):
    """The register in a format."""

    form: Format
    of_people: bool = False
    today: int | None = None

    def run(self, book: Register, path: Path, say: Say) -> None:
        """Write it, a folder as an archive."""
        Counted(book.store, self.form, say, self.today).write(self.form, path, of_people=self.of_people)
        if path.is_dir():
            shutil.make_archive(str(path.with_suffix("")), "zip", path)


class Dossier(Task, frozen=True):
    """A brief."""

    subject: Subject
    what: tuple[str, ...]
    style: Style
    language: Language
    today: int

    def run(self, book: Register, path: Path, say: Say) -> None:
        """Write it; a brief of several files (Markdown and its pictures) as an archive."""
        say(0, 2, "")
        found = book.brief(self.subject, *self.what, today=self.today, language=self.language)
        say(1, 2, found.title)
        folder = path.with_suffix("")
        folder.mkdir()
        write_brief(found, folder / f"brief.{self.ending}", self.style)
        files = list(folder.iterdir())
        if len(files) == 1:
            files[0].rename(path)
        else:
            shutil.make_archive(str(folder), "zip", folder)


class Phrases(Task, frozen=True):
    """The set phrases of some words; of the uses of each only the first and the last."""

    asked: Asked

    def run(self, book: Register, path: Path, say: Say) -> None:
        """Write them as JSON."""
        say(0, 0, "")
        path.write_bytes(ENCODE.encode([short(one) for one in book.phrases(self.asked)]))


class Turning(Task, frozen=True):
    """The phrases that entered and left between two periods or rounds."""

    asked: Asked
    against: Against

    def run(self, book: Register, path: Path, say: Say) -> None:
        """Write them as JSON."""
        say(0, 0, "")
        found = book.turnover(self.asked, self.against)
        entered, left = (
            tuple(msgspec.structs.replace(one, phrase=short(one.phrase)) for one in some)
            for some in (found.entered, found.left)
        )
        path.write_bytes(ENCODE.encode(msgspec.structs.replace(found, entered=entered, left=left)))


class Positions(Task, frozen=True):
    """What somebody has said on a topic."""

    asked: Asked
    topic: str

    def run(self, book: Register, path: Path, say: Say) -> None:
        """Write it as JSON."""
        say(0, 0, "")
        path.write_bytes(ENCODE.encode(book.positions(self.topic, self.asked)))


AnyTask = Export | Dossier | Phrases | Turning | Positions


class Counted(Issue):
    """A giving out that says how far it has come."""

    def __init__(self, store: Store, form: Format, say: Say, today: int | None) -> None:
        super().__init__(store, today=today)
        through_records, through_pages = PASSES.get(form, (1, 0))
        counts = store.one("SELECT (SELECT COUNT(*) FROM standing), (SELECT COUNT(*) FROM page)") or (0, 0)
        self.of = through_records * counts[0] + through_pages * counts[1]
        self.done = 0
        self.say = say
        self.say(0, self.of, "")

    def bodies(self) -> Iterator[bytes]:
        """Yield the records as they are stored, each counted."""
        return map(self.counted, super().bodies())

    def pages(self) -> Iterator[str]:
        """Yield the ids of all pages, each counted."""
        return map(self.counted, super().pages())

    def counted(self, one: Item) -> Item:
        """Count one, and say so now and then."""
        self.done += 1
        if self.done % EVERY == 0:
            self.say(self.done, self.of, "")
        return one


def short(phrase: Phrase) -> Phrase:
    """Return a phrase with its first and last use only."""
    uses = (phrase.first,) if phrase.first == phrase.last else (phrase.first, phrase.last)
    return msgspec.structs.replace(phrase, uses=uses)


def run(task: AnyTask, where: str, path: Path, say: Say) -> None:
    """Do a task on the register at a path or URL."""
    with open_register(where, create=False) as book:
        task.run(book, path, say)

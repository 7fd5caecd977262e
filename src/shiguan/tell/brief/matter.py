"""What a dossier is made of, as it is fetched from the register."""

from collections.abc import Callable, Mapping

import msgspec

from shiguan.model.person import Person
from shiguan.model.record import Record
from shiguan.model.ruling import Ruling
from shiguan.model.span import Cited
from shiguan.model.statement import Statement
from shiguan.tell.brief.notes import Central, Imprints, Notes, Texts
from shiguan.tell.brief.wording import Wording
from shiguan.tell.conflict import Conflict
from shiguan.tell.figure import Series
from shiguan.tell.mechanism import Mechanism, Telling


class Spoken(msgspec.Struct, frozen=True, kw_only=True):
    """A statement on its page. `key` is the speaker's, "" for nobody named; `day` an ordinal."""

    key: str
    page: str
    day: int | None
    statement: Statement
    central: bool = False  # its page is about the subject itself


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a page tells of a mechanism itself, with the characters that say so."""

    telling: Telling
    cited: Cited


class Matter(msgspec.Struct, frozen=True, kw_only=True):
    """All that a dossier may tell: records by day, the words on their pages, persons, figures, doubts.

    `today` is an ordinal. `open` are announcements that no report has followed, or whose day is to come.
    """

    today: int
    records: tuple[Record, ...]
    words: tuple[Spoken, ...] = ()
    people: tuple[Person, ...] = ()
    series: tuple[Series, ...] = ()
    open: tuple[Record, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    mechanisms: tuple[Mechanism, ...] = ()
    tellings: tuple[Told, ...] = ()
    near: tuple[Record, ...] = ()
    beside: tuple[Record, ...] = ()  # from which the day of a session follows that no page dates


class Clerk:
    """Who writes a dossier: the words, the notes, and the names of states and places."""

    def __init__(
        self,
        say: Wording,
        imprint: Imprints,
        text: Texts,
        rulings: Mapping[str, Ruling],
        state_name: Callable[[str], str],
        central: Central,
        place_name: Callable[[str], str] = str,
    ) -> None:
        self.say = say
        self.notes = Notes(imprint, text, rulings, central)
        self.text = text
        self.state_name = state_name
        self.place_name = place_name

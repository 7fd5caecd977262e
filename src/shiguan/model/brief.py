"""A dossier before it is laid out: sections of blocks, each piece of text with the marks of what says it."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Span


class Subject(StrEnum):
    """What a dossier can be about."""

    MECHANISM = "mechanism"
    PERSON = "person"
    PAIR = "pair"
    PERIOD = "period"


class Language(StrEnum):
    """In which language the words between the quotations are written."""

    CHINESE = "zh"
    ENGLISH = "en"


class Style(StrEnum):
    """How sources are referred to."""

    GBT7714 = "gbt7714"  # GB/T 7714-2015
    CHICAGO = "chicago"  # notes, 17th edition


class Tone(StrEnum):
    """How a piece of text sounds; each tone has a sign or a word too, colour alone says nothing."""

    PLAIN = "plain"
    STRONG = "strong"
    FAINT = "faint"
    QUOTE = "quote"  # the words of a page
    AHEAD = "ahead"  # announced or expected
    DOUBT = "doubt"  # told otherwise, or not told
    RULED = "ruled"  # a person's hand


class Mark(msgspec.Struct, frozen=True, order=True):
    """The number of a source and, within it, of a passage; both count from 1."""

    source: int
    passage: int


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text in one tone, with what says it."""

    text: str
    tone: Tone = Tone.PLAIN
    marks: tuple[Mark, ...] = ()


Pieces = tuple[Piece, ...]


class Heading(msgspec.Struct, frozen=True, tag=True):
    """The name of what follows within a section."""

    text: str


class Items(msgspec.Struct, frozen=True, tag=True):
    """Lines, one below the other."""

    lines: tuple[Pieces, ...]


class Table(msgspec.Struct, frozen=True, tag=True):
    """Rows of cells under a head; without a head the first cell of each row names it. `widths` are shares."""

    head: tuple[str, ...]
    rows: tuple[tuple[Pieces, ...], ...]
    widths: tuple[int, ...]


class Line(msgspec.Struct, frozen=True, tag=True):
    """A straight line from one point to another."""

    x: float
    y: float
    to_x: float
    to_y: float
    tone: Tone = Tone.PLAIN


class Box(msgspec.Struct, frozen=True, tag=True):
    """A filled rectangle; a pale one lies behind the others."""

    x: float
    y: float
    width: float
    height: float
    tone: Tone = Tone.PLAIN
    pale: bool = False


class Dot(msgspec.Struct, frozen=True, tag=True):
    """A circle around a point, filled or open."""

    x: float
    y: float
    radius: float
    tone: Tone = Tone.PLAIN
    filled: bool = True


class Label(msgspec.Struct, frozen=True, tag=True):
    """Text centred on a point, or beginning or ending there."""

    x: float
    y: float  # the base line
    text: str
    size: float = 11
    tone: Tone = Tone.PLAIN
    anchor: str = "middle"  # start, middle, end


Shape = Line | Box | Dot | Label


class Picture(msgspec.Struct, frozen=True, tag=True):
    """A drawing in units of its own; `says` is what it shows in words, the caption carries the marks."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    says: str
    caption: Pieces


Block = Heading | Items | Table | Picture


class Section(msgspec.Struct, frozen=True):
    """A part of a dossier under its title."""

    title: str
    blocks: tuple[Block, ...]


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a source with the characters cited within it; offsets count from the beginning of its text.

    `goes_before` and `goes_on` say that its sentence begins before or ends after it.
    """

    start: int
    end: int
    text: str
    cited: tuple[Span, ...]
    goes_before: bool = False
    goes_on: bool = False


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it is referred to, with its passages. Of what a person ruled, `page` is "" and `label` the ruling."""

    number: int
    page: str
    label: str
    title: str | None
    publisher: str | None
    origin: str | None
    published: str | None
    url: str | None
    passages: tuple[Passage, ...]


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier. `facts` stand on its cover; `day` is the day on which the register was asked."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    sources_title: str
    explanation: str
    language: Language
    day: str

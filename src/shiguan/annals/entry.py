"""A page made ready for the register: everything that can be known of it alone. Any process can do this."""

import hashlib
import zlib
from collections.abc import Sequence

import msgspec

from shiguan.errors import ShiguanError
from shiguan.grammar.fold import fold, fold_case
from shiguan.link.account import accounts_of, attestations_of, item_ids
from shiguan.link.fold import fold_name
from shiguan.link.mechanism import mechanism_key
from shiguan.link.name import name_key
from shiguan.merge.copy import bands, is_current, signature
from shiguan.model.account import Account
from shiguan.model.attestation import Attestation
from shiguan.model.raw import Raw, RawKind
from shiguan.model.reading import Reading, Versions
from shiguan.model.ready import Ready
from shiguan.pipeline import read_raw as read_raw
from shiguan.pipeline import read_raws
from shiguan.register.gram import storable
from shiguan.versions import versions

COMPRESSION = 6


class StatementLine(msgspec.Struct, frozen=True, kw_only=True):
    """How a statement is found again: `person` is the key of the speaker's name, "" where unnamed."""

    id: str
    item: int
    person: str
    state: str | None
    day: str | None


class FigureLine(msgspec.Struct, frozen=True, kw_only=True):
    """How a figure is found again, its words folded."""

    id: str
    item: int
    measure: str
    about: str
    period: str | None
    unit: str | None
    value: float


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A page as it goes into the register."""

    id: str
    raw: Raw  # its data compressed
    label: str
    title: str | None
    url: str | None
    language: str
    published: str | None
    publisher: str | None
    origin: str | None
    versions: Versions
    reading: bytes  # JSON, compressed
    folded_title: str
    folded_text: str
    signature: bytes
    bands: tuple[int, ...]
    accounts: tuple[Account, ...]
    statements: tuple[StatementLine, ...]
    figures: tuple[FigureLine, ...]
    attestations: tuple[Attestation, ...]
    tellings: tuple[tuple[str, int], ...]  # the key of a mechanism, and which of the page's accounts tells of it


def page_id(raw: Raw) -> str:
    """Return the id under which a page stands in the register: sixteen hex digits of all that its reading rests on.

    White space around a line of JSON is no part of the article; of any other page every byte is.
    """
    given = f"|{raw.published or ''}|{raw.url or ''}"
    if raw.kind is RawKind.ARTICLE:
        return hashlib.sha256(raw.data.strip() + given.encode()).hexdigest()[:16]
    return hashlib.sha256(raw.data + f"{given}|{raw.kind}".encode()).hexdigest()[:16]


def entry_of(raw: Raw) -> Entry | ShiguanError:
    """Return a page ready to be entered, or the reason why it cannot be."""
    return entries_of([raw])[0]


def entries_of(raws: Sequence[Raw | ShiguanError]) -> list[Entry | ShiguanError]:
    """Return pages ready to be entered, read together, which is faster, and the reasons why others cannot be."""
    return [entry_or_fault(raw, read) for raw, read in zip(raws, read_raws(raws), strict=True)]


def entry_or_fault(raw: Raw | ShiguanError, reading: Reading | ShiguanError) -> Entry | ShiguanError:
    """Return the entry of a page, or the reason why it cannot be entered."""
    if isinstance(raw, ShiguanError):
        return raw
    if isinstance(reading, ShiguanError):
        return reading
    try:
        return make_entry(page_id(raw), raw, reading)
    except ShiguanError as error:
        return error


def pack_entry(entry: Entry) -> bytes:
    """Return a page as it travels to a register elsewhere: all of it, its bytes included."""
    return PACK.encode(entry)


def ready_entry(raw: Raw) -> Entry | None:
    """Return what was made of a page elsewhere; None where that is nothing, or nothing these versions would make."""
    if not isinstance(raw, Ready) or raw.versions != versions():
        return None
    try:
        entry = UNPACK.decode(raw.entry)
    except msgspec.MsgspecError:
        return None
    return entry if entry.versions == raw.versions and is_current(entry.signature) else None


def make_entry(page: str, raw: Raw, reading: Reading) -> Entry:
    """Return the entry of a page and its reading."""
    document = reading.document
    signed = signature(fold(document.text))
    return Entry(
        id=page,
        raw=msgspec.structs.replace(raw, data=zlib.compress(raw.data, COMPRESSION)),
        label=storable(reading.id),
        title=document.title and storable(document.title),
        url=document.url and storable(document.url),
        language=document.language,
        published=document.published,
        publisher=document.publisher and storable(document.publisher),
        origin=document.origin and storable(document.origin),
        versions=reading.versions,
        reading=zlib.compress(msgspec.json.encode(reading), COMPRESSION),
        folded_title=fold_case(document.title or ""),
        folded_text=fold_case(document.text),
        signature=signed,
        bands=tuple(bands(signed)),
        accounts=accounts_of(reading, page),
        statements=statement_lines(reading, page),
        figures=figure_lines(reading, page),
        attestations=attestations_of(reading, page),
        tellings=tuple((mechanism_key(one.name, one.states), item) for item, one in enumerate(reading.mechanisms)),
    )


def statement_lines(reading: Reading, page: str) -> tuple[StatementLine, ...]:
    """Return a line for each statement."""
    ids = item_ids(page, "statement", reading.statements)
    return tuple(
        StatementLine(
            id=line,
            item=item,
            person=name_key(one.speaker.name) if one.speaker.name else "",
            state=one.speaker.state,
            day=one.date or reading.document.published,
        )
        for item, (line, one) in enumerate(zip(ids, reading.statements, strict=True))
    )


def figure_lines(reading: Reading, page: str) -> tuple[FigureLine, ...]:
    """Return a line for each figure."""
    ids = item_ids(page, "figure", reading.figures)
    return tuple(
        FigureLine(
            id=line,
            item=item,
            measure=fold_name(one.measure or ""),
            about="+".join(sorted(one.about)),
            period=one.period,
            unit=one.unit,
            value=float(one.value),
        )
        for item, (line, one) in enumerate(zip(ids, reading.figures, strict=True))
    )


PACK = msgspec.msgpack.Encoder()
UNPACK = msgspec.msgpack.Decoder(Entry)

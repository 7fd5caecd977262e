"""Weigh what persons say of statements and figures, and file these as they read then.

The reading of a page stays what the page says. What is computed from the rulings stands beside it, so that it is the
same in whatever order pages and rulings were entered.
"""

import zlib
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.annals.heard import standing
from shiguan.annals.passage import with_fields
from shiguan.annals.say import VERDICTS
from shiguan.errors import RegisterError
from shiguan.link.account import days, item_ids
from shiguan.merge.heir import Item, heir
from shiguan.model.reading import Reading
from shiguan.model.record import Verdict
from shiguan.model.ruling import Act, Amendment, Passage, Ruling
from shiguan.model.span import Span
from shiguan.register.store import Store

READING = msgspec.json.Decoder(Reading)
AMENDMENT = msgspec.json.Decoder(Amendment)
ENCODE = msgspec.json.Encoder(order="sorted")


def amend(store: Store, pages: Iterable[str]) -> None:
    """Compute the amendments of pages from the rulings that stand on them; without any, nothing is done."""
    if store.one("SELECT 1 FROM ruled") is None:
        return
    given = list(pages)
    ruled = [one for one in standing(store, given) if isinstance(one.passage, Passage)]
    hit = {one.passage.page for one in ruled if isinstance(one.passage, Passage)}
    hit |= {page for (page,) in store.rows_in("SELECT DISTINCT page FROM amendment WHERE page IN (??)", given)}
    store.run_in("DELETE FROM amendment WHERE page IN (??)", hit)
    for page, packed in store.rows_in("SELECT id, reading FROM page WHERE id IN (??)", hit):
        amend_page(store, page, reading_of(page, packed), [one for one in ruled if is_on(one, page)])


def is_on(ruling: Ruling, page: str) -> bool:
    """True where a ruling is about something on a page."""
    return isinstance(ruling.passage, Passage) and ruling.passage.page == page


def reading_of(page: str, packed: bytes) -> Reading:
    """Return a stored reading."""
    try:
        return READING.decode(zlib.decompress(packed))
    except msgspec.ValidationError as error:
        raise RegisterError(f"{page}: its reading is of another version ({error}); 'shiguan reread'") from error


def amend_page(store: Store, page: str, reading: Reading, ruled: Sequence[Ruling]) -> None:
    """Write the amendments of one page, and file its statements and figures anew."""
    found = weighed(page, reading, ruled)
    store.insert(
        "amendment",
        "id page what verdict body",
        ((one.id, page, one.what, one.verdict or "", ENCODE.encode(one)) for one in found.values()),
    )
    file_again(store, page, amended(page, reading, found), found)


def weighed(page: str, reading: Reading, ruled: Sequence[Ruling]) -> dict[str, Amendment]:
    """Return the amendments of a page by the id of what they are of, from its rulings, the last one last."""
    there = {what: items(page, what, reading) for what in ("statement", "figure")}
    found: dict[str, Amendment] = {}
    for ruling in ruled:
        if not isinstance(ruling.passage, Passage):
            continue
        what = ruling.passage.what
        item = meant(ruling.passage, there[what])
        if item is None:
            continue
        before = found.get(item) or Amendment(id=item, page=page, what=what, verdict=None, fields={}, rulings=())
        corrected = {ruling.field: ruling.value} if ruling.act is Act.CORRECT and ruling.field and ruling.value else {}
        found[item] = msgspec.structs.replace(
            before,
            verdict=VERDICTS.get(ruling.act, before.verdict),
            fields={**before.fields, **corrected},
            rulings=(*before.rulings, ruling.id),
        )
    return dict(sorted(found.items()))


def items(page: str, what: str, reading: Reading) -> list[Item]:
    """Return the statements or the figures of a page as far as it matters where they stand."""
    if what == "statement":
        ids = item_ids(page, what, reading.statements)
        return [
            Item(id=id, kind=one.cue, span=Span(one.start, one.end), words=one.content)
            for id, one in zip(ids, reading.statements, strict=True)
        ]
    ids = item_ids(page, what, reading.figures)
    return [
        Item(id=id, kind=one.unit or "", span=Span(one.start, one.end), words=one.text)
        for id, one in zip(ids, reading.figures, strict=True)
    ]


def passage_of(page: str, what: str, reading: Reading, id: str) -> Passage | None:
    """Return a statement or figure as a ruling tells it, None where the page does not have it."""
    there = items(page, what, reading)
    return next(
        (
            Passage(
                what=what,
                item=id,
                page=page,
                sort=one.kind,
                span=one.span,
                words=one.words,
                beside=tuple(sorted(other.id for other in there if other.id != id)),
            )
            for one in there
            if one.id == id
        ),
        None,
    )


def meant(passage: Passage, there: Sequence[Item]) -> str | None:
    """Return what a ruling means among what its page says now, None where it is gone."""
    if any(one.id == passage.item for one in there):
        return passage.item
    gone = Item(id=passage.item, kind=passage.sort, span=passage.span, words=passage.words)
    return heir(gone, (one for one in there if one.id not in passage.beside))


def amended(page: str, reading: Reading, found: dict[str, Amendment]) -> Reading:
    """Return a reading with the fields that persons gave; what they rejected still stands in it."""
    if not found:
        return reading
    said = item_ids(page, "statement", reading.statements)
    told = item_ids(page, "figure", reading.figures)
    return msgspec.structs.replace(
        reading,
        statements=tuple(
            with_fields(one, found[id].fields) if id in found else one
            for id, one in zip(said, reading.statements, strict=True)
        ),
        figures=tuple(
            with_fields(one, found[id].fields) if id in found else one
            for id, one in zip(told, reading.figures, strict=True)
        ),
    )


def file_again(store: Store, page: str, reading: Reading, found: dict[str, Amendment]) -> None:
    """File the statements and figures of a page by the fields that they have now, without what was rejected."""
    from shiguan.annals.entry import figure_lines, statement_lines  # with the reader behind it

    def kept(id: str) -> bool:
        return id not in found or found[id].verdict is not Verdict.REJECTED

    for table in ("statement", "figure"):
        store.run(f"DELETE FROM {table} WHERE page = ?", (page,))
    store.insert(
        "statement",
        "id page item person state day",
        (
            (line.id, page, line.item, line.person, line.state, days(line.day)[0])
            for line in statement_lines(reading, page)
            if kept(line.id)
        ),
    )
    store.insert(
        "figure",
        "id page item measure about period unit value",
        (
            (line.id, page, line.item, line.measure, line.about, line.period, line.unit, line.value)
            for line in figure_lines(reading, page)
            if kept(line.id)
        ),
    )


def amendments(store: Store, pages: Iterable[str]) -> dict[str, dict[str, Amendment]]:
    """Return the amendments of pages, by page and by the id of what they are of."""
    found: dict[str, dict[str, Amendment]] = {}
    for page, body in store.rows_in("SELECT page, body FROM amendment WHERE page IN (??)", pages):
        one = AMENDMENT.decode(body)
        found.setdefault(page, {})[one.id] = one
    return found

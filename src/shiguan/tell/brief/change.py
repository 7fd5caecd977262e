"""What changed since the last time: the sentences of each side then and now, paired by the words they share."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from shiguan.model.brief import Block, Heading, Items, Piece, Pieces, Tone
from shiguan.model.record import Record
from shiguan.model.span import Span
from shiguan.model.statement import Statement
from shiguan.tell.brief.line import plain, shown_date, what_of
from shiguan.tell.brief.matter import Clerk, Spoken
from shiguan.tell.readout import Pair, Point, Stretch, align, points_of

MOST_OF_A_KIND = 4  # lines of a side
LONGEST = 160  # characters of a sentence that is shown
ALIKE = 0.25  # of both sentences stands in both, in runs of several characters
APART = 3  # days: what lies closer is one occasion


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """One of two occasions that are compared: what it is called, and what was said at it."""

    name: str
    words: tuple[Spoken, ...]


def change_blocks(clerk: Clerk, before: Occasion | None, now: Occasion | None) -> list[Block]:
    """Return for each side what it says in other words, what only now and what only then; nothing without both."""
    if before is None or now is None:
        return []
    blocks: list[Block] = []
    states = dict.fromkeys(one.statement.speaker.state for one in (*now.words, *before.words))
    for state in (one for one in states if one):
        lines = tuple(side_lines(clerk, spoken_by(before.words, state), spoken_by(now.words, state)))
        if lines:
            title = clerk.say("changed_side", side=clerk.state_name(state), now=now.name, before=before.name)
            blocks += [Heading(title), Items(lines)]
    return blocks


def occasions(clerk: Clerk, held: Sequence[Record], words: Iterable[Spoken]) -> list[Occasion]:
    """Return the last two occasions at which something was said, the earlier first."""
    by_page: dict[str, list[Spoken]] = {}
    for one in words:
        by_page.setdefault(one.page, []).append(one)
    found: list[Occasion] = []
    after: int | None = None
    for record in reversed(held):
        said = tuple(one for page in record.pages for one in by_page.get(page, ()))
        if not said or record.first is None or (after is not None and record.first > after - APART):
            continue
        after = record.first
        found.append(Occasion(name=f"{what_of(clerk, record)} {shown_date(record.date or '')}", words=said))
    return found[1::-1]


def spoken_by(words: Iterable[Spoken], state: str) -> list[Point]:
    """Return the sentences of a state's speakers, each wording once."""
    points = {
        point.text: point
        for one in words
        if one.statement.speaker.state == state
        for point in points_of(one.page, one.statement.start, speaker_of(one.statement), one.statement.content)
        if len(point.text) <= LONGEST
    }
    return list(points.values())


def speaker_of(said: Statement) -> str:
    """Return who is told to have said something."""
    return said.speaker.name or said.speaker.office or said.speaker.organisation or ""


def side_lines(clerk: Clerk, before: Sequence[Point], now: Sequence[Point]) -> Iterator[Pieces]:
    """Yield what one side says in other words, then what is new, then what is gone; of each kind the first."""
    if not before or not now:
        return
    pairs = [one for pair in align(before, now) for one in (parted(pair) if is_other(pair) else (pair,))]
    changed = [one for one in pairs if one.left and one.right and one.left.text != one.right.text]
    fresh = [one.right for one in pairs if one.right and not one.left]
    gone = [one.left for one in pairs if one.left and not one.right]
    for pair in changed[:MOST_OF_A_KIND]:
        yield changed_line(clerk, pair)
    for point in fresh[:MOST_OF_A_KIND]:
        yield (*label(clerk, "changed_new", point), *cited(clerk, (Stretch(point.text, True),), point))
    for point in gone[:MOST_OF_A_KIND]:
        yield (*label(clerk, "changed_gone", point), *cited(clerk, (Stretch(point.text, True),), point))


def is_other(pair: Pair) -> bool:
    """True where two sentences have too little in common to be one in other words."""
    if pair.left is None or pair.right is None:
        return False
    common = sum(len(one.text) for one in joined(pair.right_stretches) if one.shared)
    return 2 * common < ALIKE * (len(pair.left.text) + len(pair.right.text))


def parted(pair: Pair) -> tuple[Pair, Pair]:
    """Return the two sentences of a pair each for itself."""
    return Pair(left=pair.left, right=None), Pair(left=None, right=pair.right)


def joined(parts: Sequence[Stretch]) -> list[Stretch]:
    """Return stretches as they are read: a character in common between two differences is chance."""
    found: list[Stretch] = []
    for at, one in enumerate(parts):
        alone = one.shared and len(one.text) == 1 and 0 < at < len(parts) - 1
        shared = one.shared and not alone
        if found and found[-1].shared == shared:
            found[-1] = Stretch(found[-1].text + one.text, shared)
        else:
            found.append(Stretch(one.text, shared))
    return found


def changed_line(clerk: Clerk, pair: Pair) -> Pieces:
    """Return a sentence as it is said now and as it was said before; what differs is set strong."""
    now, before = pair.right, pair.left
    if now is None or before is None:
        return ()
    return (
        *label(clerk, "changed_now", now),
        *cited(clerk, pair.right_stretches, now),
        *label(clerk, "changed_before", before),
        *cited(clerk, pair.left_stretches, before),
    )


def label(clerk: Clerk, key: str, point: Point) -> Pieces:
    """Return what a sentence is in the comparison, and whose it is."""
    return plain(clerk.say(key, who=point.speaker), (), Tone.FAINT)


def cited(clerk: Clerk, parts: Sequence[Stretch], point: Point) -> Pieces:
    """Return a sentence in its stretches, the mark behind the last."""
    marks = clerk.notes.at(point.page, (Span(point.start, point.end),))
    pieces = [Piece(one.text, Tone.PLAIN if one.shared else Tone.STRONG) for one in joined(parts)]
    return (*pieces[:-1], Piece(pieces[-1].text, pieces[-1].tone, marks))

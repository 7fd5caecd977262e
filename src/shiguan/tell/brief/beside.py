"""Accounts side by side as sections of a document: who tells it, which topics, then two accounts point by point."""

from collections.abc import Callable, Sequence

from shiguan.model.brief import Items, Piece, Pieces, Section, Table, Tone
from shiguan.model.span import Span
from shiguan.tell.brief.change import joined
from shiguan.tell.brief.line import plain
from shiguan.tell.brief.matter import Clerk
from shiguan.tell.brief.part import section
from shiguan.tell.compare import Matched, Topic
from shiguan.tell.readout import Pair, Point, Stretch

Names = Callable[[str], str]  # of the account under a key

HALVES = (50, 50)


def beside_sections(
    clerk: Clerk, topics: Sequence[Topic], matched: Sequence[Matched], name_of: Names
) -> list[Section | None]:
    """Return the sections of a comparison: what it counts, the topics, then each two accounts."""
    return [
        section(clerk, "accounts", [Items(tuple(counted(clerk, one, name_of) for one in matched))]),
        section(clerk, "topics", [topics_table(clerk, topics, name_of)]),
        *(Section(title_of(one, name_of), (points_table(clerk, one, name_of),)) for one in matched if one.pairs),
    ]


def title_of(one: Matched, name_of: Names) -> str:
    """Return the names of two accounts."""
    return f"{name_of(one.left)} | {name_of(one.right)}"


def counted(clerk: Clerk, one: Matched, name_of: Names) -> Pieces:
    """Return how many points two accounts share and how many each has alone, with the marks where each begins."""
    words = clerk.say(
        "counted",
        left=name_of(one.left),
        right=name_of(one.right),
        both=one.both,
        left_only=one.left_only,
        right_only=one.right_only,
    )
    firsts = [next((pair.left for pair in one.pairs if pair.left), None)]
    firsts.append(next((pair.right for pair in one.pairs if pair.right), None))
    marks = {mark for point in firsts if point for mark in clerk.notes.at(point.page, (Span(point.start, point.end),))}
    return (Piece(words, Tone.PLAIN, tuple(sorted(marks))),)


def topics_table(clerk: Clerk, topics: Sequence[Topic], name_of: Names) -> Table | None:
    """Return each topic with who names it, in which words, and who leaves it out."""
    rows = []
    for one in topics:
        named: list[Piece] = []
        for key, points in one.named.items():
            words = clerk.say.join(list(dict.fromkeys(word for each in points for word in each.words)))
            first = points[0].point
            marks = clerk.notes.at(first.page, (Span(first.start, first.end),))
            named.append(
                Piece(
                    (clerk.say.sign("；") if named else "") + name_of(key) + clerk.say.sign("：") + words,
                    Tone.PLAIN,
                    marks,
                )
            )
        silent = clerk.say.join([name_of(key) for key in one.left_out])
        rows.append((plain(one.topic), tuple(named), plain(silent or "–", (), Tone.FAINT)))
    head = tuple(map(clerk.say, ("c_topic", "c_named", "c_silent")))
    return Table(head, tuple(rows), (12, 46, 42)) if rows else None


def points_table(clerk: Clerk, one: Matched, name_of: Names) -> Table:
    """Return two accounts with a row a point; what differs between two wordings is strong."""
    return Table((name_of(one.left), name_of(one.right)), tuple(row(clerk, pair) for pair in one.pairs), HALVES)


def row(clerk: Clerk, pair: Pair) -> tuple[Pieces, Pieces]:
    """Return the cells of one point; a dash for who is silent on it."""
    if pair.left and pair.right:
        return cell(clerk, pair.left, pair.left_stretches), cell(clerk, pair.right, pair.right_stretches)
    silent = plain("–", (), Tone.FAINT)
    return (cell(clerk, pair.left) if pair.left else silent, cell(clerk, pair.right) if pair.right else silent)


def cell(clerk: Clerk, point: Point, parts: Sequence[Stretch] = ()) -> Pieces:
    """Return whose point it is and what it says, with its mark."""
    marks = clerk.notes.at(point.page, (Span(point.start, point.end),))
    words = [Piece(one.text, Tone.PLAIN if one.shared else Tone.STRONG) for one in joined(parts)] or [Piece(point.text)]
    speaker = plain(f"{point.speaker}　" if point.speaker else "", (), Tone.FAINT)
    return (*speaker, *words[:-1], Piece(words[-1].text, words[-1].tone, marks))

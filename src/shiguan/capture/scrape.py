"""A plain-text scrape told apart: breadcrumb, title, body, links. A text without furniture comes through untouched."""

from itertools import pairwise, takewhile

import msgspec

from shiguan.capture.furniture import FRAME, LINKING, Piece, crumbs_of, labels, piece_of, value_after_label
from shiguan.capture.published import stamp_in
from shiguan.capture.title import bare, clean_title
from shiguan.grammar.fold import fold
from shiguan.model.page import Link, LinkKind

HEAD_LINES = 20
TAIL_LINES = 200
DIGEST_LINES = 20
LONGEST_TITLE = 80


class Line(msgspec.Struct, frozen=True):
    """One line as written, folded, and what it is by itself."""

    text: str
    folded: str
    piece: Piece
    url: str | None = None


class Parts(msgspec.Struct, frozen=True, kw_only=True):
    """What a scrape holds. `frame` are the folded lines at its head that told of source, author and time."""

    title: str | None
    body: str
    breadcrumb: tuple[str, ...]
    links: tuple[Link, ...]
    frame: tuple[str, ...]
    stamp: str | None


def take_apart(text: str, title: str | None = None) -> Parts:
    """Return the parts of a plain text; `title` is what the caller knows it to be."""
    rows = text.split("\n")
    filled = [index for index, row in enumerate(rows) if row.strip()]
    lines = {index: Line(rows[index], "", Piece.TEXT) for index in filled}
    for index in dict.fromkeys((*filled[:HEAD_LINES], *filled[-TAIL_LINES:])):
        folded = fold(rows[index]) if len(rows[index]) < 500 else ""
        lines[index] = Line(rows[index].strip(), folded, piece_of(folded) if folded else Piece.TEXT)
    head, found_title, crumbs, stamp = read_head([lines[index] for index in filled], title)
    frame = tuple(lines[index].folded for index in filled[:head])
    tail, links = read_tail([lines[index] for index in filled[head:]], found_title or title)
    kept = filled[head : head + tail]
    if not kept:  # nothing but furniture: then it is the text, whatever it looks like
        return Parts(title=title, body=text.strip("\n"), breadcrumb=(), links=(), frame=(), stamp=None)
    body = "\n".join(rows[kept[0] : kept[-1] + 1])
    stamp = stamp or stamp_below([lines[index] for index in filled[head + tail :]])
    return Parts(title=found_title, body=body, breadcrumb=crumbs, links=links, frame=frame, stamp=stamp)


def read_head(lines: list[Line], title: str | None) -> tuple[int, str | None, tuple[str, ...], str | None]:
    """Return how many lines stand above the body, the title, the breadcrumb and the day stamped there."""
    crumbs: tuple[str, ...] = ()
    stamp = None
    wanted = bare(title) if title else ""
    count = min(len(lines), HEAD_LINES)
    for index, line in enumerate(lines[:HEAD_LINES]):
        if line.piece is Piece.BREADCRUMB:
            crumbs = crumbs or crumbs_of(line.folded.strip())
        elif line.piece is Piece.STAMP:
            stamp = stamp or stamp_in(line.folded, labels().stamp)
        elif line.piece in LINKING or line.piece in FRAME:
            continue
        elif wanted and bare(line.text) == wanted:
            title = title or line.text
        elif not wanted and is_title(lines, index):
            title, wanted = line.text, bare(line.text)
        elif wanted and stamp is None and is_deck(lines, index):
            continue
        else:
            count = index
            break
    if count == len(lines):
        return 0, None, (), None
    return count, title, told_steps(crumbs, wanted), stamp


def told_steps(crumbs: tuple[str, ...], wanted: str) -> tuple[str, ...]:
    """Return the steps of the breadcrumb without the page's own title at its end."""
    return tuple(step for step in crumbs if not wanted or bare(step) != wanted)


def is_title(lines: list[Line], index: int) -> bool:
    """Return whether a line is the title: short, without an end mark, and text follows."""
    line = lines[index]
    if line.piece is not Piece.HEADING or len(line.text) > LONGEST_TITLE:
        return False
    if index == 0 and is_digest(lines):
        return False
    return any(later.piece is Piece.TEXT for later in lines[index + 1 : index + 8])


def is_deck(lines: list[Line], index: int) -> bool:
    """Return whether a heading below the title belongs to the head: a deck or a by-line right above the stamp."""
    below = lines[index + 1 : index + 3]
    place = next((place for place, line in enumerate(below) if line.piece is Piece.STAMP), None)
    if lines[index].piece is not Piece.HEADING or place is None:
        return False
    return all(line.piece is not Piece.TEXT for line in below[:place])


def is_digest(lines: list[Line]) -> bool:
    """Return whether headings and texts take turns: several news in one text, the first heading no title of all."""
    pieces = [line.piece for line in lines[:DIGEST_LINES]]
    headings = pieces.count(Piece.HEADING)
    turns = sum(1 for one, other in pairwise(pieces) if one is Piece.HEADING and other is Piece.TEXT)
    return turns >= 3 and turns == headings - (pieces[-1] is Piece.HEADING) and 3 * headings >= len(pieces)


def read_tail(lines: list[Line], title: str | None) -> tuple[int, tuple[Link, ...]]:
    """Return how many lines are body, and the links below it.

    Walks up from the end over links and furniture. Without a single label, stamp or notice there the lines are
    body: an article may end in a list.
    """
    stop = len(lines)
    cut = len(lines)
    while stop and lines[stop - 1].piece is not Piece.TEXT:
        stop -= 1
        if lines[stop].piece in FRAME:
            cut = stop
    if cut == len(lines) and not repeats(lines[stop:], title):
        return len(lines), ()
    end, around = unlabelled(lines, stop, cut, title)
    return end, (*around, *labelled(lines[cut:], title))


def stamp_below(lines: list[Line]) -> str | None:
    """Return the day stamped right below the body, above any link: a list of links has stamps of its own."""
    framed = takewhile(lambda line: line.piece in FRAME - LINKING, lines)
    return next((stamp_in(line.folded, labels().stamp) for line in framed if line.piece is Piece.STAMP), None)


def repeats(lines: list[Line], title: str | None) -> bool:
    """Return whether the title stands among the lines."""
    return bool(title) and any(bare(line.text) == bare(title or "") for line in lines)


def unlabelled(lines: list[Line], stop: int, cut: int, title: str | None) -> tuple[int, tuple[Link, ...]]:
    """Return where the body ends and the links around a repeated title above the first label.

    Previous page, this page's title, next page: content farms list them without a label.
    """
    run = lines[stop:cut]
    wanted = bare(title) if title else ""
    own = next((index for index, line in enumerate(run) if wanted and bare(line.text) == wanted), None)
    if own is None:
        # A heading or two above the labels may close the article; more, above a list of links, are links too.
        are_links = len(run) > 2 and cut < len(lines) and lines[cut].piece in LINKING
        return (stop, as_links(run, LinkKind.RELATED)) if are_links else (cut, ())
    before, after = run[:own], run[own + 1 :]
    return stop, (*as_links(before[-1:], LinkKind.PREVIOUS), *as_links(after[:1], LinkKind.NEXT))


def as_links(lines: list[Line], kind: LinkKind) -> tuple[Link, ...]:
    """Return the lines as links of one kind."""
    return tuple(Link(text=line.text.strip(), url=line.url, kind=kind) for line in lines)


def labelled(lines: list[Line], title: str | None) -> tuple[Link, ...]:
    """Return the links below the body, each with the kind its label says; other furniture is dropped."""
    links: list[Link] = []
    kind = LinkKind.RELATED
    once = False  # previous and next have one link each, then related ones go on
    wanted = bare(title) if title else ""
    for line in lines:
        if line.piece in LINKING:
            kind, once = LinkKind(line.piece.value), line.piece is not Piece.RELATED
            value = value_after_label(line.folded, "previous", "next", "related")
            if not value:
                continue
            text = line.text[-len(value) :] if line.folded.endswith(value) else value
        elif line.piece is Piece.HEADING and bare(line.text) != wanted:
            text = line.text
        else:
            continue
        if not text.startswith(("没有", "沒有", "暂无", "暫無")):
            links.append(Link(text=text.strip(), url=line.url, kind=kind))
        if once:
            kind, once = LinkKind.RELATED, False
    return tuple(links)


def without_site(title: str | None, publisher: str | None) -> str | None:
    """Return the title without the site's name, None kept."""
    return clean_title(title, publisher) if title else None

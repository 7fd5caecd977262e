"""An HTML page as a tree and as lines: one line for every block, each with where it stands and what links it holds."""

import re
from html import unescape

import msgspec
from lxml import etree, html

from shiguan.capture.furniture import Piece, piece_of
from shiguan.errors import CaptureError
from shiguan.grammar.fold import fold

LARGEST = 16 * 1024 * 1024  # characters of markup; scripts and styles are taken out first
MOST_ELEMENTS = 400_000
# What opens a stretch that is no text, and what closes it; a page's own entities (the DOCTYPE's subset) are not needed.
OPENING = re.compile(r"<(?:!--|(?:script|style|noscript|template|svg)\b|!doctype\b|\?xml\b)", re.I)
CLOSING = {"<!--": "-->", "<!doctype": ">", "<?xml": ">"}
SKIPPED = frozenset(
    "script style noscript template svg iframe object embed select option button textarea head canvas audio"
    " video map".split()
)
INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span"
    " strike strong sub sup time tt u var wbr nobr input img".split()
)
FRAMES = frozenset("nav footer aside".split())
HIDDEN = re.compile(r"display\s*:\s*none", re.I)
TAG = re.compile(r"<[^<>]*>")
LINE_SPACE = re.compile(r"[ \t\r\n\f\u200b\ufeff]+")


class Line(msgspec.Struct, frozen=True):
    """One block of text: as written, folded, how much of it is link, and the block it stands in."""

    text: str
    folded: str
    linked: int  # characters inside links
    url: str | None  # of the first link
    block: int  # index into Markup.blocks
    piece: Piece
    hidden: bool
    framed: bool  # inside nav, footer or aside


class Markup(msgspec.Struct, frozen=True):
    """The tree, its lines in reading order, and the blocks they stand in with each block's parent."""

    root: html.HtmlElement
    lines: list[Line]
    blocks: list[html.HtmlElement]
    parents: list[int]  # index of the enclosing block, -1 at the top


def parse(text: str, name: str) -> html.HtmlElement:
    """Return the tree of a page; raises CaptureError where there is none, or too much of it."""
    slim = strip(text)
    if len(slim) > LARGEST:
        raise CaptureError(f"{name}: its HTML has {len(slim):,} characters, more than {LARGEST:,}; give single pages")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, no_network=True)
    try:
        root = html.document_fromstring(slim.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as fault:
        raise CaptureError(f"{name}: its HTML holds no elements; give a whole page") from fault
    return root


def strip(text: str) -> str:
    """Return the markup without scripts, styles, comments and declarations, in one pass."""
    lower = text.lower() if len(text.lower()) == len(text) else text
    kept: list[str] = []
    missing: set[str] = set()  # closers that do not come any more: none is searched for twice
    start = 0
    while found := OPENING.search(text, start):
        opener = found.group().lower()
        closer = CLOSING.get(opener, f"</{opener[1:]}")
        end = -1 if closer in missing else lower.find(closer, found.end())
        kept.append(text[start : found.start()])
        kept.append(" ")
        if end < 0:
            missing.add(closer)
            start = found.end()
            continue
        if opener == "<!doctype" and "[" in (subset := text[found.end() : end]):
            inner = text.find("]", found.end() + subset.index("["))
            end = text.find(">", inner) if inner >= 0 else end
        start = end + len(closer)
    kept.append(text[start:])
    return "".join(kept)


def plain_text(text: str) -> str:
    """Return the text between all tags, a line for each: for markup too broken or too deep to make a tree of."""
    return unescape(TAG.sub("\n", strip(text)))


class Reader:
    """Walks the tree once, without recursion, and collects lines and blocks."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.blocks: list[html.HtmlElement] = []
        self.parents: list[int] = []
        self.pieces: list[str] = []
        self.linked = 0
        self.url: str | None = None
        self.open: list[int] = [-1]
        self.links: list[str] = []
        self.hidden = 0
        self.framed = 0

    def say(self, text: str | None) -> None:
        """Take up text of the line that is being read."""
        if text:
            self.pieces.append(text)
            if self.links:
                self.linked += len(text.strip())
                self.url = self.url or self.links[-1]

    def end_line(self) -> None:
        """Close the line that is being read."""
        if not self.pieces:
            return
        text = LINE_SPACE.sub(" ", "".join(self.pieces)).strip(" \xa0\u3000")
        self.pieces.clear()
        if text:
            folded = fold(text)
            piece = piece_of(folded)
            hidden, framed = bool(self.hidden), bool(self.framed)
            self.lines.append(Line(text, folded, self.linked, self.url, self.open[-1], piece, hidden, framed))
        self.linked, self.url = 0, None

    def enter(self, element: html.HtmlElement) -> None:
        """Begin an element."""
        tag = element.tag
        self.hidden += HIDDEN.search(element.get("style") or "") is not None
        self.framed += tag in FRAMES
        if tag == "a":
            self.links.append((element.get("href") or "").strip())
        if tag not in INLINE:
            self.end_line()
            if tag != "br":
                self.blocks.append(element)
                self.parents.append(self.open[-1])
                self.open.append(len(self.blocks) - 1)
        self.say(element.text)

    def leave(self, element: html.HtmlElement) -> None:
        """End an element and go on with the text behind it."""
        tag = element.tag
        if tag not in INLINE and tag != "br":
            self.end_line()
            self.open.pop()
        if tag == "a":
            self.links.pop()
        self.hidden -= HIDDEN.search(element.get("style") or "") is not None
        self.framed -= tag in FRAMES


def read(text: str, name: str) -> Markup:
    """Return the page's tree with its lines and blocks."""
    root = parse(text, name)
    reader = Reader()
    skipping: html.HtmlElement | None = None
    for count, (event, element) in enumerate(etree.iterwalk(root, events=("start", "end"))):
        if count > 2 * MOST_ELEMENTS:
            raise CaptureError(f"{name}: its HTML has more than {MOST_ELEMENTS:,} elements; give single pages")
        if skipping is not None:
            if event == "end" and element is skipping:
                skipping = None
                reader.say(element.tail)
            continue
        if event == "start":
            if element.tag in SKIPPED or not isinstance(element.tag, str):
                skipping = element
                continue
            reader.enter(element)
        else:
            reader.leave(element)
            reader.say(element.tail)
    reader.end_line()
    return Markup(root, reader.lines, reader.blocks, reader.parents)

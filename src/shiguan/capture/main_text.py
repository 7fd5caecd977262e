"""The article on an HTML page: the block that holds most running Chinese, cleaned by trafilatura."""

import re
from copy import deepcopy
from itertools import islice

import msgspec
import trafilatura
from lxml import html
from trafilatura.settings import Document

from shiguan.capture.furniture import Piece
from shiguan.capture.markup import Line, Markup

PARAGRAPHS = frozenset("p li h1 h2 h3 h4 h5 h6 blockquote dd dt pre center figcaption".split())
SENTENCE_MARK = re.compile(r"[，。！？；：、“”]")
HAN = re.compile(r"[\u3400-\u9fff]")
NO_ARTICLE = re.compile(
    r"comment|pinglun|reply|recommend|tuijian|relat|xiangguan|xgxw|footer|copyright|sidebar|side-bar|hotnews|ranking|modal|dialog",
    re.I,
)
SMALL_PART = 0.4  # what holds more of the page's running text is no aside, whatever its class
SHORTEST = 12
MOST_LINKED = 0.5
FADING = (1.0, 0.5, 0.25)  # what a paragraph gives its block, and the two around that
GROWTH = 1.25  # a larger block is taken if it holds that much more running text
DENSITY = 0.6  # and most of what it holds is running text
LEAST_FOUND = 0.6  # share of the running text that trafilatura must find before its word on the rest counts
LEAST_READ = 0.67
MOST_CLEANED = 150_000  # characters
MOST_ELEMENTS = 5_000
ENDING = frozenset({Piece.RELATED, Piece.PREVIOUS, Piece.NEXT, Piece.EDITOR})


class Article(msgspec.Struct, frozen=True):
    """The lines of the article, and where its block begins and ends among the page's lines."""

    lines: list[Line]
    first: int
    last: int


def weight(line: Line) -> int:
    """Return how many characters of running text a line holds."""
    if line.hidden or line.framed or len(line.text) < SHORTEST or not SENTENCE_MARK.search(line.folded):
        return 0
    if line.linked > MOST_LINKED * len(line.text) or line.piece not in (Piece.TEXT, Piece.HEADING):
        return 0
    return len(HAN.findall(line.text))


def find_article(markup: Markup) -> Article | None:
    """Return the article's lines, or None where the page has no running Chinese text."""
    weights = [weight(line) for line in markup.lines]
    asides = aside_blocks(markup, weights)
    weights = [0 if asides[line.block] else held for line, held in zip(markup.lines, weights, strict=True)]
    top = best_block(markup, weights)
    if top is None:
        return None
    ends = subtree_ends(markup.parents)
    top = widen(markup, weights, top, ends)
    inside = [index for index, line in enumerate(markup.lines) if top <= line.block < ends[top]]
    kept = [line for index in inside if keeps(line := markup.lines[index]) and not asides[line.block]]
    lines = clean(kept, markup.blocks[top])
    return Article(up_to_label(lines), inside[0], inside[-1])


def aside_blocks(markup: Markup, weights: list[int]) -> list[bool]:
    """Return for every block whether it, or one around it, is named as comments, recommendations and the like."""
    held = [0] * len(markup.blocks)
    for line, running in zip(markup.lines, weights, strict=True):
        held[line.block] += running
    for index in range(len(held) - 1, -1, -1):
        if markup.parents[index] >= 0:
            held[markup.parents[index]] += held[index]
    most = SMALL_PART * sum(weights)
    asides: list[bool] = []
    for block, parent, running in zip(markup.blocks, markup.parents, held, strict=True):
        inherited = parent >= 0 and asides[parent]
        asides.append(inherited or (running <= most and is_aside(block)))
    return asides


def clean(lines: list[Line], block: html.HtmlElement) -> list[Line]:
    """Return the lines without captions, share boxes and the like: what trafilatura drops and is no running text."""
    if not is_usual(lines, block):
        return lines
    held = extracted(block)
    running = [weight(line) for line in lines]
    found = [squeezed(line.text) in held for line in lines]
    if sum(weight * kept for weight, kept in zip(running, found, strict=True)) < LEAST_FOUND * sum(running):
        return lines
    return [line for line, held, kept in zip(lines, running, found, strict=True) if held or kept]


def is_usual(lines: list[Line], block: html.HtmlElement) -> bool:
    """Return whether the block has the size of an article; trafilatura's time grows with the square of it."""
    if sum(len(line.text) for line in lines) > MOST_CLEANED:
        return False
    return sum(1 for _ in islice(block.iter(), MOST_ELEMENTS)) < MOST_ELEMENTS


def extracted(block: html.HtmlElement) -> str:
    """Return what trafilatura takes for the text of one block, without white space."""
    shell = html.document_fromstring("<html><body><article></article></body></html>")
    inner = deepcopy(block)
    inner.tail = None
    if inner.tag in ("body", "html"):
        inner.tag = "div"
    shell.find(".//article").append(inner)
    found = trafilatura.bare_extraction(shell, include_comments=False, with_metadata=False, fast=True)
    # The declared type allows a dict, which it only returns when asked to.
    return squeezed(found.text or "") if isinstance(found, Document) else ""


def squeezed(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


def up_to_label(lines: list[Line]) -> list[Line]:
    """Return the lines above the first label of links or editors in the last third of the running text."""
    total = sum(map(weight, lines))
    read = 0
    for index, line in enumerate(lines):
        read += weight(line)
        if line.piece in ENDING and read >= LEAST_READ * total:
            return lines[: index + 1]
    return lines


def keeps(line: Line) -> bool:
    """Return whether a line in the article's block is its text and no list of links or hidden matter."""
    if line.hidden or line.framed:
        return False
    return line.linked <= 0.8 * len(line.text) or weight(line) > 0


def best_block(markup: Markup, weights: list[int]) -> int | None:
    """Return the block to which the paragraphs give most, each to its own block and less to those around."""
    scores: dict[int, float] = {}
    for line, running in zip(markup.lines, weights, strict=True):
        if not running:
            continue
        block = line.block
        if markup.blocks[block].tag in PARAGRAPHS and markup.parents[block] >= 0:
            block = markup.parents[block]
        for part in FADING:
            if block < 0:
                break
            scores[block] = scores.get(block, 0.0) + part * running
            block = markup.parents[block]
    return max(scores, key=lambda index: (scores[index], index)) if scores else None


def is_aside(block: html.HtmlElement) -> bool:
    """Return whether a block's class or id names comments, recommendations and the like."""
    return NO_ARTICLE.search(f"{block.get('class') or ''} {block.get('id') or ''}") is not None


def subtree_ends(parents: list[int]) -> list[int]:
    """Return for every block the index behind its last descendant; blocks stand in reading order."""
    ends = [index + 1 for index in range(len(parents))]
    for index in range(len(parents) - 1, -1, -1):
        if parents[index] >= 0:
            ends[parents[index]] = max(ends[parents[index]], ends[index])
    return ends


def widen(markup: Markup, weights: list[int], top: int, ends: list[int]) -> int:
    """Return a larger block around `top` where much running text stands beside it: articles in several sections."""
    best = top
    block = markup.parents[top]
    for _ in range(3):
        if block < 0 or markup.blocks[block].tag in ("body", "html"):
            break
        held = running_text(markup, weights, best, ends)[0]
        more, total = running_text(markup, weights, block, ends)
        if more >= GROWTH * held and more >= DENSITY * total:
            best = block
        block = markup.parents[block]
    return best


def running_text(markup: Markup, weights: list[int], block: int, ends: list[int]) -> tuple[int, int]:
    """Return the running text in a block, and all its Han characters."""
    running = total = 0
    for line, held in zip(markup.lines, weights, strict=True):
        if block <= line.block < ends[block]:
            total += len(HAN.findall(line.text))
            running += held
    return running, total

"""Where paragraphs, sentences and quotations begin and end in a folded text."""

import re

import msgspec

Bounds = tuple[int, int]  # half open, code points

LINE = re.compile(r"[^\n]+")
# A sentence ends after 。！？ and the closing marks behind it, or at the end of its line. A full stop inside an
# unclosed bracket or quotation still ends a sentence: quotations may run over several.
SENTENCE = re.compile(r"[^。！？\n]*(?:[。！？]+[”’）』」]*|(?=\n)|$)")
QUOTE_MARK = re.compile(r"[“”\n]")


class Layout(msgspec.Struct, frozen=True):
    """Half-open bounds, each list in reading order. `quotes` are the insides of “ ” pairs, nested ones left out."""

    paragraphs: list[Bounds]
    sentences: list[Bounds]
    quotes: list[Bounds]


def lay_out(folded: str) -> Layout:
    """Return the layout of a folded text."""
    paragraphs = []
    sentences: list[Bounds] = []
    for line in LINE.finditer(folded):
        start, end = trim(folded, line.start(), line.end())
        if start == end:
            continue
        whole = (start, end)
        paragraphs.append(whole)
        inside = sentence_bounds(folded, start, end)
        sentences += inside if inside != [whole] else [whole]  # one tuple for both saves a third of a page's layout
    return Layout(paragraphs, sentences, quote_bounds(folded))


def trim(text: str, start: int, end: int) -> Bounds:
    """Return the bounds without white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def sentence_bounds(text: str, start: int, end: int) -> list[Bounds]:
    """Return the sentences of one line, closing marks included."""
    found = []
    for match in SENTENCE.finditer(text, start, end):
        first, last = match.span()
        if first < last and (text[first].isspace() or text[last - 1].isspace()):
            first, last = trim(text, first, last)
        if first < last:
            found.append((first, last))
    return found


def quote_bounds(text: str) -> list[Bounds]:
    """Return the insides of “ ” pairs; a pair may run over lines only where the next line opens with another “."""
    found = []
    opened = -1
    depth = 0
    for mark in QUOTE_MARK.finditer(text):
        character = mark[0]
        if character == "“":
            depth += 1
            if depth == 1:
                opened = mark.end()
        elif character == "”" and depth:
            depth -= 1
            if depth == 0:
                found.append((opened, mark.start()))
        elif character == "\n":
            depth = 0
    return found

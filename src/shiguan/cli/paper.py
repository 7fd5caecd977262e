"""The ground the terminal writes on: width, colours, and lines broken where Chinese may be broken."""

import os
import re
from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console

WIDTH_WHEN_PIPED = 100
WIDEST = 120  # longer lines are hard to read

DARK = {"ink-2": "#A29B8A", "rule": "#322F27", "indigo": "#8FB4EA", "ochre": "#E2B25A"}
LIGHT = {"ink-2": "#6B665A", "rule": "#DDD6C6", "indigo": "#2B4C7E", "ochre": "#8A5A00"}
LIGHT_GROUNDS = {"7", "15"}  # the last part of COLORFGBG on a light terminal

# What stays in one piece: Latin words, numbers with their marks, and any character with the opening marks before it
# and the closing marks behind it, so that no line begins with ，or ends with “.
OPENING, CLOSING = "“‘（《〈「『【[(", "，。、；：！？”’）》〉」』】…—])%"
WORD = r"[A-Za-z0-9][A-Za-z0-9.,:/%+\-–'’]*[年月日亿万]?"
PIECE = re.compile(rf"[ \t]+|[{re.escape(OPENING)}]*(?:{WORD}|.)[{re.escape(CLOSING)}]*", re.DOTALL)


def screen() -> Console:
    """Return the console on standard output; colours only on a terminal that wants them."""
    console = Console(highlight=False, markup=False, soft_wrap=True)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        return Console(highlight=False, markup=False, soft_wrap=True, width=WIDTH_WHEN_PIPED)
    return console


def styles() -> dict[str, str]:
    """Return colour by token, for the ground the terminal says it has."""
    ground = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in LIGHT_GROUNDS else DARK


def wrap(text: str, width: int) -> list[str]:
    """Return `text` in lines of at most `width` columns, wide characters counted as two, words and marks kept whole."""
    lines = [""]
    used = 0
    for piece in PIECE.findall(" ".join(text.split())):
        size = cell_len(piece)
        if used + size > width and lines[-1]:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
            used = 0
            if piece.isspace():
                continue
        while cell_len(piece) > width:  # one word wider than the line has to be cut
            cut = columns_of(piece, width)
            lines[-1] = piece[:cut]
            piece = piece[cut:]
            lines.append("")
        lines[-1] += piece
        used = cell_len(lines[-1])
    return [line for line in lines if line] or [""]


def flow(items: Iterable[str], width: int, mark: str = " · ") -> list[str]:
    """Return items joined by a mark in lines of at most `width` columns; an item moves to the next line whole."""
    lines: list[str] = []
    for item in items:
        if lines and cell_len(lines[-1] + mark + item) <= width:
            lines[-1] += mark + item
        else:
            lines.extend(wrap(item, width))
    return lines


def columns_of(text: str, width: int) -> int:
    """Return how many characters of `text` fit into `width` columns, at least one."""
    used = 0
    for index, character in enumerate(text):
        used += cell_len(character)
        if used > width:
            return max(index, 1)
    return len(text)


def columns(text: str) -> int:
    """Return how many columns a text takes, wide characters counted as two."""
    return cell_len(text)


def pad(text: str, width: int) -> str:
    """Return `text` filled with blanks to `width` columns; longer text stays as it is."""
    return text + " " * max(0, width - cell_len(text))


def clip(text: str, width: int) -> str:
    """Return `text` in one line of at most `width` columns, … where something is left out."""
    flat = " ".join(text.split())
    if cell_len(flat) <= width:
        return flat
    return flat[: columns_of(flat, width - 1)].rstrip() + "…"

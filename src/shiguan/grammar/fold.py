"""Fold text for matching: one code point to one code point, so that offsets hold in the text as written."""

import functools
import re

from shiguan.lexicon import tables

# ASCII marks that stand for full-width ones in Chinese text. Between digits they are part of a number or time of day.
ASCII_MARKS = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”", "＂": '"', "﹁": "“", "﹂": "”"}
NUMERIC_MARK = re.compile(r"(?<=\d)[，：](?=\d)")


class FoldTable(dict[int, int | str]):
    """A translation table that answers for every code point and remembers the answer."""

    def __missing__(self, code: int) -> int:
        folded = code
        if 0xFF10 <= code <= 0xFF5A and chr(code).isalnum():  # full-width digits and letters
            folded = code - 0xFEE0
        elif code == 0x3000 or code == 0xA0:
            folded = 0x20
        self[code] = folded
        return folded


@functools.cache
def fold_table() -> FoldTable:
    """Return the one table: traditional to simplified, widths, marks and quotation marks."""
    table = FoldTable()
    for row in tables.rows("traditional"):
        table[ord(row["traditional"])] = row["simplified"]
    for written, folded in {**ASCII_MARKS, **QUOTES}.items():
        table[ord(written)] = folded
    return table


def fold(text: str) -> str:
    """Return `text` with simplified characters, half-width digits and letters, full-width marks, “ ” quotes.

    The result has exactly as many code points as `text`.
    """
    folded = text.translate(fold_table())
    if any(mark in text for mark in ",:"):
        folded = NUMERIC_MARK.sub(lambda found: text[found.start()], folded)
    if '"' in folded:
        folded = pair_quotes(folded)
    return folded


def pair_quotes(text: str) -> str:
    """Turn straight double quotation marks into “ and ” by turns, beginning anew with each line."""
    lines = []
    for line in text.split("\n"):
        parts = line.split('"')
        lines.append(
            "".join(part + ("“" if index % 2 == 0 else "”") for index, part in enumerate(parts[:-1])) + parts[-1]
        )
    return "\n".join(lines)


CASE = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}


def fold_case(text: str) -> str:
    """Return folded text with small Latin letters, for searching: g20 finds G20. The length stays."""
    return fold(text).translate(CASE)

"""Fold text for matching: one code point to one code point, so that offsets hold in the text as written."""

import functools
import re

from shiguan.lexicon import tables

# ASCII marks that stand for full-width ones in Chinese text. Between digits they are part of a number or time of day.
ASCII_MARKS = {",": "，", ":": "：", ";": "；", "!": "！", "?": "？", "(": "（", ")": "）"}
QUOTES = {"「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”", "＂": '"', "﹁": "“", "﹂": "”"}
# With more foldable characters than FEW among the first, it pays to look every character up: traditional writing.
GLANCE = 200
FEW = 20
NUMERIC_MARK = re.compile(r"(?<=\d)[，：](?=\d)")


class FoldTable(dict[int, int | str]):
    """A translation table that answers for every code point and remembers the answer."""

    def __missing__(self, code: int) -> int:
        self[code] = code
        return code


@functools.cache
def folded_forms() -> dict[str, str]:
    """Return every character that folding changes, and into what."""
    forms = {row["traditional"]: row["simplified"] for row in tables.rows("traditional")}
    for code in range(0xFF10, 0xFF5B):  # full-width digits and letters
        if chr(code).isalnum():
            forms[chr(code)] = chr(code - 0xFEE0)
    return {**forms, "\u3000": " ", "\xa0": " ", **ASCII_MARKS, **QUOTES}


@functools.cache
def fold_table() -> FoldTable:
    """Return the one table of what folds into what, for `str.translate`."""
    return FoldTable({ord(written): plain for written, plain in folded_forms().items()})


@functools.cache
def foldable() -> re.Pattern[str]:
    """Return the pattern of a character that folding may change: most pages hold a handful, and it finds them fast."""
    # Beyond the basic plane the engine would try one character after the other, so all of it counts as foldable.
    basic = "".join(character for character in folded_forms() if character <= "\uffff")
    return re.compile(rf"[{re.escape(basic)}\U00010000-\U0010ffff]")


def fold(text: str) -> str:
    """Return `text` with simplified characters, half-width digits and letters, full-width marks, “ ” quotes.

    The result has exactly as many code points as `text`.
    """
    table = fold_table()
    if len(foldable().findall(text, 0, GLANCE)) > FEW:
        folded = text.translate(table)
    else:
        folded = foldable().sub(lambda found: found[0].translate(table), text)
    if "," in text or ":" in text:
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

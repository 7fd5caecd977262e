"""Fold a name so that its wordings compare equal: simplified, half width, one dot, one dash, no case.

Unlike the fold of a page, this one need not keep offsets.
"""

import functools
import re
import unicodedata

from shiguan.lexicon import tables

DOTS = re.compile(r"\s*[·•‧・･∙⋅]\s*")
DASHES = re.compile(r"\s*[‐‑‒–—―─－−﹣-][‐‑‒–—―─－−﹣\s-]*")
SPACES = re.compile(r"\s+")
QUOTES = re.compile(r"[“”‘’\"'「」『』《》〈〉〝〞＂]")
LATIN_GAP = re.compile(r"(?<=[a-z0-9\u00df-\u024f.,]) (?=[a-z0-9\u00df-\u024f])")


@functools.cache
def simplified() -> dict[int, str]:
    """Return the translation from traditional to simplified characters."""
    return {ord(written): plain for written, plain in tables.mapping("traditional", "simplified").items()}


def fold_name(word: str) -> str:
    """Return the word in simplified, half-width, lower-case characters: 謝爾蓋‧紹伊古 -> 谢尔盖·绍伊古.

    Quotation marks go; spaces stay only between Latin words; every dash is "-" and every dot "·".
    """
    dotted = DOTS.sub("·", word)
    plain = unicodedata.normalize("NFKC", dotted).translate(simplified()).casefold()
    plain = DASHES.sub("-", DOTS.sub("·", QUOTES.sub("", plain)))
    kept = LATIN_GAP.sub("\0", SPACES.sub(" ", plain).strip())
    return kept.replace(" ", "").replace("\0", " ").strip("-·")

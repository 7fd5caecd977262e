"""The words of a dossier between its quotations, in both languages."""

import csv
import functools
from importlib import resources

from shiguan.model.brief import Language

LATIN = {"、": ", ", "，": ", ", "；": "; ", "：": ": "}


@functools.cache
def table() -> dict[str, dict[str, str]]:
    """Return the words by key, then by language."""
    lines = (resources.files("shiguan.tell.brief") / "wording.csv").read_text(encoding="utf-8").splitlines()
    return {row["key"]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


class Wording:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return the words under a key with the values put in."""
        words = table()[key][self.language.value]
        return words.format(**values) if values else words

    def has(self, key: str) -> bool:
        """True where the table has words under a key."""
        return key in table()

    def number(self, count: int | None) -> str:
        """Return the number of a session."""
        return self("round", number=count) if count is not None else "–"

    def sign(self, sign: str) -> str:
        """Return a Chinese mark of punctuation, or the one of the language that stands for it."""
        return sign if self.language is Language.CHINESE else LATIN[sign]

    def aside(self, words: str) -> str:
        """Return words in parentheses behind others; no words, no parentheses."""
        if not words:
            return ""
        return f"（{words}）" if self.language is Language.CHINESE else f" ({words})"

    def join(self, parts: list[str]) -> str:
        """Return parts as a list within a line."""
        return self.sign("、").join(parts)

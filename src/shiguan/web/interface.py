"""The words of the interface, in Chinese and English."""

import csv
import functools
from enum import StrEnum
from importlib import resources


class Tongue(StrEnum):
    """The languages of the interface."""

    ENGLISH = "en"
    CHINESE = "zh"


@functools.cache
def table() -> dict[str, dict[str, str]]:
    """Return the words by key, then by language."""
    lines = (resources.files("shiguan.web") / "interface.csv").read_text(encoding="utf-8").splitlines()
    return {row["key"]: row for row in csv.DictReader(line for line in lines if not line.startswith("#"))}


def word(key: str, tongue: Tongue) -> str:
    """Return one word of the interface; a key without one is shown as it is."""
    row = table().get(key)
    return row[tongue] if row else key

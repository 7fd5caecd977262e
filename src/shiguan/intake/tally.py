"""What was passed over on the way in, and why: counted, for it is no fault."""

from collections import Counter
from enum import StrEnum


class Passed(StrEnum):
    """Why a page was passed over before it was read."""

    NO_PAGE = "no page"  # another type of file, another answer than 200
    NOT_CHINESE = "not Chinese"
    NO_DIPLOMACY = "no diplomacy"


class Tally:
    """Counts what is passed over while inputs are read."""

    def __init__(self) -> None:
        self.passed: Counter[Passed] = Counter()

    def count(self, why: Passed) -> None:
        """Count one page more."""
        self.passed[why] += 1

    def says(self) -> str:
        """Return the counts in words, "" where nothing was passed over."""
        return ", ".join(f"{self.passed[why]:,} {why}" for why in Passed if self.passed[why])

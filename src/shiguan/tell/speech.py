"""What was said, laid end to end for counting: quotation marks taken out, a break at every other mark."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.grammar.fold import fold
from shiguan.tell.gram import BREAK

QUOTES = "“”‘’"
PAUSE = "、"  # phrases go across it: 相互尊重、合作共赢
TITLE = re.compile(r"《[^《》\n]*》")
COPY_DAYS = 3  # the same words told again within so many days are a copy
COPY_LENGTH = 20


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as the register has it: its words as written, where they begin on which page, whose and when."""

    id: str
    page: str
    start: int
    text: str
    day: int | None
    speaker: str
    state: str | None


class Marks(dict[int, int | str | None]):
    """A translation table: Chinese characters stay, quotation marks go, everything else breaks."""

    def __missing__(self, code: int) -> int | str | None:
        stays = 0x3400 <= code <= 0x9FFF or chr(code) == PAUSE
        found: int | str | None = code if stays else None if chr(code) in QUOTES else BREAK
        self[code] = found
        return found


class Speech:
    """Sayings laid end to end; `text` is what is counted in, each saying between two breaks."""

    def __init__(self, sayings: Sequence[Saying], folded: Sequence[str]) -> None:
        self.sayings = sayings
        self.folded = folded
        marks = Marks()
        parts = [one.translate(marks) for one in folded]
        self.text = BREAK + BREAK.join(parts) + BREAK
        self.starts: list[int] = []
        self.opened: set[int] = set()
        self.closed: set[int] = set()
        at = 1
        for one, part in zip(folded, parts, strict=True):
            self.starts.append(at)
            self.note_quotes(one, at)
            at += len(part) + 1

    def note_quotes(self, folded: str, at: int) -> None:
        """Keep where quotation marks stood in one saying."""
        for seen, mark in enumerate(re.finditer(f"[{QUOTES}]", folded)):
            (self.opened if mark.group() in "“‘" else self.closed).add(at + mark.start() - seen)

    def saying_at(self, at: int) -> int:
        """Return the number of the saying that stands at a place."""
        return bisect_right(self.starts, at) - 1

    def statements(self, places: Iterable[int]) -> set[int]:
        """Return the numbers of the sayings that stand at some places."""
        return {bisect_right(self.starts, at) - 1 for at in places}

    def is_quoted(self, at: int, length: int) -> bool:
        """True where a run stands in quotation marks, it and nothing else."""
        return at in self.opened and at + length in self.closed

    def count_quoted(self, places: Iterable[int], length: int) -> int:
        """Return how often a run stands in quotation marks."""
        return sum(at in self.opened and at + length in self.closed for at in places)

    def count_ends(self, places: Iterable[int], length: int) -> int:
        """Return how often a clause, an item of a list or a quotation ends with a run."""
        text, closed = self.text, self.closed
        return sum(text[at + length] in (BREAK, PAUSE) or at + length in closed for at in places)

    def place(self, at: int, length: int) -> tuple[Saying, int, int]:
        """Return the saying in which a run stands, and its first and last character there as written."""
        number = self.saying_at(at)
        shown = [index for index, character in enumerate(self.folded[number]) if character not in QUOTES]
        first = at - self.starts[number]
        return self.sayings[number], shown[first], shown[first + length - 1] + 1


def speech_of(sayings: Iterable[Saying]) -> Speech:
    """Return sayings laid end to end, by day and id; what repeats the very words of the days before is left out."""
    ordered = sorted(sayings, key=lambda one: (one.day or 0, one.id))
    kept: list[Saying] = []
    folded: list[str] = []
    last: dict[str, int] = {}
    for one in ordered:
        plain = TITLE.sub(lambda found: BREAK * len(found.group()), fold(one.text))
        day = one.day or 0
        seen = last.get(plain)
        if len(plain) >= COPY_LENGTH:
            last[plain] = day
        if seen is None or day - seen > COPY_DAYS:
            kept.append(one)
            folded.append(plain)
    return Speech(kept, folded)

"""Runs that may be phrases, and how those that are one phrase in other words are folded into it."""

from collections.abc import Iterable, Sequence

import msgspec

SHORTEST = 4  # characters of runs that nobody put in quotation marks
A_WORD = 3  # characters: a wording that has at most so many more than a phrase
COMMON = 1.5  # which stands so many times as often is its variant
RARE = 3.0  # so is one that has more characters more, fewer than the phrase itself, if the phrase is as much commoner
TWIN = 8  # characters: so long a phrase is the same with one more inside (落实好), or with an attribute there (达成的)
OTHERWISE = frozenset("不未非无没一二三四五六七八九十百两")  # but not with one of these
OF = "的"
PAUSE = "、"


class Run(msgspec.Struct, kw_only=True):
    """A run that may be a phrase, and every place where it stands; `twins` are the same run in slightly other words."""

    text: str
    places: list[int]
    quoted: int
    variants: list[str] = []
    twins: list["Run"] = []
    weight: float = 1.0  # less for words that are everybody's

    @property
    def everywhere(self) -> list[int]:
        """Every place where it or a twin stands."""
        return [*self.places, *(at for twin in self.twins for at in twin.places)] if self.twins else self.places


def folded(runs: Sequence[Run]) -> list[Run]:
    """Return runs without those that are a phrase with a word more, which stand with it as variants."""
    by_text = {run.text: run for run in runs}
    heads = []
    for run in sorted(runs, key=lambda one: (len(one.text), one.text)):
        head = head_of(run, by_text)
        if head is None:
            heads.append(run)
            continue
        by_text[run.text] = head
        if len(run.text) - len(head.text) > 1:  # one character more is a word cut in two
            head.variants.append(run.text)
    return heads


def head_of(run: Run, by_text: dict[str, Run]) -> Run | None:
    """Return the phrase of which a run is a variant: the longest within it, if used far more often."""
    length = len(run.text)
    for size in range(length - 1, max(SHORTEST - 1, length // 2), -1):
        common = COMMON if length - size <= A_WORD else RARE
        for start in range(length - size + 1):
            head = by_text.get(run.text[start : start + size])
            if head is not None and len(head.places) >= common * len(run.places):
                return head
    return None


def paired(runs: Sequence[Run]) -> list[Run]:
    """Return runs without those that are a more frequent one with something slight more or less inside."""
    by_text = {run.text: run for run in runs}
    heads: dict[str, Run] = {}
    for run in sorted(runs, key=lambda one: (len(one.text), one.text)):
        twin = next((by_text[text] for text in without(run.text) if text in by_text), None)
        if twin is None:
            continue
        twin = heads.get(twin.text, twin)
        head, other = (twin, run) if len(twin.places) >= len(run.places) else (run, twin)
        for one in (other, *other.twins):
            heads[one.text] = head
            head.twins.append(one)
            head.variants.append(one.text)
            head.quoted += one.quoted
        head.variants += other.variants
        other.twins = []
    return [run for run in runs if run.text not in heads]


def without(text: str) -> Iterable[str]:
    """Yield what a long run would be with one character less inside, or without an attribute of up to three in 的."""
    if PAUSE in text:
        yield text.replace(PAUSE, "")
    for at in range(1, len(text) - 1 if len(text) > TWIN else 1):
        if text[at] not in OTHERWISE:
            yield text[:at] + text[at + 1 :]
    for size in (2, 3):
        for at in range(1, len(text) - size if len(text) >= TWIN + size else 1):
            if text[at + size - 1] == OF:
                yield text[:at] + text[at + size :]

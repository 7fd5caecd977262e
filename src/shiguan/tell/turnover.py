"""Which set phrases came into use and which went out of it, between two periods or two rounds."""

from collections.abc import Collection, Iterable, Sequence

import msgspec

from shiguan.tell.phrase import Phrase, find_runs, score_of, tell_phrase
from shiguan.tell.run import Run
from shiguan.tell.speech import Saying, Speech, speech_of


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """A phrase that only one of two periods has.

    `chance` is the probability that so many uses fall into that period alone where the phrase is used alike in both.
    """

    phrase: Phrase
    chance: float


class Basis(msgspec.Struct, frozen=True, kw_only=True):
    """What one of two periods rests on: its name, its statements and their characters."""

    label: str
    statements: int
    characters: int


class Turnover(msgspec.Struct, frozen=True, kw_only=True):
    """What entered and what left between two periods, the least likely to be chance first."""

    before: Basis
    after: Basis
    entered: tuple[Change, ...]
    left: tuple[Change, ...]


class Split(msgspec.Struct, frozen=True, kw_only=True):
    """Two periods, by the ids of their statements, with their names."""

    before: Collection[str]
    after: Collection[str]
    labels: tuple[str, str] = ("before", "after")


def tell_turnover(
    sayings: Iterable[Saying],
    split: Split,
    *,
    least: int = 5,
    least_uses: int = 3,
    limit: int | None = None,
    names: Collection[str] = (),
) -> Turnover:
    """Return what entered and what left between two periods.

    Phrases are found in all sayings, which may be more than those of the two periods: what is a phrase shows in the
    whole, what is new in the two. A phrase counts with at least `least_uses` statements on its side.
    """
    speech = speech_of(sayings)
    runs = find_runs(speech, least=least, names=names)
    old, new = members(speech, split.before), members(speech, split.after)
    before, after = basis(speech, old, split.labels[0]), basis(speech, new, split.labels[1])
    total = before.characters + after.characters
    entered, left = [], []
    for run in runs:
        earlier, later = within(speech, run, old), within(speech, run, new)
        if later.everywhere and not earlier.everywhere:
            entered.append((later, after.characters / total))
        elif earlier.everywhere and not later.everywhere:
            left.append((earlier, before.characters / total))
    return Turnover(
        before=before,
        after=after,
        entered=changes(speech, entered, least_uses, limit),
        left=changes(speech, left, least_uses, limit),
    )


def members(speech: Speech, ids: Collection[str]) -> frozenset[int]:
    """Return the numbers of the sayings with some ids."""
    wanted = frozenset(ids)
    return frozenset(at for at, saying in enumerate(speech.sayings) if saying.id in wanted)


def basis(speech: Speech, numbers: Collection[int], label: str) -> Basis:
    """Return what a period rests on."""
    characters = sum(len(speech.sayings[at].text) for at in numbers)
    return Basis(label=label, statements=len(numbers), characters=characters)


def within(speech: Speech, run: Run, numbers: Collection[int]) -> Run:
    """Return a run, and its twins, with their places in some sayings alone."""
    places = [at for at in run.places if speech.saying_at(at) in numbers]
    twins = [within(speech, one, numbers) for one in run.twins]
    quoted = speech.count_quoted(places, len(run.text)) + sum(one.quoted for one in twins)
    return msgspec.structs.replace(run, places=places, quoted=quoted, variants=list(run.variants), twins=twins)


def changes(
    speech: Speech, found: Sequence[tuple[Run, float]], least_uses: int, limit: int | None
) -> tuple[Change, ...]:
    """Return the changes with enough statements, the least likely to be chance first, then the most telling."""
    weighed = []
    for run, share in found:
        count = len(speech.statements(run.everywhere))
        if count >= least_uses:
            weighed.append((share**count, -score_of(speech, run), run.text, run))
    return tuple(
        Change(phrase=tell_phrase(speech, run, -score), chance=round(chance, 6))
        for chance, score, _, run in sorted(weighed, key=lambda one: one[:3])[:limit]
    )

"""Set phrases 提法, found in what was said: runs of characters that come back, hold together and end where they end.

No list says what a phrase is. A run of characters is one where it (1) comes back in enough statements, (2) holds
together (its parts stand together far more often than chance has it), (3) is free on both sides (what stands before
and behind it varies, and a clause ends there at times), or is put in quotation marks, and (4) is more than names, than
that something is done or where to watch it. A run that hardly ever stands outside a longer phrase is folded into
that one, a phrase with a word more into the shorter.
"""

import datetime
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import msgspec

from shiguan.tell.edge import Edges
from shiguan.tell.gram import Grams, branching, cohesion, entropy, repeated, standing
from shiguan.tell.hollow import is_hollow
from shiguan.tell.rest import Surroundings
from shiguan.tell.run import SHORTEST, Run, folded, paired
from shiguan.tell.speech import Saying, Speech, speech_of

LONGEST = 30
FREEDOM = 1.3  # nats of branching entropy, on the side that is less free
COHESION = 3.0  # nats of mutual information, where a run is weakest
FIRM = 0.9  # of the most that it could be, where there is little text
ENDS = 0.05  # of the uses are followed by the end of a clause, at least
WITHIN = 0.6  # of the uses stand within one and the same longer phrase: the run is a part of it
SLIGHT = 2.5  # characters of a phrase that tell nothing: two words stand side by side by chance
WEIGHED = 10  # characters up to which a longer phrase is more telling
QUOTED = 0.3  # of the uses are in quotation marks: then it is a phrase however short
LATEST = "~"  # behind every date
TERM = re.compile(r"[“‘]([^“”‘’\n]{2,16})[”’]")


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """One use of a phrase: in which statement, by whom, when, and where on which page."""

    statement: str
    page: str
    start: int
    end: int
    text: str  # as written
    date: str | None
    speaker: str
    state: str | None
    quoted: bool  # in quotation marks


class Phrase(msgspec.Struct, frozen=True, kw_only=True):
    """A set phrase with all its uses, the oldest first.

    `statements` counts the statements that have it, `quoted` the uses in quotation marks; `months` and `speakers`
    count statements. `variants` are wordings with a word more, whose uses are among its own.
    """

    text: str
    score: float
    statements: int
    quoted: int
    months: dict[str, int]
    speakers: tuple[tuple[str, int], ...]
    variants: tuple[str, ...]
    uses: tuple[Use, ...]

    @property
    def first(self) -> Use:
        """The first use that has a day, else any."""
        return self.uses[0]

    @property
    def last(self) -> Use:
        """The last use that has a day, else the first."""
        return next((use for use in reversed(self.uses) if use.date), self.uses[0])


def find_phrases(
    sayings: Iterable[Saying], *, least: int = 5, limit: int | None = None, names: Collection[str] = ()
) -> list[Phrase]:
    """Return the set phrases of what was said, the most telling first.

    A phrase stands in at least `least` statements; `names` are further names of people and places that are none.
    """
    speech = speech_of(sayings)
    runs = find_runs(speech, least=least, names=names)
    return [tell_phrase(speech, run, score) for score, run in ranked(speech, runs)[:limit]]


def find_runs(speech: Speech, *, least: int, names: Collection[str] = ()) -> list[Run]:
    """Return the runs that are phrases, folded, the longest first."""
    grams = repeated(speech.text, least, LONGEST + 1)
    edges = Edges(names)
    terms = quoted_terms(speech, least)
    wanted = {run for run in stable(grams) if edges.allow(run)} | {
        term for term in terms if len(term) >= SHORTEST or not edges.is_name(term)
    }
    wanted -= {run for run in wanted if edges.goes_on(run, wanted)}
    found: list[Run] = []
    around = [0] * len(speech.text)  # where a run begins: one more than the number of the shortest longer phrase there
    for text, places in standing(speech.text, grams, wanted):
        run = Run(text=text, places=places, quoted=speech.count_quoted(places, len(text)))
        if not (is_quoted(run) or ends_clauses(speech, run)) or len(speech.statements(places)) < least:
            continue
        if is_part(run, found, around):
            continue
        found.append(run)
        for at in places:
            around[at : at + len(text)] = [len(found)] * len(text)
    around_it = Surroundings(speech, edges)
    whole = [run for run in found if is_quoted(run) or not around_it.is_rest(run.text, run.places)]
    heads = [run for run in paired(folded(whole)) if is_quoted(run) or not is_hollow(run.text)]
    for run in heads:
        run.weight = 1.0 if is_quoted(run) else around_it.weight(run.text, run.places)
    return [run for run in heads if not (is_quoted(run) and around_it.is_called(run.text, run.places))]


def is_part(run: Run, longer: Sequence[Run], around: Sequence[int]) -> bool:
    """True where a run hardly ever stands outside one longer phrase."""
    last = len(run.text) - 1
    parents = Counter(around[at] for at in run.places if around[at] and around[at] == around[at + last])
    if not parents:
        return False
    parent, count = max(parents.items(), key=lambda item: (item[1], -item[0]))
    return run.text in longer[parent - 1].text and count >= WITHIN * len(run.places)


def stable(grams: Grams) -> Iterable[str]:
    """Yield the runs that hold together and are free on both sides."""
    for length in sorted(grams.counts):
        if not SHORTEST <= length <= LONGEST:
            continue
        for run, sides in branching(grams, length).items():
            if min(sides.left, sides.right) >= FREEDOM and holds_together(grams, run):
                yield run


def holds_together(grams: Grams, run: str) -> bool:
    """True where the parts of a run stand together far more often than by chance, or hardly ever apart."""
    most = math.log(grams.size / grams.counts[len(run)][run])  # where its parts stand nowhere else
    return cohesion(grams, run) >= min(COHESION, FIRM * most)


def quoted_terms(speech: Speech, least: int) -> set[str]:
    """Return what was put in quotation marks often enough."""
    counted = Counter(found.group(1) for one in speech.folded for found in TERM.finditer(one))
    return {term for term, count in counted.items() if count >= least and term in speech.text}


def is_quoted(run: Run) -> bool:
    """True where a run is a term that people put in quotation marks."""
    return run.quoted >= QUOTED * len(run.places)


def ends_clauses(speech: Speech, run: Run) -> bool:
    """True where clauses end with a run at times."""
    return len(run.text) >= SHORTEST and speech.count_ends(run.places, len(run.text)) >= ENDS * len(run.places)


def ranked(speech: Speech, runs: Iterable[Run]) -> list[tuple[float, Run]]:
    """Return runs with their scores, the highest first: used by many and often, long, in quotation marks."""
    found = [(score_of(speech, run), run) for run in runs]
    return sorted(found, key=lambda one: (-one[0], one[1].text))


def score_of(speech: Speech, run: Run) -> float:
    """Return how telling a phrase is."""
    spoken = speech.statements(run.everywhere)
    speakers = Counter(speech.sayings[at].speaker for at in spoken)
    voices = math.exp(entropy(speakers.values(), len(spoken)))
    quoted = run.quoted / len(run.everywhere)
    length = min(len(run.text), WEIGHED) - SLIGHT
    least = SLIGHT if is_quoted(run) else 1.0
    return math.sqrt(len(spoken)) * math.log2(1 + voices) * max(length, least) * (1 + quoted) * run.weight


def tell_phrase(speech: Speech, run: Run, score: float) -> Phrase:
    """Return a phrase with everything that is known of it."""
    uses = sorted(
        (use_of(speech, at, len(one.text)) for one in (run, *run.twins) for at in one.places),
        key=lambda use: (use.date or LATEST, use.statement, use.start),
    )
    once = {use.statement: use for use in reversed(uses)}
    months = Counter(use.date[:7] for use in once.values() if use.date)
    speakers = Counter(use.speaker for use in once.values())
    return Phrase(
        text=run.text,
        score=round(score, 2),
        statements=len(once),
        quoted=run.quoted,
        months=dict(sorted(months.items())),
        speakers=tuple(sorted(speakers.items(), key=lambda item: (-item[1], item[0]))),
        variants=tuple(sorted(run.variants)),
        uses=tuple(uses),
    )


def use_of(speech: Speech, at: int, length: int) -> Use:
    """Return one use with where it stands on its page."""
    saying, start, end = speech.place(at, length)
    return Use(
        statement=saying.id,
        page=saying.page,
        start=saying.start + start,
        end=saying.start + end,
        text=saying.text[start:end],
        date=datetime.date.fromordinal(saying.day).isoformat() if saying.day else None,
        speaker=saying.speaker,
        state=saying.state,
        quoted=speech.is_quoted(at, length),
    )

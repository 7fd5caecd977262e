"""The page as engagements see it: its sentences and clauses, and all that is known of it before they are read."""

import bisect
import re
from collections.abc import Sequence
from datetime import date

import msgspec

from shiguan.extract.engagement.cast import cast_of, is_unplaced
from shiguan.grammar.layout import Bounds, Layout
from shiguan.model.credit import Credit
from shiguan.model.mechanism import Mechanism, Round
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.place import Place
from shiguan.model.span import Span
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex

CLAUSE_MARK = re.compile(r"[，。；：！？\n]")
BRACKETS = re.compile(r"（[^）\n]{0,60}）")
HEADING_LIMIT = 45
FEWEST_HEADLINES = 6
# Bounds that keep a page of one endless sentence linear: no news sentence comes near them.
LONGEST_SENTENCE = 1200
LONGEST_CLAUSE = 300
REACH = 40
PAGE_SAMPLE = 2000
NEIGHBOURHOOD = 800


class Sentence(msgspec.Struct, frozen=True):
    """A sentence with its clauses; `section` counts the parts of a digest, `heading` is true for a line of its own."""

    start: int
    end: int
    clauses: tuple[Bounds, ...]
    paragraph: int
    section: int
    heading: bool
    first: bool


class Scene(msgspec.Struct):
    """All that is known of a page before engagements are read."""

    text: str
    folded: str
    document_time: date | None
    times: Sequence[Timex]
    mentions: Sequence[Mention]
    statements: Sequence[Statement]
    credits: Sequence[Credit]
    places: Sequence[Place]
    mechanisms: Sequence[Mechanism]
    rounds: Sequence[Round]
    mention_starts: list[int]
    time_starts: list[int]
    place_starts: list[int]
    mechanism_starts: list[int]
    statement_starts: list[int]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in the bounds, outlets left out."""
        low = bisect.bisect_left(self.mention_starts, start)
        high = bisect.bisect_left(self.mention_starts, end)
        return [mention for mention in self.mentions[low:high] if mention.end <= end]

    def times_in(self, start: int, end: int) -> Sequence[Timex]:
        """Return the times that begin in the bounds and have a value."""
        low = bisect.bisect_left(self.time_starts, start)
        high = bisect.bisect_left(self.time_starts, end)
        return [time for time in self.times[low:high] if time.value]

    def places_in(self, start: int, end: int) -> Sequence[Place]:
        """Return the governed places that begin in the bounds."""
        return self.places[bisect.bisect_left(self.place_starts, start) : bisect.bisect_left(self.place_starts, end)]

    def mechanisms_in(self, start: int, end: int) -> Sequence[Mechanism]:
        """Return the mechanisms that begin in the bounds."""
        low = bisect.bisect_left(self.mechanism_starts, start)
        return self.mechanisms[low : bisect.bisect_left(self.mechanism_starts, end)]

    def unnamed(self, start: int, end: int) -> str:
        """Return a stretch with the names of people masked, for 若泽 is no 若."""
        text = self.folded[start:end]
        for mention in self.mentions_in(start, end):
            if mention.name_span is not None and mention.name_span.start >= start:
                low, high = mention.name_span.start - start, mention.name_span.end - start
                text = text[:low] + "_" * (high - low) + text[high:]
        return text

    def learn(self, name: str, state: str, span: Span) -> None:
        """Know from now on whose person somebody is of whom no title tells it."""
        self.mentions = [
            msgspec.structs.replace(mention, states=(state,), state_span=span)
            if mention.name == name and is_unplaced(mention)
            else mention
            for mention in self.mentions
        ]

    def statement_at(self, offset: int) -> Statement | None:
        """Return the innermost statement whose words hold the offset."""
        index = bisect.bisect_right(self.statement_starts, offset) - 1
        for statement in self.statements[max(0, index - 3) : index + 1][::-1]:
            if statement.start <= offset < statement.end:
                return statement
        return None

    def credit_at(self, offset: int) -> Credit | None:
        """Return the credit that holds at an offset, the nearest before it."""
        near = bisect.bisect_right(self.credits, offset, key=lambda credit: credit.start)
        for credit in self.credits[:1] if near == 0 else self.credits[max(0, near - REACH) : near][::-1]:
            if credit.start <= offset < credit.until or credit.rule == "credit/whole-page":
                return credit
        return None


def stage(
    text: str,
    folded: str,
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    credits: Sequence[Credit],
    places: Sequence[Place],
    mechanisms: Sequence[Mechanism],
    rounds: Sequence[Round],
    document_time: date | None,
) -> Scene:
    """Return the scene of a page."""
    spoken = sorted(statements, key=lambda statement: statement.start)
    mentions = cast_of(folded, mentions, mechanisms)
    return Scene(
        text=text,
        folded=folded,
        document_time=document_time,
        times=times,
        mentions=mentions,
        statements=spoken,
        credits=credits,
        places=places,
        mechanisms=mechanisms,
        rounds=rounds,
        mention_starts=[mention.start for mention in mentions],
        time_starts=[time.start for time in times],
        place_starts=[place.start for place in places],
        mechanism_starts=[mechanism.start for mechanism in mechanisms],
        statement_starts=[statement.start for statement in spoken],
    )


def prevailing_state(scene: Scene, known: set[str], start: int = 0, end: int | None = None) -> Mention | None:
    """Return a mention of the state that a stretch speaks of most as a side (希方, 中希), the `known` left out."""
    count: dict[str, int] = {}
    first: dict[str, Mention] = {}
    mentions = scene.mentions[:PAGE_SAMPLE] if end is None else scene.mentions_in(start, end)[:PAGE_SAMPLE]
    for mention in mentions:
        if mention.kind is MentionKind.PERSON or (mention.kind is MentionKind.STATE and len(mention.states) < 2):
            continue
        for state in mention.states:
            if state not in known:
                count[state] = count.get(state, 0) + 1
                first.setdefault(state, mention)
    best = max(count, key=lambda state: count[state], default=None)
    return first[best] if best is not None and count[best] > 1 else None


def commonest_state(scene: Scene, known: set[str]) -> Mention | None:
    """Return a mention of the one state beside the `known` that a page of two states is about."""
    found: dict[str, list[Mention]] = {}
    for mention in scene.mentions[:PAGE_SAMPLE]:
        for state in mention.states:
            if state not in known and len(state) == 2 and state not in ("UN", "EU", "AU"):
                found.setdefault(state, []).append(mention)
    ranked = sorted(found.values(), key=len, reverse=True)
    if not ranked or len(ranked[0]) < 3 or (len(ranked) > 1 and len(ranked[1]) * 3 > len(ranked[0])):
        return None
    return next((one for one in ranked[0] if len(one.states) == 1), ranked[0][0])


def prevailing_pair(scene: Scene, offset: int) -> Mention | None:
    """Return the first mention of the pair of states that the page names most around an offset: 美越, 中希."""
    count: dict[tuple[str, ...], int] = {}
    first: dict[tuple[str, ...], Mention] = {}
    for mention in scene.mentions_in(max(0, offset - NEIGHBOURHOOD), offset + NEIGHBOURHOOD):
        if len(mention.states) == 2:
            pair = tuple(sorted(mention.states))
            count[pair] = count.get(pair, 0) + 1
            first.setdefault(pair, mention)
    best = max(count, key=lambda pair: count[pair], default=None)
    return first[best] if best is not None and count[best] > 1 else None


def sentences_of(folded: str, layout: Layout, wanted: Sequence[int]) -> list[Sentence]:
    """Return the sentences that hold one of the `wanted` offsets, clauses and sections told."""
    found = []
    section = paragraph = next_wanted = 0
    listing = lists_headlines(folded, layout)
    for start, end in layout.sentences:
        first = False
        while paragraph < len(layout.paragraphs) and layout.paragraphs[paragraph][1] <= start:
            paragraph += 1
        bounds = layout.paragraphs[min(paragraph, len(layout.paragraphs) - 1)]
        first = bounds[0] == start
        heading = first and bounds[1] == end and is_headline(folded, bounds)
        if heading and len(layout.paragraphs) > 1:
            section += 1
        while next_wanted < len(wanted) and wanted[next_wanted] < start:
            next_wanted += 1
        if next_wanted < len(wanted) and wanted[next_wanted] < end:
            heading = heading and len(layout.paragraphs) > 1 and not listing
            for clauses in pieces(clauses_of(folded, start, end)):
                found.append(Sentence(clauses[0][0], clauses[-1][1], clauses, paragraph, section, heading, first))
    return found


def is_headline(folded: str, paragraph: Bounds) -> bool:
    """True for a short line without a mark at its end."""
    start, end = paragraph
    return end - start <= HEADING_LIMIT and folded[end - 1] not in "。！？”；：…，）"


def lists_headlines(folded: str, layout: Layout) -> bool:
    """True for a page of nothing but headlines, which then tell what no text repeats."""
    if len(layout.paragraphs) < FEWEST_HEADLINES:
        return False
    return sum(is_headline(folded, bounds) for bounds in layout.paragraphs) * 4 > len(layout.paragraphs) * 3


def pieces(clauses: tuple[Bounds, ...]) -> list[tuple[Bounds, ...]]:
    """Return the clauses of a sentence in parts that are not too long; one part for all but endless sentences."""
    if clauses and clauses[-1][1] - clauses[0][0] <= LONGEST_SENTENCE:
        return [clauses]
    parts: list[tuple[Bounds, ...]] = []
    part: list[Bounds] = []
    for low, high in clauses:
        for begin in range(low, high, LONGEST_CLAUSE):
            if part and begin - part[0][0] > LONGEST_SENTENCE:
                parts.append(tuple(part))
                part = []
            part.append((begin, min(begin + LONGEST_CLAUSE, high)))
    return [*parts, tuple(part)] if part else parts


def clauses_of(folded: str, start: int, end: int) -> tuple[Bounds, ...]:
    """Return the stretches between marks; a mark inside round brackets does not part them."""
    found = []
    begin = start
    masked = folded[start:end]
    if "（" in masked:
        masked = BRACKETS.sub(lambda aside: "_" * len(aside[0]), masked)
    for mark in CLAUSE_MARK.finditer(masked):
        if start + mark.start() > begin:
            found.append((begin, start + mark.start()))
        begin = start + mark.end()
    if begin < end:
        found.append((begin, end))
    return tuple(found)

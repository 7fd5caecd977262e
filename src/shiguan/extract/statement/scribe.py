"""The left scribe's desk: the page, the statement that is open, and who spoke last."""

from collections.abc import Collection, Sequence

import msgspec

from shiguan.extract.statement.attribution import Attribution
from shiguan.extract.statement.extent import is_assembly
from shiguan.extract.statement.sentence import Placed, Sentence
from shiguan.model.credit import Credit
from shiguan.model.mention import Mention, MentionKind

PERSONAL = frozenset({MentionKind.PERSON, MentionKind.ROLE, MentionKind.GROUP})


class Open(msgspec.Struct):
    """A statement while it grows."""

    sentence: Sentence
    attribution: Attribution
    speaker: tuple[Mention, ...]
    start: int
    end: int
    rule: str
    section: int
    before: bool = False  # the words stand before the cue
    outer: tuple[Mention, ...] = ()  # the outlet that tells of it in the same sentence


class Scribe(msgspec.Struct):
    """The left scribe: the page and what is known while its sentences are read."""

    text: str
    folded: str
    masked: str
    placed: Placed
    credits: Sequence[Credit]
    without: Collection[str]
    done: list[Open] = []
    current: Open | None = None
    last_speaker: tuple[Mention, ...] = ()
    last_person: Mention | None = None
    section: int = 0
    sections: list[int] = msgspec.field(default_factory=lambda: [0])  # where each begins


def quote_closed(scribe: Scribe, current: Open) -> bool:
    """True where the open statement is a quotation that has ended."""
    return scribe.masked[current.start] == "<" and scribe.folded[current.end - 1] == "”"


def is_polite(mention: Mention) -> bool:
    """True for a name with its title behind it, 习近平主席, as speakers call each other."""
    return mention.name_span is not None and mention.name_span.end < mention.end


def cue_of(scribe: Scribe, found: Attribution) -> str:
    """Return the folded cue."""
    return scribe.folded[found.cue_start : found.cue_end]


def is_several(scribe: Scribe, mention: Mention) -> bool:
    """True for people of whom there are several, whom 他 cannot mean: 议员们, 与会嘉宾."""
    return mention.kind is not MentionKind.PERSON and (
        is_assembly(mention)
        or scribe.folded[mention.start : mention.end + 1].rstrip("的在向对，").endswith(("们", "者", "人士", "双方"))
    )


def remember(scribe: Scribe, speaker: tuple[Mention, ...]) -> None:
    """Keep who spoke last, for pronouns and cues without a subject."""
    scribe.last_speaker = speaker
    person = next((one for one in speaker if one.kind in PERSONAL and not is_several(scribe, one)), None)
    if person is not None:
        scribe.last_person = person


def note_person(scribe: Scribe, heads: tuple[Mention, ...], told: tuple[Mention, ...]) -> None:
    """Keep the person a sentence without a cue tells of, for the 他 of the next one.

    Who stands among its `heads`, else who heads its last clause: 会议12日召开，甲主持会议。他表示…. `told`: all in it.
    """
    clauses = [one for one in told if scribe.masked[one.start - 1] == ","]
    person = next((one for one in (*heads, *reversed(clauses)) if one.kind is MentionKind.PERSON), None)
    if person is not None:
        scribe.last_person = person


def close(scribe: Scribe) -> None:
    """Move the open statement to the finished ones."""
    if scribe.current is not None:
        scribe.done.append(scribe.current)
        scribe.current = None

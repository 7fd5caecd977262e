"""Cues inside running speech that open nothing new."""

import re

from shiguan.extract.statement.attribution import ACTS, Attribution
from shiguan.extract.statement.extent import content_start
from shiguan.extract.statement.scribe import Scribe, cue_of, is_polite, quote_closed
from shiguan.extract.statement.sentence import Sentence
from shiguan.model.mention import Mention, MentionKind


def kept_inside(scribe: Scribe, sentence: Sentence, found: Attribution, speaker: tuple[Mention, ...]) -> bool:
    """True where a bare state or side inside a person's running speech is no new speaker."""
    current = scribe.current
    if current is None or "statement/ban-states" in scribe.without or current.sentence.paragraph != sentence.paragraph:
        return False
    if quote_closed(scribe, current):
        return False
    if "T" in scribe.masked[sentence.start : found.cue_start]:
        return False
    weak = scribe.masked[found.cue_start] == "v"
    if weak and found.manner == "direct" and speaker[0].kind is MentionKind.PERSON and is_polite(speaker[0]):
        return speaker[0].name != current.speaker[0].name
    bare = all(mention.kind in (MentionKind.STATE, MentionKind.SIDE, MentionKind.GROUP) for mention in speaker)
    if not bare or found.manner not in ("direct", "topic"):
        return False
    if any(not mention.states and mention.kind is MentionKind.SIDE for mention in speaker):
        return False
    cue = cue_of(scribe, found)
    if not any(mention.kind is MentionKind.PERSON for mention in current.speaker):
        return weak and cue not in ACTS
    return weak or cue in ("认为", "强调", "指出")


TELLS = frozenset({"指出", "认为", "说", "表示", "强调", "提到", "介绍"})


def is_told_act(scribe: Scribe, outer: Attribution, found: Attribution) -> bool:
    """True for an act with a day of its own inside words about somebody: 指出，甲任内…，并在1991年宣布…."""
    if scribe.masked[found.cue_start] != "v" or "T" not in scribe.masked[found.segment : found.cue_start]:
        return False
    begin = content_start(scribe.folded, outer.cue_end, found.cue_start)
    inner = scribe.placed.between(begin, found.segment)
    if not inner or inner[0].start != begin or cue_of(scribe, outer) not in TELLS:
        return False
    return inner[0].kind in (MentionKind.PERSON, MentionKind.STATE, MentionKind.BODY, MentionKind.SIDE)


BLAMES = frozenset({"批评", "指责", "谴责", "指控", "抨击", "斥责", "控诉"})
GOES_ON = re.compile(r"并|也|还|又|同时|再次")


def is_blamed_act(scribe: Scribe, outer: Attribution, found: Attribution) -> bool:
    """True for what somebody is blamed for: 批评美国挑起事端，突然要求…, which is no demand of the speaker's."""
    if scribe.masked[found.cue_start] != "v" or cue_of(scribe, outer) not in BLAMES:
        return False
    comma = scribe.folded.rfind("，", outer.cue_end, found.cue_start) + 1
    if comma == 0 or comma == found.cue_start or GOES_ON.search(scribe.folded, comma, found.cue_start):
        return False
    inner = scribe.placed.between(outer.cue_end, comma)
    if not inner or inner[0].start != outer.cue_end or inner[0].kind not in (MentionKind.STATE, MentionKind.SIDE):
        return False
    whom = scribe.placed.between(found.cue_end, found.cue_end + 8)[:1]
    return not whom or not set(whom[0].states) & set(inner[0].states)  # 批评日本…，敦促日方


def drop_inner_views(
    scribe: Scribe, resolved: list[tuple[Attribution, tuple[Mention, ...]]]
) -> list[tuple[Attribution, tuple[Mention, ...]]]:
    """Return the attributions without the 认为 of a side inside speech: 强调，中方主张…，认为…."""
    kept: list[tuple[Attribution, tuple[Mention, ...]]] = []
    for found, speaker in resolved:
        if kept and found.manner == "chain" and is_told_act(scribe, kept[-1][0], found):
            continue
        if kept and found.manner in ("chain", "topic") and is_blamed_act(scribe, kept[-1][0], found):
            continue
        cue = scribe.folded[found.cue_start : found.cue_end]
        if kept and found.manner == "chain" and found.segment == found.cue_start and cue in ("认为", "强调"):
            begin = content_start(scribe.folded, kept[-1][0].cue_end, found.cue_start)
            inner = scribe.placed.between(begin, found.cue_start)
            if inner and inner[0].start == begin and inner[0].kind in (MentionKind.SIDE, MentionKind.STATE):
                continue
        kept.append((found, speaker))
    return kept

"""Mechanisms as lasting things, where a page tells of them: 中俄总理定期会晤机制, 澜湄合作机制, 双边联合委员会.

`detect_mechanisms` reads sessions and leaves 机制 out; here 机制 behind a last word is the mechanism itself. A name
bears no 机制 behind a last word that the tables know, so that it is the name of its sessions: 中俄总理定期会晤.
"""

import functools
import re
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.detect.mechanism.rules import Reader, is_international, noun_table, read_mechanism, reader_of
from shiguan.grammar.side import sides_of
from shiguan.lexicon import tables
from shiguan.model.mechanism import Mechanism, Round
from shiguan.model.mention import Mention
from shiguan.model.span import Span
from shiguan.model.timex import Timex

# 机制化 and 机制建设 are no mechanism; 委员会主席 is a person.
BODY = re.compile(r"(?:机制|委员会|联委会|混委会)(?!化|性|建设|创新|改革|主席|主任|委员|成员|副主)")
SUFFIX = "机制"
SESSIONS = ("会晤", "磋商", "对话", "会议", "谈判")  # what 机制 and 委员会 belong to, last words or not
# Words that say what sort of talks and not whose: 战略对话, 高层对话论坛, 外长会晤.
GENERIC = re.compile(
    r"^(?:对话|合作|交流|高层|高级别|战略|定期|年度|政治|安全|经济|经贸|人文|磋商|会晤|协调|沟通|双边|多边|三边|双方|部长级"
    r"|副部长级|副总理级|部长|外长|防长|财长|总理|元首|首脑|领导人|高官|政府|政府间|国防|外交|执法|非正式|国际|地区|区域|联合|混合"
    r"|论坛|机制|会议|委员会|峰会|年会|对话会|联委会|混委会|谈判|和平|停火|工作组|多层|常态化|年度性|专家|代表|与|和|、)+$"
)
NUMERAL = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"
SHORTEST = 3


@functools.cache
def opening() -> re.Pattern[str]:
    """Return what is no part of a name although no boundary word: everything up to the last verb, a count, a mark."""
    verbs = [*tables.words("mechanism_tellings", kind="founding"), "成为", "作为", "包括", "搭建", "推动", "称为"]
    return re.compile(rf"(?:.*(?:{'|'.join(verbs)}|的|了)|好|一年一度|[新本这]一?[届轮次]|{NUMERAL}(?:轮|次|届|场))+")


@functools.cache
def bare_words() -> frozenset[str]:
    """Return the words that name no mechanism in particular: 机制, 论坛, 对话机制."""
    return frozenset(tables.words("mechanism_tellings", kind="anaphor"))


def detect_standing(
    text: str,
    folded: str,
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    rounds: Sequence[Round],
    within: Sequence[Span],
) -> list[Mechanism]:
    """Return the mechanisms named in the stretches `within`, in reading order; none overlaps another."""
    if not within:
        return []
    reader = reader_of(text, folded, times, mentions, rounds)
    found: list[Mechanism] = []
    for stretch in within:
        for start, end, kind in heads(folded, stretch):
            mechanism = read_standing(reader, start, end, kind)
            if mechanism is None:
                continue
            while found and found[-1].end > mechanism.start:
                mechanism = max(found.pop(), mechanism, key=lambda one: one.end - one.start)
            found.append(mechanism)
    return found


def heads(folded: str, stretch: Span) -> Iterable[tuple[int, int, str]]:
    """Yield the last words in a stretch as (start, end, kind); the last word of several in a row: 论坛|年会."""
    table = noun_table()
    piece = folded[stretch.start : stretch.end]
    nouns = {
        end: (start, end, table.kinds[index])
        for index, start, end in table.nouns.find_matches_as_indexes(piece)
        if table.kinds[index] != "hidden"
    }
    for end in [end for end in nouns if piece[end - 1 : end + 1] == "会谈"]:  # the tables know 部长级会, not 部长级会谈
        start, _, kind = nouns.pop(end)
        nouns[end + 1] = (start, end + 1, kind)
    covered = {place for start, end, _ in nouns.values() for place in range(start, end)}
    for match in BODY.finditer(piece):
        start, end = match.span()
        if start in covered:
            continue
        head = nouns.pop(start, None)
        first = head[0] if head else start - 2 if piece[:start].endswith(SESSIONS) else start
        stop = start if match[0] == SUFFIX and first < start else end
        nouns[stop] = (first, stop, head[2] if head else "consultation")
    ordered = sorted(nouns.values())
    for place, (start, end, kind) in enumerate(ordered):
        if place + 1 < len(ordered) and ordered[place + 1][0] == end:
            continue
        yield stretch.start + start, stretch.start + end, kind


def read_standing(reader: Reader, start: int, end: int, kind: str) -> Mechanism | None:
    """Return the mechanism whose last word stands at the bounds, its name without the 机制 behind it."""
    folded = reader.folded
    lasting = folded.startswith(SUFFIX, end)
    whole = end + len(SUFFIX) if lasting else end
    mechanism = read_mechanism(reader, start, whole, kind)
    if mechanism is None:
        return None
    pieces = trimmed(folded, mechanism.spans, whole if not lasting else end)
    plain = "".join(piece.of(folded) for piece in pieces)
    if len(plain) < SHORTEST or plain in bare_words():
        return None
    cut = len(plain) != len(mechanism.name)  # the sides of 十六轮中俄战略安全磋商 show once 十六轮 is gone
    states = sides_of(plain, reader.named) if cut and kind != "name" else mechanism.states
    return msgspec.structs.replace(
        mechanism,
        start=min(pieces[0].start, mechanism.round.start if mechanism.round else pieces[0].start),
        end=whole,
        name="".join(piece.of(reader.text) for piece in pieces),
        spans=tuple(pieces),
        states=states,
        international=is_international(plain, kind, states) if cut else mechanism.international,
        named=kind == "name" or (mechanism.named and not GENERIC.match(plain)),
        rule="mechanism/standing",
    )


def trimmed(folded: str, pieces: Sequence[Span], stop: int) -> list[Span]:
    """Return the pieces of a name without what no name begins with and what stands behind `stop`."""
    kept = []
    for place, piece in enumerate(pieces):
        start, end = piece.start, min(piece.end, stop)
        if place == 0:
            lead = opening().match(folded, start, end)
            start = lead.end() if lead and lead.end() < end else start
            while start < end and folded[start] in " 　、—－-":
                start += 1
        if start < end:
            kept.append(Span(start, end))
    return unquoted(folded, kept)


def unquoted(folded: str, pieces: list[Span]) -> list[Span]:
    """Return the pieces without a quotation mark whose partner stands outside the name."""
    if not pieces:
        return pieces
    first, last = pieces[0], pieces[-1]
    whole = folded[first.start : last.end]
    if whole.count("“") > whole.count("”") and whole[0] == "“":
        pieces[0] = Span(first.start + 1, first.end)
    return [piece for piece in pieces if piece.start < piece.end]

"""Words attributed to a speaker: each cue with its subject, the words to their right end, the chain of outlets.

One pass over the sentences in reading order. A cue with a subject opens a statement; sentences without a cue extend it
until the tale is taken up again.
"""

import re
from collections.abc import Collection, Sequence

from shiguan.extract.statement.attribution import ACTS, CUE, Attribution, Finder
from shiguan.extract.statement.bound import (
    after_listener,
    cut_after_that,
    cut_at_credit,
    cut_at_denial,
    cut_at_new_subject,
    cut_before,
    has_words,
    is_nested,
)
from shiguan.extract.statement.extent import content_start, goes_on, trim_content
from shiguan.extract.statement.inner import drop_inner_views, kept_inside
from shiguan.extract.statement.reference import resolve
from shiguan.extract.statement.scribe import Open, Scribe, close, cue_of, note_person, quote_closed, remember
from shiguan.extract.statement.sentence import Placed, Sentence, is_heading, mask_quotes, sentences_of
from shiguan.extract.statement.writing import write
from shiguan.grammar.layout import Layout
from shiguan.model.credit import Credit
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex

QUOTED_WHOLE = re.compile(r"<[qQ]+>[.n]*")


def extract_statements(
    text: str,
    folded: str,
    shape: str,
    layout: Layout,
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    credits: Sequence[Credit],
    *,
    without: Collection[str] = (),
) -> list[Statement]:
    """Return the statements of a page in reading order. `without` names rules left out, for measuring their worth."""
    masked = mask_quotes(shape, layout.quotes)
    if CUE.search(masked) is None:
        return []
    # What stands in round brackets, a dateline above all, is nobody's subject.
    placed = Placed.of([mention for mention in mentions if masked[mention.start] != "p"])
    finder = Finder(folded, masked, placed)
    scribe = Scribe(text, folded, masked, placed, credits, without, done=[])
    paragraph = -1
    for sentence in sentences_of(folded, masked, layout):
        if sentence.first:
            if is_heading(folded, sentence, layout.paragraphs[sentence.paragraph]):
                close(scribe)
                scribe.section += 1
                scribe.sections.append(sentence.end)
                scribe.last_speaker = ()
                continue
            if scribe.current is not None and not announces(scribe):
                close(scribe)
        read_sentence(scribe, finder, sentence, carried=bool(scribe.last_speaker) and (paragraph == sentence.paragraph))
        paragraph = sentence.paragraph
    close(scribe)
    return write(scribe, times)


def announces(scribe: Scribe) -> bool:
    """True where the open statement was announced by a colon and goes on over the paragraphs (提出三点意见：)."""
    return scribe.current is not None and scribe.current.rule == "statement/announced"


def read_sentence(scribe: Scribe, finder: Finder, sentence: Sentence, *, carried: bool) -> None:
    """Open, extend or close statements by what one sentence holds."""
    attributions = finder.find(sentence, carried=carried)
    resolved = []
    for found in attributions:
        speaker = resolve(scribe, sentence, found)
        if speaker:
            resolved.append((found, speaker))
            remember(scribe, speaker)
    heads = scribe.placed.between(sentence.start, min(sentence.end, sentence.start + 40))
    if scribe.current is not None and scribe.current.rule == "statement/announced":
        first = resolved[0] if resolved else None
        if first is None or not sentence.first or first[0].manner not in ("direct", "topic"):
            scribe.current.end = sentence.end
            return
        close(scribe)
    resolved = [pair for pair in resolved if not kept_inside(scribe, sentence, *pair)]
    resolved = drop_inner_views(scribe, resolved)
    if not resolved:
        read_plain(scribe, sentence, heads)
        if scribe.current is None and scribe.masked[sentence.start] != "H":
            # Of 她与甲会谈 it is she who is told of.
            note_person(scribe, heads, scribe.placed.between(sentence.start, sentence.end))
        return
    read_attributed(scribe, sentence, resolved)


def read_plain(scribe: Scribe, sentence: Sentence, heads: tuple[Mention, ...]) -> None:
    """Extend the open statement by a sentence without a cue, or close it."""
    current = scribe.current
    if current is None:
        quoted = scribe.folded[sentence.start] == "“" and scribe.masked[sentence.start : sentence.end].rstrip(
            "."
        ).endswith(">")
        quoted = quoted and scribe.masked[sentence.start : sentence.end].count("<") == 1
        after_cue = scribe.done and scribe.done[-1].before and scribe.done[-1].sentence.paragraph == sentence.paragraph
        if quoted and after_cue:
            last = scribe.done[-1]
            start, end = trim_content(scribe.folded, sentence.start, sentence.end)
            scribe.done.append(
                Open(
                    sentence,
                    last.attribution,
                    last.speaker,
                    start,
                    end,
                    "statement/quote-on",
                    scribe.section,
                    before=True,
                )
            )
            return
        if sentence.first and quoted and scribe.last_speaker and scribe.done and sentence.end - sentence.start > 12:
            last = scribe.done[-1]
            if last.sentence.paragraph == sentence.paragraph - 1 and "statement/quote-only" not in scribe.without:
                start, end = trim_content(scribe.folded, sentence.start, sentence.end)
                scribe.done.append(
                    Open(sentence, last.attribution, last.speaker, start, end, "statement/quote-only", scribe.section)
                )
        return
    quote_done = quote_closed(scribe, current)
    if (
        not quote_done
        and not is_act(scribe, current)
        and "statement/carry-on" not in scribe.without
        and goes_on(
            scribe.folded, scribe.masked, sentence, current.speaker, heads, at_length=is_speech(scribe, current)
        )
    ):
        current.end = sentence.end
        return
    if quote_done and QUOTED_WHOLE.fullmatch(scribe.masked, sentence.start, sentence.end):
        current.end = sentence.end
        return
    close(scribe)


# Weak verbs that bring a speech as 表示 does, and no act with its object.
BRINGS_SPEECH = frozenset({"介绍", "提出", "公布", "发布", "回应", "回应指", "预测", "分析", "答复", "回复", "回覆"})


def is_speech(scribe: Scribe, current: Open) -> bool:
    """True where the cue of an open statement brings a speech."""
    cue = current.attribution.cue_start
    return scribe.masked[cue] == "V" or cue_of(scribe, current.attribution) in BRINGS_SPEECH


def is_act(scribe: Scribe, current: Open) -> bool:
    """True where an open statement tells an act with its object: 宣布, 要求, and whatever a side does weakly."""
    if is_speech(scribe, current):
        return False
    if any(one.kind is MentionKind.PERSON for one in current.speaker):
        return cue_of(scribe, current.attribution) in ACTS
    return scribe.masked[current.attribution.cue_start] == "v"


def read_attributed(
    scribe: Scribe, sentence: Sentence, resolved: list[tuple[Attribution, tuple[Mention, ...]]]
) -> None:
    """Close what is open and open a statement for each cue of the sentence."""
    close(scribe)
    outer: tuple[Mention, ...] = ()
    around: Open | None = None
    for index, (found, speaker) in enumerate(resolved):
        follower = resolved[index + 1] if index + 1 < len(resolved) else None
        outlet = speaker[0].kind is MentionKind.OUTLET
        start = content_start(scribe.folded, found.cue_end, sentence.end)
        start = after_listener(scribe, found, start)
        end = sentence.end
        nested = False
        if follower is not None:
            nested = is_nested(scribe, start, follower[0])
            if outlet and nested:
                outer = speaker
                continue
            end = sentence.end if nested else max(start, cut_before(scribe, start, follower[0]))
        if (
            cue_of(scribe, found) in ("谈到", "谈及", "提及", "提到")
            and end - start < 14
            and not nested
            and follower is not None
        ):
            continue
        if follower is not None and names_an_act(scribe, found, start, end, follower[0]):
            continue
        if scribe.masked[found.cue_start] == "v" and not nested:
            end = cut_after_that(scribe, start, cut_at_new_subject(scribe, start, end, speaker))
        if outlet and is_report(scribe, found):
            outer = speaker
            continue
        if add_before(scribe, sentence, found, speaker, first=index == 0):
            start = max(start, found.cue_end)
            if not has_words(scribe, start, end):
                remember(scribe, speaker)
                continue
        end = cut_at_denial(scribe, start, cut_at_credit(scribe, start, end))
        announced = is_announcement(scribe, found, sentence)
        if announced:
            start = end = sentence.end
        elif not has_words(scribe, start, end):
            continue
        rule = "statement/announced" if announced else f"statement/{found.manner}"
        opened = Open(sentence, found, speaker, start, end, rule, scribe.section, outer=outer)
        if follower is None and around is not None and opened.start < around.end:
            # 甲表示，乙指出，…: what follows is still said by the first.
            scribe.done.append(opened)
            scribe.done.remove(around)
            scribe.current, speaker = around, around.speaker
        elif follower is None:
            scribe.current = opened
        else:
            scribe.done.append(opened)
        around = opened if nested else around
        remember(scribe, speaker)


ACT_NAMED = re.compile(
    r"[^，。]*的[^，。的]{0,8}(?:言论|谈话|说法|讲话|表态|声明|做法|举动|行为|决定|政策|措施|立场)，?"
)


def names_an_act(scribe: Scribe, found: Attribution, start: int, end: int, follower: Attribution) -> bool:
    """True for 批评特使的谈话，称…: what is criticised is named, the words follow."""
    if scribe.masked[found.cue_start] != "v" or follower.manner != "chain" or scribe.masked[follower.cue_start] != "V":
        return False
    return ACT_NAMED.fullmatch(scribe.folded, start, end) is not None


def is_announcement(scribe: Scribe, found: Attribution, sentence: Sentence) -> bool:
    """True for 提出三点意见：, whose words follow in the next paragraphs."""
    words = scribe.folded[found.cue_end : sentence.end]
    return (
        re.fullmatch(r"[^，。；]{0,4}[二三四五六七八九两几\d]+(?:点|项|条|个)[^，。；]{0,8}[：。]", words) is not None
    )


def is_report(scribe: Scribe, found: Attribution) -> bool:
    """True where an outlet only reports: 路透社报道说, … is a credit, 路透社表示 is its own word."""
    cue = scribe.folded[found.cue_start : found.cue_end]
    if "报道" not in cue and "报导" not in cue and "消息" not in cue:
        return False
    after = scribe.folded[found.cue_end : found.cue_end + 80]
    return JUDGEMENT.search(after) is None


JUDGEMENT = re.compile(r"这是|势必|可能|恐怕|或将|引发|意味着|显示出|凸显|担忧|认为|看来|证明|反映|说明|标志|首次承认")


def add_before(
    scribe: Scribe, sentence: Sentence, found: Attribution, speaker: tuple[Mention, ...], *, first: bool
) -> bool:
    """Write the quotation that stands before its cue (“…”，王毅表示。) as a statement; True where there is one."""
    if not first or "statement/quote-first" in scribe.without:
        return False
    closing = scribe.masked.rfind(">", sentence.start, found.segment + 1)
    between = scribe.masked[closing + 1 : found.segment].lstrip(",_")
    if closing < 0 or any(mark in between for mark in ",;:."):
        return False
    segment = closing + 1
    head = scribe.masked[sentence.start : segment]
    opening = sentence.start
    if head[:1] == "<" and head[-1:] == ">" and head.count("<") == 1 and len(head) >= 6:
        start, end = trim_content(scribe.folded, opening, segment)
        scribe.done.append(
            Open(sentence, found, speaker, start, end, "statement/quote-first", scribe.section, before=True)
        )
        return True
    return False

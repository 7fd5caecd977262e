"""Words attributed to a speaker: each cue with its subject, the words to their right end, the chain of outlets.

One pass over the sentences in reading order. A cue with a subject opens a statement; sentences without a cue extend it
until the tale is taken up again.
"""

import bisect
import re
from collections.abc import Collection, Sequence

import msgspec

from shiguan.extract.statement.attribution import ACTS, Attribution, Finder
from shiguan.extract.statement.date import Dates, Uttered
from shiguan.extract.statement.extent import content_start, goes_on, quoted_share, trim_content
from shiguan.extract.statement.sentence import Placed, Sentence, is_heading, mask_quotes, sentences_of
from shiguan.grammar.credit import NOBODY, credit_at, outlet_name
from shiguan.grammar.layout import Layout
from shiguan.model.credit import Credit
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Cited, Span
from shiguan.model.statement import Form, Speaker, Statement
from shiguan.model.timex import Timex

LEAST_CONTENT = 4
PERSONAL = frozenset({MentionKind.PERSON, MentionKind.ROLE, MentionKind.GROUP})


QUOTED_WHOLE = re.compile(r"<[qQ]+>[.n]*")
ISSUED = re.compile(r"声明|新闻稿|微博|推文|推特|公开信|帖文|贴文|帖子|文章|公报|公告|通报|通告")
PAPERS = ("该报", "该社", "该台", "该网", "该刊", "該報", "該社", "該台", "該網", "該刊")
PROFESSIONS = ("分析师", "专家", "学者", "律师", "教授", "经济学家", "研究员", "分析師", "專家", "學者", "律師")
OFFICIAL = ("官员", "人士", "发言人", "专家", "学者")


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
    current = scribe.current
    assert current is not None
    if current.rule != "statement/announced":
        return False
    return True


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
        if scribe.current is None:
            note_person(scribe, heads)
        return
    read_attributed(scribe, sentence, resolved)


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


def drop_inner_views(
    scribe: Scribe, resolved: list[tuple[Attribution, tuple[Mention, ...]]]
) -> list[tuple[Attribution, tuple[Mention, ...]]]:
    """Return the attributions without the 认为 of a side inside speech: 强调，中方主张…，认为…."""
    kept: list[tuple[Attribution, tuple[Mention, ...]]] = []
    for found, speaker in resolved:
        cue = scribe.folded[found.cue_start : found.cue_end]
        if kept and found.manner == "chain" and found.segment == found.cue_start and cue in ("认为", "强调"):
            begin = content_start(scribe.folded, kept[-1][0].cue_end, found.cue_start)
            inner = scribe.placed.between(begin, found.cue_start)
            if inner and inner[0].start == begin and inner[0].kind in (MentionKind.SIDE, MentionKind.STATE):
                continue
        kept.append((found, speaker))
    return kept


def quote_closed(scribe: Scribe, current: Open) -> bool:
    """True where the open statement is a quotation that has ended."""
    return scribe.masked[current.start] == "<" and scribe.folded[current.end - 1] == "”"


def is_polite(mention: Mention) -> bool:
    """True for a name with its title behind it, 习近平主席, as speakers call each other."""
    return mention.name_span is not None and mention.name_span.end < mention.end


def read_plain(scribe: Scribe, sentence: Sentence, heads: tuple[Mention, ...]) -> None:
    """Extend the open statement by a sentence without a cue, or close it."""
    current = scribe.current
    if current is None:
        quoted = scribe.folded[sentence.start] == "“" and scribe.masked[sentence.start : sentence.end].rstrip(".").endswith(">")
        quoted = quoted and scribe.masked[sentence.start : sentence.end].count("<") == 1
        after_cue = scribe.done and scribe.done[-1].before and scribe.done[-1].sentence.paragraph == sentence.paragraph
        if quoted and after_cue:
            last = scribe.done[-1]
            start, end = trim_content(scribe.folded, sentence.start, sentence.end)
            scribe.done.append(
                Open(sentence, last.attribution, last.speaker, start, end, "statement/quote-on", scribe.section, before=True)
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
    act = scribe.masked[current.attribution.cue_start] == "v" and not any(one.kind is MentionKind.PERSON for one in current.speaker)
    if (
        not quote_done
        and not act
        and "statement/carry-on" not in scribe.without
        and goes_on(scribe.folded, scribe.masked, sentence, current.speaker, heads)
    ):
        current.end = sentence.end
        return
    if quote_done and QUOTED_WHOLE.fullmatch(scribe.masked, sentence.start, sentence.end):
        current.end = sentence.end
        return
    close(scribe)


def read_attributed(scribe: Scribe, sentence: Sentence, resolved: list[tuple[Attribution, tuple[Mention, ...]]]) -> None:
    """Close what is open and open a statement for each cue of the sentence."""
    close(scribe)
    outer: tuple[Mention, ...] = ()
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
        if cue_of(scribe, found) in ("谈到", "谈及", "提及", "提到") and end - start < 14 and not nested and follower is not None:
            continue
        if scribe.masked[found.cue_start] == "v" and not nested:
            end = cut_at_new_subject(scribe, start, end, speaker)
        if outlet and is_report(scribe, found):
            outer = speaker
            continue
        if add_before(scribe, sentence, found, speaker, first=index == 0):
            start = max(start, found.cue_end)
            if not has_words(scribe, start, end):
                remember(scribe, speaker)
                continue
        end = cut_at_credit(scribe, start, end)
        if not has_words(scribe, start, end):
            continue
        rule = "statement/announced" if is_announcement(scribe, found, start, sentence) else f"statement/{found.manner}"
        opened = Open(sentence, found, speaker, start, end, rule, scribe.section, outer=outer)
        if follower is None:
            scribe.current = opened
        else:
            scribe.done.append(opened)
        remember(scribe, speaker)


def cue_of(scribe: Scribe, found: Attribution) -> str:
    """Return the folded cue."""
    return scribe.folded[found.cue_start : found.cue_end]


def cut_at_new_subject(scribe: Scribe, start: int, end: int, speaker: tuple[Mention, ...]) -> int:
    """Return where the object of an act of speech ends: before a clause that begins with another subject.

    宣布, 要求, 下令 tell an act with its object, unlike 表示, after which whole speeches stand.
    """
    if any(mention.kind is MentionKind.PERSON for mention in speaker):
        return end
    states = {state for mention in speaker for state in mention.states}
    for mention in scribe.placed.between(start, end):
        if mention.start <= start or scribe.folded[mention.start - 1] != "，":
            continue
        other_side = mention.kind in (MentionKind.STATE, MentionKind.SIDE) and not states & set(mention.states)
        if other_side or mention.kind in (MentionKind.PERSON, MentionKind.ROLE, MentionKind.BODY, MentionKind.OUTLET):
            return mention.start - 1
    return end


def cut_at_credit(scribe: Scribe, start: int, end: int) -> int:
    """Return where the words end before another source is brought in: …，据路透社报道."""
    for credit in scribe.credits:
        if start + 2 < credit.start < end and credit.rule in ("credit/introduced", "credit/reports"):
            clause = credit.start
            while clause > start and scribe.masked[clause - 1] not in ",;.q":
                clause -= 1
            if clause > start + LEAST_CONTENT and scribe.masked[clause - 1] != "q":
                return clause
    return end


def has_words(scribe: Scribe, start: int, end: int) -> bool:
    """True where enough words stand in the span to be speech."""
    first, last = trim_content(scribe.folded, start, end)
    return last - first >= LEAST_CONTENT


def is_announcement(scribe: Scribe, found: Attribution, start: int, sentence: Sentence) -> bool:
    """True for 提出三点意见：, whose words follow in the next paragraphs."""
    words = scribe.folded[found.cue_end : sentence.end]
    return re.fullmatch(r"[^，。；]{0,4}[一二三四五六七八九两几\d]+(?:点|项|条|个)[^，。；]{0,8}[：。]", words) is not None


def is_report(scribe: Scribe, found: Attribution) -> bool:
    """True where an outlet only reports: 路透社报道说, … is a credit, 路透社表示 is its own word."""
    cue = scribe.folded[found.cue_start : found.cue_end]
    if "报道" not in cue and "报导" not in cue and "消息" not in cue:
        return False
    after = scribe.folded[found.cue_end : found.cue_end + 80]
    return JUDGEMENT.search(after) is None


JUDGEMENT = re.compile(r"这是|势必|可能|恐怕|或将|引发|意味着|显示出|凸显|担忧|认为|看来|证明|反映|说明|标志|首次承认")


def after_listener(scribe: Scribe, found: Attribution, start: int) -> int:
    """Return where the words begin after 告诉 and whom it is told: 告诉美国之音，…."""
    cue = scribe.folded[found.cue_start : found.cue_end]
    if not re.search(r"告诉|提醒|告诫|告知|通知", cue):
        return start
    comma = re.match(r"[^，。：；“]{1,18}[，：]", scribe.folded[found.cue_end : found.cue_end + 20])
    return found.cue_end + comma.end() if comma and ("告诉" in cue or cue in ("通知", "告知")) else start


def is_nested(scribe: Scribe, start: int, follower: Attribution) -> bool:
    """True where the next cue's words begin right where the content begins: X称，Y表示…."""
    between = scribe.masked[start : follower.segment]
    return len(between) <= 2 or re.fullmatch(r"(?:[ATE]~*|,|_){0,3}", between) is not None and follower.manner == "direct"


def cut_before(scribe: Scribe, start: int, follower: Attribution) -> int:
    """Return where the words end before the next cue's clause."""
    end = follower.segment
    clause = end
    while clause > start and scribe.masked[clause - 1] not in ",;:.n>":
        clause -= 1
    return clause


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


def resolve(scribe: Scribe, sentence: Sentence, found: Attribution) -> tuple[Mention, ...]:
    """Return the speaker of an attribution: its subject, with pronouns, bare roles and documents looked up."""
    if found.manner in ("pronoun", "carried", "chain") and not found.subject:
        if found.manner == "pronoun":
            return antecedent(scribe, sentence, found)
        return scribe.last_speaker
    return tuple(resolve_mention(scribe, mention) for mention in found.subject)


def antecedent(scribe: Scribe, sentence: Sentence, found: Attribution) -> tuple[Mention, ...]:
    """Return whom 他 or 她 refers to: who heads an earlier clause of the sentence, else who spoke or was told of last."""
    for mention in scribe.placed.between(sentence.start, found.segment):
        before = scribe.masked[mention.start - 1 : mention.start]
        if mention.kind in PERSONAL and (mention.start == sentence.start or before in ",;:>"):
            return (mention,)
    return (scribe.last_person,) if scribe.last_person is not None else scribe.last_speaker


def resolve_mention(scribe: Scribe, mention: Mention) -> Mention:
    """Return a bare role, official or document (发言人, 这名官员, 声明) as whom it refers to, where that is told before."""
    if mention.kind not in (MentionKind.ROLE, MentionKind.GROUP) or mention.states or "statement/refer" in scribe.without:
        return mention
    office = mention.office or ""
    if mention.kind is MentionKind.GROUP and ISSUED.search(office) and scribe.last_speaker:
        return scribe.last_speaker[0]
    if office in PAPERS:
        return next(
            (one for one in reversed(scribe.placed.mentions) if one.kind is MentionKind.OUTLET and one.start < mention.start), mention
        )
    if mention.office_span is not None and scribe.masked[mention.office_span.start] == "P":
        return issued_by(scribe, mention)
    if office.endswith(PROFESSIONS) and not re.match(r"[这该那]", scribe.folded[mention.start : mention.start + 1]):
        return mention
    for other in earlier_people(scribe, mention):
        if not other.office:
            continue
        if office == other.office or office.endswith(other.office) or other.office.endswith(office):
            if mention.kind is MentionKind.ROLE and mention.organisation is None and (other.name or other.states):
                return other
            if not other.states:
                continue
            return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
        kind = next((ending for ending in OFFICIAL if office.endswith(ending)), None)
        if kind and other.states and other.office.endswith(kind) and other.kind is MentionKind.GROUP:
            return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
    return mention


def issued_by(scribe: Scribe, mention: Mention) -> Mention:
    """Return a document with the state of the body named last before it: 检方…起诉书."""
    place = bisect.bisect_left(scribe.placed.starts, mention.start)
    for other in reversed(scribe.placed.mentions[max(0, place - 12) : place]):
        if other.kind is MentionKind.BODY and len(other.states) == 1:
            return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
    return mention


def earlier_people(scribe: Scribe, mention: Mention) -> list[Mention]:
    """Return the people named or speaking before a mention, the nearest first."""
    place = bisect.bisect_left(scribe.placed.starts, mention.start)
    nearest = [other for other in reversed(scribe.placed.mentions[max(0, place - 60) : place]) if other.kind in PERSONAL]
    return [*scribe.last_speaker, *nearest]


def remember(scribe: Scribe, speaker: tuple[Mention, ...]) -> None:
    """Keep who spoke last, for pronouns and cues without a subject."""
    scribe.last_speaker = speaker
    person = next((one for one in speaker if one.kind in PERSONAL), None)
    if person is not None:
        scribe.last_person = person


def note_person(scribe: Scribe, heads: tuple[Mention, ...]) -> None:
    """Keep the person a sentence without a cue tells of, for the 他 of the next one."""
    person = next((one for one in heads if one.kind is MentionKind.PERSON), None)
    if person is not None:
        scribe.last_person = person


def close(scribe: Scribe) -> None:
    """Move the open statement to the finished ones."""
    if scribe.current is not None:
        scribe.done.append(scribe.current)
        scribe.current = None


def write(scribe: Scribe, times: Sequence[Timex]) -> list[Statement]:
    """Return the finished statements with form, chain of outlets and date."""
    dates = Dates.of(scribe.folded, scribe.masked, times, [(one.start, one.end) for one in scribe.done])
    written = []
    for one in sorted(scribe.done, key=lambda one: (one.start, one.end)):
        start, end = trim_content(scribe.folded, one.start, one.end)
        if end - start < 2:
            continue
        speaker = speaker_of(scribe, one.speaker)
        via, via_spans = chain_of(scribe, one)
        day, day_spans = dates.of_statement(
            Uttered(
                key=speaker.name or speaker.organisation or speaker.office or "",
                organisation=speaker.organisation or "",
                joint=len(one.speaker) > 1 or not one.speaker[0].states and one.speaker[0].kind in (MentionKind.SIDE, MentionKind.GROUP),
                section=one.section,
                paragraph=one.sentence.paragraph,
                sentence=(one.sentence.start, one.sentence.end),
                window=(one.end if one.before else one.sentence.start, one.attribution.cue_start),
                segment=one.attribution.segment,
                direct=one.attribution.manner == "direct",
            )
        )
        cue_span = Span(one.attribution.cue_start, one.attribution.cue_end)
        cited: Cited = {"cue": (cue_span,), "form": (Span(start, end),)}
        if via:
            cited["via"] = via_spans
        if day:
            cited["date"] = day_spans
        written.append(
            Statement(
                speaker=speaker,
                form=Form.DIRECT if quoted_share(scribe.folded, start, end) > 0.5 else Form.INDIRECT,
                cue=cue_span.of(scribe.text),
                content=scribe.text[start:end],
                start=start,
                end=end,
                via=via,
                date=day,
                cited=cited,
                rule=one.rule,
            )
        )
    return written


def speaker_of(scribe: Scribe, mentions: tuple[Mention, ...]) -> Speaker:
    """Return the speaker that one mention, or several joined, stand for."""
    first, last = mentions[0], mentions[-1]
    if len(mentions) > 1:
        states = {mention.states for mention in mentions}
        start, end = first.start, last.end
        common = next(iter(states)) if len(states) == 1 else ()
        return Speaker(
            name=None,
            office=None,
            state=common[0] if len(common) == 1 else None,
            organisation=scribe.text[start:end],
            start=start,
            end=end,
            cited=citations(first) if len(common) == 1 else {},
        )
    if first.kind is MentionKind.PERSON and first.name_span is not None:
        return Speaker(
            name=first.name,
            office=first.office,
            state=single(first.states),
            organisation=first.organisation,
            start=first.name_span.start,
            end=first.name_span.end,
            cited=citations(first),
        )
    organisation = first.organisation
    if organisation is None and first.kind not in (MentionKind.ROLE,):
        organisation = scribe.text[first.start : first.end]
    return Speaker(
        name=None,
        office=first.office,
        state=None if first.kind is MentionKind.OUTLET and first.state_span is None else single(first.states),
        organisation=organisation,
        start=first.start,
        end=first.end,
        cited=citations(first),
    )


def single(states: tuple[str, ...]) -> str | None:
    """Return the one state, None for none or several."""
    return states[0] if len(states) == 1 else None


def citations(mention: Mention) -> Cited:
    """Return where office, state and organisation of a speaker stand."""
    found: Cited = {}
    if mention.office_span:
        found["office"] = (mention.office_span,)
    if mention.states:
        found["state"] = (mention.state_span or mention.office_span or mention.organisation_span or Span(mention.start, mention.end),)
    if mention.organisation:
        found["organisation"] = (mention.organisation_span or Span(mention.start, mention.end),)
    return found


def chain_of(scribe: Scribe, one: Open) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return the outlets a statement came through, from the page's own credit to the origin, and where they stand."""
    names: list[str] = []
    spans: list[Span] = []
    credit = credit_at(scribe.credits, one.attribution.cue_start)
    own = {mention.start for mention in one.speaker}
    if credit is not None and not any(span.start in own or span.start - 1 in own for span in credit.spans):
        names.extend(credit.via)
        spans.extend(credit.spans)
    around = scribe.placed.between(one.attribution.segment, max(one.attribution.cue_end, one.start) + 1)
    for mention in (*one.outer, *around):
        if mention.kind is not MentionKind.OUTLET or mention.start in own or mention.organisation in NOBODY:
            continue
        name = outlet_name(scribe.text, scribe.folded, mention.start, mention.end)
        if name not in names:
            names.append(name)
            spans.append(Span(mention.start, mention.end))
    if one.speaker[0].kind is MentionKind.OUTLET:
        return (), ()
    return tuple(names), tuple(spans)

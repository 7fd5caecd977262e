"""Finished statements: speaker, form, chain of outlets, day, each with its characters."""

import re
from collections.abc import Sequence

from shiguan.extract.statement.date import Dates, Uttered
from shiguan.extract.statement.extent import is_assembly, quoted_share, trim_content
from shiguan.extract.statement.scribe import Open, Scribe
from shiguan.grammar.credit import NOBODY, credit_at, outlet_name
from shiguan.grammar.fold import fold
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Cited, Span
from shiguan.model.statement import Form, Speaker, Statement
from shiguan.model.timex import Timex


def write(scribe: Scribe, times: Sequence[Timex]) -> list[Statement]:
    """Return the finished statements with form, chain of outlets and date."""
    dates = Dates.of(scribe.folded, scribe.masked, times, sorted((one.start, one.end) for one in scribe.done))
    written: list[Statement] = []
    before: Open | None = None
    for one in sorted(scribe.done, key=lambda one: (one.start, one.end)):
        start, end = trim_content(scribe.folded, one.start, one.end)
        if end - start < 2:
            continue
        speaker = speaker_of(scribe, one.speaker)
        via, via_spans = chain_of(scribe, one)
        if not via and before is not None and carries_on(scribe, before, one):
            via, via_spans = written[-1].via, written[-1].cited.get("via", ())
        before = one
        day, day_spans = dates.of_statement(
            Uttered(
                key=fold(speaker.name or speaker.organisation or speaker.office or ""),
                organisation=fold(speaker.organisation or ""),
                body=body_of(scribe, speaker),
                state=speaker.state or "",
                side=one.speaker[0].kind in (MentionKind.SIDE, MentionKind.STATE),
                person=one.speaker[0].kind is MentionKind.PERSON,
                crowd=one.speaker[0].kind is MentionKind.GROUP and not is_assembly(one.speaker[0]),
                joint=len(one.speaker) > 1
                or (not one.speaker[0].states and one.speaker[0].kind is MentionKind.SIDE)
                or is_assembly(one.speaker[0]),
                section=one.section,
                section_start=scribe.sections[one.section],
                paragraph=one.sentence.paragraph,
                sentence=(one.sentence.start, one.sentence.end),
                window=(one.end if one.before else one.sentence.start, one.attribution.cue_start),
                segment=one.attribution.segment,
                authored=one.speaker[0].kind is MentionKind.PERSON and is_paper(scribe, one.attribution.subject),
                paper=in_paper(scribe, one),
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


# Where somebody speaks to the world without an outlet between.
HIMSELF = re.compile(
    r"(?:在|于|通过|透过)(?:其|他的|她的|自己的|个人)[^，。]{0,6}(?:微博|推特|脸书|推文|账号|帐号|官网|网站)"
)
GOES_ON = re.compile(r"还|也|又|并|同时|接着|续|补充|进一步|另外")


def carries_on(scribe: Scribe, before: Open, one: Open) -> bool:
    """True where a speaker goes on in the next paragraph with what an outlet brought: 他说, 他还告诉."""
    if called(one.speaker) != called(before.speaker) or one.sentence.paragraph - before.sentence.paragraph > 1:
        return False
    if one.sentence == before.sentence and one.attribution.manner == "chain":
        return True
    lead = scribe.folded[one.attribution.segment : one.attribution.cue_end]
    if "T" in scribe.masked[one.attribution.segment : one.attribution.cue_start]:
        return False  # another day, another occasion
    return one.attribution.manner in ("pronoun", "carried") or GOES_ON.search(lead) is not None


def called(speaker: tuple[Mention, ...]) -> list[str | None]:
    """Return what the people who speak together are called."""
    return [mention.name or mention.organisation for mention in speaker]


def body_of(scribe: Scribe, speaker: Speaker) -> str:
    """Return a body that begins with its state's name by the state's code and the rest, "" for any other."""
    states = speaker.cited.get("state", ())
    if not states or speaker.organisation is None or states[0].start != speaker.start or speaker.name:
        return ""
    rest = scribe.folded[states[0].end : speaker.end]
    return f"{speaker.state}{rest}" if len(rest) > 1 else ""


IN_PAPER = re.compile(r"(?:声明|报告|公报|公告|文章|通报)(?:中|里|上)?[^，。]{0,4}$")


def is_paper(scribe: Scribe, mentions: tuple[Mention, ...]) -> bool:
    """True where a paper is among the mentions: 声明, 文章."""
    return any(one.office_span is not None and scribe.masked[one.office_span.start] == "P" for one in mentions)


def in_paper(scribe: Scribe, one: Open) -> bool:
    """True where words stand in a paper: 声明还说, 外交部在报告中指出."""
    if is_paper(scribe, one.speaker) or is_paper(scribe, one.attribution.subject):
        return True
    return IN_PAPER.search(scribe.folded, one.attribution.segment, one.attribution.cue_start) is not None


LONGEST_LIST = 120  # characters


def speaker_of(scribe: Scribe, mentions: tuple[Mention, ...]) -> Speaker:
    """Return the speaker that one mention, or several joined, stand for."""
    first, last = mentions[0], mentions[-1]
    if len(mentions) > 1:
        states = {mention.states for mention in mentions}
        common = next(iter(states)) if len(states) == 1 else ()
        # Those who stand apart (双方 for two people told before) have no one stretch of text: the first is cited.
        together = 0 <= last.end - first.start <= LONGEST_LIST
        start, end = first.start, last.end if together else first.end
        return Speaker(
            name=None,
            office=None,
            state=common[0] if len(common) == 1 else None,
            organisation=scribe.text[start:end] if together else None,
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
    if organisation is None and (first.kind is not MentionKind.ROLE or not first.states):
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
        found["state"] = (
            mention.state_span or mention.office_span or mention.organisation_span or Span(mention.start, mention.end),
        )
    if mention.organisation:
        found["organisation"] = (mention.organisation_span or Span(mention.start, mention.end),)
    return found


def chain_of(scribe: Scribe, one: Open) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return the outlets a statement came through, from the page's own credit to the origin, and where they stand."""
    names: list[str] = []
    spans: list[Span] = []
    credit = credit_at(scribe.credits, one.attribution.cue_start)
    own = {mention.start for mention in one.speaker}
    if HIMSELF.search(scribe.folded, one.attribution.segment, one.attribution.cue_end):
        return (), ()
    if credit is not None and not any(span.start in own or span.start - 1 in own for span in credit.spans):
        names.extend(credit.via)
        spans.extend(credit.spans)
    around = scribe.placed.between(one.attribution.segment, max(one.attribution.cue_end, one.start) + 1)
    for mention in (*one.outer, *around):
        if mention.kind is not MentionKind.OUTLET or mention.start in own or fold(mention.organisation or "") in NOBODY:
            continue
        name = outlet_name(scribe.text, scribe.folded, mention.start, mention.end)
        if name not in names:
            names.append(name)
            spans.append(Span(mention.start, mention.end))
    if one.speaker[0].kind is MentionKind.OUTLET:
        return (), ()
    return tuple(names), tuple(spans)

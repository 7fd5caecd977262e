"""What a page tells of standing mechanisms: founded when and by whom, how often, at which level, how many rounds."""

import re
from collections.abc import Iterator, Sequence

import msgspec

from shiguan.extract.mechanism.pattern import DATE, NAME, Rule, one_of, rules
from shiguan.extract.mechanism.subject import Names, Subject, opens
from shiguan.extract.mechanism.value import Told, level_in_name, read_fields
from shiguan.grammar.layout import Bounds, Layout
from shiguan.model.mechanism import Mechanism
from shiguan.model.mechanism_account import MechanismAccount
from shiguan.model.span import Span
from shiguan.model.timex import Timex

WISH_REACH = 16  # characters between 愿, 建议 and what is wished for
PREDICATE = re.compile(r"[是为系]$")
LEADING = ("founded-name", "parent-frame", "founds")


class Finding(msgspec.Struct, frozen=True):
    """One wording that was read: of which mechanism, and the fields it gives with their spans."""

    subject: Subject
    fields: dict[str, Told]
    rule: Rule
    start: int


def extract_mechanisms(
    text: str,
    folded: str,
    layout: Layout,
    times: Sequence[Timex],
    told: Sequence[Bounds],
    *,
    standing: Sequence[Mechanism],
    sessions: Sequence[Mechanism],
) -> list[MechanismAccount]:
    """Return what the sentences `told` tell of mechanisms, one account a mechanism and paragraph, in reading order.

    `standing` are the mechanisms named there, `sessions` those of the page's engagements.
    """
    if not told:
        return []
    names = Names(text, folded, standing, sessions)
    found: list[MechanismAccount] = []
    for paragraph in layout.paragraphs:
        inside = [bounds for bounds in told if paragraph[0] <= bounds[0] < paragraph[1]]
        if inside:
            found += accounts(text, folded, findings(names, times, inside))
    return found


def findings(names: Names, times: Sequence[Timex], told: Sequence[Bounds]) -> list[Finding]:
    """Return the wordings of the sentences of one paragraph, in reading order."""
    found: list[Finding] = []
    for sentence in told:
        masked = mask(names, times, sentence)
        parents: list[Bounds] = []
        here: list[Finding] = []
        last = found[-1].subject if found else None
        for rule in sorted(rules(), key=lambda rule: not rule.name.startswith("mechanism/parent")):
            for match in rule.pattern.finditer(masked):
                if is_wish(masked, match, rule):
                    continue
                finding = read_match(names, times, sentence, masked, match, rule, parents, last)
                if finding is None:
                    continue
                here.append(finding)
                if "parent" in finding.fields:
                    parents.append(shifted(match.span("parent"), sentence[0]))
        found += sorted(here, key=lambda one: one.start)
    return found


def mask(names: Names, times: Sequence[Timex], sentence: Bounds) -> str:
    """Return a sentence with its dates and the names of mechanisms masked; offsets hold."""
    start, end = sentence
    letters = list(names.folded[start:end])
    for time in times:
        if start <= time.start and time.end <= end and time.value and "/" not in time.value:
            letters[time.start - start : time.end - start] = DATE * (time.end - time.start)
    for one in names.inside(start, end):
        if names.subject(one) is None:
            continue
        for span in one.spans:
            letters[span.start - start : span.end - start] = NAME * (span.end - span.start)
    return "".join(letters)


def is_wish(masked: str, match: re.Match[str], rule: Rule) -> bool:
    """True where what is told is only wanted or meant: 愿, 建议, 推动."""
    if rule.name in ("mechanism/postponed", "mechanism/parent"):
        return False
    start = max(0, match.start() - WISH_REACH)
    head = re.split(r"[，。；：]", masked[start : match.start()])[-1]
    return re.search(one_of("wish"), head + match[0]) is not None


def read_match(
    names: Names,
    times: Sequence[Timex],
    sentence: Bounds,
    masked: str,
    match: re.Match[str],
    rule: Rule,
    parents: Sequence[Bounds],
    last: Subject | None,
) -> Finding | None:
    """Return what one match tells, None where the mechanism or a value is not to be made out."""
    fields = read_fields(names.text, names.folded, times, match, sentence[0])
    if not fields:
        return None
    subject = subject_of(names, sentence, masked, match, rule, parents, last)
    if subject is None:
        return None
    return Finding(subject, fields, rule, sentence[0] + match.start())


def subject_of(
    names: Names,
    sentence: Bounds,
    masked: str,
    match: re.Match[str],
    rule: Rule,
    parents: Sequence[Bounds],
    last: Subject | None,
) -> Subject | None:
    """Return the mechanism that a match tells of."""
    offset = sentence[0]
    groups = match.re.groupindex
    is_predicate = PREDICATE.search(masked, 0, match.start()) is not None  # X是一年一度的Y: X is told of
    if "object" in groups and match["object"] is not None and not is_predicate:
        found = names.at(*shifted(match.span("object"), offset))
        if found is not None or rule.name.removeprefix("mechanism/") in LEADING:
            return found
    own = [match.span("parent")] if "parent" in groups else []
    if not own:
        within = names.at(*shifted(match.span(), offset))
        if within is not None and rule.name != "mechanism/founded" and not is_predicate:
            return within
    taken = [*parents, *(shifted(span, offset) for span in own)]
    found = names.before(sentence, offset + match.start(), offset + match.end(), taken)
    if found is not None:
        return found
    return last if opens(names.folded, masked, sentence, offset + match.start()) else None


def shifted(bounds: Bounds, offset: int) -> Bounds:
    """Return bounds in the sentence as bounds on the page."""
    return bounds[0] + offset, bounds[1] + offset


def accounts(text: str, folded: str, found: Sequence[Finding]) -> Iterator[MechanismAccount]:
    """Yield one account a mechanism; a field told otherwise later in the paragraph opens another."""
    open_accounts: dict[str, list[list[Finding]]] = {}
    for one in found:
        groups = open_accounts.setdefault(one.subject.name, [[]])
        if any(clashes(other, one) for other in groups[-1]):
            groups.append([])
        groups[-1].append(one)
    ordered = [group for groups in open_accounts.values() for group in groups if any(one.rule.alone for one in group)]
    for group in sorted(ordered, key=lambda group: group[0].start):
        yield account_of(text, folded, group)


def clashes(one: Finding, other: Finding) -> bool:
    """True where both give a field and not the same value."""
    return any(name in one.fields and one.fields[name].value != told.value for name, told in other.fields.items())


def account_of(text: str, folded: str, group: Sequence[Finding]) -> MechanismAccount:
    """Return the account that the findings of one mechanism make."""
    mention = group[0].subject.mention
    fields: dict[str, Told] = {}
    for one in group:
        for name, told in one.fields.items():
            fields.setdefault(name, told)
    if "level" not in fields:
        level = level_in_name(text, folded, mention.spans)
        if level is not None:
            fields["level"] = level
    cited = {"name": mention.spans, **{name: told.spans for name, told in sorted(fields.items())}}
    return MechanismAccount(
        name=mention.name,
        states=mention.states,
        start=mention.start,
        end=mention.end,
        cited=cited,
        rule=next(one.rule.name for one in group if one.rule.alone),
        **{name: told.value for name, told in fields.items()},  # type: ignore[arg-type] # each told is of its field's type
    )


def span_of(match: re.Match[str], group: str, offset: int) -> Span:
    """Return where a group of a match stands on the page."""
    return Span(*shifted(match.span(group), offset))

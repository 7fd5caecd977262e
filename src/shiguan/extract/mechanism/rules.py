"""What a page tells of standing mechanisms: founded when and by whom, how often, at which level, how many rounds."""

from collections.abc import Iterator, Sequence

import msgspec

from shiguan.extract.mechanism.pattern import Rule
from shiguan.extract.mechanism.sentence import Finding, Sentence
from shiguan.extract.mechanism.subject import Names
from shiguan.extract.mechanism.value import Told, level_in_name
from shiguan.grammar.layout import Bounds, Layout
from shiguan.model.mechanism import Mechanism
from shiguan.model.mechanism_account import MechanismAccount
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span
from shiguan.model.timex import Timex

WORDS_ALONE = {"cadence_text"}  # 每两年一轮 and 两年一轮 tell the same


def extract_mechanisms(
    text: str,
    folded: str,
    layout: Layout,
    times: Sequence[Timex],
    mentions: Sequence[Mention],
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
        findings: list[Finding] = []
        for bounds in told:
            if paragraph[0] <= bounds[0] < paragraph[1]:
                last = findings[-1].subject if findings else None
                findings += Sentence(names, times, bounds, last).findings()
        found += accounts(names, mentions, findings)
    return found


def accounts(names: Names, mentions: Sequence[Mention], findings: Sequence[Finding]) -> Iterator[MechanismAccount]:
    """Yield one account a mechanism; a field told otherwise later in the paragraph opens another."""
    by_name: dict[str, list[list[Finding]]] = {}
    for one in findings:
        groups = by_name.setdefault(one.subject.name, [[]])
        if any(clashes(other, one) for other in groups[-1]):
            groups.append([])
        groups[-1].append(one)
    sound = [group for groups in by_name.values() for group in groups if any(one.rule.alone for one in group)]
    for group in sorted(sound, key=lambda group: group[0].start):
        yield account_of(names, mentions, group)


def clashes(one: Finding, other: Finding) -> bool:
    """True where both give a field and not the same value."""
    shared = (one.fields.keys() & other.fields.keys()) - WORDS_ALONE
    return any(one.fields[name].value != other.fields[name].value for name in shared)


def account_of(names: Names, mentions: Sequence[Mention], group: Sequence[Finding]) -> MechanismAccount:
    """Return the account that the findings of one mechanism make."""
    mention = group[0].subject.mention
    fields: dict[str, Told] = {"name": Told(mention.name, mention.spans)}
    states = Told(mention.states, mention.spans) if mention.states else founding_states(mentions, group)
    if states is not None:
        fields["states"] = states
    for one in group:
        for name, told in one.fields.items():
            fields.setdefault(name, told)
    level = level_in_name(names.text, names.folded, mention.spans)
    if level is not None:
        fields.setdefault("level", level)
    return msgspec.convert(
        {
            "states": (),
            **{name: told.value for name, told in fields.items()},
            "start": mention.start,
            "end": mention.end,
            "cited": {name: told.spans for name, told in sorted(fields.items())},
            "rule": leading_rule(group).name,
        },
        MechanismAccount,
    )


def leading_rule(group: Sequence[Finding]) -> Rule:
    """Return the first rule that alone makes an account."""
    return next(one.rule for one in group if one.rule.alone)


def founding_states(mentions: Sequence[Mention], group: Sequence[Finding]) -> Told | None:
    """Return the states that found a mechanism whose name holds none: 中印建立边界问题特别代表会晤机制."""
    for one in group:
        if "founded" not in one.fields:
            continue
        sides = [
            mention
            for mention in mentions
            if one.start <= mention.start
            and mention.end <= one.subject.mention.start
            and mention.kind in (MentionKind.STATE, MentionKind.SIDE)
            and mention.states
        ]
        if sides:
            codes = dict.fromkeys(code for side in sides for code in side.states)
            return Told(tuple(codes), tuple(Span(side.start, side.end) for side in sides))
    return None

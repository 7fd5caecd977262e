"""What a part of a run names: a person, a role, a group, a side, a body."""

import re

from shiguan.detect.person.context import Context, Token, cut, word
from shiguan.detect.person.name import name_tables
from shiguan.detect.person.state import implied
from shiguan.detect.person.title import posted, read_title, title_is_state
from shiguan.grammar.shape import short_states, state_codes
from shiguan.grammar.side import most_named, pair_states
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

# 美中贸易全国委员会, 中日友好协会: a body between two states.
SHARED = re.compile(r"(?P<pair>[\u4e00-\u9fff]{2})(?!洲).*(?:委员会|协会|商会|联合会|理事会|基金会|俱乐部)")


def home_of_shared(context: Context, start: int, end: int) -> tuple[tuple[str, ...], Span | None]:
    """Return the first of the two states in the name of a body, where it is at home: 英中贸易协会 is British."""
    shared = SHARED.fullmatch(context.folded, start, end)
    pair = pair_states(shared["pair"], context.named_states) if shared else ()
    return (pair[:1], Span(start, start + 1)) if pair else ((), None)


def read_person(context: Context, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return the person that title and name together tell of, and remember what the title said."""
    letters = "".join([token.letter for token in tokens])
    place = next(
        index
        for index, letter in enumerate(letters)
        if letter == "N" and letters[index + 1 : index + 2] not in ("B", "b", "N") and letters[index + 1 :][:2] != "ON"
    )  # 特朗普顾问|纳瓦罗
    name_token = tokens[place]
    name = context.folded[name_token.start : name_token.end]
    served = letters.rfind("N", 0, place)  # whom the title serves is no part of it
    title = tokens[served + 1 : place] if letters[served + 1 : served + 2] == "O" else tokens[:place]
    behind = [token for token in tokens[place + 1 :] if token.letter in "OK"]
    office, office_span, organisation, organisation_span = read_title(context, title)
    if office is None and behind:
        chosen = [token for token in behind if token.letter == "O"] or behind
        office, office_span = context.text[chosen[-1].start : chosen[-1].end], Span(chosen[-1].start, chosen[-1].end)
    if len(states) != 1:
        own = implied(context, [*title, *behind])
        if own and (not states or own[0] in states):
            states, state_span = own, None  # 台美联谊会副会长、国民党立委X: his party is of one side
    if not states and organisation_span is not None:
        states, state_span = home_of_shared(context, organisation_span.start, organisation_span.end)
    if not states:
        inner = next((token for token in title if token.letter in "SQG" and not posted(context, token)), None)
        if inner is not None and title_is_state(title, inner):
            code = state_codes().get(word(context, inner))
            states, state_span = ((code,), Span(inner.start, inner.end)) if code else ((), None)
    full = context.names.full.get(name, name)
    if len(tokens) == 1 and full == name and name.isascii() and " " not in name:
        # One Latin word without a title is a company more often than a person: Canon, Unilever.
        return Mention(
            kind=MentionKind.BODY,
            start=name_token.start,
            end=name_token.end,
            organisation=context.text[name_token.start : name_token.end],
            organisation_span=Span(name_token.start, name_token.end),
            rule="mention/body/latin",
        )
    if states:
        context.state_of_name.setdefault(full, (states, state_span))
    if office and office_span:
        context.office_of_name.setdefault(full, (office, office_span, organisation, organisation_span))
    start = tokens[0].start if title else name_token.start
    return Mention(
        kind=MentionKind.PERSON,
        start=start,
        end=tokens[-1].end,
        states=states,
        name=context.text[name_token.start : name_token.end],
        office=office,
        organisation=organisation,
        state_span=state_span,
        name_span=Span(name_token.start, name_token.end),
        office_span=office_span,
        organisation_span=organisation_span,
        rule="mention/person/title" if title else "mention/person/name",
    )


def read_role(context: Context, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return an office without a name: 俄美两国外长, 外交部发言人."""
    office, office_span, organisation, organisation_span = read_title(context, tokens)
    return Mention(
        kind=MentionKind.ROLE,
        start=tokens[0].start,
        end=tokens[-1].end,
        states=states or implied(context, tokens),
        office=office,
        organisation=organisation,
        state_span=state_span,
        office_span=office_span,
        organisation_span=organisation_span,
        rule="mention/role",
    )


def read_group(context: Context, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return people spoken of without name or office: 分析人士, 一名德国学者."""
    bodies = [token for token in tokens if token.letter in "BbR["]
    organisation = cut(context, tokens[0].start, tokens[-1].end)
    role = cut(context, tokens[-1].start, tokens[-1].end)
    return Mention(
        kind=MentionKind.GROUP,
        start=tokens[0].start,
        end=tokens[-1].end,
        states=states or implied(context, bodies),
        office=role[0],
        office_span=role[1],
        organisation=organisation[0],
        organisation_span=organisation[1],
        state_span=state_span,
        rule="mention/group",
    )


def read_side(context: Context, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return a side: 中方, 双方, 沙伊双方, 美国方面."""
    start, end = tokens[0].start, tokens[-1].end
    last = tokens[-1]
    if (
        not states
        and last.letter == "J"
        and last.end - last.start == 2
        and context.folded[last.start] in short_states()
    ):
        states, state_span = short_state(context, last.start)
    return Mention(
        kind=MentionKind.SIDE,
        start=start,
        end=end,
        states=states,
        organisation=context.text[start:end],
        organisation_span=Span(start, end),
        state_span=state_span,
        rule="mention/side",
    )


def short_state(context: Context, start: int) -> tuple[tuple[str, ...], Span]:
    """Return the state of a one-character name: of several, the one that the page names, else the most usual."""
    codes = short_states()[context.folded[start]]
    known = most_named(codes, context.named_states) or codes[0]
    return (known,), Span(start, start + 1)


def read_body(
    context: Context, tokens: list[Token], states: tuple[str, ...], state_span: Span | None
) -> Mention | None:
    """Return a body: 俄罗斯国防部, 以军, 中国驻英国大使馆, 特朗普政府."""
    start, end = tokens[0].start, tokens[-1].end
    last = tokens[-1]
    if last.letter not in "Bb" and not any(token.letter in "BbN" for token in tokens):
        return None
    if end - start == 1:
        return None
    if (
        last.letter == "b"
        and last.end - last.start == 1
        and context.folded[last.start : last.start + 2] in name_tables().ordinary
    ):
        return None
    if not states and last.letter == "B":
        character = context.folded[last.start]
        if last.end - last.start == 2 and character in short_states() and context.folded[last.start + 1] in "军企":
            states, state_span = short_state(context, last.start)
    if not states:
        states, state_span = home_of_shared(context, start, end)
    states = states or implied(context, tokens)
    return Mention(
        kind=MentionKind.BODY,
        start=start,
        end=end,
        states=states,
        organisation=context.text[start:end],
        organisation_span=Span(start, end),
        state_span=state_span,
        rule="mention/body",
    )

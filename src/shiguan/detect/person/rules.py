"""Who is named: people with office and state, roles without a name, bodies, sides, states, outlets, groups.

Two passes. First the names that the page itself shows (a title, a dot, a Latin twin) are learned and written into the
shape wherever they stand. Then every unbroken run of naming words is read by the grammar of titles: state, body,
office, name in this order, chained by 、 and 兼.
"""

import re
from collections.abc import Iterable

import msgspec

from shiguan.detect.person.name import name_tables
from shiguan.detect.person.register import Names, find_names
from shiguan.grammar.shape import overlay, short_states, state_codes
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

# A run of words that together may name somebody. Unknown characters join it only before the ending of a body
# (布鲁金斯学会) or between a state and such an ending.
RUN = re.compile(
    r"(?:[SQGBbOULRKNMZJrP]~*|s|/(?=[OMSB])|[xsa]{1,8}(?=[bB])|a+|0+(?=[MU])"
    r"|(?<=[BRb~])F(?=(?:[M0]~*)*[OUP])|\[[^\]\[n.]{1,16}\]|\((?:[^()n]{1,60})\)(?=[OKVvTAIDW,b]))+"
)
TOKEN = re.compile(r"[SQGBbOULRKNMZJrPF]~*|s|/|a+|0+|x+|\[[^\]]*\]|\([^)]*\)")
# What a run must hold to name anybody: a modifier or a place alone does not.
HEAD = re.compile(r"[SQGBOURKNZJrPb]|ss")
LONE_STATE = re.compile(r"[SQG]~*")
# Single characters that are rarely a state: only where the page names the state itself.
AMBIGUOUS = frozenset("新老马古加以意波西比法德土巴利多安东北南圣智文海白黑苏阿立爱瑞捷保罗荷希匈克科尼刚冰丹挪芬")
PERIODICAL = ("报", "周刊", "时报", "邮报", "杂志", "新闻网", "晚报", "日报", "通讯社", "电视台", "电台", "月刊", "评论")


class Token(msgspec.Struct, frozen=True):
    """One word of a run."""

    letter: str
    start: int
    end: int


class Page(msgspec.Struct):
    """What is known of the page while its runs are read."""

    text: str
    folded: str
    shape: str
    names: Names
    home: str | None
    named_states: set[str]
    state_of_name: dict[str, tuple[tuple[str, ...], Span | None]]
    office_of_name: dict[str, tuple[str | None, Span | None, str | None, Span | None]]
    state_of_body: dict[str, tuple[tuple[str, ...], Span | None]]


def detect_mentions(text: str, folded: str, shape: str, *, home: str | None) -> tuple[list[Mention], str]:
    """Return the mentions of a page in reading order, and its shape with the names of people written in.

    `home` is the state whose 外交部 is meant where no state is told: the publisher's.
    """
    names = find_names(folded, shape)
    named = overlay(shape, name_spans(folded, shape, names), "N")
    codes = state_codes()
    page = Page(
        text=text,
        folded=folded,
        shape=named,
        names=names,
        home=home,
        named_states={codes.get(folded[found.start() : found.end()], "") for found in re.finditer(r"[SQG]~*", shape)},
        state_of_name={},
        office_of_name={},
        state_of_body={},
    )
    mentions: list[Mention] = []
    for run in RUN.finditer(named):
        start, end = run.span()
        if LONE_STATE.fullmatch(named, start, end):
            mention = lone_state(page, start, end)
            if mention is not None:
                mentions.append(mention)
        elif HEAD.search(named, start, end):
            mentions.extend(read_run(page, tokens_of(named, start, end)))
    mentions = [widen(page, mention) if len(mention.states) > 1 else mention for mention in mentions]
    return complete(page, mentions), named


def lone_state(page: Page, start: int, end: int) -> Mention | None:
    """Return a state that stands by itself, the commonest mention."""
    code = state_codes().get(page.folded[start:end])
    if code is None:
        return None
    return Mention(
        kind=MentionKind.STATE, start=start, end=end, states=(code,), state_span=Span(start, end), rule="mention/state"
    )


MANY = re.compile(r"等(?:多个|其他)?国家?|等(?:多|数|十|几)?国")


def widen(page: Page, mention: Mention) -> Mention:
    """Return a list of states with the 等国 behind it."""
    if mention.kind is not MentionKind.STATE or len(mention.states) < 2:
        return mention
    rest = MANY.match(page.folded, mention.end)
    if not rest:
        return mention
    return msgspec.structs.replace(mention, end=rest.end(), organisation=page.text[mention.start : rest.end()])


def name_spans(folded: str, shape: str, names: Names) -> list[tuple[int, int]]:
    """Return where the page's names stand, longest first where they overlap."""
    if not names.names:
        return []
    pattern = re.compile("|".join(map(re.escape, names.names)))
    found = []
    for match in pattern.finditer(folded):
        start, end = match.span()
        if shape[start] == "T" or cut_word(shape, start, end):
            continue
        found.append((start, end))
    return found


def cut_word(shape: str, start: int, end: int) -> bool:
    """True where the span begins inside a longer word that is no name: 会李强 is fine, 大李强度 is not."""
    return shape[start] == "~" and end < len(shape) and shape[end] == "~"


def tokens_of(shape: str, start: int, end: int) -> list[Token]:
    """Return the words of a run; 、 stands as `/`."""
    return [
        Token(shape[found.start()], found.start(), found.end())
        for found in TOKEN.finditer(shape, start, end)
    ]


def read_run(page: Page, tokens: list[Token]) -> Iterable[Mention]:
    """Yield the mentions of one run: a mention ends with a name, or where the run ends."""
    begin = 0
    for index, token in enumerate(tokens):
        if token.letter != "N" or follows_name(tokens, index):
            continue
        if index + 2 < len(tokens) and tokens[index + 1].letter == "F":
            # 孟晚舟的律师 is a lawyer, not Meng.
            yield retainer(page, tokens[begin:])
            return
        stop = index + 1
        while stop < len(tokens) and tokens[stop].letter in "OK(":
            stop += 1
        yield from read_part(page, tokens[begin:stop])
        begin = stop
    yield from read_part(page, tokens[begin:])


def retainer(page: Page, tokens: list[Token]) -> Mention:
    """Return somebody named only by whom he serves: 孟晚舟的律师."""
    start, end = tokens[0].start, tokens[-1].end
    return Mention(
        kind=MentionKind.ROLE,
        start=start,
        end=end,
        office=page.text[tokens[-1].start : end],
        office_span=Span(tokens[-1].start, end),
        organisation=page.text[start:end],
        organisation_span=Span(start, end),
        rule="mention/role/of-person",
    )


def follows_name(tokens: list[Token], index: int) -> bool:
    """True where what follows a name belongs to it as a body does: 特朗普政府, 拜登竞选团队发言人."""
    return index + 1 < len(tokens) and tokens[index + 1].letter in "Bb" and tokens[index].letter == "N"


def read_part(page: Page, tokens: list[Token]) -> Iterable[Mention]:
    """Yield what a part of a run names: one mention for most, none for modifiers alone."""
    while tokens and tokens[-1].letter in "M/x0a[(L" and not (tokens[-1].letter == "a" and len(tokens) > 1):
        if tokens[-1].letter == "[" and is_periodical(page, tokens[-1]):
            break
        if tokens[-1].letter == "(" and any(token.letter == "N" for token in tokens):
            break
        tokens = tokens[:-1]
    tokens = [token for token in tokens if token.letter != "F"]
    while tokens and (tokens[0].letter in "/(" or (tokens[0].letter in "x" and len(tokens) == 1) or word(page, tokens[0]) == "有"):
        tokens = tokens[1:]
    if not tokens:
        return
    mention = read_tokens(page, tokens)
    if mention is not None:
        yield mention


def read_tokens(page: Page, tokens: list[Token]) -> Mention | None:
    """Return the mention that the tokens name together, or None."""
    kinds = "".join(token.letter for token in tokens)
    states, state_span, rest = leading_states(page, tokens)
    head = tokens[rest:]
    if "N" in kinds and not follows_name(tokens, kinds.index("N")):
        return read_person(page, tokens, states, state_span)
    letters = "".join(token.letter for token in head)
    start, end = tokens[0].start, tokens[-1].end
    last = letters[-1] if letters else ""
    if not head:
        if kinds and all(kind in "s" for kind in kinds) and len(kinds) < 2:
            return None
        return Mention(kind=MentionKind.STATE, start=start, end=end, states=states, state_span=state_span, rule="mention/state")
    if last == "Z" or last == "J":
        return read_side(page, tokens, states, state_span)
    if last in "rR" or (last == "[" and is_periodical(page, head[-1])):
        return Mention(
            kind=MentionKind.OUTLET,
            start=start,
            end=end,
            states=states or implied(page, head),
            state_span=state_span,
            organisation=page.text[start:end],
            organisation_span=Span(start, end),
            rule="mention/outlet",
        )
    if last in "OK":
        return read_role(page, tokens, states, state_span)
    if last in "UP":
        return read_group(page, tokens, states, state_span)
    if last in "Bba":
        return read_body(page, tokens, states, state_span)
    return None


def is_periodical(page: Page, token: Token) -> bool:
    """True where what stands in 《》 is a medium: known, or named like one."""
    inside = page.folded[token.start + 1 : token.end - 1]
    return "R" in page.shape[token.start : token.end] or inside.endswith(PERIODICAL)


def leading_states(page: Page, tokens: list[Token]) -> tuple[tuple[str, ...], Span | None, int]:
    """Return the states a run begins with, their span, and how many tokens they took.

    Modifiers before them (一名匿名中国官员) are passed over; 驻 turns what follows into a posting.
    """
    codes: list[str] = []
    first = last = -1
    index = 0
    while index < len(tokens) and tokens[index].letter in "M0" and word(page, tokens[index]) != "驻":
        index += 1
    lead = index
    while index < len(tokens) and tokens[index].letter in "SQGs/":
        if tokens[index].letter == "/":
            if not codes or index + 1 >= len(tokens) or tokens[index + 1].letter not in "SQG":
                break
            index += 1
            continue
        code = code_of(page, tokens, index)
        if code is None:
            break
        codes.append(code)
        first = tokens[index].start if first < 0 else first
        last = tokens[index].end
        index += 1
    if not codes:
        return (), None, lead if lead < len(tokens) else 0
    return tuple(dict.fromkeys(codes)), Span(first, last), index


def code_of(page: Page, tokens: list[Token], index: int) -> str | None:
    """Return the code of a state token; a single character counts only where its neighbours show it is a state."""
    token = tokens[index]
    if token.letter != "s":
        return state_codes().get(word(page, token))
    character = page.folded[token.start]
    codes = short_states()[character]
    known = next((code for code in codes if code in page.named_states), None)
    neighbours = [tokens[place] for place in (index - 1, index + 1) if 0 <= place < len(tokens)]
    if not any(other.letter in "OBUMJZrSGs" for other in neighbours):
        return None
    if known is None and character in AMBIGUOUS:
        return None
    return known or codes[0]


def word(page: Page, token: Token) -> str:
    """Return the folded characters of a token."""
    return page.folded[token.start : token.end]


def implied(page: Page, tokens: list[Token]) -> tuple[str, ...]:
    """Return the state that a body, office or outlet implies: 白宫, 国务卿, 国台办."""
    codes = state_codes()
    for token in tokens:
        if token.letter in "BORb":
            code = codes.get(word(page, token))
            if code:
                return (code,)
    return ()


def read_person(page: Page, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return the person that title and name together tell of, and remember what the title said."""
    place = next(index for index, token in enumerate(tokens) if token.letter == "N")
    name_token = tokens[place]
    name = page.folded[name_token.start : name_token.end]
    title = tokens[:place]
    behind = [token for token in tokens[place + 1 :] if token.letter in "OK"]
    office, office_span, organisation, organisation_span = read_title(page, title)
    if office is None and behind:
        chosen = [token for token in behind if token.letter == "O"] or behind
        office, office_span = page.text[chosen[-1].start : chosen[-1].end], Span(chosen[-1].start, chosen[-1].end)
    if not states:
        states = implied(page, [*title, *behind])
    if not states:
        inner = next((token for token in title if token.letter in "SQG" and not posted(page, tokens, token)), None)
        if inner is not None and title_is_state(title, inner):
            code = state_codes().get(word(page, inner))
            states, state_span = ((code,), Span(inner.start, inner.end)) if code else ((), None)
    full = page.names.full.get(name, name)
    if states:
        page.state_of_name.setdefault(full, (states, state_span))
    if office and office_span:
        page.office_of_name.setdefault(full, (office, office_span, organisation, organisation_span))
    start = tokens[0].start if title else name_token.start
    return Mention(
        kind=MentionKind.PERSON,
        start=start,
        end=tokens[-1].end,
        states=states,
        name=page.text[name_token.start : name_token.end],
        office=office,
        organisation=organisation,
        state_span=state_span,
        name_span=Span(name_token.start, name_token.end),
        office_span=office_span,
        organisation_span=organisation_span,
        rule="mention/person/title" if title else "mention/person/name",
    )


def posted(page: Page, tokens: list[Token], token: Token) -> bool:
    """True for the state an envoy is posted to: 驻英国大使."""
    return token.start > 0 and page.folded[token.start - 1] == "驻"


def title_is_state(title: list[Token], token: Token) -> bool:
    """True where a state inside a title is the holder's own: only bodies and modifiers stand before it."""
    return all(other.letter in "MB[bxLR" for other in title if other.end <= token.start)


def read_title(page: Page, title: list[Token]) -> tuple[str | None, Span | None, str | None, Span | None]:
    """Return office and organisation of a title: the last of a chain by 、, without the state's name."""
    parts: list[list[Token]] = [[]]
    for token in title:
        if token.letter == "/":
            parts.append([])
        else:
            parts[-1].append(token)
    last = next((part for part in reversed(parts) if any(token.letter in "OU" for token in part)), [])
    holders = [token for token in last if token.letter in "OU"]
    if not holders:
        bodies = [token for token in title if token.letter in "BbR[Nxa" or token.letter == "L"]
        if bodies and any(token.letter in "BbR[" for token in bodies):
            return None, None, *cut(page, bodies[0].start, bodies[-1].end)
        return None, None, None, None
    first_office = holders[0]
    for token in reversed(last[: last.index(first_office)]):
        if token.letter != "M" or token.end != first_office.start:
            break
        first_office = token
    office = cut(page, first_office.start, holders[-1].end)
    before = [token for token in last if token.end <= first_office.start and token.letter in "BbR[xaNLS" and token.letter != "M"]
    while before and before[0].letter in "S":
        before = before[1:]
    if not any(token.letter in "BbR[N" for token in before):
        earlier = [token for part in parts[:-1] for token in part if token.letter in "BbR["]
        before = earlier if earlier and len(parts) > 1 else []
    organisation = cut(page, before[0].start, before[-1].end) if before else (None, None)
    return (*office, *organisation)


def cut(page: Page, start: int, end: int) -> tuple[str, Span]:
    """Return the words of a span as written, and the span."""
    return page.text[start:end], Span(start, end)


def read_role(page: Page, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return an office without a name: 俄美两国外长, 外交部发言人."""
    office, office_span, organisation, organisation_span = read_title(page, tokens)
    return Mention(
        kind=MentionKind.ROLE,
        start=tokens[0].start,
        end=tokens[-1].end,
        states=states or implied(page, tokens),
        office=office,
        organisation=organisation,
        state_span=state_span,
        office_span=office_span,
        organisation_span=organisation_span,
        rule="mention/role",
    )


def read_group(page: Page, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return people spoken of without name or office: 分析人士, 一名德国学者."""
    bodies = [token for token in tokens if token.letter in "BbR["]
    organisation = cut(page, tokens[0].start, tokens[-1].end)
    role = cut(page, tokens[-1].start, tokens[-1].end)
    return Mention(
        kind=MentionKind.GROUP,
        start=tokens[0].start,
        end=tokens[-1].end,
        states=states or implied(page, bodies),
        office=role[0],
        office_span=role[1],
        organisation=organisation[0],
        organisation_span=organisation[1],
        state_span=state_span,
        rule="mention/group",
    )


def read_side(page: Page, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention:
    """Return a side: 中方, 双方, 沙伊双方, 美国方面."""
    start, end = tokens[0].start, tokens[-1].end
    last = tokens[-1]
    if not states and last.letter == "J" and last.end - last.start == 2 and page.folded[last.start] in short_states():
        codes = short_states()[page.folded[last.start]]
        known = next((code for code in codes if code in page.named_states), codes[0])
        states, state_span = (known,), Span(last.start, last.start + 1)
    return Mention(
        kind=MentionKind.SIDE,
        start=start,
        end=end,
        states=states,
        organisation=page.text[start:end],
        organisation_span=Span(start, end),
        state_span=state_span,
        rule="mention/side",
    )


def read_body(page: Page, tokens: list[Token], states: tuple[str, ...], state_span: Span | None) -> Mention | None:
    """Return a body: 俄罗斯国防部, 以军, 中国驻英国大使馆, 特朗普政府."""
    start, end = tokens[0].start, tokens[-1].end
    if not any(token.letter in "BbN" for token in tokens) or (len(tokens) == 1 and end - start == 1):
        return None
    last = tokens[-1]
    if last.letter == "b" and last.end - last.start == 1 and page.folded[last.start : last.start + 2] in name_tables().ordinary:
        return None
    if not states and last.letter == "B":
        character = page.folded[last.start]
        if last.end - last.start == 2 and character in short_states() and page.folded[last.start + 1] in "军企":
            codes = short_states()[character]
            states = (next((code for code in codes if code in page.named_states), codes[0]),)
            state_span = Span(last.start, last.start + 1)
    states = states or implied(page, tokens)
    bare = "".join(word(page, token) for token in tokens if token.letter in "Bb")
    if states:
        page.state_of_body[bare] = (states, state_span)
    return Mention(
        kind=MentionKind.BODY,
        start=start,
        end=end,
        states=states,
        organisation=page.text[start:end],
        organisation_span=Span(start, end),
        state_span=state_span,
        rule="mention/body",
    )


def complete(page: Page, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with what the page tells elsewhere: state and office of a bare name, state of a bare body."""
    done = []
    body_states: dict[str, tuple[tuple[str, ...], Span | None]] = {}
    for mention in mentions:
        if mention.organisation and mention.kind in (MentionKind.BODY, MentionKind.ROLE) and mention.states and mention.state_span:
            body_states[mention.organisation.removeprefix(page.text[mention.state_span.start : mention.state_span.end])] = (
                mention.states,
                mention.state_span,
            )
        if mention.kind is MentionKind.PERSON:
            mention = complete_person(page, mention, body_states)
        elif not mention.states and mention.kind in (MentionKind.BODY, MentionKind.ROLE, MentionKind.GROUP):
            mention = complete_body(page, mention, body_states)
            if not mention.states:
                mention = implied_by_context(page, mention, done)
            if not mention.states and page.home and GOVERNMENT.search(mention.organisation or ""):
                mention = msgspec.structs.replace(mention, states=(page.home,))
        done.append(mention)
    return done


# Who acts for a state without its being named: the state told of last in the paragraph is meant.
LOCAL = re.compile(
    r"当地|官员|发言人|政府|警方|军方|法院|法庭|检方|检察官|当局|国会|议会|议员|总统|总理|首相|外长|部长|大使馆|使馆|领事馆|领馆|司法部|国防部|外交部|财政部|内政部|执政党|反对党|在野党"
)


def implied_by_context(page: Page, mention: Mention, earlier: list[Mention]) -> Mention:
    """Return an official or public body without a state as of the state told of last in its paragraph."""
    if not LOCAL.search(page.folded[mention.start : mention.end]):
        return mention
    for other in reversed(earlier[-12:]):
        if "\n" in page.text[other.end : mention.start]:
            break
        if len(other.states) == 1 and other.kind in NATIONAL:
            return msgspec.structs.replace(mention, states=other.states, state_span=other.state_span)
    return mention


NATIONAL = frozenset({MentionKind.STATE, MentionKind.BODY, MentionKind.ROLE, MentionKind.PERSON, MentionKind.SIDE})
# Without a state these are the publisher's own: 外交部 in a mainland page is China's, in a Taiwanese one Taiwan's.
MINISTRY = re.compile(r"^(?:外交部|国防部|国务院|商务部|财政部|教育部|内政部|总统府|行政院|立法院|央行|卫生部|交通部|经济部|公安部|国台办|陆委会)")
GOVERNMENT = re.compile(r"政府|国会|议会|使馆|领馆|军方|警方|检方|当局|法院|[府部局署院厅委]$|委员会$|办公室$")


def complete_body(page: Page, mention: Mention, body_states: dict[str, tuple[tuple[str, ...], Span | None]]) -> Mention:
    """Return a body or role with the state its name had earlier on the page, else that of a national body at home."""
    organisation = mention.organisation or ""
    known = body_states.get(organisation) or next(
        (found for body, found in reversed(body_states.items()) if organisation and body.endswith(organisation)), None
    )
    if known:
        return msgspec.structs.replace(mention, states=known[0], state_span=known[1])
    if organisation.startswith("国务院") and page.home is None and "US" in page.named_states:
        return msgspec.structs.replace(mention, states=("US",))
    if page.home and MINISTRY.search(organisation) and "当地" not in organisation:
        return msgspec.structs.replace(mention, states=(page.home,))
    return mention


def is_chinese(name: str) -> bool:
    """True for two to four characters that begin with a Chinese surname."""
    known = name_tables()
    if all(character in known.purely_transcribing for character in name):
        return False
    return len(name) in (2, 3) and name[0] in known.single_surnames or len(name) in (3, 4) and name[:2] in known.double_surnames


def complete_person(page: Page, mention: Mention, body_states: dict[str, tuple[tuple[str, ...], Span | None]]) -> Mention:
    """Return a person with state, office and organisation told of the same name elsewhere on the page."""
    assert mention.name_span is not None
    folded_name = mention.name_span.of(page.folded)
    full = page.names.full.get(folded_name, folded_name)
    states, state_span = mention.states, mention.state_span
    if not states:
        states, state_span = page.state_of_name.get(full, ((), None))
    if not states and mention.organisation:
        states, state_span = body_states.get(mention.organisation, ((), None))
    office = (mention.office, mention.office_span, mention.organisation, mention.organisation_span)
    if mention.office is None:
        office = page.office_of_name.get(full, (None, None, None, None))
    if not states and office[2]:
        states, state_span = body_states.get(office[2], ((), None))
    if not states and page.home and is_chinese(folded_name):
        states = (page.home,)
    return msgspec.structs.replace(
        mention,
        states=states,
        state_span=state_span,
        office=office[0],
        office_span=office[1],
        organisation=office[2],
        organisation_span=office[3],
    )

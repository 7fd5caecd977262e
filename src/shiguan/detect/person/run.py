"""Unbroken runs of naming words, taken apart into mentions."""

import re

import msgspec

from shiguan.detect.person.completion import is_chinese
from shiguan.detect.person.context import Context, Token, word
from shiguan.detect.person.kind import read_body, read_group, read_person, read_role, read_side
from shiguan.detect.person.state import implied, leading_states
from shiguan.grammar.fold import fold
from shiguan.grammar.shape import ISRAEL, state_codes
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

# A run of words that together may name somebody. Unknown characters join it only before the ending of a body
# (布鲁金斯学会) or between a state and such an ending.
RUN = re.compile(
    r"(?:(?=[SQGBbOULRKNMZJrPsX/a0F\[(-])(?:[SQG]~*[xs]{1,6}(?=O|U~*[NVvT])|[SQG]~*(?:[LE]~*|[xs]){1,8}(?=O~*N)|[SQG]~*(?:[xs]|[MPL]~*|[bB]~*(?!~*W)|/){0,8}W(?:[xs]|[MPLbB]~*){0,8}(?=O~*N)|[Bb]~*[xsab]{1,8}(?=[OU]~*N)|O~*[xs]{1,4}(?=M~*O~*N)|B~*[xsab]{1,6}(?=O~*[TVvA])|b~*[xsa]{1,6}(?=[TVv(])|-(?=[SLBbX])|[SQGBbOULRKNMZJrP]~*|s|/(?:[sxM]|J~|M~){2,10}(?=O~*N)|/(?=[OMSBbX]|J~O)|X+|a+|0+(?=[MU])"
    r"|(?<=[BRb~])F(?=(?:[M0]~*|[xs]{1,4}(?=[OU]))*[OUP])|\[[^\]\[n.]{1,16}\]|\((?:[^()n]{1,60})\)(?=[OKVvTAIDW,bBLQ])))+"
)


ENDING = re.compile(r"[bB]")
LONGEST_UNKNOWN = 8
TOKEN = re.compile(r"[SQGBbOULRKNMZJrPF]~*|s|/|a+|0+|[xs]+|X+|\[[^\]]*\]|\([^)]*\)")


# What a run must hold to name anybody: a modifier or a place alone does not.
HEAD = re.compile(r"[SQGBOURKNZJrPb\[]|ss")
# The states whose one-character names are daily in pairs; any other pair needs a noun of relations behind it.
PAIRED = re.compile("[中美俄苏日韩朝英法德意欧印澳加以伊乌巴]")
PAIR_FOLLOWS = re.compile(
    "[两双三各]|关系|边[境界防]|冲突|合作|[首外总领]|元首|贸易|友好|[建断复]交|战略|联合|全面|发展"
)


MOVED = re.compile(r"(?:抵达|到达|来到|访问|到访|正在|赴|在)$")
# 在阿斯塔纳|会见|外交部长: where somebody does something, not whose the office is.
DOING = re.compile(r"会见|会晤|会谈|拜会|拜访|接见|召见|宴请|约见|访问|走访|迎接|欢迎|接待|任命|提名")
LONE_STATE = re.compile(r"[SQG]~*")


PERIODICAL = (
    "报",
    "周刊",
    "时报",
    "邮报",
    "杂志",
    "新闻网",
    "晚报",
    "日报",
    "通讯社",
    "电视台",
    "电台",
    "月刊",
    "评论",
)


def lone_state(context: Context, start: int, end: int) -> Mention | None:
    """Return a state that stands by itself, the commonest mention."""
    code = state_codes().get(context.folded[start:end])
    if code is None:
        return None
    return Mention(
        kind=MentionKind.STATE, start=start, end=end, states=(code,), state_span=Span(start, end), rule="mention/state"
    )


MANY = re.compile(r"等(?:多个|其他)?国家?|等(?:多|数|十|几)?国")


def widen(context: Context, mention: Mention) -> Mention:
    """Return a list of states with the 等国 behind it."""
    if mention.kind is not MentionKind.STATE or len(mention.states) < 2:
        return mention
    rest = MANY.match(context.folded, mention.end)
    if not rest:
        return mention
    return msgspec.structs.replace(mention, end=rest.end(), organisation=context.text[mention.start : rest.end()])


CONJUNCTIONS = frozenset("但而则也并且仍又因若均还都已只率由是据使让")


def mark_unknown(folded: str, shape: str) -> str:
    """Return the shape with the unknown characters right before a body's ending as X: 布鲁金斯|学会."""
    marked: list[str] = []
    done = 0
    for ending in ENDING.finditer(shape):
        end = ending.start()
        start = end
        if shape[end] == "B" and end > done and shape[end - 1] == "s":
            continue  # 俄|国防部
        while start > done and end - start < LONGEST_UNKNOWN and shape[start - 1] in "xsaEM" and shape[start] != "~":
            start -= 1
        if start == end and shape[start - 1 : start + 2] == "~b~":
            start = field_of(shape, max(done, start - LONGEST_UNKNOWN), start)
        while start < end and shape[start] == "E" and folded[start] in CONJUNCTIONS:
            start += 1  # 但|白宫
        marked.append(shape[done:start])
        marked.append("X" * (end - start))
        done = end
    marked.append(shape[done:])
    return "".join(marked)


FIELD = re.compile(r"(?<=[SQGB~])[xs]{1,4}M~$")


def field_of(shape: str, floor: int, end: int) -> int:
    """Return where the field of a body begins that ends in a word of the table: 联合国|渔业事务|委员会."""
    found = FIELD.search(shape, floor, end)
    return found.start() if found else end


def tokens_of(shape: str, start: int, end: int) -> list[Token]:
    """Return the words of a run; 、 stands as `/`."""
    spans = [found.span() for found in TOKEN.finditer(shape, start, end)]
    return [Token("x" if shape[first] == "X" else shape[first], first, last) for first, last in spans]


def read_run(context: Context, tokens: list[Token]) -> list[Mention]:
    """Return the mentions of one run: a mention ends with a name, or where the run ends."""
    if "N" not in [token.letter for token in tokens]:
        return read_part(context, tokens)  # most runs
    found: list[Mention] = []
    begin = 0
    tokens = [bare_twin(context, tokens, index) for index in range(len(tokens)) if not is_twin(tokens, index)]
    for index, token in enumerate(tokens):
        if token.letter != "N" or follows_name(tokens, index):
            continue
        if index + 2 < len(tokens) and tokens[index + 1].letter == "F":
            if any(other.letter == "N" for other in tokens[index + 2 :]):
                begin = index + 2  # 总统的顾问阿吉拉尔 is the adviser
                continue
            # 孟晚舟的律师 is a lawyer, not Meng.
            found.append(retainer(context, tokens[begin:]))
            return found
        stop = index + 1
        while stop < len(tokens) and tokens[stop].letter in "OK(":
            stop += 1
        found += read_part(context, tokens[begin:stop])
        begin = stop
    return found + read_part(context, tokens[begin:])


def is_twin(tokens: list[Token], index: int) -> bool:
    """True for the Latin twin between a name and the body called after it: 特朗普|(Trump)|政府."""
    if tokens[index].letter != "(" or not 0 < index < len(tokens) - 1:
        return False
    return tokens[index - 1].letter == "N" and tokens[index + 1].letter in "Bb"


def bare_twin(context: Context, tokens: list[Token], index: int) -> Token:
    """Return a token, a Latin name right behind the same in Chinese as if it stood in brackets: 鲁比奥Marco Rubio."""
    token = tokens[index]
    if index == 0 or token.letter != "N" or tokens[index - 1].letter != "N":
        return token
    latin = word(context, token).replace(" ", "").isascii() and not word(context, tokens[index - 1])[-1].isascii()
    return Token("(", token.start, token.end) if latin and tokens[index - 1].end == token.start else token


def retainer(context: Context, tokens: list[Token]) -> Mention:
    """Return somebody named only by whom he serves: 孟晚舟的律师."""
    start, end = tokens[0].start, tokens[-1].end
    states, state_span, _ = leading_states(context, tokens)
    return Mention(
        kind=MentionKind.ROLE,
        start=start,
        end=end,
        states=states,
        state_span=state_span,
        office=context.text[tokens[-1].start : end],
        office_span=Span(tokens[-1].start, end),
        organisation=context.text[start:end],
        organisation_span=Span(start, end),
        rule="mention/role/of-person",
    )


def follows_name(tokens: list[Token], index: int) -> bool:
    """True where what follows a name belongs to it as a body does: 特朗普政府, 拜登竞选团队发言人."""
    if tokens[index].letter != "N" or index + 1 >= len(tokens):
        return False
    return tokens[index + 1].letter in "Bb" or (
        index + 2 < len(tokens) and tokens[index + 1].letter == "O" and tokens[index + 2].letter == "N"
    )


def read_part(context: Context, tokens: list[Token]) -> list[Mention]:
    """Return what a part of a run names: one mention for most, none for modifiers alone."""
    kinds = "".join([token.letter for token in tokens])
    if kinds[:1] == "s" and word(context, tokens[0]) == ISRAEL:
        if context.folded.startswith(("身份", "身分", "名义", "资格"), tokens[-1].end):
            return []  # 以|国防部长身份访华
    last = end_of_part(context, tokens, kinds)
    if last > 2 and kinds[0] in "SQ" and kinds[1] == "F":
        if MOVED.search(context.folded, max(0, tokens[0].start - 4), tokens[0].start):
            tokens, kinds, last = tokens[2:], kinds[2:], last - 2  # 刚刚抵达河内|的|国家主席: where he is, not whose
    tokens, kinds = tokens[:last], kinds[:last]
    doing = DOING.match(context.folded, tokens[0].end) if len(tokens) > 2 and kinds[0] in "SQG" else None
    if doing is not None:
        seat = tokens[0]
        while tokens and tokens[0].start < doing.end():
            tokens, kinds = tokens[1:], kinds[1:]
        met = read_tokens(context, tokens, kinds) if tokens else None
        return [] if met is None else [at_home(context, met, seat)]
    if "F" in kinds:
        tokens = [token for token in tokens if token.letter != "F"]
        kinds = kinds.replace("F", "")
    while tokens and (kinds[0] in "/(" or kinds == "x" or word(context, tokens[0]) == "有"):
        tokens, kinds = tokens[1:], kinds[1:]
    mention = read_tokens(context, tokens, kinds) if tokens else None
    if mention is None and len(tokens) > 1 and kinds[-1] == "S":
        mention = lone_state(context, tokens[-1].start, tokens[-1].end)  # 亲密盟友|澳大利亚
    return [] if mention is None else [mention]


def at_home(context: Context, mention: Mention, seat: Token) -> Mention:
    """Return a foreign dignitary of no told state as at home where he is met: 在塔什干会见总统X."""
    code = state_codes().get(word(context, seat))
    if mention.kind is not MentionKind.PERSON or mention.states or code is None or mention.office is None:
        return mention
    if is_chinese(fold(mention.name or "")):
        return mention
    return msgspec.structs.replace(mention, states=(code,), state_span=Span(seat.start, seat.end))


def end_of_part(context: Context, tokens: list[Token], kinds: str) -> int:
    """Return how many tokens are left without what names nobody at the end: modifiers, places, asides."""
    last = len(tokens)
    while last and kinds[last - 1] in "M/x0a[(Ls":
        letter, before = kinds[last - 1], kinds[last - 2] if last > 1 else ""
        if letter == "a" and before:
            break
        if letter == "[" and is_periodical(context, tokens[last - 1]):
            break
        if (letter == "x" and before == "b") or (letter == "s" and before == "s"):
            break
        if letter == "(" and "N" in kinds[:last]:
            break
        last -= 1
    return last


def is_pair(folded: str, start: int, end: int) -> bool:
    """True for a pair of states in one character each (中俄, 泰柬边境), not letters of a name (卢拉)."""
    if end - start < 2:
        return False
    return bool(PAIRED.search(folded, start, end) or PAIR_FOLLOWS.match(folded, end))


def read_tokens(context: Context, tokens: list[Token], kinds: str) -> Mention | None:
    """Return the mention that the tokens name together, or None; `kinds` are their letters."""
    states, state_span, rest = leading_states(context, tokens)
    head = tokens[rest:]
    if "N" in kinds and not all(follows_name(tokens, index) for index, kind in enumerate(kinds) if kind == "N"):
        return read_person(context, tokens, states, state_span)
    letters = kinds[rest:]
    start, end = tokens[0].start, tokens[-1].end
    last = letters[-1] if letters else ""
    if not head:
        if kinds and set(kinds) == {"s"} and not is_pair(context.folded, start, end):
            return None
        return Mention(
            kind=MentionKind.STATE, start=start, end=end, states=states, state_span=state_span, rule="mention/state"
        )
    if last == "Z" or last == "J":
        return read_side(context, tokens, states, state_span)
    if last in "rR" or (last == "[" and is_periodical(context, head[-1])):
        return Mention(
            kind=MentionKind.OUTLET,
            start=start,
            end=end,
            states=states or implied(context, head),
            state_span=state_span,
            organisation=context.text[start:end],
            organisation_span=Span(start, end),
            rule="mention/outlet",
        )
    if last in "OK":
        return read_role(context, tokens, states, state_span)
    if last in "UP":
        return read_group(context, tokens, states, state_span)
    if last in "Bba" or letters[-2:] == "bx":
        return read_body(context, tokens, states, state_span)
    return None


def is_periodical(context: Context, token: Token) -> bool:
    """True where what stands in 《》 is a medium: known, or named like one."""
    inside = context.folded[token.start + 1 : token.end - 1]
    return "R" in context.shape[token.start : token.end] or inside.endswith(PERIODICAL)

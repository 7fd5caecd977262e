"""Which state a run of naming words begins with, and which a body or office implies."""

import functools

from shiguan.detect.person.context import Context, Token, word
from shiguan.grammar.shape import ISRAEL, short_states, state_codes
from shiguan.grammar.side import most_named
from shiguan.lexicon import tables
from shiguan.model.span import Span

# Single characters that are rarely a state: only where the page names the state itself.
AMBIGUOUS = frozenset("新老马古加以意波西比法德土巴利多安东北南圣智文海白黑苏阿立爱瑞捷保罗荷希匈克科尼刚冰丹挪芬危")


def leading_states(context: Context, tokens: list[Token]) -> tuple[tuple[str, ...], Span | None, int]:
    """Return the states a run begins with, their span, and how many tokens they took.

    Modifiers before them (一名匿名中国官员) are passed over; 驻 turns what follows into a posting.
    """
    if tokens[0].letter not in "M0SQGs/":
        return (), None, 0
    codes: list[str] = []
    first = last = -1
    index = 0
    while index < len(tokens) and tokens[index].letter in "M0" and word(context, tokens[index]) != "驻":
        index += 1
    lead = index
    while index < len(tokens) and tokens[index].letter in "SQGs/":
        if tokens[index].letter == "/":
            if not codes or index + 1 >= len(tokens) or tokens[index + 1].letter not in "SQG":
                break
            index += 1
            continue
        if codes and tokens[index].letter == "s" and tokens[index - 1].letter in "SQG":
            break  # 美国|亚拉巴马州
        code = code_of(context, tokens, index)
        if code is None:
            break
        codes.append(code)
        first = tokens[index].start if first < 0 else first
        last = tokens[index].end
        index += 1
    if not codes:
        return (), None, lead if lead < len(tokens) else 0
    return tuple(dict.fromkeys(codes)), Span(first, last), index


def code_of(context: Context, tokens: list[Token], index: int) -> str | None:
    """Return the code of a state token; a single character counts only where its neighbours show it is a state."""
    token = tokens[index]
    if token.letter != "s":
        return state_codes().get(word(context, token))
    character = context.folded[token.start]
    codes = short_states()[character]
    known = most_named(codes, context.named_states)
    neighbours = [tokens[place] for place in (index - 1, index + 1) if 0 <= place < len(tokens)]
    if not any(other.letter in "OBUMJZrSGs" for other in neighbours):
        return None
    with_israel = {character, *(context.folded[other.start] for other in neighbours if other.letter == "s")} & {ISRAEL}
    if character == "巴" and with_israel:
        return "PS"
    if known is None and character in AMBIGUOUS and not with_israel:
        return None
    return known or codes[0]


@functools.cache
def place_states() -> dict[str, str]:
    """Return the state of every place that has one: 东京 is in JP."""
    return tables.mapping("places", "state")


def implied(context: Context, tokens: list[Token]) -> tuple[str, ...]:
    """Return the state that a body, office or outlet implies: 白宫, 国务卿, 国台办."""
    codes = state_codes()
    for token in tokens:
        if token.letter == "L":
            code = place_states().get(word(context, token))
            if code:
                return (code,)
        if token.letter in "BORbJ":
            written = word(context, token)
            code = codes.get(written)
            if code:
                return (code,)
            short = short_states().get(written[-2], ()) if len(written) in (2, 4) and written[-1] in "军企方" else ()
            if short:
                return (most_named(short, context.named_states) or short[0],)
    return ()

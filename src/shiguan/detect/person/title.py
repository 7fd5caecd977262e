"""The grammar of titles: state, body, office in this order, chained by 、 and 兼."""

from shiguan.detect.person.context import Context, Token, cut
from shiguan.model.span import Span


def posted(context: Context, token: Token) -> bool:
    """True for the state an envoy is posted to: 驻英国大使."""
    return token.start > 0 and context.folded[token.start - 1] == "驻"


def title_is_state(title: list[Token], token: Token) -> bool:
    """True where a state inside a title is the holder's own: at the head of a part, or behind bodies and modifiers."""
    if any(other.letter == "/" and other.end == token.start for other in title):
        return True  # 国际协会主席、希腊|前总理
    return all(other.letter in "MB[bxLR" for other in title if other.end <= token.start)


def read_title(context: Context, title: list[Token]) -> tuple[str | None, Span | None, str | None, Span | None]:
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
            return None, None, *cut(context, bodies[0].start, bodies[-1].end)
        return None, None, None, None
    first_office = holders[0]
    for token in reversed(last[: last.index(first_office)]):
        if token.letter != "M" or token.end != first_office.start:
            break
        first_office = token
    office = cut(context, first_office.start, holders[-1].end)
    before = [
        token
        for token in last
        if token.end <= first_office.start and token.letter in "BbR[xaNLS" and token.letter != "M"
    ]
    while before and before[0].letter in "S":
        before = before[1:]
    if not any(token.letter in "BbR[N" for token in before):
        earlier = [token for part in parts[:-1] for token in part if token.letter in "BbR["]
        before = earlier if earlier and len(parts) > 1 else []
    organisation = cut(context, before[0].start, before[-1].end) if before else (None, None)
    return (*office, *organisation)

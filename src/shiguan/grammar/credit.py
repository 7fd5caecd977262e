"""How outlets are named in a chain, and which credit holds where."""

import bisect
import functools
import re
from collections.abc import Sequence

from shiguan.lexicon import tables
from shiguan.model.credit import Credit

# Words that name no medium in particular.
NOBODY = frozenset({"媒体", "官媒", "社交媒体账号", "官方媒体"})
NAME_MARKS = re.compile(r"[《》“”\s]|（[^）]*）")


@functools.cache
def canonical_names() -> dict[str, str]:
    """Return the fuller name of every outlet by each name it goes by."""
    return tables.mapping("outlets", "canonical")


def outlet_name(text: str, folded: str, start: int, end: int) -> str:
    """Return the outlet's name without marks: as written, unless that is an abbreviation of another wording."""
    written = NAME_MARKS.sub("", text[start:end])
    plain = NAME_MARKS.sub("", folded[start:end])
    known = canonical_names()
    for first in range(len(plain) - 1):  # 英国《金融时报》, 俄罗斯塔斯社: the outlet without its state
        if plain[first:] in known:
            written, plain = written[first:], plain[first:]
            break
    canonical = known.get(plain, plain)
    return written if plain in canonical or not canonical else canonical


def credit_at(credits: Sequence[Credit], offset: int) -> Credit | None:
    """Return the credit that holds at an offset, the nearest before it, or None."""
    place = bisect.bisect_right(credits, offset, key=lambda one: one.start)
    near = [*credits[max(0, place - 8) : place], *credits[-1:]]  # the page's own credit comes last
    holding = [one for one in near if one.rule == "credit/whole-page" or one.start <= offset < one.until]
    return max(holding, key=lambda one: (one.rule != "credit/retold", one.start), default=None)

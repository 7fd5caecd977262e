"""Many words as one pattern that the engine passes over fast."""

import re
from collections.abc import Iterable


def any_of(*lists: Iterable[str]) -> str:
    """Return the pattern of any word of the lists: of an earlier list first, within a list the longest first.

    Words stand gathered under their first character. The engine then tries only those that may begin where it stands,
    and where the pattern is searched for by itself, it passes at a glance over characters that begin none.
    """
    rests: dict[str, list[str]] = {}
    for words in lists:
        for word in sorted(set(words), key=lambda word: (-len(word), word)):
            rests.setdefault(word[0], []).append(re.escape(word[1:]))
    heads = (f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    return f"(?:{'|'.join(heads)})"

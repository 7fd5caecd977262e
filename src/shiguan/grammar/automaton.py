"""Words found by an automaton, line by line where a page is long."""

from collections.abc import Iterable, Iterator

import ahocorasick_rs

LONGEST = 1 << 16  # characters searched at once; the search keeps the place of every byte in mind
Match = tuple[int, int, int]  # which word, and where it starts and ends


def find_words(matcher: ahocorasick_rs.AhoCorasick, folded: str) -> Iterable[Match]:
    """Return the words of an automaton in reading order; none of them may hold the end of a line."""
    if len(folded) <= LONGEST:
        return matcher.find_matches_as_indexes(folded)
    return by_lines(matcher, folded)


def by_lines(matcher: ahocorasick_rs.AhoCorasick, folded: str) -> Iterator[Match]:
    """Yield the words of a long text, searching some lines at a time."""
    start = 0
    while start < len(folded):
        end = folded.rfind("\n", start, start + LONGEST) + 1 or folded.find("\n", start) + 1 or len(folded)
        for index, first, last in matcher.find_matches_as_indexes(folded[start:end]):
            yield index, start + first, start + last
        start = end

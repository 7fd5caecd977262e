"""Who is named: people with office and state, roles without a name, bodies, sides, states, outlets, groups.

Two passes. First the names that the page itself shows (a title, a dot, a Latin twin) are learned and written into the
shape wherever they stand. Then every unbroken run of naming words is read by the grammar of titles: state, body,
office, name in this order, chained by 、 and 兼.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import ahocorasick_rs

from shiguan.detect.person.completion import complete
from shiguan.detect.person.context import Context
from shiguan.detect.person.name import name_tables, opens
from shiguan.detect.person.register import Names, find_names
from shiguan.detect.person.run import HEAD, LONE_STATE, RUN, lone_state, mark_unknown, read_run, tokens_of, widen
from shiguan.grammar.automaton import find_words
from shiguan.grammar.shape import overlay, shape_of, state_codes
from shiguan.model.mention import Mention


def detect_mentions(
    text: str, folded: str, shape: str, *, home: str | None, title: str = "", names: Names | None = None
) -> tuple[list[Mention], str]:
    """Return the mentions of a page in reading order, and its shape with the names of people written in.

    `home` is the state whose 外交部 is meant where no state is told: the publisher's. The states of the `title` (folded)
    help to read one-character names: 中巴 under 会见巴巴多斯总理. `names` are those of the page, if found before.
    """
    if names is None:
        names = find_names(folded, shape)
    named = overlay(
        shape, sorted([*name_spans(folded, shape, names), *surname_spans(folded, shape, names)], key=longest_first), "N"
    )
    codes = state_codes()
    context = Context(
        text=text,
        folded=folded,
        shape=named,
        names=names,
        home=home,
        named_states=Counter(
            codes.get(words[found.start() : found.end()], "")
            for words, letters in ((folded, shape), (title, shape_of(title)))
            for found in NAMED_STATE.finditer(letters)
        ),
        state_of_name={},
        office_of_name={},
    )
    mentions: list[Mention] = []
    marked = mark_unknown(folded, named)
    for start, end in runs(folded, marked):
        is_state = named[start] in "SQG"
        if not is_state and end - start == 1:
            continue  # two runs in five: a single character names nobody
        if is_state and LONE_STATE.fullmatch(named, start, end):
            mention = lone_state(context, start, end)
            if mention is not None:
                mentions.append(mention)
        elif is_state or HEAD.search(named, start, end):
            mentions += read_run(context, tokens_of(marked, start, end))
    mentions = [widen(context, mention) if len(mention.states) > 1 else mention for mention in mentions]
    return complete(context, mentions), named


NAMED_STATE = re.compile(r"[SQG]~*")
# 在雅加达|会见|联合国秘书长古特雷斯: what somebody does in a capital is no part of a title.
DEED = re.compile("会见|会晤|会谈|拜会|参加|出席|访问")


def runs(folded: str, marked: str) -> Iterator[tuple[int, int]]:
    """Yield the bounds of the runs of naming words, one that holds a deed in two."""
    for run in RUN.finditer(marked):
        start, end = run.span()
        deed = DEED.search(folded, start, end) if marked[start] in "SQG" and "E" in run.group() else None
        if deed is None:
            yield start, end
            continue
        yield start, deed.start()
        yield deed.end(), end


def name_spans(folded: str, shape: str, names: Names) -> list[tuple[int, int]]:
    """Return where the page's names stand, longest first where they overlap."""
    if len(names.names) * len(folded) > SHORT:
        matcher = ahocorasick_rs.AhoCorasick(names.names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
        stands = [(start, end) for _, start, end in find_words(matcher, folded)]
    else:
        stands = leftmost_longest(folded, names.names)
    return [(start, end) for start, end in stands if shape[start] != "T" and not cut_word(shape, start, end)]


# Names times characters up to which looking for one name after the other costs less than building an automaton.
SHORT = 50_000


def leftmost_longest(folded: str, names: Iterable[str]) -> list[tuple[int, int]]:
    """Return where the names stand, none inside or across another that begins before it or is longer."""
    found = []
    for name in names:
        start = folded.find(name)
        while start >= 0:
            found.append((start, -start - len(name)))  # the longer first
            start = folded.find(name, start + 1)
    kept: list[tuple[int, int]] = []
    for start, until in sorted(found):
        if not kept or start >= kept[-1][1]:
            kept.append((start, -until))
    return kept


def longest_first(span: tuple[int, int]) -> tuple[int, int]:
    """Return the key that sorts spans by their start, the longer one first: 吕特 before 吕."""
    return span[0], -span[1]


def surname_spans(folded: str, shape: str, names: Names) -> list[tuple[int, int]]:
    """Return where a surname alone stands before an office for a name told elsewhere: 罗总统 for 罗德里."""
    usual = name_tables().single_surnames
    found = []
    for office in SURNAMED.finditer(shape):
        start = office.start() - 1
        if folded[start] not in usual or not opens(folded, shape, start):
            continue
        if folded[start] in names.surnames:
            found.append((start, start + 1))
        elif shape[start + 1] == "K" and folded[start + 1 : start + 3] in FORMAL:
            found.append((start, start + 3))
    return found


# 刘先生, who is named no further.
FORMAL = ("先生", "女士", "小姐")


SURNAMED = re.compile(r"[OK](?<=[xsbL][OK])~")


def cut_word(shape: str, start: int, end: int) -> bool:
    """True where the span begins inside a longer word that is no name: 会李强 is fine, 大李强度 is not."""
    return shape[start] == "~" and end < len(shape) and shape[end] == "~"

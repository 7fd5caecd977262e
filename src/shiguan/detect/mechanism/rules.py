"""Mechanisms and gatherings by name: 中俄第十六轮战略安全磋商, 第十届金砖国家议会论坛, 二十国集团领导人峰会.

The last word of a name is known from a table; the name runs left from it to the nearest word that no name holds.
The number of the session is cut out of the name: 中俄第十六轮战略安全磋商 is session 16 of 中俄战略安全磋商.
"""

import bisect
import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import ahocorasick_rs
import msgspec

from shiguan.detect.mechanism.head import (
    TWO_PLUS_TWO,
    bare_sessions,
    is_plain_meeting,
    is_theirs,
    numbered_heads,
    without_inner,
)
from shiguan.grammar.automaton import find_words
from shiguan.grammar.side import PAIRED, full_names, named_states, sides_of
from shiguan.lexicon import tables
from shiguan.model.mechanism import Gathering, Mechanism, Order, Round
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span
from shiguan.model.timex import Timex

PERSON = MentionKind.PERSON  # asked of every mention: a member of an enumeration is dear to look up
LONGEST = 44
STOPS = frozenset("，。；：！？、\n…【】")
CLOSERS = {"”": "“", "》": "《", "）": "（"}
# What follows makes it an institution, a text or a building, not a gathering.
INSTITUTION = re.compile(
    r"(?<=会议)长(?![期达])|(?<=会议)[员程题]|机制|框架|倡议|秘书处|秘书长|主席国|进程|平台|决议|(?:新闻|媒体|会议)?中心|厅|室|组织|代表处|主席(?!国)|理事会主席|成员国?|常任|精神|桌|纪要|标志|主题曲|轮值|堂"
)
INTERNATIONAL = re.compile(
    r"中国[—－–-]|加勒比|国际|全球|世界|亚太|亚洲|非洲|欧洲|美洲|拉美|阿拉伯|东亚|南亚|中亚|中东欧|湄公|澜湄|大湾|缔约|领导人|元首|外长|防长|一带一路|金砖|南南|岛国|邻国|奥林匹克|[亚奥残冬大]运|残奥|冬奥|亚冬"
    r"|成员国|阿拉伯国家|国家间|岛国|各国|海湾|地中海|印太|双边|三边|四方|联合国|国集团|G7|G20|中拉|中非|中欧|中阿|中日韩|气候|伊核|和平|达沃斯|慕尼黑|进口博览会|进博会"
)
DOMESTIC = re.compile(
    r"全国(?:人大|运动会|残疾人)|全运会|政协|常委会|常务委员会|中央|民盟|政治局|人民代表|党代|省委|全省|全市|全国|央行货币|内阁|国务院|统战|党组|两会|行业|学会|乡村|城市群"
)
GENERIC_PREFIX = re.compile(
    r"^(?:多数|许多|一些|不少|各种|所有|任何|大型|多场|数场|紧急|特别|视频|线上|高级别|年度|非正式|小型|闭门|多边|国际|地区|非公开|公开|全体|扩大|新一轮|联合|本|该)*$"
)
COMMITTEES = ("委员会", "联委会", "混委会", "理事会")
THREE_SIDES = re.compile(rf"[{''.join(sorted(PAIRED))}]{{3,5}}\Z")
# 中越|外交、国防、公安“3+3”战略对话: what the sides talk about stands in the name, item by item.
ITEMS = re.compile(rf"[{''.join(sorted(PAIRED))}]{{2,3}}(?:[\u4e00-\u9fff]{{2,4}}、){{1,3}}\Z")
LATIN_ASIDE = re.compile(r"（(?:[^）]*[A-Za-z]{3}[^）]*|“?\d{1,2}\+\d”?)） ?")  # （EAS）, （10+3）
LEADING = re.compile(
    r"^(?:电(?=\s)|致(?!公)|当地时间|北京时间|位于|首都|出席|会上|[—－\-·\s]+|\d{1,2}[.．]|好|年|届|第|(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})[次场轮届]|[这该此]?一(?!带))+"
)


class NounTable(msgspec.Struct, frozen=True):
    """The automaton over last words and names, with the kind of each; and the one over boundaries."""

    nouns: ahocorasick_rs.AhoCorasick
    kinds: tuple[str, ...]
    boundaries: ahocorasick_rs.AhoCorasick
    is_boundary: tuple[bool, ...]


@functools.cache
def noun_table() -> NounTable:
    """Return the tables, compiled once. Names of organisations and states may stand inside a name."""
    kinds = {row["word"]: row["kind"] for row in tables.rows("mechanism_nouns")}
    nouns = sorted(kinds)
    bounds = {row["word"]: row["kind"] == "boundary" for row in tables.rows("mechanism_boundaries")}
    for name in ("organisations", "states"):
        for word in tables.words(name):
            if len(word) > 1:
                bounds.setdefault(word, False)
    words = sorted(bounds)
    longest = ahocorasick_rs.MatchKind.LeftmostLongest
    return NounTable(
        nouns=ahocorasick_rs.AhoCorasick(nouns, matchkind=longest),
        kinds=tuple(kinds[word] for word in nouns),
        boundaries=ahocorasick_rs.AhoCorasick(words, matchkind=longest),
        is_boundary=tuple(bounds[word] for word in words),
    )


class Reader(msgspec.Struct):
    """What is known of the page while its mechanisms are read."""

    text: str
    folded: str
    times: Sequence[Timex]
    time_ends: list[int]
    people_ends: list[int]
    rounds: Sequence[Round]
    round_starts: list[int]
    named: Mapping[str, int]  # how often the page names each state by itself


def reader_of(
    text: str, folded: str, times: Sequence[Timex], mentions: Sequence[Mention], rounds: Sequence[Round]
) -> Reader:
    """Return what is known of a page whose mechanisms are to be read."""
    return Reader(
        text=text,
        folded=folded,
        times=times,
        time_ends=[time.end for time in times],
        people_ends=[mention.end for mention in mentions if mention.kind is PERSON],
        rounds=rounds,
        round_starts=[found.start for found in rounds],
        named=counted_states(mentions),
    )


def detect_mechanisms(
    text: str, folded: str, times: Sequence[Timex], mentions: Sequence[Mention], rounds: Sequence[Round]
) -> list[Mechanism]:
    """Return the mechanisms a page names, in reading order."""
    table = noun_table()
    reader = reader_of(text, folded, times, mentions, rounds)
    heads = [
        (start, end, table.kinds[index])
        for index, start, end in find_words(table.nouns, folded)
        if table.kinds[index] != "hidden"
    ]
    heads = without_inner(sorted([*heads, *numbered_heads(folded, rounds)]))
    found: list[Mechanism] = []
    for place, (start, end, kind) in enumerate(heads):
        after = heads[place + 1] if place + 1 < len(heads) else None
        if after is not None and goes_on(reader, end, after[0]):
            continue
        if INSTITUTION.match(folded, end):
            continue
        mechanism = read_mechanism(reader, start, end, kind)
        if mechanism is not None:
            if found and found[-1].end > mechanism.start:
                mechanism = max(found.pop(), mechanism, key=lambda one: one.end - one.start)
            found.append(mechanism)
    found = twinned(found, reader)
    return sorted([*found, *bare_sessions(folded, rounds, found)], key=lambda one: one.start) if found else found


def counted_states(mentions: Sequence[Mention]) -> Mapping[str, int]:
    """Return how often the page names each state alone, no pair of letters counted."""
    return Counter(mention.states[0] for mention in mentions if len(mention.states) == 1)


def twinned(found: Sequence[Mechanism], reader: Reader) -> list[Mechanism]:
    """Return the mechanisms, two held as one (A论坛暨B对话) under one name with the number of the first."""
    kept: list[Mechanism] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is None or reader.folded[last.end : one.start] != "暨":
            kept.append(one)
            continue
        joint = Span(last.end, one.start)
        kept[-1] = msgspec.structs.replace(
            last,
            end=one.end,
            name=last.name + reader.text[joint.start : joint.end] + one.name,
            spans=(*last.spans, joint, *one.spans),
            round=last.round or one.round,
            states=tuple(dict.fromkeys((*last.states, *one.states))),
            international=last.international or one.international,
        )
    return kept


def goes_on(reader: Reader, end: int, start: int) -> bool:
    """True where the next last word belongs to the same name: 论坛|第四届部长级会议, 论坛北京|峰会."""
    gap = reader.folded[end:start]
    if not gap or start - end > 14:
        return not gap
    return left_edge(reader, start, floor=end) <= end


def read_mechanism(reader: Reader, start: int, end: int, kind: str) -> Mechanism | None:
    """Return the mechanism whose last word stands at the bounds."""
    left = left_edge(reader, start, floor=max(0, start - LONGEST))
    if kind == "consultation" or any(word in reader.folded[left:start] for word in COMMITTEES):
        left = with_partner(reader.folded, left)
    if reader.folded.startswith("、", left - 1) and (items := ITEMS.search(reader.folded, max(0, left - 18), left)):
        left = items.start()
    left, counted, pieces = cut_number(reader, left, start, end)
    folded = reader.folded
    name = "".join(reader.text[piece.start : piece.end] for piece in pieces)
    plain = "".join(folded[piece.start : piece.end] for piece in pieces)
    before = plain[: max(0, len(plain) - (end - start))]
    itself = TWO_PLUS_TWO.match(folded, start) is not None or is_theirs(folded, left, plain, kind)
    named = kind == "name" or itself or not GENERIC_PREFIX.match(before)
    states = sides_of(MOTTO.sub("", plain), reader.named) if kind != "name" else named_states(plain)
    gathering = gathering_of(plain, kind, states)
    if counted is None and is_plain_meeting(plain, states):
        return None
    if plain in ("会议", "大会", "对话", "磋商", "年会") and counted is None:
        return None
    return Mechanism(
        start=left,
        end=end,
        name=name,
        spans=tuple(pieces),
        gathering=gathering,
        round=counted,
        states=states,
        named=named,
        international=is_international(plain, kind, states),
        rule=f"mechanism/{gathering.value}",
    )


MOTTO = re.compile(r"^“[^”]*”")  # “鼓岭缘”|中美民间友好论坛


def gathering_of(plain: str, kind: str, states: Sequence[str]) -> Gathering:
    """Return what sort of sessions: a 会议 of a committee between two sides is a consultation, else a conference."""
    if kind == "consultation":
        return Gathering.CONSULTATION
    two_sides = len(states) == 2 and not any(len(code) != 2 for code in states)
    if (
        two_sides
        and plain.endswith(("会议", "会晤"))
        and re.search(r"委员会|联委会|混委会|机制|工作组|会晤|对话|磋商", plain)
    ):
        return Gathering.CONSULTATION
    if plain.endswith(("工作组会议", "机制小组会议", "小组会议")):
        return Gathering.CONSULTATION
    return Gathering.CONFERENCE


def left_edge(reader: Reader, start: int, floor: int) -> int:
    """Return where the name that ends in the word at `start` begins, not before `floor`."""
    folded = reader.folded
    edge = start
    while edge > floor:
        character = folded[edge - 1]
        if character in STOPS:
            break
        if character in CLOSERS:
            opening = folded.rfind(CLOSERS[character], floor, edge)
            if opening < 0:
                break
            edge = opening
            continue
        if character in "“《（‘":
            break
        edge -= 1
    nearest = bisect.bisect_right(reader.people_ends, start) - 1
    if nearest >= 0:
        edge = max(edge, reader.people_ends[nearest])
    time_index = bisect.bisect_right(reader.time_ends, start) - 1
    if time_index >= 0 and reader.times[time_index].end > edge and not inside_name(reader, reader.times[time_index]):
        edge = reader.times[time_index].end
    return skip_boundaries(folded, edge, start)


def with_partner(folded: str, left: int) -> int:
    """Return where a name of two states begins whose edge was found at the word between: 印度|与|日本战略对话."""
    if left < 2 or folded[left - 1] not in "与和同":
        return left
    pattern, _ = full_names()
    if not pattern.match(folded, left):
        return left
    for length in range(2, 9):
        first = left - 1 - length
        if first >= 0 and pattern.fullmatch(folded, first, left - 1):
            return first
    return left


def inside_name(reader: Reader, time: Timex) -> bool:
    """True for the year in 论坛2023年年会, the century in 21世纪贸易倡议."""
    if reader.folded.endswith("世纪", 0, time.end):
        return True
    return reader.folded[max(0, time.start - 2) : time.start] in ("论坛", "集团", "组织", "大会")


def skip_boundaries(folded: str, edge: int, start: int) -> int:
    """Return the end of the last boundary word between `edge` and `start`; quoted parts are no boundaries."""
    table = noun_table()
    stretch = re.sub(r"[“《][^”》]*[”》]", lambda quoted: "■" * len(quoted.group()), folded[edge:start])
    last = edge
    for index, begin, end in table.boundaries.find_matches_as_indexes(stretch):
        if table.is_boundary[index] and not counts_sides(stretch, begin, end):
            if governs_place(stretch[begin:end]):
                end += place_chain(stretch, end)
            last = edge + end
    lead = LEADING.match(folded[last:start])
    if lead and not folded.startswith("第", last):
        last += lead.end()
    if folded[last] == "（":  # （记者某某）|中日韩外长会: a name begins with no aside
        last = folded.find("）", last, start) + 1 or last
    while last < start and folded[last] in " —－-·”》）":
        last += 1
    return last


def counts_sides(stretch: str, start: int, end: int) -> bool:
    """True for 三国 right behind the three that it counts: 中日韩|三国|环境部长会议."""
    return (
        stretch[start:end] in ("三国", "四国", "五国", "三方", "四方")
        and THREE_SIDES.search(stretch, 0, start) is not None
    )


def governs_place(word: str) -> bool:
    """True for a word after which a place stands that is no part of the name: 在瑞士达沃斯|世界经济论坛."""
    return word in ("在", "于", "赴", "抵达", "前往", "飞赴")


@functools.cache
def place_pattern() -> re.Pattern[str]:
    """Return what a chain of state, 首都 and city looks like at the head of a stretch."""
    states = sorted((word for word in tables.words("states") if len(word) > 1), key=len, reverse=True)
    cities = sorted(
        (row["word"] for row in tables.rows("places") if row["kind"] in ("city", "venue") and len(row["word"]) > 1),
        key=len,
        reverse=True,
    )
    state = "|".join(map(re.escape, states))
    city = "|".join(map(re.escape, cities))
    return re.compile(
        f"(?:(?:{state})(?:首都|[东南西北中]部)?)?(?:(?:{city})(?:市)?)+|(?:{state})(?:首都)(?:[^届第]{{2,6}}?)(?=北|亚|欧|世)"
    )


def place_chain(stretch: str, start: int) -> int:
    """Return how long the place right behind a preposition is, 0 where the name of the gathering begins with it."""
    found = place_pattern().match(stretch, start)
    if not found:
        return 0
    rest = stretch[found.end() :]
    return found.end() - start if len(rest) >= 2 else 0


def cut_number(reader: Reader, left: int, start: int, end: int) -> tuple[int, Round | None, list[Span]]:
    """Return the start, the round, and the pieces of the name without round and year."""
    cuts: list[tuple[int, int]] = []
    counted: Round | None = None
    index = bisect.bisect_left(reader.round_starts, max(0, left - 3))
    while index < len(reader.rounds) and reader.rounds[index].start < end:
        found = reader.rounds[index]
        if found.end >= left and found.end <= end:
            counted = found
            cuts.append((found.start, found.end))
            left = min(left, found.start)
        index += 1
    if counted is not None and counted.start < left:
        left = counted.start
    for time in reader.times[bisect.bisect_left(reader.time_ends, left) : bisect.bisect_right(reader.time_ends, end)]:
        if time.start >= left:
            cuts.append((time.start, time.end))
    aside = ((left + found.start(), left + found.end()) for found in LATIN_ASIDE.finditer(reader.folded[left:end]))
    cuts.extend(aside)
    pieces = []
    position = left
    for begin, stop in sorted(cuts):
        if begin > position:
            pieces.append(Span(position, begin))
        position = max(position, stop)
    if position < end:
        pieces.append(Span(position, end))
    if counted is not None and counted.order is Order.NEXT and not pieces:
        pieces = [Span(start, end)]
    return left, counted, pieces


def is_international(plain: str, kind: str, states: Sequence[str]) -> bool:
    """True where the name itself shows that more than one state takes part."""
    if DOMESTIC.search(plain):
        return False
    return kind == "name" or len(states) > 1 or bool(INTERNATIONAL.search(plain)) or organised(plain) or of_city(plain)


def of_city(plain: str) -> bool:
    """True for 阿斯塔纳峰会: a summit by nothing but its city."""
    place = plain.removesuffix("峰会")
    return place != plain and place in cities()


@functools.cache
def cities() -> frozenset[str]:
    """Return the names of cities."""
    capitals = {row["word"] for row in tables.rows("states") if row["form"] == "capital"}
    return frozenset(capitals | {row["word"] for row in tables.rows("places") if row["kind"] == "city"})


def organised(plain: str) -> bool:
    """True where an international organisation is part of the name."""
    return any(len(code) != 2 or code in ("EU", "UN", "AU") for code in named_states(plain))

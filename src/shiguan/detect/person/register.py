"""The names of a page: found where a title or a bracket shows them, then everywhere else."""

import functools
import re
from collections.abc import Mapping

import ahocorasick_rs
import msgspec

from shiguan.detect.person.name import (
    ADVERBS,
    DOING,
    DOTTED,
    LATIN_NAME,
    PREPOSITIONS,
    before_next,
    begins_ordinary,
    boundary,
    end_dotted,
    name_after,
    name_before,
    name_tables,
    opens,
    statesmen,
    whole_run,
)
from shiguan.grammar.automaton import find_words
from shiguan.grammar.shape import state_codes
from shiguan.lexicon import tables

OFFICE = re.compile(r"[OKU]~*")
BRACKETED_LATIN = re.compile(r"[（(]\s*[A-Z][A-Za-z.,'’\- ]{2,40}[,，）)]")
OF_A_BODY = re.compile(
    r"(?:Initiative|Agency|Institute|Institution|University|College|School|Group|Association|Council|Cent(?:er|re)|Bank|Party"
    r"|Commission|Committee|Ministry|Corporation|Company|Inc|Ltd|Islands?|News|Times|Post|Journal|Foundation|Fund|Network"
    r"|Command|Forces?|Programme|Program|Act|Project|Department|Office|Service|Union|League|Organi[sz]ation|Society|Airlines"
    r"|Technologies|Media|Street|County|City|River|Sea|Strait)[.,，]?\s*[)）]"
)
# A name at the head of a clause: 赵隆认为, 佩恩21日在…时说.
# A name at the head of a clause, with a cue, a time or a light word soon after it.
CLAUSE_HEAD = re.compile(r"[,.;n>]_*(?=[xsbL][xsbL~IDWAEMH]{1,8}[VvAT(])")
LEADING = frozenset("应由与同和对向时")
PAIR = re.compile("[中美俄英法德日韩朝印]{2}")
PLACE = re.compile(r"L~+")
LONGEST_PART = 8
CUE_FOLLOWS = re.compile(r"(?:[AT]~*|_)*(?:V|v|[IDW])")
WRITING = re.compile(r"致电|致函|致信|向")
WRITTEN = re.compile(r"，(?:祝贺|就|对|代表)|致(?:电|信|函|贺|唁|慰)")
ATTENDEES = re.compile(r"等(?:出席|参加|陪同|会见时在座|也参加)|出席|参加|陪同|会见时在座|也参加")


class Names(msgspec.Struct, frozen=True):
    """The names of a page, folded, longest first; `full` maps a short form to the name it shortens."""

    names: tuple[str, ...]
    full: dict[str, str]
    surnames: frozenset[str]  # of the Chinese names, one character each


def find_names(folded: str, shape: str) -> Names:
    """Return the names of people that a page shows by a title, a dot, a Latin twin, or a list of attendees."""
    found: dict[str, int] = {}
    for office in OFFICE.finditer(shape):
        people = shape[office.start()] == "U"
        after = office_name(folded, shape, office.end(), sure=people)
        if after and is_addressed(folded, shape, *office.span(), found):
            after = None  # 习近平主席|卓越, 阮富仲总书记|一道
        if after:
            found[after] = found.get(after, 0) + 2
        if after or people:
            continue  # no name stands before 记者 or 群众
        first = name_before(folded, shape, office.start())
        if first is not None and PLACE.fullmatch(shape, first, office.start()):
            continue
        if first is not None and shape[first] not in "OKSQGBbRrJU":
            name = folded[first : office.start()]
            if PAIR.fullmatch(name):
                continue  # 韩美首脑
            found[name] = found.get(name, 0) + 1
    for name in dotted_names(folded, shape):
        found[name] = 2
    for bracket in BRACKETED_LATIN.finditer(folded):
        if OF_A_BODY.search(bracket.group()):
            continue
        first = name_before(folded, shape, bracket.start())
        if first is not None and shape[first] not in "OSQGBLRrJUE":
            found[folded[first : bracket.start()]] = 2
    for name in attendees(folded):
        found.setdefault(name, 2)
    for name in written_to(folded, shape):
        found.setdefault(name, 2)
    for name in latin_names(folded, shape):
        found.setdefault(name, 2)
    for name in clause_heads(folded, shape):
        found.setdefault(name, 1)
    for _, start, end in find_words(well_known(), folded):
        opened, closed = opens(folded, shape, start), boundary(folded, shape, end) > 0
        if (opened and closed) or (end - start > 2 and (opened or closed)):
            found.setdefault(folded[start:end], 1)
    return settle(found)


HEADS = ("主席", "总书记", "总统", "总理", "首相", "国王", "委员长")


def is_addressed(folded: str, shape: str, start: int, end: int, found: Mapping[str, int]) -> bool:
    """True for the office of a head of state behind a name that the page or the world knows: it names nobody else."""
    if not folded.endswith(HEADS, start, end):
        return False
    first = name_before(folded, shape, start)
    if first is None or shape[first] in "OKSQGBbRrJU":
        return False
    return folded[first:start] in statesmen() or folded[first:start] in found


@functools.cache
def well_known() -> ahocorasick_rs.AhoCorasick:
    """Return the automaton over the names so well known that no title need show them."""
    names = sorted(tables.words("statesmen"))
    return ahocorasick_rs.AhoCorasick(names, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)


def office_name(folded: str, shape: str, start: int, *, sure: bool) -> str | None:
    """Return the name that follows an office word, if one does; `sure` asks for a mark or word behind it."""
    if start < len(folded) and folded[start] in " 　" and start + 1 < len(folded):
        start += 1
    end = name_after(folded, shape, start)
    if end is None and start < len(folded) and not begins_ordinary(folded, start):
        end = whole_run(folded, shape, start)
        if sure and end is not None and not BRACKETED_LATIN.match(folded, end):
            end = None  # 专家|曼海默（Renato Mannheimer）, whose Latin twin shows that it is a name
    if end is None or PLACE.fullmatch(shape, start, end) or (sure and boundary(folded, shape, end) < 2.0):
        return None
    return folded[start:end]


def latin_names(folded: str, shape: str) -> list[str]:
    """Return the Latin names that go on to a cue: two words or more, or one right before it."""
    names = []
    for match in LATIN_NAME.finditer(folded):
        if shape[match.start()] != "a" or (
            folded[match.start() - 1 : match.start()].isascii()
            and match.start()
            and folded[match.start() - 1] not in " \n("
        ):
            continue
        several = " " in match.group()
        follows = CUE_FOLLOWS.match(shape, match.end())
        if follows and (several or follows.group()[-1] in "Vv"):
            names.append(match.group())
    return names


def dotted_names(folded: str, shape: str) -> list[str]:
    """Return the names with a dot in them."""
    names = []
    done = 0
    dot = shape.find("*")
    while dot >= 0:
        if dot >= done:
            first = dotted_start(folded, shape, max(done, dot - LONGEST_PART), dot)
            dotted = DOTTED.match(folded, first)
            end = end_dotted(folded, shape, first, before_next(folded, shape, first, dotted.end())) if dotted else None
            if end:
                names.append(folded[first:end])
                done = end
        dot = shape.find("*", dot + 1)
    return names


TELLS_WHEN = frozenset("当")


def dotted_start(folded: str, shape: str, start: int, dot: int) -> int:
    """Return where the first part of a name with dots really starts, office words before it left out."""
    known = name_tables().transcribing
    first = dot
    while first > start:
        kind = inside_of(shape, first - 1)
        if DOING.fullmatch(folded, first - 1, first) or DOING.fullmatch(folded, max(0, first - 2), first):
            break
        if folded[first - 1] in TELLS_WHEN and first < dot - 1:
            break  # 当|劳尔·卡斯特罗和奥巴马…时
        if kind in "VvTOUKBEAIDWH" or (folded[first - 1] not in known and kind != "x"):
            break
        first -= 1
    return first if first < dot else start


def inside_of(shape: str, offset: int) -> str:
    """Return the class of the word that covers an offset."""
    while offset > 0 and shape[offset] == "~":
        offset -= 1
    return shape[offset]


def attendees(folded: str) -> list[str]:
    """Return the names in 蔡奇、王毅参加会见: a list at the head of a sentence before a word of attendance."""
    found = []
    for match in ATTENDEES.finditer(folded):
        floor = max(0, match.start() - 80)
        start = max(floor - 1, *(folded.rfind(mark, floor, match.start()) for mark in "。\n，")) + 1
        parts = re.split("[、和及]", folded[start : match.start()].strip())
        if not 1 <= len(parts) <= 15 or not all(is_whole_name(part) for part in parts):
            continue
        found.extend(parts)
    return found


def written_to(folded: str, shape: str) -> list[str]:
    """Return the names in 致电科斯塔，祝贺 and 向科斯塔致贺电, which no title may stand before."""
    names = []
    for match in WRITING.finditer(folded):
        end = name_after(folded, shape, match.end())
        if end is not None and WRITTEN.match(folded, end):
            names.append(folded[match.end() : end])
    return names


def is_whole_name(part: str) -> bool:
    """True for two to four characters that begin with a surname."""
    known = name_tables()
    if not 2 <= len(part) <= 4 or part in known.ordinary or part[-1] in ADVERBS:
        return False
    return (part[0] in known.single_surnames and len(part) <= 3) or part[:2] in known.double_surnames


def clause_heads(folded: str, shape: str) -> list[str]:
    """Return the names that head a clause and go on to a cue, where no title shows them."""
    names = []
    # The first clause opens like one behind a mark; the mark in front moves all offsets by one.
    for head in CLAUSE_HEAD.finditer("n" + shape):
        start = head.end() - 1
        end = name_after(folded, shape, start)
        if end is None or not opens(folded, shape, start):
            continue
        if CUE_FOLLOWS.match(shape, end) and shape[end : end + 1] in "VvAT":
            names.append(folded[start:end])
    return names


def runs_on(name: str, kept: Mapping[str, int]) -> bool:
    """True for a known name with an ordinary word behind it: 米歇尔|拿出新."""
    if name[-1] in PREPOSITIONS and name[:-1] in statesmen():
        return True  # 刘鹤|以视频方式
    ordinary = name_tables().ordinary
    return any(name[:cut] in kept and name[cut : cut + 2] in ordinary for cut in range(2, len(name) - 1))


def settle(found: dict[str, int]) -> Names:
    """Return the names worth keeping: those that hold a shorter, more frequent one give way to it."""
    kept: dict[str, int] = {}
    for name in sorted(found, key=lambda name: (len(name), name)):
        inner = next((name[:-cut] for cut in (1, 2) if name[:-cut] in kept and "·" not in name), None)
        if inner is not None and found[inner] >= found[name]:
            continue
        if name in state_codes() or runs_on(name, kept):
            continue
        if name[0] in LEADING and found.get(name[1:], 0) >= found[name]:
            continue  # 应|习近平
        kept[name] = found[name]
    full: dict[str, str] = {}
    for name in kept:
        last = re.split("[·•‧ ]", name)[-1]
        if last != name and len(last) >= 2:
            full.setdefault(last, name)
    names = sorted({*kept, *full}, key=lambda name: (-len(name), name))
    usual = name_tables().single_surnames
    surnames = frozenset(name[0] for name in kept if len(name) in (2, 3) and name[0] in usual)
    return Names(names=tuple(names), full=full, surnames=surnames)

"""Where a person's name begins and ends, told by boundaries and by how often the page writes it."""

import functools
import re

import msgspec

from shiguan.lexicon import tables

LATIN_NAME = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ž.'’\-]*[a-zß-ž.](?: [A-ZÀ-Þ][A-Za-zÀ-ž.'’\-]+){0,3}")
DOTTED = re.compile(
    r"[\u4e00-\u9fff]{1,8}(?:[·•‧][\u4e00-\u9fffA-Z]{1,10}(?:-(?=[\u4e00-\u9fff]{1,8}[·•‧])[\u4e00-\u9fff]{1,8})?)+"
)
# Letters after which or before which a name may stand.
CLOSING = frozenset(",.;:/()<>[]n_'T")
WORDS = frozenset("VvAIDWCHFOKEJMUrRSQGBZL")
# Characters that transcribe foreign names and yet are more often prepositions: never the last of a transcribed name.
PREPOSITIONS = frozenset("在以对同于因从将和与及就向为被并也还则即而至到曾已的说称指互均等拟仍发定遭解搭")
NAMED_STATE = re.compile(r"[SG]~+")
# 阿卜杜拉|二世, 查尔斯|三世: which holder of a dynasty's name.
REGNAL = re.compile(r"[一二三四五六七八九十]{1,3}世(?!纪)")
# Adverbs that follow a name and belong to none: 李强|将于, 亨利|互致.
ADVERBS = frozenset("将互均拟仍等致欲")
# 习近平|致电|阿西夫·扎尔达里: a verb stands before the name with dots, not in it.
DOING = re.compile(r"致电|致函|致信|复信|会见|会晤|祝贺|任命|提名|陪同|邀请|接见|欢迎|感谢|向|给|与")
# Classes of the function words that a name does not end with: 刘鹤|与.
FUNCTION = frozenset("IDWAFVvHC")
# Words that no name begins with.
NO_NAME = frozenset("AIDWCHFEMJKUPyRrBO")
LONGEST = 9
NEARBY = 8000  # counting further would make long pages dear
# From this weight on a character seldom stands anywhere but in transcribed names.
PURE = 4


class NameTables(msgspec.Struct, frozen=True):
    """The character sets that names are told by."""

    single_surnames: frozenset[str]
    double_surnames: frozenset[str]
    japanese_surnames: frozenset[str]
    transcribing: frozenset[str]
    purely_transcribing: frozenset[str]
    ordinary: frozenset[str]
    opening: frozenset[str]  # ordinary words that no transcribed name is likely to begin with


@functools.cache
def statesmen() -> dict[str, str]:
    """Return the states of well-known names, loaded once."""
    return tables.mapping("statesmen", "state")


def statesman(name: str) -> tuple[str, ...]:
    """Return the state of a well-known name, () for any other."""
    code = statesmen().get(name)
    return (code,) if code else ()


@functools.cache
def name_tables() -> NameTables:
    """Return the tables of names, loaded once."""
    surnames = tables.rows("surnames")
    usual = [row for row in surnames if row["use"] == "usual"]
    ordinary = frozenset(tables.words("ordinary"))
    transcribing = {row["character"]: int(row["weight"]) for row in tables.rows("transliteration")}
    pure = frozenset(character for character, weight in transcribing.items() if weight >= PURE)
    chinese = [row["surname"] for row in usual if row["kind"] != "japanese" or len(row["surname"]) == 1]
    return NameTables(
        single_surnames=frozenset(name for name in chinese if len(name) == 1),
        double_surnames=frozenset(name for name in chinese if len(name) == 2),
        japanese_surnames=frozenset(
            row["surname"] for row in surnames if row["kind"] == "japanese" and len(row["surname"]) > 1
        ),
        transcribing=frozenset(transcribing),
        purely_transcribing=pure,
        ordinary=ordinary,
        opening=frozenset(word for word in ordinary if not pure.issuperset(word)),
    )


def name_after(folded: str, shape: str, start: int) -> int | None:
    """Return where a name that starts at `start` ends, its 二世 with it, or None where none starts there."""
    end = plain_name_after(folded, shape, start)
    if end is not None and NAMED_STATE.fullmatch(shape, start, end):
        return None  # 美国总统|乌克兰|问题特使
    regnal = REGNAL.match(folded, end) if end is not None else None
    return regnal.end() if regnal else end


def plain_name_after(folded: str, shape: str, start: int) -> int | None:
    """Return where a name ends, a number among namesakes left out."""
    if start >= len(folded):
        return None
    latin = LATIN_NAME.match(folded, start)
    if latin:
        return latin.end() if latin.end() - start > 2 else None
    if shape[start] in ",.;:/()<>[]n_'T0*~Vv":
        return None
    if shape[start] == "B":
        return end_known(folded, shape, start)
    if shape[start] in NO_NAME and (
        shape[start + 1 : start + 2] == "~" or folded[start] not in name_tables().single_surnames
    ):
        return None
    dotted = DOTTED.match(folded, start)
    if dotted and not DOING.search(dotted.group().split("·")[0]):
        return end_dotted(folded, shape, start, before_next(folded, shape, start, dotted.end()))
    if begins_ordinary(folded, start):
        return None
    ends = candidate_ends(folded, shape, start)
    return choose_end(folded, start, ends)


@functools.cache
def spellings() -> frozenset[str]:
    """Return the spellings of well-known names that differ from the mainland's, loaded once."""
    return frozenset(tables.words("name_variants"))


def end_known(folded: str, shape: str, start: int) -> int | None:
    """Return the end of a name that a company bears too, where somebody may be named: 首相|强生."""
    end = start + 1
    while shape[end : end + 1] == "~":
        end += 1
    return end if folded[start:end] in spellings() else None


def begins_ordinary(folded: str, start: int) -> bool:
    """True where an everyday word starts, which no name is likely to do."""
    opening = name_tables().opening
    return folded[start : start + 2] in opening or folded[start : start + 3] in opening


def before_next(folded: str, shape: str, start: int, limit: int) -> int:
    """Return where the parts of one name end: 马里斯·佩恩|和国防部长琳达·雷诺兹 are two people."""
    first = min((mark for mark in (folded.find(dot, start, limit) for dot in "·•‧") if mark >= 0), default=limit)
    office = shape.find("O~", first, limit)
    if office < 0:
        return limit
    later = [mark for mark in (folded.find(dot, office, limit) for dot in "·•‧") if mark >= 0]
    return min(later, default=limit)


def end_dotted(folded: str, shape: str, start: int, limit: int) -> int | None:
    """Return the end of a name with dots: the part behind the last dot ends like any transcribed name."""
    last = max(folded.rfind(mark, start, limit) for mark in "·•‧") + 1
    ends = transcribed_ends(folded, shape, last, least=1)
    chosen = choose_end(folded, last, ends)
    if chosen is None:
        known = chinese_ends(folded, shape, last)
        chosen = choose_end(folded, last, known)
    return chosen


def whole_run(folded: str, shape: str, start: int) -> int | None:
    """Return the end of an unbroken run of unknown characters that a cue, time or mark closes: 国王|哇集拉隆功|表示."""
    end = start
    while end < len(folded) and shape[end] in "xsb" and end - start <= LONGEST:
        end += 1
    if not 2 <= end - start <= LONGEST - 2 or shape[end : end + 1] not in tuple("VvT,./)("):
        return None
    return end


def candidate_ends(folded: str, shape: str, start: int) -> list[tuple[int, float]]:
    """Return the possible ends of a name, each with how sure its boundary is."""
    ends = dict(transcribed_ends(folded, shape, start, least=2))
    for end, score in chinese_ends(folded, shape, start):
        ends[end] = max(score, ends.get(end, 0.0))
    return sorted(ends.items())


def transcribed_ends(folded: str, shape: str, start: int, *, least: int) -> list[tuple[int, float]]:
    """Return the ends of a run of transcribing characters, where a boundary follows."""
    known = name_tables().transcribing
    end = start
    limit = min(len(folded), start + LONGEST)
    while end < limit and (folded[end] in known or (folded[end] == "-" and end > start)):
        end += 1
    found = mostly_transcribed(folded, shape, start, end)
    for stop in range(start + least, end + 1):
        if folded[stop - 1] == "-" or folded.startswith("成为", stop - 1):
            continue
        if folded[stop - 1] in PREPOSITIONS and not (
            folded[stop - 1] in "因以和于" and shape[stop : stop + 1] in ("V", "v", "(")
        ):
            continue
        score = boundary(folded, shape, stop)
        if not score and stop == end and stop - start >= 3:
            score = 0.5
        if score:
            found.append((stop, score))
    return found


def mostly_transcribed(folded: str, shape: str, start: int, known_end: int) -> list[tuple[int, float]]:
    """Return the end of a run with one rare character among transcribing ones, where a sure boundary follows it."""
    if known_end - start < 2:
        return []
    for stop in range(known_end + 1, min(len(folded), known_end + 4)):
        if folded[stop - 1] in ADVERBS:
            return []
        letter = shape[stop - 1]
        if letter not in "xsb":
            return []
        if boundary(folded, shape, stop) == 2.0 and stop - start >= 3:
            others = [character for character in folded[start:stop] if character not in name_tables().transcribing]
            return [(stop, 2.0)] if len(others) == 1 else []
    return []


def chinese_ends(folded: str, shape: str, start: int) -> list[tuple[int, float]]:
    """Return the ends of surname and given name, where a boundary follows."""
    known = name_tables()
    lengths: tuple[int, ...] = ()
    if folded[start : start + 3] in known.japanese_surnames:
        lengths = (5, 4, 3, 6)
    elif folded[start : start + 2] in known.japanese_surnames:
        lengths = (4, 3, 2, 5)
    elif folded[start : start + 2] in known.double_surnames:
        lengths = (3, 4)
    elif folded[start] in known.single_surnames:
        # 林郑月娥: a married woman's two surnames.
        lengths = (2, 3, 4) if folded[start + 1 : start + 2] in known.single_surnames else (2, 3)
    found = []
    for length in lengths:
        stop = start + length
        if stop > len(folded) or not is_given(shape, start + 1, stop):
            continue
        if shape[stop - 1] in FUNCTION and seen(folded, start, stop) < 2:
            continue
        if length > 2 and folded[stop - 1] in ADVERBS:
            continue
        score = boundary(folded, shape, stop)
        if score:
            found.append((stop, score))
    return found


def is_given(shape: str, start: int, stop: int) -> bool:
    """True where nothing but Han characters stands in the span, and no word of several characters starts in it."""
    for offset in range(start, stop):
        letter = shape[offset]
        if letter in ",.;:/()<>[]n_'T0a-*":
            return False
        if letter in WORDS and offset + 1 < stop and shape[offset + 1] == "~" and letter != "L":
            return False
    return True


def boundary(folded: str, shape: str, offset: int) -> float:
    """Return how surely a name may end before `offset`: 2 a mark or word, 1 an everyday word, 0 nothing."""
    if offset >= len(folded):
        return 2.0
    letter = shape[offset]
    if letter in CLOSING or letter == "0" or letter == "-":
        return 2.0
    if letter in WORDS:
        return 2.0
    if letter == "a" and folded[offset].isupper():
        return 1.0  # 鲁比奥|Marco Rubio
    ordinary = name_tables().ordinary
    if folded[offset] in ADVERBS:
        return 1.0
    if folded[offset : offset + 2] in ordinary or folded[offset : offset + 3] in ordinary:
        return 1.0
    return 0.0


def seen(folded: str, start: int, end: int) -> int:
    """Return how often the words of a span stand within a few pages around it."""
    return folded.count(folded[start:end], max(0, start - NEARBY), start + NEARBY)


def choose_end(folded: str, start: int, ends: list[tuple[int, float]]) -> int | None:
    """Return the best end: a longer name wins only if the page never writes the shorter one alone."""
    best: tuple[float, int] | None = None
    best_count = 0
    if len(ends) == 1:
        return ends[0][0]
    for end, score in sorted(ends):
        count = seen(folded, start, end)
        if best is None or score > best[0] or (score == best[0] and count >= best_count):
            best, best_count = (score, end), count
    return best[1] if best else None


def name_before(folded: str, shape: str, end: int) -> int | None:
    """Return where a name that ends at `end` starts: 习近平|主席, 施泰因迈尔|总统; None where none does."""
    known = name_tables()
    start = end
    floor = max(0, end - LONGEST - 8)
    while start > floor and (folded[start - 1] in known.transcribing or folded[start - 1] in "·-"):
        start -= 1
    for first in range(start, end - 1):
        if opens(folded, shape, first) and not begins_ordinary(folded, first) and folded[first] not in PREPOSITIONS:
            if "·" not in folded[first:end] or folded[first] != "·":
                return first
    for length in (3, 2, 4):
        first = end - length
        if first < 0 or not opens(folded, shape, first):
            continue
        has_surname = (
            folded[first] in known.single_surnames
            if length < 4
            else folded[first : first + 2] in known.double_surnames | known.japanese_surnames
        )
        if has_surname and is_given(shape, first, end) and not begins_ordinary(folded, first):
            return first
    return None


def opens(folded: str, shape: str, offset: int) -> bool:
    """True where a name may start at `offset`: at the start of the text, after a mark, or after a word."""
    if offset == 0:
        return True
    if shape[offset] == "~":
        return False
    before = shape[offset - 1]
    if before in ",.;:/()<>[]n_'~TIDWCAFHVvEJ":
        return True
    return folded[max(0, offset - 2) : offset] in name_tables().ordinary

"""Names of mechanisms by key: 俄中总理定期会晤机制 = 中俄总理定期会晤, 金砖峰会 = 金砖国家领导人会晤.

A key is made of the sides, sorted, and of the rest of the name in one wording. What the rules cannot know stands in
`mechanism_names.csv`. Renamed and merged mechanisms keep their own keys: `links_of` shows how they hang together.
"""

import functools
import itertools
import re
from collections.abc import Collection, Sequence

import msgspec

from shiguan.lexicon import tables
from shiguan.link.fold import fold_name
from shiguan.link.place import places
from shiguan.link.place import states as state_words

NUMBER = re.compile(
    r"第[〇零一二三四五六七八九十百\d]+(?:届|次|轮|回)|首[届次轮]|新一[届轮]|本[届次]|^\d{1,2}\.|^[\d两三四五六七八九十]{1,3}[届次]|[12]\d{3}年?度?(?=\D)"
)
SESSION = re.compile(
    r"^(?:[12]\d{3}年?度?|第[〇零一二三四五六七八九十百\d]+(?:届|次|轮|回))(?=\D)|[(（][12]\d{3}[)）]$"
)
TEN_PLUS = re.compile(r"10\+([13])")
BRACKETS = re.compile(r"\([^()]*\)")
JOINT = re.compile(r"[-、·+]|和(?!平)|与(?!会)|以及|及|同")
AND = re.compile(r"[-、·]|(?<!\d)\+|(?<!维)和(?![平谐解谈睦])|与(?!会)|以及|(?<!埃)及")
BOTH = re.compile(r"^(?:两国|双方|双边|三国|三方|四国)(?:的)?")
ONLINE = re.compile(r"(?:视频|线上|在线|云上|网上)(?=会议|会晤|峰会|磋商|对话|论坛)")
OFFICERS = re.compile(r"(?<=长|官)(?:会议|会晤|会)$")
REPEATED = re.compile(r"(?:全体)?(?:会议机制|机制性?会议|机制|会议|年会|大会|例会|会)$")
SUMMIT = re.compile(r"(?:峰会|会晤|会议|年会|大会)$")
TEN_SIDES = {"1": ("ASEAN", "CN"), "3": ("ASEAN", "CN", "JP", "KR")}
MOST_READINGS = 60


class MechanismLink(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A judged link between two mechanisms. `date` is EDTF, "" where it is of no moment (part_of)."""

    kind: str  # renamed, merged_into, split, part_of
    from_key: str
    to_key: str
    from_name: str
    to_name: str
    date: str
    note: str


def mechanism_key(name: str, states: Sequence[str] = ()) -> str:
    """Return what the names of one mechanism share.

    `states` are the sides where they are known: they settle what 中巴 is (PK, BR), and stand in for 两国 or for
    nothing (两国总理定期会晤). "" where nothing of the name is left.
    """
    options = plain_keys(name, tuple(dict.fromkeys(states)))
    known = names_by_key()
    return next((known[option] for option in options if option in known), options[0])


def canonical_name(key: str) -> str | None:
    """Return the name that a mechanism goes by, None where the table does not hold it."""
    return canonical_names().get(key)


def plain_name(name: str) -> str:
    """Return the name of a series without the year or number of one of its sessions: 2024西岭论坛 -> 西岭论坛."""
    return SESSION.sub("", name) or name


def links_of(key: str) -> tuple[MechanismLink, ...]:
    """Return the judged links from and to a mechanism, sorted."""
    return tuple(link for link in links() if key in (link.from_key, link.to_key))


@functools.cache
def names_by_key() -> dict[str, str]:
    """Return the key of every name in the table, aliases included, by the key that the rules alone give it."""
    found: dict[str, str] = {}
    rows = tables.rows("mechanism_names")
    for row in rows:
        key = plain_keys(row["canonical"], ())[0]
        found[key] = key
    for row in rows:
        if row["alias"]:
            found.setdefault(plain_keys(row["alias"], ())[0], plain_keys(row["canonical"], ())[0])
    return found


@functools.cache
def canonical_names() -> dict[str, str]:
    """Return the canonical name of every key in the table."""
    return {plain_keys(row["canonical"], ())[0]: row["canonical"] for row in tables.rows("mechanism_names")}


@functools.cache
def links() -> tuple[MechanismLink, ...]:
    """Return all judged links, sorted."""
    return tuple(
        sorted(
            MechanismLink(
                kind=row["kind"],
                from_key=mechanism_key(row["from"]),
                to_key=mechanism_key(row["to"]),
                from_name=row["from"],
                to_name=row["to"],
                date=row["date"],
                note=row["note"],
            )
            for row in tables.rows("mechanism_links")
        )
    )


def plain_keys(name: str, known: tuple[str, ...]) -> list[str]:
    """Return the keys that the rules alone give a name, the likeliest first; never empty."""
    plain = NUMBER.sub("", fold_name(name))
    ten = TEN_PLUS.search(plain)
    plain = BRACKETS.sub("", TEN_PLUS.sub("", plain)) or plain
    plain = words().noise.sub("", plain, count=1) or plain
    readings, rest = sides_of(plain, known)
    inner = None
    if not any(readings):
        inner = behind_city(plain)
        readings, rest = sides_of(inner or plain, known)
    if ten:
        readings = [(*sides, *TEN_SIDES[ten[1]]) for sides in readings if set(sides) <= {*TEN_SIDES["3"]}] or readings
    if any(readings) and rest:
        found = [key_of(sides, core_of(rest, True)) for sides in readings]
        return [*found, core_of(rest, False)] if len(readings[0]) == 1 else found
    return [*unsided_keys(plain, known), *([core_of(inner, False)] if inner else [])]


def unsided_keys(plain: str, known: tuple[str, ...]) -> list[str]:
    """Return the keys of a name that begins with no side: 两国总理定期会晤, 战略安全磋商, 慕尼黑安全会议."""
    both = BOTH.match(plain)
    core = core_of(plain[both.end() :] if both else plain, False)
    if not 2 <= len(known) <= 3:
        return [key_of((), core)]
    paired = key_of(known, core_of(core, True))
    if both:
        return [paired, key_of((), core)]
    if len(known) == 2 and (core.endswith(consultations()) or "2+2" in core):
        return first_known(key_of((), core), paired)
    return [key_of((), core), paired]


def first_known(alone: str, paired: str) -> list[str]:
    """Return both keys, the one without sides first only where the table holds it."""
    return [alone, paired] if alone in canonical_names() else [paired, alone]


def key_of(sides: Collection[str], core: str) -> str:
    """Return the key made of sides and core."""
    return "+".join(sorted(set(sides))) + "/" + core if sides else core


class Words(msgspec.Struct, frozen=True):
    """What names of mechanisms are made of."""

    sides: re.Pattern[str]
    codes: dict[str, tuple[str, ...]]
    shorts: dict[str, tuple[str, ...]]
    third: frozenset[str]
    core: re.Pattern[str]
    same: dict[str, str]
    noise: re.Pattern[str]
    lead: re.Pattern[str]
    series: tuple[str, ...]


@functools.cache
def words() -> Words:
    """Return the words, compiled once. A place (中东, 印度洋) keeps its beginning from being read as a side."""
    rows = tables.rows("mechanism_words")
    codes: dict[str, tuple[str, ...]] = {word: (code,) for word, code in state_words().items() if len(word) > 1}
    codes |= {fold_name(row["word"]): tuple(row["value"].split()) for row in rows if row["kind"] == "side"}
    blocks = [word for word in places() if word not in codes] + [row["word"] for row in rows if row["kind"] == "block"]
    shorts: dict[str, tuple[str, ...]] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] == "short":
            shorts[row["word"]] = (*shorts.get(row["word"], ()), row["code"])
    shorts |= {row["word"]: (row["value"],) for row in rows if row["kind"] == "short"}
    same = {row["word"]: row["value"] for row in rows if row["kind"] == "core"}
    lead = [row["word"] for row in rows if row["kind"] == "lead"]
    return Words(
        sides=any_of([*codes, *blocks]),
        codes=codes,
        shorts=shorts,
        third=frozenset(row["word"] for row in rows if row["kind"] == "third"),
        core=any_of(list(same)),
        same=same,
        noise=re.compile(f"^(?:{any_of([row['word'] for row in rows if row['kind'] == 'noise']).pattern})+"),
        lead=re.compile(f"(?:{any_of(lead).pattern}|的)+"),
        series=tuple(row["word"] for row in rows if row["kind"] == "series"),
    )


def any_of(options: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern of any of the words, the longest first."""
    return re.compile("|".join(map(re.escape, sorted(set(options), key=lambda word: (-len(word), word)))))


@functools.cache
def consultations() -> tuple[str, ...]:
    """Return the last words of names that two sides' sessions have, in the wording of keys."""
    nouns = tables.words("mechanism_nouns", kind="consultation")
    return tuple(sorted({core_of(fold_name(noun), False) for noun in nouns} - {""}))


def sides_of(plain: str, known: Collection[str]) -> tuple[list[tuple[str, ...]], str]:
    """Return the sides that a name begins with, in every reading, and the rest: 中巴 is CN and PK, or CN and BR."""
    table = words()
    slots: list[tuple[str, ...]] = []
    place = 0
    while place < len(plain):
        joint = JOINT.match(plain, place)
        after = joint.end() if joint and slots else place
        found = table.sides.match(plain, after)
        if found and found.group() in table.codes:
            slots += slots_of(found.group(), known)
            place = found.end()
            continue
        run = 0 if found else run_of(plain, after, at_head=not slots or after > place)
        if not run:
            break
        slots += [table.shorts[character] for character in plain[after : after + run]]
        place = after + run
    if not slots:
        return [()], plain
    chosen = [tuple(code for code in slot if code in known)[:1] or slot for slot in slots]
    readings = itertools.islice(itertools.product(*chosen), MOST_READINGS)
    return list(readings), plain[place:]


def slots_of(word: str, known: Collection[str]) -> list[tuple[str, ...]]:
    """Return the codes of a side word. 中阿 is China and the Arab states, save where the two sides are known."""
    table = words()
    letters = [table.shorts.get(letter, ()) for letter in word]
    if len(word) == len(known) == len(table.codes[word]) == 2 and all(set(codes) & set(known) for codes in letters):
        return [tuple(code for code in codes if code in known)[:1] for codes in letters]
    return [(code,) for code in table.codes[word]]


def behind_city(plain: str) -> str | None:
    """Return the name without the city of one session before it: 约翰内斯堡金砖国家工商论坛; None where none is."""
    for length in range(min(7, len(plain) - 2), 1, -1):
        if plain[:length] in cities():
            return plain[length:]
    return None


def run_of(plain: str, start: int, *, at_head: bool) -> int:
    """Return how many characters from `start` are states in a compound (中日韩: 3); 0 where it is no compound.

    An everyday word ends the compound: 中俄智库论坛 has two sides, not three.
    """
    table = words()
    end = start
    while end < len(plain) and plain[end] in table.shorts:
        named = table.sides.match(plain, end)
        if end > start and named and named.group() in table.codes:  # 中|印尼
            return end - start if at_head else 0
        if end >= start + 2 and (plain[end] not in table.third or begins_ordinary(plain, end)):
            break
        end += 1
    if end - start < 2 or not at_head or len(set(plain[start:end])) < end - start:
        return 0
    return end - start


def begins_ordinary(plain: str, start: int) -> bool:
    """True where an everyday word begins."""
    return plain[start : start + 2] in ordinary() or plain[start : start + 3] in ordinary()


@functools.cache
def ordinary() -> frozenset[str]:
    """Return the everyday words."""
    return frozenset(tables.words("ordinary")) | frozenset(words().same)


def core_of(rest: str, has_sides: bool) -> str:
    """Return the name without its sides in one wording: 领导人会晤 -> 峰会, 战略安全磋商机制会议 -> 战略安全磋商."""
    table = words()
    core = ONLINE.sub("", AND.sub("与", rest)).strip("与")
    if has_sides:
        core = table.lead.sub("", core, count=1) if table.lead.match(core) else core
        core = without_city(core)
    for _ in range(3):
        core = table.core.sub(lambda found: table.same[found.group()], core)
    core = OFFICERS.sub("会", core)
    shorter = REPEATED.sub("", core)
    while shorter != core and shorter.endswith(table.series):
        core, shorter = shorter, REPEATED.sub("", shorter)
    if core.endswith("机制") and len(core) > 3:
        core = core.removesuffix("机制")
    return core


@functools.cache
def cities() -> frozenset[str]:
    """Return the cities, folded."""
    return frozenset(fold_name(word) for word in tables.words("places", kind="city"))


def without_city(core: str) -> str:
    """Return the core without the city of one session: 天津峰会 -> 峰会, 领导人杭州峰会 -> 领导人峰会."""
    ending = SUMMIT.search(core)
    if not ending:
        return core
    head = core[: ending.start()]
    for length in range(min(7, len(head)), 1, -1):
        if head[-length:] in cities():
            return head[:-length] + core[ending.start() :]
    return core

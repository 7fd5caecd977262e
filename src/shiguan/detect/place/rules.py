"""Where something happens or somebody goes: 在俄罗斯圣彼得堡, 抵达柏林, 访华, 在北京人民大会堂.

Only places that a preposition or a verb of motion governs are read, for a capital without one is mostly a government
(华盛顿表示) and a state's name mostly an adjective.
"""

import functools
import re
from collections import Counter
from collections.abc import Mapping, Sequence

import ahocorasick_rs
import msgspec

from shiguan.grammar.automaton import Match, find_words
from shiguan.grammar.shape import short_states as candidates
from shiguan.grammar.side import most_named
from shiguan.lexicon import tables
from shiguan.model.place import Place, PlaceKind
from shiguan.model.span import Span

GOVERNING = re.compile(
    r"(?:(?<![存所潜实内现好旨])在(?:位于)?|(?<![由对关属鉴位终低高等])于|位于|抵达|飞抵|飞赴|飞往|赴|前往|出访|到访|造访|访问(?:了)?|访|来到|这里是|到达|回到|抵|到|驱车)"
    r"(?:过|了)?(?:[东南西北中]*[非欧美亚]洲?国家|[东南西北中]*部?邻国|海湾国家|中东国家|岛国|内陆国家)?(?:首都|首府)?[“]?$"
)
GOVERNS = frozenset("在于达抵赴往访到问了是车过家国“")  # what such words end with, which is faster to ask
SHORT_TRIP = re.compile(
    r"(?:访问?|来|赴|抵|在|离|驻)(?P<short>[京沪穗渝津港澳台]|华(?!盛顿|为|沙|约|府|人|裔|侨|中|东|南|北|尔|新)|[美俄英法德日韩朝印欧澳加意越泰巴埃沙伊乌](?!国|元|军|方|斯|本|罗|塔|利|大|拿|及|特|朗|拉|尼|基|勒|克|兰|首|西|度|盟|洲|中|东|南|北|宁|比))(?=[，。、；！？：的期时后前会进举出参并同与和就共双磋接正并还是为]|访问|之行|讨论|商|谈|停|签|[开闭落揭启]幕|启动|召开|成立|发布|隆重|圆满|成功|$)"
)
JOINT = re.compile(
    r"(?:的)?(?:首都|首府|港口城市|城市|海滨城市|旅游胜地|度假胜地|边境城市|经济中心|第[一二三]大城市|[东南西北中]+部(?:城市)?(?:的)?)?[“”]?"
)
UNKNOWN_CITY = re.compile(r"(?P<city>[\u4e00-\u9fff·]{2,7}?(?:市|岛|镇))(?=[^场长民政委中]|$)")
# A city that no table knows, told by its sounds between its state and what happens there: 在哥伦比亚卡利开幕.
FOREIGN_CITY = re.compile(
    r"(?P<city>[\u4e00-\u9fff]{2,6}?)(?=举行|召开|开幕|闭幕|举办|结束|会见|会晤|会谈|出席|签署|同|与|发表|落幕|就|，|。|$)"
)
PURE = 3  # from this weight on a character seldom stands anywhere but in transcribed names
CLASHES = re.compile(r"举行|会见|会晤|会谈|[同与和就的，。出参]")
NOT_A_PLACE = re.compile(
    r"问题|关系|海(?![滨岸滩])|洋|湾(?!区)|时间|事务|外交|驻|(?:总统|总理|首相|主席|政府)(?!府|官邸|驻地)|领导|国王|外长|媒体|军|经济|市场|危机|冲突|局势|共产|共同|新|人民|人(?!民大会堂)|民众"
    r"|企业|公司|当局|官员|议题|战争|方面|方|和|与|议会|国会|队|籍|特色|式|大使|核|执政|石油|制造|承诺|签|支持|援助|倡议|邀请|帮助|要求"
    r"|斡旋|调解|调停|协调|见证|陪同|厅|允许|拒绝|宣布|提出|实施|发动|主导|担任|自贸|自由贸易|发展高层|—|－"
)


Entry = tuple[str, str, str]  # kind, state and city


@functools.cache
def gazetteer() -> tuple[ahocorasick_rs.AhoCorasick, tuple[Entry, ...]]:
    """Return the automaton over all places and, by index, kind, state and city; organisations only hide places."""
    known: dict[str, Entry] = {}
    for row in tables.rows("organisations"):
        known.setdefault(row["word"], ("hidden", "", ""))
    for row in tables.rows("mechanism_nouns"):
        if row["kind"] in ("name", "hidden"):
            known.setdefault(row["word"], ("hidden", "", ""))
    for row in tables.rows("places"):
        if len(row["word"]) > 1 and row["kind"] != "continent":
            known.setdefault(row["word"], (row["kind"], row["state"], row["city"]))
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if len(row["word"]) > 1:
            kind = "city" if row["form"] == "capital" else "state"
            known.setdefault(row["word"], (kind, row["code"], ""))
    words = sorted(known)
    matcher = ahocorasick_rs.AhoCorasick(words, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return matcher, tuple(known[word] for word in words)


@functools.cache
def state_names() -> dict[str, str]:
    """Return the plain name of every state by its code."""
    names: dict[str, str] = {}
    for row in tables.rows("states"):
        if row["form"] == "full" and row["order"] == "1":
            names.setdefault(row["code"], row["word"])
    return names


@functools.cache
def short_states() -> dict[str, str]:
    """Return the code that a one-character name of a state most usually means."""
    found: dict[str, str] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] == "short" and len(row["word"]) == 1:
            found.setdefault(row["word"], row["code"])
    return found


class Named(msgspec.Struct, frozen=True, gc=False):
    """A word of the gazetteer in the text."""

    start: int
    end: int
    kind: str
    state: str
    city: str


def detect_places(text: str, folded: str) -> list[Place]:
    """Return the governed places of a page in reading order."""
    matcher, readings = gazetteer()
    words = list(find_words(matcher, folded))
    found = long_places(text, folded, words, readings)
    trips = list(SHORT_TRIP.finditer(folded))
    if trips:
        named = Counter(readings[index][1] for index, _, _ in words if readings[index][0] in ("state", "city"))
        found += short_places(trips, named)
    found.sort(key=lambda place: (place.start, -place.end))
    return [place for index, place in enumerate(found) if not index or place.start >= found[index - 1].end]


def long_places(text: str, folded: str, words: Sequence[Match], readings: Sequence[Entry]) -> list[Place]:
    """Return the places written out: chains of state, region, city and venue."""
    found = []
    done = 0
    for number, (index, start, end) in enumerate(words):
        if folded[start - 1] not in GOVERNS or start < done or readings[index][0] == "hidden":
            continue  # nineteen words in twenty
        if GOVERNING.search(folded, max(0, start - 9), start) is None:
            continue
        chain = [Named(start, end, *readings[index])]
        while number + len(chain) < len(words):
            index, start, end = words[number + len(chain)]
            word = Named(start, end, *readings[index])
            if not follows(folded, chain[-1], word):
                break
            chain.append(word)
        done = chain[-1].end
        place = read_chain(text, folded, chain)
        if place is not None:
            found.append(place)
    return found


def follows(folded: str, word: Named, after: Named) -> bool:
    """True where the second word goes on with the place the first one began."""
    if after.kind in ("hidden", "state"):
        return False
    joint = JOINT.match(folded, word.end)
    return joint is not None and after.start <= joint.end() and after.start - word.end in (0, joint.end() - word.end)


def read_chain(text: str, folded: str, chain: Sequence[Named]) -> Place | None:
    """Return the place of a chain: its last city, else the city of its venue, else what is named."""
    start, end = chain[0].start, chain[-1].end
    state = next((word.state for word in chain if word.state), None)
    cities = [word for word in chain if word.kind == "city"]
    if cities and folded.startswith(("时间", "厅"), end):
        return None  # 于北京时间18时, 在北京厅
    if cities:
        return place_of(text, (start, end), (cities[-1].start, cities[-1].end), PlaceKind.CITY, state, "place/city")
    venue = chain[-1] if chain[-1].kind == "venue" else None
    if venue is not None:
        seat = folded.find(venue.city) if venue.city else -1
        if seat >= 0:
            span = (seat, seat + len(venue.city))
            return place_of(text, (start, end), span, PlaceKind.CITY, state, "place/venue")
        if len(chain) == 1:
            return None
        chain = chain[:-1]
    joint = JOINT.match(folded, chain[-1].end)
    after = joint.end() if joint else chain[-1].end
    unknown = UNKNOWN_CITY.match(folded, after)
    if unknown and not CLASHES.search(unknown.group("city")):
        return place_of(text, (start, unknown.end()), unknown.span("city"), PlaceKind.CITY, state, "place/unknown-city")
    foreign = FOREIGN_CITY.match(folded, after) if chain[-1].kind == "state" else None
    if foreign and is_transcribed(foreign.group("city")):
        return place_of(text, (start, foreign.end()), foreign.span("city"), PlaceKind.CITY, state, "place/unknown-city")
    if venue is None and NOT_A_PLACE.match(folded, chain[-1].end):
        return None
    kind = PlaceKind.STATE if chain[-1].kind == "state" else PlaceKind.REGION
    return place_of(text, (start, end), (chain[-1].start, chain[-1].end), kind, state, f"place/{kind.value}")


@functools.cache
def transcribing() -> dict[str, int]:
    """Return the characters that transcribe foreign names, with how purely each does."""
    return {row["character"]: int(row["weight"]) for row in tables.rows("transliteration")}


def is_transcribed(city: str) -> bool:
    """True where every character transcribes and most do little else."""
    weights = [transcribing().get(character, 0) for character in city]
    return all(weights) and sum(weight >= PURE for weight in weights) * 2 > len(weights)


def place_of(
    text: str, span: tuple[int, int], part: tuple[int, int], kind: PlaceKind, state: str | None, rule: str
) -> Place:
    """Return a place named as the text writes it."""
    return Place(
        start=span[0],
        end=span[1],
        name=text[part[0] : part[1]],
        name_span=Span(*part),
        kind=kind,
        state=state,
        venue=rule == "place/venue",
        rule=rule,
    )


def short_places(trips: Sequence[re.Match[str]], named: Mapping[str, int]) -> list[Place]:
    """Return the places of one character: 访华, 来华, 在京, 赴美. A state is named in full, a city as written."""
    found = []
    for match in trips:
        short = match.group("short")
        span = Span(*match.span("short"))
        if short in "京沪穗渝津":
            found.append(
                Place(
                    start=span.start,
                    end=span.end,
                    name=short,
                    name_span=span,
                    kind=PlaceKind.CITY,
                    state="CN",
                    rule="place/short-city",
                )
            )
            continue
        code = {"华": "CN", "港": "HK", "澳": "MO", "台": "TW"}.get(short) or (
            most_named(candidates().get(short, ()), named) or short_states().get(short)
        )
        if code is None or code not in state_names():
            continue
        found.append(
            Place(
                start=span.start,
                end=span.end,
                name=state_names()[code],
                name_span=span,
                kind=PlaceKind.STATE,
                state=code,
                rule="place/short-state",
            )
        )
    return found

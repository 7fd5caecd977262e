"""Offices in one wording for all, and who held them when: 俄联邦安全会议秘书 = 联邦安全会议秘书."""

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from shiguan.lexicon import tables
from shiguan.link.fold import fold_name
from shiguan.link.place import state_code, state_name
from shiguan.model.attestation import Attestation
from shiguan.model.person import Holder, Office, Person, Tenure

JOINT = re.compile(r"兼任?|、|,|，")
ABROAD = re.compile(r"(?:特命全权|候任)?驻(?P<state>.+?)(?P<rest>(?:特命全权)?大使|总领事|临时代办|代办|公使|参赞)$")
REMEMBERED = 1 << 14  # offices; pages repeat them
DOUBLED = re.compile(r"(?<=部)部长$")


class Post(msgspec.Struct, frozen=True, order=True):
    """One office as an attestation tells it. `held` is False for 前总统 and 候任总统; `sort` is the class or ""."""

    office: str
    held: bool
    sort: str
    alone: bool  # tells by itself which office it is


@functools.cache
def state_words() -> dict[str, tuple[str, ...]]:
    """Return the words that stand for a state before an office, by code, the longest first."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in tables.rows("states"):
        if row["form"] != "capital":
            found[row["code"]].add(fold_name(row["word"]))
    for row in tables.rows("organisations"):
        if row["kind"] == "body":
            found[row["code"]].add(fold_name(row["word"]))
    return {code: tuple(sorted(words, key=lambda word: (-len(word), word))) for code, words in found.items()}


@functools.cache
def aliases() -> dict[tuple[str, str], str]:
    """Return the one wording by (wording, state), the state "" where it holds everywhere."""
    return {
        (fold_name(row["office"]), row["state"]): fold_name(row["canonical"]) for row in tables.rows("office_aliases")
    }


@functools.cache
def sorts() -> dict[str, tuple[str, str]]:
    """Return class and alone by last word."""
    return {row["word"]: (row["class"], row["alone"]) for row in tables.rows("office_classes")}


@functools.cache
def times() -> tuple[tuple[str, str], ...]:
    """Return the words that tell whether an office is held, the longest first."""
    return tuple(sorted(tables.mapping("office_times", "time").items(), key=lambda item: (-len(item[0]), item)))


@functools.lru_cache(maxsize=REMEMBERED)
def posts_of(office: str | None, state: str | None) -> tuple[Post, ...]:
    """Return the offices that a title tells, in one wording each: 国务委员兼外交部长 -> 国务委员, 外长."""
    if office is None:
        return ()
    found = [post_of(part, state or "") for part in JOINT.split(fold_name(office)) if part]
    return tuple(dict.fromkeys(post for post in found if post is not None))


def post_of(part: str, state: str) -> Post | None:
    """Return the one office of a title, None where nothing is left of it."""
    held = True
    plain = part
    for _ in range(3):
        plain, time = strip_time(strip_state(plain, state))
        held = held and time not in ("former", "coming")
    plain = wording_of(plain, state)
    if not plain:
        return None
    sort, alone = sort_of(plain)
    known = (plain, state) in canonical_here() or alone == "post"
    return Post(office=plain, held=held, sort=sort, alone=known or plain not in sorts())


@functools.cache
def canonical_here() -> frozenset[tuple[str, str]]:
    """Return the wordings that are an office in one state: 秘书长 of the UN."""
    return frozenset((canonical, state) for (_, state), canonical in aliases().items() if state)


def wording_of(plain: str, state: str) -> str:
    """Return the one wording of an office without its state."""
    plain = DOUBLED.sub("长", plain)
    abroad = ABROAD.fullmatch(plain)
    if abroad:
        host = state_code(abroad["state"])
        return f"驻{state_name(host) if host else abroad['state']}{abroad['rest'].removeprefix('特命全权')}"
    return aliases().get((plain, state)) or aliases().get((plain, "")) or plain


def strip_state(plain: str, state: str) -> str:
    """Return the office without the name of its own state before it; a wording that the table holds stays whole."""
    if (plain, state) in aliases() or (plain, state) in canonical_here():
        return plain
    rests = [(word, plain.removeprefix(word)) for word in state_words().get(state, ()) if plain.startswith(word)]
    known = [rest for _, rest in rests if known_office(rest, state)]  # 俄|国防部长 before 俄国|防部长
    longer = [rest for word, rest in rests if len(word) > 1 and len(rest) > 1]
    return next(iter([*known, *longer]), plain)


def known_office(plain: str, state: str) -> bool:
    """True where the tables hold the wording: 俄|防长, but not 中|国务委员."""
    return (plain, state) in aliases() or (plain, "") in aliases() or plain in sorts()


def strip_time(plain: str) -> tuple[str, str]:
    """Return the office without 前, 新任 and the like, and what the word told."""
    for word, time in times():
        if plain.startswith(word) and len(plain) - len(word) > 1 and plain not in sorts():
            return plain[len(word) :], time
    return plain, ""


def sort_of(plain: str) -> tuple[str, str]:
    """Return class and alone of an office by the longest last word the table holds."""
    table = sorts()
    for start in range(len(plain)):
        if plain[start:] in table:
            sort, alone = table[plain[start:]]
            return ("" if sort == "title" else sort), (alone if start == 0 else "")
    return "", ""


def tenures(told: Iterable[tuple[str, Attestation]]) -> tuple[Tenure, ...]:
    """Return the offices that attestations of one person tell as held, in the order of their first day.

    Each attestation comes with the state that it is of: whom somebody judged to be one may have served two.
    """
    found: dict[tuple[str, str], list[Attestation]] = defaultdict(list)
    for state, attestation in told:
        for post in posts_of(attestation.office, state):
            if post.held and post.alone:
                found[state, post.office].append(attestation)
    listed = [tenure_of(state, office, some) for (state, office), some in found.items()]
    return tuple(sorted(listed, key=lambda one: (one.first or "~", one.last or "~", one.office, one.state)))


def tenure_of(state: str, office: str, told: Sequence[Attestation]) -> Tenure:
    """Return one tenure from its attestations."""
    days = sorted(one.day for one in told if one.day)
    wordings = Counter(one.office for one in told if one.office)
    return Tenure(
        state=state,
        office=office,
        first=days[0] if days else None,
        last=days[-1] if days else None,
        wordings=tuple(sorted(wordings.items(), key=lambda item: (-item[1], item[0]))),
        attestations=tuple(told),
    )


def holders(people: Iterable[Person]) -> tuple[Office, ...]:
    """Return every office that the persons are attested in, by state and office, with its holders over time."""
    found: dict[tuple[str, str], list[Holder]] = defaultdict(list)
    for person in people:
        for tenure in person.offices:
            if tenure.state:
                holder = Holder(person=person.id, name=person.names[0][0], tenure=tenure)
                found[tenure.state, tenure.office].append(holder)
    return tuple(office_of(state, office, told) for (state, office), told in sorted(found.items()))


def office_of(state: str, office: str, told: list[Holder]) -> Office:
    """Return one office, its holders in the order of their first day."""
    wordings: Counter[str] = Counter()
    for holder in told:
        wordings.update(dict(holder.tenure.wordings))
    plain = [(count, word) for word, count in wordings.items() if not JOINT.search(word)]
    name = min(plain, key=lambda item: (-item[0], item[1]))[1] if plain else office
    told.sort(key=lambda one: (one.tenure.first or "~", one.tenure.last or "~", one.person))
    return Office(state=state, office=office, name=name, holders=tuple(told))

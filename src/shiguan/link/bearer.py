"""The bearers of one name before they are joined: attestations by state, given names and sort of office."""

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from shiguan.link.name import given_names
from shiguan.link.office import Post, posts_of
from shiguan.model.attestation import Attestation

Given = tuple[str, ...]
# Sorts of office that one person hardly has at the same time.
PUBLIC = frozenset({"head", "premier", "deputy", "minister", "envoy", "spokesperson", "local", "military"})
PRIVATE = frozenset({"scholar", "media", "business", "private"})
APART = frozenset(
    frozenset(pair)
    for pair in (
        *itertools.product(("head", "premier"), ("minister", "envoy", "spokesperson", "local", "deputy")),
        ("head", "premier"),
        ("minister", "envoy"),
        ("minister", "spokesperson"),
        ("minister", "local"),
        ("envoy", "spokesperson"),
        ("envoy", "local"),
        ("spokesperson", "local"),
        ("legislator", "media"),
        ("legislator", "envoy"),
        ("legislator", "spokesperson"),
    )
)
# This share of stray late mentions (前防长 told as 防长) does not make two offices overlap.
STRAY = 0.1


class Told(msgspec.Struct, frozen=True, order=True):
    """An attestation with the state and given names that its page settles."""

    state: str  # "" where the page does not tell
    given: Given
    attestation: Attestation

    def posts(self) -> tuple[Post, ...]:
        """Return the offices it tells."""
        return posts_of(self.attestation.office, self.state or None)

    def sorts(self) -> frozenset[str]:
        """Return the sorts of the offices it tells, held or not."""
        return sorts_of(self.attestation.office, self.state or None)

    def offices(self) -> frozenset[str]:
        """Return the offices it tells by which a holder is known."""
        return offices_of(self.attestation.office, self.state or None)


@functools.lru_cache(maxsize=50_000)
def sorts_of(office: str | None, state: str | None) -> frozenset[str]:
    """Return the sorts of the offices that a title tells, held or not."""
    return frozenset(post.sort for post in posts_of(office, state)) - {""}


@functools.lru_cache(maxsize=50_000)
def offices_of(office: str | None, state: str | None) -> frozenset[str]:
    """Return the offices that a title tells by which a holder is known."""
    return frozenset(post.office for post in posts_of(office, state) if post.alone)


def settle(attestations: Iterable[Attestation]) -> list[Told]:
    """Return the attestations, sorted; a bare mention takes the state and given names that its page tells once."""
    pages: dict[str, list[Attestation]] = defaultdict(list)
    for attestation in sorted(set(attestations), key=order):
        pages[attestation.page].append(attestation)
    return sorted(
        (told for page in pages.values() for told in settle_page(page)), key=lambda told: order(told.attestation)
    )


def order(attestation: Attestation) -> tuple[str, str, int, int, str, str, str]:
    """Return what attestations are sorted by; absent values sort first."""
    span = attestation.span
    told = (attestation.name, attestation.state or "", attestation.office or "")
    return attestation.day or "", attestation.page, span.start, span.end, *told


def settle_page(page: Sequence[Attestation]) -> list[Told]:
    """Return one page's attestations of the name, bare ones completed from the others where there is one way."""
    states = {one.state for one in page if one.state}
    found = []
    for one in page:
        state = one.state or (next(iter(states)) if len(states) == 1 else "")
        given = given_names(one.name)
        if not given:
            others = {given_names(other.name) for other in page if (other.state or state) == state}
            longest = {other for other in others if other and not any(set(other) < set(more) for more in others)}
            given = next(iter(longest)) if len(longest) == 1 else ()
        found.append(Told(state=state, given=given, attestation=one))
    return found


def families_of(givens: Iterable[Given]) -> dict[Given, Given]:
    """Return each given name's family: 谢尔盖 and 谢尔盖·库茹格托维奇 are one, 乔治 and 杰布 are two.

    A given name that fits several families stays a family of its own. Families go by their first longest member.
    """
    listed = sorted({given for given in givens if given}, key=lambda given: (-len(given), -len("".join(given)), given))
    heads: list[Given] = []
    found: dict[Given, Given] = {}
    for given in listed:
        fitting = [head for head in heads if fits(given, head)]
        if len(fitting) == 1:
            found[given] = fitting[0]
        else:
            found[given] = given
            if not fitting:
                heads.append(given)
    return found


def fits(given: Given, other: Given) -> bool:
    """True where one given name is part of the other, or an initial of it."""
    if set(given) <= set(other):
        return True
    return len(given) == len(other) and all(
        one == two or (len(one.rstrip(".")) == 1 and two.startswith(one.rstrip(".")))
        for one, two in zip(given, other, strict=True)
    )


def alike(one: Given, other: Given) -> bool:
    """True where two given names look like two spellings of one: 唐纳 and 唐纳德, but not 小唐纳德."""
    left, right = one[0], other[0]
    if left.startswith("小") != right.startswith("小"):
        return False
    return len(set(left) & set(right)) * 2 >= max(len(set(left)), len(set(right)))


def by_sort(told: Iterable[Told]) -> dict[str, list[Told]]:
    """Return attestations by the sort of office they tell first; "" where they tell none."""
    found: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        found[min(one.sorts(), default="")].append(one)
    return found


def clash(groups: Mapping[str, Sequence[Told]], one: str, other: str) -> bool:
    """True where two sorts of office are told of the same time, and one person hardly has both."""
    if not exclusive(one, other):
        return False
    if any({one, other} <= told.sorts() for told in (*groups[one], *groups[other])):
        return False
    left, right = held(groups[one], one), held(groups[other], other)
    return bool(left and right) and overlap(days(left), days(right))


def held(told: Iterable[Told], sort: str) -> list[Told]:
    """Return the attestations that tell an office of the sort as held: 防长, not 前防长."""
    return [one for one in told if any(post.held and post.sort == sort for post in one.posts())]


def exclusive(one: str, other: str) -> bool:
    """True for sorts of office that one person hardly has at the same time."""
    pair = frozenset((one, other))
    return pair in APART or (bool(pair & PUBLIC) and bool(pair & PRIVATE))


def days(told: Iterable[Told]) -> list[str]:
    """Return the days of attestations, sorted."""
    return sorted(one.attestation.day for one in told if one.attestation.day)


def overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    """True where neither list of days ends before the other begins, a few strays aside, or one has no day at all."""
    if not one or not other or {*one} == {*other}:
        return True
    return not (follows(one, other) or follows(other, one))


def follows(earlier: Sequence[str], later: Sequence[str]) -> bool:
    """True where `later` begins when `earlier` is over, but for a tenth of the days of each."""
    strays = min(
        sum(day > border for day in earlier) + sum(day < border for day in later) for border in {*earlier, *later}
    )
    return strays <= STRAY * min(len(earlier), len(later)) or strays == 0

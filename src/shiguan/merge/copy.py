"""Which pages carry one report: reprints, cut and dressed versions, later editions of the same text.

A signature estimates how much two texts share (MinHash over runs of characters), and so also how much of the shorter
one stands in the longer. News repeats its formulas, so sharing is not enough: pages of other days must agree almost
wholly, numbers included. The thresholds and what they cost are in docs/decisions/0004-copies.md.
"""

import datetime
import functools
import operator
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from rensa import RMinHash

from shiguan.errors import UsageError

SHINGLE = 8  # characters; shorter runs make formulas look like copies
LEAST = 30  # shingles; shorter texts are no reports of their own
SLOTS = 256
ROWS = 2  # slots to a band: pages that share a third of their shingles meet in one of BANDS
BANDS = 32
SEED = 1

NEAR = 3  # days in which a reprint may be rewritten a little
NEAR_CONTAINED = 0.8  # of the shorter text in the longer, up to NEAR days apart
SHORT = 180  # shingles; a shorter text is mostly formula, so it has to agree more
SHORT_CONTAINED = 0.9
FAR_CONTAINED = 0.95  # of texts that are further apart or have no day
SLACK = 0.1  # what a text of no length may fall short of that: the estimate is rougher where lengths differ
FAR = 60  # days after which a text of less than FORMULA shingles is this year's word for this year's event
FORMULA = 300
LEAST_RATIO = 0.35  # of the lengths; less is a passage in another report

NOISE = re.compile(r"[\W_]+")
NUMERAL = re.compile(r"[0-9]+|[零〇一二三四五六七八九十百千两]+")
NUMERALS = 256  # bits
NUMERALS_AGREE = 20  # one numeral in so many may be missing: a cut may run through it
HEAD = struct.Struct(f"<HI{NUMERALS // 8}s")  # scheme, number of shingles, numerals


class Carrier(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """A page as far as copies go: its id, its EDTF day of publication if known, and its signature.

    `report` is the one that it is known to carry; pages of one need no comparing.
    """

    page: str
    published: str | None = None
    signature: bytes
    report: str | None = None


class Report(msgspec.Struct, frozen=True, kw_only=True, order=True):
    """One report and the pages that carry it, in order of appearance; it has the id and day of the first."""

    id: str
    published: str | None
    carriers: tuple[str, ...]


def signature(folded: str) -> bytes:
    """Return what a text is compared by; punctuation, spaces and letter case make no difference to it.

    It is derived: `is_current` tells whether it is still made this way, and if not it is made anew from the page.
    """
    return scheme().to_bytes(2, "little") + body(folded)


def is_current(signature: bytes) -> bool:
    """Return whether a stored signature was made the way `signature` makes them now."""
    return int.from_bytes(signature[:2], "little") == scheme()


def bands(signature: bytes) -> tuple[int, ...]:
    """Return the keys under which a store finds candidates: copies share at least one of them, strangers hardly any.

    Every key is below 2**40. A text too short to have copies has none.
    """
    rows = struct.iter_unpack(f"<{ROWS}H", signature[HEAD.size : HEAD.size + 2 * ROWS * BANDS])
    return tuple(
        band << 32 | functools.reduce(lambda key, slot: key << 16 | slot, row, 0) for band, row in enumerate(rows)
    )


def is_copy(left: bytes, right: bytes, *, days: int | None) -> bool:
    """Return whether two pages carry one report. `days` is how far apart they were published, None if not known.

    Raises UsageError where the two signatures were made in different ways.
    """
    if left[:2] != right[:2]:
        raise UsageError(
            "signatures: made by different versions, which cannot be compared; make both anew from the pages"
        )
    (_, less, said), (_, more, heard) = sorted(map(HEAD.unpack_from, (left, right)))
    if less < LEAST or less < LEAST_RATIO * more:
        return False
    # The sketches are compared last: that costs ten times as much as all else.
    if days is not None and abs(days) <= NEAR:
        wanted = SHORT_CONTAINED if less < SHORT else NEAR_CONTAINED
    elif (days is not None and abs(days) > FAR and less < FORMULA) or not agree_on_numerals(said, heard):
        return False
    else:
        wanted = FAR_CONTAINED - SLACK * (1 - less / more)
    return containment(resemblance(left, right), less, more) >= wanted


def resemblance(left: bytes, right: bytes) -> float:
    """Return the share of all their shingles that two texts have in common, as far as signatures tell."""
    slots = (memoryview(one)[HEAD.size :].cast("H") for one in (left, right))
    return int(sum(map(operator.eq, *slots))) / SLOTS


def containment(resemblance: float, less: int, more: int) -> float:
    """Return the share of the shorter text's shingles that stand in the longer."""
    return resemblance / (1 + resemblance) * (less + more) / less


def agree_on_numerals(shorter: bytes, longer: bytes) -> bool:
    """Return whether the longer text has the shorter one's numbers: what tells the second session from the third."""
    said, heard = int.from_bytes(shorter, "little"), int.from_bytes(longer, "little")
    return (said & ~heard).bit_count() <= said.bit_count() // NUMERALS_AGREE


def reports(carriers: Iterable[Carrier], pairs: Iterable[tuple[str, str]] | None = None) -> tuple[Report, ...]:
    """Return the reports that pages carry, by first appearance. The order of the pages makes no difference.

    A copy of a copy belongs to the same report, so a text may reach it by steps. `pairs` are the pages to be compared,
    by default those that share a band.
    """
    pages = sorted(set(carriers), key=appearance)
    place = {page.page: index for index, page in enumerate(pages)}
    compared = pairs_of(pages) if pairs is None else ((place[one], place[other]) for one, other in pairs)
    first = firsts_of(pages, compared)
    members: dict[int, list[str]] = defaultdict(list)
    for index, page in enumerate(pages):
        members[root_of(first, index)].append(page.page)
    return tuple(
        Report(id=pages[root].page, published=pages[root].published, carriers=tuple(members[root]))
        for root in sorted(members)
    )


def pairs_of(pages: Sequence[Carrier]) -> Iterator[tuple[int, int]]:
    """Yield the pages that share a band, by their places."""
    seen: dict[int, list[int]] = defaultdict(list)
    for index, page in enumerate(pages):
        keys = bands(page.signature)
        yield from ((index, other) for other in sorted({other for key in keys for other in seen[key]}))
        for key in keys:
            seen[key].append(index)


def firsts_of(pages: Sequence[Carrier], pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each page an earlier one of its report, or itself where it is the first."""
    known: dict[str | None, int] = {}
    first = [index if page.report is None else known.setdefault(page.report, index) for index, page in enumerate(pages)]
    for one, other in pairs:
        earlier, later = sorted((root_of(first, one), root_of(first, other)))
        days = days_between(pages[one].published, pages[other].published)
        if earlier != later and is_copy(pages[one].signature, pages[other].signature, days=days):
            first[later] = earlier
    return first


def appearance(carrier: Carrier) -> tuple[bool, str, str, bytes]:
    """Return what pages are ordered by: the day, those without one last, then the id."""
    return carrier.published is None, carrier.published or "", carrier.page, carrier.signature


def root_of(first: list[int], index: int) -> int:
    """Return the first page of the report that a page belongs to, shortening the way there."""
    while first[index] != index:
        first[index] = first[first[index]]
        index = first[index]
    return index


def days_between(left: str | None, right: str | None) -> int | None:
    """Return how many days lie between two days of publication, None where one is not known."""
    if left is None or right is None:
        return None
    return abs((datetime.date.fromisoformat(left) - datetime.date.fromisoformat(right)).days)


def body(folded: str) -> bytes:
    """Return the signature without the mark of its making."""
    # Two bytes to a character: slices of bytes are hashed faster than slices of text.
    raw = NOISE.sub("", folded).lower().encode("utf-16-le", errors="surrogatepass")
    width = 2 * SHINGLE
    shingles = {raw[start : start + width] for start in range(0, len(raw) - width + 1, 2)}
    numerals = 0
    for numeral in set(NUMERAL.findall(folded)):
        numerals |= 1 << zlib.crc32(numeral.encode()) % NUMERALS
    head = HEAD.pack(0, len(shingles), numerals.to_bytes(NUMERALS // 8, "little"))[2:]
    if len(shingles) < LEAST:
        return head
    sketch = RMinHash(num_perm=SLOTS, seed=SEED)
    sketch.update(list(shingles))
    return head + struct.pack(f"<{SLOTS}H", *(slot & 0xFFFF for slot in sketch.digest()))


@functools.cache
def scheme() -> int:
    """Return the mark of how signatures are made: it differs as soon as any of them would.

    The library may change its hashing between releases, so the mark is taken from what it does, not from its number.
    """
    # A sparse and a dense text, because sketches of either are filled in different ways.
    probes = ("".join(chr(0x4E00 + step * step % length) for step in range(length)) for length in (61, 4001))
    return functools.reduce(lambda mark, probe: zlib.crc32(body(probe + "第3次"), mark), probes, 0) & 0xFFFF

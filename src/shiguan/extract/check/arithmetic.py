"""Parts against sums, growth against values; every value is right to half a unit of its last written digit."""

import re
from collections.abc import Sequence
from itertools import combinations, permutations

from shiguan.model.check import Check, CheckKind
from shiguan.model.figure import Figure
from shiguan.model.span import Span

TOTAL = re.compile(r"进出口|贸易总?[额值]|贸易$|双边贸易")
EXPORT = re.compile(r"出口|输出")
IMPORT = re.compile(r"进口|输入")
TRADE_WORD = re.compile(
    r"进出口|出口|进口|货物|贸易|双边|外贸|总|额|值|规模|的|我国|全国|中国|分别|为|其中|[与同和对自从向]"
)
DIGITS = re.compile(r"\d[\d,]*(?:\.(?P<decimals>\d+))?")
MOST = 60  # figures of a page that are compared with each other; a table of hundreds tells no story
YEAR = re.compile(r"\d{4}")


def check_sums(text: str, figures: Sequence[Figure]) -> list[Check]:
    """Hold imports and exports against the trade they add up to, where all three are told of the same thing."""
    trade = [figure for figure in figures[:MOST] if figure.unit not in (None, "%") and figure.measure]
    found = []
    for index, total in enumerate(trade):
        if is_total(total):
            before = [part for part in trade[max(0, index - 2) : index] if "。" not in text[part.end : total.start]]
            beside = [*pairs(trade[index + 1 : index + 3]), *pairs(before)]
            bare = [pair for pair in beside if same_time(pair[0], total) and not scope(pair[0]) and not scope(pair[1])]
            named = [
                pair
                for pair in pairs(trade)
                if total not in pair and told_of_one(*pair, total) and same_time(pair[0], total)
            ]
            chosen = (bare or named)[:1]
            found += [sum_check(text, *pair, total) for pair in chosen]
    return found


def same_time(part: Figure, total: Figure) -> bool:
    """Say whether the part is of the unit and the time of the total."""
    return part.unit == total.unit and part.period == total.period


def pairs(figures: Sequence[Figure]) -> list[tuple[Figure, Figure]]:
    """Return the pairs of parts that make up trade in both directions."""
    parts = [figure for figure in figures if is_part(figure)]
    return [(one, other) for one, other in combinations(parts, 2) if adds_to_trade(one, other)]


def scope(figure: Figure) -> str:
    """Return what is left of a measure without the words for trade: whose trade it is, or in what."""
    return TRADE_WORD.sub("", figure.measure or "")


def told_of_one(one: Figure, other: Figure, total: Figure) -> bool:
    """Say whether the parts and the total name the same trade: 甲国对乙国的出口, 乙国对甲国的出口, 双边贸易额."""
    if len(one.about) == 2 and one.about == tuple(reversed(other.about)):
        return set(total.about) <= set(one.about)
    return scope(one) != "" and scope(one) == scope(other) == scope(total)


def is_total(figure: Figure) -> bool:
    """Say whether the figure is trade in both directions."""
    measure = figure.measure or ""
    return TOTAL.search(measure) is not None and not is_part(figure)


def is_part(figure: Figure) -> bool:
    """Say whether the figure is trade in one direction."""
    measure = (figure.measure or "").replace("进出口", "")
    return (EXPORT.search(measure) is None) != (IMPORT.search(measure) is None)


def adds_to_trade(one: Figure, other: Figure) -> bool:
    """Say whether the two are one side's exports and imports, or the exports of either side to the other."""
    if one.unit != other.unit or one.period != other.period:
        return False
    left, right = (bool(EXPORT.search(figure.measure or "")) for figure in (one, other))
    return left != right or (len(one.about) == 2 and one.about == tuple(reversed(other.about)))


def sum_check(text: str, one: Figure, other: Figure, total: Figure) -> Check:
    """Return whether two parts make the total, within the rounding of all three."""
    slack = rounding(text, one) + rounding(text, other) + rounding(text, total)
    holds = abs(one.value + other.value - total.value) <= slack
    verb = "相加等于" if holds else "相加不等于"
    return Check(
        kind=CheckKind.SUM,
        holds=holds,
        says=f"{one.measure}{one.text}与{other.measure}{other.text}{verb}{total.measure}{total.text}",
        items=(one.text, other.text, total.text),
        spans=spans_of(one, other, total),
    )


def check_growth(text: str, figures: Sequence[Figure]) -> list[Check]:
    """Hold a told rate of growth against the value it grew from, where the page tells that too."""
    found = []
    values = [figure for figure in figures[:MOST] if figure.unit != "%" and figure.measure]
    for later, earlier in permutations(values, 2):
        if later.change_percent is not None and is_base(later, earlier):
            found.append(growth_check(text, later, earlier))
    return found


def is_base(later: Figure, earlier: Figure) -> bool:
    """Say whether the second figure is the same measure a year before."""
    if later.unit != earlier.unit or later.measure != earlier.measure or later.change_basis != "year_on_year":
        return False
    return later.period is not None and earlier.period is not None and a_year_before(later.period) == earlier.period


def a_year_before(value: str) -> str:
    """Return the EDTF value with every year lowered by one."""
    return YEAR.sub(lambda found: str(int(found[0]) - 1), value)


def growth_check(text: str, later: Figure, earlier: Figure) -> Check:
    """Return whether the values grow by the rate told."""
    told = later.change_percent or 0
    low, high = growth_range(later.value, rounding(text, later), earlier.value, rounding(text, earlier))
    holds = low - 0.05 <= told <= high + 0.05
    real = 100 * (later.value / earlier.value - 1) if earlier.value else 0.0
    verb = "相符" if holds else f"不符，应为{real:.1f}%"
    return Check(
        kind=CheckKind.GROWTH,
        holds=holds,
        says=f"{later.measure}由{earlier.text}至{later.text}，与变化{told}%{verb}",
        items=(earlier.text, later.text, *(span.of(text) for span in later.cited.get("change_percent", ()))),
        spans=(*spans_of(earlier, later), *later.cited.get("change_percent", ())),
    )


def growth_range(value: float, slack: float, base: float, base_slack: float) -> tuple[float, float]:
    """Return the least and the most growth in per cent that the rounded values allow."""
    if base - base_slack <= 0:
        return float("-inf"), float("inf")
    return 100 * ((value - slack) / (base + base_slack) - 1), 100 * ((value + slack) / (base - base_slack) - 1)


def rounding(text: str, figure: Figure) -> float:
    """Return half a unit of the last digit written: 402.07亿 is right to half a million."""
    written = DIGITS.search(text, figure.start, figure.end)
    if not written:
        return abs(figure.value) * 0.05
    number = float(written[0].replace(",", ""))
    scale = abs(figure.value) / number if number else 1.0
    return 0.5 * scale * 10.0 ** -len(written["decimals"] or "")


def spans_of(*figures: Figure) -> tuple[Span, ...]:
    """Return where the figures stand."""
    return tuple(Span(figure.start, figure.end) for figure in figures)

"""Find definite numbers with their units: 402.07亿美元, 三辆, 七成, 25个基点, 17伤."""

import functools
import re
from collections.abc import Callable

import msgspec

from shiguan.detect.number.numeral import read_numeral
from shiguan.grammar.alternation import any_of
from shiguan.lexicon import tables
from shiguan.model.quantity import Measured, Quantity
from shiguan.model.span import Span

ARABIC = (
    r"\d+(?:,\d{3})*(?:\.\d+)?"
    r"(?: ?[余多几]?(?:[十百千]?万 ?亿|[十百千]?[万亿]|[百千](?!瓦|克|米|分))(?:\d[\d,]*(?:\.\d+)?(?:[百千]?万|[百千])?)?)?"
)
CHINESE = (
    r"(?<![数几])(?:[一二两三四五六七八九十][零一二三四五六七八九十百千万亿]*(?:点[零一二三四五六七八九]+[万亿]*)?|[百千](?=[余多]))"
    r"(?:[余多几][万亿]+)?"
)
MORE = r"[余多几]?"
# 第, 数, 几 before a numeral make it a rank or no definite number; a letter, a hyphen or a stop make it part of a name.
LEFT = r"(?<!周)(?<!星期)(?<!礼拜)(?<![\dA-Za-z.,:/第零一二两三四五六七八九十百千万])(?<![A-Za-z0-9\u4e00-\u9fff]-)"
TENTHS = r"(?P<tenths>[一二两三四五六七八九]成[一二三四五六七八九半]?|\d成\d?)(?![都立功果就长员本绩为交品分熟效套行])"
HALF = r"(?P<half>(?<![另进前后上下这那每])一半|半数)"
FRACTION = (
    r"(?P<whole>[一二三四五六七八九十百千]+|\d+)分之(?P<part>[一二两三四五六七八九十百点零]+|\d+(?:\.\d+)?)(?!多)"
)
RANGE = r"(?:(?:%|成|人|名|个|架|枚|亿|万)?(?:[-—–~～至到]){1,2}(?=\d))"


class Rule(msgspec.Struct, frozen=True):
    """A name and what reads a match; `scanner` tries the patterns of all rules at once."""

    name: str
    read: Callable[[re.Match[str]], Quantity | None]


@functools.cache
def unit_rows() -> dict[str, tuple[str | None, str]]:
    """Return unit word -> (normal unit, kind)."""
    return {row["word"]: (row["unit"] or None, row["kind"]) for row in tables.rows("units")}


@functools.cache
def scanner() -> re.Pattern[str]:
    """Return the one expression that finds every candidate, the longest unit first."""
    heads = "".join(sorted({re.escape(word[0]) for word in unit_rows()}))
    unit = f"(?P<unit>(?=[{heads}]){any_of(unit_rows())})?"
    number = f"(?P<value>{ARABIC}|{CHINESE})(?P<upper>{RANGE}{ARABIC})?{MORE} ?{unit}"
    return re.compile(f"{LEFT}(?:{FRACTION}|{TENTHS}|{HALF}|{number})")


@functools.cache
def numerals() -> re.Pattern[str]:
    """Return the pattern of digits in a row, and of Chinese figures that go on to what may make them a quantity.

    Most Chinese figures (统一, 一些) do not. One set of them all comes first, by which the engine skips what is neither.
    """
    heads = "".join(sorted({re.escape(word[0]) for word in unit_rows()}))
    figures = "一二两三四五六七八九十百千半"
    follows = rf"(?=[{heads}零半点万亿余多几数成分 %\-—–~～至到])"
    return re.compile(f"[0-9{figures}](?:(?<=[0-9])[0-9]*|(?<![0-9])[{figures}]*{follows})")


def detect_quantities(folded: str) -> list[Quantity]:
    """Return the numbers that measure something, in reading order; dates, ages, ranks and names are left out."""
    found = []
    match_at = scanner().match
    done = 0
    # Most characters are no numerals: finding the runs of numerals first is far faster than trying every position.
    for run in numerals().finditer(folded):
        if run.start() < done:
            continue
        match = match_at(folded, run.start())
        if match is None:
            continue
        done = match.end()
        group = "value" if match.lastgroup is None else match.lastgroup
        quantity = RULES.get(group, RULES["value"]).read(match)
        if quantity is not None:
            found.append(quantity)
    return found


def read_tenths(match: re.Match[str]) -> Quantity:
    """Read 七成 as 70 %, 六成五 as 65 %."""
    words = match["tenths"]
    tens = read_numeral(words[0]) or 0
    ones = 5 if words.endswith("半") else (read_numeral(words[2:]) or 0)
    return ratio(match, tens * 10 + ones, Span(match.start() + 1, match.start() + 2), "number/tenths")


def read_half(match: re.Match[str]) -> Quantity:
    """Read 一半 as 50 %."""
    return ratio(match, 50, Span(match.start(), match.end()), "number/half")


def read_fraction(match: re.Match[str]) -> Quantity | None:
    """Read 四分之一 and 百分之五 as per cent, to two places."""
    whole, part = read_numeral(match["whole"]), read_numeral(match["part"])
    if not whole or part is None:
        return None
    share = round(100 * part / whole, 2)
    return ratio(
        match, int(share) if share == int(share) else share, Span(match.start(), match.end()), "number/fraction"
    )


def ratio(match: re.Match[str], value: int | float, unit: Span, rule: str) -> Quantity:
    """Return a share in per cent."""
    return Quantity(
        start=match.start(), end=match.end(), value=value, unit="%", unit_span=unit, measured=Measured.RATIO,
        spelled=True, rule=rule,
    )  # fmt: skip


def read_number(match: re.Match[str]) -> Quantity | None:
    """Read a numeral and the unit behind it."""
    words, told = match["value"], match["unit"]
    if told is None:
        return read_bare(match)
    unit, kind = unit_rows()[told]
    if kind == "silent":
        return None
    value = read_numeral(words)
    if value is None:
        return None
    spelled = not words[0].isdigit()
    if spelled and value == 1 and kind not in ("people", "money"):
        return None  # 一次, 一个: hardly ever a count
    if spelled and kind == "money" and value < 10:
        return None  # 二元, 三元: in two or three parts
    if kind == "index" and isinstance(value, int) and value < 100:
        return None  # 3点: a clock time or an item of a list
    return Quantity(
        start=match.start(), end=match.end(), value=value, unit=unit, unit_span=Span(*match.span("unit")),
        measured=Measured(kind), spelled=spelled, rule=f"number/{kind}",
    )  # fmt: skip


def read_bare(match: re.Match[str]) -> Quantity | None:
    """Read a number without a unit where its form shows that it measures: 400万, 46.2."""
    words = match["value"]
    if not ("." in words or words.endswith(("万", "亿")) or match[0].endswith(("万", "亿"))):
        return None
    value = read_numeral(words)
    if value is None or words in ("万", "百万", "千万") or (words[0] not in "0123456789" and value < 20000):
        return None  # 一万 and the like: figures of speech
    return Quantity(
        start=match.start(), end=match.end(), value=value, unit=None, unit_span=None, measured=Measured.BARE,
        spelled=not words[0].isdigit(), rule="number/bare",
    )  # fmt: skip


# group of the scanner that closed last -> the rule for it
RULES = {
    "value": Rule("number/unit", read_number),
    "tenths": Rule("number/tenths", read_tenths),
    "half": Rule("number/half", read_half),
    "part": Rule("number/fraction", read_fraction),
}

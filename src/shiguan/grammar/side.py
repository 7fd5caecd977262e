"""The sides that a name holds: 中俄战略安全磋商 China and Russia, 中国—赞比亚文化年 China and Zambia."""

import functools
import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from shiguan.grammar.shape import short_states
from shiguan.lexicon import tables

PAIRED = frozenset(
    "中美俄英法德日韩朝印欧非澳加巴越意埃沙伊乌以拉阿泰哈吉塔土老柬缅蒙新马菲希塞匈波白西葡荷瑞爱丹挪芬古墨智秘阿约黎叙孟\ue002"
)
THREE = re.compile(rf"(?<=[与和])[{PAIRED}]{{3,5}}")
REGIONS = frozenset("非拉阿")
INDONESIA = "\ue002"  # stands for 印尼, which is no 印 beside a 尼


@functools.cache
def short_codes() -> dict[str, str]:
    """Return the one-character names that make pairs (中俄, 美日印澳) with their usual codes."""
    codes: dict[str, str] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] == "short" and len(row["word"]) == 1:
            codes.setdefault(row["word"], row["code"])
    codes.update({INDONESIA: "ID", "欧": "EU", "非": "AU", "拉": "CELAC", "阿": "LAS"})
    return codes


def most_named(codes: Iterable[str], named: Mapping[str, int]) -> str | None:
    """Return which of the states that one character may mean the page names most; the usual one among equals."""
    told = [code for code in codes if named.get(code)]
    return max(told, key=lambda code: named[code], default=None)


@functools.cache
def capitals() -> frozenset[str]:
    """Return the capitals of two characters, which are no pair."""
    return frozenset(row["word"] for row in tables.rows("states") if row["form"] == "capital" and len(row["word"]) == 2)


def sides_of(plain: str, named: Mapping[str, int] = MappingProxyType({})) -> tuple[str, ...]:
    """Return the sides that a name holds: written out, or as a compact pair at its head; `named` counts the page's."""
    pattern, _ = full_names()
    if pattern.match(plain):
        return tuple(dict.fromkeys((*named_states(plain), *inner_states(plain, named))))
    return pair_states(plain[:4], named) or named_states(plain)


def inner_states(plain: str, named: Mapping[str, int]) -> tuple[str, ...]:
    """Return the states that three letters or more behind 与 tell: 东盟与中日韩领导人会议."""
    found = THREE.search(plain)
    return pair_states(found[0], named) if found else ()


def pair_states(letters: str, named: Mapping[str, int] = MappingProxyType({})) -> tuple[str, ...]:
    """Return the states of a compact pair at the head of a name: 中俄 CN RU; regions (中非, 中拉) are left out."""
    codes = short_codes()
    if letters[:2] in capitals():
        return ()  # 巴黎会议
    if letters[:2] in ("巴以", "以巴"):
        return ("PS", "IL") if letters[0] == "巴" else ("IL", "PS")
    found: list[str] = []
    for letter in letters.replace("印尼", INDONESIA):
        if letter not in codes or letter not in PAIRED:
            break
        if letter not in REGIONS:  # by letter: AU is both 澳 and 非
            found.append(most_named(short_states().get(letter, ()), named) or codes[letter])
        elif not found:
            return ()
    first_two = letters[:2]
    if len(found) == 1 and first_two[:1] in codes and first_two[1:] in REGIONS:
        return tuple(found)
    return tuple(dict.fromkeys(found)) if len(found) > 1 else ()


@functools.cache
def full_names() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern of written-out names of states and organisations, and their codes."""
    codes: dict[str, str] = {}
    for row in sorted(tables.rows("states"), key=lambda row: row["order"]):
        if row["form"] in ("full", "alias") and len(row["word"]) > 1:
            codes.setdefault(row["word"], row["code"])
    for row in tables.rows("organisations"):
        if len(row["word"]) > 1:  # 中东欧 is no 欧: single letters tell of sides in pairs alone
            codes.setdefault(row["word"], row["code"])
    return re.compile("|".join(re.escape(word) for word in sorted(codes, key=len, reverse=True))), codes


def named_states(plain: str) -> tuple[str, ...]:
    """Return the states and organisations written out in a name."""
    pattern, codes = full_names()
    return tuple(dict.fromkeys(codes[found.group()] for found in pattern.finditer(plain)))

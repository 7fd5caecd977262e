"""Which session of a series is meant: 第十六轮, 第7次, 首届, 上一轮."""

import re

import msgspec

from shiguan.detect.number.numeral import read_numeral
from shiguan.model.mechanism import Order, Round

COUNTED = r"[届轮次场]"
NUMBERED = re.compile(
    rf"第(?P<number>\d{{1,3}}|[一二三四五六七八九十百零〇两]{{1,6}})(?:{COUNTED})|首(?:届|轮|次|场)"
    r"|上一?(?:届|轮|次)|前一(?:届|轮|次)|下一?(?:届|轮|次)"
)


class Rule(msgspec.Struct, frozen=True):
    """A name, and the order it tells."""

    name: str
    order: Order


NUMBER = Rule("round/number", Order.NUMBER)
FIRST = Rule("round/first", Order.NUMBER)
PREVIOUS = Rule("round/previous", Order.PREVIOUS)
NEXT = Rule("round/next", Order.NEXT)


def detect_rounds(folded: str) -> list[Round]:
    """Return every session number in reading order; 首届 is 1, 上一轮 has no value of its own."""
    return [read_round(match) for match in NUMBERED.finditer(folded)]


def read_round(match: re.Match[str]) -> Round:
    """Return the round that one match tells."""
    number = match.group("number")
    value: int | None = None
    if number:
        rule = NUMBER
        value = int(number) if number.isdigit() else int(read_numeral(number) or 0) or None
    elif match[0][0] == "首":
        rule, value = FIRST, 1
    else:
        rule = NEXT if match[0][0] == "下" else PREVIOUS
    return Round(start=match.start(), end=match.end(), value=value, order=rule.order, rule=rule.name)

"""A number with its unit, as it stands in the text."""

from enum import StrEnum

import msgspec

from shiguan.model.span import Span


class Measured(StrEnum):
    """What sort of thing a unit measures; it decides where the words for the measure stand."""

    MONEY = "money"
    RATIO = "ratio"  # %, 成, 倍
    POINT = "point"  # 个百分点, 个基点: a difference of two ratios
    PEOPLE = "people"
    TOLL = "toll"  # 2死, 17伤: the unit is itself the measure
    SIZE = "size"  # 吨, 平方公里, 摄氏度
    COUNT = "count"  # 个, 辆, 份
    EVENT = "event"  # 次, 起, 场
    INDEX = "index"  # 点: what a stock index stands at
    LENGTH = "length"  # 公里: told in passing more often than measured
    BARE = "bare"  # no unit: 46.2, 400万


class Quantity(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A definite number. The span covers number and unit without 约 and 以上; of a range, `value` is the lower end."""

    start: int
    end: int
    value: int | float
    unit: str | None
    unit_span: Span | None
    measured: Measured
    spelled: bool  # in Chinese numerals: 三辆
    rule: str

"""Whether a gathering that is only named took place or is to: 落实第十届部长级会议成果, 支持古巴办好今年的峰会.

A name alone may be a standing frame (在金砖峰会机制内); what stands around it, its number or its city, tells a session.
"""

import functools
import re
from collections.abc import Iterator

from shiguan.lexicon import tables
from shiguan.model.mechanism import Mechanism
from shiguan.model.span import Span

AT_MECHANISM = re.compile(
    r"^(?:（[^）]*）)?(?:[^，。；]{0,8}?)(?:期间|间隙|上(?!台|海|任|述|升|涨|合|届|调|下)|开幕式|闭幕式|场边|之际|框架外|时(?!代|间|期|任))"
)
BEFORE = re.compile(
    r"(?:出席|参加|举办|主办|办好|开好|承办|召开|举行|参与|列席|支持|祝贺|筹备|欢迎|来华|赴|在|于|向|致)[^，。；：]{0,16}$"
)
AFTER = re.compile(
    r"(?:（[^）]*）)?(?:第[一二三]期)?(?:即将|将(?:于|在)|拟于|定于|计划|预定|成功|圆满|顺利|取得|举行|召开|开幕|闭幕|落幕|前夕|发表|的(?:成功)?(?:举办|举行|召开|召开)"
    r"|一定[会能]|主席国|东道[主国]|[^，。；]{0,14}通过[^，。；]{0,16}决议|恰逢|(?:[0-9]{1,2}日)?(?:未)?(?:就|讨论|同意|决定|重申|呼吁|聚焦|选举|宣布|审议)|发布|正在|(?:周.|星期.)?(?:经过|历经|历时|持续|进入第)|终于)"
)
# Words that point at one session: 以此次峰会为契机.
THIS = re.compile(
    r"(?:此次|本次|这次|本届|该届|上届|今年|去年|明年|年内|即将召开|即将举行|刚刚结束|不久前举行|日前举行)的?$"
)
# 2000年尼斯峰会
OF_YEAR = re.compile(r"(?:19|20)[0-9]{2}年的?$")
# Standing frames, not sessions: 在上合组织峰会机制内, 金砖峰会合作.
FRAME = re.compile(r"(?:框架|机制|合作|国家|成员|精神|倡议|多边|平台|进程|秘书处|宣言|共识|成果|第)")
# What a session left behind, where the name is that of one session: 中非合作论坛北京峰会成果.
OUTCOME = re.compile(r"(?:会议)?(?:的)?(?:系列)?(?:重要|主要)?(?:丰硕)?(?:成果|共识|宣言|精神|后续|[^，。；]{0,6}讲话)")
BETWEEN_CITIES = ("合作", "—", "-", "－")  # 上海合作组织; 郑州—卢森堡论坛
COMING = re.compile(r"(?:办好|开好|筹备|筹办|迎接|期待|期盼|即将|备战)[^，。；：]{0,20}$")
DONE = re.compile(r"成功|圆满|已经|顺利")


@functools.cache
def cities() -> frozenset[str]:
    """Return the names of cities."""
    return frozenset(row["word"] for row in tables.rows("places") if row["kind"] == "city")


def names_city(name: str) -> bool:
    """True where a city is part of a name: 金砖国家领导人约翰内斯堡会晤."""
    return any(cities_in(name))


def cities_in(name: str) -> Iterator[str]:
    """Yield the cities that a name holds before its end: 金砖国家领导人|约翰内斯堡|会晤."""
    for length in (2, 3, 4, 5):
        for start in range(len(name) - length):
            if name[start : start + length] in cities():
                yield name[start : start + length]


def city_named(folded: str, mechanism: Mechanism) -> Span | None:
    """Return the city that a session is named after; 上海合作组织 and 夏季达沃斯 sit in none, nor a forum of two."""
    named = set(cities_in(mechanism.name))
    if "夏季" in mechanism.name or len([one for one in named if not any(one in other for other in named - {one})]) > 1:
        return None
    for piece in mechanism.spans:
        for start in range(piece.start, piece.end - 2):
            for length in (5, 4, 3, 2):
                stop = start + length
                if stop < piece.end and folded[start:stop] in cities() and not folded.startswith(BETWEEN_CITIES, stop):
                    return Span(start, stop)
    return None


def leaves_outcome(folded: str, mechanism: Mechanism) -> bool:
    """True where what one session left behind is spoken of: it took place, whatever is wished about the outcome."""
    one = mechanism.round is not None or names_city(mechanism.name) or bool(stands_before(THIS, folded, mechanism))
    return one and OUTCOME.match(folded, mechanism.end) is not None


def is_told_of(folded: str, mechanism: Mechanism) -> bool:
    """True where a gathering is named as something that takes place, not as a standing frame."""
    if leaves_outcome(folded, mechanism):
        return True
    if FRAME.match(folded, mechanism.end):
        return False
    if OF_YEAR.search(folded, max(0, mechanism.start - 6), mechanism.start):
        return True
    if AFTER.match(folded, mechanism.end) or stands_before(THIS, folded, mechanism) or is_coming(folded, mechanism):
        return True
    return mechanism.round is not None and stands_before(BEFORE, folded, mechanism)


def is_coming(folded: str, mechanism: Mechanism) -> bool:
    """True for a session that is prepared or looked forward to: 开好新一届峰会."""
    found = COMING.search(folded, max(0, mechanism.start - 24), mechanism.start)
    return found is not None and not DONE.search(folded, max(0, found.start() - 4), mechanism.start)


def stands_before(pattern: re.Pattern[str], folded: str, mechanism: Mechanism) -> bool:
    """True where a pattern ends right before the name."""
    return pattern.search(folded[max(0, mechanism.start - 24) : mechanism.start]) is not None

"""The time a figure holds for."""

import re

from shiguan.extract.figure.clause import Scene
from shiguan.model.timex import Timex

# A time that says when the words were spoken or the data came out is no period of the figure.
SPOKEN = re.compile(
    r"称|表示|报道|说，|说：|发布|公布|宣布|介绍|通报|消息|确认|指出|透露|披露|声明|专访|举行(?:新闻|例行|媒体|联合)?(?:发布会|记者会)|签署|获悉|了解到|证实|批准|通过|决定"
)
SAID_WITHIN = 30
OPEN_START = re.compile(r"(?:开始|起|之后|后)")
FROM = re.compile(r"[从自]$")
BASE = re.compile(r"的\d[\d.,]*")  # 上月的46.0: the time of that number alone
DAY = re.compile(r"\d{4}-\d\d-\d\d$")


def is_day(value: str) -> bool:
    """Say whether the value is one day."""
    return DAY.match(value) is not None


def spoken(scene: Scene, time: Timex, end: int) -> bool:
    """Say whether a verb of speech follows the time before `end`, so that the time is the speech's."""
    return SPOKEN.search(scene.folded, time.end, min(end, time.end + SAID_WITHIN)) is not None


def value_of(scene: Scene, time: Timex) -> str | None:
    """Return the time's value; 从下月开始 is open to the right."""
    if time.value is None:
        return None
    starts = FROM.search(scene.folded, max(0, time.start - 1), time.start)
    if starts and "/" not in time.value and OPEN_START.match(scene.folded, time.end):
        return f"{time.value}/.."
    return time.value


def governing(scene: Scene, sentence_start: int, start: int, days: bool) -> Timex | None:
    """Return the nearest time before `start` in the sentence that can be the figure's; days only where they count."""
    for time in reversed(scene.times_in(sentence_start, start)[-12:]):
        if time.value is None or (is_day(time.value) and not days) or compared(scene, time, start):
            continue
        if not spoken(scene, time, start):
            return time
    return None


def compared(scene: Scene, time: Timex, start: int) -> bool:
    """Say whether the time is what something is compared with: 比8月份, 创2018年9月以来最高, 从上月的46.0."""
    before = scene.folded[max(0, time.start - 2) : time.start]
    if before.endswith(("比", "较", "创")):
        return True
    if scene.folded.startswith(("以来最", "以来的最", "以来新"), time.end):
        return True
    base = BASE.match(scene.folded, time.end)
    return base is not None and base.end() < start + 1


def following(scene: Scene, end: int, clause_end: int) -> Timex | None:
    """Return the time right behind a counted subject: 三人7月31日被指控, 五架周一飞往."""
    for time in scene.times_in(end, min(clause_end, end + 8)):
        if time.value is not None and "（" not in scene.folded[end : time.start]:
            return time
    return None

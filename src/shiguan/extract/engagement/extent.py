"""Over which days a summit went on and where it sat, where only its course is told: 峰会周日进入第三天."""

import datetime
import re

from shiguan.extract.engagement.compared import towns
from shiguan.extract.engagement.draft import Draft, Value
from shiguan.extract.engagement.scene import Scene
from shiguan.grammar.numeral import read_count
from shiguan.model.engagement import Kind, Status
from shiguan.model.span import Span
from shiguan.model.timex import Timex

FIGURES = r"[一二三四五六七八九十两\d]{1,2}"
# 峰会周日进入第三日, 延续至第五天的峰会, 开了将近五天
COURSE = re.compile(
    rf"(?:进入|延续至|延续到|持续到|拖到|来到)第(?P<number>{FIGURES})[天日]"
    r"|(?:开了|经过了?|历经|历时|持续了?|长达)(?:将近|近|几乎|超过)?"
    rf"(?P<whole>{FIGURES})[天日](?![，。]?后)"
)
TALKED = re.compile(r"峰会|会议|谈判|磋商|会谈")
SITS = re.compile(r"(?P<city>[\u4e00-\u9fff]{2,5}?)(?:这场|那场|的这场)[^，。；]{0,6}?峰会")
SEAT = re.compile(r"峰会|开会|会议|谈判|磋商|晚宴")
LONGEST = 14  # days


def spread(scene: Scene, drafts: list[Draft]) -> None:
    """Give the one summit of a page the days it went on for and the city it sat in."""
    summits = [one for one in drafts if is_summit(one)]
    if len(summits) != 1:
        return
    summit = summits[0]
    if summit.date is None or len(summit.date.value) in (7, 10):
        summit.date = days(scene, summit) or summit.date
    if summit.place is None and summit.rule.endswith(("/summit", "/told")):
        summit.place = seat(scene)


def is_summit(draft: Draft) -> bool:
    """True for a summit that was held, not one that another is measured by."""
    named = draft.mechanism is not None and draft.mechanism.value.endswith(("峰会", "峰會"))
    return named and draft.kind is Kind.CONFERENCE and draft.status is Status.HELD and draft.sort != "compared"


def days(scene: Scene, summit: Draft) -> Value | None:
    """Return the days from the first to the one told of, None where the course is not told."""
    for course in COURSE.finditer(scene.folded):
        low = scene.folded.rfind("。", 0, course.start()) + 1
        low = max(low, scene.folded.rfind("\n", 0, course.start()) + 1)
        high = scene.folded.find("。", course.end())
        high = high if high >= 0 else len(scene.folded)
        if not TALKED.search(scene.folded, low, high):
            continue
        count = read_count(course["number"] or course["whole"])
        last = last_day(scene, low, high)
        if not 1 < count <= LONGEST or last is None:
            continue
        day, spans = last
        if summit.date is not None and not day.isoformat().startswith(summit.date.value[:7]):
            continue
        first = day - datetime.timedelta(days=count - 1)
        return Value(f"{first.isoformat()}/{day.isoformat()}", (Span(*course.span()), *spans))
    return None


def last_day(scene: Scene, low: int, high: int) -> tuple[datetime.date, tuple[Span, ...]] | None:
    """Return the day that a sentence tells, else that of the page."""
    told = [time for time in scene.times_in(low, high) if is_day(time)]
    if told:
        return datetime.date.fromisoformat(told[0].value or ""), (Span(told[0].start, told[0].end),)
    return (scene.document_time, ()) if scene.document_time is not None else None


def is_day(time: Timex) -> bool:
    """True for a time with the value of one day."""
    return time.value is not None and len(time.value) == 10 and time.value[4] == "-" and "X" not in time.value


def seat(scene: Scene) -> Value | None:
    """Return the city a summit sits in: 布鲁塞尔|这场峰会, or where the page sets its bargaining."""
    for sits in SITS.finditer(scene.folded):
        for length in (5, 4, 3, 2):
            start = sits.end("city") - length
            if start >= sits.start("city") and scene.folded[start : sits.end("city")] in towns():
                span = Span(start, sits.end("city"))
                return Value(span.of(scene.text), (span,))
    for place in scene.places:
        end = scene.folded.find("。", place.end)
        near = scene.folded[place.end : min(end if end >= 0 else place.end + 40, place.end + 40)]
        if place.name in towns() and scene.folded[place.start - 1] == "在" and SEAT.search(near):
            return Value(place.name, (place.name_span,))
    return None

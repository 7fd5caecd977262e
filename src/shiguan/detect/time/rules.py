"""Find the times of a page: where one may begin, which rule reads it, and what is tied to it."""

import datetime
import functools
import re
from collections.abc import Callable

from shiguan.detect.time.calendar import NO_TIME, UNKNOWN, Period, day_period, join_periods
from shiguan.detect.time.context import Context
from shiguan.detect.time.expressions import RULES, Rule
from shiguan.detect.time.furniture import is_furniture
from shiguan.detect.time.pattern import compiled, filled
from shiguan.grammar.dateline import is_dateline
from shiguan.lexicon import tables
from shiguan.model.timex import Timex

# What an expression may begin with. Most characters are none of these, and a set is the fastest to ask.
FIRST = (
    "0-9〇零○一二三四五六七八九十百千两廿半今昨明去来前头后大当同本这上下第过未最接近次翌隔周星礼新年月中民农阴旧正腊"
)
# Where an expression may begin, with one more character to tell: most numbers and most 上 and 下 are no times.
TRIGGER = (
    r"(?<=[于在])(?P<bare>(?:19|20)[0-9]{2}(?=[举召成建开，。]))"
    r"|(?:[0-9]{1,4}|[〇零○一二三四五六七八九十百千两廿半]{1,9}) ?"
    r"(?:(?P<next>[年月日号世财天周星礼小季、到至/.Q—–~～－-])|(?P<each>个)(?=[月星礼季小天]))"
    r"|今[年天日晚晨早夜儿春夏秋冬明周月后（]|昨[天日晚夜早今儿（]|明[年天日晚早晨后儿春夏秋冬]|去[年今春夏秋冬]|来年"
    r"|[前头](?=[年天晚日儿一半0-9一二两三四五六七八九十])|后(?=[年天日晚一半儿])|大[前后年]|当[年天日晚夜月]|同[年月日天一]|(?:(?<!日)|(?<=[0-9]日))本[年月周日季财世星礼]"
    r"|这[周月个一星礼]|[上下][年月周个一上下星礼季半世财]|第(?=[1-4一二三四]季)|过去|未来|最近|接下来|近(?=[半0-9一二两三四五六七八九十])"
    r"|次[年日月]|翌[年日]|隔[天日]|周[一二三四五六日天]|星期[一二三四五六日天]|礼拜[一二三四五六日天]|新的一年"
    r"|[年月][底末初终中]|(?:中华)?民国[0-9一二三四五六七八九十]|[农阴旧]历|[正腊元]月|(?<=[在于到从至])(?P<holiday><holiday>)"
)
# What opens an expression in a note besides: a page that names a feast rarely tells a day by it.
NOTE_TRIGGER = r"(?P<feast><holiday>)|周(?=末)"
CONNECTIVE = re.compile(r" ?(?:——|--|[-—–~～－至到]) ?")
BETWEEN = re.compile("[和与跟]")  # 3月5日和3月8日之间
TILL_NOW = re.compile(r"至今|迄今|[到至](?:现在|目前|如今|当前)")
DATELINE_REACH = 240  # characters from the page's beginning; what stands there tells what 今天 is
RELATIVE = frozenset("今去前明昨本上这当")  # what keeps its 以来
# A word without which a rule reads nothing: a year opens two dozen rules, and asking for their words first spares most
# of the matching. It stands within NEAR characters from where the expression begins.
NEEDS = {
    "历": "lunar-day lunar-day-of-year",
    "大年": "new-year-days",
    "月": "lunar-month-day month-range month-day month-day-bare month-day-spoken rank-in-month month first-months "
    "relative-month-day relative-month",
    "半年": "half-year",
    "季度": "first-quarters quarter relative-quarter",
    "第": "week-of-year",
    "年代": "decade decade-of-century",
    "世纪": "century",
    "财": "fiscal-year",
    "来": "since-stretch",
    "前": "ago",
    "后": "hence",
    "同": "same-period",
    "的今天": "day-of-other-year",
    "个": "next-feast",
}
NEAR = 24
Candidate = tuple[Rule, str, Callable[[str, int], re.Match[str] | None]]  # a rule, what it needs, what matches it


@functools.cache
def trigger() -> re.Pattern[str]:
    """Return the pattern of where an expression may begin."""
    holidays = "".join(sorted({row["word"][0] for row in tables.rows("time_holidays")}))
    return re.compile(f"(?=[{FIRST}{holidays}])(?:{filled(TRIGGER)})")


@functools.cache
def note_trigger() -> re.Pattern[str]:
    """Return the pattern of where an expression may begin in a note."""
    return re.compile(f"{trigger().pattern}|{filled(NOTE_TRIGGER)}")


def openings(context: Context) -> re.Pattern[str]:
    """Return the pattern of where an expression may begin in this text."""
    return note_trigger() if context.is_note else trigger()


@functools.cache
def candidates(key: str) -> tuple[Candidate, ...]:
    """Return the rules that a key opens, each with the word it needs and what matches it."""
    needs = {f"time/{name}": word for word, names in NEEDS.items() for name in names.split()}
    whole = key[0] == "#" or key in ("bare", "holiday", "feast")
    return tuple(
        (rule, needs.get(rule.name, ""), compiled(rule.pattern).match)
        for rule in RULES
        if (key in rule.opens.split() if whole else key.startswith(tuple(rule.opens.split())))
    )


def key_of(found: re.Match[str]) -> str:
    """Return what a trigger opens: the first two characters, or # and the character behind its number."""
    if found.lastgroup is None:
        return found.string[found.start() : found.start() + 2]
    return found.lastgroup if found.lastgroup in ("bare", "holiday", "feast") else "#" + found[found.lastgroup]


def detect_times(text: str, folded: str, document_time: datetime.date | None) -> list[Timex]:
    """Return the times of a page in reading order, none inside another, each with its EDTF value or None."""
    context = Context(folded, document_time)
    found: list[Timex] = []
    line_end = done = seen = 0
    furniture = False
    for opening in openings(context).finditer(folded):
        start = opening.start()
        if start < done:
            continue
        forget(context, seen, start)
        seen = start
        reading = read_first(context, start, key_of(opening))
        if reading is None:
            continue
        if start >= line_end:
            line_end = line_end_at(folded, start)
            furniture = is_furniture(folded, start, line_end)
        if furniture:
            done = line_end
            continue
        rule, period, done = read_on(context, *reading)
        if period is NO_TIME:
            continue
        context.read_to = done
        if period.value:
            context.tell(period, dated=rule.dated)
            if start < DATELINE_REACH and is_dateline(folded, done):
                context.send(period)
        found.append(
            Timex(
                text=text[start:done], value=period.value or None, start=start, end=done, mod=period.mod, rule=rule.name
            )
        )
    return found


def line_end_at(folded: str, start: int) -> int:
    """Return where the line around `start` ends."""
    end = folded.find("\n", start)
    return len(folded) if end < 0 else end


def forget(context: Context, seen: int, start: int) -> None:
    """Forget what does not hold beyond a sentence or a paragraph, if one ended in `[seen, start)`."""
    last = context.folded.rfind
    line_end = last("\n", seen, start)
    end = max(last("。", seen, start), last("！", seen, start), last("？", seen, start), line_end)
    if end < 0:
        return
    context.forget_sentence()
    context.sentence_start = end + 1
    if line_end >= 0:
        context.told_year = None


def read_first(context: Context, start: int, key: str) -> tuple[Rule, Period, int] | None:
    """Return the first rule that reads what begins at `start`, the period it reads, and where it ends."""
    folded = context.folded
    ahead = folded[start : start + NEAR]
    for rule, word, match_at in candidates(key):
        if word not in ahead:
            continue
        match = match_at(folded, start)
        if match is None:
            continue
        context.start, context.end = match.span()
        period = rule.read(match, context)
        if period is not None:
            return rule, period, context.end
    return None


def read_on(context: Context, rule: Rule, period: Period, end: int) -> tuple[Rule, Period, int]:
    """Join a period with what 以来, 至今, 至 or 到 behind it ties to it."""
    folded, start = context.folded, context.start
    if period in (UNKNOWN, NO_TIME):
        return rule, period, end
    if folded.startswith("以来", end) and (folded[start] in RELATIVE or period.mod == "MID"):
        return rule, to_document(period, context), end + 2
    now = TILL_NOW.match(folded, end)
    if now:
        return rule, to_document(period, context), now.end()
    connective = CONNECTIVE.match(folded, end) or BETWEEN.match(folded, end)
    opening = openings(context).match(folded, connective.end()) if connective else None
    if opening is None or not period.grain:
        return rule, period, end
    context.range_start = period
    last = read_first(context, opening.start(), key_of(opening))
    context.range_start = None
    if connective is None or last is None or not last[1].value or last[1].first < period.first:
        return rule, period, end
    between = connective.re is BETWEEN
    if between and not folded.startswith("之间", last[2]):
        return rule, period, end
    return rule, join_periods(period, last[1]), last[2] + 2 * between


def to_document(period: Period, context: Context) -> Period:
    """Return the time from a period to the day of publication; without one the end stays open."""
    if context.document is None or period.first > context.document:
        return Period(f"{period.value.partition('/')[0]}/..", period.first, period.last)
    return join_periods(period, day_period(context.document), "")

"""Find time expressions and read each against the page's context."""

import datetime
import functools
import re
from collections.abc import Callable

import msgspec

from shiguan.detect.time import readings
from shiguan.detect.time.calendar import Period, day_period, join_periods
from shiguan.detect.time.context import Context
from shiguan.detect.time.furniture import is_furniture
from shiguan.detect.time.pattern import compiled, filled
from shiguan.model.timex import Timex


class Rule(msgspec.Struct, frozen=True):
    """A name, a pattern with <pieces> (see `pattern.fragments`), and what reads a match.

    `dated` rules name a month or year of their own, which later bare days and months may lean on.
    """

    name: str
    pattern: str
    read: Callable[[re.Match[str], Context], Period | None]
    dated: bool = False


# Tried in this order where an expression may begin; the first that matches and reads is it.
RULES = (
    Rule(
        "time/numeric-date",
        r"(?<![0-9./-])(?P<year>(?:19|20)[0-9]{2})[-/.](?P<month>1[0-2]|0?[1-9])[-/.]"
        r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[./-][0-9])<tail>",
        readings.read_numeric_date,
        dated=True,
    ),
    Rule(
        "time/lunar-day",
        r"(?P<year><any-year>)?的?(?:(?:农历|阴历|旧历)的?(?P<month><month>|[正冬腊])月(?P<day>初[一二三四五六七八九十]|<day>)日?)",
        readings.read_lunar_day,
        dated=True,
    ),
    Rule(
        "time/lunar-month-day",
        r"(?P<year><any-year>)?的?(?P<month>[正腊])月(?P<day>初[一二三四五六七八九十]|[十廿][一二三四五六七八九]?|二十[一二三四五六七八九]?)",
        readings.read_lunar_day,
        dated=True,
    ),
    Rule(
        "time/day-range",
        r"(?:(?P<year><any-year>)? ?<left>(?P<month><month>) ?月(?:份)? ?)?<left>(?P<from><day>)(?:<to>|、)(?P<to><day>) ?[日号](?![元圆内游均])<tail>",
        readings.read_day_range,
        dated=True,
    ),
    Rule(
        "time/month-range",
        r"(?P<year><any-year>)?的? ?<left>(?P<from><month>)(?:月份?)?<to>(?P<to><month>)月份?(?! ?<day> ?[日号])",
        readings.read_month_range,
        dated=True,
    ),
    Rule(
        "time/year-range",
        r"(?<![0-9.])(?P<from>(?:19|20)[0-9]{2})<to>(?P<to>(?:19|20)?[0-9]{2})年度?(?![0-9])",
        readings.read_year_range,
        dated=True,
    ),
    Rule(
        "time/month-day",
        r"(?:(?P<year><any-year>)[的，]? ?)?<left>(?P<month><month>) ?月(?:份)? ?(?P<day><day>) ?[日号](?![元圆])<tail>",
        readings.read_month_day,
        dated=True,
    ),
    Rule(
        "time/month-day-bare",
        r"<left>(?P<year><number-year>)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])(?=[在与同对的，。谈；：晚早上下]| [^0-9])",
        readings.read_month_day,
        dated=True,
    ),
    Rule(
        "time/month",
        r"(?:(?P<year><any-year>)的? ?)?<left>(?P<month><month>) ?月(?![0-9龄球亮饼嫂革薪])(?:份|间)?(?:当月)?"
        r"(?P<edge>[上中下]旬|[上下]半月|[底末初](?!步|期|级|次|中)|中(?=[，。旬])|早些时候|晚些时候)?",
        readings.read_month,
        dated=True,
    ),
    Rule(
        "time/year-edge",
        r"(?:(?P<year><any-year>)的?(?=年?[底末初终中])|(?<![0-9一二三四五六七八九十今去明前后岁末或今]))"
        r"年?(?P<edge>(?<=年)中期|(?<=年)[底末终](?!端)|(?<=年)初(?!步|期|级|次|中|夏|秋|冬|春)|(?<=年年)中(?!国|秋|美|俄)|(?<=年)中(?=[，。以之至到前后起]))",
        readings.read_year_edge,
        dated=True,
    ),
    Rule(
        "time/half-year",
        r"(?:(?P<year><any-year>)的?|(?<![一二两三四五六七八九十])本年?)?(?P<half>[上下前后])半年(?!来|以来)",
        readings.read_half_year,
        dated=True,
    ),
    Rule(
        "time/first-quarters",
        r"(?:(?P<year><any-year>)的?)?[前头](?P<number>[1-4一二两三四])个?季度",
        readings.read_first_quarters,
        dated=True,
    ),
    Rule(
        "time/quarter",
        r"(?:(?P<year><any-year>)的?)?(?<![前头个几每0-9连续])第?(?P<number>[1-4一二三四])季度",
        readings.read_quarter,
        dated=True,
    ),
    Rule("time/relative-quarter", r"(?<!日)(?P<shift><shift>)个?季度", readings.read_relative_quarter, dated=True),
    Rule(
        "time/first-months",
        r"(?:(?P<year><any-year>)的?)?[前头](?P<number>[1-9一二两三四五六七八九]|1[0-2]|十[一二]?)个?月(?!份|[底初0-9])",
        readings.read_first_months,
        dated=True,
    ),
    Rule(
        "time/edge-of-year",
        r"(?P<year><any-year>)的?(?P<edge>最后|第)[一1]个?(?P<unit>周|星期|天|日|月)",
        readings.read_edge_of_year,
        dated=True,
    ),
    Rule(
        "time/season",
        r"(?P<year><any-year>)的?(?P<season><season>)(?![节运耕晚天之])",
        readings.read_season,
        dated=True,
    ),
    Rule(
        "time/short-season",
        r"(?<![如当至古])(?P<year>[今去明])(?P<season>[春夏秋冬])(?![节运天之])",
        readings.read_season,
        dated=True,
    ),
    Rule(
        "time/holiday",
        r"(?:(?P<year><any-year>)的?|(?<=[在于到从至]))(?P<name><holiday>)(?:当天|当日)?"
        r"(?!期|假|长|前夕|来临|档|晚会|联欢|黄金|祝|快|之|与|和|、|等|献|团|消|文|市|出|旅|氛|气|佳|联|这)",
        readings.read_holiday,
        dated=True,
    ),
    Rule(
        "time/decade",
        r"(?:(?P<century>上个?|上一|本|这个|<left>(?:20|19|二十|十九|二十一|21))世纪|(?<![0-9〇零一二三四五六七八九十])(?P<decade>(?:1[0-9]|20)[0-9]0)|<left>)"
        r"(?P<tens>(?<=世纪)[1-9一二三四五六七八九]?[0十]|(?<![0-9])[3-9]0|[三四五六七八九]十|(?<=[0-9]{3}0))年代(?:[初末]期?|中期|后期|前期|早期)?",
        readings.read_decade,
        dated=True,
    ),
    Rule(
        "time/century",
        r"(?P<century>上个?|上一|本|<left>(?:1[0-9]|2[012]|二十[一二]?|十[一二三四五六七八九]))世纪(?!海上|经济|报|大|的|广场)"
        r"(?:[初末](?!期)|[初末中]期|中叶|[上下]半叶)?",
        readings.read_century,
    ),
    Rule(
        "time/fiscal-year",
        r"(?:(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?:[/—-][0-9]{2,4})? ?年?|(?<!日)(?P<shift><shift>)个?)财(?:政年度|年)",
        readings.read_fiscal_year,
        dated=True,
    ),
    Rule("time/two-years", r"[今去]明?(?:[今明]|、明)?两年", readings.read_two_years),
    Rule("time/two-days", r"(?:今明|昨今)两[天日]", readings.read_two_days),
    Rule("time/same-period", r"(?:去年|上年|前一年)(?:的)?同(?:期|月)", readings.read_same_period),
    Rule(
        "time/stretch",
        r"(?P<way>过去|未来|今后|最近|接下来|近)的?(?:这)?(?P<number>半|<count>)(?:个(?!百分))?"
        r"(?P<unit>小时|天|日|周(?!年)|星期|月|季度|年(?!代|龄|级|期|度)|世纪)(?:以?来(?![自访华到]))?",
        readings.read_stretch,
    ),
    Rule(
        "time/since-stretch",
        r"(?<![年月日第])<left>(?P<way>)(?P<number>半|<count>)个?(?P<unit>小时|天|周|星期|月|年)(?:以)?来(?![自到访华往临宾源去说讲得了过看])",
        readings.read_stretch,
    ),
    Rule(
        "time/ago",
        r"(?<![年月日第每早晚提])<left>(?P<number>半|<count>)个?(?P<unit>天|周|星期|礼拜|月|年)(?P<way>(?:之|以)?前)"
        r"(?![夕后锋往景进沿线方列期])",
        readings.read_ago,
    ),
    Rule(
        "time/hence",  # 会谈结束两天后 counts from the event, so the words must open their clause
        r"(?<![^，。；、：“\n将在于会就我])<left>(?P<number>半|<count>)个?(?P<unit>天|周|星期|礼拜|月|年)(?P<way>(?:之|以)?后)"
        r"(?![备续期])",
        readings.read_ago,
    ),
    Rule(
        "time/year",
        r"(?P<year><number-year>)(?:度|间)?(?![代前后]?(?:历史|文明|以?上的)|来[的，])",
        readings.read_year_alone,
        dated=True,
    ),
    Rule("time/relative-year", r"(?P<year><word-year>度?)(?:全年)?", readings.read_year_alone, dated=True),
    Rule("time/new-year", r"新的一年", readings.read_new_year),
    Rule(
        "time/relative-month-day",
        r"(?<!日)(?P<month>(?<!以)(?:本|上个?|下个?|这个)月|(?<!相)当月|同月|次月)(?P<day><day>)[日号]<tail>",
        readings.read_relative_month_day,
        dated=True,
    ),
    Rule(
        "time/relative-month",
        r"(?<![日以])(?P<month>(?:上上|下下|本|今|上一?|下一?|上个|下个|这个|这一)个?月(?!球|亮|台|饼)份?|(?<!相)当月|同月|(?<![一二两三四五六七八九十每])次月)"
        r"(?P<edge>[上中下]旬|[底末初中]|早些时候|晚些时候|内)?",
        readings.read_relative_month,
        dated=True,
    ),
    Rule(
        "time/month-edge",
        r"(?<![0-9一二三四五六七八九十个当上下本这每同次岁蜜日满])(?P<month>)月(?P<edge>底|初(?!步|期|级)|末|中(?=[公举召宣发启开，。]|旬))",
        readings.read_relative_month,
    ),
    Rule(
        "time/weekday",
        r"(?:(?<!日)(?P<shift>上上|下下|[上下本这今]一?)个?)?(?<![0-9一二两三四五六七八九十每逐单双逢隔])(?:周|星期|礼拜)"
        r"(?P<weekday>[一二三五六天]|四(?!川)|日(?![本均程元报游耳产]))(?![些级号带][^早晚]|[次期步维届年岁年幸恩]|系列|致)<tail>(?:早些时候|晚些时候)?",
        readings.read_weekday,
    ),
    Rule(
        "time/week",
        r"(?<![日以手])(?P<shift>上上|上一?|本|这一?|今|下下|下一?)个?(?:周(?![年边转一二三四五六日密折长报游而期])|星期(?![一二三四五六日天])|礼拜(?![一二三四五六日天堂]))"
        r"(?P<edge>末|早些时候|晚些时候|内|初)?",
        readings.read_week,
    ),
    Rule("time/today-in-brackets", r"[今昨]（(?P<day><day>)）日<tail>", readings.read_today_in_brackets),
    Rule(
        "time/relative-day",
        r"(?P<word><word-day>)<tail>(?:早些时候|晚些时候|稍早)?",
        readings.read_word_day,
    ),
    Rule(
        "time/day",
        r"<left>(?<![A-Za-z/:-])(?P<day>3[01]|[12][0-9]|0?[1-9]|[二廿]十?[一二三四五六七八九]|二十|三十一?|十[一二三四五六七八九]) ?日(?!元|圆|币|均|内|游|无理由|龄|谈|后|左右内)<tail>(?:早些时候|晚些时候)?",
        readings.read_day,
    ),
    Rule(
        "time/day-number",
        r"<left>(?:(?<=[于在月，])|(?<=本月))(?P<day>3[01]|[12][0-9]|0?[1-9])号(?=[上下中早晚凌，起前开举将])<tail>",
        readings.read_day,
    ),
    Rule(
        "time/bare-year",
        r"(?<=[于在])(?P<year>19[0-9]{2}|20[0-4][0-9])(?=[举召成建开]|[，。])",
        readings.read_bare_year,
    ),
)

# Where an expression may begin. Everything else costs nothing.
TRIGGER = re.compile(
    r"(?<![0-9.])[0-9]|[〇零○一二三四五六七八九十两廿](?![国边家个方种是个亿，的岸者项位件次名])|半[年个]|[今昨明去来前当同本这上下第](?![的是者国地们些里])|过去|未来|最近|接下|近|"
    r"[后大]|次[年日月]|翌|隔[天日]|周[一二三四五六日]|星期|礼拜|新的一|年[底末初终中]|月[底末初中]|民国|中华民|农历|阴历|旧历|正月|腊月|"
    r"(?<=[在于到从至])[元情妇愚劳五青儿六建教国十万平圣春大农端七中重腊除清母父感]"
)
# What a trigger must go on to, told by one more character: most numbers and most 上 and 下 are no times.
PLAUSIBLE = re.compile(
    r"[0-9〇零○一二三四五六七八九十两廿]+ ?(?:[年月日号天周季世旬财到至、/点时礼星百千\-—–~～－]|个(?:[月半小星礼世季多])|\.(?=[0-9]{1,2}\.))"
    r"|今[年天日明晚早晨春夏秋冬后次上下起儿夜（]|昨[天日晚夜早晨儿（]|明[天年晚早晨日后儿春夏秋冬]|去[年岁冬夏春秋]|来[年日月周]|前[天日年两几数个半一二三四五六七八九十0-9]"
    r"|当[天日晚年月周地夜时季]|同[年月日一天]|本[周月年季世财星礼日旬学]|这[周天年月个一两几星礼]|上[年半周个月一世星礼季上旬财两几]|下[年半周个月一星礼季下旬财两]"
    r"|第[一二三四1-4]|[^0-9〇零○一二三四五六七八九十两廿今昨明去来前当同本这上下第]"
)
CONNECTIVE = re.compile(r" ?(?:[-—–~～－至到]|——|--) ?")
TILL_NOW = re.compile(r"至今|迄今|(?:到|至)(?:现在|目前|如今|当前)")
SINCE = re.compile(r"以来")
RELATIVE = frozenset("今去前明后昨本上这下当同大")
SENTENCE_END = re.compile(r"[。！？\n]")


@functools.cache
def scanner() -> re.Pattern[str]:
    """Return all rules as one expression; the last group closed is the rule's number."""
    plain = (re.sub(r"\(\?P<[a-z]+>", "(?:", filled(rule.pattern)) for rule in RULES)
    return re.compile("|".join(f"({source})" for source in plain))


@functools.cache
def rule_pattern(number: int) -> re.Pattern[str]:
    """Return the pattern of one rule with its named groups."""
    return compiled(RULES[number].pattern)


def detect_times(text: str, folded: str, document_time: datetime.date | None) -> list[Timex]:
    """Return the times of a page in reading order, none inside another, each with its EDTF value or None."""
    context = Context(folded, document_time)
    match_at = scanner().match
    found: list[Timex] = []
    line_end = -1
    done = 0
    for trigger in TRIGGER.finditer(folded):
        start = trigger.start()
        if start < done or PLAUSIBLE.match(folded, start) is None:
            continue
        match = match_at(folded, start)
        if match is None:
            continue
        move(context, done, start)
        reading = read(match, context)
        if reading is None:
            continue
        period, end, rule = reading
        if start > line_end:
            line_end = folded.find("\n", start)
            line_end = len(folded) if line_end < 0 else line_end
        if is_furniture(folded, start, line_end):
            done = line_end
            continue
        if period.value:
            context.tell(period, dated=RULES[rule].dated)
        found.append(
            Timex(
                text=text[start:end],
                value=period.value or None,
                start=start,
                end=end,
                mod=period.mod,
                rule=RULES[rule].name,
            )
        )
        done = end
    return found


def move(context: Context, done: int, start: int) -> None:
    """Forget what does not hold beyond a sentence or a paragraph, if one ended between the last time and this."""
    ends = list(SENTENCE_END.finditer(context.folded, done, start))
    if ends:
        context.forget_sentence()
        context.sentence_start = ends[-1].end()
        if any(mark.group() == "\n" for mark in ends):
            context.told_year = None


def read(match: re.Match[str], context: Context) -> tuple[Period, int, int] | None:
    """Return period, end and number of the rule that matched, joined with what 至 or 到 ties to it."""
    rule = (match.lastindex or 1) - 1
    period = read_one(match, context, rule)
    if period is None:
        return None
    folded, end = context.folded, match.end()
    if period is readings.UNKNOWN:
        return period, end, rule
    since = SINCE.match(folded, end)
    if since and folded[match.start()] in RELATIVE:
        return to_document(period, context), since.end(), rule
    now = TILL_NOW.match(folded, end)
    if now:
        return to_document(period, context), now.end(), rule
    connective = CONNECTIVE.match(folded, end)
    following = scanner().match(folded, connective.end()) if connective else None
    if following is None or not period.grain:
        return period, end, rule
    context.range_start = period
    last = read_one(following, context, (following.lastindex or 1) - 1)
    context.range_start = None
    if last is None or not last.value or last.first < period.first:
        return period, end, rule
    return join_periods(period, last), following.end(), rule


def read_one(match: re.Match[str], context: Context, rule: int) -> Period | None:
    """Read one expression by its rule."""
    context.start, context.end = match.span()
    named = rule_pattern(rule).match(context.folded, match.start())
    return None if named is None else RULES[rule].read(named, context)


def to_document(period: Period, context: Context) -> Period:
    """Return the time from a period to the day of publication; without one the end stays open."""
    if context.document is None or period.first > context.document:
        return Period(f"{period.value.partition('/')[0]}/..", period.first, period.last)
    return join_periods(period, day_period(context.document), "")

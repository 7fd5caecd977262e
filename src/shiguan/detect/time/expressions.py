"""The expressions of time: each rule a name, what it opens with, a pattern and a reading."""

import re
from collections.abc import Callable

import msgspec

from shiguan.detect.time import dates, months, ranks, words, years
from shiguan.detect.time.calendar import Period
from shiguan.detect.time.context import Context

YEARS = "#年 今年 去年 前年 大前 明年 后年 大后 来年 本年 上年 上一 下一 同年 当年 次年 翌年 民国 中华"
RANGES = "#- #— #– #~ #～ #－ #至 #到"


class Rule(msgspec.Struct, frozen=True):
    """A name, what an expression may open with, a pattern with <pieces> (see `pattern.fragments`), and its reading.

    `opens` lists first characters, one or two, or # and the character behind a number. `dated` rules name a month or
    year of their own, which later bare days and months may lean on.
    """

    name: str
    opens: str
    pattern: str
    read: Callable[[re.Match[str], Context], Period | None]
    dated: bool = True


# Tried in this order; the first that matches and reads is it.
RULES = (
    Rule(
        "time/numeric-date",
        "#/ #- #.",
        r"(?<![0-9./-])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)"
        r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9]|[./-][0-9])(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2})?Z?|<tail>)",
        dates.read_numeric_date,
    ),
    Rule(
        "time/day-first",
        "#/ #- #.",
        r"(?<![0-9./-])(?P<first>3[01]|[12][0-9]|0?[1-9])(?P<mark>[-/.])(?P<second>3[01]|[12][0-9]|0?[1-9])(?P=mark)"
        r"(?P<year>(?:19|20)[0-9]{2})(?![0-9]|[./-][0-9])(?! ?- ?[0-9]{2}:)<tail>",
        dates.read_day_first,
    ),
    Rule(
        "time/lunar-day",
        f"农 阴 旧 {YEARS}",
        r"(?:(?P<year><any-year>)的?)?(?:农历|阴历|旧历)的?(?P<month><month>|[正冬腊])月"
        r"(?P<day>初[一二三四五六七八九十]|<day>)日?",
        dates.read_lunar_day,
    ),
    Rule(
        "time/lunar-day-of-year",
        "农 阴 旧",
        r"(?:农历|阴历|旧历)的?(?P<year><any-year>)的?(?P<month><month>|[正冬腊])月(?P<day>初[一二三四五六七八九十]|<day>)日?",
        dates.read_lunar_day,
    ),
    Rule(
        "time/lunar-month-day",
        f"正 腊 {YEARS}",
        r"(?:(?P<year><any-year>)的?)?(?P<month>[正腊])月(?P<day>初[一二三四五六七八九十]|<day>)日?",
        dates.read_lunar_day,
    ),
    Rule(
        "time/new-year-days",
        f"大 {YEARS}",
        r"(?:(?P<year><any-year>)的?)?大年(?P<month>)(?P<day>初[一二三四五六七八九十]|三十)",
        dates.read_lunar_day,
    ),
    Rule(
        "time/day-range",
        f"#月 #、 {RANGES} {YEARS}",
        r"(?:(?P<year><any-year>)? ?<left>(?P<month><month>) ?月(?:份)? ?)?<left>(?P<from><day>)(?:<to>|、)"
        r"(?P<to><day>) ?(?(month)[日号]|日)(?![元圆内游均])<tail>",
        dates.read_day_range,
    ),
    Rule(
        "time/numeric-month",
        "#/ #-",
        r"(?<![0-9A-Za-z./-])(?P<year>(?:19|20)[0-9]{2})[-/](?P<month>0[1-9]|1[0-2])月?份?(?![0-9A-Za-z年季财赛./-])",
        months.read_numeric_month,
    ),
    Rule(
        "time/month-range",
        f"#月 {RANGES} {YEARS}",
        r"(?:(?P<year><any-year>)的? ?)?<left>(?P<from><month>)(?:月份?)?<to>(?P<to><month>)月份?(?! ?<day> ?[日号])",
        months.read_month_range,
    ),
    Rule(
        "time/year-range",
        RANGES,
        r"(?<![0-9.])(?P<from>(?:19|20)[0-9]{2})<to>(?P<to>(?:19|20)?[0-9]{2})年度?(?![0-9])",
        years.read_year_range,
    ),
    Rule(
        "time/month-day",
        f"#月 元 {YEARS}",
        r"(?:(?P<year><any-year>)[的，]? ?)?<left>(?P<month><month>) ?月份? ?(?P<day><day>) ?[日号](?![元圆])<tail>",
        dates.read_month_day,
    ),
    Rule(
        "time/month-day-bare",
        f"#月 {YEARS}",
        r"<left>(?P<year><number-year>)?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])"
        r"(?=[在与同对的，。谈；：晚早上下]| [^0-9]|$)",
        dates.read_month_day,
    ),
    Rule(
        "time/month-day-spoken",
        f"#月 {YEARS}",
        r"(?=.{0,9}月[一二三四五六七八九十廿])"
        r"(?:(?P<year><any-year>)[的，]? ?)?<left>(?P<month>十[一二]?|[一二三四五六七八九])月"
        r"(?P<day><spoken-day>|<ones>(?=$|[\n，。！？；、我你他她咱您]))<tail>",
        dates.read_month_day,
    ),
    Rule(
        "time/rank-in-month",
        f"#月 元 这 上 下 本 {YEARS}",
        r"(?=.{1,12}[第最首])(?:(?P<relative>(?:上上|下下|本|上一?|下一?|这一?)个?月(?<!日本月)(?<!以上月)份?)"
        r"|(?:(?P<year><any-year>)的? ?)?<left>(?P<month><month>) ?月份?)的?(?P<number>第[1-5一二三四五]|最后一|首)个?"
        r"(?:(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])<tail>|(?P<unit>周末|周(?!年|岁|期|报)|星期|礼拜|天|日))",
        ranks.read_rank_in_month,
    ),
    Rule(
        "time/month",
        f"#月 元 {YEARS}",
        r"(?:(?P<year><any-year>)的? ?)?<left>(?P<month><month>) ?月(?![0-9龄球亮饼嫂革薪])(?:份|间)?(?:当月)?"
        r"(?P<edge>[上中下]旬|[上下]半月|[底末](?!端)|初(?![步期级次中])|中(?=[，。旬])|早些时候|晚些时候)?",
        months.read_month,
    ),
    Rule(
        "time/year-edge",
        YEARS,
        r"(?P<year><any-year>)的?(?P<edge>年?[底末终](?![端点])|年?初(?![步期级次中夏秋冬春])|中期|年中(?![国秋美俄方])|中(?=[，。以之至到前后起]))",
        years.read_year_edge,
    ),
    Rule(
        "time/bare-year-edge",
        "年",
        r"(?<![0-9一二三四五六七八九十百今去明前后岁末或多两每])(?P<year>)年(?P<edge>[底末终](?![端点总奖考盘述])|初(?![步期级次中夏秋冬春]))",
        years.read_year_edge,
    ),
    Rule(
        "time/half-year",
        f"上半 下半 前半 后半 {YEARS}",
        r"(?:(?P<year><any-year>)的?|本年度?)?(?P<half>(?<![一二两三四五六七八九十])[上下前后])半年(?!以?来)",
        months.read_half_year,
    ),
    Rule(
        "time/first-quarters",
        f"前 头 {YEARS}",
        r"(?:(?P<year><any-year>)的?)?[前头](?P<number>[1-4一二两三四])个?季度",
        months.read_first_quarters,
    ),
    Rule(
        "time/quarter",
        f"第 #季 {YEARS}",
        r"(?:(?P<year><any-year>)的?)?(?<![前头个几每0-9连续第])第?(?P<number>[1-4一二三四])季度",
        months.read_quarter,
    ),
    Rule(
        "time/quarter-of-year",
        f"#Q {YEARS}",
        r"(?=.{2,9}[第Q])(?:(?P<year><any-year>)的?第(?P<number>[1-4一二三四])(?:个季度|季(?![节赛播]))"
        r"|(?<![0-9A-Za-z])(?P<figures>(?:19|20)[0-9]{2})年?Q(?P<rank>[1-4])(?![0-9A-Za-z]))",
        months.read_quarter_of_year,
    ),
    Rule("time/relative-quarter", "上 本 这 下", r"(?P<shift><shift>)(?<!日本)个?季度", months.read_relative_quarter),
    Rule(
        "time/first-months",
        f"前 头 {YEARS}",
        r"(?:(?P<year><any-year>)的?)?(?<!提)[前头](?P<number>1[0-2]|[1-9]|十[一二]?|[一二两三四五六七八九])个?月(?![份底初0-9])",
        months.read_first_months,
    ),
    Rule(
        "time/edge-of-year",
        YEARS,
        r"(?P<year><any-year>)的?(?P<edge>最后|第)[一1]个?(?P<unit>周|星期|天|日|月)",
        years.read_edge_of_year,
    ),
    Rule(
        "time/week-of-year",
        YEARS,
        r"(?=.{2,9}第)(?P<year><any-year>)的?第(?P<number><count>)个?(?:周(?!年|岁|期|报)|星期|礼拜)(?![一二三四五六日天末])",
        ranks.read_week_of_year,
    ),
    Rule(
        "time/season",
        YEARS,
        r"(?P<year><any-year>)的?(?P<season><season>)(?![季节运耕晚天之奥残种收粮播分]|至(?!今))",
        years.read_season,
    ),
    Rule(
        "time/short-season",
        "今春 今夏 今秋 今冬 去春 去夏 去秋 去冬 明春 明夏 明秋 明冬",
        r"(?P<year>[今去明])(?P<season>[春夏秋冬])(?![节运天之分]|至(?!今))",
        years.read_season,
    ),
    Rule(
        "time/holiday",
        YEARS,
        r"(?P<year><any-year>)的?(?P<name><holiday>)(?:当天|当日|那天)?(?![节期假长档与和、晚联黄祝献团消文市出旅氛佳]|前夕|来临)",
        dates.read_holiday,
    ),
    Rule(
        "time/bare-holiday",
        "holiday",
        r"(?<=[在于到从至])(?P<year>)(?P<name><holiday>)(?:(?:当天|当日)|(?=[举召开结生见回，。]|$))",
        dates.read_holiday,
    ),
    Rule(
        "time/next-feast",
        "上 下",
        r"(?P<shift>上一?|下一?)个(?P<name><holiday>)(?:当天|那天)?(?![期假长档与和、晚联黄前])",
        dates.read_next_feast,
    ),
    Rule(
        "time/feast",
        "feast holiday",
        r"(?P<year>)(?P<name><holiday>)(?:那天|<tail>)(?![节期假长档与和、晚联黄祝献团消文市出旅氛佳前将来临招》”])",
        dates.read_feast,
    ),
    Rule(
        "time/decade",
        f"#年 {YEARS}",
        r"<left>(?P<century>)(?P<tens>)(?P<decade>(?:1[0-9]|20)[0-9]0)年代(?!表)<part-of-age>",
        years.read_decade,
    ),
    Rule(
        "time/decade-of-century",
        "#世 #年 上 本 这",
        r"(?:(?P<century>上个?|上一|本|这个|<left>(?:20|19|二十|十九|二十一|21))世纪的?|<left>)(?P<decade>)"
        r"(?P<tens>(?:(?<=世纪)|(?<=世纪的))[12一二]?[0十]|[3-9]0|零零|〇〇|00|[三四五六七八九]十)年代(?!表)<part-of-age>",
        years.read_decade,
    ),
    Rule(
        "time/century",
        "#世 上 本 这",
        r"(?P<century>上个?|上一|本|这个|<left>(?:1[0-9]|2[012]|二十[一二]?|十[一二三四五六七八九]))世纪(?!海上|经济|报|大|广场|(?<=21世纪)的|(?<=十一世纪)的)"
        r"(?:[初末](?!期)|[初末中]期|中叶|[上下]半叶)?",
        years.read_century,
        dated=False,
    ),
    Rule(
        "time/fiscal-year",
        "#财 #年 #/ #- #— 上 本 这 下",
        r"(?:(?<![0-9])(?P<year>(?:19|20)[0-9]{2})(?:[/—-][0-9]{2,4})? ?年?|(?P<shift><shift>)(?<!日本)个?)"
        r"财(?:政年度|年)",
        years.read_fiscal_year,
    ),
    Rule("time/two-years", "今明 去今", r"(?:今明|去今)两年", years.read_two_years, dated=False),
    Rule("time/two-days", "今明 昨今 明后", r"(?:今明|昨今|明后)两[天日]", words.read_two_days, dated=False),
    Rule("time/same-period", "去 上 前", r"(?:去年|上年|前一年)(?:的)?同[期月]", months.read_same_period, dated=False),
    Rule(
        "time/stretch",
        "过去 未来 今后 最近 接下",
        r"(?P<way>过去|未来|今后|最近|接下来)的?这?(?P<number>半|<count>)个?"
        r"(?P<unit>小时|天|日|周(?!年)|星期|月|季度|年(?![代龄级期度])|世纪)(?:以?来(?![自访华到]))?",
        words.read_stretch,
        dated=False,
    ),
    Rule(
        "time/since-stretch",
        "近 #年 #天 #周 #个 #小 #星",
        r"(?<![年月日第])<left>(?P<way>近?)(?P<number>半|<count>)个?(?P<unit>小时|天|周|星期|月|年)以?来"
        r"(?![自到访华往临宾源去说讲得了过看])",
        words.read_stretch,
        dated=False,
    ),
    Rule(
        "time/ago",
        "#年 #天 #周 #个 #星 #礼",
        r"(?<![年月日第每早晚提])<left>(?P<number>半|<count>)个?(?P<unit>天|周|星期|礼拜|月|年)(?P<way>[之以]?前)"
        r"(?![夕后锋往景进沿线方列期])",
        words.read_ago,
        dated=False,
    ),
    Rule(
        "time/hence",  # 会谈结束两天后 counts from the event, so the words must open their clause
        "#年 #天 #周 #个 #星 #礼",
        r"(?<![^，。；、：“\n将在于会就我你您他她它咱们])<left>(?P<number>半|<count>)个?(?P<unit>天|周|星期|礼拜|月|年)(?P<way>[之以]?后)"
        r"(?![备续期的])",
        words.read_hence,
        dated=False,
    ),
    Rule(
        "time/year",
        "#年 民 中",
        r"<left>(?P<year><number-year>)(?:度|间)?(?!代|[前后]?的?(?:历史|文明)|来[的，])",
        years.read_year_alone,
    ),
    Rule(
        "time/day-of-other-year",
        "去 明 前 大 后 上 下",
        r"(?:(?P<year><word-year>)|(?P<shift>上上|下下|上一?|下一?)个?月)的今天",
        words.read_day_of_other_year,
    ),
    Rule("time/relative-year", YEARS, r"(?P<year><word-year>度?)", years.read_year_alone),
    Rule("time/new-year", "新", r"新的一年", years.read_new_year, dated=False),
    Rule(
        "time/relative-month-day",
        "本 上 下 这 当 同 次",
        r"(?P<month>(?:本|上个?|下个?|这个)月(?<!日本月)(?<!以上月)|当月(?<!相当月)|同月|次月)的?(?:(?P<day><day>)[日号]|(?P<spoken><spoken-day>))<tail>",
        months.read_relative_month_day,
    ),
    Rule(
        "time/relative-month",
        "本 上 下 今月 今个 这 当 同 次",
        r"(?P<month>(?:上上|下下|本|今|上一?|下一?|这一?)个?月(?<!日本月)(?<!以上月)(?!球|亮|台|饼)份?|当月(?<!相当月)|同月"
        r"|次月(?<![一二两三四五六七八九十每]次月))(?P<edge>[上中下]旬|[底末初]|中(?![国美俄方])|早些时候|晚些时候|内)?",
        months.read_relative_month,
    ),
    Rule(
        "time/month-edge",
        "月",
        r"(?<![0-9一二三四五六七八九十个当上下本这每同次岁蜜日满])(?P<month>)月(?P<edge>[底末]|初(?![步期级次中])|中(?=[公举召宣发启开，。]|旬))",
        months.read_relative_month,
    ),
    Rule(
        "time/weekday",
        "周 星 礼 上 下 本 这 今周 今星 今礼 今个 今一",
        r"(?:(?P<shift>上上|下下|[上下本这今]一?)(?<!日本)个?|(?<![0-9一二两三四五六七八九十每逐单双逢隔《]))(?:周|星期|礼拜)(?(shift)(?:的(?:周|星期|礼拜))?)"
        r"(?P<weekday>[一二三五六天]|四(?!川)|日(?![本均程元报游耳产]))(?![些级号带次期步维届年岁幸恩致]|系列)<tail>(?:早些时候|晚些时候)?",
        words.read_weekday,
        dated=False,
    ),
    Rule(
        "time/week",
        "上 下 本 这 今周 今星 今礼 今个",
        r"(?P<shift>上上|上一?|本|这一?|今|下下|下一?)(?<![日以]本)(?<![以手]上)(?<![以手]下)个?(?:周(?![年边转密折长报游期])|星期|礼拜(?!堂))"
        r"(?P<edge>末|早些时候|晚些时候|初(?=[，。、]))?",
        words.read_week,
        dated=False,
    ),
    Rule(
        "time/weekend",
        "周",
        r"(?<![0-9一二两三四五六七八九十每逐单双逢隔度])周末(?![版刊档])",
        words.read_weekend,
        dated=False,
    ),
    Rule(
        "time/today-in-brackets",
        "今（ 昨（",
        r"[今昨]（(?P<day><day>)）日<tail>",
        words.read_today_in_brackets,
        dated=False,
    ),
    Rule(
        "time/relative-day",
        "今 昨 前 明 后 大 当 同 次 翌 隔 本",
        r"(?P<word><word-day>)<tail>(?:早些时候|晚些时候)?",
        words.read_word_day,
        dated=False,
    ),
    Rule(
        "time/day",
        "#日",
        r"<left>(?<![Gg/:-])(?P<day><bare-day>) ?日(?!元|圆|币|均|内|游|无理由|龄|谈|后)<tail>"
        r"(?:早些时候|晚些时候)?",
        dates.read_day,
        dated=False,
    ),
    Rule(
        "time/day-number",
        "#号",
        r"<left>(?<![^\n。，于在我他她你们月到])(?P<day>3[01]|[12][0-9]|0?[1-9])号(?=[上下中早晚凌，起前后开举将回去来到出抵])<tail>",
        dates.read_day,
        dated=False,
    ),
    Rule(
        "time/day-number-in-note",
        "#号",
        r"<left>(?<![^\n，。！？；、：“ 于在我他她你您们咱月到等约概从是定就过改换和与至])(?P<day><day>)号"
        r"(?=$|[\n，。！？；、 ]|[上中下早晚凌"
        r"我你他她咱去来回到至见之前后起左开有没交出才就都和能可还是发放休聚走])<tail>",
        dates.read_day_of_note,
        dated=False,
    ),
    Rule(
        "time/day-number-end",
        "#号",
        r"<left>(?P<day><bare-day>)号(?![楼机线院])<tail>",
        dates.read_last_day,
        dated=False,
    ),
    Rule("time/bare-year", "bare", r"(?P<year>19[0-9]{2}|20[0-4][0-9])", years.read_bare_year),
)

"""How pages tell of a mechanism: one pattern a wording, matched on a sentence with names and dates masked.

In a masked sentence every character of a mechanism's name is NAME and every character of a date DATE; all else is the
folded text, so that offsets hold. Groups name the fields; `object` is the mechanism told of where it stands behind.
"""

import functools
import re

import msgspec

from shiguan.lexicon import tables

DATE, NAME = "\ue000", "\ue001"
D, N = f"{DATE}+", f"{NAME}+(?:机制)?"
CLAUSE = "[^，。；：！？\n]"
NUMERAL = r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})"
FEW = "[一二两三四五六1-6]"
END = "(?=[，。；、）！？—\n]|$)"
MONTH = (
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|初|中旬|下旬|上旬|底|中)?|[春夏秋冬][季天]?|年底|年末|年初|年中"
    r"|岁末|岁首|[上下]半年|第[一二三四]季度)"
)
WHEN = rf"{MONTH}(?:(?:和|或者?|至|到|、|与|-|—){MONTH})*"


class Rule(msgspec.Struct, frozen=True):
    """A wording: its path, its pattern, and whether it alone makes an account (else it only adds to one)."""

    name: str
    pattern: re.Pattern[str]
    alone: bool = True
    wishes: bool = False  # may stand behind 愿, 建议: then it is no fact, and is left out


def one_of(kind: str) -> str:
    """Return an alternation of the words of a kind, the longest first."""
    return "|".join(sorted(tables.words("mechanism_words", kind=kind), key=lambda word: (-len(word), word)))


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Return the wordings, compiled once."""
    found, hold, occasion, level, whole = (
        f"(?:{one_of(kind)})" for kind in ("founding", "holding", "occasion", "level", "whole")
    )
    return (
        *founding(found),
        *rhythm(hold, occasion),
        *counting(hold, occasion),
        *standing_of(level, whole, found),
        *sessions(hold, occasion),
    )


def founding(found: str) -> tuple[Rule, ...]:
    """自2003年中印建立…机制以来, 成立于2005年, 于2013年正式启动, 2005年两国建立…机制, 由两国元首倡导."""
    formally = "(?:正式|宣告|共同|联合|应运而|得以|首先|率先)*"
    proposal = "(?:倡议|提议|倡导|商定|共识|推动)"
    return (
        rule("founded-since", rf"自从?(?P<founded>{D}){CLAUSE}{{0,40}}?{found}{CLAUSE}{{0,40}}?(?:以来|之后|以后|后|起)"),
        rule("founded-in", rf"(?:{found}|始|发端|起源|肇始)[于在](?P<founded>{D})"),
        rule("founded", rf"(?P<founded>{D})(?!以来){CLAUSE}{{0,30}}?{formally}{found}(?=的|以来|后|并|至今|，|。|；|、|）|！|\n|$)"),
        rule("founded-name", rf"(?P<founded>{D})，?[^。；！？\n]{{0,30}}?(?P<object>{N}){formally}{found}(?=[，。；！的]|$)"),
        rule("founds", rf"(?P<founded>{D})，?{CLAUSE}{{0,30}}?{found}[了起]?{CLAUSE}{{0,12}}?(?P<object>{N})"),
        rule("founded-by", rf"由(?P<founders>{CLAUSE}{{2,40}}?)(?:[于在]?{D})?{formally}首?(?:倡导|倡议|倡|发起|{found}){CLAUSE}{{0,6}}"),
        rule("founded-on-proposal", rf"(?:根据|按照|应|在)(?:{D})?(?P<founders>{CLAUSE}{{2,30}}?)的?(?:共同|联合)?(?:达成的)?(?:重要)?{proposal}下?，?{CLAUSE}{{0,12}}?{found}"),
    )  # fmt: skip


def rhythm(hold: str, occasion: str) -> tuple[Rule, ...]:
    """原则上每年举行一次, 一年一度, 每年9月, 一般在年底或年初, 轮流在两国举行."""
    usually = "(?:原则上|一般|通常|基本上?|大体上?|惯例)"
    session = f"(?:{hold}|轮流|轮值)"
    count = f"(?P<times>{FEW})(?:次|轮|届|度)"
    period = rf"每隔?(?P<period>半年|{FEW}?年|季度|季|个?月)"
    met = rf"(?={session}|{FEW}[次轮届度]){session}?(?:{count})?"
    each = rf"(?P<cadence>{usually}?{period}(?:(?![约超近]){CLAUSE}){{0,25}}?{met})"
    return (
        rule("cadence", rf"{each}(?:的?(?P<object>{N})|(?=的|{occasion})|{END}|(?=在|于|，))", wishes=True),
        rule("cadence-every", rf"(?P<cadence>(?P<period>半年|{FEW}年)(?P<times>一)[度次届轮])(?:的|举行的|举办的)?(?P<object>{N})?"),
        rule("cadence-irregular", rf"(?P<cadence>(?P<period>不定期)(?:举行|召开|举办)){END}"),
        rule("usual-time", rf"每{FEW}?年的?(?P<usual_time>{WHEN}){CLAUSE}{{0,20}}?{session}"),
        rule("usual-time", rf"(?:一般|通常|大多|多|往往|惯例)[是都会均]*(?:选|安排|定)?[在于](?:每年的?)?(?P<usual_time>{WHEN}){CLAUSE}{{0,12}}?{session}"),
        rule("hosting", rf"(?P<hosting>(?:[由在]{CLAUSE}{{1,14}}?)?轮流(?:在{CLAUSE}{{1,16}}?)?(?:举行|举办|主办|承办|召开|担任(?:轮值)?(?:主席国|主席|东道主|东道国)))", wishes=True),
    )  # fmt: skip


def counting(hold: str, occasion: str) -> tuple[Rule, ...]:
    """已延续十五轮, 共举行了十六轮…磋商, 已成功举办15届."""
    lead = "(?:已经|已|共|经|先后|累计|迄今|至今|目前|连续|成功|过去|顺利|圆满|如期)"
    counted = rf"(?P<rounds_held>{NUMERAL})(?:轮|届|次)"
    after = rf"(?:的?(?P<object>{N})|(?={CLAUSE}{{0,4}}(?:{occasion}){END})|{END}|(?=的))"
    return (rule("rounds-held", rf"{lead}+(?:{hold}|历)[了过]?{counted}{after}"),)


def standing_of(level: str, whole: str, found: str) -> tuple[Rule, ...]:
    """是副总理级机制, 由两国副总理牵头, 是…机制的组成部分, …框架下的…机制."""
    being = "(?:是|为|属于?|作为|系|升格|升级|提升|规格|级别)"
    part = "(?:组成部分|配套活动|子机制|分论坛|子论坛)"
    adjective = "(?:重要|有机|主要|核心|关键|不可或缺的?|一个)*"
    below = "(?:框架下|框架内|机制下|下设|下属|旗下)"
    set_up = f"(?:的|{found}的?|举行的?|召开的?|开展的?|设有|有)?了?"
    return (
        rule("level", rf"{being}{CLAUSE}{{0,15}}?(?P<level>{level}级)(?!官员)"),
        rule("level", rf"由{CLAUSE}{{0,12}}?(?P<level>{level})(?:级官员|级)?(?:分别|共同|轮流)*(?:主持|牵头|担任(?:双方|中方|两国)?(?:主席|组长|牵头人|共同主席))"),
        rule("parent", rf"(?:是|作为|为)(?P<parent>{CLAUSE}{{2,34}}?)[的之]?{adjective}{part}"),
        rule("parent-frame", rf"(?P<parent>{N}){below}{set_up}{CLAUSE}{{0,8}}?(?P<object>{N})"),
        rule("parent-frame", rf"是?在(?P<parent>[^，。；在]{{2,20}}?)框架[下内](?:{found}|举行|召开|举办|运行|开展)的{END}"),
        rule("parent", rf"(?:隶属|从属|附属)于(?P<parent>{CLAUSE}{{2,20}}?){END}"),
    )  # fmt: skip


def sessions(hold: str, occasion: str) -> tuple[Rule, ...]:
    """首次…于2005年举行, 始办于2005年, 原定于2020年举行的磋商暂停."""
    off = "(?:推迟|延期|暂停|取消|搁置|中断|延后|改期|未能举行|停办|未举行|停摆)"
    why = f"(?:因|受|由于){CLAUSE}{{0,20}}?{off}"
    begun = "(?:举行|举办|召开)"
    return (
        rule("first-held", rf"首(?:次|届|轮)(?:{N}|{occasion})?{CLAUSE}{{0,4}}?[于在]?(?P<first_held>{D}){CLAUSE}{{0,20}}?{hold}", alone=False),
        rule("first-held", rf"(?P<first_held>{D}){CLAUSE}{{0,15}}?首次{begun}", alone=False),
        rule("first-held", rf"(?:始办|首办|首次{begun})于(?P<first_held>{D})"),
        rule("first-held", rf"[于从自](?P<first_held>{D})(?:起|开始|起开始){begun}"),
        rule("postponed", rf"原[定拟计划]*[于在]?(?P<postponed>{D}){CLAUSE}{{0,30}}，?{CLAUSE}{{0,24}}?{off}"),
        rule("postponed", rf"(?P<postponed>{D})的?{CLAUSE}{{0,12}}?{why}", alone=False),
    )  # fmt: skip


def rule(name: str, pattern: str, *, alone: bool = True, wishes: bool = False) -> Rule:
    """Return the rule of a wording."""
    return Rule(f"mechanism/{name}", re.compile(pattern), alone, wishes)

"""How pages tell of a mechanism: one pattern a wording, matched on a sentence with names and dates masked.

In a masked sentence every character of a mechanism's name is NAME and, for wordings that read dates, every character
of a date DATE; all else is the folded text, so that offsets hold. Groups name the fields; `object` is the mechanism
told of where it stands behind. In a pattern «word» stands for a part named below or for the words of that kind in the
table, and …9 for up to nine characters of one clause.
"""

import functools
import re

import msgspec

from shiguan.lexicon import tables

DATE, NAME = "\ue000", "\ue001"
MONTH = (
    r"(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:份|初|中旬|下旬|上旬|底|中)?|[春夏秋冬][季天]?|年底|年末|年初|年中"
    r"|岁末|岁首|[上下]半年|第[一二三四]季度)"
)
PARTS = {
    "date": f"{DATE}+",
    "name": f"{NAME}+(?:机制)?",
    "end": r"(?=[，。；、）！？—\n]|$)",
    "few": "[一二两三四五六1-6]",
    "number": r"(?:\d{1,3}|[一二两三四五六七八九十百]{1,4})",
    "when": rf"{MONTH}(?:(?:和|或者?|至|到|、|与|-|—){MONTH})*",
    "formally": "(?:正式|宣告|共同|联合|应运而|得以|首先|率先)*",
    "usually": "(?:原则上|一般|通常|基本上?|大体上?|大多|往往|惯例|多)",
    "off": "(?:推迟|延期|暂停|取消|搁置|中断|延后|改期|未能举行|停办|未举行|停摆)",
    "turn": "(?:举行|举办|主办|承办|召开|担任(?:轮值)?(?:主席国|主席|东道主|东道国)|做东|作东)",
}
KINDS = ("founding", "holding", "occasion", "level")
PLACEHOLDER = re.compile("«([a-z]+)»")
GAP = re.compile("…([0-9]+)")

# Where does it come from: 自2003年建立以来, 成立于2005年, 于2013年正式启动, 2005年两国建立…机制, 由两国元首倡导.
FOUNDING = (
    ("founded-since", r"自从?(?P<founded>«date»)…40«founding»…40(?:以来|之后|以后|后|起)"),
    ("founded-since", r"(?P<founded>«date»)(?:正式)?«founding»以来"),
    ("founded-in", r"(?:«founding»|始|发端|起源|肇始)[于在](?P<founded>«date»)"),
    ("founded", r"(?P<founded>«date»)(?!以来)…30«formally»«founding»(?:(?=的|以来|后|并|至今)|«end»)"),
    (
        "founded-name",
        r"(?P<founded>«date»)，?[^。；！？\n]{0,30}?(?P<object>«name»)«formally»«founding»(?:(?=的)|«end»)",
    ),
    ("founds", r"(?P<founded>«date»)，?…30«founding»[了起]?…12(?P<object>«name»)"),
    (
        "founded-by",
        r"由(?P<founders>(?=..)…40)(?:[于在]?«date»)?«formally»首?(?:倡导|倡议|倡|发起|«founding»)…6",
    ),
    (
        "founded-on-proposal",
        r"(?:根据|按照|应|在)(?:«date»)?(?P<founders>(?=..)…30)的?(?:共同|联合)?(?:达成的)?(?:重要)?"
        r"(?:倡议|提议|倡导|商定|共识|推动)下?，?…12«founding»",
    ),
)
# How often, when in the year, where in turn: 原则上每年举行一次, 一年一度, 一般在年底或年初, 轮流在两国举行.
RHYTHM = (
    (
        "cadence",
        r"(?P<cadence>«usually»?每隔?(?P<period>半年|«few»?年|季度|季|个?月)(?:(?![约超近])[^，。；：！？\n]){0,25}?"
        r"(?=«holding»|轮流|轮值|«few»[次轮届度])(?:«holding»|轮流|轮值)?(?:(?P<times>«few»)(?:次|轮|届|度))?)"
        r"(?:的?(?P<object>«name»)|(?=的|…8«occasion»)|«end»|(?=[在于]))",
    ),
    (
        "cadence-every",
        r"(?P<cadence>(?<![每隔])(?P<period>半年|«few»年)(?P<times>一)[度次届轮])(?:的|举行的|举办的)?(?P<object>«name»)?",
    ),
    ("cadence-irregular", r"(?P<cadence>(?P<period>不定期)(?:举行|召开|举办))«end»"),
    ("usual-time", r"每«few»?年的?(?P<usual_time>«when»)…20(?:«holding»|轮流)"),
    (
        "usual-time",
        r"«usually»[是都会均]*(?:选|安排|定)?[在于](?:每年的?)?(?P<usual_time>«when»)(?:…12«holding»|«end»)",
    ),
    ("hosting", r"(?P<hosting>(?:[由在](?=.)…14)?轮流(?:在(?=.)…16)?«turn»)"),
)
# How many rounds: 已延续十五轮, 共举行了十六轮…磋商, 已成功举办15届.
COUNTING = (
    (
        "rounds-held",
        r"(?:已经|已|共|经|先后|累计|迄今|至今|目前|连续|成功|过去|顺利|圆满|如期)+(?:«holding»|历)[了过]?"
        r"(?P<rounds_held>«number»)(?:轮|届|次)(?:的?(?P<object>«name»)|(?=…4«occasion»«end»)|«end»|(?=的))",
    ),
)
# What it is among others: 是副总理级机制, 由两国副总理牵头, 是…机制的组成部分, …框架下的…机制.
RANK = (
    ("level", r"(?:是|为|属于?|作为|系|升格|升级|提升|规格|级别)…30(?P<level>«level»级)(?!官员)"),
    (
        "level",
        r"由…12(?P<level>«level»)(?:级官员|级)?(?:[和与](?=..)…24)?(?:分别|共同|轮流)*"
        r"(?:主持|牵头|担任(?:双方|中方|两国|(?:联合)?委员会|联委会)?(?:各自)?(?:一方)?(?:主席|组长|牵头人|共同主席))",
    ),
    (
        "parent",
        r"(?:是|作为|为)(?P<parent>(?=..)…34)[的之]?(?:重要|有机|主要|核心|关键|不可或缺的?|一个)*"
        r"(?:组成部分|配套活动|子机制|分论坛|子论坛)",
    ),
    (
        "parent-frame",
        r"(?P<parent>«name»)(?:框架下|框架内|机制下|下设|下属|旗下)"
        r"(?:的|«founding»的?|举行的?|召开的?|开展的?|设有|有)?了?…8(?P<object>«name»)",
    ),
    (
        "parent-frame",
        r"在(?P<parent>(?:(?!在)[^，。；：！？\n]){2,20}?)框架[下内](?:«founding»|举行|召开|举办|运行|开展)的?«end»",
    ),
    ("parent", r"(?:隶属|从属|附属)于(?P<parent>(?=..)…20)«end»"),
)
# Its sessions as a whole: 2011年首次举行, 始办于2005年, 原定于2020年举行的磋商暂停.
SESSIONS = (
    ("first-held", r"(?P<first_held>«date»)…15首次(?:举行|举办|召开)«end»"),
    ("first-held", r"(?:始办|首办|首次(?:举行|举办|召开))于(?P<first_held>«date»)"),
    ("first-held", r"[于从自](?P<first_held>«date»)(?:起|开始|起开始)(?:举行|举办|召开)"),
    ("postponed", r"原[定拟计划]*[于在]?(?P<postponed>«date»)…30，?…24«off»"),
)
# What adds to an account and makes none: a page that tells of one session tells these too.
ADDITIONS = (
    ("first-held", r"首(?:次|届|轮)(?:«name»|«occasion»)?…4[于在]?(?P<first_held>«date»)…20«holding»"),
    ("first-held", r"(?P<first_held>«date»)…15首次(?:举行|举办|召开)"),
    ("first-held", r"(?P<first_held>«date»)，?首(?:次|届|轮)(?:«name»|«occasion»)…20«holding»"),
    ("postponed", r"(?P<postponed>«date»)的?…12(?:因|受|由于)…20«off»"),
)


class Rule(msgspec.Struct, frozen=True):
    """A wording: its path, its pattern, and whether it alone makes an account (else it only adds to one)."""

    name: str
    pattern: re.Pattern[str]
    alone: bool = True

    @property
    def reads_dates(self) -> bool:
        """True where a date is part of the wording; the others read 9月 by themselves."""
        return DATE in self.pattern.pattern

    @property
    def tells_parent(self) -> bool:
        """True where it tells what the mechanism is part of."""
        return "parent" in self.pattern.groupindex


@functools.cache
def rules() -> tuple[Rule, ...]:
    """Return the wordings, compiled once; those that tell a parent first, for a parent is never what is told of."""
    alone = (*RANK, *FOUNDING, *RHYTHM, *COUNTING, *SESSIONS)
    found = [Rule(f"mechanism/{name}", filled(pattern)) for name, pattern in alone]
    found += [Rule(f"mechanism/{name}", filled(pattern), alone=False) for name, pattern in ADDITIONS]
    return tuple(sorted(found, key=lambda rule: not rule.tells_parent))


def filled(pattern: str) -> re.Pattern[str]:
    """Return a pattern with its parts, words and gaps filled in."""
    parts = PARTS | {kind: f"(?:{one_of(kind)})" for kind in KINDS}
    words = PLACEHOLDER.sub(lambda match: parts[match[1]], pattern)
    return re.compile(GAP.sub(lambda match: rf"[^，。；：！？\n]{{0,{match[1]}}}?", words))


def one_of(kind: str) -> str:
    """Return an alternation of the words of a kind, the longest first."""
    return "|".join(sorted(tables.words("mechanism_tellings", kind=kind), key=lambda word: (-len(word), word)))

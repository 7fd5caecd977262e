"""Whether an engagement took place, is to take place, was put off or called off, or is only wished for."""

import re

from shiguan.extract.engagement.scene import Scene
from shiguan.extract.engagement.trigger import Trigger
from shiguan.model.engagement import Status
from shiguan.model.span import Span

PLANNED = re.compile(
    r"(?<![麾健中上少大名])将(?![领军近帅士]|此事|此案|[^，。]{0,14}(?:提升|升级|作为|列为|称为|视为|移交|引渡|[^，。]{0,6}合作))|即将(?!结束)|定于|(?<![模虚])拟(?!议|定)|原计划|原拟|计划(?=[^的]{0,10}$|于|在|对|[访前出参同与])"
    r"|预计|预定|准备(?=访|于|在|前往|出|同|与|就)|打算|有望|行将|择日|排定|敲定|商定于|确定于|安排(?=[^，。]{0,6}会)"
)
AFTER_PLANNED = re.compile(
    r"^(?:（[^）]*）)?[^，。；]{0,8}?(?:将|定于|预定|拟|即将|计划)(?:于|在|由|举行|召开|登场|[^，。；]{0,12}举行|[^，。；]{0,14}召开)"
)
POSTPONED = re.compile(r"推迟|延期|延后|押后|顺延|推延|暂缓|原定(?![一二两三四五六七八九十0-9]+[天日小周个])|暂停")
CANCELLED = re.compile(r"终止(?=[与同和所])|停止(?=[与同和所])|取消|告吹|叫停|流产|作罢")
# A wish, a call, a habit, a condition: nothing that took place or is announced.
WISH = re.compile(
    r"愿(?<!志愿)(?!景)|希望|期待|期盼|盼(?!望)|欢迎(?!宴|晚|午|仪)|呼吁|敦促|应当|应该|须|必须|可以|能够|可能|如果|假如|倘若|若(?!望|干)|一旦|适时|有意|提议|建议|反对|支持(?!计划|方案|措施)|鼓励"
    r"|要求|避免|促使|以便|考虑|寻求|继续(?![^，。]{0,4}(?:[交互]换|举行|进行))|保持|加强|深化|推动|推进|促进|致力|坚持|重视|扩大|密切|努力|争取|尝试|试图|欲(?=[前访与同会出赴])|呼唤|恢复(?=[^，。外]{0,4}$)|拒绝|没有|不存在|没能|未能|尚未|并未|未(?=[^，。来]{0,4}$)|不会|不(?:再|会)?[与同和](?=[^，。；]{1,12}[进举展谈会磋通])|不愿|无法|无意|否认|是否|何时|能否|不排除|不应|不能|不得|愈|每年|每次|每两年|每半年|隔年|轮流|经常|通常|一般(?!性)|往往|时常|要(?=[^，。]{0,14}$)(?<![重主必需])|邀请(?=[^，。]{0,12}$)(?<!应)|借助|依靠|通过(?!视频|电话|视讯|线上)(?=[^，。]{0,14}$)|设想|传闻|猜测|主张|赞成|同意(?<![一共][致同]同意)(?=[^，。]{0,6}$)|中方愿|随时|只要|为了|旨在|增加|增进|威胁|便利|方便|受理|允许|禁止|限制|资格|前提|条件|就(?:是否|如何)|就(?=$)|适合|不宜|准备好|做好准备|有待|拟议|接近(?=[^，。]{0,3}$)"
)
AND = re.compile(r"，?并(?!未|非)")  # 将举行会谈，并共同见证签署: what 将 opened goes on
# 提出两国领导人|举行会晤: what somebody puts forward. What bears 提出 in its name is none (提出十周年研讨会).
PROPOSED = re.compile(r"提出[^，。]{0,14}$")
PROPOSABLE = frozenset({"with", "receive", "visit", "trip", "join"})
MUTUALLY = re.compile(r"(?:双方|两国|一致|共同)同意")  # 双方同意各自|交换|一千名被俘人员: announced
CLAUSE_MARKS = "，。；：！？\n"
OCCASION_OF = re.compile(r"[^，。]{0,30}为契机")
RECEPTION = re.compile(r"仪式，?$")
INVITED = re.compile(r"(?:应|受)[^，。；]{0,40}?(?:邀请|之邀|邀约|邀|要求|请求)|受邀|应邀|获邀")
# 就此要求所|进行的谈判: what is talked about is no wish.
TOPIC = re.compile(
    r"就(?!是否|如何|[^，。；]*(?:希望|呼吁|敦促|可能|如果|愿|应|没|未|不|要求[^所的]))[^，。；就]{1,24}?所?(?=(?:进行|举行|展开)[^，。；]{0,8}$)"
)
PAST = re.compile(
    r"应邀|此次|此行|本次|不久前|前不久|刚刚|刚才|日前|此前|先前|早前|曾(?!任|祖|经济)|上次|上周|上月|上个月|去年|前年|昨天|昨日|两次|两度|三次|多次|数次|几次|成功|圆满|已经|已(?!故|婚)|年前|个月前|天前|周前|即将|将于|首次|再次"
)


# 2018年达成的协议将于9月到期: what was made is past, whatever becomes of it.
DONE = frozenset({"sign", "mutual", "bond"})


def status_of(scene: Scene, trigger: Trigger, floor: int, ceiling: int) -> tuple[Status, Span | None]:
    """Return the status that the words around a trigger tell; `floor` and `ceiling` bound its clause."""
    folded = scene.folded
    before = folded[floor : trigger.start]
    after = folded[trigger.end : ceiling]
    for status, pattern in ((Status.CANCELLED, CANCELLED), (Status.POSTPONED, POSTPONED)):
        found = pattern.search(before[-24:]) or pattern.search(after[:40])
        if found:
            offset = folded.find(found.group(), max(floor, trigger.start - 24), ceiling)
            return status, Span(offset, offset + len(found.group()))
    marks = [mark for mark in PLANNED.finditer(folded, floor, trigger.end) if mark.start() < trigger.start]
    if not marks and AND.match(before):
        floor = max(folded.rfind(mark, 0, max(0, floor - 1)) for mark in CLAUSE_MARKS) + 1
        marks = list(PLANNED.finditer(folded, floor, trigger.start))
    if marks:
        return Status.PLANNED, Span(*marks[-1].span())
    follows = AFTER_PLANNED.match(after)
    if follows and not (trigger.act in DONE and after.startswith("的")):
        return Status.PLANNED, Span(trigger.end + follows.start(), trigger.end + follows.end())
    return Status.HELD, None


def is_wished(before: str, folded: str, floor: int, trigger: Trigger) -> bool:
    """True where the clause up to the trigger (`before`, names masked) wishes, denies, tells a habit or condition."""
    before = INVITED.sub(lambda found: "_" * len(found.group()), before)
    if "就" in before:
        before = TOPIC.sub(lambda found: "_" * len(found.group()), before)
    if trigger.act == "sign" and OCCASION_OF.match(folded, trigger.end):
        return False
    if trigger.act == "exchange":
        before = MUTUALLY.sub("", before)
    if trigger.act == "truce":
        before = before.replace("同意将", "")
    if before.startswith("欢迎") and RECEPTION.search(folded, max(0, floor - 4), floor):
        before = before[2:]
    if trigger.act in PROPOSABLE and PROPOSED.search(before):
        return True
    return bool(WISH.search(before) or HABIT.match(folded, trigger.end))


# 会谈|原则上每年举行一次: a habit, told behind the word.
HABIT = re.compile(r"(?:机制)?(?:原则上|一般|通常|大体上?|基本上?|将)?(?:每隔?(?:年|半年|[两二三四五]年)|定期|轮流)")


def is_told(folded: str, floor: int, trigger: Trigger, ceiling: int) -> bool:
    """True where words within speech tell of a past event: 去年, 不久前, 成功, 了."""
    if folded[trigger.end : trigger.end + 1] in ("了", "过"):
        return True
    if trigger.act == "sign" and OCCASION_OF.match(folded, trigger.end):
        return True
    return bool(PAST.search(folded[floor:ceiling]))

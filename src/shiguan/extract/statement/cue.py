"""Which words stand as verbs of speech, and where the clause of a cue begins."""

import re

# A cue is none where these follow it: 表示的, 提出了, 称为, 说法.
NO_CUE_AFTER = frozenset("的着得")
# 称为, 说服, 说法: what makes a single character another word; 说法国… is none of them.
NO_SINGLE_CUE = re.compile(r"[为作谓号赞职服明词话罪起到谎]|法(?![国新方军院庭官广])|(?:这|此|那)(?:番)?话")
NEGATED = re.compile(r"(?:没有|并未|尚未|从未|未|不愿|拒绝|不肯|没|未能|无法|不予|未有)$")
ANNOUNCES = re.compile(r"[^，。；]{0,4}[一二三四五六七八九两几\d]+(?:点|项|条|个)[^，。；]{0,8}[：。]")
EMOTION = re.compile(
    r"(?:了|最|强烈|坚决|诚挚|深切|衷心|严重|高度|热烈|极大|深深|由衷|由衷的|真诚|深表|深感|极度|十分|非常|其|很|深深的|崇高|良好|美好|极为|密切|明确|热切|沉痛|沉痛的|诚挚的|深切的|衷心的|强烈的|高度的)*"
    r"(?:不满|反对|祝贺|感谢|谢意|欢迎|赞赏|担忧|担心|关切|关注|遗憾|慰问|同情|支持|愤怒|哀悼|悼念|肯定|敬意|谴责|抗议|失望|满意|震惊|问候|祝愿|理解|钦佩|忧虑|怀疑|兴趣|歉意|赞同|认同|乐观|悲观|感激|愤慨|不安|关心|信心|善意|友好|异议|疑虑|质疑|尊重|同意)"
    r"(?:(?:和|与|、|及|并|以及)[^，。；]{0,8})?(?:[，。；！”]|$)"
)
# 表示强烈谴责，: a feeling and no words.
FEELINGS = frozenset({"谴责", "强烈谴责", "抗议", "质疑", "赞扬", "批评", "警告", "威胁"})
# 消除空中威胁，以便…
NOUN_AFTER = re.compile(r"，(?:以便|并|从而|确保|为|而)")
# 根据X重要指示和Y要求，
WISHES = frozenset({"要求", "提议", "建议", "命令", "通知"})
FOLLOWING = re.compile(r"(?:根据|按照|遵照|按)[^，。]*$")
EXPLAINS = frozenset({"分析", "阐释"})  # 深刻分析国内外形势
# Whole clauses follow these: 检方指甲在被问话之后，….
CLAUSAL = frozenset({"指", "称"})
PUBLISHES = frozenset({"公布", "发布"})
RULED_ON = re.compile(r"[被遭获经由][^，。；]{0,8}$")  # 被选举主任裁定
AGENDA = re.compile(r"正式|[予将初底中会以出月对]$")
# 介绍高质量发展有关情况: what of, and no words.
TOPIC_ONLY = re.compile(r"[^，。：“；]{2,60}(?:情况|成果|经验|做法|进展)(?:[，。；]|$)")
PLANS = re.compile(r"将?(?:与|和|同|于|在|前往|访问|出席|会见)")
# 八部门联合印发《实施方案》，提出到2025年…
ISSUED = re.compile(r"(?:印发|发布|下发|出台|公布|制定)[^。\n]{0,70}，$")
UNFORGOTTEN = re.compile(r"(?:不能不|不得不|不可不|难免)$")  # 说到甲，就不能不提到乙
FORECASTS = frozenset({"预测", "预计", "预期", "估计"})
GIVEN = re.compile(r"(?:表示|予以|表达|加以|给予|提出|发出|遭到|受到|引起|招致|死亡|强烈|严厉)[^，。]{0,3}$")
UNWILLING = re.compile(r"(?:不愿|拒绝|不肯|没有|并未|尚未|无法|不予)(?:向|对|就)[^，。；：]{1,12}$")
SUBORDINATE = re.compile(r"(?:时|后|之际|之前|前|的同时|期间|以来|之时|当天|的情况下|的背景下|之下)$")
RECEIVED = re.compile(r"(?:接到|收到|发出|发布)[^，。；]{0,12}$")


def last_cue(match: re.Match[str]) -> tuple[int, int]:
    """Return the last verb of a chain of cues (汇报称: 称)."""
    chain = match.group()
    last = max(chain.rfind("V"), chain.rfind("v"), chain.rfind("y"))
    return match.start() + last, match.end()


def is_cue(folded: str, masked: str, start: int, end: int, limit: int) -> bool:
    """True where the word stands as a verb of speech: not 表示的, 说法, 被称为, nor 表示祝贺 alone."""
    if masked[start] == "y":
        return end < limit
    if end >= limit or folded[end] in "。！？；" or folded[end] == "\n":
        return folded[start - 1 : start] != "的" and after_quotation(folded, masked, start)
    if folded[end] in NO_CUE_AFTER or (folded[start - 1 : start] in "的所被以其" and start > 0):
        return False
    if folded[end] == "过" and folded[end : end + 2] not in ("过去", "过程"):
        return False
    if folded[end] == "了" and folded[end + 1 : end + 2] not in "，：一":
        if (
            folded[start:end] not in ("强调", "重申", "指出")
            or re.match(r"了[^，。；]{11}", folded[end : end + 12]) is None
        ):
            return False
    word = folded[start:end]
    if masked[start] == "v" and folded[start - 2 : start] in ("一份", "一项", "一个", "这份", "该项", "一封"):
        return False  # 一份要求停火的决议草案
    if word in FEELINGS and folded[end] in "，、和并" and GIVEN.search(folded[max(0, start - 6) : start]):
        return False
    if tells_of_a_thing(folded, word, start, end, limit) or is_manner(folded, word, start, end):
        return False
    if word in FORECASTS and folded[end] == "为":
        return False  # 此前预测为0.2%: a value told, no words
    if word == "承认" and folded[start - 1] == "不":
        return False
    if len(word) == 1 and (NO_SINGLE_CUE.match(folded, end) or folded.startswith(("什么", "出"), end)):
        return False  # 无论他说什么
    if NEGATED.search(folded[max(0, start - 3) : start]) or UNWILLING.search(folded[max(0, start - 16) : start]):
        return False
    if word in ("预计", "预期", "预定") and PLANS.match(folded, end):
        return False  # X预计将与Y会面
    if word in ("预计", "预期", "料") and (
        masked[end] in "TI" or (folded[end] == "将" and masked.startswith(("I", "T"), end + 1))
    ):
        return False  # 法院预计在年初作出决定: a plan and no speech
    if (word not in CLAUSAL and is_subordinate(folded, masked, end, limit)) or is_time_of(
        folded, masked, start, end, limit
    ):
        return False
    if word == "提出":
        issued = folded[start - 1] == "，" and ISSUED.search(folded, max(0, start - 80), start)
        return folded[end] in "，：" or bool(issued) or ANNOUNCES.match(folded, end, limit) is not None
    if word in ("通知", "命令") and RECEIVED.search(folded[max(0, start - 16) : start]):
        return False
    if word == "回应" and folded.endswith(("开火", "军事", "反击"), 0, start):
        return False
    if word in ("回应", "建议") and (folded[end] not in "，：" or folded[start - 1 : start] in "点项条个些的"):
        return False
    if word.endswith("表示") and EMOTION.match(folded, end, limit):
        return False
    if word == "透露" and folded[end] == "出":
        return False
    if word == "称" and re.match(r"[^，。：“]{1,12}(?:(?<![成认因作以])为|(?<![工合])作)", folded[end : end + 14]):
        return False
    return True


def tells_of_a_thing(folded: str, word: str, start: int, end: int, limit: int) -> bool:
    """True where what follows, or goes before, is a thing and no words: 公布名单, 介绍有关情况, 根据甲的提议，."""
    if word in WISHES:
        return folded[end] == "，" and FOLLOWING.search(folded, max(0, start - 40), start) is not None
    if word in PUBLISHES:
        return folded[end] not in "，：" or AGENDA.search(folded, max(0, start - 4), start) is not None
    if word in EXPLAINS:
        return folded[end] not in "，：“"
    if word == "裁定":
        return folded[end] in "书为无有罪" or RULED_ON.search(folded, max(0, start - 10), start) is not None
    if word == "介绍":
        return TOPIC_ONLY.match(folded, end, limit) is not None
    if word == "形容":
        return folded[start - 1] in "来以用"  # 用一个词来形容
    return word == "威胁" and NOUN_AFTER.match(folded, end) is not None


def is_subordinate(folded: str, masked: str, end: int, limit: int) -> bool:
    """True where the clause of the cue is but the time of another: 谈到…问题时，, 宣布…后，."""
    if masked[end] in ",:<":
        return False
    stop = end
    while stop < limit and masked[stop] not in ",;:.n":
        stop += 1
    return stop < limit and SUBORDINATE.search(folded[end:stop]) is not None


def is_manner(folded: str, word: str, start: int, end: int) -> bool:
    """True for 直言不讳地, 问到甲的看法, 不能不提到甲: how somebody speaks or what of, and no words."""
    if word == "问到" and folded[end] not in "，：":
        return True
    blunt = word == "直言" and folded.startswith("不讳", end)
    return blunt or UNFORGOTTEN.search(folded, max(0, start - 6), start) is not None


BEFORE_THAT = re.compile(r"[^，。；：“]{2,40}(?:之前|以前|之后|以后)(?!，)")
ABOUT = re.compile(r"(?:针对|对于)[^，。；：]*$")


def is_time_of(folded: str, masked: str, start: int, end: int, limit: int) -> bool:
    """True where the act only tells when, or of what, something else is told: 在要求闭馆之前没有…, 针对甲重申…，."""
    if folded[start - 1 : start] == "在" and masked[start] == "v" and BEFORE_THAT.match(folded, end, limit):
        return True
    if masked[end] in ",:<":
        return False
    floor = max(0, start - 60)
    if folded.find("针对", floor, start) < 0 and folded.find("对于", floor, start) < 0:
        return False  # nearly always
    clause = clause_start(folded, masked, floor, start)
    return (
        ABOUT.match(folded, clause, start) is not None
        and ("时" in folded[clause:start] or masked[start] == "v")
        and "," in masked[end:limit]
    )


def after_quotation(folded: str, masked: str, cue: int) -> bool:
    """True where the clause of the cue follows a quotation: “…”，王毅说。"""
    clause = clause_start(folded, masked, 0, cue)
    return masked[max(0, clause - 2) : clause].rstrip(",")[-1:] == ">"


def clause_start(folded: str, masked: str, floor: int, offset: int) -> int:
    """Return where the clause that holds `offset` begins."""
    while offset > floor and masked[offset - 1] not in ",;:.n" and folded[offset - 1] != "#":
        if masked[offset - 1] == ">" and folded[offset - 2] in "，。！？、…—":
            break
        offset -= 1
    return offset

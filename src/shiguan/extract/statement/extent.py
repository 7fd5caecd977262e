"""How far a statement reaches: from after its cue to the end of what is still that speaker's."""

import re

from shiguan.extract.statement.sentence import Sentence
from shiguan.model.mention import Mention, MentionKind

OPENING = re.compile(r"[，：,:\s了；]*")
# Sentences that take the tale up again after a speech.
NARRATIVE = re.compile(
    r"(?:#|法庭文件|文件显示|会[见谈晤]?[前后]|会议[前后]|会谈后|会见后|会晤后|会上|期间|[访峰论]\S{0,3}期间|据|另据|根据|当天|当日|同日|当晚|(?:此外|另外)(?!，(?:还|也|应|将|要|必须|我们))|与此同时|双方还|两国元首还|两国领导人还"
    r"|截至|目前，|此前|稍早|日前|近日|随后|本次|本届|[本该]?节目|这是|记者|图为|资料|获取更多|发稿|编译|编辑|责编|审校|作者|来源|©|（完）|有报道|报道|消息"
    r"|这(?:份|封|篇)(?:起诉|诉状|报告|文件|信|声明|文章)"
    r"|[^，。“”]{2,24}?(?:没有|未|未能|未予|拒绝|尚未|并未)(?:立即|马上|就此|对此|正式|公开)*(?:对[^，。]{2,12})?(?:回应|回覆|答复|置评|评论|表态))"
)
# 中方并未设定期限: what a side left undone is told by another.
LEFT_UNDONE = re.compile(r"(?:方面)?(?:目前)?(?:并未|没有|尚未|还没有|未能)")
SPEECHLIKE = re.compile(
    r"(?:而|但|如果|若|要|我|将|希望|应|因此|所以|他们|她们|同时|否则|并|一方面|另一方面|首先|其次|第[一二三四五]|双方|各方|愿|相信|期待|必须|需要)"
)
# Names of reporters and translators that run on from the last sentence.
FURNITURE = re.compile(
    r"（(?:译者|编译|责编|记者|实习|核稿)[^）\n]{1,40}）|#[^#\n]{2,30}#|（完）|（.{0,6}(?:摄影|供图)）"
)
# Times that speech goes on with: years, 70年来, and a year when 两国 did what it tells.
YEAR = re.compile(
    r"今年|明年|去年|未来|过去|\d{4}年[，来以]|(?:\d+|[一二三四五六七八九十百]+)多?年[来前]|\d{4}年(?=[^。]{0,40}(?:两国|双方|我们))"
)
# 昨天，习近平主席同总统先生举行会谈: who is spoken to shows that it is still speech.
ADDRESSED = re.compile(
    r"(?:总统|总理|首相|主席|总书记|国王|议长)(?:先生|女士|阁下|同志|陛下)|[你您](?!们)|(?<![自本])我(?![们国方军党])"
)
DAY = re.compile(r"\d日|(?:周|星期)[一二三四五六日天]|当[天日晚]|同[日一]")
# 这一举动…, 此次对话…, 自冲突爆发以来…: the teller says what the words or the news are about.
POINTING = re.compile(r"这|此|该|上述|自|由于|（|首都|[\d一二三四五六七八九十两]+[名人家位]")
UNANSWERED = re.compile(
    r"(?:拒绝|未予|不予|没有)置评|[未没有][^，。]{0,4}(?:作|做)?出?(?:任何)?回应|没有(?:提出|说明|透露|提供)|并?未(?:提供|说明|透露)"
    r"|不愿(?:意)?(?:具名|透露)|透露姓名|匿名|未获授权"
)
LONGEST_SCRAP = 14  # characters
CUT_OFF = re.compile(r"(?:\.{3,}|…+)\s*(?:more|更多)?$")
ASSEMBLY = re.compile(r"会议|大会|全会|与会|各界|人士$|组成人员|代表$|委员$|嘉宾")
CLOSERS = "。，,；;、 　\n"
QUOTE_MARK = re.compile("[“”]")


def content_start(folded: str, cue_end: int, limit: int) -> int:
    """Return where the words themselves begin after the cue and its ，or ：."""
    match = OPENING.match(folded, cue_end, limit)
    return match.end() if match else cue_end


def trim_content(folded: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds without the outer quotation marks, closing full stop and commas."""
    while start < end and folded[start] in " 　\n，：；":
        start += 1
    furniture = FURNITURE.search(folded, start, end)
    if furniture:
        end = furniture.start()
    cut_off = CUT_OFF.search(folded[max(start, end - 12) : end])
    if cut_off:
        end -= len(cut_off.group())
        whole = max(folded.rfind(mark, start, end) for mark in "。！？")
        if whole > start and end - whole <= LONGEST_SCRAP:
            end = whole  # what is left of a sentence that the page cuts off: …。川普政府的两名高......more
    while end > start and folded[end - 1] in CLOSERS:
        end -= 1
    # An outer pair is dropped only where it is one pair around the whole.
    while end - start > 1 and folded[start] == "“" and matching(folded, start, end) == end - 1:
        start += 1
        end -= 1
        while end > start and folded[end - 1] in CLOSERS:
            end -= 1
    if folded[start : start + 1] == "“" and matching(folded, start, end) is None:
        start += 1
    while end > start and folded[end - 1] == "”" and folded.count("“", start, end) < folded.count("”", start, end):
        end -= 1
        while end > start and folded[end - 1] in CLOSERS:
            end -= 1
    return start, end


def matching(folded: str, start: int, end: int) -> int | None:
    """Return where the quotation that opens at `start` closes, or None."""
    depth = 0
    for offset in range(start, end):
        if folded[offset] == "“":
            depth += 1
        elif folded[offset] == "”":
            depth -= 1
            if depth == 0:
                return offset
    return None


def quoted_share(folded: str, start: int, end: int) -> float:
    """Return which part of the characters stands in quotation marks; the outer pair may lie just outside the bounds."""
    if end <= start:
        return 0.0
    inside = 0
    depth = 1 if folded[start - 1 : start] == "“" and start else 0
    done = start
    for mark in QUOTE_MARK.finditer(folded, start, end):
        if depth:
            inside += mark.start() - done
        depth = depth + 1 if mark[0] == "“" else max(0, depth - 1)
        done = mark.end()
    if depth:
        inside += end - done
    return inside / (end - start)


def is_assembly(mention: Mention) -> bool:
    """True for people gathered for an occasion, whose shared words are told at length: 与会嘉宾, 各界人士."""
    return mention.kind is MentionKind.GROUP and ASSEMBLY.search(mention.organisation or "") is not None


def goes_on(
    folded: str,
    masked: str,
    sentence: Sentence,
    speaker: tuple[Mention, ...],
    heads: tuple[Mention, ...],
    *,
    at_length: bool,
) -> bool:
    """True where a sentence without a cue of its own still belongs to the speech before it.

    `at_length`: the cue brings a speech (表示, 介绍) and no act that is told with its object (宣布, 要求).
    """
    if NARRATIVE.match(folded, sentence.start, sentence.end):
        return False
    if masked[sentence.start] == "T" and not YEAR.match(folded, sentence.start):
        return ADDRESSED.search(folded, sentence.start, min(sentence.end, sentence.start + 40)) is not None
    dated = DAY.search(folded, sentence.start, min(sentence.end, sentence.start + 16))
    if dated and masked[dated.start()] in "T~p":
        return False
    head = next((mention for mention in heads if mention.start - sentence.start <= 2), None)
    person = any(mention.kind in (MentionKind.PERSON, MentionKind.ROLE) or is_assembly(mention) for mention in speaker)
    if not person and SPEECHLIKE.match(folded, sentence.start):
        return True
    if head is not None and head.kind is MentionKind.OUTLET:
        return False
    if head is not None and head.kind is MentionKind.PERSON:
        # Another known person at the head of a sentence takes the tale away, 习近平主席 as a polite address does not.
        polite = head.rule == "mention/person/name" and head.name_span is not None and head.name_span.end < head.end
        return person and (polite or folded[head.end : head.end + 1] in "的是")
    if person:
        return True
    states = {state for mention in speaker for state in mention.states}
    if head is not None and LEFT_UNDONE.match(folded, head.end):
        return False
    if head is not None:
        return bool(states & set(head.states))
    return at_length and is_about_nobody(folded, sentence)


def is_about_nobody(folded: str, sentence: Sentence) -> bool:
    """True for a sentence that opens with a thing and tells of no silence: 袭击目标包括…, 新的政策势必…."""
    if POINTING.match(folded, sentence.start, sentence.end):
        return False
    return UNANSWERED.search(folded, sentence.start, sentence.end) is None

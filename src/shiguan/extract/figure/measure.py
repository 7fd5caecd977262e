"""What a number measures: the subject before its verb, or the noun behind it."""

import re

from shiguan.extract.figure import words
from shiguan.extract.figure.clause import Scene, pieces, trim
from shiguan.model.span import Span

QUOTED = re.compile(r"“[^”\n]{1,15}”")
NOUN_STOP = re.compile(r"[，。；﹔：！？、\n“”（）《》·.…\d—]")
PART = re.compile(r"占")
OBJECT = re.compile(r"(?<=.)(?:决定将|宣布将|计划将|将|把)(?!军|领|来|近)")
LONG_SUBJECT = 22
DE = re.compile(r"[ ]?(?:左右|以上|以下|以内|以来|之多|多)?的?(?=.)")
TITLE = re.compile(r"的?(《[^》\n]{1,40}》)")
LONGEST_NOUN = 24
LONGEST_VICTIM = 8
# A subject that ends like this is what the number measures, also where a noun follows: 总装机容量50万千瓦的电站.
MEASURE_NOUN = re.compile(
    r"(?:额|量|面积|率|值|价格|比例|比重|规模|收入|支出|赤字|顺差|逆差|总数|人数|指数|费用|成本|利润|预算|造价|投资|高度|产能|长度)$"
)
FEW = re.compile(r"[两三四五六七八九十]+大(?!类|型)(?=.)")  # 三大关键利率: the number is no part of the measure
ITEM_BREAK = re.compile(r"[、和与及]|以及")
# The word that the items before the last leave out: A、B和C增加值分别增长…
SHARED_HEAD = re.compile(
    r"(?:增加值|零售额|销售额|总额|余额|产量|销量|产值|收入|支出|投资|出口额?|进口额?|进出口|价格|利润|指数|增速|人数|存量|货运量|客运量|发电量)$"
)


def subject_before(scene: Scene, start: int, end: int) -> list[Span]:
    """Return the spans of the subject in `[start, end)`, the text up to the number's verb; [] where none stands."""
    for found in words.source_verb().finditer(scene.folded, start, end):
        if is_source_end(scene.folded, found.end(), end):
            start = found.end()
    for found in OBJECT.finditer(scene.folded, start, end):
        start = found.end() if found.end() + 1 < end else start
    share = PART.search(scene.folded, start + 2, end)
    if share:
        end = share.start()
    found_pieces = [shortened(scene.folded, piece) for piece in pieces(scene, start, end)]
    if len(found_pieces) > 1:
        found_pieces = [piece for piece in found_pieces if piece.end - piece.start > 1]
    return [part for piece in found_pieces for part in without_few(scene.folded, piece)]


def shortened(folded: str, piece: Span) -> Span:
    """Return the part behind the last 的 of a long piece: …共同制定的|年贸易额."""
    if piece.end - piece.start <= LONG_SUBJECT:
        return piece
    cut = folded.rfind("的", piece.start, piece.end - 2)
    return Span(cut + 1, piece.end) if cut > 0 else piece


def is_source_end(folded: str, at: int, end: int) -> bool:
    """Say whether the words before `at` name a source and the measure begins behind: 数据显示|贸易额."""
    return at < end and (
        folded[at] in "，： “" or folded[at - 1] in "示称说" or folded[at - 2 : at] in ("表示", "指出", "介绍")
    )


def without_few(folded: str, piece: Span) -> list[Span]:
    """Return the piece without 三大."""
    found = FEW.search(folded, piece.start, piece.end)
    if not found:
        return [piece]
    return [part for part in (Span(piece.start, found.start()), Span(found.end(), piece.end)) if part.start < part.end]


def strip_tail(
    pattern: re.Pattern[str], folded: str, start: int, end: int, reach: int = 12
) -> tuple[int, re.Match[str] | None]:
    """Return where the words before the pattern at the end of `[start, end)` end, and the match."""
    found = pattern.search(folded, max(start, end - reach), end)
    return (found.start(), found) if found else (end, None)


def noun_after(scene: Scene, start: int, end: int) -> Span | None:
    """Return the noun phrase that follows a number: 27次|袭击, 142处|乌军驻地, 30枚|“战斧”巡航导弹."""
    folded = scene.folded
    title = TITLE.match(folded, start, end)
    if title:
        return Span(*title.span(1))
    end = min([end, *(time.start for time in scene.times_in(start, end))])
    opening = DE.match(folded, start, end)
    start = opening.end() if opening else start
    quoted = QUOTED.match(folded, start, end)
    body = quoted.end() if quoted else start
    stop = NOUN_STOP.search(folded, body, min(end, body + LONGEST_NOUN))
    last = stop.start() if stop else min(end, body + LONGEST_NOUN)
    ending, kept = words.noun_end()
    for found in ending.finditer(folded, body, last):
        if found[0] not in kept and not goes_on(found, last):
            last = found.start()
            break
    while last > start and folded[last - 1] in " 和与及、的了中":
        last -= 1
    if last <= start or words.head("rise", "fall", "level").match(folded, start, last):
        return None
    return Span(start, last)


def goes_on(found: re.Match[str], last: int) -> bool:
    """Say whether 的 is followed by the noun itself: 涉嫌欺诈|的|公民."""
    return found[0] == "的" and found.end() < last


def predicate_after(scene: Scene, start: int, end: int) -> list[Span]:
    """Return what is said of the people or things counted, where no noun follows: 3人|已被捕."""
    found = pieces(scene, start, min(end, start + LONGEST_NOUN))
    return found[:1] if found else []


def casualty_after(folded: str, start: int, end: int) -> Span | None:
    """Return the harm told of the people counted: 68人|死亡, 4名|乘客受伤."""
    stop = NOUN_STOP.search(folded, start, min(end, start + LONGEST_NOUN))
    last = stop.start() if stop else min(end, start + LONGEST_NOUN)
    found = words.casualty().search(folded, start, last)
    if not found:
        return None
    first, _ = trim(folded, start, found.start())
    skips = words.head("boundary").match(folded, start) and not words.head("protected").match(folded, start)
    if skips or found.start() - first > LONGEST_VICTIM:
        first = found.start()
    return Span(min(first, found.start()), found.end())


def distribute(scene: Scene, subject: list[Span], count: int) -> list[list[Span]] | None:
    """Return one measure for each of `count` numbers where the subject lists as many: 甲和乙分别增长…."""
    if not subject:
        return None
    start, end = subject[0].start, subject[-1].end
    edges = [start]
    for found in ITEM_BREAK.finditer(scene.folded, start, end):
        edges += [found.start(), found.end()]
    edges.append(end)
    items = [Span(*trim(scene.folded, left, right)) for left, right in zip(edges[::2], edges[1::2], strict=True)]
    if len(items) > count:  # 导航、气象及海洋仪器制造业: 及 joins inside an item
        items = regroup(scene.folded, start, end, count)
    if len(items) != count or any(item.start >= item.end for item in items):
        return None
    head = SHARED_HEAD.search(scene.folded, items[-1].start, items[-1].end)
    tail = [Span(*head.span())] if head and head.start() > items[-1].start else []
    bare = [not SHARED_HEAD.search(scene.folded, item.start, item.end) for item in items]
    return [[item, *(tail if bare[index] and index < count - 1 else [])] for index, item in enumerate(items)]


def regroup(folded: str, start: int, end: int, count: int) -> list[Span]:
    """Return the items parted by 、 and the last 和 alone."""
    edges = [start]
    for found in re.compile("、").finditer(folded, start, end):
        edges += [found.start(), found.end()]
    edges.append(end)
    items = [Span(left, right) for left, right in zip(edges[::2], edges[1::2], strict=True)]
    return items if len(items) == count else []

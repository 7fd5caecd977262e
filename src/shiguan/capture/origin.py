"""Who wrote a page, as against who carried it: source labels, datelines, by-lines."""

import functools
import re

from shiguan.capture.furniture import labels
from shiguan.lexicon import tables

NAME = r"[\u4e00-\u9fffA-Za-z]"
# Reuters writes its own short form; its pages are the one place where 路透 stands without 社.
DATELINES = (
    # 新华社北京5月26日电, 中新网5月26日电（记者 …）, （法新社香港20日电）, 中央社記者…台北22日電
    rf"^[（【\[]?\s*(?P<wire>{NAME}{{1,10}}?(?:社|网|报|台|通讯社|新闻|在线|客户端))(?![^，。\n]{{0,30}}(?:报道|消息)，)"
    r"[^，。！？\n]{0,40}?\d{1,2}\s?日\s?(?:专|综合|外)?(?:电|讯)",
    # 路透伦敦7月22日 -, 美联社华盛顿7月22日 —
    rf"^[（【\[]?\s*(?P<dash>路透|{NAME}{{1,6}}社)[^，。！？\n]{{0,16}}?\d{{1,2}}\s?(?:日|/\d{{1,2}})\s?(?:[-–—]|电)",
    # （德国之声中文网）, （中央社台北22日电）, 【环球网报道 记者 …】, [观察者网讯]
    rf"^[（【\[]\s*(?P<bracket>{NAME}{{1,10}}?(?:之声中文网|之声|社|网|报|台|新闻|在线))\s*(?:综合|独家)?(?:报道|讯|消息|快讯|电|）|】|\]|\s)",
    # 观察者网讯, 大公报讯, 新京报快讯, 长江网10月4日讯
    rf"^(?P<news>{NAME}{{1,8}}?(?:网|报|台|社|新闻))\s?(?:\d{{1,2}}月\d{{1,2}}日)?(?:快?讯|电)(?=[\s（，：]|记者)",
)
# What the head of a line must hold or begin with for any of them: most have none, and this shows it at once.
DATELINE_MARK = re.compile(r"[电讯\-–—]")
BRACKETS = ("（", "【", "[")
# 来源：新华社 | 作者：…; the value ends where the next label or a gap begins.
SOURCE_VALUE = re.compile(r"^[：:\s]*[《“（]?(?P<name>[^\s|｜，。；：:》”（）()\[\]【】<>/]{2,24})")
NO_SOURCE = re.compile(r"^(?:网络|互联网|综合|本站|本站原创|原创|未知|转载|网友|不详|佚名|\d)|整理$|^作者|^编辑|图片")
CREDIT_AT_END = re.compile(
    r"[（(【\[]\s*(?:文章|稿件|新闻|消息|资料|信息)?(?:来源|转自|据)\s*[：:]?\s*"
    r"(?P<name>[^（）()，。\n]{2,20}?)(?:等|网站)?\s*[）)】\]]\s*$"
)
NAME_OF_PERSON = r"[\u4e00-\u9fff]{2,4}(?:[·•][\u4e00-\u9fff]{1,6})*"
NAMES = rf"{NAME_OF_PERSON}(?:[、，/ ]+{NAME_OF_PERSON}){{0,4}}"
# What a line must hold or begin with for any of the patterns of REPORTER; most have none, and this shows it at once.
BYLINE_WORD = re.compile("作者|记者|撰文|撰稿|执笔")
REPORTER = (
    re.compile(
        rf"^(?:作者|记者|撰文|撰稿|执笔|文)\s*[：/|]\s*(?P<names>{NAMES}|[A-Z][A-Za-z.\- ]{{3,30}})"
        r"(?=$|\s|；|责编|编辑|编译|审校)"
    ),
    re.compile(rf"[（(【\[][^（）【】]{{0,12}}记者[：\s]*(?P<names>{NAMES})\s*(?:综合|报道|整合|摄影)?[）)】\]]"),
)
NO_NAME = re.compile(r"^(?:不详|佚名|未知|本站|网络|记者|综合|编辑|admin|管理员|报道|本报|新闻|发自)")
NO_PERSON = frozenset("整合 综合 报道 摄影 供稿 编辑 责编 编译 整理 责任编辑 发自 实习 通讯员 文 图".split())
HEAD = 160
OWN = {"本报", "本刊", "本台", "本网", "本社", "本站", "本网站", "本公司"}


@functools.cache
def dateline() -> tuple[re.Pattern[str], ...]:
    """Return the dateline patterns."""
    return tuple(re.compile(pattern) for pattern in DATELINES)


@functools.cache
def outlet_names() -> dict[str, str]:
    """Return folded wording -> the outlet written out."""
    return {row["word"]: row["canonical"] or row["word"] for row in tables.rows("outlets")}


def outlet_named(written: str) -> str:
    """Return the outlet written out where the table knows the wording, else the wording."""
    return outlet_names().get(written, written)


def origin_of(folded: str, publisher: str | None) -> str | None:
    """Return the outlet that the head or the last line of a folded body names as its writer, or None."""
    for line in head_lines(folded):
        if labelled := source_in(line):
            return own_name(labelled, publisher)
        if DATELINE_MARK.search(line, 0, HEAD) is None and not line.startswith(BRACKETS):
            continue
        for pattern in dateline():
            if found := pattern.match(line, 0, HEAD):
                return own_name(found.group(found.lastgroup or 0), publisher)
    last = folded.rstrip()
    if found := CREDIT_AT_END.search(last[-60:]):
        return clean_source(found.group("name"))
    return None


def own_name(written: str, publisher: str | None) -> str | None:
    """Return the outlet: 本报 is whoever publishes the page."""
    if written in OWN:
        return publisher
    return outlet_named(written)


def head_lines(folded: str) -> list[str]:
    """Return the first lines with something on them, where datelines stand."""
    lines: list[str] = []
    start = 0
    while len(lines) < 5 and start < len(folded):
        end = folded.find("\n", start, start + 100_000)
        if end < 0:
            end = len(folded)
        line = folded[start : min(end, start + 2 * HEAD)].strip()
        if line:
            lines.append(line)
        start = end + 1
    return lines


def source_in(line: str) -> str | None:
    """Return the outlet behind a source label anywhere in a short folded line, or None."""
    if len(line) > HEAD or ("来源" not in line and "转自" not in line and "稿源" not in line and "供稿" not in line):
        return None
    for found in source_label().finditer(line):
        if name := clean_source(line[found.end() :]):
            return name
    return None


@functools.cache
def source_label() -> re.Pattern[str]:
    """Return the pattern of a source label with its colon."""
    words = [word for word, kind in labels().words.items() if kind == "source"]
    return re.compile(
        rf"(?<!图片)(?<!图)(?:{'|'.join(sorted(words, key=len, reverse=True))})\s*(?:[：:|]|(?<=于)|(?<=自))\s*"
    )


def clean_source(written: str) -> str | None:
    """Return the outlet at the head of what follows a source label, or None where it names none."""
    found = SOURCE_VALUE.match(written)
    if found is None:
        return None
    name = re.sub(r"(?:供稿|原创稿?|网站)$", "", found.group("name"))
    name = re.split(r"作者|编辑|责编|责任|时间|发布|日期|浏览|阅读|字体|记者|\d{4}", name)[0].strip("-—_·、@")
    if len(name) < 2 or NO_SOURCE.search(name):
        return None
    return outlet_named(name)


def author_of(folded: str) -> str | None:
    """Return the by-line at the head or in the last line of a folded body, names joined by 、, or None."""
    last = folded.rstrip().rpartition("\n")[2]
    for line in (*head_lines(folded)[:4], last[-HEAD:]):
        head = line[:HEAD]
        if BYLINE_WORD.search(head) is None and not head.startswith("文"):
            continue
        for pattern in REPORTER:
            found = pattern.search(head)
            if found and (name := clean_author(found.group("names"))):
                return name
    return None


def clean_author(written: str | None) -> str | None:
    """Return a person's name as a by-line gives it, or None for site names, numbers and addresses."""
    if not written:
        return None
    name = re.sub(r"\s*[、/／;；]\s*|\s+(?=[\u4e00-\u9fff])", "、", written.strip(" ：:"))
    name = "、".join(part for part in name.split("、") if part not in NO_PERSON)
    if not 2 <= len(name) <= 30 or "@" in name or re.search(r"\d", name) or NO_NAME.search(name):
        return None
    return None if name in outlet_names() or name.endswith(("网", "社", "报", "频道", "部门", "管理员")) else name

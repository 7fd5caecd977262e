"""Last words of names that only their surroundings show: 金砖国家领导人|第十六次|会晤, “2+2”会谈, 两国|领事磋商."""

import functools
import re
from collections.abc import Sequence

from shiguan.grammar.side import PAIRED, short_codes
from shiguan.model.mechanism import Gathering, Mechanism, Round
from shiguan.model.span import Span

NUMBERED = re.compile(r"(?:正式)?会晤")
# 第三届外长防长“2+2”会谈; 21世纪贸易倡议|第三轮|谈判: last words only behind a number, or in quotation marks.
TWO_PLUS_TWO = re.compile(r"“2\+2”(?:部长级|外长防长|高级别)?(?:会谈|对话|磋商|协商|会议|会晤)")
TALKS = re.compile(r"(?:面对面|实体|正式|直接)?谈判")
ABOUT = re.compile(r"(?:协定|协议|倡议|条约|边界|停火|和平|贸易|划界|升级|自贸区)$")
# 边界问题特别代表|第二十三次|会晤, 总理|第二十八次|会晤: those who meet so are a series by themselves.
OF_SERIES = re.compile(r"(?:特别代表|高级代表|协调人|总理|定期|年度)$")
LEADERS_MEET = re.compile(r"(?P<who>元首|首脑|领导人|外长|防长|议长)会晤")
OF_MANY = re.compile(r"(?:国家|集团|组织|论坛|国)(?:领导人|元首|首脑|外长|总理|政府首脑|部长)$")
PLAIN_MEETING = re.compile(r"(?:元首|首脑|领导人|外长|防长|总理|总统|部长|高官|代表)(?:首次)?会晤$")
ONE_HELD = re.compile(r"[\u4e00-\u9fff]{2,5}(?:元首|领导人|外长|防长|总理|总统|部长|高官|财长)会晤?")
# ，首届则于2019年11月在新德里|举行: a session by its number alone.
BARE = re.compile(
    r"(?P<word>会谈|谈判)?(?:[也则原已将拟定预]|计划)*(?:于|在|[\d〇零一二三四五六七八九十]+年)[^，。；：！？\n]{0,24}(?:举行|召开|举办|登场)"
)
MARKS = frozenset("，。；、：（\n 　")


def numbered_heads(folded: str, rounds: Sequence[Round]) -> list[tuple[int, int, str]]:
    """Return where 金砖国家领导人|第十六次|会晤 parts a last word from the rest of its name by its number."""
    found = []
    for counted in rounds:
        word = NUMBERED.match(folded, counted.end)
        before = folded[max(0, counted.start - 12) : counted.start]
        if word and (OF_MANY.search(before) or heads_meet().search(before)):
            found.append((counted.end, word.end(), "conference"))
        elif word and OF_SERIES.search(before):
            found.append((counted.end, word.end(), "consultation"))
        talks = TALKS.match(folded, counted.end)
        if talks and ABOUT.search(before):
            found.append((counted.end, talks.end(), "consultation"))
    for leaders in LEADERS_MEET.finditer(folded):
        if heads_meet().search(folded[max(0, leaders.start() - 12) : leaders.end("who")]):
            found.append((*leaders.span(), "conference"))
    found += [(*word.span(), "consultation") for word in TWO_PLUS_TWO.finditer(folded)]
    return found


@functools.cache
def heads_meet() -> re.Pattern[str]:
    """Return what the leaders of three states or more end with before a number: 中俄蒙元首, 中俄蒙三国元首."""
    letters = "".join(sorted(PAIRED & short_codes().keys()))
    return re.compile(rf"[{letters}]{{3,6}}(?:[三四五六]国)?(?:元首|首脑|领导人|外长|防长|议长)$")


def without_inner(heads: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Return the last words but those within a longer one: 会议 in “2+2”会议."""
    kept: list[tuple[int, int, str]] = []
    for head in heads:
        if kept and head[0] < kept[-1][1]:
            kept[-1] = max(kept[-1], head, key=lambda one: one[1] - one[0])
        else:
            kept.append(head)
    return kept


def is_theirs(folded: str, left: int, plain: str, kind: str) -> bool:
    """True for 两国|领事磋商: whose it is stands before the name, and the last word says what it is about."""
    told = folded.startswith("两国", max(0, left - 2)) or folded.startswith(("两国间", "两国的"), max(0, left - 3))
    return kind == "consultation" and told and len(plain) >= len("领事磋商") and not PLAIN_MEETING.search(plain)


def is_plain_meeting(plain: str, states: Sequence[str]) -> bool:
    """True for 中美元首会晤, 与|德国外长会|面: people of states meet, and it is no series."""
    if len(states) == 1 and len(states[0]) == 2 and states[0] not in ("EU", "AU", "UN"):
        return ONE_HELD.fullmatch(plain) is not None
    two = len(states) == 2 and all(len(code) == 2 and code != "EU" for code in states)
    return two and PLAIN_MEETING.search(plain) is not None and not re.search(r"定期|年度|机制", plain)


def bare_sessions(folded: str, rounds: Sequence[Round], named: Sequence[Mechanism]) -> list[Mechanism]:
    """Return the sessions told by nothing but their number: the page has named what they are sessions of."""
    taken = {one.round.start for one in named if one.round is not None}
    found = []
    for one in rounds:
        apart = one.start not in taken and (one.start == 0 or folded[one.start - 1] in MARKS)
        told = BARE.match(folded, one.end) if apart and one.value is not None else None
        if told is None:
            continue
        end = max(one.end, told.end("word"))
        found.append(
            Mechanism(
                start=one.start,
                end=end,
                name=told["word"] or "",
                spans=(Span(one.start, end),),
                gathering=Gathering.CONSULTATION,
                round=one,
                states=(),
                named=False,
                international=False,
                rule="mechanism/number",
            )
        )
    return found

"""Where the words of one cue begin and end within its sentence."""

import bisect
import re

from shiguan.extract.statement.attribution import Attribution
from shiguan.extract.statement.extent import trim_content
from shiguan.extract.statement.scribe import Scribe
from shiguan.model.mention import Mention, MentionKind

LEAST_CONTENT = 4
# The teller comes back after the act: …，此举使局势升级.
TELLER = re.compile(
    r"，(?:此举|这一举动|这一决定|这是|这也是|该举|此前|此后|随后|不过|但|而|同时|导致|致使|使得|引发|令|[两三四双][国方]还)"
)


def cut_at_new_subject(scribe: Scribe, start: int, end: int, speaker: tuple[Mention, ...]) -> int:
    """Return where the object of an act of speech ends: before a clause that begins with another subject.

    宣布, 要求, 下令 tell an act with its object, unlike 表示, after which whole speeches stand.
    """
    if any(mention.kind is MentionKind.PERSON for mention in speaker):
        return end
    states = {state for mention in speaker for state in mention.states}
    for mention in scribe.placed.between(start, end):
        if mention.start <= start or scribe.folded[mention.start - 1] != "，":
            continue
        short = mention.end - mention.start <= 2
        sides = mention.kind in (MentionKind.STATE, MentionKind.SIDE) or short
        other_side = sides and not (states and states >= set(mention.states))
        if other_side or (
            not short and mention.kind in (MentionKind.PERSON, MentionKind.ROLE, MentionKind.BODY, MentionKind.OUTLET)
        ):
            return min(mention.start - 1, told_again(scribe, start, end))
    return told_again(scribe, start, end)


THAT = re.compile(
    r"(?:此事|此说|(?:这|该|此|上述|有关|相关)(?:一|些|项|个|种)?(?:指控|说法|消息|报道|报导|传闻|指责|事))，"
)


def cut_after_that(scribe: Scribe, start: int, end: int) -> int:
    """Return where the words end that are but 这一指控, 此事: 否认此事，总理也…."""
    found = THAT.match(scribe.folded, start, end)
    return found.end() - 1 if found else end


def told_again(scribe: Scribe, start: int, end: int) -> int:
    """Return where the teller goes on by himself after an act of speech, the end where he does not."""
    found = TELLER.search(scribe.folded, start + LEAST_CONTENT, end)
    return found.start() if found and scribe.masked[found.start()] == "," else end


def cut_at_credit(scribe: Scribe, start: int, end: int) -> int:
    """Return where the words end before another source is brought in: …，据路透社报道."""
    place = bisect.bisect_right(scribe.credits, start + 2, key=lambda one: one.start)
    for credit in scribe.credits[place : place + 4]:
        if credit.start < end and credit.rule in ("credit/introduced", "credit/reports"):
            clause = credit.start
            while clause > start and scribe.masked[clause - 1] not in ",;.q":
                clause -= 1
            if clause > start + LEAST_CONTENT and scribe.masked[clause - 1] != "q":
                return clause
    return end


DENIED = re.compile(
    r"，(?:但|而|不过)?[^，。；“”]{1,10}(?:(?:已|均|都|则|也)?否认了?(?:这|上述|该|有关|相关|此)|(?:均|都|已)?(?:拒绝|未予)置评)"
    r"|，(?:但|不过)(?:他|她|其|该[^，。；“”]{1,5}|[^，。；“”]{2,5})?(?:并)?(?:未|没有|拒绝)(?:提供|说明|透露|给出|披露|详述|进一步)"
)


def cut_at_denial(scribe: Scribe, start: int, end: int) -> int:
    """Return where the words end before a denial, or what is left unsaid: …，华为否认了这一指控, …，但未提供数字."""
    found = DENIED.search(scribe.folded, start + LEAST_CONTENT, end)
    return found.start() if found and scribe.masked[found.start()] == "," else end


def has_words(scribe: Scribe, start: int, end: int) -> bool:
    """True where enough words stand in the span to be speech."""
    first, last = trim_content(scribe.folded, start, end)
    return last - first >= LEAST_CONTENT


LISTENER = re.compile(r"(?:[^，。：；“（]|（[^（）\n]{1,60}）|“[^“”，。]{1,20}”(?!，“)){1,40}[，：]")
EVERYBODY = re.compile(r"(?:全世界|国际社会|世界各国|外界|公众|民众|国人|大家|人们|选民|投资者|市场)[，：]")


def after_listener(scribe: Scribe, found: Attribution, start: int) -> int:
    """Return where the words begin after 告诉 and whom it is told: 告诉美国之音，…."""
    cue = scribe.folded[found.cue_start : found.cue_end]
    if not re.search(r"告诉|提醒|告诫|警告|告知|通知", cue):
        return start
    if cue in ("提醒", "告诫", "警告"):
        everybody = EVERYBODY.match(scribe.folded, found.cue_end)
        return everybody.end() if everybody else start
    comma = LISTENER.match(scribe.folded, found.cue_end)
    if comma is None or ("告诉" not in cue and cue not in ("通知", "告知")):
        return start
    told = scribe.placed.between(found.cue_end, comma.end() - 1)
    if "告诉" in cue or any(one.start == found.cue_end and one.end == comma.end() - 1 for one in told):
        return comma.end()
    return comma.end() if comma.end() - found.cue_end <= 3 else start  # 通知他，


NEAR_HEAD = re.compile(r"(?:[ATE]~*|,|_){0,3}")
# 美国一些部门的所谓|消息人士称: nothing but what goes with the follower's subject.
ONE_CLAUSE = re.compile(r"[^,;:.n<>]*")


def is_nested(scribe: Scribe, start: int, follower: Attribution) -> bool:
    """True where the next cue's words begin right where the content begins: X称，Y表示…."""
    between = scribe.masked[start : follower.segment]
    return len(between) <= 2 or (
        follower.manner == "direct" and (NEAR_HEAD.fullmatch(between) or ONE_CLAUSE.fullmatch(between)) is not None
    )


def cut_before(scribe: Scribe, start: int, follower: Attribution) -> int:
    """Return where the words end before the next cue's clause."""
    end = follower.segment
    clause = end
    while clause > start and scribe.masked[clause - 1] not in ",;:.n>":
        clause -= 1
    return clause

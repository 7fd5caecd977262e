"""A trigger where it stands, and whether speech tells by it of what leaders did together."""

import re

import msgspec

from shiguan.extract.engagement.group import Group
from shiguan.extract.engagement.scene import Sentence
from shiguan.extract.engagement.trigger import Trigger
from shiguan.grammar.layout import Bounds
from shiguan.model.statement import Statement

# 同你会晤, 同总统先生举行会谈
WITH_YOU = re.compile(
    r"[同与和跟](?:[你您](?!们)|(?:总统|总理|首相|主席|总书记|书记|议长|委员长)(?:先生|女士|同志|阁下)|(?:国王|女王)?陛下)"
)
BECAME = re.compile(r"(?:为|至|到|成)[^，。；]{2,36}(?:伙伴关系|命运共同体)$")
# 去年我同|总统先生会晤
MINE = re.compile(r"(?<![自本])我(?:们)?[^，。；]{0,6}[同与和]$")
# What sides decide and announce together is done by saying it.
SETTLED = frozenset({"一道宣布", "明确了", "确立了", "确立"})
RESOLVED = re.compile(
    r"(?:共同|一致|联合|一道)(?:决定|宣布|确定|同意)|(?:两国|双方)[^，。；]{0,12}(?:决定|宣布|同意|商定)"
)


# 中美元首|旧金山|会晤以来, 去年两国元首|会晤形成的愿景: one meeting, for what came of it.
LEADERS = re.compile(r"(?:元首|领导人|首脑|总理)[^，。；和同与]{0,4}$")
PASSED = re.compile(r"以来|形成|达成|确定|取得|成果|的?(?:成功|圆满)")


class Cue(msgspec.Struct, frozen=True):
    """A trigger where it stands: its clause, what its clause holds before and after it, and who is speaking."""

    trigger: Trigger
    sentence: Sentence
    clause: Bounds
    number: int  # of the clause within the sentence
    before: tuple[Group, ...]
    after: tuple[Group, ...]
    statement: Statement | None


def is_summit(cue: Cue, before: str, after: str) -> bool:
    """True where speech tells of one named person together with another: 习近平主席同总统先生举行会谈, 同你会晤."""
    if cue.trigger.act in ("mutual", "bond"):
        if cue.trigger.word in SETTLED:
            return any(group.prep == "with" for group in cue.before)
        joint = RESOLVED.search(before) or (WITH_YOU.search(before) and before.endswith(("宣布", "关系", "将两国关系")))
        return bool(joint or (cue.trigger.word in ("提升", "升级") and BECAME.match(after)))
    if cue.trigger.act == "write":
        return "互致" in before or cue.trigger.word.startswith("互致")
    if cue.trigger.act not in ("with", "receive"):
        return False
    if cue.trigger.act == "with" and LEADERS.search(before) and PASSED.match(after):
        return True
    if cue.trigger.act == "with" and any(
        group.prep == "with" and MINE.search(before[: len(before) - (cue.trigger.start - group.start)])
        for group in cue.before
    ):
        return True
    people = [group for group in cue.before if group.mentions[0].name]
    return bool(people) and (
        any(group.prep == "with" for group in cue.before)
        or any(group.mentions[0].name for group in cue.after[:1])
        or bool(WITH_YOU.search(before))
        or bool(cue.after and cue.after[0].start <= cue.trigger.end + 1 and is_address(cue.after[0]))
    )


def is_address(group: Group) -> bool:
    """True for 总理先生, 总统阁下: an office by which somebody is spoken to."""
    words = group.mentions[-1].organisation or group.mentions[-1].office or ""
    return group.mentions[-1].name is None and group.end - group.start > len(words) > 0

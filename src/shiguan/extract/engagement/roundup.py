"""Round-ups of congratulations: one page tells of the letters of many leaders to one.

The lead says that many leaders wrote to somebody; then each paragraph that begins with a leader is one letter, and so
is each name behind 致贺的还有：.
"""

import re
from collections.abc import Sequence

from shiguan.extract.engagement.draft import Draft, participants_of
from shiguan.extract.engagement.group import Group, groups_in
from shiguan.extract.engagement.scene import Scene
from shiguan.grammar.layout import Bounds, Layout
from shiguan.model.engagement import Kind, Mode, Participant, Role, Status
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

LEAD = re.compile(
    r"(?:许多|一些|多国|不少|各国|部分|多个|世界|外国|国际)[^。\n]{0,24}?(?:领导人|政要|负责人|首脑|元首)[^。\n]{0,30}?"
    r"(?P<wrote>致电或致函|致电致函|致电、致函|致电|致函|致信|致唁电函|致唁电|致贺电|致贺函|发来贺电|发来贺信|发来唁电|来电或来函|祝贺|哀悼|慰问|祝福|问候|吊唁|拜年)"
)
ALSO = re.compile(
    r"(?:致贺|贺电|贺函|贺信|致电|致函|致信|祝贺)[^。\n：]{0,12}?(?:的)?还有(?:[^。\n：、，]{0,6}：)?|(?:他们|她们)(?:分别)?(?:是|有)：|(?:领导人|负责人|政要)(?:还)?(?:有|包括)："
)
LEAD_LIMIT = 300
LIST_LENGTH = 5


def tells_roundup(folded: str) -> bool:
    """True where a page opens like a round-up of letters."""
    return LEAD.search(folded, 0, LEAD_LIMIT) is not None


def read_roundup(scene: Scene, layout: Layout) -> list[Draft]:
    """Return one message for each leader a round-up names."""
    lead = LEAD.search(scene.folded, 0, LEAD_LIMIT)
    if lead is None:
        return []
    end = scene.folded.find("。", lead.end())
    recipient = first_person(scene, lead.start(), end if end >= 0 else len(scene.folded))
    if recipient is None:
        return []
    wrote = Span(*lead.span("wrote"))
    found: list[Draft] = []
    for paragraph in layout.paragraphs:
        if paragraph[0] <= lead.start():
            continue
        for senders in writers(scene, paragraph):
            if senders and all(one.state is not None and one.state != recipient.state for one in senders):
                found.append(letter(senders, recipient, wrote, paragraph))
    return found


def first_person(scene: Scene, start: int, end: int) -> Participant | None:
    """Return the first person named in a stretch, else the first state: 向中国人民送上祝福."""
    mentions = scene.mentions_in(start, end)
    people = [mention for mention in mentions if mention.kind is MentionKind.PERSON and mention.states]
    chosen = people or [mention for mention in mentions if len(mention.states) == 1]
    return participants_of(chosen[:1], Role.RECIPIENT)[0] if chosen else None


def writers(scene: Scene, paragraph: Bounds) -> list[list[Participant]]:
    """Return who wrote: each name of a list behind 还有：, else those the paragraph begins with, together."""
    start, end = paragraph
    also = ALSO.search(scene.folded, start, end)
    if also is not None:
        people = [mention for mention in scene.mentions_in(also.end(), end) if mention.kind is MentionKind.PERSON]
        return [participants_of([mention], Role.SENDER) for mention in with_states(people)]
    if "表示" not in scene.folded[start:end]:
        people = [mention for mention in scene.mentions_in(start, end) if mention.kind is MentionKind.PERSON]
        if len(people) >= LIST_LENGTH:
            return [participants_of([mention], Role.SENDER) for mention in with_states(people)]
    groups: Sequence[Group] = groups_in(scene, start, min(end, start + 80))
    groups = [group for group in groups if opens_letter(scene.folded, start, group)][:1] or groups
    if groups and opens_letter(scene.folded, start, groups[0]):
        return [participants_of(with_states(groups[0].mentions), Role.SENDER)]
    if (
        not groups
        or groups[0].start > start + 1
        or any(mention.kind is not MentionKind.PERSON for mention in groups[0].mentions)
    ):
        return []
    together = with_states(groups[0].mentions)
    if len(together) > 2:
        return [participants_of([mention], Role.SENDER) for mention in together]
    return [participants_of(together, Role.SENDER)]


def opens_letter(folded: str, start: int, group: Group) -> bool:
    """True for who speaks in the first clause of a paragraph, whatever unknown body begins the title."""
    if group.mentions[-1].kind is not MentionKind.PERSON or not folded.startswith(("表示", "说", "指出"), group.end):
        return False
    return all(folded.find(mark, start, group.start) < 0 for mark in "，。；：")


def with_states(people: Sequence[Mention]) -> list[Mention]:
    """Return people with a state; one without it in a list shares that of the name before: 总统A、总理B."""
    return [mention for mention in people if mention.states]


def letter(senders: list[Participant], recipient: Participant, wrote: Span, paragraph: Bounds) -> Draft:
    """Return one leader's letter."""
    return Draft(
        kind=Kind.MESSAGE,
        status=Status.HELD,
        mode=Mode.WRITTEN,
        trigger=wrote,
        sentence=paragraph,
        section=0,
        rule="engagement/message/roundup",
        participants=[*senders, recipient],
    )

"""Who met whom, when, where, in which round: one pass over the triggers of a page, then one merge.

Each trigger word names the reader that finds its slots; a reader looks at the clause, then at what was told before.
"""

import bisect
from collections.abc import Callable, Sequence
from datetime import date

from shiguan.extract.engagement.ceremony import (
    is_over,
    read_award,
    read_banquet,
    read_broadcast,
    read_credentials,
    read_drill,
    read_festival,
    read_jointly,
    read_opening,
    read_reception,
    read_wreath,
)
from shiguan.extract.engagement.chair import read_chairing
from shiguan.extract.engagement.compared import find_compared, read_compared
from shiguan.extract.engagement.conference import (
    GAMES,
    read_attending,
    read_convening,
    read_gathering,
    read_margin,
)
from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, finish
from shiguan.extract.engagement.extent import spread
from shiguan.extract.engagement.gathering import AT_MECHANISM, is_coming, is_told_of, leaves_outcome
from shiguan.extract.engagement.group import groups_in
from shiguan.extract.engagement.joint import (
    read_bond,
    read_exchange,
    read_handover,
    read_joining,
    read_mutual,
    read_press,
    read_truce,
)
from shiguan.extract.engagement.meeting import read_attendance, read_discussion, read_meeting, read_talks
from shiguan.extract.engagement.merge import merge
from shiguan.extract.engagement.message import (
    read_letter,
    read_notice,
    read_protest,
    read_relay,
    read_signing,
    read_submission,
)
from shiguan.extract.engagement.number import numberings, read_number
from shiguan.extract.engagement.organ import debate
from shiguan.extract.engagement.roundup import read_roundup, tells_roundup
from shiguan.extract.engagement.scene import Scene, Sentence, sentences_of, stage
from shiguan.extract.engagement.status import is_wished
from shiguan.extract.engagement.summit import find_summits, read_accord, read_assembly, read_summit
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.trigger import Trigger, find_triggers
from shiguan.extract.engagement.visit import abroad, read_abroad, read_arrival, read_departure, read_trip, read_visit
from shiguan.grammar.layout import Layout
from shiguan.model.credit import Credit
from shiguan.model.engagement import Engagement, Kind
from shiguan.model.mechanism import Gathering, Mechanism, Round
from shiguan.model.mention import Mention
from shiguan.model.place import Place
from shiguan.model.statement import Statement
from shiguan.model.timex import Timex

Reader = Callable[[Tale, Cue], list[Draft]]

READERS: dict[str, Reader] = {
    "receive": read_meeting,
    "summon": read_meeting,
    "with": read_talks,
    "discuss": read_discussion,
    "visit": read_visit,
    "arrive": read_arrival,
    "depart": read_departure,
    "abroad": read_abroad,
    "trip": read_trip,
    "attend": read_attending,
    "chair": read_chairing,
    "convene": read_convening,
    "debate": debate,
    "write": read_letter,
    "protest": read_protest,
    "sign": read_signing,
    "mutual": read_mutual,
    "exchange": read_exchange,
    "bond": read_bond,
    "truce": read_truce,
    "join": read_joining,
    "summit": read_summit,
    "assemble": read_assembly,
    "handover": read_handover,
    "notify": read_notice,
    "relay": read_relay,
    "submit": read_submission,
    "press": read_press,
    "banquet": read_banquet,
    "credentials": read_credentials,
    "drill": read_drill,
    "opening": read_opening,
    "reception": read_reception,
    "festival": read_festival,
    "broadcast": read_broadcast,
    "wreath": read_wreath,
    "jointly": read_jointly,
    "award": read_award,
    "accompany": read_attendance,
    "number": read_number,
    "compared": read_compared,
}


def extract_engagements(
    text: str,
    folded: str,
    layout: Layout,
    times: Sequence[Timex],
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    credits: Sequence[Credit],
    document_time: date | None,
    *,
    places: Sequence[Place],
    mechanisms: Sequence[Mechanism],
    rounds: Sequence[Round],
) -> list[Engagement]:
    """Return the engagements of a page, in the order they are first told."""
    found = [
        *find_triggers(folded),
        *find_summits(folded),
        *abroad(folded, places),
        *numberings(folded, rounds),
        *find_compared(folded, times),
    ]
    triggers = cues_of(found, mechanisms, folded)
    if not triggers and not tells_roundup(folded):
        return []
    scene = stage(text, folded, times, mentions, statements, credits, places, mechanisms, rounds, document_time)
    tale = Tale(scene=scene, drafts=[])
    starts = [trigger.start for trigger in triggers]
    for sentence in sentences_of(folded, layout, starts):
        tale.enter(sentence)
        if sentence.heading:
            continue
        low, high = bisect.bisect_left(starts, sentence.start), bisect.bisect_left(starts, sentence.end)
        read_sentence(tale, sentence, triggers[low:high])
    drafts = merge([*read_roundup(scene, layout), *tale.drafts], document_time)
    spread(scene, drafts)
    return [finish(text, draft) for draft in drafts if is_between_sides(draft)]


def is_between_sides(draft: Draft) -> bool:
    """True where somebody takes part; in games and receptions more than their host."""
    if draft.sort in ("games", "待会"):
        return len(draft.states) > 1
    return bool(draft.participants) or draft.kind is Kind.CONFERENCE


def cues_of(triggers: list[Trigger], mechanisms: Sequence[Mechanism], folded: str) -> list[Trigger]:
    """Return the triggers that are no part of a mechanism's name, and a margin trigger for 在M期间 and 在M上."""
    kept: list[Trigger] = []
    bounds = [(one.start, one.end) for one in mechanisms if one.named]
    starts = [start for start, _ in bounds]
    for trigger in triggers:
        place = bisect.bisect_right(starts, trigger.start) - 1
        if place >= 0 and bounds[place][1] >= trigger.end and bounds[place][1] > trigger.start:
            continue
        kept.append(trigger)
    for one in mechanisms:
        if one.named and AT_MECHANISM.match(folded[one.end : one.end + 48]):
            kept.append(Trigger(one.start, one.end, "期间", "margin", Kind.CONFERENCE, None))
        elif (
            one.named
            and one.international
            and one.gathering is Gathering.CONFERENCE
            and not GAMES.search(one.name)
            and is_told_of(folded, one)
        ):
            kept.append(Trigger(one.start, one.end, "", "gathering", Kind.CONFERENCE, None))
    return sorted(kept, key=lambda trigger: (trigger.start, -trigger.end))


def read_sentence(tale: Tale, sentence: Sentence, triggers: Sequence[Trigger]) -> None:
    """Read the triggers of one sentence in order; a welcome that is over is of those who then meet."""
    cues = [cue for trigger in triggers if (cue := cue_of(tale.scene, sentence, trigger)) is not None]
    for cue in sorted(cues, key=lambda cue: cue.trigger.act == "banquet" and is_over(cue, tale.scene.folded)):
        trigger = cue.trigger
        if trigger.act in ("margin", "gathering"):
            mechanism = next((one for one in tale.scene.mechanisms_in(trigger.start, trigger.end)), None)
            if mechanism is not None and not is_taken(tale, trigger) and not is_idle(tale, cue, mechanism):
                read = read_margin if trigger.act == "margin" else read_gathering
                read(tale, cue, mechanism)
            continue
        if not READERS[trigger.act](tale, cue) and trigger.word.startswith("达成"):
            read_accord(tale, cue)


def is_taken(tale: Tale, trigger: Trigger) -> bool:
    """True for 马普托峰会 in 仅次于2003年马普托峰会, which is read with its year."""
    return any(
        draft.sort == "compared" and draft.trigger.start <= trigger.start < draft.trigger.end
        for draft in tale.drafts[-2:]
    )


def is_idle(tale: Tale, cue: Cue, mechanism: Mechanism) -> bool:
    """True where a gathering is only wished for; what it left behind, or that it is prepared, shows that it is one."""
    folded = tale.scene.folded
    if leaves_outcome(folded, mechanism) or is_coming(folded, mechanism):
        return False
    before = tale.scene.unnamed(tale.floor(cue), cue.trigger.start)
    return is_wished(before, folded, tale.floor(cue), cue.trigger)


TOGETHER = frozenset({"mutual", "bond", "exchange", "sign", "summon", "protest", "truce"})


def cue_of(scene: Scene, sentence: Sentence, trigger: Trigger) -> Cue | None:
    """Return a trigger with its clause and the groups around it."""
    number = bisect.bisect_right(sentence.clauses, (trigger.start, len(scene.folded))) - 1
    if number < 0 or trigger.start >= sentence.clauses[number][1]:
        return None
    low, high = sentence.clauses[number]
    statement = scene.statement_at(trigger.start)
    first = sentence.start if statement is not None and statement.cue.endswith("宣布") else low
    if statement is not None and trigger.act in TOGETHER and first <= statement.speaker.start < statement.start:
        statement = None  # 两国宣布恢复外交关系: the speakers do what they tell
    floor = max(low, statement.start) if statement is not None else low
    return Cue(
        trigger=trigger,
        sentence=sentence,
        clause=(low, high),
        number=number,
        before=tuple(groups_in(scene, floor, trigger.start)),
        after=tuple(groups_in(scene, trigger.end, high)),
        statement=statement,
    )


__all__ = ["extract_engagements"]

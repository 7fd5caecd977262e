"""Summits of an organisation told of without a name (这场峰会, 峰会主席), and what its members agree to together."""

import functools
import re
from collections import Counter

import msgspec

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, Value, participants_of, unite
from shiguan.extract.engagement.joint import NOT_DONE
from shiguan.extract.engagement.meeting import states_of
from shiguan.extract.engagement.participant import with_role
from shiguan.extract.engagement.scene import Scene
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.trigger import Trigger
from shiguan.extract.engagement.who import actors, nearest, references
from shiguan.grammar.fold import fold
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Mode, Participant, Role, Status
from shiguan.model.mention import Mention, MentionKind
from shiguan.model.span import Span

SUMMIT = re.compile(r"峰会")
# What may stand right before 峰会 where it is the one the page is about.
BARE = re.compile(
    r"(?:[此这该]次?(?:场|个|届)?|本次|本届|[一两数几多]+[天日]的?|[，。；：“”」』、》）\s]|的|在|于|主持|参与|参加|出席|结束|领导人|特别|紧急|视频|正式|首次|第一次|过|了|欧盟)$"
)
LEADS = re.compile(r"总统|总理|首相|主席|国王|大公|总书记")
AGREED = re.compile(r"达成了?[^，。；]{0,16}?(?:协议|共识|一致|妥协)")
AGREED_ON = re.compile(r"达成的[^，。；]{0,16}?(?:协议|妥协)")
PRESIDES = ("峰会主席", "峰会")
REACH = 300  # mentions of a page among which the organisation is sought


@functools.cache
def members() -> dict[str, frozenset[str]]:
    """Return the states that are members of each organisation with summits."""
    return {
        code: frozenset(states.split()) for code, states in tables.mapping("organisation_members", "states").items()
    }


def find_summits(folded: str) -> list[Trigger]:
    """Return a trigger for each bare 峰会."""
    return [
        Trigger(found.start(), found.end(), "峰会", "summit", Kind.CONFERENCE, Mode.IN_PERSON)
        for found in SUMMIT.finditer(folded)
        if BARE.search(folded, max(0, found.start() - 4), found.start())
    ]


def summit_of(scene: Scene) -> Mention | None:
    """Return the first mention of the organisation whose summit a page is about: the one it names most."""
    count: Counter[str] = Counter()
    shortest: dict[str, Mention] = {}
    for mention in scene.mentions[:REACH]:
        if len(mention.states) != 1 or mention.states[0] not in members():
            continue
        code = mention.states[0]
        count[code] += 2 if mention.kind is MentionKind.ROLE else 1  # 欧盟领导人 says it by itself
        if mention.state_span is not None and mention.kind in (MentionKind.STATE, MentionKind.ROLE):
            known = shortest.get(code)
            if known is None or length(mention) < length(known):
                shortest[code] = mention
    ranked = [code for code, _ in count.most_common() if code in shortest]
    return shortest[ranked[0]] if ranked and count[ranked[0]] > 1 else None


def length(mention: Mention) -> int:
    """Return how long the name of the state or organisation in a mention is."""
    assert mention.state_span is not None
    return mention.state_span.end - mention.state_span.start


def read_summit(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 这场峰会, 峰会主席X in a page of an organisation: its leaders who are named take part."""
    scene = tale.scene
    if tale.silent(cue):
        return []
    body = summit_of(scene)
    if body is None:
        return summit_of_two(tale, cue)
    code = body.states[0]
    named = body.state_span or Span(body.start, body.end)
    name = Value(named.of(scene.text) + cue.trigger.word, (named, Span(cue.trigger.start, cue.trigger.end)))
    year = str(scene.document_time.year) if scene.document_time is not None else ""
    known = next(
        (one for one in tale.drafts if is_session(one, code) and (one.date is None or one.date.value >= year)), None
    )
    if known is not None:
        known.mechanism = known.mechanism or name
        known.participants = unite([*known.participants, *leaders(scene, code, named)])
        return []
    for accord in [one for one in tale.drafts if one.rule == ACCORD and code in one.states]:
        tale.forget(accord)  # what the summit agreed to is the summit's
    people = leaders(scene, code, named) or participants_of([body])
    draft = tale.add(cue, Kind.CONFERENCE, None, with_role(people, Role.ATTENDEE), "engagement/conference/summit")
    draft.mechanism = name
    if draft.status is Status.PLANNED:
        draft.participants = participants_of([body])  # nobody has come yet
    for talks in [one for one in tale.drafts if one.kind is Kind.MEETING and one.states <= {code, *members()[code]}]:
        if code in talks.states:
            draft.date, draft.place = draft.date or talks.date, draft.place or talks.place
            tale.forget(talks)  # the bargaining was the summit
    return [draft]


def summit_of_two(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 两国领导人1997年举行第一次峰会, A和B在峰会后: two leaders meet."""
    folded = tale.scene.folded
    leaders_of = LEADERS_OF.search(folded, cue.clause[0], cue.trigger.start)
    sides = references(tale, cue, cue.clause[0], cue.trigger.start) if leaders_of else []
    own = nearest(cue.before)
    if not sides and own is not None and len(own.mentions) == 2 and all(one.name for one in own.mentions):
        sides = actors(own.mentions)
    if len(states_of(sides)) != 2 or any(len(state) != 2 for state in states_of(sides)):
        return []
    return [tale.add(cue, Kind.MEETING, Mode.IN_PERSON, sides, "engagement/meeting/summit")]


LEADERS_OF = re.compile(r"两国(?:领导人|元首|总统|首脑)")
ACCORD = "engagement/other/accord"


def read_accord(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 欧盟领导人就复苏基金达成协议: the members of an organisation agree, and no summit is told of."""
    folded = tale.scene.folded
    low = tale.floor(cue)
    if NOT_DONE.search(folded, low, cue.trigger.start) or DENIED.search(folded, low, cue.trigger.start):
        return []
    if AGREED.match(folded, cue.trigger.start, cue.clause[1]):
        own = nearest(cue.before)
        group = own if own is not None else next((one for one in cue.before if one.prep == "of"), None)
        if group is not None and WITH.search(folded, group.end, cue.trigger.start):
            return []  # 欧盟与药厂达成协议
    else:
        on = AGREED_ON.match(folded, cue.trigger.start, cue.clause[1])
        group = next((one for one in cue.after if on is not None and one.end < on.end()), None)
    if group is None or tale.silent(cue):
        return []
    codes = {state for mention in group.mentions for state in mention.states}
    code = next(iter(codes)) if len(codes) == 1 else ""
    if code not in members() or any(is_session(one, code) or one.rule == ACCORD for one in tale.drafts):
        return []
    draft = tale.add(cue, Kind.OTHER, None, participants_of(group.mentions[:1]), ACCORD)
    draft.status, draft.status_span = Status.HELD, None  # 就刺激计划达成协议 plans nothing
    return [draft]


WITH = re.compile(r"[与同和跟]")
DENIED = re.compile(r"能否|如何|难以|试图|尚未|未能|无法|有望|可望|料将|似乎|预计|可能|将|就快")


def read_assembly(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 欧盟外长周一在布鲁塞尔开会, G20财长在周六的视频会议后: those who act for an organisation come together."""
    group = next((one for one in reversed(cue.before) if one.prep not in ("at", "source")), None)
    if group is None or tale.silent(cue):
        return []
    people = actors(group.mentions)
    states = states_of(people)
    bodies = [state for state in states if len(state) > 2 or state == "EU"]
    mode = Mode.VIDEO if cue.trigger.word.startswith("视") else Mode.IN_PERSON
    if len(states) > 2 or (bodies and len(states) == len(bodies)):
        held = [one for one in tale.drafts if one.kind is Kind.CONFERENCE and one.states >= states]
        if held:
            return []
        return [tale.add(cue, Kind.CONFERENCE, mode, people, "engagement/conference/assembles")]
    return []


def is_session(draft: Draft, code: str) -> bool:
    """True for a summit of the organisation already told of."""
    told = draft.mechanism is None or draft.mechanism.value.endswith("峰会")
    return draft.kind is Kind.CONFERENCE and code in draft.states and told


def leaders(scene: Scene, code: str, named: Span) -> list[Participant]:
    """Return the people of the organisation, which stands at `named`, and the leaders of its members."""
    people = []
    for mention in scene.mentions[:REACH]:
        if mention.kind is not MentionKind.PERSON:
            continue
        if not mention.states and scene.folded.endswith(PRESIDES, 0, mention.start):
            mention = msgspec.structs.replace(mention, states=(code,), state_span=named)
        if mention.states == (code,) or (
            len(mention.states) == 1 and mention.states[0] in members()[code] and leads(mention)
        ):
            people.append(mention)
    return unite(participants_of(people))


def leads(mention: Mention) -> bool:
    """True for a head of state or government."""
    return mention.office is not None and LEADS.search(fold(mention.office)) is not None and "前" not in mention.office

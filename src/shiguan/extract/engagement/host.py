"""Where a gathering sits and who receives it."""

import re

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, Value, unite
from shiguan.extract.engagement.gathering import city_named
from shiguan.extract.engagement.participant import side
from shiguan.extract.engagement.tale import Tale, is_state
from shiguan.extract.engagement.visit import trip_states
from shiguan.model.engagement import Participant, Role
from shiguan.model.mechanism import Mechanism
from shiguan.model.span import Span

COME = re.compile(r"来(?P<here>华|京)[^，。；]{0,6}$")

FAIR = re.compile(
    r"进博会|广交会|服贸会|消博会|链博会|中国企业|博览会|交易会|展览会|洽谈会|(?:产业|互联网|智能|机器人|技术|世界[^国]{0,4})大会"
)


def unseat(tale: Tale, draft: Draft, mechanism: Mechanism) -> None:
    """Take back a place that the sentence tells of a session before: 第二轮在甲市举行，第三轮以视频方式举行."""
    if draft.place is None or mechanism.round is None or draft.place.spans[0].start > mechanism.start:
        return
    before = tale.scene.mechanisms_in(draft.sentence[0], draft.place.spans[0].start)
    counts = {one.round.value for one in before if one.round is not None}
    if counts - {None, mechanism.round.value}:
        draft.place = None


def seat(tale: Tale, draft: Draft, mechanism: Mechanism) -> None:
    """Set a session that no city is told of in the one it is named after: 中非合作论坛北京峰会, 慕尼黑安全会议."""
    city = city_named(tale.scene.folded, mechanism)
    if city is not None and (draft.place is None or is_state(tale.scene, draft.place)):
        draft.place = Value(city.of(tale.scene.text), (city,))


def receive(tale: Tale, cue: Cue, draft: Draft) -> None:
    """Make China the host, and the city in the name or China the place, of what guests 来华 attend."""
    come = COME.search(tale.scene.folded, max(cue.clause[0], cue.trigger.start - 12), cue.trigger.start)
    if come is None or draft.mechanism is None or draft.states == {"CN"}:
        return
    here = Span(*come.span("here"))
    host = Participant(name=None, office=None, state="CN", role=Role.HOST, start=here.start, end=here.end)
    draft.participants = unite([*draft.participants, host])
    if draft.place is None or draft.place.value not in draft.mechanism.value:
        draft.place = Value("京" if come.group("here") == "京" else trip_states()["华"][1], (here,))


def at_home(tale: Tale, draft: Draft, mechanism: Mechanism) -> bool:
    """True for a fair of one state (世界智能产业博览会) of which the paragraph tells no guest from another."""
    if not FAIR.search(mechanism.name) or len(draft.states | set(mechanism.states)) > 1:
        return False
    if re.search("[—－-]|一带一路|中[阿非欧拉日韩俄]", mechanism.name):
        return False
    start, end = paragraph_at(tale.scene.folded, draft.trigger.start)
    states = {state for mention in tale.scene.mentions_in(start, end) for state in mention.states}
    return states <= draft.states | set(mechanism.states)


def paragraph_at(folded: str, offset: int) -> tuple[int, int]:
    """Return the bounds of the paragraph an offset lies in."""
    end = folded.find("\n", offset)
    return folded.rfind("\n", 0, offset) + 1, end if end >= 0 else len(folded)


def sides_or_host(tale: Tale, draft: Draft, mechanism: Mechanism) -> list[Participant]:
    """Return who can be named of a gathering of which nobody is told: its sides, else the state it is held in."""
    if mechanism.states:
        return [side(mechanism, state) for state in mechanism.states]
    return host_state(tale, draft)


def host_state(tale: Tale, draft: Draft) -> list[Participant]:
    """Return the state a draft's place lies in, as its host."""
    if draft.place is None:
        return []
    span = draft.place.spans[0]
    place = next((one for one in tale.scene.places_in(span.start - 20, span.end) if one.name_span == span), None)
    if place is None or place.state is None:
        return []
    return [Participant(name=None, office=None, state=place.state, role=Role.HOST, start=span.start, end=span.end)]

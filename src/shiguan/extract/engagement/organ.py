"""Sessions of organs and gatherings without a name: 安理会30日审议…, 阿盟召开紧急会议, 三国代表团举行会议."""

import re

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, Value, participants_of, unite
from shiguan.extract.engagement.host import host_state
from shiguan.extract.engagement.meeting import states_of
from shiguan.extract.engagement.participant import as_side, side, with_role
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.who import actors, nearest
from shiguan.model.engagement import Kind, Mode, Participant, Role, Status
from shiguan.model.mechanism import Mechanism, Order
from shiguan.model.mention import MentionKind
from shiguan.model.span import Span

ORGANISATION = re.compile(r"(?:紧急|特别|公开|闭门|例行|全体)?(?:会议|会|磋商|辩论)")
# 欧盟27个成员国的贸易部长, 英国和其他欧洲多个国家的领导人
CROWD = re.compile(
    r"(?:多个?国家?|各国|(?:[一二三四五六七八九十]|\d)+个?(?:成员|[^，。；\d]{0,4}国家?的?)国?家?)的?[^，。；]{0,4}"
    r"(?:领导人|外长|防长|财长|部长|代表|官员|首脑|元首|领袖)"
)
SITTING = re.compile(r"了?(?:[三四五六]方|紧急|特别|闭门|高级别|首次)*(?:会议|会商|对话|视频会议|会晤|协调会)")


def debate(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 安理会30日审议…, 联合国大会通过决议: a session of an organisation's organ."""
    folded, scene = tale.scene.folded, tale.scene
    organs = [
        one
        for one in scene.mechanisms_in(cue.clause[0], cue.trigger.start)
        if one.name.endswith(("安理会", "大会", "安全理事会", "人权理事会"))
    ]
    if tale.silent(cue):
        return []
    if not organs:
        return organisation_meets(tale, cue)
    if cue.trigger.act == "convene" and not ORGANISATION.search(
        folded, cue.trigger.end, min(cue.clause[1], cue.trigger.end + 24)
    ):
        return []
    organ = organs[-1]
    if not organ.international:
        return []
    participants = participants_of(
        mention
        for mention in scene.mentions_in(organ.start, organ.end)
        if mention.kind in (MentionKind.STATE, MentionKind.BODY)
    )
    if not participants:
        participants = [side(organ, state) for state in organ.states]
    envoys = with_role(envoys_after(tale, cue), Role.ATTENDEE)
    draft = tale.add(cue, Kind.CONFERENCE, None, [*participants[:1], *envoys], "engagement/conference/debates")
    name(draft, organ)
    return [draft]


def crowd_meets(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 英国和欧洲多个国家的领导人3日在伦敦举行会议: many states meet, of which some or none are named."""
    folded = tale.scene.folded
    crowd = CROWD.search(folded, cue.clause[0], cue.trigger.start)
    end = min(cue.clause[1], cue.trigger.end + 24)
    if crowd is None or cue.trigger.word not in ("召开", "举行") or not SITTING.match(folded, cue.trigger.end, end):
        return []
    sides = [as_side(one) for one in actors(tale.scene.mentions_in(cue.clause[0], crowd.end())) if one.state]
    draft = tale.add(cue, Kind.CONFERENCE, Mode.IN_PERSON, sides, "engagement/conference/many")
    draft.participants = unite([*draft.participants, *host_state(tale, draft)])
    if not draft.participants:
        tale.forget(draft)
        return []
    return [draft]


def organisation_meets(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 阿盟16日召开紧急会议: an organisation of states meets, no name is told."""
    many = crowd_meets(tale, cue)
    if many:
        return many
    own = nearest(cue.before)
    if own is None or cue.trigger.word not in ("召开", "举行"):
        return []
    end = min(cue.clause[1], cue.trigger.end + 24)
    sides = actors(own.mentions)
    if len(states_of(sides)) > 1 and SITTING.match(tale.scene.folded, cue.trigger.end, end):
        kind = Kind.MEETING if len(states_of(sides)) < 4 else Kind.CONFERENCE
        return [tale.add(cue, kind, Mode.IN_PERSON, sides, f"engagement/{kind.value}/sits")]
    organisations = [one for one in sides if one.state and (len(one.state) > 2 or one.state == "EU")]
    if (
        own.mentions[-1].kind not in (MentionKind.STATE, MentionKind.BODY)
        or not organisations
        or not ORGANISATION.search(tale.scene.folded, cue.trigger.end, end)
    ):
        return []
    return [tale.add(cue, Kind.CONFERENCE, Mode.IN_PERSON, organisations, "engagement/conference/organisation")]


def envoys_after(tale: Tale, cue: Cue) -> list[Participant]:
    """Return the envoys that speak in the rest of the paragraph: 中国代表指出."""
    end = tale.scene.folded.find("\n", cue.trigger.end)
    mentions = tale.scene.mentions_in(cue.sentence.end, end if end >= 0 else len(tale.scene.folded))
    return participants_of(
        mention for mention in mentions if mention.kind is MentionKind.ROLE and (mention.office or "").endswith("代表")
    )


def name(draft: Draft, mechanism: Mechanism, known: Draft | None = None) -> None:
    """Give a draft its mechanism and round; 上一轮 is the one before the round of the `known` session."""
    draft.mechanism = known.mechanism if known is not None else Value(mechanism.name, mechanism.spans)
    if mechanism.round is not None:
        if mechanism.round.order is Order.NEXT:
            draft.status, draft.status_span = Status.PLANNED, Span(mechanism.round.start, mechanism.round.end)
        draft.round = mechanism.round.value
        if mechanism.round.order is Order.PREVIOUS and known is not None and known.round is not None:
            draft.round = known.round - 1
        draft.round_span = Span(mechanism.round.start, mechanism.round.end) if draft.round is not None else None

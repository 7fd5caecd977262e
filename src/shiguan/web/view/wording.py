"""How things are put: set phrases and their turnover, and what somebody has said on a topic over time."""

from typing import Any

import msgspec
from litestar import Request, Response, get

from shiguan.annals.phrase import Against, Asked
from shiguan.errors import UsageError
from shiguan.tell.phrase import Phrase
from shiguan.tell.position import Position
from shiguan.tell.topic import topics
from shiguan.tell.turnover import Turnover
from shiguan.web.errand.answer import result_of
from shiguan.web.errand.task import AnyTask, Phrases, Positions, Turning
from shiguan.web.frame import page, tongue_of
from shiguan.web.interface import word
from shiguan.web.view.chronicle import LONGEST, sound_day, states_in

PHRASES = msgspec.json.Decoder(list[Phrase])
TURNOVER = msgspec.json.Decoder(Turnover)
POSITIONS = msgspec.json.Decoder(list[Position])
SHOWN = 60  # phrases
WORDINGS = 150


@get("/phrases", sync_to_thread=True, include_in_schema=False)
def phrases(request: Request[Any, Any, Any]) -> Response[Any]:
    """Show the set phrases in the words asked for, or which of them are new since a day or round."""
    asked, against = asked_of(request), against_of(request)
    given = dict(request.query_params)
    found: list[Phrase] | None = None
    turned: Turnover | None = None
    if "go" in given or any(given.get(key) for key in ("state", "person", "mechanism", "from", "to")):
        task: AnyTask = Turning("json", asked, against) if against else Phrases("json", asked)
        result = result_of(request, task, word("phrases", tongue_of(request)))
        if isinstance(result, Response):
            return result
        if against:
            turned = TURNOVER.decode(result.read_bytes())
        else:
            found = PHRASES.decode(result.read_bytes())
    return page(request, "phrases", asked=asked, given=given, found=found, turned=turned)


@get("/positions", sync_to_thread=True, include_in_schema=False)
def positions(request: Request[Any, Any, Any]) -> Response[Any]:
    """Show what a state or person has said on a topic, oldest to newest, with what changed in the wording."""
    asked = asked_of(request)
    given = dict(request.query_params)
    topic = given.get("topic", "").strip()[:LONGEST]
    found: list[Position] | None = None
    if topic:
        task = Positions("json", msgspec.structs.replace(asked, limit=None), topic)
        result = result_of(request, task, f"{word('positions', tongue_of(request))} · {topic}")
        if isinstance(result, Response):
            return result
        found = POSITIONS.decode(result.read_bytes())
    shown = (found or [])[-WORDINGS:][::-1]
    return page(
        request, "positions", asked=asked, given=given, topic=topic, topics=list(topics()), found=found, shown=shown
    )


def asked_of(request: Request[Any, Any, Any]) -> Asked:
    """Return whose words an address asks for; raises UsageError where it names more than two states."""
    given = request.query_params
    states = states_in(given.get("state", "")[:LONGEST])
    if len(states) > 2:
        raise UsageError(f"{'、'.join(states)}: words are those of one state, or of two with each other")
    return Asked(
        state=states[0] if len(states) == 1 else None,
        pair=(states[0], states[1]) if len(states) == 2 else None,
        person=given.get("person", "").strip()[:LONGEST] or None,
        mechanism=given.get("mechanism", "").strip()[:LONGEST] or None,
        since=sound_day(given.get("from")),
        until=sound_day(given.get("to")),
        limit=SHOWN,
    )


def against_of(request: Request[Any, Any, Any]) -> Against | None:
    """Return what is to be compared: before and since a day, or since a round of a mechanism; None for nothing."""
    since = request.query_params.get("new", "").strip()
    is_round = since.isascii() and since.isdecimal() and len(since) <= 3
    return Against(since=since) if sound_day(since) or is_round else None

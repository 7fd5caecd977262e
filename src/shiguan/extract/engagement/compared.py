"""The earlier session that a page measures the present one by: 逼近2000年尼斯峰会创下的纪录."""

import functools
import re
from collections.abc import Sequence

from shiguan.extract.engagement.cue import Cue
from shiguan.extract.engagement.draft import Draft, Value, participants_of
from shiguan.extract.engagement.gathering import cities
from shiguan.extract.engagement.participant import with_role
from shiguan.extract.engagement.summit import summit_of
from shiguan.extract.engagement.tale import Tale
from shiguan.extract.engagement.trigger import Trigger
from shiguan.extract.engagement.when import is_measure
from shiguan.lexicon import tables
from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.span import Span
from shiguan.model.timex import Timex

# 2000年|法国尼斯|那场|会议, 20年前|在法国尼斯|举行的|欧盟峰会, 2000年|尼斯|峰会
SESSION = re.compile(
    r"(?:[在于的])?(?P<where>[\u4e00-\u9fff]{2,8}?)(?:举行的|召开的|那[场次届]|的)?"
    r"(?P<name>(?:欧盟|北约|东盟|七国集团|二十国集团)?(?:峰会|首脑会议|会议|大会))"
)


def find_compared(folded: str, times: Sequence[Timex]) -> list[Trigger]:
    """Return a trigger for each earlier session, from its year to its last word."""
    found = []
    for time in times:
        if not time.value or not is_measure(folded, time):
            continue
        session = SESSION.match(folded, time.end)
        if session is not None:
            found.append(Trigger(time.start, session.end(), session["name"], "compared", Kind.CONFERENCE, None))
    return found


def read_compared(tale: Tale, cue: Cue) -> list[Draft]:
    """Read 仅次于2000年尼斯峰会: a session of the organisation that the page is about, in its own year and city."""
    scene, trigger = tale.scene, cue.trigger
    body = summit_of(scene)
    time = next(iter(scene.times_in(trigger.start, trigger.end)), None)
    session = SESSION.match(scene.folded, time.end) if time is not None else None
    if body is None or time is None or time.value is None or session is None:
        return []
    city = city_in(scene.folded, *session.span("where"))
    if city is None:
        return []
    occasion, lead, frame = tale.occasion, tale.lead, tale.frame
    draft = tale.add(
        cue,
        Kind.CONFERENCE,
        Mode.IN_PERSON,
        with_role(participants_of([body]), Role.ATTENDEE),
        "engagement/conference/compared",
    )
    tale.occasion, tale.lead, tale.frame = occasion, lead, frame  # what is told next is not told of that year
    draft.sort, draft.status, draft.status_span = "compared", Status.HELD, None
    draft.date = Value(time.value, (Span(time.start, time.end),))
    draft.place = Value(city.of(scene.text), (city,))
    if session["name"].endswith("峰会"):
        start = session.start("name")
        named = city if start == city.end else None
        spans = (*((named,) if named else ()), Span(start, session.end()))
        draft.mechanism = Value("".join(span.of(scene.text) for span in spans), spans)
    return [draft]


@functools.cache
def towns() -> frozenset[str]:
    """Return the names of cities and capitals."""
    return cities() | {row["word"] for row in tables.rows("states") if row["form"] == "capital"}


def city_in(folded: str, start: int, end: int) -> Span | None:
    """Return the city that a stretch ends with: 法国|尼斯."""
    return next(
        (
            Span(end - length, end)
            for length in (5, 4, 3, 2)
            if end - length >= start and folded[end - length : end] in towns()
        ),
        None,
    )

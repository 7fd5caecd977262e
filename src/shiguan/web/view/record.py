"""One record: every value with the characters that say so, and those that say otherwise."""

from itertools import combinations
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.annals.readouts import By, Voice, voices
from shiguan.tell.compare import tell_topics
from shiguan.tell.readout import Pair, align
from shiguan.web.frame import page
from shiguan.web.shelf import register_of

TRIED = 6  # voices among which the two that share most are sought
MOST_POINTS = 60  # of one voice


@get("/record/{id:str}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show a record by its own id or that of one of its accounts."""
    register = register_of(request)
    record = register.record(id)
    return page(request, "record", record=record, quotes=register.quotes, carriers=register.carriers(record.pages))


@get("/record/{id:str}/drawer", sync_to_thread=True, include_in_schema=False)
def drawer(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show what opens below a line of the chronicle."""
    register = register_of(request)
    return page(request, "drawer", record=register.record(id), quotes=register.quotes)


@get("/record/{id:str}/readouts", sync_to_thread=True, include_in_schema=False)
def readouts(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show what two reports, or two sides, tell to have been said around one event."""
    register = register_of(request)
    record = register.record(id)
    by = By.SIDE if request.query_params.get("by") == By.SIDE else By.REPORT
    found = [shortened(voice) for voice in voices(register.shelf, record, by)]
    chosen = chosen_of(found, request.query_params.get("left"), request.query_params.get("right"))
    pairs = align(chosen[0].points, chosen[1].points) if chosen else []
    return page(
        request,
        "readouts",
        record=record,
        by=by,
        voices=found,
        chosen=chosen,
        topics=tell_topics({one.key: one.points for one in chosen or ()}),
        pairs=pairs,
        both=shared(pairs),
        most=MOST_POINTS,
    )


def shortened(voice: Voice) -> Voice:
    """Return a voice with no more points than a page can hold."""
    return Voice(key=voice.key, name=voice.name, published=voice.published, points=voice.points[:MOST_POINTS])


def chosen_of(found: list[Voice], left: str | None, right: str | None) -> tuple[Voice, Voice] | None:
    """Return the two voices asked for; those not asked for are the ones that share most."""
    by_key = {voice.key: voice for voice in found}
    one, other = by_key.get(left or ""), by_key.get(right or "")
    if one and other:
        return one, other
    pairs = [
        (first, second)
        for first, second in combinations(
            found[:TRIED] + [voice for voice in found[TRIED:] if voice in (one, other)], 2
        )
        if (one is None or one in (first, second)) and (other is None or other in (first, second))
    ]
    if not pairs:
        return None
    first, second = max(pairs, key=lambda pair: (shared(align(pair[0].points, pair[1].points)), -found.index(pair[0])))
    return (second, first) if second is one or first is other else (first, second)


def shared(pairs: list[Pair]) -> int:
    """Return how many points two voices have in common."""
    return sum(1 for pair in pairs if pair.left and pair.right)

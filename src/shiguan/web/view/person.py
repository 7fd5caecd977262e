"""A person: offices over time, what they did and with whom, what they said and on which topics."""

from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.annals.chronicle import Query, Word
from shiguan.annals.register import Register
from shiguan.annals.subject import subjects
from shiguan.errors import UsageError
from shiguan.link.name import name_key
from shiguan.tell.person import Biography
from shiguan.web.draw.heat import Tally, heat
from shiguan.web.draw.tenure import tenures
from shiguan.web.frame import address_part, page, picture
from shiguan.web.shelf import recalled, register_of

LATEST = 20
COMPANY = 12
TOPICS = 10
MOST = 80  # words among which those of one bearer of the name are sought


@get("/person/{name:path}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show whom the name stands for: of namesakes the one with the most pages, or the one that `who` names."""
    register = register_of(request)
    asked = name.strip("/")[:200]
    key = name_key(asked) if asked else ""
    people = recalled(request, f"person {asked}", lambda book: namesakes(book, asked)) if key else []
    wanted = request.query_params.get("who")
    who = next((one for one in people if one.id == wanted), people[0] if people else None)
    words = words_of(register, key, who) if key else []
    if who is None and not words:
        return page(request, "person", status=404, asked=asked, who=None, words=[])
    said = recalled(request, f"subjects {key}", lambda book: subjects(book.store, key))
    values: dict[str, Any] = {
        "drawn": tenures(who.offices) if who else None,
        "heat": heat([Tally(one.month, one.topic, one.statements) for one in said.subjects], said.topics[:TOPICS]),
    }
    if request.query_params.get("as") == "svg":
        return kept(request, asked, values)
    return page(
        request,
        "person",
        asked=asked,
        who=who,
        others=[one for one in people if one is not who],
        words=words,
        word_count=who.statements if who else register.count_words(Query(person=key)),
        said=said,
        **values,
    )


def namesakes(register: Register, name: str) -> list[Biography]:
    """Return who bears a name, with what a page shows of each; nobody where pages know them as a speaker alone."""
    try:
        found = register.persons(name, limit=LATEST)
    except UsageError:
        return []
    return [msgspec.structs.replace(one, met=one.met[:COMPANY]) for one in found]


def words_of(register: Register, key: str, who: Biography | None) -> list[Word]:
    """Return the latest words told under a name, those of namesakes from other states left out."""
    states = {state for state, _ in who.states} if who else set()
    found = register.words(Query(person=key), limit=LATEST if not states else MOST, newest_first=True)
    told = ((one, one.statement.speaker.state) for one in found)
    return [one for one, state in told if not states or state is None or state in states][:LATEST]


def kept(request: Request[Any, Any, Any], asked: str, values: dict[str, Any]) -> Response[bytes]:
    """Return one of the two pictures as a file."""
    if request.query_params.get("picture") == "tenures":
        return picture(request, "tenures", asked, tenures=values["drawn"])
    address = f"/positions?person={address_part(asked)}"
    return picture(request, "heat", asked, heat=values["heat"], label=asked, address=address, key="topic")

"""A person: offices over time, what they did and with whom, what they said and on which topics."""

from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath

from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register
from shiguan.annals.subject import subjects
from shiguan.errors import UsageError
from shiguan.link.name import name_key
from shiguan.tell.person import Biography
from shiguan.web.draw.heat import Tally, heat
from shiguan.web.draw.tenure import tenures
from shiguan.web.frame import address_part, page, picture
from shiguan.web.shelf import register_of

LATEST = 20
COMPANY = 12
TOPICS = 10


@get("/person/{name:path}", sync_to_thread=True, include_in_schema=False)
def show(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str] | Response[bytes]:
    """Show whom the name stands for: of namesakes the one with the most pages, or the one that `who` names."""
    register = register_of(request)
    asked = name.strip("/")[:200]
    key = name_key(asked) if asked else ""
    people = namesakes(register, asked) if key else []
    wanted = request.query_params.get("who")
    who = next((one for one in people if one.id == wanted), people[0] if people else None)
    query = Query(person=key or asked)
    words = register.words(query, limit=LATEST, newest_first=True) if key else []
    if who is None and not words:
        return page(request, "person", status=404, asked=asked, who=None, words=[])
    said = subjects(register.store, key)
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
        company=who.met[:COMPANY] if who else (),
        records=who.records[:LATEST] if who else (),
        words=words,
        word_count=register.count_words(query),
        said=said,
        **values,
    )


def namesakes(register: Register, name: str) -> list[Biography]:
    """Return who bears a name, nobody where no page tells of such a person but as a speaker."""
    try:
        return register.persons(name)
    except UsageError:
        return []


def kept(request: Request[Any, Any, Any], asked: str, values: dict[str, Any]) -> Response[bytes]:
    """Return one of the two pictures as a file."""
    if request.query_params.get("picture") == "tenures":
        return picture(request, "tenures", asked, tenures=values["drawn"])
    address = f"/positions?person={address_part(asked)}"
    return picture(request, "heat", asked, heat=values["heat"], label=asked, address=address, key="topic")

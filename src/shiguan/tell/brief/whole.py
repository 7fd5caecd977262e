"""A dossier put together: cover, sections, sources."""

from collections.abc import Iterable

from shiguan.model.brief import Brief, Section
from shiguan.tell.brief.line import iso
from shiguan.tell.brief.matter import Clerk, Matter
from shiguan.tell.brief.number import in_order

ASKED = ("words", "open", "conflicts")
WITH_FIGURES = ("words", "changes", "figures", "open", "conflicts")


def whole(
    clerk: Clerk, title: str, matter: Matter, sections: Iterable[Section | None], asked: Iterable[str] = ASKED
) -> Brief:
    """Return a dossier of those sections that there are; what was asked for in vain is named on the cover."""
    say = clerk.say
    kept = tuple(one for one in sections if one is not None)
    titles = {one.title for one in kept}
    absent = [say(key) for key in asked if say(key) not in titles]
    kept, sources = in_order(kept, clerk.notes.found)
    days = sorted(one.published for one in sources if one.published)
    facts = [
        (say("cover_records"), str(len(matter.records))),
        (say("cover_sources"), str(len(sources))),
        (say("cover_passages"), str(sum(len(one.passages) for one in sources))),
    ]
    if days:
        facts.append((say("cover_span"), say("since_first", first=days[0], last=days[-1])))
    if absent:
        facts.append((say("cover_absent"), say.join(absent)))
    day = iso(matter.today)
    return Brief(
        title=title,
        subtitle=say("subtitle", day=day),
        facts=tuple(facts),
        sections=kept,
        sources=sources,
        sources_title=say("sources"),
        explanation=say("explanation"),
        language=say.language,
        day=day,
    )

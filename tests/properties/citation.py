"""What is wrong with the citations of a reading: every item must equal its characters, every field must have some."""

from collections.abc import Iterator

from shiguan.model.engagement import Engagement, Participant
from shiguan.model.figure import Figure
from shiguan.model.mechanism_account import MechanismAccount
from shiguan.model.reading import Reading
from shiguan.model.span import Cited
from shiguan.model.statement import Speaker, Statement

ENGAGEMENT_FIELDS = ("mode", "date", "place", "mechanism", "round", "via")
STATEMENT_FIELDS = ("cue", "via", "date")
FIGURE_FIELDS = ("measure", "about", "period", "change_percent", "change_basis", "via")
MECHANISM_FIELDS = (
    "name", "states", "founded", "founders", "cadence", "cadence_text", "usual_time", "hosting", "level", "parent",
    "rounds_held", "first_held", "postponed",
)  # fmt: skip
MECHANISM_WORDS = ("cadence_text", "usual_time", "hosting", "level", "parent")  # as written
PERSON_FIELDS = ("name", "office", "state", "organisation")


def faults_of(reading: Reading) -> list[str]:
    """Return one line for each citation that does not hold; none for a sound reading."""
    text = reading.document.text
    return [f"{reading.id}: {fault}" for fault in faults(reading, text)]


def faults(reading: Reading, text: str) -> Iterator[str]:
    """Yield the faults of all items."""
    for timex in reading.times:
        yield from unequal("time", text, timex.start, timex.end, timex.text)
    for engagement in reading.engagements:
        yield from engagement_faults(engagement, text)
    for statement in reading.statements:
        yield from statement_faults(statement, text)
    for figure in reading.figures:
        yield from figure_faults(figure, text)
    for account in reading.mechanisms:
        yield from mechanism_faults(account, text)
    for check in reading.checks:
        yield from outside("check", text, {"spans": check.spans})


def engagement_faults(engagement: Engagement, text: str) -> Iterator[str]:
    """Yield the faults of an engagement and its participants."""
    yield from unequal("evidence", text, engagement.start, engagement.end, engagement.evidence)
    yield from outside("engagement", text, engagement.cited)
    yield from uncited("engagement", engagement, ENGAGEMENT_FIELDS, engagement.cited)
    for participant in engagement.participants:
        if participant.name is not None:
            yield from unequal("participant", text, participant.start, participant.end, participant.name)
        yield from person_faults("participant", participant, text)


def statement_faults(statement: Statement, text: str) -> Iterator[str]:
    """Yield the faults of a statement and its speaker."""
    yield from unequal("content", text, statement.start, statement.end, statement.content)
    yield from outside("statement", text, statement.cited)
    yield from uncited("statement", statement, STATEMENT_FIELDS, statement.cited)
    yield from person_faults("speaker", statement.speaker, text)


def figure_faults(figure: Figure, text: str) -> Iterator[str]:
    """Yield the faults of a figure; its value and unit stand in its own characters."""
    yield from unequal("figure", text, figure.start, figure.end, figure.text)
    yield from outside("figure", text, figure.cited)
    yield from uncited("figure", figure, FIGURE_FIELDS, figure.cited)


def mechanism_faults(account: MechanismAccount, text: str) -> Iterator[str]:
    """Yield the faults of what is told of a mechanism; its name and its words stand in the text letter for letter."""
    yield from outside("mechanism", text, account.cited)
    yield from uncited("mechanism", account, MECHANISM_FIELDS, account.cited)
    if "".join(span.of(text) for span in account.cited.get("name", ())) != account.name:
        yield f"mechanism.name '{account.name}' is not in [{account.start}, {account.end})"
    for field in MECHANISM_WORDS:
        words = [span.of(text) for span in account.cited.get(field, ())]
        if words not in ([], [getattr(account, field)]):
            yield f"mechanism.{field} {getattr(account, field)!r} cites {words}"
    if tuple(span.of(text) for span in account.cited.get("founders", ())) != account.founders:
        yield f"mechanism.founders {account.founders!r} are not the characters cited"


def person_faults(what: str, person: Participant | Speaker, text: str) -> Iterator[str]:
    """Yield the faults of a person or side: fields stand in its own characters or have their own."""
    if not 0 <= person.start < person.end <= len(text):
        yield f"{what} stands at [{person.start}, {person.end}) of {len(text)}"
    yield from outside(what, text, person.cited)
    words = text[person.start : person.end]
    for field in PERSON_FIELDS:
        value = getattr(person, field, None)
        if value is not None and value not in words and field not in person.cited and field != "state":
            yield f"{what}.{field} '{value}' has no characters; '{words}' does not say it"
    if person.state is not None and "state" not in person.cited and (person.name or "") == words:
        yield f"{what}.state '{person.state}' has no characters beside the bare name '{words}'"


def unequal(what: str, text: str, start: int, end: int, wanted: str) -> Iterator[str]:
    """Yield a fault where the characters are not the item's own."""
    if not 0 <= start < end <= len(text) or text[start:end] != wanted:
        yield f"{what} [{start}, {end}) is '{text[start:end]}', not '{wanted}'"


def outside(what: str, text: str, cited: Cited) -> Iterator[str]:
    """Yield the spans that are empty or run out of the text."""
    for field, spans in cited.items():
        for span in spans:
            if not 0 <= span.start < span.end <= len(text):
                yield f"{what}.{field} cites [{span.start}, {span.end}) of {len(text)}"


def uncited(what: str, item: object, fields: tuple[str, ...], cited: Cited) -> Iterator[str]:
    """Yield the fields that have a value and no characters."""
    for field in fields:
        value = getattr(item, field)
        if value not in (None, ()) and not cited.get(field):
            yield f"{what}.{field} {value!r} has no characters"

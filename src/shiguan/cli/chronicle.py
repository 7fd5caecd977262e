"""One reading as a page of the annalist's book: head, deeds by date, words by speaker, figures with their checks,
mechanisms, times."""

from collections.abc import Callable, Iterable

from rich.text import Text

from shiguan.cli.paper import WIDEST, clip, columns, flow, pad, screen, styles, wrap
from shiguan.model.engagement import Engagement, Kind, Participant, Role, Status
from shiguan.model.figure import ChangeBasis, Figure
from shiguan.model.mechanism_account import MechanismAccount
from shiguan.model.page import Basis, Document, LinkKind
from shiguan.model.reading import Reading
from shiguan.model.statement import Form, Speaker, Statement
from shiguan.tell.day import day_label, sort_key, year_of

KINDS = {
    Kind.MEETING: "会晤",
    Kind.CALL: "通话",
    Kind.VISIT: "访问",
    Kind.CONSULTATION: "磋商",
    Kind.CONFERENCE: "会议",
    Kind.SIGNING: "签署",
    Kind.MESSAGE: "函电",
    Kind.CEREMONY: "仪式",
    Kind.OTHER: "其他",
}
SIGNS = {Status.HELD: "●", Status.PLANNED: "○", Status.POSTPONED: "◐", Status.CANCELLED: "✕"}
SIGN_STYLES = {Status.HELD: "", Status.PLANNED: "indigo", Status.POSTPONED: "indigo", Status.CANCELLED: "ink-2"}
BASES = {
    Basis.GIVEN: "as given",
    Basis.PAGE: "stamped on the page",
    Basis.URL: "from its address",
    Basis.TEXT: "inferred from the text",
}
LINKS = {LinkKind.PREVIOUS: "previous", LinkKind.NEXT: "next", LinkKind.RELATED: "related"}
CHANGES = {ChangeBasis.YEAR_ON_YEAR: "on the year", ChangeBasis.MONTH_ON_MONTH: "on the month"}
FIRST_SIDES = {Role.HOST, Role.COCHAIR, Role.SENDER}
STATEMENT_LINES = 4  # longer words end with how much is left out; `--format json` has them whole
WIDEST_CUE = 10
QUOTATION_MARKS = set("“”「」")
SIGN_COLUMN = 12  # "● held", "✕ cancelled"
TEXT_MARGIN = 5


def table_printer() -> Callable[[Reading], None]:
    """Return the function that prints one reading after another on standard output."""
    console = screen()
    style = styles()
    first = True

    def show(reading: Reading) -> None:
        nonlocal first
        if not first:
            console.print()
        first = False
        for line in Chronicle(min(console.width, WIDEST), style).lines(reading):
            console.print(line)

    return show


class Chronicle:
    """Lays one reading out in lines of a given width."""

    def __init__(self, width: int, style: dict[str, str]) -> None:
        self.width = width
        self.style = style

    def lines(self, reading: Reading) -> Iterable[Text]:
        """Yield the lines of the whole reading."""
        yield from self.head(reading)
        yield from self.deeds(reading.engagements)
        yield from self.words(reading.statements)
        yield from self.figures(reading)
        yield from self.mechanisms(reading.mechanisms)
        yield from self.times(reading)

    def faint(self, text: str) -> Text:
        """Return text in the second ink."""
        return Text(text, style=self.style["ink-2"])

    def section(self, name: str, sign: str, count: int) -> Iterable[Text]:
        """Yield an empty line and the heading of a section."""
        yield Text()
        yield Text.assemble((f"{sign} {name}", "bold"), (f"  {count}", self.style["ink-2"]))

    def head(self, reading: Reading) -> Iterable[Text]:
        """Yield title, publisher, day and how it is known, links."""
        document = reading.document
        for line in wrap(document.title or reading.id, self.width):
            yield Text(line, style="bold")
        for line in flow(head_parts(document), self.width):
            yield self.faint(line)
        for link in document.links:
            yield self.faint(clip(f"{LINKS[link.kind]}: {link.text}", self.width))

    def hang(self, label: str, text: str, *, margin: int = 0, faint: bool = False, most: int = 0) -> Iterable[Text]:
        """Yield `text` wrapped behind `label`, the following lines under the first; at most `most` lines if given."""
        indent = margin + columns(label)
        found = wrap(text, max(self.width - indent, 20))
        if most and len(found) > most:
            left = sum(len(line) for line in found[most:])
            found = [*found[: most - 1], clip(found[most - 1], self.width - indent - 8).rstrip("…") + f"… +{left}"]
        for number, line in enumerate(found):
            lead = " " * margin + (label if number == 0 else " " * columns(label))
            yield Text.assemble((lead, self.style["ink-2"]), (line, self.style["ink-2"] if faint else ""))

    def deeds(self, engagements: tuple[Engagement, ...]) -> Iterable[Text]:
        """Yield the engagements by date: sign and status, kind, mechanism and round, place; sides; via."""
        if not engagements:
            return
        yield from self.section("deeds", "事", len(engagements))
        ordered = sorted(engagements, key=lambda engagement: sort_key(engagement.date))
        room = max(columns(day_label(engagement.date)) for engagement in ordered)
        year: str | None = ""
        for engagement in ordered:
            spine = year_of(engagement.date) if year_of(engagement.date) != year else ""
            year = year_of(engagement.date)
            yield from self.deed(engagement, pad(spine or "", 4) + " " + pad(day_label(engagement.date), room) + "  ")

    def deed(self, engagement: Engagement, spine: str) -> Iterable[Text]:
        """Yield one engagement behind its date."""
        status = engagement.status
        name = engagement.mechanism or ""
        counter = "轮" if engagement.kind is Kind.CONSULTATION else "次"
        number = f"第{engagement.round}{counter}" if engagement.round else ""
        tail = "  ".join(part for part in (KINDS[engagement.kind], name, number, engagement.place or "") if part)
        indent = columns(spine) + SIGN_COLUMN
        for position, line in enumerate(wrap(tail, max(self.width - indent, 20))):
            if position:
                yield Text(" " * indent + line, style="bold")
                continue
            sign = pad(f"{SIGNS[status]} {status.value}", SIGN_COLUMN)
            yield Text.assemble(
                (spine, self.style["ink-2"]), (sign, self.style.get(SIGN_STYLES[status], "")), (line, "bold")
            )
        sides = sides_of(engagement.participants)
        if sides:
            yield from self.hang("", sides, margin=indent)
        if engagement.via:
            yield from self.hang("", chain(engagement.via), margin=indent, faint=True)

    def words(self, statements: tuple[Statement, ...]) -> Iterable[Text]:
        """Yield the statements by speaker, the speakers in the order in which they first speak."""
        if not statements:
            return
        yield from self.section("words", "言", len(statements))
        room = min(max(columns(statement.cue) for statement in statements), WIDEST_CUE)
        speakers: dict[tuple[str, str], list[Statement]] = {}
        for statement in statements:
            heading = (speaker_label(statement.speaker), occasion_of(statement))
            speakers.setdefault(heading, []).append(statement)
        for (label, occasion), spoken in speakers.items():
            yield from self.speaker(label, occasion)
            for statement in spoken:
                yield from self.word(statement, room)

    def speaker(self, label: str, occasion: str) -> Iterable[Text]:
        """Yield who speaks, then in the same line, where there is room, when and through whom."""
        if occasion and columns(label) + columns(occasion) + 3 <= self.width:
            yield Text.assemble((f" {label}", "bold"), (f"  {occasion}", self.style["ink-2"]))
            return
        for line in wrap(label, self.width - 1):
            yield Text(" " + line, style="bold")
        if occasion:
            yield from self.hang("", occasion, margin=TEXT_MARGIN, faint=True)

    def word(self, statement: Statement, room: int) -> Iterable[Text]:
        """Yield one statement: its cue and the words."""
        bare = statement.form is Form.DIRECT and not QUOTATION_MARKS & set(statement.content)
        content = f"“{statement.content}”" if bare else statement.content
        cue = pad(statement.cue, room) + "  "
        yield from self.hang(cue, content, margin=TEXT_MARGIN, most=STATEMENT_LINES)

    def figures(self, reading: Reading) -> Iterable[Text]:
        """Yield the figures in columns, then the checks on them and on the rest of the page."""
        figures = reading.figures
        if figures or reading.checks:
            yield from self.section("figures", "数", len(figures))
        if figures:
            amount = min(max(columns(figure.text) for figure in figures), 24) + 2
            measure = min(max(columns(measure_label(figure)) for figure in figures), 40) + 2
            for figure in figures:
                lead = pad(figure.text, amount) + pad(measure_label(figure), measure)
                yield from self.figure(lead, figure)
        for check in reading.checks:
            sign, colour = ("✓ ", self.style["ink-2"]) if check.holds else ("≠ ", self.style["ochre"])
            for number, line in enumerate(wrap(check.says, self.width - 3)):
                yield Text.assemble(" ", (sign if number == 0 else "  ") + line, style=colour)

    def figure(self, lead: str, figure: Figure) -> Iterable[Text]:
        """Yield one figure: as written, what it measures, then period, change and chain."""
        details = [figure.period or ""]
        if figure.change_percent is not None:
            details.append(
                f"{figure.change_percent:+g} %" + (f" {CHANGES[figure.change_basis]}" if figure.change_basis else "")
            )
        if figure.via:
            details.append(chain(figure.via))
        tail = "  ".join(part for part in details if part)
        if not tail:
            yield Text(" " + lead.rstrip())
            return
        if columns(lead) + columns(tail) + 1 <= self.width:
            yield Text.assemble(" " + lead, (tail, self.style["ink-2"]))
            return
        yield Text(" " + lead.rstrip())
        yield from self.hang("", tail, margin=TEXT_MARGIN, faint=True)

    def mechanisms(self, accounts: tuple[MechanismAccount, ...]) -> Iterable[Text]:
        """Yield what the page tells of standing mechanisms, each name with its facts below."""
        if not accounts:
            return
        yield from self.section("mechanisms", "机制", len(accounts))
        for account in accounts:
            for line in wrap(" ".join((account.name, *account.states)), self.width - 1):
                yield Text(" " + line, style="bold")
            for line in flow(facts_of(account), self.width - TEXT_MARGIN):
                yield Text(" " * TEXT_MARGIN + line)

    def times(self, reading: Reading) -> Iterable[Text]:
        """Yield the dates the page names, each once, with the value read."""
        values = dict.fromkeys((timex.text, timex.value) for timex in reading.times if timex.value)
        if not values:
            return
        yield from self.section("times", "时", len(values))
        for line in flow((f"{text} {value}" for text, value in values), self.width - 1):
            yield self.faint(" " + line)


def head_parts(document: Document) -> list[str]:
    """Return publisher and origin, author, day with its basis, breadcrumb."""
    parts = []
    if document.publisher:
        parts.append(document.publisher)
    if document.origin and document.origin != document.publisher:
        parts.append(f"← {document.origin}" if document.publisher else document.origin)
    if document.author:
        parts.append(document.author)
    if document.published and document.published_basis:
        parts.append(f"{document.published} ({BASES[document.published_basis]})")
    else:
        parts.append("day unknown")
    if document.breadcrumb:
        parts.append(" › ".join(document.breadcrumb))
    return parts


def chain(via: tuple[str, ...]) -> str:
    """Return the way the words came, from their origin: ← 塔斯社 ← 环球时报."""
    return " ".join(f"← {outlet}" for outlet in reversed(via))


def sides_of(participants: tuple[Participant, ...]) -> str:
    """Return who with whom: two sides get ⇄, more are listed."""
    labels = [participant_label(participant) for participant in sorted_sides(participants)]
    if len(labels) == 2:
        return " ⇄ ".join(labels)
    return "、".join(labels)


def sorted_sides(participants: tuple[Participant, ...]) -> list[Participant]:
    """Return hosts, co-chairs and senders before the others, else in the page's order."""
    return sorted(participants, key=lambda participant: participant.role not in FIRST_SIDES)


def participant_label(participant: Participant) -> str:
    """Return name, state and office, as far as they are known."""
    return label_of(participant.name, participant.state, participant.office)


def speaker_label(speaker: Speaker) -> str:
    """Return name, state, organisation and office of a speaker."""
    title = " ".join(dict.fromkeys(part for part in (speaker.organisation, speaker.office) if part))
    return label_of(speaker.name, speaker.state, title or None)


def occasion_of(statement: Statement) -> str:
    """Return the day of the words and the way they came: 2021 5月25日  ← 塔斯社 ← 环球时报."""
    day = f"{year_of(statement.date)} {day_label(statement.date)}".rstrip() if statement.date else ""
    return "  ".join(part for part in (day, chain(statement.via)) if part)


def label_of(name: str | None, state: str | None, title: str | None) -> str:
    """Return what is known of a person or side, the most telling part first."""
    if name is None and title:
        return " ".join(part for part in (title, state) if part)
    return " ".join(part for part in (name, state, title) if part) or "?"


def facts_of(account: MechanismAccount) -> Iterable[str]:
    """Yield what is told of a mechanism, each fact behind its word."""
    told = {
        "founded": account.founded,
        "by": "、".join(account.founders),
        "meets": account.cadence_text,
        "usually": account.usual_time,
        "hosts": account.hosting,
        "level": account.level,
        "part of": account.parent,
        "rounds held": account.rounds_held,
        "first held": account.first_held,
        "put off": account.postponed,
    }
    return (f"{word} {value}" for word, value in told.items() if value)


def measure_label(figure: Figure) -> str:
    """Return what a figure measures and of whom."""
    return " ".join(part for part in (figure.measure, " ".join(figure.about)) if part)

"""Records as lines of the annalist's book: date, sign, what and where, who with whom, how many origins."""

from collections.abc import Callable, Iterable, Sequence

from rich.text import Text

from shiguan.annals.chronicle import Word
from shiguan.annals.shelf import Quote
from shiguan.cli.chronicle import (
    FIRST_SIDES,
    KINDS,
    SIGN_COLUMN,
    SIGN_STYLES,
    SIGNS,
    Chronicle,
    chain,
    label_of,
    speaker_label,
)
from shiguan.cli.paper import columns, pad, wrap
from shiguan.model.engagement import Kind
from shiguan.model.record import Citation, Party, Record
from shiguan.tell.day import day_label, year_of

SPINE = 16  # columns for year and day
WORD_LINES = 3


class Annals(Chronicle):
    """Lays records and words out in lines of a given width."""

    def entries(self, records: Sequence[Record]) -> Iterable[Text]:
        """Yield records in the order given, the year once where it changes."""
        year: str | None = ""
        room = max((columns(day_label(record.date)) for record in records), default=0) + 7
        for record in records:
            spine = (year_of(record.date) or "") if year_of(record.date) != year else ""
            year = year_of(record.date)
            yield from self.entry(record, pad(pad(spine, 4) + " " + day_label(record.date), room))

    def entry(self, record: Record, spine: str) -> Iterable[Text]:
        """Yield one record behind its date: sign and status, what and where, who with whom; id and doubts in ink-2."""
        status = self.sign(record)
        indent = columns(spine) + SIGN_COLUMN
        for number, line in enumerate(wrap(headline(record), max(self.width - indent, 20))):
            lead = Text.assemble((spine, self.style["ink-2"]), status) if number == 0 else Text(" " * indent)
            yield Text.assemble(lead, (line, "bold"))
        parties = parties_label(record.parties)
        if parties:
            yield from self.hang("", parties, margin=indent)
        yield self.margin_notes(record, indent)

    def sign(self, record: Record) -> Text:
        """Return the sign and word of a record's status."""
        return Text(
            pad(f"{SIGNS[record.status]} {record.status}", SIGN_COLUMN), self.style.get(SIGN_STYLES[record.status], "")
        )

    def margin_notes(self, record: Record, indent: int) -> Text:
        """Return the last line of a record: origins, accounts, what is in doubt, its id."""
        origins = f"×{record.origins}" if record.origins > 1 else ""
        accounts = f"{len(record.accounts)} accounts" if len(record.accounts) > 1 else ""
        doubts = [aspect for aspect, agreed in sorted(record.values.items()) if agreed.conflicting]
        parts = [Text(part, self.style["ink-2"]) for part in (origins, accounts, record.verdict) if part]
        if doubts:
            parts.append(Text("≠ " + ", ".join(doubts), self.style["ochre"]))
        parts.append(Text(record.id, self.style["ink-2"]))
        return Text(" " * indent).append_text(Text("  ").join(parts))

    def spoken(self, word: Word) -> Iterable[Text]:
        """Yield one statement behind its day: who, through whom, its id, and the first lines."""
        statement = word.statement
        via = chain(statement.via)
        heading = "  ".join(part for part in (speaker_label(statement.speaker), statement.cue, via, word.id) if part)
        spine = pad(f"{year_of(statement.date) or ''} {day_label(statement.date)}".strip(), SPINE)
        yield from self.hang(spine, heading)
        yield from self.hang("", statement.content, margin=SPINE, most=WORD_LINES, faint=True)

    def record(self, record: Record, quotes: Callable[[Citation], list[Quote]]) -> Iterable[Text]:
        """Yield a record whole: every value with the characters that say so, and those that say otherwise."""
        yield from self.entries([record])
        for aspect, agreed in sorted(record.values.items()):
            yield Text()
            yield Text.assemble((f" {aspect} ", "bold"), agreed.value, (f"  {agreed.rule}", self.style["ink-2"]))
            for claim in agreed.supporting:
                less_exact = claim.value != agreed.value
                sign = Text(f"   ⊇ {claim.value}" if less_exact else "   =")
                yield from self.claim(sign, claim.citation, quotes(claim.citation))
            for claim in agreed.conflicting:
                sign = Text(f"   ≠ {claim.value}", self.style["ochre"])
                yield from self.claim(sign, claim.citation, quotes(claim.citation))

    def claim(self, sign: Text, citation: Citation, found: Sequence[Quote]) -> Iterable[Text]:
        """Yield one claim: whether it agrees, whose it is, and its characters among those around them."""
        yield Text.assemble(sign, (f"  {citation.origin}  {citation.page}", self.style["ink-2"]))
        for quote in found:
            room = max(self.width - 5 - columns(quote.exact), 8) // 4  # characters of two columns on either side
            before, after = quote.prefix[-room:], quote.suffix[:room]
            line = Text.assemble((before, self.style["ink-2"]), (quote.exact, "bold"), (after, self.style["ink-2"]))
            line.truncate(self.width - 5, overflow="ellipsis")
            yield Text.assemble("     ", line)


def headline(record: Record) -> str:
    """Return what and where: kind, mechanism and round, place."""
    counter = "轮" if record.kind is Kind.CONSULTATION else "次"
    number = f"第{record.round}{counter}" if record.round is not None else ""
    return "  ".join(part for part in (KINDS[record.kind], record.mechanism, number, record.place) if part)


def parties_label(parties: Sequence[Party]) -> str:
    """Return who with whom: two get ⇄, more are listed."""
    ordered = sorted(parties, key=lambda party: party.role not in FIRST_SIDES)
    labels = [label_of(party.name, party.state, party.office) for party in ordered]
    return " ⇄ ".join(labels) if len(labels) == 2 else "、".join(labels)

"""The dossier of a person: offices, deeds, partners, words."""

from collections import Counter
from collections.abc import Sequence

from shiguan.model.brief import Piece, Pieces, Section, Table, Tone
from shiguan.model.engagement import Status
from shiguan.model.person import Person
from shiguan.model.record import Record
from shiguan.tell.brief.line import date_cell, deed_row, plain, proof, shown_date, what_cell
from shiguan.tell.brief.matter import Clerk, Matter
from shiguan.tell.brief.part import conflict_items, deeds_table, open_table, people_table, section, words_blocks
from shiguan.tell.brief.picture import bars_picture

MOST_DEEDS = 20
MOST_PARTNERS = 12


def person_sections(clerk: Clerk, who: Person, matter: Matter) -> list[Section | None]:
    """Return the sections of a person's dossier, None for each of which the register has nothing."""
    held = [one for one in matter.records if one.status is Status.HELD]
    rows = summary(clerk, who, held)
    return [
        section(clerk, "summary", [Table((), tuple(rows), (24, 76)) if rows else None]),
        section(clerk, "offices", [people_table(clerk, [(who, spellings(clerk, who))], clerk.say("spellings"))]),
        section(clerk, "timeline", [bars_picture(clerk, held)]),
        section(clerk, "deeds", [deeds_table(clerk, held[::-1][:MOST_DEEDS])]),
        section(clerk, "partners", [partners(clerk, who, held)]),
        section(clerk, "words", words_blocks(clerk, [("", matter.words)])),
        section(clerk, "open", [open_table(clerk, matter.open, matter.today)]),
        section(clerk, "conflicts", [conflict_items(clerk, matter.conflicts, {one.id: one for one in matter.records})]),
    ]


def spellings(clerk: Clerk, who: Person) -> str:
    """Return the names under which pages tell of somebody, the most usual first."""
    return clerk.say.join([name for name, _ in who.names[:4]])


def summary(clerk: Clerk, who: Person, held: Sequence[Record]) -> list[tuple[Pieces, ...]]:
    """Return the state, what is known and the last deed, a row each."""
    rows: list[tuple[Pieces, ...]] = []
    if who.attestations and who.state:
        first = who.attestations[0]
        marks = clerk.notes.at(first.page, (first.span,))
        rows.append((plain(clerk.say("c_state")), plain(clerk.state_name(who.state), marks)))
    return rows + deed_rows(clerk, held)


def deed_rows(clerk: Clerk, held: Sequence[Record]) -> list[tuple[Pieces, ...]]:
    """Return how many deeds are known from when to when, of which kinds, and the last: a row each."""
    dated = [one for one in held if one.date]
    if not dated:
        return []
    ends = tuple(sorted({mark for one in (dated[0], dated[-1]) for mark in clerk.notes.cite(proof(one), most=1)}))
    counted = clerk.say("times", count=len(held))
    first, last = shown_date(dated[0].date or ""), shown_date(dated[-1].date or "")
    spanned = clerk.say("since_first", first=first, last=last)
    row = deed_row(clerk, dated[-1])
    joined: list[Piece] = []
    for cell in row:
        joined += [Piece(clerk.say.sign("，"))] * bool(joined and cell) + list(cell)
    return [
        (plain(clerk.say("known_deeds")), (Piece(counted), Piece(f"　{spanned}", Tone.FAINT, ends))),
        (plain(clerk.say("by_kind")), kinds(clerk, held)),
        (plain(clerk.say("since_deeds")), tuple(joined)),
    ]


def kinds(clerk: Clerk, held: Sequence[Record]) -> Pieces:
    """Return how many deeds are of each kind, the latest of each with its mark."""
    counts = Counter(one.kind for one in held)
    latest = {one.kind: one for one in held}
    found: list[Piece] = []
    for kind, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        lead = clerk.say.join(["", ""]) if found else ""
        marks = clerk.notes.cite(proof(latest[kind]), most=1)
        found.append(Piece(f"{lead}{clerk.say(f'kind_{kind.value}')} {count}", Tone.PLAIN, marks))
    return tuple(found)


def partners(clerk: Clerk, who: Person, held: Sequence[Record]) -> Table | None:
    """Return whom somebody met, the most frequent first: how often, and when last."""
    times: Counter[str] = Counter()
    last: dict[str, Record] = {}
    for record in held:
        own = {party.state for party in record.parties if party.key == who.key}
        for key in {party.key for party in record.parties if party.key and party.state not in own}:
            times[key] += 1
            last[key] = record
    rows = []
    for key, count in sorted(times.items(), key=lambda item: (-item[1], item[0]))[:MOST_PARTNERS]:
        party = next(one for one in last[key].parties if one.key == key)
        marks = clerk.notes.cite(party.citations, most=1)
        office = f" {party.office}" if party.office else ""
        rows.append(
            (
                (Piece(party.name or key, Tone.PLAIN, marks), *plain(office, (), Tone.FAINT)),
                plain(clerk.state_name(party.state) if party.state else "–"),
                plain(clerk.say("times", count=count)),
                date_cell(clerk, last[key]),
                what_cell(clerk, last[key]),
            )
        )
    head = tuple(map(clerk.say, ("c_who", "c_state", "c_deeds", "c_last", "c_what")))
    return Table(head, tuple(rows), (32, 14, 10, 18, 26)) if rows else None

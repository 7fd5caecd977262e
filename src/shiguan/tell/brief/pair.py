"""The dossier of two states, and that of a period: deeds, mechanisms, people, words."""

from collections.abc import Sequence

from shiguan.model.brief import Piece, Pieces, Section, Table, Tone
from shiguan.model.engagement import Status
from shiguan.model.person import Person
from shiguan.model.record import Record
from shiguan.tell.brief.change import Occasion, change_blocks, occasions
from shiguan.tell.brief.line import plain, proof
from shiguan.tell.brief.matter import Clerk, Matter
from shiguan.tell.brief.mechanism import last_pieces, next_lines, number_marks, of
from shiguan.tell.brief.part import (
    conflict_items,
    deeds_table,
    figure_blocks,
    open_table,
    people_table,
    section,
    words_blocks,
)
from shiguan.tell.brief.person import deed_rows
from shiguan.tell.brief.picture import bars_picture
from shiguan.tell.mechanism import Mechanism

MOST_DEEDS = 20
MOST_MECHANISMS = 10
MOST_IN_PERIOD = 40


def pair_sections(clerk: Clerk, states: Sequence[str], matter: Matter) -> list[Section | None]:
    """Return the sections of the dossier of two states, None for each of which the register has nothing."""
    held = [one for one in matter.records if one.status is Status.HELD]
    rows = deed_rows(clerk, held)
    if rows:
        names = clerk.say.join([clerk.state_name(code) for code in states])
        rows.insert(0, (plain(clerk.say("sides")), plain(names, clerk.notes.cite(proof(held[-1]), most=1))))
    return [
        section(clerk, "summary", [Table((), tuple(rows), (24, 76)) if rows else None]),
        section(clerk, "timeline", [bars_picture(clerk, held)]),
        section(clerk, "mechanisms", [mechanisms_table(clerk, matter)]),
        section(clerk, "deeds", [deeds_table(clerk, held[::-1][:MOST_DEEDS])]),
        section(
            clerk, "people", [people_table(clerk, with_deeds(clerk, matter.people, held), clerk.say("known_deeds"))]
        ),
        section(clerk, "words", words_blocks(clerk, [("", matter.words)])),
        section(clerk, "changes", change_blocks(clerk, *last_two(clerk, held, matter))),
        section(clerk, "figures", figure_blocks(clerk, matter.series)),
        section(clerk, "open", [open_table(clerk, matter.open, matter.today)]),
        section(clerk, "conflicts", [conflict_items(clerk, matter.conflicts, {one.id: one for one in matter.records})]),
    ]


def last_two(clerk: Clerk, held: Sequence[Record], matter: Matter) -> tuple[Occasion | None, Occasion | None]:
    """Return the last two occasions at which something was said, the earlier first; None for each there is not."""
    found = occasions(clerk, held, matter.words)
    return (found[0], found[1]) if len(found) > 1 else (None, None)


def period_sections(clerk: Clerk, matter: Matter) -> list[Section | None]:
    """Return the sections of the dossier of a period: the deeds told most widely, in the order of time."""
    held = [one for one in matter.records if one.status is Status.HELD]
    rows = deed_rows(clerk, held)
    widely = sorted(held, key=lambda one: (-one.origins, -len(one.accounts), one.id))[:MOST_IN_PERIOD]
    chosen = {one.id for one in widely}
    return [
        section(clerk, "summary", [Table((), tuple(rows), (24, 76)) if rows else None]),
        section(clerk, "timeline", [bars_picture(clerk, held)]),
        section(clerk, "deeds", [deeds_table(clerk, [one for one in held if one.id in chosen])]),
        section(
            clerk, "people", [people_table(clerk, with_deeds(clerk, matter.people, held), clerk.say("known_deeds"))]
        ),
        section(clerk, "words", words_blocks(clerk, [("", matter.words)])),
        section(clerk, "figures", figure_blocks(clerk, matter.series)),
        section(clerk, "open", [open_table(clerk, matter.open, matter.today)]),
        section(clerk, "conflicts", [conflict_items(clerk, matter.conflicts, {one.id: one for one in matter.records})]),
    ]


def with_deeds(clerk: Clerk, people: Sequence[Person], held: Sequence[Record]) -> list[tuple[Person, str]]:
    """Return persons with in how many deeds they took part."""
    return [
        (
            one,
            clerk.say(
                "times",
                count=sum(
                    any(party.key == one.key and party.state == one.state for party in deed.parties) for deed in held
                ),
            ),
        )
        for one in people
    ]


def mechanisms_table(clerk: Clerk, matter: Matter) -> Table | None:
    """Return the mechanisms of two states: how many sessions, the last, and the next expected."""
    records = {one.id: one for one in (*matter.near, *matter.records)}
    rows = tuple(row for one in matter.mechanisms[:MOST_MECHANISMS] if (row := mechanism_row(clerk, one, records)))
    head = tuple(map(clerk.say, ("mechanisms", "held", "last", "next")))
    return Table(head, rows, (24, 12, 34, 30)) if rows else None


def mechanism_row(clerk: Clerk, one: Mechanism, records: dict[str, Record]) -> tuple[Pieces, ...]:
    """Return a mechanism as a row, () where none of its sessions is known to have been held."""
    held = [each for each in one.sessions if each.status is Status.HELD]
    if not held:
        return ()
    due = next((pieces[:1] for key, pieces in next_lines(clerk, one, records, held)), plain("–", (), Tone.FAINT))
    return (
        (Piece(one.name, Tone.STRONG, number_marks(clerk, held[-1:], records)),),
        plain(clerk.say("times", count=len(held))),
        last_pieces(clerk, held[-1], of(held[-1], records)),
        due,
    )

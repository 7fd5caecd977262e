"""The accounts of an engagement compared: those of several reports, or of the sides that took part."""

import msgspec

from shiguan.annals.readouts import By, Voice, voices
from shiguan.annals.shelf import Shelf
from shiguan.errors import UsageError
from shiguan.model.record import Record
from shiguan.tell.compare import Matched, Topic, match, tell_topics


class Heading(msgspec.Struct, frozen=True, kw_only=True):
    """One account: its key (the first page of a report, or a state), whose it is, how many points it has."""

    key: str
    name: str
    published: str | None
    points: int


class Comparison(msgspec.Struct, frozen=True, kw_only=True):
    """What the accounts of an engagement have in common and what only one of them has.

    `matched` lays the first account beside each of the others, or the two that were asked for.
    """

    record: str
    title: str
    by: By
    accounts: tuple[Heading, ...]
    topics: tuple[Topic, ...]
    matched: tuple[Matched, ...]

    def name_of(self, key: str) -> str:
        """Return whose an account is, with its day and number where several bear the name."""
        one = next(one for one in self.accounts if one.key == key)
        named = [other for other in self.accounts if other.name == one.name]
        dated = [other.key for other in named if other.published == one.published]
        name = one.name if len(named) == 1 or not one.published else f"{one.name} {one.published}"
        return name if len(dated) == 1 else f"{name} ({dated.index(key) + 1})"


def compare(
    shelf: Shelf, record: Record, by: By | None = None, left: str | None = None, right: str | None = None
) -> Comparison:
    """Return the accounts of an engagement side by side: reports where several say anything, else sides.

    Raises UsageError where there is only one account, or none of the name asked for.
    """
    by, found = heard(shelf, record, by)
    if len(found) < 2:
        raise UsageError(
            f"{record.id}: {len(found)} account of it says anything; there is nothing to compare, see 'shiguan show'"
        )
    told = {voice.key: voice.points for voice in found}
    first = pick(found, left) if left else found[0]
    others = [pick(found, right)] if right else [voice for voice in found if voice.key != first.key]
    return Comparison(
        record=record.id,
        title=title_of(record),
        by=by,
        accounts=tuple(
            Heading(key=one.key, name=one.name, published=one.published, points=len(one.points)) for one in found
        ),
        topics=tell_topics(told),
        matched=tuple(match(first.key, other.key, told) for other in others),
    )


def heard(shelf: Shelf, record: Record, by: By | None) -> tuple[By, list[Voice]]:
    """Return the accounts to compare; of sides, those that took part, where two of them speak."""
    if by is not By.SIDE:
        reports = voices(shelf, record, By.REPORT)
        if by is By.REPORT or len(reports) > 1:
            return By.REPORT, reports
    sides = voices(shelf, record, By.SIDE)
    states = {party.state for party in record.parties}
    own = [voice for voice in sides if voice.key in states]
    return By.SIDE, own if len(own) > 1 else sides


def pick(found: list[Voice], wanted: str) -> Voice:
    """Return the account of a key or name."""
    for voice in found:
        if wanted in (voice.key, voice.name):
            return voice
    known = "、".join(f"{voice.name} {voice.key}" for voice in found)
    raise UsageError(f"'{wanted}': no account of it is called so; there are {known}")


def title_of(record: Record) -> str:
    """Return what an engagement was, in one line."""
    sides = "、".join(party.name or party.state or "?" for party in record.parties)
    number = f"第{record.round}次" if record.round else ""
    return "  ".join(part for part in (record.date or "?", record.mechanism, number, record.place, sides) if part)

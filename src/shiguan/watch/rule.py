"""What is worth telling of a register, rule by rule: each finding with what it is about and where it is said."""

import datetime
from collections.abc import Iterable, Iterator

import msgspec

from shiguan.annals import phrase
from shiguan.annals.known import known_key
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.link.name import name_key
from shiguan.link.place import state_code
from shiguan.model.record import Aspect, Citation, Record
from shiguan.model.span import Span
from shiguan.tell.conflict import About as Subject
from shiguan.tell.conflict import Conflict, label_of
from shiguan.tell.unconfirmed import announced_before, unconfirmed
from shiguan.watch.plan import Alert, What

RECENT = 90  # days: what should have been held before that is history, not news
RECORD = msgspec.json.Decoder(Record)
PLANNED = "SELECT body FROM standing WHERE status = 'planned'"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """Something to tell of. It is told of already as soon as any of its `subjects` was told of under its rule.

    The first subject is the one that lasts longest; the accounts among them stay those of one event while reports
    join it.
    """

    subjects: tuple[str, ...]
    says: str
    date: str | None
    records: tuple[str, ...]
    citations: tuple[Citation, ...]


def find(book: Register, alert: Alert, today: int) -> list[Finding]:
    """Return what a rule finds in a register as of `today` (an ordinal), in a fixed order."""
    ways = {What.ROUND: rounds, What.CONFLICT: conflicts, What.PHRASE: phrases, What.OVERDUE: overdue}
    return list(ways[alert.rule](book, alert, today))


def rounds(book: Register, alert: Alert, today: int) -> Iterator[Finding]:
    """Yield sessions of mechanisms that are announced for a day to come, or for one that is not told."""
    for record in planned(book, alert, "mechanism IS NOT NULL AND (last IS NULL OR last >= ?)", today):
        if not announced_before(record) and record.last is not None:
            continue
        number = () if record.round is None else (f"{record.mechanism_key}#{record.round}",)
        when = record.date or "no day told"
        yield Finding(
            subjects=(*number, *record.accounts),
            says=" · ".join(part for part in ("announced", label_of(record), when, record.place) if part),
            date=record.date,
            records=(record.id,),
            citations=said(record, (Aspect.ROUND, Aspect.DATE, Aspect.MECHANISM)),
        )


def overdue(book: Register, alert: Alert, today: int) -> Iterator[Finding]:
    """Yield announcements that are past their day, of which nothing tells that they were held."""
    late = today - alert.grace
    records = planned(book, alert, "last < ? AND last >= ?", late, late - RECENT)
    for record in unconfirmed(list(records), late):
        yield Finding(
            subjects=record.accounts,
            says=f"past its day by {today - (record.last or today)} days · {label_of(record)} · {record.date or '?'}",
            date=record.date,
            records=(record.id,),
            citations=said(record, (Aspect.DATE, Aspect.STATUS)),
        )


def planned(book: Register, alert: Alert, condition: str, *arguments: object) -> Iterator[Record]:
    """Yield the records that are announced and that an alert is about, by id."""
    rows = book.store.rows(f"{PLANNED} AND {condition} ORDER BY id", arguments)
    about = About(book, alert)
    yield from (record for (body,) in rows if about.record(record := RECORD.decode(body)))


def said(record: Record, aspects: Iterable[Aspect]) -> tuple[Citation, ...]:
    """Return where the values of a record are said, one place for each."""
    found = [record.values[one].supporting[0].citation for one in aspects if one in record.values]
    return tuple(dict.fromkeys(found)) or tuple(turn.citation for turn in record.history[:1])


def conflicts(book: Register, alert: Alert, _today: int) -> Iterator[Finding]:
    """Yield what is told otherwise, or otherwise than before."""
    about = About(book, alert)
    for one in sorted(book.conflicts(), key=lambda one: one.id):
        if not about.conflict(one):
            continue
        citations = [citation for told in one.told for citation in told.citations]
        accounts = sorted({f"{one.field}:{citation.account}" for citation in citations if citation.account})
        values = " ≠ ".join(f"{told.value} ×{told.origins}" for told in one.told)
        yield Finding(
            subjects=(one.id, *(accounts if one.about is Subject.RECORD else ())),
            says=f"{one.field} told otherwise · {one.label} · {values}",
            date=one.date,
            records=one.records if one.about is Subject.RECORD else (),
            citations=tuple(told.citations[0] for told in one.told if told.citations),
        )


def phrases(book: Register, alert: Alert, today: int) -> Iterator[Finding]:
    """Yield set phrases that were in use and were not used for some time."""
    pair = alert.states if len(alert.states) == 2 else None
    asked = phrase.Asked(
        state=alert.states[0] if len(alert.states) == 1 else None,
        person=alert.person,
        pair=(pair[0], pair[1]) if pair else None,
        mechanism=alert.mechanism,
        least=alert.least,
        limit=None,
    )
    since = datetime.date.fromordinal(max(today - alert.within, 1)).isoformat()
    try:
        found = book.turnover(asked, phrase.Against(since=since, least_uses=alert.least))
    except UsageError:  # nothing was said before that day, or nothing since: nothing can have been dropped
        return
    for change in found.left:
        if change.chance > alert.chance:
            continue
        last = change.phrase.last
        place = Citation(account="", page=last.page, spans=(Span(last.start, last.end),), origin=last.speaker)
        yield Finding(
            subjects=(change.phrase.text,),
            says=f"not used since {last.date or '?'} · {change.phrase.text} · in {change.phrase.statements} statements",
            date=last.date,
            records=(),
            citations=(place,),
        )


class About:
    """Whether something is what an alert was narrowed to."""

    def __init__(self, book: Register, alert: Alert) -> None:
        self.book = book
        self.states = {state_code(state) or state for state in alert.states}
        self.person = name_key(alert.person) if alert.person else None
        self.mechanism = known_key(book.store, alert.mechanism, sorted(self.states)) if alert.mechanism else None
        self.is_wide = not (self.states or self.person or self.mechanism)

    def record(self, record: Record) -> bool:
        """Return whether a record has all the states, the person and the mechanism."""
        return (
            self.states <= {party.state for party in record.parties}
            and (self.person is None or self.person in {party.key for party in record.parties})
            and (self.mechanism is None or self.mechanism == record.mechanism_key)
        )

    def conflict(self, one: Conflict) -> bool:
        """Return whether a conflict is about such a record; one of figures only where nothing was narrowed."""
        if one.about is Subject.FIGURE:
            return self.is_wide
        return self.is_wide or any(self.record(self.book.record(id)) for id in one.records)

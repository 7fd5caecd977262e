"""What a client may ask, as plain data: each value with the characters that say so, and where they stand."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

import msgspec

from shiguan.annals.chronicle import Cursor, Query
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.link.day import days_of
from shiguan.model.engagement import Kind
from shiguan.model.record import Claim, Record
from shiguan.model.span import Span
from shiguan.register.store import Dialect

MOST = 50  # entries to an answer
LONGEST = 8000  # characters of a page to an answer
Data = dict[str, Any]


class Desk:
    """Answers from one register, one question at a time; nothing is ever written."""

    def __init__(self, register: Register, today: Callable[[], datetime.date]) -> None:
        self.register = register
        self.today = today
        self.lock = threading.Lock()
        if register.store.dialect is Dialect.SQLITE:
            register.store.run("PRAGMA query_only = ON")
        else:
            register.store.run("SET default_transaction_read_only = on")

    def search(self, words: str, limit: int, skip: int) -> Data:
        """Return pages that have all the words, with the characters around them."""
        with self.lock:
            total, found = self.register.search(words, limit=bounded(limit), offset=max(skip, 0))
            pages = [
                {
                    "page": one.page,
                    "title": one.title,
                    "publisher": one.publisher,
                    "published": one.published,
                    "url": one.url,
                    "quotes": [plain(self.register.shelf.quote(one.page, Span(*place))) for place in one.places],
                }
                for one in found
            ]
        return {"total": total, "pages": pages}

    def chronicle(self, query: Query, limit: int, after: str | None) -> Data:
        """Return records, the newest first, with what tells one from another; `record` tells the rest."""
        most = bounded(limit)
        with self.lock:
            found = self.register.deeds(query, after=cursor(after), limit=most + 1, newest_first=True)
        last = found[most - 1] if len(found) > most else None
        following = f"{-1 if last.first is None else last.first}.{last.id}" if last else None
        return {"records": [outline(one) for one in found[:most]], "next": following}

    def words(self, query: Query, limit: int, after: str | None) -> Data:
        """Return statements, the newest first."""
        most = bounded(limit)
        with self.lock:
            found = self.register.words(query, after=cursor(after), limit=most + 1, newest_first=True)
        last = found[most - 1] if len(found) > most else None
        following = f"{-1 if last.day is None else last.day}.{last.id}" if last else None
        return {"words": [plain(one) for one in found[:most]], "next": following}

    def mechanism(self, name: str, today: str | None) -> Data:
        """Return the sessions of a mechanism: held, missing, put off, contested, and the next one expected."""
        day = datetime.date.fromisoformat(today) if today else self.today()
        with self.lock:
            found: Data = plain(self.register.mechanism(name, today=day.toordinal()))
        return found

    def record(self, id: str) -> Data:
        """Return one record; each value has the claims for and against it, each claim its quotes."""
        with self.lock:
            record = self.register.record(id)
            values = {
                aspect.value: {
                    "value": agreed.value,
                    "rule": agreed.rule,
                    "origins": agreed.origins,
                    "supporting": [self.claim(one) for one in agreed.supporting],
                    "conflicting": [self.claim(one) for one in agreed.conflicting],
                }
                for aspect, agreed in record.values.items()
            }
        return {**outline(record), "values": values, "pages": list(record.pages)}

    def page(self, id: str, start: int, length: int) -> Data:
        """Return a stretch of a page's text with what was read in it; offsets count code points."""
        with self.lock:
            reading = self.register.reading(id)
        document = reading.document
        begin = max(start, 0)
        end = begin + max(1, min(length, LONGEST))
        items = {
            name: [plain(one) for one in getattr(reading, name) if begin <= one.start < end]
            for name in ("engagements", "statements", "figures")
        }
        head = {key: getattr(document, key) for key in ("title", "publisher", "origin", "published", "url")}
        text = document.text
        return {"page": id, **head, "start": begin, "text": text[begin:end], "length": len(text), **items}

    def claim(self, claim: Claim) -> Data:
        """Return a claim with its quotes."""
        quotes = [plain(one) for one in self.register.quotes(claim.citation)]
        return {"value": claim.value, "origin": claim.citation.origin, "page": claim.citation.page, "quotes": quotes}


def query_of(
    since: str | None,
    until: str | None,
    states: list[str] | None,
    person: str | None,
    mechanism: str | None = None,
    kinds: list[Kind] | None = None,
) -> Query:
    """Return a question to the chronicle; raises UsageError for what is no day."""
    for value in filter(None, (since, until)):
        days_of(value)
    return Query(
        since=since,
        until=until,
        states=tuple(states or ()),
        person=person,
        mechanism=mechanism,
        kinds=tuple(kinds or ()),
    )


def outline(record: Record) -> Data:
    """Return a record without its claims."""
    fields = ("id", "kind", "status", "mode", "date", "place", "mechanism", "round", "origins", "verdict")
    told = {name: getattr(record, name) for name in fields}
    parties = [
        {"name": one.name, "office": one.office, "state": one.state, "role": one.role.value} for one in record.parties
    ]
    doubts = sorted(aspect.value for aspect, agreed in record.values.items() if agreed.conflicting)
    found: Data = plain({**told, "parties": parties, "accounts": len(record.accounts), "disagreement": doubts})
    return found


def plain(value: object) -> Any:
    """Return a value as what JSON has."""
    return msgspec.to_builtins(value)


def bounded(limit: int) -> int:
    """Return how many entries to give."""
    return max(1, min(limit, MOST))


def cursor(after: str | None) -> Cursor | None:
    """Return where the answer before ended; raises UsageError where it is no such place."""
    if not after:
        return None
    day, _, entry = after.partition(".")
    if not entry or not day.lstrip("-").isascii() or not day.lstrip("-").isdecimal() or len(day) > 9:
        raise UsageError(f"{after[:40]!r}: no place of an answer before; give its 'next'")
    return Cursor(int(day), entry)

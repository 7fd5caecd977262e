"""A reading's engagements in the form in which reports are compared."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Protocol

from shiguan.errors import UsageError
from shiguan.link.day import days_of
from shiguan.link.fold import fold_name
from shiguan.link.mechanism import mechanism_key
from shiguan.link.name import name_key
from shiguan.link.origin import last_origin
from shiguan.link.place import place_path
from shiguan.model.account import Account, Side
from shiguan.model.attestation import Attestation
from shiguan.model.engagement import Engagement, Participant
from shiguan.model.reading import Reading
from shiguan.model.span import Span
from shiguan.model.statement import Speaker


class Placed(Protocol):
    """What stands on a page."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


def item_ids(page: str, kind: str, items: Sequence[Placed]) -> list[str]:
    """Return an id for each item of a page: twelve hex digits of where it stands, and which it is of those there."""
    seen: Counter[tuple[int, int]] = Counter()
    found = []
    for item in items:
        where = (item.start, item.end)
        key = f"{page}|{kind}|{item.start}|{item.end}|{seen[where]}"
        found.append(hashlib.sha256(key.encode()).hexdigest()[:12])
        seen[where] += 1
    return found


def accounts_of(reading: Reading, page: str) -> tuple[Account, ...]:
    """Return an account for each engagement of a reading, in its order. `page` is the page's id in the register."""
    ids = item_ids(page, "engagement", reading.engagements)
    return tuple(
        account_of(engagement, reading, page, account)
        for engagement, account in zip(reading.engagements, ids, strict=True)
    )


def account_of(engagement: Engagement, reading: Reading, page: str, account: str) -> Account:
    """Return the account of one engagement."""
    first, last = days(engagement.date)
    published = days(reading.document.published)[0]
    sides = tuple(side_of(one) for one in engagement.participants)
    states = tuple(sorted({side.state for side in sides if side.state}))
    return Account(
        id=account,
        page=page,
        kind=engagement.kind,
        status=engagement.status,
        mode=engagement.mode,
        date=engagement.date,
        first=first,
        last=last,
        published=published,
        place=engagement.place,
        place_key=place_path(engagement.place) if engagement.place else None,
        mechanism=engagement.mechanism,
        mechanism_key=mechanism_key(engagement.mechanism, states) if engagement.mechanism else None,
        round=engagement.round,
        sides=sides,
        origin=last_origin(engagement.via) or "",
        via=engagement.via,
        evidence=engagement.evidence,
        span=Span(engagement.start, engagement.end),
        cited=engagement.cited,
    )


def side_of(participant: Participant) -> Side:
    """Return a participant as a side."""
    return Side(
        key=name_key(participant.name) if participant.name else "",
        name=participant.name,
        office=participant.office,
        state=participant.state,
        role=participant.role,
        span=Span(participant.start, participant.end),
    )


def days(value: str | None) -> tuple[int | None, int | None]:
    """Return the first and last day of an EDTF value as ordinals, (None, None) where there is none to count with."""
    if value is None:
        return None, None
    try:
        return days_of(value)
    except UsageError:
        return None, None


def attestations_of(reading: Reading, page: str) -> tuple[Attestation, ...]:
    """Return who a reading names with an office or a state, as of the page's day: participants and speakers."""
    people: list[Participant | Speaker] = [one for engagement in reading.engagements for one in engagement.participants]
    people += [statement.speaker for statement in reading.statements]
    found = {
        Attestation(
            key=name_key(one.name),
            name=fold_name(one.name),
            state=one.state,
            office=one.office,
            day=reading.document.published,
            page=page,
            span=Span(one.start, one.end),
        )
        for one in people
        if one.name
    }
    return tuple(sorted(found, key=lambda one: (one.span, one.office or "", one.state or "")))

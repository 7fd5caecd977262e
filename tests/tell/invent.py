"""Invented accounts and the records that they add up to."""

import datetime
from collections.abc import Sequence

from shiguan.merge.record import compile_record
from shiguan.model.account import Account, Side
from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.record import Record
from shiguan.model.span import Span

PLACES = {"临海城": "AA/临海城", "山前城": "BB/山前城", "甲国": "AA", "河口城": "AA/河口城"}
KEY = "AA+BB/边境磋商"


def ordinal(day: str) -> int:
    """Return a day as an ordinal."""
    return datetime.date.fromisoformat(day).toordinal()


def side(name: str | None, state: str | None, role: Role = Role.PARTICIPANT, office: str | None = None) -> Side:
    """Return one who takes part."""
    return Side(key=name or "", name=name, office=office, state=state, role=role, span=Span(0, 2))


def account(
    id: str,
    *,
    published: str = "2030-01-01",
    date: str | None = None,
    span: tuple[str, str] | None = None,
    place: str | None = None,
    number: int | None = None,
    status: Status = Status.HELD,
    kind: Kind = Kind.CONSULTATION,
    mode: Mode | None = None,
    sides: Sequence[Side] = (),
    mechanism: str | None = "甲乙边境磋商",
    origin: str = "晨报",
) -> Account:
    """Return an account; `span` gives the days of a date that is no single day."""
    first, last = span or ((date, date) if date and len(date) == len("2030-01-01") else (None, None))
    return Account(
        id=id,
        page=f"page-{id}",
        kind=kind,
        status=status,
        mode=mode,
        date=date,
        first=ordinal(first) if first else None,
        last=ordinal(last) if last else None,
        published=ordinal(published),
        place=place,
        place_key=PLACES.get(place or "", place),
        mechanism=mechanism,
        mechanism_key=KEY if mechanism else None,
        round=number,
        sides=tuple(sides),
        origin=origin,
        via=(),
        evidence="",
        span=Span(0, 9),
        cited={},
    )


def record(*accounts: Account) -> Record:
    """Return what some accounts add up to."""
    return compile_record(accounts)


def session(number: int | None, date: str, place: str = "临海城", **given: object) -> Record:
    """Return a record of one session held, told once."""
    return record(account(f"s{number}-{date}", number=number, date=date, place=place, **given))  # type: ignore[arg-type]

"""Accounts for tests: an event in a line, its people and places invented."""

import datetime

from hypothesis import strategies as st

from shiguan.model.account import Account, Side
from shiguan.model.engagement import Kind, Mode, Role, Status
from shiguan.model.span import Span

ROLES = {"": Role.PARTICIPANT, "host": Role.HOST, "guest": Role.GUEST, "by": Role.ATTENDEE, "from": Role.SENDER}


def day(text: str) -> int:
    """Return the ordinal of an ISO day."""
    return datetime.date.fromisoformat(text).toordinal()


def side(told: str) -> Side:
    """Return a side from "name/state/role", each part optional: 白石川/SH/host, /HG."""
    name, state, role = (*told.split("/"), "", "")[:3]
    key = name.split("·")[-1]
    return Side(key=key, name=name or None, office=None, state=state or None, role=ROLES[role], span=Span(0, 1))


def dates(date: str | None) -> tuple[int | None, int | None]:
    """Return the days of a date given as day, month, year or interval."""
    if date is None:
        return None, None
    first, _, last = date.partition("/")
    return day((first + "-01-01")[:10]), end_of(last or first)


def end_of(date: str) -> int:
    """Return the last day of a day, month or year."""
    if len(date) == len("2031"):
        return day(f"{date}-12-31")
    if len(date) == len("2031-05"):
        return (datetime.date.fromisoformat(f"{date}-28") + datetime.timedelta(days=4)).replace(day=1).toordinal() - 1
    return day(date)


def told(
    page: str,
    *sides: str,
    kind: Kind = Kind.MEETING,
    date: str | None = "2031-05-16",
    status: Status = Status.HELD,
    published: str = "2031-05-17",
    place: str | None = None,
    mechanism: str | None = None,
    number: int | None = None,
    evidence: str = "两国外长举行会谈",
    origin: str = "",
    nth: int = 0,
    mode: Mode | None = None,
) -> Account:
    """Return what a page tells of an event; `nth` tells the page's accounts apart."""
    first, last = dates(date)
    return Account(
        id=f"{page}-{nth}",
        page=page,
        kind=kind,
        status=status,
        mode=mode,
        date=date,
        first=first,
        last=last,
        published=day(published),
        place=place,
        place_key=place,
        mechanism=mechanism,
        mechanism_key=mechanism,
        round=number,
        sides=tuple(map(side, sides)),
        origin=origin or page,
        via=(),
        evidence=evidence,
        span=Span(0, 1),
        cited={},
    )


SIDES = (
    (),
    ("/SH", "/HG"),
    ("白石川/SH", "罗曼尼/HG"),
    ("白石川/SH/guest", "/HG/host"),
    ("罗曼尼/HG/guest", "白石川/SH/host", "林小雨/SH/by"),
    ("罗曼尼/HG/guest", "白石川/SH/guest"),
    ("德维尔//guest", "/SH/host"),
    ("陈望山/SH", "安东·罗曼尼/HG"),
    ("白石川/SH/from", "罗曼尼/HG"),
)
DATES = (None, "2031", "2031-05", "2031-05-31", "2031-06-01", "2031-06-04/2031-06-07", "2032-05-31")
accounts = st.builds(
    lambda page, sides, **cells: told(page, *sides, **cells),
    st.sampled_from("abcdef"),
    st.sampled_from(SIDES),
    kind=st.sampled_from([Kind.MEETING, Kind.VISIT, Kind.CONSULTATION, Kind.CONFERENCE, Kind.MESSAGE, Kind.CEREMONY]),
    date=st.sampled_from(DATES),
    status=st.sampled_from(Status),
    published=st.sampled_from(["2031-05-30", "2031-06-02", "2031-12-20", "2032-01-08"]),
    place=st.sampled_from([None, "SH", "SH/晴川", "HG/河口"]),
    mechanism=st.sampled_from([None, None, "HG+SH/对话", "UN/安全理事会"]),
    number=st.sampled_from([None, 6, 7]),
    evidence=st.sampled_from(["会见", "两国外长举行会谈", "举行欢迎仪式"]),
    nth=st.integers(0, 9),
)
tellings = st.lists(accounts, max_size=9, unique_by=lambda one: one.id)

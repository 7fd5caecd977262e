"""A session that no page dates: on the one day on which those who led it met otherwise, where they were that day."""

import pytest

from shiguan.model.engagement import Kind, Status
from shiguan.model.record import Record
from shiguan.tell.mechanism import tell_mechanism
from shiguan.tell.setting import Setting, settings_of
from tests.tell.invent import KEY, PLACES, account, ordinal, record, side

A, B, C = side("林远", "AA"), side("博格", "BB"), side("文昌", "AA")
SESSION = record(account("s", number=9, sides=(A, B), published="2030-05-17"))


def met(id: str, date: str | None, *sides: object, kind: Kind = Kind.MEETING, place: str | None = None) -> Record:
    return record(account(id, date=date, sides=sides, kind=kind, place=place, mechanism=None))  # type: ignore[arg-type]


def found(*beside: Record) -> Setting | None:
    return settings_of([SESSION], beside, PLACES).get("s")


def test_the_day_on_which_both_met_otherwise_and_the_place_where_one_was() -> None:
    welcome = met("w", "2030-05-17", A, B, kind=Kind.CEREMONY)
    guest = met("g", "2030-05-17", A, side("冯", "BB"), place="山前城")
    assert found(welcome, guest) == Setting(day=ordinal("2030-05-17"), place="山前城", records=("g", "w"))


NOTHING = {
    "two days": (met("w", "2030-05-16", A, B), met("v", "2030-05-17", A, B)),
    "a visit that lasts": (met("w", "2030-05-15", A, B, kind=Kind.VISIT),),
    "a call": (met("w", "2030-05-15", A, B, kind=Kind.CALL),),
    "others": (met("w", "2030-05-15", A, C),),
    "after it was told": (met("w", "2030-05-18", A, B),),
    "long before": (met("w", "2030-05-01", A, B),),
}


@pytest.mark.parametrize("beside", NOTHING.values(), ids=NOTHING.keys())
def test_nothing_follows(beside: tuple[Record, ...]) -> None:
    assert found(*beside) is None


def test_two_places_of_a_day_leave_the_place_open() -> None:
    beside = (
        met("w", "2030-05-17", A, B),
        met("g", "2030-05-17", A, place="山前城"),
        met("h", "2030-05-17", B, place="临海城"),
    )
    setting = found(*beside)
    assert setting is not None
    assert (setting.place, setting.records) == (None, ("w",))


def test_a_session_takes_its_setting_and_says_so() -> None:
    setting = Setting(day=ordinal("2030-05-17"), place="山前城", records=("w",))
    told = tell_mechanism(KEY, "甲乙边境磋商", [SESSION], PLACES, ordinal("2031-01-01"), settings={"s": setting})
    assert [(one.date, one.place, one.host, one.inferred) for one in told.sessions] == [
        ("2030-05-17", "山前城", "BB", ("w",))
    ]


def test_what_a_page_dates_keeps_its_day() -> None:
    dated = record(account("s", number=9, date="2030-05-16", sides=(A, B), published="2030-05-17"))
    setting = Setting(day=ordinal("2030-05-17"), place=None, records=("w",))
    told = tell_mechanism(KEY, "甲乙边境磋商", [dated], PLACES, ordinal("2031-01-01"), settings={"s": setting})
    assert [(one.date, one.inferred) for one in told.sessions] == [("2030-05-16", ())]
    assert settings_of([dated], [met("w", "2030-05-17", A, B)], PLACES) == {}


def test_a_session_planned_has_no_setting() -> None:
    planned = record(account("s", number=9, sides=(A, B), status=Status.PLANNED))
    assert settings_of([planned], [met("w", "2029-12-31", A, B)], PLACES) == {}

from shiguan.model.engagement import Kind, Status
from shiguan.tell.unconfirmed import may_be, search_words, unconfirmed
from tests.tell.invent import account, ordinal, record, session, side

A, B = side("林远", "AA"), side("博格", "BB")
PLANNED = account("p", date="2030-03-05", published="2030-03-01", status=Status.PLANNED, number=4)
CALL = {"kind": Kind.CALL, "mechanism": None}


def test_an_announcement_whose_day_has_passed_is_unconfirmed() -> None:
    announced = record(PLANNED)
    assert unconfirmed([announced], ordinal("2030-03-06")) == [announced]
    assert unconfirmed([announced], ordinal("2030-03-05")) == []


def test_what_was_held_or_told_only_afterwards_is_not() -> None:
    late = record(account("q", date="2030-03-05", published="2030-03-09", status=Status.PLANNED))
    assert unconfirmed([late, session(4, "2030-03-05")], ordinal("2031-01-01")) == []


def test_a_session_of_the_mechanism_held_about_then_may_be_it() -> None:
    assert may_be(record(PLANNED), session(4, "2030-03-07"))
    assert not may_be(record(PLANNED), session(5, "2030-03-07"))
    assert not may_be(record(PLANNED), session(4, "2030-04-07"))


def test_without_a_mechanism_both_states_and_one_person_must_be_there() -> None:
    one = record(account("p", date="2030-03-05", status=Status.PLANNED, sides=(A, side(None, "BB")), **CALL))  # type: ignore[arg-type]
    assert may_be(one, record(account("h", date="2030-03-06", sides=(A, B), **CALL)))  # type: ignore[arg-type]
    other = record(account("o", date="2030-03-06", sides=(side("周宁", "AA"), B), **CALL))  # type: ignore[arg-type]
    assert not may_be(one, other)


def test_the_words_searched_are_the_mechanism_else_the_people() -> None:
    assert search_words(record(PLANNED)) == ("甲乙边境磋商",)
    assert search_words(record(account("c", sides=(A, B), **CALL))) == ("林远", "博格")  # type: ignore[arg-type]

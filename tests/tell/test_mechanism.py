import random

import pytest

from shiguan.model.account import Account, Side
from shiguan.model.engagement import Kind, Role, Status
from shiguan.model.mechanism_account import Cadence
from shiguan.model.record import Record
from shiguan.tell.forecast import Basis
from shiguan.tell.mechanism import Mechanism, Telling, tell_mechanism
from tests.tell.invent import KEY, PLACES, account, ordinal, record, session, side

A, B = side("林远", "AA", Role.COCHAIR), side("博格", "BB", Role.COCHAIR)


def tell(*records: Record, today: str = "2031-01-01", tellings: tuple[Telling, ...] = ()) -> Mechanism:
    return tell_mechanism(KEY, "甲乙边境磋商", records, PLACES, ordinal(today), tellings=tellings)


def test_sessions_stand_by_date_with_host_heads_and_interval() -> None:
    found = tell(
        session(4, "2029-05-10", "山前城", sides=(A, B)),
        session(3, "2028-05-11", "临海城", sides=(A, B)),
    )
    assert [(one.round, one.place, one.host, one.interval) for one in found.sessions] == [
        (3, "临海城", "AA", None),
        (4, "山前城", "BB", 364),
    ]
    assert [(head.name, head.state) for head in found.sessions[0].heads] == [("林远", "AA"), ("博格", "BB")]


def test_the_order_of_records_plays_no_part() -> None:
    records = [
        session(1, "2027-05-10"),
        session(None, "2028-05-12"),
        record(account("p", number=2, date="2028", span=("2028-01-01", "2028-12-31"), status=Status.PLANNED)),
        record(account("u", status=Status.PLANNED, published="2028-04-30")),
        session(3, "2029-05-10", "山前城"),
    ]
    wanted = tell(*records)
    for seed in range(5):
        random.Random(seed).shuffle(records)
        assert tell(*records) == wanted


def test_numbers_between_the_known_ones_are_missing() -> None:
    found = tell(session(2, "2026-05-10"), session(5, "2029-05-10"))
    assert [(one.round, one.after, one.before) for one in found.missing] == [
        (3, "2026-05-10", "2029-05-10"),
        (4, "2026-05-10", "2029-05-10"),
    ]


def test_rounds_told_to_have_been_held_are_missing_below_the_first_known_too() -> None:
    told = Telling(page="p", name="甲乙边境磋商", rounds_held=3)
    found = tell(session(3, "2029-05-10"), tellings=(told,))
    assert [(one.round, one.told) for one in found.missing] == [(1, True), (2, True)]


def test_a_planned_session_is_not_missing() -> None:
    planned = record(account("p", number=3, date="2029-01-05", status=Status.PLANNED))
    found = tell(session(2, "2028-05-10"), planned, session(4, "2030-05-10"))
    assert found.missing == ()
    assert found.unconfirmed == ("p",)


def test_the_fullest_report_gives_the_day_where_a_journey_told_another() -> None:
    found = tell(
        record(
            account("arrival", number=7, date="2029-06-01", place="临海城", sides=(side("博格", "BB", Role.GUEST),)),
            account("talks", number=7, date="2029-06-02", place="临海城", sides=(A, B), published="2030-01-02"),
        )
    )
    (one,) = found.sessions
    assert one.date == "2029-06-02"
    assert one.contradictions == ()  # who travels alone contradicts nothing


def test_a_report_of_both_sides_on_another_day_contradicts() -> None:
    found = tell(
        record(
            account("one", number=7, date="2029-06-02", place="临海城", sides=(A, B)),
            account("other", number=7, date="2029-06-05", place="山前城", sides=(A, B), published="2030-02-01"),
        )
    )
    assert [(one.aspect, one.values) for one in found.sessions[0].contradictions] == [
        ("date", ("2029-06-02", "2029-06-05"))
    ]


def test_a_day_within_the_stretch_told_contradicts_nothing() -> None:
    found = tell(
        record(
            account("one", number=7, date="2029-06-02", place="临海城", sides=(A, B)),
            account("other", number=7, date="2029-06-03", place="临海城", published="2030-02-01"),
            account("all", number=7, date="2029-06-01/2029-06-04", span=("2029-06-01", "2029-06-04")),
        )
    )
    assert found.sessions[0].contradictions == ()


def test_an_unnumbered_record_of_the_same_days_is_the_numbered_session() -> None:
    found = tell(session(7, "2029-06-02"), session(None, "2029-06-03"))
    assert [one.round for one in found.sessions] == [7]


def test_a_month_goes_to_the_only_session_in_it_and_stands_alone_elsewhere() -> None:
    def month(id: str, value: str, first: str, last: str) -> Record:
        return record(account(id, date=value, span=(first, last)))

    found = tell(
        session(7, "2029-06-02"),
        month("a", "2029-06", "2029-06-01", "2029-06-30"),
        month("b", "2028-06", "2028-06-01", "2028-06-30"),
    )
    assert [(one.round, one.date) for one in found.sessions] == [(None, "2028-06"), (7, "2029-06-02")]


def test_a_mention_without_number_or_date_is_no_session() -> None:
    found = tell(session(7, "2029-06-02"), record(account("loose", published="2031-05-01")))
    assert len(found.sessions) == 1
    assert found.mentions == ("loose",)


def test_a_session_by_video_has_no_host() -> None:
    from shiguan.model.engagement import Mode

    found = tell(session(7, "2029-06-02", "临海城", mode=Mode.VIDEO))
    assert found.sessions[0].host is None


def test_a_time_told_to_have_been_missed_is_shown_on_the_next_session() -> None:
    told = Telling(page="p", name="甲乙边境磋商", postponed="2028")
    found = tell(session(7, "2027-06-02"), session(8, "2029-06-02"), tellings=(told,))
    assert [one.postponed for one in found.sessions] == [(), ("2028",)]


@pytest.mark.parametrize(("days", "wanted"), [("2029-05-18/2029-05-19", True), ("2029-05-16/2029-05-21", False)])
def test_a_conference_lasts_two_days_where_a_journey_is_longer(days: str, wanted: bool) -> None:
    first, last = days.split("/")
    found = tell(
        record(
            account("a", kind=Kind.CONFERENCE, number=1, date="2029-05-19", place="临海城", sides=(A, B)),
            account("b", kind=Kind.CONFERENCE, number=1, date=days, span=(first, last), place="临海城", sides=(A,)),
        )
    )
    assert (found.sessions[0].date == days) is wanted


@pytest.mark.parametrize(("days", "wanted"), [("2029-05-16/2029-05-21", True), ("2029-05-10/2029-05-21", False)])
def test_days_told_of_a_conference_where_nobody_is_named_are_its_days(days: str, wanted: bool) -> None:
    first, last = days.split("/")
    found = tell(
        record(
            account("a", kind=Kind.CONFERENCE, number=1, date="2029-05-19", place="临海城", sides=(A, B)),
            account("b", kind=Kind.CONFERENCE, number=1, date=days, span=(first, last), status=Status.PLANNED),
        )
    )
    assert (found.sessions[0].date == days) is wanted


def test_the_day_after_the_opening_contradicts_nothing() -> None:
    found = tell(
        record(
            account("a", kind=Kind.CONFERENCE, number=1, date="2029-05-19", place="临海城"),
            account("b", kind=Kind.CONFERENCE, number=1, date="2029-05-20", place="临海城"),
        )
    )
    assert found.sessions[0].contradictions == ()


def test_a_delegation_is_led_by_whom_most_accounts_name() -> None:
    def told(id: str, *sides: Side) -> Account:
        return account(id, number=1, date="2029-05-19", sides=sides)

    aide = side("随行员", "AA")
    chief = side("主席", "AA")
    found = tell(record(told("a", chief, aide), told("b", chief), told("c", chief)))
    assert [one.name for one in found.sessions[0].heads] == ["主席"]
    assert tell(record(told("a", chief, aide))).sessions[0].heads == ()


def test_the_next_host_follows_where_hosts_alternate() -> None:
    found = tell(
        session(1, "2027-05-10", "临海城"), session(2, "2028-05-10", "山前城"), session(3, "2029-05-10", "临海城")
    )
    assert found.turns is not None
    assert (found.turns.kept, found.turns.of) == (2, 2)
    assert found.expected is not None
    assert (found.expected.round, found.expected.host) == (4, "BB")
    assert found.expected.basis is Basis.INTERVALS


def test_over_an_even_gap_the_same_host_keeps_the_turn() -> None:
    found = tell(session(1, "2027-05-10", "临海城"), session(3, "2029-05-10", "河口城"))
    assert found.turns is not None
    assert (found.turns.kept, found.turns.of) == (1, 1)


def test_what_is_announced_for_a_day_is_what_is_expected() -> None:
    planned = record(account("p", number=4, date="2030-07-01", place="山前城", status=Status.PLANNED))
    found = tell(session(2, "2028-05-10"), session(3, "2029-05-10"), planned, today="2030-08-01")
    assert found.expected is not None
    assert (found.expected.first, found.expected.basis, found.expected.host) == ("2030-07-01", Basis.ANNOUNCED, "BB")
    assert found.expected.overdue == 31


def test_what_is_announced_for_a_year_after_the_next_is_not_next() -> None:
    far = record(account("p", date="2032", span=("2032-01-01", "2032-12-31"), status=Status.PLANNED))
    found = tell(session(2, "2028-05-10"), session(3, "2029-05-10"), far)
    assert found.expected is not None
    assert found.expected.basis is Basis.INTERVALS


def test_nothing_is_expected_of_a_single_session_without_a_cadence() -> None:
    assert tell(session(2, "2028-05-10")).expected is None


def test_two_numbers_on_one_day_contradict_each_other() -> None:
    found = tell(session(2, "2028-05-10"), session(3, "2028-05-10"))
    assert [one.aspect for one in found.contradictions] == ["round"]


def test_a_session_put_off_without_a_new_day_is_the_next() -> None:
    late = record(account("late", number=4, date="2030-05-10", status=Status.POSTPONED))
    found = tell(session(2, "2028-05-10"), session(3, "2029-05-10"), late, today="2030-06-01")
    assert found.expected is not None
    assert (found.expected.round, found.expected.basis) == (4, Basis.PUT_OFF)
    assert (found.expected.first, found.expected.records) == ("2030-05-11", ("late",))


def test_a_session_put_off_and_announced_anew_is_expected_as_announced() -> None:
    late = record(account("late", number=4, date="2030-05-10", status=Status.POSTPONED))
    anew = record(account("new", number=4, date="2030-09-10", status=Status.PLANNED, published="2030-06-01"))
    found = tell(session(2, "2028-05-10"), session(3, "2029-05-10"), late, anew, today="2030-06-01")
    assert found.expected is not None
    assert (found.expected.round, found.expected.basis) == (4, Basis.ANNOUNCED)


def test_the_next_counts_on_from_the_sessions_told_to_have_been_held() -> None:
    told = Telling(page="p", published="2030-03-01", name="甲乙边境磋商", rounds_held=11, cadence=Cadence.YEARLY)
    found = tell(session(1, "2010-05-10"), tellings=(told,), today="2030-06-01")
    assert found.expected is not None
    assert (found.expected.round, found.expected.first) == (12, "2030-03-01")

from shiguan.model.engagement import Kind, Role
from shiguan.tell.conflict import across, conflicts_of
from tests.tell.invent import account, record, session, side


def test_a_place_told_otherwise_is_a_conflict_with_the_value_chosen_first() -> None:
    told = record(
        account("a", date="2030-03-05", place="临海城", origin="晨报"),
        account("b", date="2030-03-05", place="临海城", origin="晚报"),
        account("c", date="2030-03-05", place="山前城", origin="周报"),
    )
    (found,) = [one for one in conflicts_of(told) if one.field == "place"]
    assert [(one.value, one.origins) for one in found.told] == [("临海城", 2), ("山前城", 1)]


def test_the_id_stays_when_another_page_joins() -> None:
    accounts = [account("a", date="2030-03-05", place="临海城"), account("b", date="2030-03-05", place="山前城")]
    before = {one.field: one.id for one in conflicts_of(record(*accounts))}
    more = account("c", date="2030-03-05", place="河口城", published="2030-05-01")
    after = {one.field: one.id for one in conflicts_of(record(*accounts, more))}
    assert before["place"] == after["place"]


def test_two_who_act_for_one_state_in_different_accounts_are_a_conflict() -> None:
    guest = side("博格", "BB", Role.GUEST)
    told = record(
        account("a", date="2030-03-05", kind=Kind.MEETING, sides=(side("林远", "AA", Role.HOST), guest)),
        account("b", date="2030-03-05", kind=Kind.MEETING, sides=(side("周宁", "AA", Role.HOST), guest)),
    )
    (found,) = [one for one in conflicts_of(told) if one.field == "participants"]
    assert {one.value for one in found.told} == {"林远 AA", "周宁 AA"}


def test_two_whom_one_account_names_together_are_none() -> None:
    both = (side("林远", "AA", Role.HOST), side("周宁", "AA", Role.HOST), side("博格", "BB", Role.GUEST))
    assert conflicts_of(record(account("a", date="2030-03-05", kind=Kind.MEETING, sides=both))) == []


def test_one_number_on_two_days_and_two_numbers_on_one_day_conflict_across_records() -> None:
    same_number = across([(session(4, "2030-03-05"), session(4, "2030-09-05"))])
    same_day = across([(session(4, "2030-03-05"), session(5, "2030-03-05"))])
    assert [one.field for one in (*same_number, *same_day)] == ["date", "round"]

"""What persons say stands beside what pages say, outlives reading again and can be taken back."""

import json
import random
import tempfile
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.annals.chronicle import Query
from shiguan.annals.judge import write
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.model.engagement import Role
from shiguan.model.raw import Raw
from shiguan.model.reading import Reading
from shiguan.model.record import Aspect, Record, Verdict
from shiguan.model.ruling import Act, Ruling
from tests.contracts.books import dumped, fill, of_pages, record_of, shiguan
from tests.contracts.pages import raws
from tests.contracts.test_reread import READ, by_old_rules, read_again, read_by

PAGES = raws()


def rule(book: Register, act: Act, *ids: str, field: str | None = None, value: str | None = None) -> Ruling:
    """Enter a ruling, a second after the last one."""
    made = f"2026-01-01T00:{len(book.rulings()) // 60:02}:{len(book.rulings()) % 60:02}Z"
    return book.rule(act, *ids, because="asked there", author="Li", made=made, field=field, value=value)


@pytest.fixture
def book(place: str) -> Iterable[Register]:
    """Yield a register of all pages."""
    with fill(place, PAGES) as found:
        yield found


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("place", "杜尚别", lambda record: record.place),
        ("date", "2023-03-01", lambda record: record.date),
        ("status", "cancelled", lambda record: record.status),
        ("mechanism", "中塔外长对话", lambda record: record.mechanism),
        ("round", "3", lambda record: str(record.round)),
        ("mode", "video", lambda record: record.mode),
        ("kind", "consultation", lambda record: record.kind),
    ],
)
def test_a_correction_wins_and_what_pages_say_stays(book: Register, field: str, value: str, read: object) -> None:
    record = record_of(book, "穆萨耶夫")
    ruling = rule(book, Act.CORRECT, record.id, field=field, value=value)
    after = book.record(record.id)
    assert callable(read)
    assert read(after) == value
    agreed = after.values[Aspect(field)]
    assert (agreed.value, agreed.rule) == (value, "agree/person")
    assert (ruling.id, "", "person:Li") in {
        (claim.citation.account, claim.citation.page, claim.citation.origin) for claim in agreed.supporting
    }
    if field in record.values:
        told = {claim.citation.account for claim in (*agreed.supporting, *agreed.conflicting)}
        before = record.values[Aspect(field)]
        assert {claim.citation.account for claim in (*before.supporting, *before.conflicting)} < told
    assert after.rulings == (ruling.id,)
    assert after.accounts == record.accounts


def test_a_corrected_date_moves_the_record_in_the_chronicle(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    rule(book, Act.CORRECT, record.id, field="date", value="2019-03")
    assert [one.id for one in book.deeds(Query(until="2020"))] == [record.id]


def test_the_last_of_two_corrections_wins_and_the_other_contradicts_it(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    first = rule(book, Act.CORRECT, record.id, field="place", value="杜尚别")
    rule(book, Act.CORRECT, record.id, field="place", value="撒马尔罕")
    agreed = book.record(record.id).values[Aspect.PLACE]
    assert agreed.value == "撒马尔罕"
    assert first.id in {claim.citation.account for claim in agreed.conflicting}


def test_participants_are_corrected(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    rule(book, Act.CORRECT, record.id, field="穆萨耶夫.office", value="外交部第一副部长")
    rule(book, Act.CORRECT, record.id, field="穆萨耶夫.state", value="吉尔吉斯斯坦")
    rule(book, Act.CORRECT, record.id, field="穆萨耶夫.role", value="guest")
    (party,) = [one for one in book.record(record.id).parties if one.key == "穆萨耶夫"]
    assert (party.office, party.state, party.role) == ("外交部第一副部长", "KG", Role.GUEST)
    assert next(claim.value for claim in party.corrected["state"].conflicting) == "TJ"
    assert record.id in {one.id for one in book.deeds(Query(states=("KG",)))}


def test_a_corrected_name_is_found_and_is_one_with_its_bearer(book: Register) -> None:
    record = record_of(book, "乌兰巴托")
    rule(book, Act.CORRECT, record.id, field="巴图尔.name", value="巴特尔")
    assert [one.id for one in book.deeds(Query(person="巴特尔"))] == [record.id]
    assert book.deeds(Query(person="巴图尔")) == []


def test_a_nameless_side_is_named_by_its_state(book: Register) -> None:
    nameless = [one for one in book.deeds() if ("", "MN") in {(party.key, party.state) for party in one.parties}]
    record = nameless[0]
    rule(book, Act.CORRECT, record.id, field="蒙古.name", value="苏和巴特")
    assert [one.id for one in book.deeds(Query(person="苏和巴特"))] == [record.id]


def test_a_merger_joins_what_the_rules_keep_apart(book: Register) -> None:
    call, meeting = record_of(book, "通电话"), record_of(book, "穆萨耶夫")
    rule(book, Act.MERGE, call.id, meeting.id)
    after = book.record(call.id)
    assert set(after.accounts) == {*call.accounts, *meeting.accounts}
    assert book.record(meeting.id) == after
    assert "Li merged them (asked there)" in [why for one in after.accounts for why in book.resolve(one).why]


def test_a_page_entered_later_joins_what_was_merged(place: str, tmp_path: Path) -> None:
    with fill(place, PAGES[:2], PAGES[14:16]) as book, fill(tmp_path / "plain.db", PAGES) as plain:
        rule(book, Act.MERGE, record_of(book, "通电话").id, record_of(book, "穆萨耶夫").id)
        list(book.add(PAGES, jobs=0))
        record = record_of(book, "穆萨耶夫")
        assert record.id == record_of(book, "通电话").id
        apart = (record_of(plain, "通电话"), record_of(plain, "穆萨耶夫"))
        assert set(record.accounts) == {account for one in apart for account in one.accounts}


def test_a_split_keeps_accounts_apart_and_pages_name_them(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    leaving = record.accounts[1:3]
    rule(book, Act.SPLIT, record.id, leaving[0], record.pages[2])
    assert set(book.record(leaving[0]).accounts) == set(leaving)
    assert set(book.record(record.id).accounts) == set(record.accounts) - set(leaving)


def test_what_was_split_can_be_merged_again(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    rule(book, Act.SPLIT, record.id, *record.accounts[1:3])
    rule(book, Act.MERGE, record.accounts[0], record.accounts[1])
    assert book.record(record.id).accounts == record.accounts


def test_what_was_merged_can_be_split_again(book: Register) -> None:
    call, meeting = record_of(book, "通电话"), record_of(book, "穆萨耶夫")
    rule(book, Act.MERGE, call.id, meeting.id)
    rule(book, Act.SPLIT, call.id, *call.accounts)
    assert book.record(call.id).accounts == call.accounts
    assert book.record(meeting.id).accounts == meeting.accounts


def test_a_rejected_record_is_hidden_and_stands(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    rule(book, Act.REJECT, record.id)
    assert record.id not in {one.id for one in book.deeds()}
    assert record.id in {one.id for one in book.deeds(Query(rejected=True))}
    after = book.record(record.accounts[1])
    assert (after.verdict, after.accounts) == (Verdict.REJECTED, record.accounts)


def test_who_confirms_last_is_heard(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    rule(book, Act.REJECT, record.id)
    rule(book, Act.CONFIRM, record.id)
    assert book.record(record.id).verdict is Verdict.CONFIRMED


def test_the_same_ruling_twice_is_one(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    for _ in range(2):
        book.rule(Act.CONFIRM, record.id, because="seen", author="Li", made="2026-01-01T00:00:00Z")
    assert len(book.rulings()) == 1


def some_rulings(book: Register, seed: int) -> list[Ruling]:
    """Enter rulings of all kinds, chosen by a seed; what cannot be meant is left out."""
    records = book.deeds()
    made = []
    for step in range(6):
        one, two = records[(seed + step) % len(records)], records[(seed // 7 + step * 5) % len(records)]
        now = book.record(one.id)
        made += [
            entered
            for entered in (
                attempt(book, Act.MERGE, one.id, two.id) if step % 3 == 0 else None,
                attempt(book, Act.SPLIT, now.id, now.accounts[-1]) if step % 3 == 1 else None,
                attempt(book, Act.CORRECT, two.id, field="place", value="河内") if step % 2 else None,
                attempt(book, Act.REJECT, two.id) if step == 5 else None,
            )
            if entered
        ]
    return made


def attempt(book: Register, act: Act, *ids: str, field: str | None = None, value: str | None = None) -> Ruling | None:
    """Enter a ruling, or nothing where it cannot be meant."""
    try:
        return rule(book, act, *ids, field=field, value=value)
    except UsageError:
        return None


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.randoms(use_true_random=False))
def test_withdrawing_all_rulings_in_any_order_leaves_the_pages(seed: int, chance: object) -> None:
    assert isinstance(chance, random.Random)
    with tempfile.TemporaryDirectory() as folder, fill(Path(folder) / "one.db", PAGES) as book:
        made = some_rulings(book, seed)
        assert made
        for ruling in chance.sample(made, k=len(made)):
            rule(book, Act.WITHDRAW, ruling.id)
        assert of_pages(book.dump()) == dumped(PAGES)
        assert len(book.rulings()) == 2 * len(made)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.permutations(PAGES), st.integers(1, 24))
def test_pages_entered_before_or_after_rulings_give_the_same_register(seed: int, order: list[Raw], cut: int) -> None:
    with tempfile.TemporaryDirectory() as folder, fill(Path(folder) / "one.db", order[:cut]) as book:
        if not book.deeds():
            return
        some_rulings(book, seed)
        list(book.add(order[cut:], jobs=0))
        stood = list(book.dump())
        entered = [one.ruling for one in book.rulings()]
        with fill(Path(folder) / "two.db", PAGES) as other:
            enter_as_they_stand(other, entered)
            assert of_pages(other.dump()) == of_pages(stood)


def enter_as_they_stand(book: Register, rulings: Iterable[Ruling]) -> None:
    """Enter rulings that another register made, in any order."""
    for ruling in sorted(rulings, key=lambda one: one.id):
        with book.store.writing():
            write(book.store, ruling)


@settings(deadline=None, max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_rulings_outlive_reading_again(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, fill(Path(folder) / "one.db", PAGES) as book:
        some_rulings(book, seed)
        ruled = of_pages(book.dump())
        with read_by(by_old_rules(seed)):
            read_again(book, everything=True)
        read_again(book, everything=True)
        assert of_pages(book.dump()) == ruled


def test_a_ruling_follows_its_account_to_where_it_is_told_now(place: str) -> None:
    def moved_by_one(raw: Raw) -> Reading:
        reading = READ(raw)
        told = tuple(msgspec.structs.replace(one, start=one.start + 1) for one in reading.engagements)
        return msgspec.structs.replace(reading, engagements=told)

    with fill(place, PAGES) as book:
        record = record_of(book, "穆萨耶夫")
        rule(book, Act.CORRECT, record.id, field="place", value="杜尚别")
        with read_by(moved_by_one):
            read_again(book, everything=True)
        found = book.resolve(record.id)
        assert found.id is not None
        assert record.id not in book.record(found.id).accounts
        assert book.record(found.id).place == "杜尚别"


def test_a_ruling_on_what_is_gone_falls_on_no_other(place: str) -> None:
    def without_second(raw: Raw) -> Reading:
        reading = READ(raw)
        return msgspec.structs.replace(reading, engagements=reading.engagements[:1])

    with fill(place, PAGES[23:24]) as book:
        first, second = book.items(book.deeds()[0].pages[0]).deeds
        rule(book, Act.REJECT, second)
        with read_by(without_second):
            read_again(book, everything=True)
        (left,) = book.deeds(Query(rejected=True))
        assert (left.id, left.verdict) == (first, None)


def refused(book: Register, act: Act, *ids: str, field: str | None = None, value: str | None = None) -> str:
    """Return why a ruling is refused."""
    before = list(book.dump())
    with pytest.raises(UsageError) as error:
        rule(book, act, *ids, field=field, value=value)
    assert list(book.dump()) == before
    assert "\n" not in str(error.value)
    return str(error.value)


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("date", "gestern", "no EDTF date"),
        ("date", "2023-02-30", "there is no such date"),
        ("round", "第三", "write it as 16"),
        ("status", "maybe", "one of held, planned"),
        ("colour", "red", "one of status, date"),
        ("place", " ", "there is no value"),
        ("王五.office", "部长", "does not take part in this record; one of 陈立言、穆萨耶夫"),
        ("穆萨耶夫.age", "40", "one of name, office"),
        ("穆萨耶夫.state", "乌有国", "write it as RU"),
    ],
)
def test_what_a_field_cannot_be_is_refused(book: Register, field: str, value: str, why: str) -> None:
    assert why in refused(book, Act.CORRECT, record_of(book, "穆萨耶夫").id, field=field, value=value)


def test_what_cannot_be_meant_is_refused(book: Register) -> None:
    record = record_of(book, "穆萨耶夫")
    assert "one record already" in refused(book, Act.MERGE, record.id, record.accounts[1])
    assert "not all" in refused(book, Act.SPLIT, record.id, *record.accounts)
    assert "no account of" in refused(book, Act.SPLIT, record.id, "000000000000")
    assert "has no such id" in refused(book, Act.REJECT, "000000000000")
    assert "persons rule on records" in refused(book, Act.REJECT, record.pages[0])
    assert "no such ruling" in refused(book, Act.WITHDRAW, record.id)
    made = rule(book, Act.REJECT, record.id)
    taken = rule(book, Act.WITHDRAW, made.id)
    assert "withdrawn already" in refused(book, Act.WITHDRAW, made.id)
    assert "a withdrawal stays" in refused(book, Act.WITHDRAW, taken.id)


def test_commands_enter_show_and_withdraw(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with fill(path, PAGES) as book:
        record: Record = record_of(book, "穆萨耶夫")
    done = shiguan("correct", record.id, "place", "杜尚别", "--because", "问过外交部", "--author", "=Li", register=path)
    assert (done.returncode, done.stderr) == (0, "")
    ruling = done.stdout.split()[0]
    (entered,) = json.loads(shiguan("log", "--format", "json", register=path).stdout)
    assert (entered["ruling"]["id"], entered["ruling"]["author"], entered["withdrawn"]) == (ruling, "=Li", None)
    assert entered["ruling"]["made"].endswith("Z")
    assert "'=Li" in shiguan("log", "--format", "csv", register=path).stdout  # no formula for a spreadsheet
    assert "杜尚别" in shiguan("show", record.id, register=path).stdout
    assert shiguan("withdraw", ruling, "--because", "mistaken", register=path).returncode == 0
    assert "withdrawn by" in shiguan("log", register=path).stdout
    assert shiguan("reject", record.id, register=path).returncode == 2  # a reason is asked for
    assert shiguan("reject", record.id, "--because", " ", register=path).returncode == 2

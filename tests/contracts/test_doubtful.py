"""Two persons who may be one are kept apart until somebody judges; the judgement stands as pages come and are read."""

from collections.abc import Iterable

import pytest

from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.model.raw import Raw, RawKind
from shiguan.model.ruling import Act, Ruling
from tests.contracts.books import dumped, fill, of_pages
from tests.contracts.test_reread import read_again

NAME = "卡里姆·萨布里"
MINISTER = "外交部长林致远2023年3月{day}日在北京同伊朗外长卡里姆·萨布里举行会谈。卡里姆·萨布里表示，双方贸易将增长。"
DEPUTY = (
    "2023年6月{day}日，中国外交部长林致远在阿斯塔纳会见哈萨克斯坦副总理卡里姆·萨布里。卡里姆·萨布里表示，前景广阔。"
)
SCHOLAR = "伊朗研究员卡里姆·萨布里3月{day}日在德黑兰表示，第{day}条运河离不开邻国。"


def told(text: str, *days: int) -> list[Raw]:
    """Return a page a day, all of one text."""
    return [
        Raw(data=text.format(day=day).encode(), kind=RawKind.TEXT, name=f"{text[:4]} {day}", published="2023-07-01")
        for day in days
    ]


PAGES = [*told(MINISTER, 1), *told(DEPUTY, 1)]
NAMESAKES = [*told(MINISTER, 1, 2), *told(SCHOLAR, 3)]
LATER = told(SCHOLAR, 9, 17, 25)


def rule(book: Register, act: Act, *ids: str) -> Ruling:
    """Enter a ruling, a second after the last one."""
    return book.rule(act, *ids, because="asked there", author="Li", made=f"2026-01-01T00:00:{len(book.rulings()):02}Z")


def pair_of(book: Register) -> tuple[str, str]:
    """Return the ids of the two who may be one."""
    (pair,) = book.doubtful()
    return pair.one.id, pair.other.id


@pytest.fixture
def book(place: str) -> Iterable[Register]:
    """Yield a register in which two persons may be one."""
    with fill(place, PAGES) as found:
        yield found


@pytest.mark.parametrize(("act", "left"), [(Act.SAME, 1), (Act.APART, 2)])
def test_judged_persons_are_one_or_two_and_no_longer_in_doubt(book: Register, act: Act, left: int) -> None:
    before = book.persons(NAME)
    assert len(before) == 2
    ruling = rule(book, act, *pair_of(book))
    assert book.doubtful() == []
    assert len(book.persons(NAME)) == left
    rule(book, Act.WITHDRAW, ruling.id)
    assert book.persons(NAME) == before
    assert len(book.doubtful()) == 1


def test_one_person_is_told_of_with_the_offices_of_both(book: Register) -> None:
    rule(book, Act.SAME, *pair_of(book))
    (person,) = book.persons(NAME)
    assert {(one.state, one.office) for one in person.offices} == {("IR", "外长"), ("KZ", "副总理")}
    assert {state for state, _ in person.states} == {"IR", "KZ"}
    assert person.deeds == 2


@pytest.mark.parametrize(("act", "left"), [(Act.SAME, 1), (Act.APART, 2)])
def test_a_judgement_holds_when_the_scholar_comes_to_be_told_more_than_the_minister(
    place: str, act: Act, left: int
) -> None:
    with fill(place, NAMESAKES) as book:
        rule(book, act, *pair_of(book))
        list(book.add(LATER, jobs=0))
        read_again(book, everything=True)
        assert book.doubtful() == []
        assert len(book.persons(NAME)) == left


def test_the_order_of_the_two_is_all_the_same(book: Register) -> None:
    one, other = pair_of(book)
    assert rule(book, Act.SAME, other, one).persons == (one, other)


def test_every_id_that_a_person_has_had_names_it(book: Register) -> None:
    (pair,) = book.doubtful()
    ids = [min(set(one.ids) - {one.id}) for one in (pair.one, pair.other)]
    assert rule(book, Act.SAME, *ids).persons == (pair.one.id, pair.other.id)


@pytest.mark.parametrize("act", [Act.SAME, Act.APART])
def test_what_the_pages_make_stays_as_it_is(book: Register, act: Act) -> None:
    rule(book, act, *pair_of(book))
    assert of_pages(book.dump()) == dumped(PAGES)


def refused(book: Register, act: Act, *ids: str) -> str:
    """Return why a ruling is refused."""
    before = list(book.dump())
    with pytest.raises(UsageError) as error:
        rule(book, act, *ids)
    assert list(book.dump()) == before
    assert "\n" not in str(error.value)
    return str(error.value)


def test_who_cannot_be_meant_is_refused(book: Register) -> None:
    one, other = pair_of(book)
    record = book.deeds()[0].id
    assert "one person already" in refused(book, Act.SAME, one, one)
    assert "no person has that id or name" in refused(book, Act.SAME, one, record)
    assert "2 persons bear that name; give the id of one" in refused(book, Act.APART, NAME, other)


def test_a_pair_is_judged_once_until_the_ruling_is_withdrawn(book: Register) -> None:
    one, other = pair_of(book)
    first = rule(book, Act.SAME, one, other)
    assert f"'shiguan withdraw {first.id}'" in refused(book, Act.APART, other, one)
    rule(book, Act.WITHDRAW, first.id)
    rule(book, Act.APART, one, other)
    assert len(book.persons(NAME)) == 2


OTHERWISE = [*PAGES, *told(MINISTER.replace("卡里姆·萨布里", "卡雷姆·萨布利"), 5)]


@pytest.fixture
def spelled(place: str) -> Iterable[Register]:
    """Yield a register in which one person goes by two names that no rule holds for one."""
    with fill(place, OTHERWISE) as found:
        yield found


def test_persons_of_two_names_are_one(spelled: Register) -> None:
    (stranger,) = spelled.persons("卡雷姆·萨布利")
    minister = next(one for one in spelled.persons(NAME) if one.states[0][0] == "IR")
    before = spelled.persons(NAME)
    ruling = rule(spelled, Act.SAME, "卡雷姆·萨布利", minister.id)
    (found,) = spelled.persons("卡雷姆·萨布利")
    assert found == next(one for one in spelled.persons(NAME) if one.id == found.id)
    assert {one.name for one in found.names} == {NAME, "卡雷姆·萨布利"}
    assert found.deeds == minister.deeds + stranger.deeds
    assert found.statements == minister.statements + stranger.statements
    assert len(spelled.persons(NAME)) == 2
    assert len(spelled.deeds(Query(person="卡雷姆·萨布利"))) == 3
    rule(spelled, Act.WITHDRAW, ruling.id)
    assert spelled.persons(NAME) == before


def test_two_who_were_called_two_do_not_become_one_through_a_third(spelled: Register) -> None:
    one, other = pair_of(spelled)
    rule(spelled, Act.APART, one, other)
    rule(spelled, Act.SAME, one, "卡雷姆·萨布利")
    assert len(spelled.persons(NAME)) == 2
    assert "was ruled already" in refused(spelled, Act.APART, "卡雷姆·萨布利", one)


def test_a_judgement_of_two_names_outlives_reading_again(spelled: Register) -> None:
    rule(spelled, Act.SAME, "卡雷姆·萨布利", pair_of(spelled)[0])
    found = spelled.persons("卡雷姆·萨布利")
    read_again(spelled, everything=True)
    assert spelled.persons("卡雷姆·萨布利") == found


def test_one_person_is_parted_by_two_of_its_wordings(book: Register) -> None:
    rule(book, Act.SAME, *pair_of(book))
    (person,) = book.persons(NAME)
    ruling = book.rulings()[0].ruling
    rule(book, Act.WITHDRAW, ruling.id)
    with_scholar = [one for one in book.persons(NAME) if len(one.wordings) > 1]
    assert person.wordings
    assert with_scholar == []


def test_two_that_nobody_doubts_can_be_pinned_apart(spelled: Register) -> None:
    (stranger,) = spelled.persons("卡雷姆·萨布利")
    minister = pair_of(spelled)[0]
    rule(spelled, Act.APART, stranger.id, minister)
    assert "was ruled already" in refused(spelled, Act.SAME, minister, stranger.id)


def test_a_long_list_is_told_in_parts(book: Register) -> None:
    whole = book.doubtful()
    assert book.doubtful(limit=1) == whole[:1]
    assert book.doubtful(skip=1) == []

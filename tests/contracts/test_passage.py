"""What persons say of statements and figures stands beside what pages say, and can be taken back."""

import json
import random
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shiguan.annals.chronicle import Query
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.model.raw import Raw
from shiguan.model.reading import Reading
from shiguan.model.record import Verdict
from shiguan.model.ruling import Act, Ruling
from tests.contracts.books import dumped, fill, of_pages, shiguan
from tests.contracts.pages import raws
from tests.contracts.test_reread import READ, by_old_rules, read_again, read_by
from tests.contracts.test_ruling import attempt, enter_as_they_stand, rule

PAGES = raws()
SAYS, COUNTS = "扩大合作", "中越贸易额"


@pytest.fixture
def book(place: str) -> Iterable[Register]:
    """Yield a register of all pages."""
    with fill(place, PAGES) as found:
        yield found


def saying(book: Register) -> str:
    """Return the id of a statement."""
    return next(one.id for one in book.words() if SAYS in one.statement.content)


def counting(book: Register) -> str:
    """Return the id of a figure."""
    return book.series(COUNTS)[0].points[0].id


@pytest.mark.parametrize(
    ("field", "value", "heard"),
    [
        ("name", "林致远", "林致远"),
        ("office", "外交部副部长", "外交部副部长"),
        ("state", "蒙古国", "MN"),
        ("organisation", "外交部", "外交部"),
        ("form", "direct", "direct"),
        ("date", "2023-03-01", "2023-03-01"),
    ],
)
def test_a_corrected_statement_is_heard_and_the_page_stays(book: Register, field: str, value: str, heard: str) -> None:
    id = saying(book)
    before = book.reading(book.item(id).page)
    ruling = rule(book, Act.CORRECT, id, field=field, value=value)
    item = book.item(id)
    (given,) = [one for one in item.fields if one.name == field]
    assert given.value == heard
    assert given.page_says is not None
    assert item.rulings == (ruling.id,)
    assert book.reading(item.page) == before
    rule(book, Act.WITHDRAW, ruling.id)
    assert of_pages(book.dump()) == dumped(PAGES)


def test_a_corrected_speaker_day_and_state_are_asked_for(book: Register) -> None:
    id = saying(book)
    rule(book, Act.CORRECT, id, field="name", value="林致远")
    rule(book, Act.CORRECT, id, field="state", value="MN")
    rule(book, Act.CORRECT, id, field="date", value="2019-05-04")
    asked = book.words(Query(person="林致远", states=("MN",), until="2019"))
    assert [(one.id, one.statement.speaker.name, one.statement.date) for one in asked] == [(id, "林致远", "2019-05-04")]


@pytest.mark.parametrize(
    ("field", "value", "read"),
    [
        ("value", "97000000000", lambda point: point.value == 97e9),
        ("unit", "CNY", lambda point: point.unit == "CNY"),
        ("period", "2023-01/2023-05", lambda point: point.period == "2023-01/2023-05"),
        ("about", "越南", lambda point: point.about == "VN"),
        ("change_percent", "-2.5", lambda point: point.change_percent == -2.5),
        ("change_basis", "year_on_year", lambda point: point.change_basis == "year_on_year"),
    ],
)
def test_a_corrected_figure_is_counted(book: Register, field: str, value: str, read: Callable[[object], bool]) -> None:
    rule(book, Act.CORRECT, counting(book), field=field, value=value)
    ((point,),) = [series.points for series in book.series(COUNTS)]
    assert read(point)


def test_a_corrected_measure_is_found_by_its_name(book: Register) -> None:
    id = counting(book)
    rule(book, Act.CORRECT, id, field="measure", value="进出口额")
    assert counting_of(book, "进出口额") == [id]
    with pytest.raises(UsageError):
        book.series(COUNTS)


def counting_of(book: Register, measure: str) -> list[str]:
    """Return the ids of the figures of a measure."""
    return [point.id for series in book.series(measure) for point in series.points]


@pytest.mark.parametrize("which", [saying, counting])
def test_what_is_rejected_is_hidden_and_its_id_still_tells(book: Register, which: Callable[[Register], str]) -> None:
    id = which(book)
    ruling = rule(book, Act.REJECT, id)
    assert id not in {one.id for one in book.words()}
    assert all(id not in counting_of(book, line.measure) for line in book.measures())
    assert book.resolve(id).id == id
    assert book.item(id).verdict is Verdict.REJECTED
    confirmed = rule(book, Act.CONFIRM, id)
    assert book.item(id).verdict is Verdict.CONFIRMED
    rule(book, Act.WITHDRAW, confirmed.id)
    assert book.item(id).verdict is Verdict.REJECTED
    rule(book, Act.WITHDRAW, ruling.id)
    assert book.item(id).verdict is None
    assert of_pages(book.dump()) == dumped(PAGES)


def test_the_last_of_two_corrections_is_heard(book: Register) -> None:
    id = saying(book)
    rule(book, Act.CORRECT, id, field="state", value="MN")
    last = rule(book, Act.CORRECT, id, field="state", value="TJ")
    assert book.item(id).heard.speaker.state == "TJ"  # type: ignore[union-attr]
    rule(book, Act.WITHDRAW, last.id)
    assert book.item(id).heard.speaker.state == "MN"  # type: ignore[union-attr]


def test_a_ruling_follows_a_statement_to_where_it_stands_now(place: str) -> None:
    def moved_by_one(raw: Raw) -> Reading:
        reading = READ(raw)
        told = tuple(msgspec.structs.replace(one, start=one.start + 1) for one in reading.statements)
        return msgspec.structs.replace(reading, statements=told)

    with fill(place, PAGES) as book:
        id = saying(book)
        rule(book, Act.CORRECT, id, field="state", value="MN")
        with read_by(moved_by_one):
            read_again(book, everything=True)
        now = saying(book)
        assert now != id
        assert book.item(id).id == now  # the old id leads on
        assert [one.id for one in book.words(Query(states=("MN",))) if SAYS in one.statement.content] == [now]


def test_a_ruling_on_a_statement_that_is_gone_falls_on_no_other(place: str) -> None:
    def silent(raw: Raw) -> Reading:
        reading = READ(raw)
        return msgspec.structs.replace(
            reading, statements=tuple(one for one in reading.statements if SAYS not in one.content)
        )

    with fill(place, PAGES) as book:
        rule(book, Act.REJECT, saying(book))
        with read_by(silent):
            read_again(book, everything=True)
            assert not [line for line in book.dump() if b'"table":"amendment"' in line]
        read_again(book, everything=True)
        assert SAYS not in "".join(one.statement.content for one in book.words())  # and back, it is still rejected


def some_rulings(book: Register, seed: int) -> list[Ruling]:
    """Enter rulings on statements and figures, chosen by a seed; what cannot be meant is left out."""
    ids = sorted(
        [one.id for one in book.words()]
        + [point.id for line in book.measures() for one in book.series(line.measure) for point in one.points]
    )
    made = []
    for step in range(6 if ids else 0):
        id = ids[(seed + step * 3) % len(ids)]
        made += [
            attempt(book, Act.CORRECT, id, field="state", value="VN") if step % 3 == 0 else None,
            attempt(book, Act.CORRECT, id, field="unit", value="CNY") if step % 3 == 1 else None,
            attempt(book, Act.CORRECT, id, field="office", value=f"部长{step}") if step % 2 else None,
            attempt(book, (Act.REJECT, Act.CONFIRM)[(seed >> step) % 2], id) if step > 2 else None,
        ]
    return [one for one in made if one]


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6), st.permutations(PAGES), st.integers(12, 24), st.randoms(use_true_random=False))
def test_any_order_of_pages_and_rulings_gives_the_same_register(
    seed: int, order: list[Raw], cut: int, chance: random.Random
) -> None:
    with tempfile.TemporaryDirectory() as folder, fill(Path(folder) / "one.db", order[:cut]) as book:
        made = some_rulings(book, seed)
        for ruling in made[::2]:
            rule(book, Act.WITHDRAW, ruling.id)
        list(book.add(order[cut:], jobs=0))
        stood = list(book.dump())
        entered = [one.ruling for one in book.rulings() if one.ruling.act is not Act.WITHDRAW]
        taken = [one.ruling for one in book.rulings() if one.ruling.act is Act.WITHDRAW]
        with fill(Path(folder) / "two.db", PAGES) as other:
            enter_as_they_stand(other, chance.sample(entered, k=len(entered)))
            enter_as_they_stand(other, taken)
            assert of_pages(other.dump()) == of_pages(stood)


@settings(deadline=None, max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_rulings_outlive_reading_again(seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder, fill(Path(folder) / "one.db", PAGES) as book:
        some_rulings(book, seed)
        ruled = of_pages(book.dump())
        with read_by(by_old_rules(seed)):
            read_again(book, everything=True)
        read_again(book, everything=True)
        assert of_pages(book.dump()) == ruled


@pytest.mark.parametrize(
    ("which", "field", "value", "why"),
    [
        (saying, "cue", "说", "one of name, office"),
        (saying, "date", "gestern", "no EDTF date"),
        (saying, "state", "乌有国", "write it as RU"),
        (saying, "form", "loud", "one of direct, indirect"),
        (saying, "name", " ", "there is no value"),
        (counting, "value", "960亿", "it is no number"),
        (counting, "value", "nan", "it is no number"),
        (counting, "about", "CN+乌有国", "write it as RU"),
        (counting, "change_basis", "weekly", "one of year_on_year"),
    ],
)
def test_what_a_field_cannot_be_is_refused(
    book: Register, which: Callable[[Register], str], field: str, value: str, why: str
) -> None:
    id = which(book)
    before = list(book.dump())
    with pytest.raises(UsageError, match=why.replace("+", r"\+")):
        rule(book, Act.CORRECT, id, field=field, value=value)
    assert list(book.dump()) == before


@pytest.mark.parametrize("act", [Act.MERGE, Act.SPLIT])
def test_statements_are_not_merged_or_split(book: Register, act: Act) -> None:
    with pytest.raises(UsageError, match="one page tells it"):
        rule(book, act, saying(book), counting(book))


def test_commands_rule_show_and_log(tmp_path: Path) -> None:
    path = tmp_path / "register.db"
    with fill(path, PAGES) as book:
        id = saying(book)
    done = shiguan("correct", id, "state", "蒙古", "--because", "问过", "--author", "Li", register=path)
    assert (done.returncode, done.stderr) == (0, "")
    ruling = done.stdout.split()[0]
    shown = shiguan("show", id, register=path).stdout
    assert "the page says CN" in shown
    assert ruling in shown
    found = json.loads(shiguan("show", id, "--format", "json", register=path).stdout)
    assert (found["what"], found["heard"]["speaker"]["state"], found["rulings"]) == ("statement", "MN", [ruling])
    assert f"{ruling}  correct {id}  state = MN" in shiguan("log", register=path).stdout
    assert id in shiguan("log", "--format", "csv", register=path).stdout

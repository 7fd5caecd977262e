import pytest

from shiguan.link.person import identify
from shiguan.model.attestation import Attestation
from shiguan.model.engagement import Kind, Status
from shiguan.model.span import Span
from shiguan.tell.level import Level, level_of
from shiguan.tell.person import tell_person
from shiguan.tell.state import Actor, Deed, tell_relations


def attested(day: str, office: str | None, state: str | None = "AA", name: str = "林远") -> Attestation:
    return Attestation(key="林远", name=name, state=state, office=office, day=day, page=f"p{day}", span=Span(0, 2))


@pytest.mark.parametrize(
    ("office", "wanted"),
    [
        ("国务委员兼外长", Level.MINISTER),
        ("副总理", Level.DEPUTY),
        ("总理", Level.LEADER),
        ("总统办公厅主任", Level.MINISTER),
        ("副外长", Level.OFFICIAL),
        ("灯塔看守", Level.OFFICIAL),
        (None, Level.UNNAMED),
    ],
)
def test_the_level_of_an_office(office: str | None, wanted: Level) -> None:
    assert level_of(office) is wanted


def test_offices_span_the_days_on_which_they_are_attested_in_either_script() -> None:
    told = [attested("2030-01-01", "國防部長"), attested("2031-01-01", "国防部长"), attested("2032-01-01", "总理")]
    (who,) = identify(told).persons
    found = tell_person(who, [], [], statements=0)
    assert [(one.first, one.last, one.pages, one.level) for one in found.offices] == [
        ("2030-01-01", "2031-01-01", 2, Level.MINISTER),
        ("2032-01-01", "2032-01-01", 1, Level.LEADER),
    ]
    assert found.states == (("AA", 3),)


def deed(id: str, date: str | None, *parties: Actor, status: Status = Status.HELD) -> Deed:
    return Deed(id=id, kind=Kind.MEETING, status=status, date=date, parties=parties)


def test_a_meeting_is_at_the_level_of_the_lower_side() -> None:
    found = tell_relations(
        ["AA", "BB"],
        [
            deed(
                "a", "2030-05-03", Actor("林远", "总统", "AA"), Actor("博格", "外长", "BB"), Actor("周宁", "外长", "AA")
            )
        ],
        [],
    )
    assert found.levels == {"minister": 1}


def test_deeds_and_words_are_counted_by_month_and_undated_ones_apart() -> None:
    found = tell_relations(
        ["AA"],
        [deed("a", "2030-05-03", Actor("林远", "总统", "AA"), Actor("", None, "BB")), deed("b", None)],
        [738_000, None],
    )
    assert [(one.month, one.deeds, one.statements) for one in found.months] == [
        ("2021-07", 0, 1),
        ("2030-05", 1, 0),
        (None, 1, 1),
    ]
    assert found.partners == (("BB", 1),)

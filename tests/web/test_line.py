"""The time line of a mechanism, drawn."""

from shiguan.model.engagement import Status
from shiguan.tell.mechanism import Mechanism, tell_mechanism
from shiguan.tell.session import Session
from shiguan.web.draw.line import AXIS, line_of


def session(number: int | None, date: str | None, first: int | None, host: str | None = None) -> Session:
    return Session(
        round=number,
        status=Status.HELD,
        date=date,
        first=first,
        last=first,
        place=None,
        host=host,
        mode=None,
        heads=(),
        interval=None,
        announced=(),
        postponed=(),
        contradictions=(),
        origins=1,
        records=(),
        pages=(),
    )


def mechanism(*sessions: Session, sides: tuple[str, ...] = ("AA", "BB")) -> Mechanism:
    return Mechanism(
        key="AA+BB/对话",
        name="甲乙对话",
        names=("甲乙对话",),
        sides=sides,
        sessions=sessions,
        missing=(),
        turns=None,
        expected=None,
        contradictions=(),
        links=(),
        tellings=(),
        unconfirmed=(),
        mentions=(),
    )


def test_hosts_stand_on_their_sides_and_video_on_the_line() -> None:
    drawn = line_of(
        mechanism(
            session(1, "2020-01-01", 737425, "AA"),
            session(2, "2021-01-01", 737791, "BB"),
            session(3, "2022-01-01", 738156, None),
        )
    )
    assert drawn is not None
    below, above, between = drawn.dots
    assert below.y > AXIS > above.y
    assert between.y == AXIS
    assert below.x < above.x < between.x
    assert (drawn.above, drawn.below) == ("BB", "AA")


def test_rounds_without_report_leave_a_gap() -> None:
    drawn = line_of(mechanism(session(1, "2020-01-01", 737425), session(4, "2023-01-01", 738521)))
    assert drawn is not None
    (gap,) = drawn.gaps
    first, last = drawn.dots
    assert (gap.start, gap.end) == (first.x, last.x)


def test_a_month_has_its_place_and_no_date_has_none() -> None:
    drawn = line_of(mechanism(session(1, "2020-03", None), session(2, None, None)))
    assert drawn is not None
    assert [dot.label for dot in drawn.dots] == ["1"]
    assert line_of(mechanism(session(2, None, None))) is None


def test_an_organisation_and_its_guests_have_no_two_sides() -> None:
    assert tell_mechanism("SCO+/会议", "上海合作组织+会议", [], {}, 738156).sides == ("SCO",)
    for sides in (("SCO",), ("SCO", ""), ()):
        drawn = line_of(mechanism(session(1, "2020-01-01", 737425, "SCO"), sides=sides))
        assert drawn is not None
        assert (drawn.above, drawn.below) == (None, None)

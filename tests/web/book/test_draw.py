"""Where things stand on the paper: spine, strip, calendar, network, marks. Properties that any register must keep."""

import datetime
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shiguan.annals.chronicle import Month
from shiguan.annals.circle import Bond, Circle, Member
from shiguan.model.engagement import Kind
from shiguan.web.draw.heat import Tally, heat
from shiguan.web.draw.network import HEIGHT, WIDTH, crosses, draw
from shiguan.web.draw.strip import strip
from shiguan.web.frame import brief, clip
from shiguan.web.mark import LEAF, Mark, cut, leaf_of, leaves, pieces_of
from shiguan.web.spine import Notch, notch_of

MONTHS = st.dates(datetime.date(1900, 1, 1), datetime.date(2030, 1, 1)).map(lambda day: day.isoformat()[:7])


@pytest.mark.parametrize(
    ("value", "notch"),
    [
        (None, Notch("")),
        ("2023", Notch("2023")),
        ("2023-05", Notch("2023", "5月")),
        ("2023-22", Notch("2023", "夏")),
        ("2023-05-16", Notch("2023", "5月", "16", "", "癸卯年 星期二")),
        ("2023-02-05", Notch("2023", "2月", "5", "", "星期日")),
        ("2024-01-02", Notch("2024", "1月", "2", "", "癸卯年 星期二")),
        ("2023-05-16/2023-05-18", Notch("2023", "5月", "16", "18", "癸卯年 星期二")),
        ("2023-05-30/2023-06-02", Notch("2023", "5月", "30", "6月2日", "癸卯年 星期二")),
        ("2023-12-30/2024-01-02", Notch("2023", "12月", "30", "2024年1月2日", "癸卯年 星期六")),
        ("2023-05/2023-07", Notch("2023", "5月", "", "7月")),
        ("2023/2025", Notch("2023", "", "", "2025")),
        ("199X", Notch("199X")),
        ("2021/..", Notch("2021", "", "", "…")),
    ],
)
def test_place_on_the_spine_is_no_more_exact_than_the_date(value: str | None, notch: Notch) -> None:
    assert notch_of(value) == notch


@pytest.mark.parametrize(
    ("value", "short"),
    [
        (None, ""),
        ("2024-07-02", "2024-07-02"),
        ("2024-07-02/2024-07-06", "2024-07-02–06"),
        ("2024-07-30/2024-08-02", "2024-07-30–08-02"),
        ("2024-12-30/2025-01-02", "2024-12-30–2025-01-02"),
        ("2024/..", "2024–…"),
    ],
)
def test_interval_is_written_once(value: str | None, short: str) -> None:
    assert brief(value) == short


def test_long_quotation_loses_its_middle() -> None:
    assert clip("甲" * 10, 10) == "甲" * 10
    assert len(clip("甲" * 1000, 90)) == 93


@given(st.dictionaries(MONTHS, st.integers(1, 60), max_size=60))
def test_strip_holds_every_month_once_and_bars_do_not_overlap(counts: dict[str, int]) -> None:
    months = [Month(month, counts[month], 0) for month in sorted(counts, reverse=True)]
    found = strip(months, None)
    assert sum(int(bar.says.rpartition(" ")[2]) for bar in found.bars) == sum(counts.values())
    assert all(one.y < other.y for one, other in zip(found.bars, found.bars[1:], strict=False))
    assert all(one.before > other.before for one, other in zip(found.bars, found.bars[1:], strict=False))
    assert all(0 <= bar.held <= 34 for bar in found.bars)


def test_strip_shows_where_the_page_stands_and_what_is_only_announced() -> None:
    months = [Month("2024-02", 30, 30), Month("2024-01", 20, 5), Month("2023-25", 1, 0)]
    day = datetime.date(2024, 1, 9).toordinal()
    bars = strip(months, (day, day)).bars
    assert [(bar.label, bar.shown, bar.held > 0, bar.planned > 0) for bar in bars] == [
        ("2024", False, False, True),
        ("", True, True, True),
    ]


@given(
    st.lists(st.tuples(MONTHS, st.sampled_from(Kind), st.integers(1, 9)), unique_by=lambda one: one[:2], max_size=40)
)
def test_calendar_cells_lie_apart_within_the_paper(counts: list[tuple[str, Kind, int]]) -> None:
    found = heat([Tally(month, kind, count) for month, kind, count in sorted(counts)], list(Kind))
    if found is None:
        assert counts == []
        return
    assert len({(cell.x, cell.y) for cell in found.cells}) == len(found.cells)
    assert all(0 < cell.x < found.width and 0 < cell.y < found.height and 1 <= cell.step <= 4 for cell in found.cells)


NAMES = st.text(alphabet="中俄美ABC·", min_size=1, max_size=8)


@st.composite
def circles(draw_from: st.DrawFn) -> Circle:
    keys = sorted(draw_from(st.sets(NAMES, max_size=9)))
    members = tuple(Member(key, key, draw_from(st.integers(1, 200))) for key in keys)
    pairs = [pair for pair in combinations(keys, 2) if draw_from(st.booleans())]
    bonds = sorted((Bond(*pair, draw_from(st.integers(1, 50))) for pair in pairs), key=lambda one: -one.count)
    return Circle(members=members, bonds=tuple(bonds), of=len(members))


@settings(max_examples=40, deadline=None)
@given(circles())
def test_network_is_the_same_each_time_and_keeps_its_names_free(circle: Circle) -> None:
    found = draw.__wrapped__(circle)
    assert found == draw.__wrapped__(circle)
    assert found.undrawn == len(circle.bonds) - len(found.edges)
    index = {node.member.key: node for node in found.nodes}
    for node in found.nodes:
        assert 0 <= node.x <= WIDTH
        assert 0 <= node.y <= HEIGHT
        for edge in found.edges:
            ends = index[edge.bond.one], index[edge.bond.other]
            assert node in ends or not crosses(*ends, node)
    for one, other in combinations(found.nodes, 2):
        wide = (one.width + other.width) / 2
        assert abs(one.x - other.x) >= wide - 1 or abs(one.y - other.y) >= 20


@given(st.text(alphabet="ab\n", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=8))
def test_marked_pieces_are_the_text_and_carry_the_marks_that_cover_them(text: str, at: list[tuple[int, int]]) -> None:
    marks = [Mark(start, start + length, f"k{number}", "") for number, (start, length) in enumerate(at)]
    inside = [mark for mark in marks if mark.start < len(text)]
    pieces = pieces_of(text, 0, len(text), inside)
    assert "".join(piece.text for piece in pieces) == text
    place = 0
    for piece in pieces:
        for offset in range(place, place + len(piece.text)):
            assert set(piece.kinds) == {mark.kind for mark in inside if mark.start <= offset < mark.end}
        place += len(piece.text)


@given(st.integers(0, 5 * LEAF), st.sets(st.integers(0, 5 * LEAF), max_size=8))
def test_leaves_are_the_text_and_none_is_too_long(length: int, breaks: set[int]) -> None:
    text = "".join("\n" if at in breaks else "字" for at in range(length))
    cuts = leaves(text)
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(end - start <= LEAF for start, end in cuts)
    for number, (start, end) in enumerate(cuts):
        if end > start:
            assert leaf_of(cuts, start) == number


def test_overlapping_hits_are_marked_together() -> None:
    assert cut("中俄磋商", [(0, 3), (2, 4)]) == [("中俄", True), ("磋", True), ("商", True)]
    assert cut("", []) == []

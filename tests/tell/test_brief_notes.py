"""Notes: a sentence around what is cited, each source once, what overlaps together."""

from hypothesis import given
from hypothesis import strategies as st

from shiguan.model.brief import Mark
from shiguan.model.imprint import Imprint
from shiguan.model.record import Citation
from shiguan.model.ruling import Act, Ruling
from shiguan.model.span import Span
from shiguan.tell.brief.notes import Notes, window

TEXT = "两国外长在北城会晤。双方商定明年举行第四轮磋商。\n会后签署文件。"
RULING = Ruling(
    id="r1", act=Act.CORRECT, made="2024-05-17T08:00:00Z", author="林远", because="公报写的是南城", subject=()
)


def imprint(page: str) -> Imprint:
    return Imprint(
        page=page, label=page, title=page, publisher=None, origin=None, published=None, url=None, report=page
    )


def notes(*, central: str = "") -> Notes:
    return Notes(imprint, lambda _: TEXT, {"r1": RULING}, lambda page: page == central)


def citation(page: str, origin: str, start: int = 5, end: int = 7) -> Citation:
    return Citation(account=page, page=page, spans=(Span(start, end),), origin=origin)


def test_the_passage_is_the_sentence() -> None:
    found = notes()
    assert found.at("p", (Span(5, 7),)) == (Mark(1, 1),)
    passage = found.found[0].passages[0]
    assert passage.text == "两国外长在北城会晤。"
    assert not passage.goes_before
    assert not passage.goes_on


def test_one_sentence_is_one_passage_and_one_page_one_source() -> None:
    found = notes()
    assert found.at("p", (Span(5, 7),)) == found.at("p", (Span(0, 2), Span(7, 9))) == (Mark(1, 1),)
    assert found.at("p", (Span(12, 14),)) == (Mark(1, 2),)
    assert found.at("q", (Span(12, 14),)) == (Mark(2, 1),)
    assert found.found[0].passages[0].cited == (Span(0, 2), Span(5, 7), Span(7, 9))


def test_one_citation_an_origin_and_two_at_most() -> None:
    found = notes()
    given_citations = [citation("a", "x"), citation("b", "x"), citation("c", "y"), citation("d", "z")]
    assert found.cite(given_citations) == (Mark(1, 1), Mark(2, 1))
    assert [source.page for source in found.found] == ["a", "c"]


def test_a_page_about_the_subject_comes_first() -> None:
    found = notes(central="b")
    found.cite([citation("a", "x"), citation("b", "x")])
    assert [source.page for source in found.found] == ["b"]


def test_a_citation_without_characters_is_none() -> None:
    found = notes()
    nothing = Citation(account="a", page="a", spans=(), origin="x")
    beyond = citation("b", "y", 900, 905)
    assert found.cite([nothing, beyond]) == ()
    assert found.found == []


def test_what_a_person_said_is_a_source_too() -> None:
    found = notes()
    marks = found.cite([Citation(account="r1", page="", spans=(), origin="person:林远")])
    assert marks == (Mark(1, 1),)
    assert found.found[0].origin == "林远"
    assert found.found[0].passages[0].text == "公报写的是南城"


@given(st.text("甲乙。\n 丙", min_size=1, max_size=300), st.data())
def test_a_window_holds_what_it_is_around(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    around = window(text, Span(start, end))
    core = text[start:end].strip()
    assert core in around.of(text)
    assert around.of(text) == around.of(text).strip()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=12))
def test_marks_stay_right_as_passages_grow(spans: list[tuple[int, int]]) -> None:
    found = notes()
    marked = [
        (Span(start, min(start + length, len(TEXT))), found.at("p", (Span(start, start + length),)))
        for start, length in spans
    ]
    for span, marks in marked:
        for mark in marks:
            passage = found.found[0].passages[mark.passage - 1]
            assert max(span.start, passage.start) < min(span.end, passage.end)
            assert passage.text == TEXT[passage.start : passage.end]

"""A dossier over the samples: every citation is opened, every line has one, and nothing is empty."""

import datetime
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from shiguan import export
from shiguan.annals.bind import write_brief
from shiguan.annals.register import Register
from shiguan.errors import UsageError
from shiguan.model.brief import Brief, Heading, Items, Language, Mark, Picture, Pieces, Style, Subject, Table, Tone

TODAY = datetime.date(2024, 7, 1).toordinal()
ASKED = {
    "mechanism": (Subject.MECHANISM, ("中哈海关合作对话",)),
    "person": (Subject.PERSON, ("林致远",)),
    "pair": (Subject.PAIR, ("中国", "UZ")),
    "month": (Subject.PERIOD, ("2023-09",)),
    "years": (Subject.PERIOD, ("2023", "2024")),
}


@pytest.fixture(params=ASKED, scope="module")
def brief(register: Register, request: pytest.FixtureRequest) -> Brief:
    subject, what = ASKED[request.param]
    return register.brief(subject, *what, today=TODAY)


def lines_of(brief: Brief) -> Iterator[Pieces]:
    """Yield every line that says something: an item, a row without its name, a caption."""
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Items):
                yield from block.lines
            elif isinstance(block, Picture):
                yield block.caption
            elif isinstance(block, Table):
                yield from (tuple(piece for cell in row for piece in cell) for row in block.rows)


def marks_of(brief: Brief) -> set[Mark]:
    return {mark for line in lines_of(brief) for piece in line for mark in piece.marks}


def test_every_citation_finds_its_characters(register: Register, brief: Brief) -> None:
    for source in brief.sources:
        text = register.reading(source.page).document.text
        for passage in source.passages:
            assert passage.text == text[passage.start : passage.end]
            assert passage.text.strip()
            assert passage.cited
            for span in passage.cited:
                assert passage.start <= span.start < span.end <= passage.end


def test_every_line_is_cited(brief: Brief) -> None:
    bare = [line for line in lines_of(brief) if not any(piece.marks for piece in line)]
    assert bare == []


def test_every_mark_leads_to_a_passage_and_every_passage_is_called(brief: Brief) -> None:
    there = {Mark(source.number, number) for source in brief.sources for number in range(1, len(source.passages) + 1)}
    assert marks_of(brief) == there


def test_notes_are_numbered_as_they_are_met(brief: Brief) -> None:
    met = list(dict.fromkeys(mark for line in lines_of(brief) for piece in line for mark in piece.marks))
    assert list(dict.fromkeys(mark.source for mark in met)) == [one.number for one in brief.sources]
    for source in brief.sources:
        passages = [mark.passage for mark in met if mark.source == source.number]
        assert passages == list(range(1, len(source.passages) + 1))


def test_every_quotation_stands_in_its_passage(brief: Brief) -> None:
    sources = {source.number: source for source in brief.sources}
    quoted = [piece for line in lines_of(brief) for piece in line if piece.tone is Tone.QUOTE]
    for piece in quoted:
        passages = [sources[mark.source].passages[mark.passage - 1] for mark in piece.marks]
        words = piece.text.removesuffix("……")
        assert any(words in passage.text.replace("\n", " ") for passage in passages)


def test_no_section_is_empty(brief: Brief) -> None:
    assert brief.sections
    for section in brief.sections:
        assert section.title
        assert any(not isinstance(block, Heading) for block in section.blocks)
        assert not isinstance(section.blocks[-1], Heading)


def test_tables_are_whole(brief: Brief) -> None:
    tables = [block for section in brief.sections for block in section.blocks if isinstance(block, Table)]
    assert tables
    for table in tables:
        assert table.rows
        assert {len(row) for row in table.rows} == {len(table.widths)}
        assert len(table.head) in (0, len(table.widths))


def test_pictures_stay_within_their_frame(brief: Brief) -> None:
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Picture):
                assert all(0 <= shape.x <= block.width and 0 <= shape.y <= block.height for shape in block.shapes)


def test_same_question_same_dossier(register: Register) -> None:
    subject, what = ASKED["mechanism"]
    assert register.brief(subject, *what, today=TODAY) == register.brief(subject, *what, today=TODAY)


def test_english_words_between_the_quotations(register: Register) -> None:
    subject, what = ASKED["pair"]
    found = register.brief(subject, *what, today=TODAY, language=Language.ENGLISH)
    assert found.sections[0].title == "Summary"
    assert found.language is Language.ENGLISH


def test_a_mechanism_tells_its_postponed_session(register: Register) -> None:
    found = register.brief(Subject.MECHANISM, "中哈海关合作对话", today=TODAY)
    words = "".join(piece.text for line in lines_of(found) for piece in line)
    assert "第12次" in words
    assert "◐" in words
    assert "2022-10" in words


@pytest.mark.parametrize(
    ("subject", "what"),
    [
        (Subject.MECHANISM, ("没有这个机制",)),
        (Subject.PERSON, ("查无此人",)),
        (Subject.PAIR, ("中国",)),
        (Subject.PAIR, ("中国", "CN")),
        (Subject.PAIR, ("中国", "海关")),
        (Subject.PERIOD, ("1900",)),
        (Subject.PERIOD, ("2024", "2023")),
        (Subject.PERIOD, ("2023", "2024", "2025")),
        (Subject.PERSON, (" ",)),
        (Subject.MECHANISM, ()),
    ],
)
def test_what_cannot_be_told_is_said_in_a_line(register: Register, subject: Subject, what: tuple[str, ...]) -> None:
    with pytest.raises(UsageError) as told:
        register.brief(subject, *what, today=TODAY)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("name", ["brief.txt", "brief", "nowhere/brief.md"])
def test_what_cannot_be_written_is_said_in_a_line(register: Register, tmp_path: Path, name: str) -> None:
    found = register.brief(Subject.PERIOD, "2023-09", today=TODAY)
    with pytest.raises(UsageError):
        write_brief(found, tmp_path / name, Style.GBT7714)


@pytest.mark.parametrize(("name", "module"), [("brief.docx", "docx"), ("brief.pdf", "weasyprint")])
def test_a_missing_library_is_said_in_a_line(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, module: str
) -> None:
    found = register.brief(Subject.PERIOD, "2023-09", today=TODAY)
    monkeypatch.delitem(sys.modules, "shiguan.export.brief_docx", raising=False)
    monkeypatch.delattr(export, "brief_docx", raising=False)
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UsageError, match=r"pip install 'shiguan\[brief\]'"):
        write_brief(found, tmp_path / name, Style.GBT7714)

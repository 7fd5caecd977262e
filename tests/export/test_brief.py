"""Each form of a dossier is read back by its own reader: headings, tables, notes that lead somewhere."""

import datetime
import io
import re
import shutil
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from shiguan.annals.bind import write_brief
from shiguan.annals.register import Register
from shiguan.export import brief_docx, brief_html, brief_markdown
from shiguan.export.brief_svg import svg
from shiguan.model.brief import (
    Brief,
    Heading,
    Items,
    Label,
    Language,
    Line,
    Mark,
    Passage,
    Picture,
    Piece,
    Section,
    Source,
    Style,
    Subject,
    Table,
    Tone,
)
from shiguan.model.span import Span

TODAY = datetime.date(2024, 7, 1).toordinal()
HOSTILE = "<script>alert(1)</script> | [x](y) & “引” \ud800 _z_"


@pytest.fixture(scope="module")
def brief(register: Register) -> Brief:
    return register.brief(Subject.PAIR, "CN", "UZ", today=TODAY)


@pytest.fixture
def hostile() -> Brief:
    piece = Piece(HOSTILE, Tone.STRONG, (Mark(1, 1), Mark(1, 2)))
    shapes = (Label(5, 5, HOSTILE), Line(0, 9, 9, 0))
    passage = Passage(start=0, end=len(HOSTILE), text=HOSTILE, cited=(Span(0, 8),))
    return Brief(
        title=HOSTILE,
        subtitle=HOSTILE,
        facts=((HOSTILE, HOSTILE),),
        sections=(
            Section(
                HOSTILE,
                (
                    Heading(HOSTILE),
                    Items(((piece,),)),
                    Table((HOSTILE,), (((piece,),),), (1,)),
                    Picture(10, 10, shapes, HOSTILE, (piece,)),
                ),
            ),
        ),
        sources=(
            Source(
                number=1,
                page="p",
                label=HOSTILE,
                title=HOSTILE,
                publisher=HOSTILE,
                origin=None,
                published="2024-05-16",
                url="javascript:alert(1)",
                passages=(passage, passage),
            ),
        ),
        sources_title=HOSTILE,
        explanation=HOSTILE,
        language=Language.CHINESE,
        day="2024-07-01",
    )


def anchors(page: str) -> tuple[set[str], list[str]]:
    tree = lxml_html.fromstring(page)
    return {str(one)[1:] for one in tree.xpath("//a/@href[starts-with(., '#')]")}, [
        str(one) for one in tree.xpath("//@id")
    ]


def test_html_notes_lead_to_their_passages(brief: Brief) -> None:
    called, there = anchors(brief_html.page(brief, Style.GBT7714))
    assert called == set(there)
    assert len(there) == len(set(there)) == sum(len(source.passages) for source in brief.sources)


def test_html_asks_no_other_host(brief: Brief) -> None:
    page = brief_html.page(brief, Style.GBT7714)
    tree = lxml_html.fromstring(page)
    assert tree.xpath("//script | //link | //img | //iframe | //@src | //@style[contains(., 'url')]") == []
    assert "url(" not in page
    assert "@import" not in page


def test_html_has_every_section_under_a_heading(brief: Brief) -> None:
    tree = lxml_html.fromstring(brief_html.page(brief, Style.CHICAGO))
    assert [one.text for one in tree.iter("h2")] == [*(one.title for one in brief.sections), brief.sources_title]


def test_html_shows_stored_text_as_text(hostile: Brief) -> None:
    page = brief_html.page(hostile, Style.GBT7714)
    tree = lxml_html.fromstring(page)
    assert tree.xpath("//script") == []
    assert tree.xpath("//a/@href[starts-with(., 'javascript')]") == []
    assert brief_html.files(hostile, Style.CHICAGO)[""].decode("utf-8")


def test_docx_reads_back(brief: Brief) -> None:
    page = Document(io.BytesIO(brief_docx.files(brief, Style.GBT7714)[""]))
    headings = [one.text for one in page.paragraphs if one.style is not None and one.style.name == "Heading 1"]
    assert headings == [*(one.title for one in brief.sections), brief.sources_title]
    tables = [block for section in brief.sections for block in section.blocks if isinstance(block, Table)]
    assert len(page.tables) == len(tables) + 1
    for sheet, table in zip(page.tables[1:], tables, strict=True):
        assert len(sheet.rows) == len(table.rows) + bool(table.head)
        assert bool(sheet._tbl.findall(f".//{qn('w:tblHeader')}")) is bool(table.head)


def endnotes_of(packed: bytes) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(packed)) as package:
        return etree.fromstring(package.read("word/endnotes.xml"))


def test_docx_has_an_end_note_for_each_source_called_once_in_order(brief: Brief) -> None:
    packed = brief_docx.files(brief, Style.GBT7714)[""]
    body = Document(io.BytesIO(packed)).element.body
    called = [int(one.get(qn("w:id"))) for one in body.iter(qn("w:endnoteReference"))]
    notes = [int(one.get(qn("w:id"))) for one in endnotes_of(packed) if one.get(qn("w:type")) is None]
    assert called == notes == [source.number for source in brief.sources]
    numbering = [one.get(qn("w:val")) for one in body.findall(f"{qn('w:sectPr')}/{qn('w:endnotePr')}/*")]
    assert numbering == ["decimal"]


def test_docx_notes_lead_to_bookmarks(brief: Brief) -> None:
    packed = brief_docx.files(brief, Style.GBT7714)[""]
    body, notes = Document(io.BytesIO(packed)).element.body, endnotes_of(packed)
    marked = [one for part in (body, notes) for one in part.iter(qn("w:bookmarkStart"))]
    names, ids = ([one.get(qn(f"w:{key}")) for one in marked] for key in ("name", "id"))
    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids))
    linked = {one.get(qn("w:anchor")) for one in body.iter(qn("w:hyperlink"))} - {None}
    again = {one.text.split()[1] for one in body.iter(qn("w:instrText")) if "NOTEREF" in one.text}
    assert linked | again <= set(names)
    assert len([name for name in names if name.startswith("n")]) == sum(len(one.passages) for one in brief.sources)


def test_docx_shows_the_numbers_of_the_other_forms(brief: Brief) -> None:
    page = Document(io.BytesIO(brief_docx.files(brief, Style.GBT7714)[""]))
    shown = []
    for call in page.element.body.iter(qn("w:endnoteReference"), qn("w:t")):
        if call.tag == qn("w:endnoteReference"):
            shown.append(call.get(qn("w:id")))
        elif call.getparent().find(f"{qn('w:rPr')}/{qn('w:vertAlign')}") is not None:
            shown.append(call.text)
    tree = lxml_html.fromstring(brief_html.page(brief, Style.GBT7714))
    wanted = "".join("".join(one.itertext()) for one in tree.xpath("//sup"))
    assert "".join(shown).replace(" ", "") == wanted.replace(" ", "")


def test_docx_sets_the_east_asian_font(brief: Brief) -> None:
    page = Document(io.BytesIO(brief_docx.files(brief, Style.GBT7714)[""]))
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Source", "Passage"):
        fonts = page.styles[name].element.rPr.rFonts
        assert fonts.get(qn("w:eastAsia")) == brief_docx.CHINESE
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_docx_says_that_it_is_chinese_and_where_no_line_begins(brief: Brief) -> None:
    page = Document(io.BytesIO(brief_docx.files(brief, Style.GBT7714)[""]))
    languages = [one.get(qn("w:eastAsia")) for one in page.styles.element.iter(qn("w:lang"))]
    assert languages == ["zh-CN"] * len(languages) != []
    (ends,) = page.settings.element.findall(qn("w:noLineBreaksBefore"))
    assert {"[", "，", "。"} <= set(ends.get(qn("w:val")) or "")
    order = [one.tag for one in page.settings.element]
    assert order.index(ends.tag) < order.index(qn("w:savePreviewPicture"))


def test_docx_breaks_no_date_and_no_address() -> None:
    paragraph = Document().add_paragraph()
    brief_docx.write(paragraph, "2024-05-16–18，https")
    brief_docx.write(paragraph, "https://news.example/2024-05-16.html")
    assert paragraph.text == "2024-05-16–18，httpshttps://news.example/2024-05-16.html"
    assert [len(one._r.findall(qn("w:noBreakHyphen"))) for one in paragraph.runs] == [2, 0]


def test_docx_holds_the_quoted_characters(brief: Brief) -> None:
    notes = endnotes_of(brief_docx.files(brief, Style.GBT7714)[""])
    passages = [
        one for one in notes.iter(qn("w:p")) if one.find(f".//{qn('w:pStyle')}[@{qn('w:val')}='Passage']") is not None
    ]
    assert len(passages) == sum(len(source.passages) for source in brief.sources)
    assert all(one.find(f".//{qn('w:u')}") is not None for one in passages)


def test_docx_is_the_same_for_the_same_dossier(brief: Brief) -> None:
    one, other = (brief_docx.files(brief, Style.GBT7714)[""] for _ in range(2))
    first, second = (Document(io.BytesIO(each)).element.xml for each in (one, other))
    assert first == second
    assert etree.tostring(endnotes_of(one)) == etree.tostring(endnotes_of(other))


def test_docx_holds_hostile_text_as_text(hostile: Brief) -> None:
    page = Document(io.BytesIO(brief_docx.files(hostile, Style.GBT7714)[""]))
    assert "<script>" in page.paragraphs[0].text
    assert [one for one in page.part.rels.values() if one.is_external] == []


def test_markdown_notes_lead_to_their_passages(brief: Brief) -> None:
    page = brief_markdown.files(brief, Style.GBT7714)[""].decode("utf-8")
    assert set(re.findall(r"\(#(n\d+-\d+)\)", page)) == set(re.findall(r'<a id="(n\d+-\d+)">', page))


def test_markdown_tables_keep_their_cells(hostile: Brief) -> None:
    page = brief_markdown.files(hostile, Style.GBT7714)[""].decode("utf-8", errors="replace")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {2}
    assert "\\<script\\>" in page


def test_markdown_pictures_lie_beside_it(register: Register, tmp_path: Path) -> None:
    found = register.brief(Subject.PERIOD, "2023", "2024", today=TODAY)
    write_brief(found, tmp_path / "两年.md", Style.GBT7714)
    page = (tmp_path / "两年.md").read_text(encoding="utf-8")
    pictures = [block for section in found.sections for block in section.blocks if isinstance(block, Picture)]
    assert pictures
    assert len(re.findall(r"\]\(%E4%B8%A4%E5%B9%B4-\d+\.svg\)", page)) == len(pictures)
    for number in range(1, len(pictures) + 1):
        etree.fromstring((tmp_path / f"两年-{number}.svg").read_bytes())


def test_svg_holds_hostile_text_as_text(hostile: Brief) -> None:
    picture = hostile.sections[0].blocks[3]
    assert isinstance(picture, Picture)
    tree = etree.fromstring(svg(picture).encode("utf-8"))
    assert not tree.findall(".//{*}script")


def test_markdown_is_read_as_headings_and_tables(brief: Brief) -> None:
    tokens = MarkdownIt().enable("table").parse(brief_markdown.files(brief, Style.GBT7714)[""].decode("utf-8"))
    headings = [after.content for one, after in pairwise(tokens) if one.type == "heading_open" and one.tag == "h2"]
    assert headings == [*(one.title for one in brief.sections), brief.sources_title]
    tables = [block for section in brief.sections for block in section.blocks if isinstance(block, Table)]
    assert [one.type for one in tokens].count("table_open") == len(tables)
    rows = [one.type for one in tokens].count("tr_open")
    assert rows == sum(len(table.rows) + 1 for table in tables)


def test_pdf_is_laid_out_from_the_page(brief: Brief, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    write_brief(brief, tmp_path / "brief.pdf", Style.CHICAGO)
    assert (tmp_path / "brief.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext: apt-get install poppler-utils")
def test_pdf_reads_back(brief: Brief, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint")
    write_brief(brief, tmp_path / "brief.pdf", Style.GBT7714)
    done = subprocess.run(["pdftotext", str(tmp_path / "brief.pdf"), "-"], check=True, capture_output=True, text=True)
    shown = "".join(done.stdout.split())
    for title in (*(one.title for one in brief.sections), brief.sources_title):
        assert "".join(title.split()) in shown
    assert all(f"[{source.number}]" in shown for source in brief.sources)

"""A dossier for Word: real headings, tables with repeated heads, numbered notes that lead there, CJK fonts set."""

import datetime
import io
import re

from docx import Document
from docx.document import Document as Page
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.table import Table as Sheet
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from shiguan.export.brief_draw import drawing
from shiguan.export.brief_endnotes import Endnotes, bookmark, call, call_again, own_number
from shiguan.export.brief_svg import COLOURS
from shiguan.export.reference import letter, references, stretches
from shiguan.export.xml import FORBIDDEN
from shiguan.model.brief import Block, Brief, Heading, Items, Mark, Picture, Pieces, Section, Source, Style, Table, Tone

LATIN, CHINESE = "Times New Roman", "SimSun"
DATE_HYPHEN = re.compile(r"(?<=\d)-(?=\d\d(?!\d))")
TEXT_WIDTH = 16.0  # centimetres
RULE = "DDD6C6"
EAST_ASIAN = "zh-CN"  # which glyphs and which rules for the ends of lines are meant
# Where no line begins: what Word has for this language, and the bracket of a note.
NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠["
BEHIND_LINE_ENDS = ("w:savePreviewPicture", "w:endnotePr", "w:compat")
SIZES = {"Title": 22, "Heading 1": 14, "Heading 2": 11.5, "Normal": 10.5}


def files(brief: Brief, style: Style) -> dict[str, bytes]:
    """Return the document, under "" for the very name asked for; the same dossier gives the same bytes."""
    out = io.BytesIO()
    Writer(brief, style).document().save(out)
    return {"": out.getvalue()}


class Writer:
    """Lays one dossier out."""

    def __init__(self, brief: Brief, style: Style) -> None:
        self.brief = brief
        self.references = references(brief, style)
        self.page: Page = Document()
        self.sources = {one.number: one for one in brief.sources}
        self.endnotes = Endnotes(self.page)
        self.called: set[int] = set()
        self.drawn = 0
        self.marked = 0

    def document(self) -> Page:
        """Return the whole document."""
        prepare(self.page, self.brief)
        self.cover()
        for one in self.brief.sections:
            self.section(one)
        self.notes()
        return self.page

    def cover(self) -> None:
        """Write title, day and facts."""
        self.page.add_paragraph(clean(self.brief.title), style="Title")
        faint(self.page.add_paragraph(), self.brief.subtitle)
        sheet = self.page.add_table(rows=0, cols=2)
        for name, value in self.brief.facts:
            cells = sheet.add_row().cells
            faint(cells[0].paragraphs[0], name)
            write(cells[1].paragraphs[0], value)
        measure(sheet, (25, 75))
        faint(self.page.add_paragraph(), self.brief.explanation)

    def section(self, section: Section) -> None:
        """Write a section under its heading."""
        self.page.add_heading(clean(section.title), level=1)
        for block in section.blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        """Write one block."""
        if isinstance(block, Heading):
            self.page.add_heading(clean(block.text), level=2)
        elif isinstance(block, Items):
            for line in block.lines:
                self.pieces(self.page.add_paragraph(), line)
        elif isinstance(block, Picture):
            self.drawn += 1
            paragraph = self.page.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            paragraph._p.append(parse_xml(drawing(block, self.drawn)))
            self.pieces(self.page.add_paragraph(), block.caption)
        else:
            self.table(block)

    def table(self, block: Table) -> None:
        """Write a table; its head stands on every page that it reaches."""
        sheet = self.page.add_table(rows=0, cols=len(block.widths))
        if block.head:
            head = sheet.add_row()
            for cell, name in zip(head.cells, block.head, strict=True):
                faint(cell.paragraphs[0], name)
            repeat(head)
            border(head, COLOURS[Tone.FAINT][1:])
        for row in block.rows:
            line = sheet.add_row()
            keep_whole(line)
            border(line, RULE)
            for cell, pieces in zip(line.cells, row, strict=True):
                self.pieces(cell.paragraphs[0], pieces)
        measure(sheet, block.widths)
        narrow(self.page.add_paragraph())

    def pieces(self, paragraph: Paragraph, pieces: Pieces) -> None:
        """Write pieces of text with their notes behind them."""
        for one in pieces:
            run = write(paragraph, one.text)
            run.bold = True if one.tone is Tone.STRONG else None
            if one.tone not in (Tone.PLAIN, Tone.QUOTE, Tone.STRONG):
                run.font.color.rgb = RGBColor.from_string(COLOURS[one.tone][1:])
            self.marks(paragraph, one.marks)

    def marks(self, paragraph: Paragraph, marks: tuple[Mark, ...]) -> None:
        """Write the calls of notes, raised: the first of a source is Word's own, those after it lead to the passage."""
        for at, mark in enumerate(marks):
            raised(paragraph, "[" if at == 0 else ", ")
            if mark.source not in self.called:
                self.called.add(mark.source)
                call(raised(paragraph, ""), mark.source)
            else:
                call_again(raised(paragraph, "", mark), mark.source)
            if len(self.sources[mark.source].passages) > 1:
                raised(paragraph, letter(mark.passage), mark)
        if marks:
            raised(paragraph, "]")

    def notes(self) -> None:
        """Write the sources with their passages as end notes, the characters cited underlined."""
        self.page.add_heading(clean(self.brief.sources_title), level=1)
        for one in self.brief.sources:
            note = self.endnotes.add(one.number)
            paragraph = self.endnotes.paragraph(note, "Source")
            paragraph.paragraph_format.keep_with_next = True
            own_number(write(paragraph, ""))
            write(paragraph, "\t")
            self.reference(paragraph, one)
            for number in range(1, len(one.passages) + 1):
                self.passage(self.endnotes.paragraph(note, "Passage"), one, number)

    def reference(self, paragraph: Paragraph, source: Source) -> None:
        """Write how a source is referred to, its address as a link."""
        words = self.references[source.number]
        url = source.url if source.url and source.url.startswith(("http://", "https://")) else None
        before, found, after = words.partition(url) if url else (words, "", "")
        write(paragraph, before)
        if url and found:
            run = write(paragraph, found)
            run.font.color.rgb = RGBColor.from_string(COLOURS[Tone.AHEAD][1:])
            link = OxmlElement("w:hyperlink")
            link.set(
                qn("r:id"), self.endnotes.part.relate_to(clean(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            )
            run._r.addprevious(link)
            link.append(run._r)
            write(paragraph, after)

    def passage(self, paragraph: Paragraph, source: Source, number: int) -> None:
        """Write one passage with the bookmark to which its notes lead."""
        self.marked += 1
        first = write(paragraph, f"{letter(number)}\t" if len(source.passages) > 1 else "\t")
        for part, cited in stretches(source.passages[number - 1]):
            run = write(paragraph, part)
            run.underline = True if cited else None
            if not cited:
                run.font.color.rgb = RGBColor.from_string(COLOURS[Tone.FAINT][1:])
        id = len(self.brief.sources) + self.marked  # behind those of the calls
        bookmark(first._r, paragraph.runs[-1]._r, f"n{source.number}-{number}", id)


def raised(paragraph: Paragraph, words: str, to: Mark | None = None) -> Run:
    """Return a new raised run in the colour of notes, with a link to a passage where one is given."""
    run = write(paragraph, words)
    run.font.superscript = True
    run.font.color.rgb = RGBColor.from_string(COLOURS[Tone.AHEAD][1:])
    if to is not None:
        link = OxmlElement("w:hyperlink", {qn("w:anchor"): f"n{to.source}-{to.passage}"})
        run._r.addprevious(link)
        link.append(run._r)
    return run


def prepare(page: Page, brief: Brief) -> None:
    """Set paper, fonts, styles and properties; no clock is asked for the day."""
    section = page.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.4)
    for name, size in SIZES.items():
        style = page.styles[name]
        if isinstance(style, ParagraphStyle):
            dress(style, size)
    for name, left in (("Source", 0.9), ("Passage", 1.5)):
        style = page.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        if isinstance(style, ParagraphStyle):
            style.base_style = page.styles["Normal"]
            dress(style, 9)
            form = style.paragraph_format
            form.left_indent, form.first_line_indent = Cm(left), Cm(-0.9 if name == "Source" else -0.6)
            form.space_before, form.space_after = Pt(4 if name == "Source" else 0), Pt(1)
            form.tab_stops.add_tab_stop(Cm(left))
    set_language(page)
    properties = page.core_properties
    properties.title, properties.author = clean(brief.title), "shiguan"
    properties.language = {"zh": "zh-CN", "en": "en-US"}[brief.language.value]
    day = datetime.datetime.fromisoformat(brief.day)
    properties.created = properties.modified = day
    properties.comments = ""
    number_pages(page)


def set_language(page: Page) -> None:
    """Say that East Asian text is Chinese, and that no line begins with a note."""
    for one in page.styles.element.iter(qn("w:lang")):
        one.set(qn("w:eastAsia"), EAST_ASIAN)
    settings = page.settings.element
    for one in settings.iter(qn("w:themeFontLang")):
        one.set(qn("w:eastAsia"), EAST_ASIAN)
    ends = OxmlElement("w:noLineBreaksBefore", {qn("w:lang"): EAST_ASIAN, qn("w:val"): NOT_FIRST})
    settings.insert_element_before(ends, *BEHIND_LINE_ENDS)


def dress(style: ParagraphStyle, size: float) -> None:
    """Set the fonts of a style: Latin, and East Asian, which Word keeps apart."""
    style.font.name, style.font.size = LATIN, Pt(size)
    style.font.color.rgb = RGBColor.from_string(COLOURS[Tone.PLAIN][1:])
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for line in style.element.get_or_add_pPr().findall(qn("w:pBdr")):  # the template rules a line under titles
        line.getparent().remove(line)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:hAnsi"), LATIN)
    fonts.set(qn("w:eastAsia"), CHINESE)
    if style.name == "Normal":
        style.paragraph_format.space_after = Pt(4)


def number_pages(page: Page) -> None:
    """Set the number of the page at its foot."""
    paragraph = page.sections[0].footer.paragraphs[0]
    paragraph.alignment = 1
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def write(paragraph: Paragraph, words: str) -> Run:
    """Return a new run with a text, in the fonts of its style; East Asian quotation marks stay wide, dates whole."""
    run = paragraph.add_run()
    parts = [words] if "://" in words else DATE_HYPHEN.split(words)
    for at, part in enumerate(parts):
        if at:
            run._r.append(OxmlElement("w:noBreakHyphen"))
        if part:
            run.add_text(clean(part))
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), CHINESE)
    fonts.set(qn("w:hint"), "eastAsia")
    return run


def faint(paragraph: Paragraph, words: str) -> None:
    """Write a text in the second ink."""
    write(paragraph, words).font.color.rgb = RGBColor.from_string(COLOURS[Tone.FAINT][1:])


def clean(words: str) -> str:
    """Return a text without what XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", words)


def measure(sheet: Sheet, widths: tuple[int, ...]) -> None:
    """Set the widths of a table's columns, as shares of the text."""
    sheet.autofit = False
    for column, width in zip(sheet.columns, widths, strict=True):
        column.width = Cm(TEXT_WIDTH * width / sum(widths))
    for row in sheet.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(TEXT_WIDTH * width / sum(widths))
            tighten(cell)


def tighten(cell: _Cell) -> None:
    """Set the paragraphs of a cell close."""
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(1)
        paragraph.paragraph_format.space_before = Pt(1)
        for run in paragraph.runs:
            run.font.size = run.font.size or Pt(9.5)


def narrow(paragraph: Paragraph) -> None:
    """Make an empty line as low as it gets."""
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(6)


def repeat(row: _Row) -> None:
    """Let a row stand at the head of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Let no page end within a row."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def border(row: _Row, colour: str) -> None:
    """Draw a hairline under a row."""
    for cell in row.cells:
        borders = parse_xml(
            '<w:tcBorders xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{colour}"/></w:tcBorders>'
        )
        cell._tc.get_or_add_tcPr().append(borders)

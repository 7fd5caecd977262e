"""Real end notes for Word, a part of their own as the format has it: python-docx reads and writes none itself."""

from copy import deepcopy

from docx.document import Document as Page
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart
from docx.text.paragraph import Paragraph
from docx.text.run import Run

PLACE = PackURI("/word/endnotes.xml")
BLANK = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'
# Word wants two notes that part the others from the text; here a heading stands there.
PARTING = "".join(
    f'<w:endnote w:type="{kind}" w:id="{id}">{BLANK}</w:endnote>'
    for kind, id in (("separator", -1), ("continuationSeparator", 0))
)
AFTER_IN_SETTINGS = ("w:compat", "w:docVars", "w:rsids", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")
AFTER_IN_SECTION = ("w:type", "w:pgSz", "w:pgMar", "w:cols", "w:titlePg", "w:docGrid")


class Endnotes:
    """The end notes of a document, numbered 1, 2, 3 in the order in which the text calls them."""

    def __init__(self, page: Page) -> None:
        root = parse_xml(f"<w:endnotes {nsdecls('w', 'r')}>{PARTING}</w:endnotes>")
        self.part = StoryPart(PLACE, CONTENT_TYPE.WML_ENDNOTES, root, page.part.package)
        page.part.relate_to(self.part, RELATIONSHIP_TYPE.ENDNOTES)
        settings: BaseOxmlElement = page.settings.element
        settings.insert_element_before(numbering(-1, 0), *AFTER_IN_SETTINGS)
        page.sections[0]._sectPr.insert_element_before(numbering(), *AFTER_IN_SECTION)

    def add(self, number: int) -> BaseOxmlElement:
        """Return a new note."""
        note = OxmlElement("w:endnote", {qn("w:id"): str(number)})
        self.part.element.append(note)
        return note

    def paragraph(self, note: BaseOxmlElement, style: str) -> Paragraph:
        """Return a new paragraph of a note."""
        found = Paragraph(note.makeelement(qn("w:p")), self.part)
        note.append(found._p)
        found.style = style
        return found


def numbering(*parting: int) -> BaseOxmlElement:
    """Return how end notes are numbered, in figures instead of i, ii, iii; in settings with the notes that part."""
    found = OxmlElement("w:endnotePr")
    found.append(OxmlElement("w:numFmt", {qn("w:val"): "decimal"}))
    found.extend(OxmlElement("w:endnote", {qn("w:id"): str(id)}) for id in parting)
    return found


def call(run: Run, number: int) -> None:
    """Let a run call a note for the first time; the bookmark around it is where later calls take the number from."""
    run._r.append(OxmlElement("w:endnoteReference", {qn("w:id"): str(number)}))
    bookmark(run._r, run._r, f"e{number}", number)


def call_again(run: Run, number: int) -> None:
    """Let a run show the number of a note that was called before: a field that Word keeps up to date.

    Each part of a field is a run of its own, so that all of them look alike to every program.
    """
    words = OxmlElement("w:instrText", {qn("xml:space"): "preserve"})
    words.text = f" NOTEREF e{number} \\h "
    shown = OxmlElement("w:t")
    shown.text = str(number)
    begin, parts, end = (OxmlElement("w:fldChar", {qn("w:fldCharType"): kind}) for kind in ("begin", "separate", "end"))
    for part in (begin, words, parts, shown):
        before = deepcopy(run._r)
        before.append(part)
        run._r.addprevious(before)
    run._r.append(end)


def own_number(run: Run) -> None:
    """Let a run in a note show the note's number."""
    run._r.append(OxmlElement("w:endnoteRef"))


def bookmark(first: BaseOxmlElement, last: BaseOxmlElement, name: str, id: int) -> None:
    """Put a bookmark around some siblings."""
    begin, end = (OxmlElement(f"w:bookmark{edge}", {qn("w:id"): str(id)}) for edge in ("Start", "End"))
    begin.set(qn("w:name"), name)
    first.addprevious(begin)
    last.addnext(end)

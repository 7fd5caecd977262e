"""A reading of one text as it stands, without title and frame: all steps behind capture."""

from shiguan.grammar.fold import fold
from shiguan.model.page import Basis, Document, Page
from shiguan.model.reading import Reading
from shiguan.pipeline import read


def reading_of(text: str, published: str) -> Reading:
    """Return what a mainland text of the day says."""
    document = Document(title=None, text=text, language="zh-Hans", published=published, published_basis=Basis.GIVEN)
    return read(Page(id="page", document=document, folded=fold(text)))

"""A dossier as PDF, laid out from its HTML."""

from importlib import import_module

from shiguan.errors import UsageError
from shiguan.export.brief_html import page
from shiguan.model.brief import Brief, Style

CURE = "install its libraries (Debian: libpango-1.0-0 libpangoft2-1.0-0), or write .html and print it"


def files(brief: Brief, style: Style) -> dict[str, bytes]:
    """Return the PDF, under "" for the very name asked for; raises UsageError where Pango is not there.

    Nothing is fetched: the page has all that it needs.
    """
    try:
        weasyprint = import_module("weasyprint")  # ships no types
    except OSError as error:
        raise UsageError(f"PDF: Pango cannot be loaded; {CURE}") from error
    document = weasyprint.HTML(string=page(brief, style), url_fetcher=refuse)
    return {"": bytes(document.write_pdf())}


def refuse(url: str, *_: object, **__: object) -> object:
    """Fetch nothing."""
    raise ValueError(f"{url}: a brief fetches nothing")

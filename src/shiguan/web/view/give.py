"""What a register gives out: files in every format, dossiers, and the calendar and feed that others subscribe to."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from shiguan.annals.due import due_of
from shiguan.annals.issue import Issue
from shiguan.export.calendar import calendar_lines
from shiguan.export.cell import Imprints
from shiguan.export.feed import atom_lines
from shiguan.export.form import Format
from shiguan.model.brief import Language, Style, Subject
from shiguan.model.record import Record
from shiguan.web.access.gate import BY_ADDRESS, today_of
from shiguan.web.errand.answer import file_of
from shiguan.web.errand.task import Dossier, Export
from shiguan.web.frame import page, tongue_of
from shiguan.web.shelf import register_of
from shiguan.web.view.chronicle import query_of

SUBSCRIBED = 200  # records of a feed, the last told of
LONGEST = 200  # characters of a name
FORMS = ("docx", "pdf", "html", "md")
ENDINGS = {
    Format.CSV_STATEMENTS: "csv",
    Format.CSV_FIGURES: "csv",
    Format.PLOVER: "jsonl",
    Format.GDELT: "tsv",
    Format.SCHEMA_ORG: "jsonld",
    Format.WEB_ANNOTATION: "jsonl",
    Format.PROV: "jsonld",
    Format.ICALENDAR: "ics",
    Format.ATOM: "xml",
    Format.FOLLOW_THE_MONEY: "jsonl",
    Format.BIBTEX: "bib",
    Format.CSL_JSON: "json",
}
# The formats as a person looks for them.
SHELVES = (
    ("tables", (Format.XLSX, Format.CSV, Format.CSV_STATEMENTS, Format.CSV_FIGURES, Format.PARQUET, Format.JSONL)),
    ("events", (Format.ICALENDAR, Format.ATOM, Format.PLOVER, Format.GDELT, Format.SCHEMA_ORG)),
    ("evidence", (Format.WEB_ANNOTATION, Format.PROV, Format.FOLLOW_THE_MONEY)),
    ("network", (Format.GRAPHML, Format.GEXF)),
    ("pages", (Format.RIS, Format.BIBTEX, Format.CSL_JSON)),
)


@get("/export", sync_to_thread=False, include_in_schema=False)
def shelves(request: Request[Any, Any, Any]) -> Response[str]:
    """Show in which formats the register can be had."""
    return page(request, "export", shelves=SHELVES)


@get("/export/{name:str}", sync_to_thread=True, include_in_schema=False)
def export(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[Any]:
    """Give the whole register out in a format."""
    if name not in set(Format):
        raise NotFoundException(f"{name[:40]}: there is no such format; see /export")
    form = Format(name)
    of_people = "people" in request.query_params
    task = Export(ending=ENDINGS.get(form, form.value), form=form, of_people=of_people)
    return file_of(request, task, f"shiguan-{form}{'-people' if of_people else ''}")


@get("/brief/{subject:str}/{what:path}", sync_to_thread=True, include_in_schema=False)
def brief(request: Request[Any, Any, Any], subject: FromPath[str], what: FromPath[str]) -> Response[Any]:
    """Give out a dossier on a mechanism, a person, two states or a period."""
    form = request.query_params.get("to", "docx")
    if subject not in set(Subject) or form not in FORMS:
        raise NotFoundException(
            f"there is no brief of a {subject[:40]} as {form[:10]}; choose one of {', '.join(FORMS)}"
        )
    asked, plain = Subject(subject), what.strip("/")[:LONGEST]
    names = tuple(plain.split("/")) if asked in (Subject.PAIR, Subject.PERIOD) else (plain,)
    language = Language(tongue_of(request).value)
    style = Style.GBT7714 if language is Language.CHINESE else Style.CHICAGO
    task = Dossier(ending=form, subject=asked, what=names, style=style, language=language, today=today_of(request))
    return file_of(request, task, f"shiguan-{'-'.join(names)}")


@get("/calendar.ics", sync_to_thread=True, include_in_schema=False, opt=BY_ADDRESS)
def calendar(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Give out the records that an address asks for as a calendar to subscribe to, with the sessions expected next."""
    store, today = register_of(request).store, today_of(request)

    def lines(records: Iterable[Record], imprints: Imprints) -> Iterator[bytes]:
        some = list(records)
        return calendar_lines(some, imprints, due_of(store, {one.mechanism_key for one in some}, today))

    return subscribed(request, lines, "text/calendar; charset=utf-8")


@get("/feed.atom", sync_to_thread=True, include_in_schema=False, opt=BY_ADDRESS)
def feed(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Give out the records that an address asks for as a feed, the last told of first."""
    return subscribed(request, atom_lines, "application/atom+xml; charset=utf-8")


def subscribed(
    request: Request[Any, Any, Any], lines: Callable[[Iterable[Record], Imprints], Iterator[bytes]], kind: str
) -> Response[bytes]:
    """Return the records last told of in a format."""
    register = register_of(request)
    records = register.latest(query_of(request), limit=SUBSCRIBED)
    body = b"".join(lines(records, Issue(register.store).imprint))
    return Response(body, media_type=kind)

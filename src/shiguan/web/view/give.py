"""What a register gives out: files in every format, dossiers, and the calendar and feed that others subscribe to."""

from datetime import date
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from shiguan.annals.issue import Issue
from shiguan.export.calendar import calendar_lines
from shiguan.export.feed import atom_lines
from shiguan.export.form import Format
from shiguan.model.brief import Language, Style, Subject
from shiguan.web import roll
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
    today = today_of(request) if form is Format.ICALENDAR else None  # nothing else changes from day to day
    task = Export(ending=ENDINGS.get(form, form.value), form=form, of_people=of_people, today=today)
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
    """Give out what an address asks for as a calendar to subscribe to.

    These are the records ahead, those lately told of, and the sessions of mechanisms that are expected.
    """
    register, query, today = register_of(request), query_of(request), today_of(request)
    coming = msgspec.structs.replace(query, since=max(query.since or "", date.fromordinal(today).isoformat()))
    records = register.latest(query, limit=SUBSCRIBED) + register.deeds(coming, limit=SUBSCRIBED)
    unique = {record.id: record for record in records}.values()
    body = b"".join(calendar_lines(unique, Issue(register.store).imprint, roll.ahead(request, today, query)))
    return Response(body, media_type="text/calendar; charset=utf-8")


@get("/feed.atom", sync_to_thread=True, include_in_schema=False, opt=BY_ADDRESS)
def feed(request: Request[Any, Any, Any]) -> Response[bytes]:
    """Give out the records that an address asks for as a feed, the last told of first."""
    register = register_of(request)
    records = register.latest(query_of(request), limit=SUBSCRIBED)
    body = b"".join(atom_lines(records, Issue(register.store).imprint))
    return Response(body, media_type="application/atom+xml; charset=utf-8")

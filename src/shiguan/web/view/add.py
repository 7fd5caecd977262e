"""Add a page: pasted, as a file or from the web. What was read is shown before anything is entered."""

import datetime
import threading
from collections.abc import Callable
from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.datastructures import UploadFile
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from shiguan.annals.entry import page_id, read_raw
from shiguan.errors import ShiguanError, UsageError
from shiguan.fetch.fetch import LARGEST
from shiguan.fetch.location import shown
from shiguan.model.raw import Raw, RawKind
from shiguan.web.access import audit
from shiguan.web.access.gate import access_of, person_of
from shiguan.web.access.right import Right
from shiguan.web.draft import Draft, Drafts
from shiguan.web.frame import page
from shiguan.web.mark import leaves, marked
from shiguan.web.shelf import register_of

MAY_ADD = {"right": Right.ADD}
ROOM = 64 * 1024  # bytes of a form beside the page
AT_ONCE = threading.BoundedSemaphore(2)  # pages fetched or read: the other threads go on serving
FIELDS = ("text", "url", "published")
LINES = (".jsonl", ".ndjson")


@get("/add", sync_to_thread=False, include_in_schema=False, opt=MAY_ADD)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show where to give a page."""
    return page(request, "add", given=dict.fromkeys(FIELDS, ""), fault=None, most=LARGEST)


@post("/add", include_in_schema=False, opt=MAY_ADD, request_max_body_size=LARGEST + ROOM)
async def give(request: Request[Any, Any, Any]) -> Response[Any]:
    """Read what was given and lead to its reading; where it cannot be read, say so beside the form."""
    form = await request.form()
    given = {key: str(form.get(key, "")) for key in FIELDS}
    try:
        file = form.get("file")
        upload = await taken(file) if isinstance(file, UploadFile) and file.filename else None
        name = await sync_to_thread(read_given, request, given, upload)
    except ShiguanError as error:
        return page(request, "add", status=422, given=given, fault=str(error), most=LARGEST)
    return Redirect(f"/add/{name}", status_code=303)


# Litestar 2.25 wraps a threaded handler twice where two share a path, so these go to a thread themselves.
@get("/add/{name:str}", include_in_schema=False, opt=MAY_ADD)
async def preview(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str]:
    """Show what was read, with the question whether to enter it."""
    return await sync_to_thread(shown_before, request, name)


@post("/add/{name:str}", include_in_schema=False, opt=MAY_ADD, request_max_body_size=ROOM)
async def enter(request: Request[Any, Any, Any], name: FromPath[str]) -> Redirect:
    """Enter what was shown, and lead to the page as it stands in the register."""
    return Redirect(f"/page/{await sync_to_thread(entered, request, name)}", status_code=303)


def shown_before(request: Request[Any, Any, Any], name: str) -> Response[str]:
    """Return the page that shows a reading."""
    draft = draft_of(request, name)
    known = register_of(request).has_page(draft.page)
    paragraphs = marked(draft.reading, None, leaves(draft.reading.document.text)[0])
    return page(request, "preview", key=name, draft=draft, paragraphs=paragraphs, known=known)


def entered(request: Request[Any, Any, Any], name: str) -> str:
    """Enter what was shown and return the id of its page."""
    draft, register, person = draft_of(request, name), register_of(request), person_of(request)
    for outcome in register.add([draft.raw], jobs=0):
        if outcome.faults:
            raise UsageError(outcome.faults[0])
    with register.store.writing():
        about = f"{draft.page} {draft.reading.document.title or ''}"
        who = person.name if person else ""
        audit.note(register.store, now=access_of(request).now(), login=who, action="page entered", about=about)
    drafts_of(request).drop(name)
    return draft.page


async def taken(file: UploadFile) -> Raw:
    """Return an uploaded file; raises UsageError where it is too large or holds many pages."""
    if file.filename.lower().endswith(LINES):
        raise UsageError(f"{shown(file.filename)}: it holds many articles; enter them with 'shiguan add'")
    data = await file.read(LARGEST + 1)
    return Raw(data=bounded(data, shown(file.filename)), kind=RawKind.AUTO, name=shown(file.filename))


def read_given(request: Request[Any, Any, Any], given: dict[str, str], upload: Raw | None) -> str:
    """Read a page and keep it for the one who gave it; return the name it is kept under."""
    if not AT_ONCE.acquire(blocking=False):
        raise UsageError("other pages are being read just now; send it again in a moment")
    try:
        raw = raw_of(given, upload, request.app.state.fetch)
        reading = read_raw(raw)
    finally:
        AT_ONCE.release()
    person = person_of(request)
    return drafts_of(request).keep(page_id(raw), raw, reading, person.name if person else "")


def raw_of(given: dict[str, str], upload: Raw | None, fetch: Callable[[str], Raw]) -> Raw:
    """Return the one page that was given; raises UsageError where there is none, or more than one."""
    text, url = given["text"].strip(), given["url"].strip()
    if sum((bool(text), bool(url), upload is not None)) != 1:
        raise UsageError("give one of the three: a text, a file or an address")
    published = day_of(given["published"].strip())
    if upload is not None:
        raw = upload
    elif url:
        raw = fetch(url)
    else:
        data = bounded(text.encode("utf-8", errors="replace"), "the text")
        raw = Raw(data=data, kind=RawKind.AUTO, name="pasted text")
    return Raw(data=raw.data, kind=raw.kind, name=raw.name, url=raw.url, published=published)


def bounded(data: bytes, name: str) -> bytes:
    """Return the bytes of a page; raises UsageError where there are more than are taken from the web."""
    if len(data) > LARGEST:
        raise UsageError(f"{name}: it has more than {LARGEST:,} bytes; give the page of one article")
    return data


def day_of(value: str) -> str | None:
    """Return a day as given, None for none; raises UsageError where it is no day."""
    try:
        return datetime.date.fromisoformat(value).isoformat() if value else None
    except ValueError as error:
        raise UsageError(f"'{shown(value)}' is no day; write it as 2024-05-17") from error


def drafts_of(request: Request[Any, Any, Any]) -> Drafts:
    """Return the pages that are not yet entered."""
    found: Drafts = request.app.state.drafts
    return found


def draft_of(request: Request[Any, Any, Any], name: str) -> Draft:
    """Return a page that is not yet entered."""
    person = person_of(request)
    found = drafts_of(request).find(name, person.name if person else "")
    if found is None:
        raise NotFoundException("this reading is kept no longer; give the page again")
    return found

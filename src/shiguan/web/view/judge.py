"""A person's hand: rule on a record in the browser, take a ruling back, read the log of all (朱批)."""

import datetime
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from shiguan.annals.item import Item
from shiguan.annals.judge import ITEMS
from shiguan.annals.register import Register
from shiguan.errors import ShiguanError, UnknownError, UsageError
from shiguan.model.record import Aspect, Record
from shiguan.model.ruling import Act, Entered, Passage
from shiguan.web.access import audit
from shiguan.web.access.gate import access_of, person_of
from shiguan.web.access.right import Right
from shiguan.web.frame import page
from shiguan.web.shelf import register_of

MAY_JUDGE = {"right": Right.JUDGE}
SMALL = 64 * 1024  # bytes of a form
LONGEST = 2000  # characters of a reason or a value
LINES = 60
OF_PARTIES = ("office", "state", "name", "role")


class Desired(msgspec.Struct, frozen=True, kw_only=True):
    """What a form asks for."""

    act: Act
    ids: tuple[str, ...]
    because: str
    field: str | None = None
    value: str | None = None


@get("/record/{id:str}/judge", sync_to_thread=True, include_in_schema=False, opt=MAY_JUDGE)
def show(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show what may be said of a record."""
    return desk_for(request, register_of(request), id, fault=None, given={})


@get("/item/{id:str}/judge", sync_to_thread=True, include_in_schema=False, opt=MAY_JUDGE)
def show_item(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[str]:
    """Show what may be said of a statement or figure."""
    return item_desk_for(request, register_of(request), id, fault=None, given={})


@post("/rule/{id:str}", include_in_schema=False, opt=MAY_JUDGE, request_max_body_size=SMALL)
async def rule(request: Request[Any, Any, Any], id: FromPath[str]) -> Response[Any]:
    """Enter what a person says of a record, and lead back to it; what cannot be meant is said beside the form."""
    form = await request.form()
    given = {key: str(form.get(key, ""))[:LONGEST] for key in ("act", "field", "value", "other", "because", "ruling")}
    leaving = [str(one) for one in form.getall("leaving", [])]
    return await sync_to_thread(ruled, request, id, given, leaving)


@get("/log", sync_to_thread=True, include_in_schema=False)
def log(request: Request[Any, Any, Any]) -> Response[str]:
    """Show all rulings, the latest first."""
    skip = request.query_params.get("skip", "")
    offset = int(skip) if skip.isascii() and skip.isdecimal() and len(skip) < 10 else 0
    rulings = register_of(request).rulings()[::-1]
    shown = rulings[offset : offset + LINES]
    more = offset + LINES if len(rulings) > offset + LINES else None
    return page(request, "log", rulings=shown, total=len(rulings), offset=offset, more=more)


def ruled(request: Request[Any, Any, Any], id: str, given: dict[str, str], leaving: list[str]) -> Response[Any]:
    """Enter a ruling on a record, statement or figure and lead back to it."""
    register = register_of(request)
    desk, address = (item_desk_for, "item") if is_item(register, id) else (desk_for, "record")
    try:
        enter(request, desired(id, given, leaving))
    except ShiguanError as error:
        return desk(request, register, id, fault=str(error), given=given)
    return Redirect(f"/{address}/{id}/judge", status_code=303)


def is_item(register: Register, id: str) -> bool:
    """Return whether an id leads to a statement or figure."""
    try:
        return register.resolve(id).what in ITEMS
    except UsageError:
        return False


def enter(request: Request[Any, Any, Any], asked: Desired) -> None:
    """Enter a ruling with its line in the audit log; raises UsageError where it cannot be meant."""
    register, person, access = register_of(request), person_of(request), access_of(request)
    author = person.name if person else ""
    ruling = register.rule(
        asked.act,
        *asked.ids,
        because=asked.because,
        author=author,
        made=moment(access.clock()),
        field=asked.field,
        value=asked.value,
    )
    with register.store.writing():
        about = f"{ruling.id} {ruling.act} {' '.join(asked.ids)}"
        audit.note(register.store, now=access.now(), login=author, action="ruled", about=about)


def desired(id: str, given: dict[str, str], leaving: list[str]) -> Desired:
    """Return what a form asks for; raises UsageError where it asks for nothing."""
    try:
        act = Act(given["act"])
    except ValueError as error:
        raise UsageError("choose what to say of the record") from error
    others = {
        Act.MERGE: (given["other"].strip().rpartition("/")[2],),
        Act.SPLIT: tuple(leaving),
    }.get(act, ())
    corrects = act is Act.CORRECT
    return Desired(
        act=act,
        ids=(given["ruling"],) if act is Act.WITHDRAW else (id, *others),
        because=given["because"],
        field=given["field"].strip() if corrects else None,
        value=given["value"].strip() if corrects else None,
    )


def desk_for(
    request: Request[Any, Any, Any], register: Register, id: str, *, fault: str | None, given: dict[str, str]
) -> Response[str]:
    """Return the page on which a record is judged, with what was said of it before."""
    record = standing(register, id)
    said = [one for one in register.rulings() if touches(one, record)]
    pages: dict[str, str] = dict(
        register.store.rows_in("SELECT id, page FROM account WHERE id IN (??)", record.accounts)
    )
    titles: dict[str, str] = dict(
        register.store.rows_in("SELECT id, COALESCE(title, label) FROM page WHERE id IN (??)", record.pages)
    )
    return page(
        request,
        "judge",
        status=422 if fault else 200,
        record=record,
        said=said[::-1],
        accounts=[(one, pages.get(one, ""), titles.get(pages.get(one, ""), "")) for one in record.accounts],
        fields=fields_of(record),
        fault=fault,
        given={key: given.get(key, "") for key in ("act", "field", "value", "other", "because")},
    )


def item_desk_for(
    request: Request[Any, Any, Any], register: Register, id: str, *, fault: str | None, given: dict[str, str]
) -> Response[str]:
    """Return the page on which a statement or figure is judged; raises NotFoundException where there is none."""
    try:
        item = register.item(id)
    except (UnknownError, UsageError) as error:
        raise NotFoundException(str(error)) from error
    said = [one for one in register.rulings() if is_about(one, item)]
    withdrawals = {one.withdrawn for one in said}
    said += [one for one in register.rulings() if one.ruling.id in withdrawals]
    return page(
        request,
        "judge_item",
        status=422 if fault else 200,
        item=item,
        document=register.reading(item.page).document,
        said=said[::-1],
        fault=fault,
        given={key: given.get(key, "") for key in ("act", "field", "value", "because")},
    )


def is_about(entered: Entered, item: Item) -> bool:
    """Return whether a ruling is about a statement or figure."""
    passage = entered.ruling.passage
    return entered.ruling.id in item.rulings or (isinstance(passage, Passage) and passage.item == item.id)


def standing(register: Register, id: str) -> Record:
    """Return the record that an id leads to, through what persons merged; raises NotFoundException for none."""
    try:
        found = register.resolve(id)
    except UsageError as error:
        raise NotFoundException(str(error)) from error
    if found.id is None or found.what != "record":
        raise NotFoundException(f"{id}: {found.why[-1] if found.why else 'this is no record'}")
    return register.record(found.id)


def touches(entered: Entered, record: Record) -> bool:
    """Return whether a ruling is about a record."""
    anchors = (*entered.ruling.subject, *entered.ruling.other)
    return entered.ruling.id in record.rulings or any(one.account in record.accounts for one in anchors)


def fields_of(record: Record) -> list[tuple[str, str]]:
    """Return the fields that can be corrected, each with its present value."""
    found = [(aspect.value, str(getattr(record, aspect.value) or "")) for aspect in Aspect]
    for party in record.parties:
        side = party.name or party.state
        if side:
            found += [(f"{side}.{field}", str(getattr(party, field) or "")) for field in OF_PARTIES]
    return found


def moment(seconds: float) -> str:
    """Return a moment in UTC as the log keeps it."""
    found = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return found.isoformat(timespec="microseconds").replace("+00:00", "Z")

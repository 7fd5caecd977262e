"""Two persons: what is known of both, and the form on which somebody says whether they are one."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from shiguan.annals.who import Doubtful
from shiguan.errors import ShiguanError, UsageError
from shiguan.model.ruling import Act
from shiguan.web.frame import address_part, page
from shiguan.web.shelf import recalled, register_of
from shiguan.web.view.doubt import listed_doubts
from shiguan.web.view.judge import LONGEST, MAY_JUDGE, SMALL, Desired, enter

ACTS = (Act.SAME, Act.APART, Act.WITHDRAW)


@get("/doubtful/{one:str}/{other:str}", include_in_schema=False, opt=MAY_JUDGE)
async def show(request: Request[Any, Any, Any], one: FromPath[str], other: FromPath[str]) -> Response[str]:
    """Show two persons, what was said of them, and what may be said."""
    return await sync_to_thread(desk_for, request, (one, other), None)


@post("/doubtful/{one:str}/{other:str}", include_in_schema=False, opt=MAY_JUDGE, request_max_body_size=SMALL)
async def rule(request: Request[Any, Any, Any], one: FromPath[str], other: FromPath[str]) -> Response[Any]:
    """Enter what a person says of two persons, and lead back to them."""
    form = await request.form()
    given = {key: str(form.get(key, ""))[:LONGEST] for key in ("act", "because", "ruling")}
    return await sync_to_thread(ruled, request, (one, other), given)


@get("/same", include_in_schema=False, opt=MAY_JUDGE)
async def meant(request: Request[Any, Any, Any]) -> Response[Any]:
    """Lead from two persons, each told by an id or a name, to where they are judged."""
    given = [request.query_params.get(key, "").strip()[:LONGEST] for key in ("one", "other")]
    return await sync_to_thread(found, request, given)


def found(request: Request[Any, Any, Any], given: list[str]) -> Response[Any]:
    """Lead to where two persons are judged; raises NotFoundException where either is nobody."""
    register = register_of(request)
    try:
        one, other = (register.person_at(asked) for asked in given)
    except UsageError as error:
        raise NotFoundException(str(error)) from error
    return Redirect(f"/doubtful/{address_part(one.id)}/{address_part(other.id)}", status_code=303)


def ruled(request: Request[Any, Any, Any], pair: tuple[str, str], given: dict[str, str]) -> Response[Any]:
    """Enter a ruling; what cannot be meant is said beside the form."""
    try:
        if given["act"] not in ACTS:
            raise UsageError("choose whether the two are one")
        act = Act(given["act"])
        enter(
            request, Desired(act=act, ids=(given["ruling"],) if act is Act.WITHDRAW else pair, because=given["because"])
        )
    except ShiguanError as error:
        return desk_for(request, pair, str(error))
    return Redirect(f"/doubtful/{pair[0]}/{pair[1]}", status_code=303)


def desk_for(request: Request[Any, Any, Any], ids: tuple[str, str], fault: str | None) -> Response[str]:
    """Return the page on which two persons are judged; raises NotFoundException where either is nobody."""
    register = register_of(request)
    said = [one for one in register.rulings() if set(one.ruling.persons) == set(ids)]
    withdrawals = {one.withdrawn for one in said}
    pair = two(request, ids) if all(one.withdrawn for one in said) else None
    if pair is None and not said:
        raise NotFoundException(f"{ids[0]} and {ids[1]}: they are no two persons of this register")
    said += [one for one in register.rulings() if one.ruling.id in withdrawals]
    return page(request, "pair", status=422 if fault else 200, ids=ids, pair=pair, said=said[::-1], fault=fault)


def two(request: Request[Any, Any, Any], ids: tuple[str, str]) -> Doubtful | None:
    """Return two persons by their ids, with the reason where they may be one; None where they are not two."""
    listed = recalled(request, "doubtful", listed_doubts)
    doubt = next((one for one in listed if {one.one.id, one.other.id} == set(ids)), None)
    if doubt is not None:
        return doubt
    try:
        one, other = (register_of(request).person_at(asked) for asked in ids)
    except UsageError:
        return None
    return Doubtful(one=one, other=other, reason="") if one.id != other.id else None

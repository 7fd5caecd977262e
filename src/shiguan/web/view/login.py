"""Sign in and out, and the log of who did what."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from shiguan.web.access import audit, session
from shiguan.web.access.gate import OPEN, SESSION, access_of, person_of
from shiguan.web.access.login import check_login
from shiguan.web.access.right import Right
from shiguan.web.frame import page
from shiguan.web.shelf import register_of

SMALL = 16 * 1024  # bytes of a form
LINES = 100


@get("/login", sync_to_thread=False, include_in_schema=False, opt=OPEN)
def show(request: Request[Any, Any, Any]) -> Response[str]:
    """Show where to sign in."""
    return page(request, "login", next=local_path(request.query_params.get("next")), fault=None, user="")


@post("/login", include_in_schema=False, opt=OPEN, request_max_body_size=SMALL)
async def sign_in(request: Request[Any, Any, Any]) -> Response[Any]:
    """Sign somebody in, and lead them where they wanted to go."""
    form = await request.form()
    name, secret = str(form.get("name", "")), str(form.get("password", ""))
    address = request.client.host if request.client else ""
    wanted = local_path(str(form.get("next", "")))
    if not access_of(request).attempts.may_try(name, address):
        return page(request, "login", status=429, next=wanted, fault="too_often", user=name)
    shown = await sync_to_thread(signed_in, request, name, secret, address)
    if shown is None:
        return page(request, "login", status=401, next=wanted, fault="not_known", user=name)
    response = Redirect(wanted, status_code=303)
    secure = request.url.scheme == "https"
    response.set_cookie(SESSION, shown, max_age=session.LONGEST, path="/", httponly=True, samesite="lax", secure=secure)
    return response


def signed_in(request: Request[Any, Any, Any], name: str, secret: str, address: str) -> str | None:
    """Return what the browser shows from now on, None where name and password do not fit; the log tells of both."""
    access, store = access_of(request), register_of(request).store
    found = check_login(store, name, secret)
    now = access.now()
    with store.writing():
        if found is None:
            audit.note(store, now=now, login=name, address=address, action="sign-in refused")
            return None
        audit.note(store, now=now, login=found.name, address=address, action="signed in")
        shown = session.begin(store, found.name, now=now)
    access.attempts.forget(name, address)
    return shown


@post("/logout", sync_to_thread=True, include_in_schema=False, request_max_body_size=SMALL)
def sign_out(request: Request[Any, Any, Any]) -> Redirect:
    """Sign a browser out."""
    person, store = person_of(request), register_of(request).store
    if person and person.session:
        with store.writing():
            session.end(store, person.session)
            audit.note(store, now=access_of(request).now(), login=person.name, action="signed out")
    response = Redirect("/login", status_code=303)
    response.delete_cookie(SESSION, path="/")
    return response


@get("/audit", sync_to_thread=True, include_in_schema=False, opt={"right": Right.OVERSEE})
def show_audit(request: Request[Any, Any, Any]) -> Response[str]:
    """Show who did what, the newest first."""
    before = request.query_params.get("before", "")
    after = int(before) if before.isascii() and before.isdecimal() and len(before) < 18 else None
    acts = audit.acts(register_of(request).store, before=after, limit=LINES + 1)
    older = acts[LINES - 1].number if len(acts) > LINES else None
    return page(request, "audit", acts=acts[:LINES], older=older)


def local_path(wanted: str | None) -> str:
    """Return a path of this app as given, the first page for anything that leads elsewhere."""
    if not wanted or not wanted.startswith("/") or wanted.startswith("//") or not wanted.isprintable():
        return "/"
    return "/" if "\\" in wanted else wanted

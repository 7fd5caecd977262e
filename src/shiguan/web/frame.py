"""What every page has: the language and theme its reader chose, the words of the interface, the templates."""

import datetime
import functools
from pathlib import Path
from typing import Any

import jinja2
from litestar import MediaType, Request, Response

from shiguan.tell.day import day_label, year_of
from shiguan.web.desk import Desk
from shiguan.web.interface import Tongue, word

TEMPLATES = Path(__file__).parent / "template"
SIGNS = {"held": "●", "planned": "○", "postponed": "◐", "cancelled": "✕"}
THEMES = ("light", "dark")
ROOMS = (("chronicle", "/"), ("search", "/search"))


@functools.cache
def templates() -> jinja2.Environment:
    """Return the templates; everything a page says is escaped."""
    found = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    found.globals.update(signs=SIGNS, day_label=day_label, year_of=year_of, rooms=ROOMS, moment=moment)
    return found


def moment(seconds: int) -> str:
    """Return a moment, counted in seconds since 1970, as UTC to the second."""
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def tongue_of(request: Request[Any, Any, Any]) -> Tongue:
    """Return the language of the interface: chosen, remembered, or the browser's."""
    chosen = request.query_params.get("lang") or request.cookies.get("lang")
    if chosen in set(Tongue):
        return Tongue(chosen)
    wanted = request.headers.get("accept-language", "").lower()
    return Tongue.CHINESE if wanted.startswith("zh") else Tongue.ENGLISH


def theme_of(request: Request[Any, Any, Any]) -> str:
    """Return light or dark where the reader chose, "" where the system decides."""
    chosen = request.query_params.get("theme") or request.cookies.get("theme")
    return chosen if chosen in THEMES else ""


def page(request: Request[Any, Any, Any], name: str, *, status: int = 200, **values: Any) -> Response[str]:
    """Return a page made of a template; what the reader chose for language and theme is remembered."""
    tongue, theme = tongue_of(request), theme_of(request)
    desk = Desk(request)
    text = (
        templates()
        .get_template(f"{name}.html")
        .render(
            t=functools.partial(word, tongue=tongue),
            tongue=tongue,
            theme=theme,
            here=request.url.path,
            switch=functools.partial(switched, request),
            desk=desk,
            **values,
        )
    )
    response = Response(text, media_type=MediaType.HTML, status_code=status)
    desk.remember(response)
    for key, value in (("lang", str(tongue)), ("theme", theme)):
        if request.query_params.get(key):
            response.set_cookie(key, value, max_age=365 * 86400, samesite="lax", httponly=True)
    return response


def switched(request: Request[Any, Any, Any], **change: str | None) -> str:
    """Return this page's address with some of its questions changed; None takes one out."""
    from urllib.parse import urlencode

    given = [(key, value) for key, value in request.query_params.multi_items() if key not in change]
    given += [(key, value) for key, value in change.items() if value is not None]
    return f"{request.url.path}?{urlencode(given)}" if given else request.url.path


def missing(request: Request[Any, Any, Any], error: Exception) -> Response[str]:
    """Return the page that stands where there is none."""
    return page(request, "error", status=404, heading="not_found", says=getattr(error, "detail", str(error)))
